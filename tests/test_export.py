"""The workbooks hold what the record holds: every row, every word, and nothing that acts."""

import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from ropabook.completeness import completeness
from ropabook.excel.book import ANNEX, HEAD
from ropabook.excel.text import LIMIT
from ropabook.exporting import CannotWrite, export, name_of
from ropabook.frames import findings_frame, frames, record_frame
from ropabook.law.article30 import (
    CONTROLLER_SHEET,
    PROCESSOR_COLUMNS,
    PROCESSOR_SHEET,
    TEMPLATE_COLUMNS,
    UNDECIDED_SHEET,
)
from ropabook.law.periods import in_words
from ropabook.model.facts import Noun
from ropabook.model.kinds import KINDS
from ropabook.model.logs import Breach, Complaint, MarketingObjection, RightsRequest
from ropabook.model.notice import Notice
from ropabook.model.questions import open_questions
from ropabook.model.record import walk
from ropabook.model.register import Register
from ropabook.review import Review, Verdict, review
from ropabook.rules.record_produced import rows_due
from ropabook.sheets.scope import Scope
from ropabook.sheets.sheet import sheets
from ropabook.sheets.template import FIELDS
from ropabook.store.load import load
from tests.small import COMPLETE, DATA, TODAY, changed

LIB = DATA.parents[1] / "lib" / "ropabook"
FORMULAS = [
    "=1+1", "=HYPERLINK(\"http://evil.example\",\"x\")", "=cmd|' /C calc'!A0", "+1+1", "-1+1",
    "@SUM(1,1)", "{=1+1}", "\t=1+1", "\uff1d1+1", "http://evil.example/", "mailto:a@evil.example",
    "internal:Cover!A1", "file:///etc/passwd", "00123", "1e5", "2026-11-24", "#REF!", "TRUE",
]  # fmt: skip


@pytest.fixture(scope="module")
def judged() -> Review:
    return review(load(DATA / "gaps"), TODAY)


@pytest.fixture(scope="module")
def written(judged, tmp_path_factory) -> dict[str, Workbook]:
    paths = export(judged, tmp_path_factory.mktemp("exports"))
    return {path.name: load_workbook(path) for path in paths}


LAST = ["Reconciliation", "Manifest", "Checks"]


def cells(book: Workbook) -> Iterator[str]:
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            yield from (str(value) for value in row if value is not None)


def facts(book: Workbook) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value, *_ in book["Cover"].iter_rows(min_row=3, values_only=True):
        found.setdefault(str(name), value)
    return found


def test_one_workbook_for_the_group_and_one_for_each_company(written) -> None:
    assert list(written) == [name_of(None), name_of("alder"), name_of("birch")]


def test_every_sheet_is_in_every_workbook_in_its_order(written) -> None:
    titles = [sheet.title for sheet in sheets()]
    assert len(set(titles)) == len(titles)
    assert len({sheet.order for sheet in sheets()}) == len(titles)
    for book in written.values():
        told = ["Lists"] * ("Lists" in book.sheetnames)
        assert book.sheetnames == ["Cover", *titles, *told, *LAST]


@pytest.mark.parametrize("entity", [None, "alder", "birch"])
def test_the_cover_says_what_the_review_says(judged, written, entity) -> None:
    told = facts(written[name_of(entity)])
    register = judged.register
    assert told["As at"] == "2026-11-24"
    assert told["Files of the record"] == register.files
    assert told["Files refused"] == register.files_refused == 0
    assert told["Fingerprint of the record"] == register.fingerprint
    assert told["Open questions"] == len(open_questions(register, entity))
    for severity, count in judged.by_severity(entity).items():
        assert told[f"Gaps: {severity}"] == count
    for verdict, count in judged.by_verdict(entity).items():
        assert told[f"Answers: {verdict}"] == count
    mine = [g.total for g in completeness(register) if entity in (None, g.entity.id)]
    given, due = sum(t.given for t in mine), sum(t.due for t in mine)
    assert told["Article 30 answers"] == f"{given} given of {due} due"
    for notice in register.of(Notice).values():
        assert notice.sha256 in told.values()


def test_the_counts_of_the_cover_are_the_rows_of_the_sheets(written) -> None:
    for book in written.values():
        table = {
            str(row[0].value): row[2].value
            for row in book["Cover"].iter_rows(min_row=4)
            if isinstance(row[2].value, int)
        }
        assert set(table) == set(book.sheetnames) - {"Cover"}
        for title, count in table.items():
            rows = [r for r in book[title].iter_rows(min_row=HEAD + 2) if any(c.value for c in r)]
            assert len(rows) == count, title


