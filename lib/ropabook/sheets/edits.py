"""Cells that can be edited in a spreadsheet and read back: what their words mean for the record.

A sheet names its editable columns in `edits`; all others are made from the record and only shown.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

import pycountry

from ropabook.excel.table import Choice
from ropabook.law.periods import in_words, meant
from ropabook.model.names import country
from ropabook.model.register import Register
from ropabook.sheets.scope import Done
from ropabook.sheets.words import NOT_APPLICABLE, NOT_RECORDED, spoken
from ropabook.store.plain import ABSENT

KEY: Final = "Key of the row"
"""The last column of a sheet that can be edited: by it the row is found again."""
MARK: Final = "✎"
"""Stands above the columns whose edits are read back."""
_SILENT: Final = frozenset({"–", NOT_RECORDED, NOT_APPLICABLE, "Never", "Not set"})
_UNKNOWN: Final = re.compile(
    r"Not known yet(?::\s*(?P<question>.+?))?\s*\(ask:\s*(?P<ask>.+)\)", re.S
)
_NONE: Final = re.compile(r"None:\s*(?P<reason>.+)", re.S)


class NotUnderstood(Exception):
    """A cell whose words have no meaning for the record; the message says what would."""


@dataclass(frozen=True, slots=True)
class Words:
    """Any words."""

    many_lines: bool = True

    def read(self, text: str, register: Register, before: Any) -> Any:
        """The value that the words stand for.

        Raises:
            NotUnderstood: they stand for none.
        """
        return text.strip()

    def choice(self, register: Register) -> Choice | None:
        """What the cell offers to choose from, where that is a closed list."""
        return None


class Day(Words):
    """A day."""

    def read(self, text: str, register: Register, before: Any) -> str:
        """YYYY-MM-DD."""
        try:
            return date.fromisoformat(text.strip()).isoformat()
        except ValueError:
            raise NotUnderstood(f"“{text}” is not a day; write it as 2026-11-24") from None


class Number(Words):
    """A whole number."""

    def read(self, text: str, register: Register, before: Any) -> int:
        """The number."""
        plain = text.strip().replace(",", "").replace(" ", "")
        if not re.fullmatch(r"\d{1,12}", plain):
            raise NotUnderstood(f"“{text}” is not a whole number")
        return int(plain)


class YesNo(Words):
    """Yes or no."""

    def read(self, text: str, register: Register, before: Any) -> bool:
        """True for yes."""
        said = {"yes": True, "no": False, "true": True, "false": False}.get(text.strip().lower())
        if said is None:
            raise NotUnderstood(f"“{text}” is neither Yes nor No")
        return said

    def choice(self, register: Register) -> Choice:
        """The two."""
        return Choice("Yes or no", ("Yes", "No"))


class Duration(Words):
    """A period: `6 years`, `P6Y`, or `6 years (P6Y)`."""

    def read(self, text: str, register: Register, before: Any) -> str:
        """An ISO 8601 duration, `session` or `indefinite`."""
        said = text.strip()
        if isinstance(before, str) and said == in_words(before):
            return before
        inside = re.search(r"\((P\w+|session|indefinite)\)$", said)
        worded = said[: inside.start()].strip() if inside else said
        if inside and worded == in_words(inside[1]):
            return inside[1]
        # What is in brackets may be left from before: the words that a person typed count.
        if (found := meant(worded)) is not None:
            return found
        raise NotUnderstood(f"“{text}” is not a period; write 6 years, 18 months, 30 days or P6Y")


@dataclass(frozen=True, slots=True)
class Chosen(Words):
    """A closed word, picked by its label."""

    name: str = ""
    labels: Mapping[str, str] = NotImplemented
    """Key to label."""
    wrap: str = ""
    """The field that holds the word, where the value is a thing of several fields."""

    def read(self, text: str, register: Register, before: Any) -> Any:
        """The key of the label."""
        found = {label.lower(): key for key, label in self.labels.items()}
        key = found.get(text.strip().lower()) or (text if text in self.labels else None)
        if key is None:
            offered = ", ".join(f"“{label}”" for label in self.labels.values())
            raise NotUnderstood(f"“{text}” is none of {offered}")
        if not self.wrap:
            return key
        kept = before if isinstance(before, Mapping) and self.wrap in before else {}
        return {**kept, self.wrap: key}

    def choice(self, register: Register) -> Choice:
        """Every label."""
        return Choice(self.name, tuple(self.labels.values()))


@dataclass(frozen=True, slots=True)
class Named(Words):
    """Another record, by its title."""

    folder: str = ""
    many: bool = False

    def read(self, text: str, register: Register, before: Any) -> Any:
        """The id, or the ids where there may be several."""
        by_title: dict[str, list[str]] = {}
        for id, record in register.records.get(self.folder, {}).items():
            by_title.setdefault(" ".join(record.name.split()).lower(), []).append(id)
        if not self.many:
            return _only(text, by_title)
        return [_only(each, by_title) for each in _split(text, by_title)]

    def choice(self, register: Register) -> Choice | None:
        """Every title; none where several may be named, which a drop-down cannot offer."""
        if self.many:
            return None
        every = register.records.get(self.folder, {}).values()
        return Choice(f"{self.folder.replace('-', ' ').capitalize()}", tuple(r.name for r in every))


@dataclass(frozen=True, slots=True)
class Country(Words):
    """A country by its name or its two letters."""

    many: bool = False

    def read(self, text: str, register: Register, before: Any) -> Any:
        """The two letters."""
        if not self.many:
            return _country(text)
        names = {country(c.alpha_2).lower(): [c.alpha_2] for c in pycountry.countries}
        return [_country(each) for each in _split(text, names)]

    def choice(self, register: Register) -> Choice | None:
        """Every country."""
        every = sorted(country(each.alpha_2) for each in pycountry.countries)
        return None if self.many else Choice("Countries", tuple(every))


class Companies(Words):
    """Companies of the group, by the names that the sheets give them."""

    def read(self, text: str, register: Register, before: Any) -> list[str]:
        """Their ids."""
        names: dict[str, list[str]] = {}
        for entity in register.entities.values():
            for name in dict.fromkeys((entity.short_name, entity.legal_name)):
                names.setdefault(" ".join(name.split()).lower(), []).append(entity.id)
        return [_only(each, names) for each in _split(text, names)]


class Edit(NamedTuple):
    """An editable column: the field behind it, and how its words are read."""

    field: str | Callable[[Mapping[str, Any]], str | None]
    """Below what the row is about, such as `owner`; or told by what stands there now."""
    kind: Words = Words()

    def path(self, thing: Any) -> tuple[str, ...] | None:
        """Where the field is; None where this row has no such field."""
        named = self.field if isinstance(self.field, str) else self.field(thing)
        return tuple(named.split(".")) if named else None

    def read(self, text: str, register: Register, before: Any) -> Any:
        """What the record is to say: a value, a fact that is not known or none, or ABSENT.

        Raises:
            NotUnderstood: the words have no meaning here.
        """
        said = text.strip()
        if not said:
            raise NotUnderstood(
                "the cell is empty, and blank is not an answer; write – to take it away, or "
                "“Not known yet: question (ask: who)”"
            )
        if is_silent(said):
            return ABSENT
        if found := _UNKNOWN.fullmatch(said):
            return _unknown(found["question"], found["ask"], before)
        if found := _NONE.fullmatch(said):
            kept = before if isinstance(before, Mapping) and "none" in before else {}
            return {**kept, "none": found["reason"]}
        return self.kind.read(text, register, before)


class Begins(NamedTuple):
    """What a new row of a sheet begins: a record, or a part of an activity."""

    folder: str | Callable[[Mapping[str, str]], str | None]
    """The kind of record; or told by the cells of the row."""
    within: str = ""
    """The list of the record that gets a new entry; empty where the record itself is new."""
    named: str = ""
    """The heading of the cell that gives the entry its name."""
    identity: str = "id"
    """The field by which an entry is known."""
    more: Mapping[str, Edit] = {}
    """Columns that are read in new rows only."""


def is_silent(text: str) -> bool:
    """Whether a cell says that nothing is recorded."""
    return text.strip() in _SILENT


def _unknown(question: str | None, ask: str, before: Any) -> dict[str, str]:
    kept = before.get("unknown") if isinstance(before, Mapping) else None
    if question is None and kept is None:
        raise NotUnderstood("the question is missing; write “Not known yet: question (ask: who)”")
    return {"unknown": question or str(kept), "ask": ask.strip()}


def _only(text: str, by_name: Mapping[str, list[str]]) -> str:
    found = by_name.get(" ".join(text.split()).lower(), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise NotUnderstood(f"“{text}” is the title of several: {', '.join(found)}")
    raise NotUnderstood(f"there is no “{text}” in the record; begin it there first")


def _split(text: str, names: Mapping[str, list[str]]) -> list[str]:
    """Several titles in a cell: one a line, or with commas, which titles may hold, too."""
    found: list[str] = []
    for line in filter(None, (part.strip() for part in re.split(r"[\n;]", text))):
        parts = [part.strip() for part in line.split(",")]
        while parts:
            size = next(
                (n for n in range(len(parts), 0, -1) if ", ".join(parts[:n]).lower() in names), 1
            )
            found.append(", ".join(parts[:size]))
            parts = parts[size:]
    return found


def _country(text: str) -> str:
    said = text.strip()
    for each in pycountry.countries:
        if said.lower() in (country(each.alpha_2).lower(), each.alpha_2.lower()):
            return str(each.alpha_2)
    raise NotUnderstood(f"“{said}” is no country of the list")


def keys_spoken(name: str, keys: Iterable[str]) -> Chosen:
    """Closed words that have no label of their own: `third-party` is “Third party”."""
    return Chosen(name=name, labels={key: spoken(key) for key in keys})


def labelled(name: str, table: Mapping[str, tuple[str, str]], wrap: str = "") -> Chosen:
    """Closed words of the law, by their labels."""
    return Chosen(name=name, labels={key: said[0] for key, said in table.items()}, wrap=wrap)


def place_of(done: Done, of: Register, at: str = "") -> str:
    """The key of a row about an activity as some companies do it, or about a part of it."""
    written = of.activities[done.activity.id]
    every = set(done.entities) == set(written.entities)
    whose = "" if every else f"@{','.join(done.entities)}"
    return f"{done.activity.key}{whose}{f'#{at}' if at else ''}"
