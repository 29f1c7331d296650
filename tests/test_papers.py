"""Documents hold all that an assessment says: nothing is dropped between record and paper."""

import html
import json
import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook

from ropabook.cli import main
from ropabook.exporting import export_one
from ropabook.model.relied_on import activities_of
from ropabook.papers.html import as_page
from ropabook.papers.making import made, paper_of
from ropabook.papers.paper import Facts, Grid, Heading, Signature, Text
from ropabook.papers.workbook import MOST, TOGETHER, sheets_of
from ropabook.review import review
from ropabook.sheets.scope import Scope
from ropabook.store.building import with_record
from ropabook.store.load import load
from tests.small import COMPLETE, TODAY

REGISTER = load(COMPLETE)
DESCRIPTION = ("need", "nature", "scope", "context", "purposes", "life_cycle", "supporting_assets")
NECESSITY = ("basis", "achieves", "less_intrusive", "function_creep", "minimisation", "quality",
             "retention", "information", "consent", "rights", "access", "rectification",
             "objection", "processors", "transfers")  # fmt: skip
COMMON = {
    "notes": "token-notes",
    "questions": [{"question": "token-question", "ask": "token-ask", "about": "risks"}],
    "relies_on": [{"record": "activities/orders", "field": "purposes.fulfil", "digest": "0",
                   "said": "token-said"}],
}  # fmt: skip
FULL: dict[str, dict[str, Any]] = {
    "dpia": {
        "title": "token-title", "activities": ["orders"], "version": "token-version",
        "replaces": "order-monitoring", "scale": "cnil",
        "description": {name: f"token-d-{name}" for name in DESCRIPTION},
        "necessity": {name: f"token-n-{name}" for name in NECESSITY},
        "codes": "token-codes", "views": "token-views", "consulted": "token-consulted",
        "risks": [{"id": "R9", "text": "token-risk", "source": "token-source",
                   "threat": "token-threat", "harms": ["discrimination"],
                   "impacts": ["token-impact"], "likelihood": "limited", "severity": "maximum",
                   "overall": "significant", "high": True, "note": "token-note",
                   "residual_likelihood": "negligible", "residual_severity": "significant",
                   "residual": "limited", "residual_high": False, "suggested": True,
                   "residual_reason": "token-reason", "accepted_by": "token-accepted"}],
        "measures": [{"id": "M9", "text": "token-measure", "risks": ["R9"], "effect": "reduced",
                      "measure": "access-by-role", "owner": "token-owner", "due": "2026-12-24",
                      "approved_by": "token-approved"}],
        "dpo_advice": "token-advice", "dpo_advice_on": "2026-10-10", "dpo_followed": False,
        "dpo_overruled_because": "token-overruled", "views_departed_because": "token-departed",
        "sign_offs": [{"entity": "harbour", "by": "token-by", "on": "2026-10-12"}],
        "kept_under_review_by": "token-kept", "review_due": "2027-10-12",
        "prior_consultation": {"status": "answered", "sent_on": "2026-08-03",
                               "answered_on": "2026-09-09", "advice": "token-commissioner"},
    },
    "lia": {
        "title": "token-title", "activity": "orders", "purposes": ["offers"],
        **{name: f"token-{name}" for name in (
            "purpose_test", "benefits", "necessity_test", "alternatives", "balancing_test",
            "nature", "expectations", "impact", "safeguards", "opt_out", "vulnerable", "done_by")},
        "dpia_indicated": True, "decision": "rely", "done_on": "2026-10-10",
        "review_due": "2027-10-12",
    },
    "tra": {
        "title": "token-title",
        "answers": {key: f"token-{key}" for key in ("q1", "q2", "q3", "q4", "q5a", "q5b", "q6")},
        "extra_steps": "token-extra", "conclusion": "not-met", "statutory_test": "pre2026",
        "decided_on": "2026-10-10", "review_due": "2027-10-12", "approver": "token-approver",
    },
}  # fmt: skip
SHOWN = {
    "dpia": ("2026-12-24", "2026-10-10", "2026-10-12", "2027-10-12", "2026-09-09", "Discrimination",
             "Maximum", "Overruled", "A high risk", "Not a high risk", "not confirmed",
             "Monitoring of orders", "4 × 4"),
    "lia": ("2026-10-10", "2027-10-12", "can rely", "Yes"),
    "tra": ("2026-10-10", "2027-10-12", "must not be made", "before 5 February 2026"),
}  # fmt: skip


def full(kind: str):
    register = with_record(REGISTER, f"{kind}/whole", {**FULL[kind], **COMMON})
    return review(register, TODAY), register.find(f"{kind}/whole")


def tokens(value: Any) -> set[str]:
    return set(re.findall(r"token-[\w-]+", json.dumps(value)))


@pytest.mark.parametrize("kind", FULL)
def test_everything_an_assessment_says_is_in_its_documents(kind) -> None:
    judged, record = full(kind)
    page = html.unescape(made(judged, record, "html").content.decode())
    word = Document(BytesIO(made(judged, record, "word").content))
    words = "\n".join([p.text for p in word.element.body.iter() if p.tag.endswith("}t") and p.text])
    for token in {*tokens(FULL[kind]), *tokens(COMMON)}:
        assert re.search(rf"{token}\b", page), f"{token} is not on the page"
        assert re.search(rf"{token}\b", words), f"{token} is not in Word"
    for said in SHOWN[kind]:
        assert said in page
        assert said in words