@pytest.mark.parametrize("entity", [None, "alder", "birch"])
def test_gaps_and_questions_are_all_there(judged, written, entity) -> None:
    book = written[name_of(entity)]
    assert book["Gaps"].max_row - HEAD - 1 == len(judged.findings_of(entity))
    sentences = {row[9].value for row in book["Gaps"].iter_rows(min_row=HEAD + 2)}
    assert sentences == {finding.gap.sentence for finding in judged.findings_of(entity)}
    asked = {row[4].value for row in book["Open questions"].iter_rows(min_row=HEAD + 2)}
    assert asked == {q.question for q in open_questions(judged.register, entity)}
    accepted = [a for a in judged.answers_of(entity) if a.verdict is Verdict.ACCEPTED]
    assert book["Accepted gaps"].max_row - HEAD - 1 == sum(len(a.gaps) for a in accepted)


def test_the_controller_record_has_the_columns_of_the_template(written) -> None:
    assert len(FIELDS) == 30
    headings = [cell.value for cell in written[name_of(None)]["Article 30(1) record"][HEAD + 1]]
    assert headings[2:32] == [field.column.heading for field in FIELDS]
    assert headings[2:4] == ["Business function", "Purpose of processing"]
    assert headings[31] == "Reasons for not adhering to policy document (if applicable)"


def test_the_captions_of_the_law_are_those_of_the_sheets(written) -> None:
    """What a hand-over must have had is told by the law's table; the workbooks have it."""
    assert tuple(field.column.heading for field in FIELDS) == TEMPLATE_COLUMNS
    book = written[name_of(None)]
    assert {CONTROLLER_SHEET, PROCESSOR_SHEET, UNDECIDED_SHEET} <= set(book.sheetnames)
    headings = {cell.value for cell in book[PROCESSOR_SHEET][HEAD + 1]}
    assert set(PROCESSOR_COLUMNS) <= headings


def test_recipients_abroad_stand_there_with_their_country() -> None:
    shown = frames(review(load(COMPLETE), TODAY))[CONTROLLER_SHEET]
    recipients = "\n".join(shown["Categories of recipients"])
    assert "Fjord Parcels AS (independent controller, Norway)" in recipients
    assert "Lantern Cloud Limited, hosting (processor)" in recipients


def test_a_hand_over_of_the_workbook_is_found_whole(tmp_path) -> None:
    """The rows that the rule counts are those that the exporter writes, company by company."""
    register = changed(tmp_path, {"processor_activity": {"role": {"unknown": "?", "ask": "DPO"}}})
    judged = review(register, TODAY)
    for entity in (None, *register.entities):
        scope = Scope(judged, entity)
        written = {s.title: len(list(s.rows(scope))) for s in sheets()}
        for title, count in rows_due(register, entity).items():
            assert written[title] == count, (entity, title)


def test_every_activity_is_in_exactly_one_record(judged, written) -> None:
    for entity in ("alder", "birch"):
        book = written[name_of(entity)]
        placed = [
            {row[-1].value if title != "Article 30(1) record" else row[-2].value
             for row in book[title].iter_rows(min_row=HEAD + 2)} - {None}
            for title in ("Article 30(1) record", "Article 30(2) record", "Role not decided")
        ]  # fmt: skip
        keys = [key for found in placed for key in found]
        assert sorted(keys) == sorted(a.key for a in judged.register.activities_of(entity))


def test_no_word_of_the_record_is_missing(tmp_path) -> None:
    """Every text of the complete register stands in some cell of the group's workbook."""
    register = load(COMPLETE)
    everything = "\n".join(cells(load_workbook(export(review(register, TODAY), tmp_path)[0])))
    missing = [
        (record.key, step.path, word)
        for record in register.all_records
        for step in walk(record)
        for word in (step.value if isinstance(step.value, tuple) else (step.value,))
        if isinstance(word, str)
        and word not in everything
        and not said_otherwise(word, everything)
        and named_by(register, word) not in everything
        and record.folder not in DOCUMENTS
    ]
    assert missing == []


# An assessment is a document of its own: the workbook lists it with its outcome and its risks.
DOCUMENTS = ("dpia", "lia", "tra")


def test_every_field_of_the_model_has_a_place_in_the_workbook() -> None:
    """A new field of the record is not forgotten: some sheet, or the cover, reads it by name."""
    sources = [*(LIB / "sheets").glob("*.py"), LIB / "exporting.py"]
    read = set(re.findall(r"\.(\w+)", "\n".join(path.read_text() for path in sources)))
    forgotten = {
        (noun.__name__, field)
        for kind in KINDS.values()
        if kind.folder not in DOCUMENTS
        for noun in nouns_of(kind)
        for field in noun.model_fields
        if field not in read and (noun.__name__, field) not in NOT_READ
    }
    assert forgotten == set()


