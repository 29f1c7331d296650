"""A layout as its file describes it: which rows, under which headings, and what stands around."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePath
from typing import Any, Final, Literal, NamedTuple

from ropabook.store.strict_yaml import parse

_FOLDER: Final = files("ropabook.layouts")


class Column(NamedTuple):
    """A column of theirs, and the column of ours that fills it."""

    heading: str
    source: str


class Group(NamedTuple):
    """Columns that stand below one title."""

    title: str
    columns: tuple[Column, ...]


class Form(NamedTuple):
    """A sheet for each row: a heading beside its answer, line by line."""

    sheet: str
    title: str
    lines: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout that somebody else expects."""

    name: str
    title: str
    about: str
    file: Literal["xlsx", "csv"]
    rows: tuple[str, ...]
    """The sheets of ours whose rows are put beside each other."""
    groups: tuple[Group, ...]
    sheet: str = "Register"
    header: int = 1
    """The row of the headings, counted from one."""
    notes: tuple[str, ...] = ()
    block: tuple[tuple[str, ...], ...] = ()
    """What stands above the headings; `{legal_name}` and the like are filled in."""
    form: Form | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns in their order."""
        return tuple(column for group in self.groups for column in group.columns)

    @property
    def sources(self) -> frozenset[str]:
        """The columns of ours that it has a place for."""
        lines = self.form.lines if self.form else ()
        return frozenset(column.source for column in (*self.columns, *lines))


def layouts() -> dict[str, Layout]:
    """Every layout, by its name: the name of its file."""
    found = sorted(_FOLDER.iterdir(), key=lambda each: each.name)
    return {
        layout.name: layout
        for each in found
        if each.name.endswith(".yaml")
        for layout in _described(PurePath(each.name).stem, each.read_bytes())
    }


def _described(name: str, text: bytes) -> Iterator[Layout]:
    said = parse(text)
    form = said.get("form")
    yield Layout(
        name=name,
        title=said["title"],
        about=said["about"],
        file=said["file"],
        rows=tuple(said["rows"]),
        groups=tuple(Group(g["title"], _columns(g["columns"])) for g in said["groups"]),
        sheet=said.get("sheet", "Register"),
        header=said.get("header", 1),
        notes=tuple(said.get("notes", ())),
        block=tuple(tuple(line) for line in said.get("block", ())),
        form=Form(form["sheet"], form["title"], _columns(form["lines"])) if form else None,
    )


def _columns(said: list[dict[str, Any]]) -> tuple[Column, ...]:
    return tuple(Column(each["heading"], each.get("from", each["heading"])) for each in said)
