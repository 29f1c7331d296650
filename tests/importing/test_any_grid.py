"""Whatever stands in a file: the counts add up, nothing is lost, and nobody sees a traceback."""

import csv
import io
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from ropabook.excel.cells import Book, Cell, NotRead, Sheet
from ropabook.exchange.preview import as_json, in_words
from ropabook.exchange.proposal import propose
from ropabook.exchange.source import Source, source_of
from ropabook.model.register import Register
from ropabook.store.strict_yaml import parse
from ropabook.store.text.dumping import dumped
from tests.importing.layouts_tables import ICO
from tests.importing.lost import lost
from tests.size import size

MANY = settings(
    max_examples=size(120, 5_000), suppress_health_check=[HealthCheck.too_slow], deadline=None
)
HEADINGS = [
    *ICO, "Name", "Ref", "Recipients", "Finalité", "Rechtsgrundlage", "Bewaartermijn", "Controller",
    "Nom du traitement", "N° / RÉF", "Adresse :", "Country", "Field", "Value", "Data subjects",
    "Transfers", "Activity ID", "Security measures", "Type", "Description", "Destinataire 1",
]  # fmt: skip
ANSWERS = [
    "Yes", "no", "N/A", "x", "as above", "TBC", "[NAME]", "Contract", "Art. 6(1)(f)", "6 Jahre",
    "03/04/2025", "France; US", "1.1", "1", "(EXEMPLE) Paie", "A, b and c", "Name: Jo", "=B2", "-",
    "Payroll", "Payroll Bureau Ltd (processor)", "12 months plus current month", "\u2028", "❌",
]  # fmt: skip
words = some.one_of(
    some.sampled_from(HEADINGS), some.sampled_from(ANSWERS),
    some.text(max_size=20), some.just(""), some.just(""),
)  # fmt: skip
grids = some.lists(some.lists(words, max_size=6), max_size=9)
flags = some.sets(some.integers(1, 8), max_size=2)


def sheet(name: str, rows: list[list[str]], merged: Any, hidden: bool, unseen: set[int]) -> Sheet:
    found = {
        number: cells
        for number, row in enumerate(rows, 1)
        if (cells := {column: Cell(name, number, column, text, hidden=hidden or number in unseen)
                      for column, text in enumerate(row, 1) if text.strip()})
    }  # fmt: skip
    covered = tuple(each for each in merged if each[0] in found and each[1] in found[each[0]])
    return Sheet(name, found, hidden, covered[:1], tuple(sorted(unseen & found.keys())))


def holds(source: Source) -> None:
    """The promise of every import."""
    proposal = propose(source, Register({}))
    counts = proposal.counts
    assert counts["cells"] == len(source.cells)
    assert counts["cells"] == counts["placed"] + counts["unplaced"] + counts["not_data"]
    assert lost(proposal) == []
    assert list(in_words(proposal))
    assert json.loads("".join(as_json(proposal)))["cells"] == counts["cells"]
    for record in proposal.records.values():
        if not record.problem:
            assert parse(dumped(dict(record.data)).encode()) == record.data


@MANY
@given(some.lists(some.tuples(
    some.sampled_from(["Register", "Lists", "Tutorial", "Recipients", "Example", "A"]), grids,
    some.lists(some.tuples(some.integers(1, 4), some.integers(1, 4)).map(
        lambda at: (*at, at[0] + 1, at[1] + 2)), max_size=1),
    some.booleans(), flags), min_size=1, max_size=3, unique_by=lambda each: each[0]))  # fmt: skip
def test_any_workbook(sheets) -> None:
    book = Book(tuple(sheet(*each) for each in sheets))
    cells = tuple(cell for each in book.sheets for cell in each.cells())
    holds(Source("any.xlsx", cells, book.sheets))


@MANY
@given(grids, some.sampled_from([",", ";", "\t"]))
def test_any_text_of_values(rows, delimiter) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    read("any.csv", out.getvalue())


@MANY
@given(some.recursive(
    some.none() | some.booleans() | some.integers() | words,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(words, inner, max_size=5),
    max_leaves=20))  # fmt: skip
def test_any_json(value) -> None:
    read("any.json", json.dumps(value))


@MANY
@given(some.lists(some.one_of(
    words.map(lambda text: f"## {text}"),
    some.lists(words, min_size=2, max_size=4).map(lambda row: f"| {' | '.join(row)} |"),
    some.just("|---|---|"), words.map(lambda text: f"- **{text}:** yes"), words,
), max_size=14))  # fmt: skip
def test_any_markdown(lines) -> None:
    read("any.md", "\n".join(lines))


@MANY
@given(some.binary(max_size=200), some.sampled_from(["a.xlsx", "a.ods", "a.csv", "a.json", "a.yaml",
                                                     "a.md"]))  # fmt: skip
def test_any_bytes(data, name) -> None:
    try:
        source = source_of(name, data)
    except NotRead:
        return
    holds(source)


def read(name: str, content: str) -> None:
    try:
        source = source_of(name, content.encode("utf-8", "surrogatepass"))
    except NotRead as refused:
        assert name in str(refused)
        return
    holds(source)