NOT_READ = {
    # What a company does differently stands in its own rows.
    ("ProcessingActivity", "differs"),
    # Questions stand in “Open questions”, which the register lists by itself.
    *((noun, field) for noun in ("Unknown", "Question") for field in ("unknown", "about")),
    # Clarifications are read by the clock that they stop.
    ("RightsRequest", "further_clarifications"), ("Clarification", "asked"),
}  # fmt: skip


def nouns_of(kind: type[Noun]) -> set[type[Noun]]:
    """A kind of record with every noun within it."""
    found, waiting = {kind}, [kind]
    while waiting:
        for field in waiting.pop().model_fields.values():
            within = {n for n in types_in(field.annotation) if n not in found}
            found |= within
            waiting += within
    return found


def types_in(annotation: object) -> Iterator[type[Noun]]:
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        yield annotation
    for part in get_args(annotation):
        yield from types_in(part)


def test_notes_and_leftovers_of_every_record_are_there(tmp_path) -> None:
    register = load(COMPLETE)
    noted = {
        folder: {
            id: record.model_copy(
                update={"notes": f"A note on {record.key}", "formerly": ("once-before",),
                        "unplaced": {"Sheet1!B7": f"A leftover of {record.key}"}}
            )
            for id, record in records.items()
        }
        for folder, records in register.records.items()
    }  # fmt: skip
    judged = review(replace(register, records=noted, deviations={}, _derived={}), TODAY, [])
    texts = frames(judged)["Notes and leftovers"]["Text"]
    for record in register.all_records:
        for said in (f"A note on {record.key}", f"A leftover of {record.key}"):
            assert said in set(texts)
    assert list(texts).count("once-before") == len(register.all_records)


def test_a_workbook_of_a_company_has_what_is_the_companys() -> None:
    """What names another company is in that company's workbook, and not in this one."""
    complete = review(load(COMPLETE), TODAY, [])
    every = {record.key for record in complete.register.all_records}
    found = {
        entity: {record.key for record in Scope(complete, entity).every_record()}
        for entity in complete.register.entities
    }
    assert set().union(*found.values()) == every
    for notice in complete.register.notices.values():
        mine = {entity for entity, keys in found.items() if notice.key in keys}
        assert mine >= set(notice.entities)
    for entity, keys in found.items():
        for kind in (RightsRequest, Breach, Complaint, MarketingObjection):
            entries = complete.register.of(kind).values()
            assert {e.key for e in entries if e.entity == entity} == {
                key for key in keys if key.startswith(f"{kind.folder}/")
            }


def named_by(register: Register, key: str) -> str:
    """What people call the record that a text names, and the part of it."""
    record, _, part = key.partition("#")
    found = register.find(record)
    return f"{found.name}, {part}" if found and part else found.name if found else "\0"


def said_otherwise(value: str, everything: str) -> bool:
    """A closed word is shown by its label; an id by the name of what it names."""
    from ropabook.law.words import TABLES

    spoken = value.replace("-", " ").capitalize()
    labels = [table[value][0] for table, _ in TABLES if value in table]
    labels.append(in_words(value))
    return spoken in everything or any(label in everything for label in labels) or (
        re.fullmatch(r"[a-z0-9-]+|[A-Z]{2}|[a-h]", value) is not None
    )  # fmt: skip


def test_text_is_never_a_formula_a_link_or_a_number(tmp_path) -> None:
    named = dict(zip(sorted(load(COMPLETE).activities), FORMULAS, strict=False))
    assert len(named) == len(FORMULAS)
    titles = {f"activities/{key}": {"title": text} for key, text in named.items()}
    group = export(review(changed(tmp_path, titles), TODAY), tmp_path / "x")[-1]
    seen: Counter[str] = Counter()
    for sheet in load_workbook(group):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (cell.value, sheet.title, cell.coordinate)
                if isinstance(cell.value, str):
                    seen[cell.value.strip("\t")] += 1
                if cell.hyperlink:
                    assert cell.hyperlink.target is None, "only places in this workbook"
    for text in FORMULAS:
        assert seen[text.strip("\t")] > 2, text


def test_a_long_text_is_continued_and_never_cut(tmp_path) -> None:
    long = "word " * 8000
    register = changed(tmp_path, {"activity": {"notes": long, "owner": long}})
    path = export(review(register, TODAY), tmp_path / "x")[0]
    book = load_workbook(path)
    assert all(len(text) <= LIMIT for text in cells(book))
    pieces = [row[2].value for row in book[ANNEX].iter_rows(min_row=HEAD + 2)]
    assert long.strip() in "".join(pieces)
    assert f"is in {ANNEX}]" in "".join(cells(book))
    assert facts(book)["Texts continued in the annex"] > 0


