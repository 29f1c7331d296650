"""Each assessment as a sheet of the workbook, with its matrix below."""

import re
from collections.abc import Iterator
from typing import Final

from ropabook.excel.table import Column, Image, Row, Table
from ropabook.model.relied_on import activities_of
from ropabook.papers.making import Assessment, paper_of
from ropabook.papers.paper import Facts, Grid, Heading, Paper, Part, Picture, Signature, Text
from ropabook.sheets.scope import Scope
from ropabook.views.png import as_png

MOST: Final = 60
"""How many assessments have sheets of their own; where there are more, one sheet holds them all."""
TOGETHER: Final = "Assessments in full"
_COLUMNS: Final = (Column("Step", 34), Column("Question", 44), Column("Answer", 100))
_KINDS: Final = {"dpia": "DPIA", "lia": "LIA", "tra": "TRA"}
_LONGEST: Final = 31
"""How long the name of a sheet may be."""


def sheets_of(scope: Scope) -> tuple[Table, ...]:
    """The assessments that concern the companies: a sheet each, or one for all of very many."""
    mine = list(_mine(scope))
    if len(mine) > MOST:
        rows = tuple(
            Row((paper.title, *row.cells), row.keys)
            for paper in (paper_of(scope.review, each) for each in mine)
            for row in _rows(paper)
        )
        about = f"{len(mine)} assessments, one after the other: each question with its answer."
        return (Table(TOGETHER, about, (Column("Assessment", 34), *_COLUMNS), rows, 2),)
    taken: set[str] = set()
    return tuple(_table(scope, each, taken) for each in mine)


def _mine(scope: Scope) -> Iterator[Assessment]:
    register = scope.register
    for kind in _KINDS:
        for record in register.records.get(kind, {}).values():
            if scope.entity is None or _concerns(scope, record):
                yield record


def _concerns(scope: Scope, record: Assessment) -> bool:

    return any(scope.entity in each.entities for each in activities_of(record, scope.register))


def _table(scope: Scope, record: Assessment, taken: set[str]) -> Table:
    paper = paper_of(scope.review, record)
    pictures = tuple(
        Image(as_png(part.svg), part.said) for part in paper.parts if isinstance(part, Picture)
    )
    name = _name(f"{_KINDS[record.folder]} {paper.title}", taken)
    return Table(
        name, f"{paper.subtitle}: {paper.title}", _COLUMNS, tuple(_rows(paper)), images=pictures
    )


def _name(wanted: str, taken: set[str]) -> str:
    """A name that a sheet may have and that none of the others has."""
    plain = " ".join(re.sub(r"[\[\]:*?/\\']", " ", wanted).split())
    name, number = plain[:_LONGEST].strip(), 2
    while name.casefold() in taken:
        end = f" {number}"
        name, number = plain[: _LONGEST - len(end)].strip() + end, number + 1
    taken.add(name.casefold())
    return name


def _rows(paper: Paper) -> Iterator[Row]:
    step = "About"
    for question, answer in paper.about:
        yield Row((step, question, answer), (f"paper:{paper.key}",))
    for part in paper.parts:
        if isinstance(part, Heading) and part.level == 1:
            step = part.text
        else:
            yield from (Row((step, *cells)) for cells in _cells(part))


def _cells(part: Part) -> Iterator[tuple[str, str]]:
    match part:
        case Heading(text, _):
            yield text, ""
        case Text(text, _):
            yield "–", text
        case Facts(rows):
            yield from rows
        case Grid(heads, rows, _):
            for row in rows:
                rest = zip(heads[1:], row[1:], strict=True)
                yield row[0], "\n".join(f"{head}: {cell}" for head, cell in rest)
        case Picture(_, said):
            yield "In words", said
        case Signature(rows):
            for by, company, on in rows:
                signed = f"{by}, {on}" if by else "Not signed yet"
                yield f"Signed for {company}" if company else "Signed", signed
