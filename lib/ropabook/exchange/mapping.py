"""What an analyst decided about a file, remembered as a file of its own."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rapidfuzz import process
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from ropabook.exchange.entries import Heading
from ropabook.exchange.fields import GENERIC, OWN, PARENT, PARTY_FACTS, SUBJECTS, party_field
from ropabook.exchange.vocabulary import lookup
from ropabook.law.words import Role
from ropabook.model.facts import Id

_MOST: Final = 1024 * 1024
READ: Final = "read"
IGNORE: Final = "ignore"


class NoMapping(Exception):
    """A mapping file that cannot be used; the message says why."""


class ImportMapping(BaseModel):
    """How a file is to be read; what is not in it is found out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entity: Id | None = None
    """The company that carries the activities out."""
    role: Role | None = None
    """The company's role in all of them."""
    sheets: dict[str, str] = Field(default_factory=dict)
    """A sheet's name to `read`, `ignore`, or what its rows tell about, such as `recipient`.

    Of a sheet whose name says that it is an example, `read` takes the examples, too.
    """
    headings: dict[str, str | None] = Field(default_factory=dict)
    """A heading to a fact; `Sheet!Heading` and `Group › Heading` are more exact. Null: nothing."""
    values: dict[str, dict[str, str | None]] = Field(default_factory=dict)
    """A fact, and for what is written the word of the record."""

    def words(self) -> dict[str, dict[str, str]]:
        """The decided values."""
        return {
            field: {text: word for text, word in words.items() if word is not None}
            for field, words in self.values.items()
        }


def facts() -> frozenset[str]:
    """Every fact that a heading may be mapped to."""
    parties = ("company", "officer", "representative")
    return frozenset(
        {
            *lookup("headings").values(),
            *(field for words in GENERIC.values() for field in words.values()),
            *(party_field(party, fact) for party in parties for fact in PARTY_FACTS),
            "officer", "representative", OWN, PARENT,
        }
    )  # fmt: skip


def read_mapping(path: Path) -> ImportMapping:
    """Read a mapping file.

    Raises:
        NoMapping: it is not there, is no YAML, or says something that is not understood.
    """
    try:
        if path.stat().st_size > _MOST:
            raise NoMapping(f"{path} is larger than 1 MiB; a mapping is a small file.")
        data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        mapping = ImportMapping.model_validate(data or {})
    except OSError as error:
        raise NoMapping(f"{path} cannot be read: {error.strerror or error}.") from None
    except (YAMLError, UnicodeDecodeError) as error:
        raise NoMapping(f"{path} is not valid YAML: {str(error).splitlines()[0]}.") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise NoMapping(f"{path}: '{where}' is not right: {first['msg'].lower()}.") from None
    _check(path, mapping)
    return mapping


def _check(path: Path, mapping: ImportMapping) -> None:
    known = facts()
    for heading, field in mapping.headings.items():
        if field is not None and field not in known:
            near = process.extractOne(field, known)
            raise NoMapping(
                f"{path}: '{heading}' is mapped to '{field}', which is no fact of the record; "
                f"did you mean '{near[0]}'?"
            )
    for sheet, use in mapping.sheets.items():
        if use not in (READ, IGNORE, *SUBJECTS):
            raise NoMapping(
                f"{path}: the sheet '{sheet}' is '{use}'; it must be one of "
                f"{', '.join((READ, IGNORE, *SUBJECTS))}."
            )


def mapping_text(
    file: str,
    entity: str | None,
    role: str | None,
    sheets: Mapping[str, str],
    headings: Iterable[Heading],
    unread: Mapping[str, Iterable[str]],
) -> str:
    """A mapping file with what was found out: to be corrected, and used again.

    Args:
        file: what the file is called.
        entity: the company.
        role: its role, where it was decided.
        sheets: what each sheet was taken for.
        headings: every heading, understood or not.
        unread: values that were not understood, by fact.
    """
    lines = [
        f"# How {json.dumps(file, ensure_ascii=False)} is read. Correct it, then:",
        "#   ropabook import FILE --mapping THIS_FILE --preview",
        "# null: nobody knows; those cells are kept as unplaced.",
    ]
    if entity:
        lines.append(f"entity: {entity}")
    if role:
        lines.append(f"role: {role}")
    if sheets:
        lines.append("sheets:")
        lines += [f"  {_quoted(name)}: {use}" for name, use in sheets.items()]
    lines.append("headings:")
    found = named(list(headings))
    lines += [_line(name, heading) for name, heading in found.items()]
    if not found:
        lines[-1] = "headings: {}"
    if unread:
        lines.append("values:")
        for field, texts in unread.items():
            lines.append(f"  {field}:")
            lines += [f"    {_quoted(text)}: null" for text in texts]
    return "\n".join(lines) + "\n"


def named(headings: list[Heading]) -> dict[str, Heading]:
    """Each heading of a file, by the shortest name that does not mean two things in this file."""
    found: dict[str, Heading] = {}
    for heading in headings:
        if not heading.text:
            continue
        long = f"{heading.group} › {heading.text}" if heading.group else heading.text
        for name in (heading.text, long, f"{heading.sheet}!{long}"):
            short = " ".join(name.split())
            if all(each.field == heading.field for each in headings if _fits(short, each)):
                found.setdefault(short, heading)
                break
    return found


def _fits(name: str, heading: Heading) -> bool:
    long = f"{heading.group} › {heading.text}" if heading.group else heading.text
    mine = (heading.text, long, f"{heading.sheet}!{long}", f"{heading.sheet}!{heading.text}")
    return name in (" ".join(each.split()) for each in mine)


def _line(name: str, heading: Heading) -> str:
    if heading.match is None:
        return f"  {_quoted(name)}: null"
    sure = "" if heading.match.score == 100 else f"  # {heading.match.score} % alike"
    return f"  {_quoted(name)}: {heading.field}{sure}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=not text.isprintable())