def test_what_cannot_be_seen_is_made_visible(tmp_path) -> None:
    register = changed(tmp_path, {"activity": {"owner": "Head\u202e of\u200b Sales"}})
    book = load_workbook(export(review(register, TODAY), tmp_path / "x")[0])
    assert any("Head⟨U+202E⟩ of⟨U+200B⟩ Sales" in text for text in cells(book))
    assert facts(book)["Invisible characters made visible"] > 0


def test_links_lead_to_the_row_they_name(written) -> None:
    book = written[name_of(None)]
    followed = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink and sheet.title != "Cover" and cell.row > HEAD + 1:
                    title, _, place = cell.hyperlink.location.partition("!")
                    target = book[title.strip("'")]
                    there = [str(c.value) for c in target[int(re.sub(r"\D", "", place))]]
                    if not str(cell.value).endswith((" gap", " gaps")):
                        assert any(str(cell.value) in text for text in there)
                    followed += 1
    assert followed > 20


def test_the_same_state_gives_the_same_bytes(judged, tmp_path) -> None:
    first = [path.read_bytes() for path in export(judged, tmp_path / "a")]
    assert [path.read_bytes() for path in export(judged, tmp_path / "b")] == first


def test_nothing_is_hidden_and_nothing_acts(judged, tmp_path) -> None:
    for path in export(judged, tmp_path):
        with zipfile.ZipFile(path) as parts:
            for name in parts.namelist():
                assert not re.search(r"vba|external|embed|comment|activeX|connection", name)
                assert b'hidden="1"' not in parts.read(name), name
        book = load_workbook(path)
        assert all(sheet.sheet_state == "visible" for sheet in book)


def test_each_sheet_can_be_used(written) -> None:
    for sheet in written[name_of(None)]:
        if sheet.title in ("Cover", ANNEX):
            continue
        assert sheet.freeze_panes
        [table] = sheet.tables.values()
        assert table.autoFilter.ref == table.ref
        assert re.fullmatch(r"[A-Z]\w+", table.displayName)
        assert sheet.print_title_rows
        assert sheet.page_setup.orientation == "landscape"


def test_a_refused_file_and_a_broken_rule_come_first(tmp_path, monkeypatch) -> None:
    from ropabook.rules.catalogue import catalogue

    root = Path(shutil.copytree(COMPLETE, tmp_path / "ropa"))
    (root / "activities" / "bad.yaml").write_text("title: [")

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("it fell")

    rules = {**catalogue(), "LB-NONE": replace(catalogue()["LB-NONE"], judge=only_activity(breaks))}
    monkeypatch.setattr("ropabook.review.catalogue", lambda: rules)
    book = load_workbook(export(review(load(root), TODAY), tmp_path / "x")[0])
    told = [row[1].value for row in book["Cover"].iter_rows() if row[0].value == "Attention"]
    assert told[0].startswith("Not read: activities/bad.yaml:1")
    assert any("LB-NONE broke" in text for text in told)
    assert facts(book)["Files refused"] == 1


def only_activity(judge: Callable[..., None]) -> Callable[..., None]:
    def the_rule(activity: object) -> None:
        judge(activity)

    return the_rule


def test_a_workbook_that_cannot_be_written_leaves_the_old_one(judged, tmp_path) -> None:
    path = export(judged, tmp_path)[0]
    before = path.read_bytes()
    (tmp_path / f".~lock.{path.name}#").write_text("somebody")
    with pytest.raises(CannotWrite, match="is open in another program"):
        export(judged, tmp_path)
    assert path.read_bytes() == before
    (tmp_path / f".~lock.{path.name}#").unlink()
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match="cannot be made"):
        export(judged, tmp_path / "file")
    path.unlink()
    path.mkdir()
    with pytest.raises(CannotWrite, match="cannot be written"):
        export(judged, tmp_path)
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".record")]


def test_frames_are_the_sheets(judged) -> None:
    every = frames(judged)
    assert list(every) == [sheet.title for sheet in sheets()]
    assert len(findings_frame(judged)) == len(judged.findings)
    assert len(findings_frame(judged, "alder")) == len(judged.findings_of("alder"))
    assert list(record_frame(judged)["Activity"]) == [
        v.activity.title
        for activity in judged.register.activities.values()
        for v in judged.register.variants(activity)
    ]