@pytest.mark.parametrize("kind", FULL)
def test_the_order_is_the_readers_and_ends_with_what_is_open(kind) -> None:
    judged, record = full(kind)
    heads = [
        p.text for p in paper_of(judged, record).parts if isinstance(p, Heading) and p.level == 1
    ]
    assert heads[-1] == "Open points"
    assert heads.index("What it rests on") > 0
    if kind == "dpia":
        assert [head[0] for head in heads[:7]] == list("1234567")


def test_a_stale_fact_is_said_on_paper() -> None:
    judged, record = full("dpia")
    text = [p.text for p in paper_of(judged, record).parts if isinstance(p, Text)]
    assert "1 fact changed since it was made: it is stale." in text


def test_every_company_has_a_line_to_sign_on() -> None:
    judged = review(REGISTER, TODAY)
    dpia = REGISTER.dpia("newsletter")
    [signing] = [p for p in paper_of(judged, dpia).parts if isinstance(p, Signature)]
    assert len(signing.rows) >= 2


@pytest.mark.parametrize("record", [r for kind in FULL for r in REGISTER.records[kind].values()],
                         ids=lambda record: record.key)  # fmt: skip
def test_every_assessment_of_the_register_can_be_drawn(record) -> None:
    judged = _JUDGED
    paper = paper_of(judged, record)
    assert {Facts, Heading} <= {type(part) for part in paper.parts}
    for part in paper.parts:
        if isinstance(part, Grid):
            assert all(len(row) == len(part.heads) for row in part.rows)
    assert "<script" not in as_page(paper)


_JUDGED = review(REGISTER, TODAY)


def run(*words: object):
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert "Traceback" not in result.output
    return result


@pytest.mark.parametrize(
    ("form", "begins"), [("html", b"<!doctype"), ("word", b"PK"), ("cnil-json", b"{")]
)
def test_the_command_writes_a_file(tmp_path, form, begins) -> None:
    to = tmp_path / "new" / "paper"
    done = run("document", "service-calls", "--ropa", COMPLETE, "--as", form, "--to", to)
    assert done.exit_code == 0
    assert to.read_bytes().startswith(begins)
    assert ("no place for" in done.output) == (form == "cnil-json")


def test_the_command_says_what_it_cannot_do(tmp_path) -> None:
    two = run("document", "street-cameras", "--ropa", COMPLETE)
    assert two.exit_code == 2
    assert "lia/street-cameras" in two.output
    near = run("document", "servce-calls", "--ropa", COMPLETE)
    assert "Did you mean dpia/service-calls?" in near.output
    other = run("document", "tra/india", "--ropa", COMPLETE, "--as", "cnil-json")
    assert "holds DPIAs only" in other.output
    (tmp_path / "file").write_text("as it was")
    no = run("document", "tra/india", "--ropa", COMPLETE, "--to", tmp_path / "file" / "x.html")
    assert no.exit_code == 2
    assert "cannot be written" in no.output
    assert (tmp_path / "file").read_text() == "as it was"


def test_each_assessment_is_a_sheet_with_its_matrix(tmp_path) -> None:
    export_one(_JUDGED, "harbour", tmp_path / "h.xlsx")
    book = load_workbook(tmp_path / "h.xlsx")
    names = {name for name in book.sheetnames if name[:4] in ("DPIA", "LIA ", "TRA ")}
    mine = [
        record for kind in FULL for record in REGISTER.records[kind].values()
        if any("harbour" in a.entities for a in activities_of(record, REGISTER))
    ]  # fmt: skip
    assert len(names) == len(mine) > 5
    [sheet] = [book[name] for name in names if name == "DPIA Cameras at street cabinets"]
    said = "\n".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value)
    for part in paper_of(_JUDGED, REGISTER.dpia("street-cameras")).parts:
        if isinstance(part, Facts):
            assert all(answer in said for _, answer in part.rows)
    with zipfile.ZipFile(tmp_path / "h.xlsx") as packed:
        drawn = [packed.read(n) for n in packed.namelist() if n.startswith("xl/drawings/drawing")]
    scored = [record for record in mine if getattr(record, "risks", ())]
    assert [n for text in drawn if (n := text.count(b"<xdr:pic>"))] == [2] * len(scored)


def test_very_many_assessments_share_a_sheet_and_none_is_left_out() -> None:
    many = {f"l{n}": {"title": f"Interest {n}", "activity": "orders"} for n in range(MOST)}
    register = REGISTER
    for id, data in many.items():
        register = with_record(register, f"lia/{id}", data)
    [table] = sheets_of(Scope(review(register, TODAY), None))
    assert table.title == TOGETHER
    assert {f"Interest {n}" for n in range(MOST)} <= {row.cells[0] for row in table.rows}


def test_names_of_sheets_fit_and_differ() -> None:
    register = REGISTER
    for id in ("a", "b"):
        data = {"title": "A [very] long/title: that no sheet could ever have", "activities": []}
        register = with_record(register, f"dpia/{id}", data)
    names = [t.title for t in sheets_of(Scope(review(register, TODAY), None))]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/]", name) for name in names)
