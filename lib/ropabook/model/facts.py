"""A fact is a value, or `none` with a reason, or `unknown` with a question. Blank is no answer."""

import re
import string
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeGuard, TypeVar, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
)

from ropabook.law.periods import period

T = TypeVar("T")

EvidenceKind = Literal["stated", "observed", "confirmed", "inferred"]


class Noun(BaseModel):
    """Every thing in the record: frozen, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


def _day(value: object) -> object:
    # pydantic would read the number 5 as five seconds after 1970.
    # The form of text is looked at here, its figures there.
    if type(value) is str:
        if len(value) == 10 and value[4] == value[7] == "-":
            return value
    elif isinstance(value, date):
        return value
    raise ValueError("a date is written as YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_day)]


class Mistakes(ValueError):
    """What does not fit between the fields of a record: each path in it, with a sentence."""

    def __init__(self, *found: tuple[tuple[str | int, ...], str]) -> None:
        super().__init__("; ".join(sentence for _, sentence in found))
        self.found = found


def _moment(value: object) -> object:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.match(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", value):
        return value
    raise ValueError("a moment is written as YYYY-MM-DDTHH:MM")


Moment = Annotated[datetime, BeforeValidator(_moment)]


def _period(value: str) -> str:
    if period(value) is None and value not in ("session", "indefinite"):
        raise ValueError(
            "a period is written as P6Y (years), P18M (months), P30D (days), PT30M (minutes), "
            "session or indefinite"
        )
    return value


Period = Annotated[str, AfterValidator(_period)]
"""How long something is kept: an ISO 8601 duration, `session` or `indefinite`."""


def is_period(mark: object) -> bool:
    """Whether a mark on a field says that it is a period."""
    return isinstance(mark, AfterValidator) and mark.func is _period


Text = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Label = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
"""The id of a part of a record: the law's references use capitals (P01, E-OBS)."""


class Evidence(Noun):
    """Where a fact comes from, and how good that is (UK GDPR Art. 5(2))."""

    source: Text | None = None
    """A statement of a notice (`notice#statement`), or the name of a document."""
    kind: EvidenceKind = "stated"
    by: Text | None = None
    on: Day | None = None
    note: Text | None = None


def _evidence(value: object) -> object:
    return {"source": value} if isinstance(value, str) else value


EvidenceList = tuple[
    Annotated[Evidence, BeforeValidator(_evidence, json_schema_input_type=str | Evidence)], ...
]


class Nothing(Noun):
    """The answer is none, and this is why."""

    none: Text
    by: Text | None = None
    on: Day | None = None
    evidence: EvidenceList = ()


class Unknown(Noun):
    """Not known yet: the question to ask, and the role to ask."""

    unknown: Text
    ask: Text


def _answer(value: Any) -> str:
    # Types are compared, not asked for with isinstance: pydantic makes that ten times as slow,
    # and this runs for each fact of the record.
    kind = type(value)
    if kind is dict:
        if "unknown" in value:
            return "unknown"
        return "none" if "none" in value else "value"
    if kind is Unknown:
        return "unknown"
    return "none" if kind is Nothing else "value"


Fact = Annotated[
    Annotated[T, Tag("value")]
    | Annotated[Nothing, Tag("none")]
    | Annotated[Unknown, Tag("unknown")],
    Discriminator(_answer),
]

_SAYS_SOMETHING = frozenset(string.ascii_letters + string.digits) - frozenset("tTnNuUxX")
_PLACEHOLDER = re.compile(r"\s*(tbc|tbd|todo|n/?a|none|unknown|\?+|-+|x{3,})?\s*", re.IGNORECASE)


def blank(value: object) -> bool:
    """Whether nothing is said: absent, empty, or a placeholder such as "TBC" or "N/A"."""
    if not isinstance(value, str):
        return value is None or value == ()
    # Most texts begin with what no placeholder begins with: the search is not worth its time.
    return value[:1] not in _SAYS_SOMETHING and _PLACEHOLDER.fullmatch(value) is not None


def known(value: "T | Nothing | Unknown | None") -> "T | None":
    """The value of a fact, or None where there is no value (unknown, none, absent, placeholder)."""
    kind = type(value)
    if kind is Nothing or kind is Unknown or blank(value):
        return None
    return cast("T", value)


def each(value: "tuple[T, ...] | Nothing | Unknown | None") -> "tuple[T, ...]":
    """The members of a fact that is a list; nothing where there is no list."""
    return value if isinstance(value, tuple) else ()


def unknown(value: object) -> TypeGuard[Unknown]:
    """Whether the fact is recorded as not known yet."""
    return type(value) is Unknown


def answered(value: object) -> bool:
    """Whether the fact is answered: a value, or none with a reason."""
    return type(value) is not Unknown and not blank(value)
