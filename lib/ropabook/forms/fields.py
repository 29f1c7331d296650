"""What a form asks, made from the model: a field added to a noun is asked for, none is listed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ropabook.forms.help import help_for
from ropabook.forms.labels import choice_label, label_for, order_of, section_of
from ropabook.model.facts import Evidence, Nothing, Noun, Unknown, is_period
from ropabook.model.record import FiledRecord, Record, Ref

FieldKind = Literal[
    "text", "words", "choice", "choices", "yes-no", "number", "day", "moment", "period",
    "reference", "references", "texts", "part", "parts", "map", "evidence",
]  # fmt: skip
_LONG: Final = frozenset(
    ["text", "notes", "quote", "note", "reason", "because", "sentence", "description", "need",
     "nature", "scope", "context", "purposes", "wording", "principles", "interest", "statute"]
)  # fmt: skip
"""Names under which more than a line is written."""
_NOT_ASKED: Final = frozenset(["id", "evidence", "differs", "unplaced", "formerly", "relies_on"])
"""Asked for elsewhere on the form, or kept as they are."""


class Field(NamedTuple):
    """One field of a form."""

    name: str
    label: str
    help: str
    kind: FieldKind
    required: bool = False
    fact: bool = False
    """Whether it may be none with a reason, or not known yet with a question."""
    proven: bool = False
    """Whether evidence of its own can be given for it."""
    choices: tuple[tuple[str, str], ...] = ()
    folder: str = ""
    """The kind of record it names."""
    fields: "tuple[Field, ...]" = ()
    """Of a part, or of each of several parts."""
    value: FieldKind = "text"
    """What each entry of a map is."""
    section: str = ""

    def as_data(self) -> dict[str, Any]:
        """For the browser."""
        return {
            **self._asdict(),
            "choices": [list(choice) for choice in self.choices],
            "fields": [field.as_data() for field in self.fields],
        }


@cache
def fields_of(noun: type[Noun]) -> tuple[Field, ...]:
    """The fields of a noun: part by part of the form, in each in the order of the model."""
    return tuple(sorted(_fields(noun), key=lambda field: order_of(noun, field.section)))


def kinds_named(fields: Iterable[Field]) -> frozenset[str]:
    """The kinds of record that can be named in some fields, and in their parts."""
    found: set[str] = set()
    for field in fields:
        found |= {field.folder} | kinds_named(field.fields)
    return frozenset(found - {""})


def evidence_fields() -> tuple[Field, ...]:
    """What is asked for one piece of evidence."""
    return fields_of(Evidence)


def _fields(noun: type[Noun]) -> Iterator[Field]:
    common = [name for name in Record.model_fields if issubclass(noun, Record)]
    own = [name for name in noun.model_fields if name not in common]
    for name in (*own, *common):
        if name not in _NOT_ASKED or (name == "id" and not issubclass(noun, Record)):
            yield _field(noun, name, noun.model_fields[name])
    if "evidence" in noun.model_fields and not issubclass(noun, FiledRecord):
        yield Field(
            "evidence", "Evidence", "Where this comes from, and how good that is", "evidence"
        )


def _field(noun: type[Noun], name: str, info: FieldInfo) -> Field:
    options = tuple(_options(info.annotation, tuple(info.metadata)))
    values = [
        (kind, marks) for kind, marks in options if kind not in (Nothing, Unknown, type(None))
    ]
    inner, marks = values[0]
    kind = _kind(name, inner, marks)
    return Field(
        name,
        label_for(noun, name),
        help_for(noun, name),
        kind,
        required=info.is_required(),
        fact=any(option is Unknown for option, _ in options),
        proven=issubclass(noun, FiledRecord),
        choices=_choices(name, inner),
        folder=next((mark.folder for mark in marks if isinstance(mark, Ref)), ""),
        fields=fields_of(_noun_in(inner)) if kind in ("part", "parts") else (),
        value=_value(inner),
        section=section_of(noun, name),
    )


def _options(annotation: Any, marks: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """The alternatives of an annotation, each with all the marks around it."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        yield from _options(inner, (*marks, *more))
    elif origin in (Union, UnionType):
        for part in get_args(annotation):
            yield from _options(part, marks)
    else:
        yield annotation, marks


def _kind(name: str, inner: Any, marks: tuple[Any, ...]) -> FieldKind:
    named = any(isinstance(mark, Ref) for mark in marks)
    if get_origin(inner) is tuple:
        return _several(inner, named)
    if get_origin(inner) is dict:
        return "map"
    if _noun_in(inner) is not Noun:
        return "part"
    simple: Mapping[Any, FieldKind] = {
        bool: "yes-no",
        int: "number",
        date: "day",
        datetime: "moment",
    }
    if inner in simple:
        return simple[inner]
    if get_origin(inner) is Literal:
        return "choice"
    if named:
        return "reference"
    if any(is_period(mark) for mark in marks):
        return "period"
    return "words" if name in _LONG else "text"


def _several(inner: Any, named: bool) -> FieldKind:
    ((member, _),) = tuple(_options(get_args(inner)[0], ()))
    if _noun_in(member) is not Noun:
        return "parts"
    if get_origin(member) is Literal or member is int:
        return "choices" if get_origin(member) is Literal else "texts"
    return "references" if named else "texts"


def _value(inner: Any) -> FieldKind:
    if get_origin(inner) is not dict:
        return "text"
    ((value, _),) = tuple(_options(get_args(inner)[1], ()))
    return "yes-no" if value is bool else "number" if value is int else "text"


def _noun_in(annotation: Any) -> type[Noun]:
    """The noun that an annotation holds, or whose tuple it is; Noun itself where it is none."""
    if get_origin(annotation) is tuple:
        ((annotation, _),) = tuple(_options(get_args(annotation)[0], ()))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation if issubclass(annotation, Noun) else Noun
    return Noun


def _choices(name: str, inner: Any) -> tuple[tuple[str, str], ...]:
    if get_origin(inner) is tuple:
        ((inner, _),) = tuple(_options(get_args(inner)[0], ()))
    if get_origin(inner) is dict:
        ((inner, _),) = tuple(_options(get_args(inner)[0], ()))
    if get_origin(inner) is not Literal:
        return ()
    return tuple((str(key), choice_label(name, str(key))) for key in get_args(inner))
