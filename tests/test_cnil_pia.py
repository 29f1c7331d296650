"""DPIAs of the CNIL's software come in and go out again; nothing in them is lost."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ropabook.exchange import cnil_pia
from ropabook.model.assessments import Dpia

FIXTURES = os.environ.get("ROPABOOK_FIXTURES", "")


def document() -> dict[str, Any]:
    def answer(number: int, **data: Any) -> dict[str, Any]:
        empty = {"text": None, "gauge": None, "list": []}
        return {"pia_id": 7, "reference_to": number, "id": number - 100, "data": {**empty, **data}}

    return {
        "pia": {
            "id": 7, "name": "Night bus passes", "status": 0, "author_name": "An Author",
            "dpo_opinion": "Go on <b>carefully</b>", "concerned_people_opinion": "",
            "numberOfQuestions": 36, "unheard_of": {"a": [1, 2]},
        },
        "answers": [
            answer(226, text="<p>One contract</p>"),
            answer(111, text="<p>Passes are sold &amp; checked</p>"),
            answer(321, list=["Riders are followed", "Riders are refused"]),
            answer(322, list=["A list is stolen"]),
            answer(324, list=["Encryption"]),
            answer(325, gauge=3, text="Because of children"),
            answer(326, gauge=2),
        ],
        "measures": [
            {"id": 4, "title": "Encryption", "content": "<i>AES</i>", "placeholder": "slug"},
            {"id": 121, "title": "Training", "content": ""},
        ],
        "evaluations": [
            {"id": 1, "reference_to": "3.2", "status": 3, "gauges": {"x": 2, "y": 1},
             "evaluation_comment": "<p>Accepted</p>"},
        ],
        "comments": [{"id": 1, "reference_to": 111, "description": "Which lines?"}],
        "attachments": "kept",
    }  # fmt: skip


def record(raw: dict[str, Any]) -> Dpia:
    return Dpia.model_validate({**cnil_pia.read(json.dumps(raw)), "id": "night-bus"})


def test_what_we_have_fields_for_is_in_them() -> None:
    dpia = record(document())
    assert (dpia.title, dpia.scale) == ("Night bus passes", "cnil")
    assert dpia.description.nature == "Passes are sold & checked"
    assert dpia.necessity.processors == "One contract"
    assert dpia.dpo_advice == "Go on carefully"
    (risk,) = dpia.risks
    assert (risk.id, risk.severity, risk.likelihood) == (
        "illegitimate-access",
        "significant",
        "limited",
    )
    assert (risk.residual_severity, risk.residual_likelihood) == ("limited", "negligible")
    assert risk.impacts == ("Riders are followed", "Riders are refused")
    assert [(m.text, m.risks) for m in dpia.measures] == [
        ("Encryption", ("illegitimate-access",)),
        ("Training", ()),
    ]


def test_unchanged_it_is_written_as_it_was() -> None:
    raw = document()
    assert json.loads(cnil_pia.write(record(raw))) == raw


def test_what_has_no_field_is_named() -> None:
    said = cnil_pia.not_held(cnil_pia.read(json.dumps(document())))
    assert said == [
        "author name: An Author",
        "evaluations of 3.2: Accepted",
        "comments of 111: Which lines?",
        "content of measure Encryption: AES",
    ]


def test_only_what_was_changed_changes() -> None:
    raw = document()
    dpia = record(raw)
    changed = dpia.model_copy(
        update={
            "title": "Night trams",
            "description": dpia.description.model_copy(update={"nature": "Passes & tickets"}),
            "necessity": dpia.necessity.model_copy(update={"retention": "One year"}),
            "risks": (dpia.risks[0].model_copy(update={"residual_severity": "maximum"}),),
            "measures": (
                *dpia.measures[:1],
                dpia.measures[1].model_copy(update={"text": "Drills"}),
            ),
        }
    )
    written = json.loads(cnil_pia.write(changed))
    assert written["pia"] == {**raw["pia"], "name": "Night trams"}
    texts = {a["reference_to"]: a["data"]["text"] for a in written["answers"]}
    assert texts[111] == "<p>Passes &amp; tickets</p>"
    assert texts[215] == "<p>One year</p>"
    assert texts[226] == "<p>One contract</p>"
    assert written["evaluations"][0]["gauges"] == {"x": 4, "y": 1}
    assert written["evaluations"][0]["evaluation_comment"] == "<p>Accepted</p>"
    assert [m["title"] for m in written["measures"]] == ["Encryption", "Drills"]
    assert written["measures"][0] == raw["measures"][0]
    again = record(written)
    assert again.description.nature == "Passes & tickets"
    assert again.measures == changed.measures


def test_who_is_in_charge_of_a_measure_and_until_when_goes_out_and_comes_back() -> None:
    raw = document()
    raw["evaluations"].append(
        {"id": 2, "reference_to": "3.1.4", "status": 2, "person_in_charge": "Head of IT",
         "estimated_implementation_date": "2026-12-24T00:00:00.000Z",
         "action_plan_comment": "<p>With the new keys</p>"}
    )  # fmt: skip
    dpia = record(raw)
    assert (dpia.measures[0].owner, str(dpia.measures[0].due)) == ("Head of IT", "2026-12-24")
    assert json.loads(cnil_pia.write(dpia)) == raw
    said = cnil_pia.not_held(cnil_pia.read(json.dumps(raw)))
    assert "evaluations of 3.1.4: With the new keys" in said

    later = {"owner": "Head of Training", "due": date(2027, 3, 1)}
    trained = dpia.measures[1].model_copy(update=later)
    changed = dpia.model_copy(update={"measures": (dpia.measures[0], trained)})
    written = json.loads(cnil_pia.write(changed))
    assert written["evaluations"][:2] == raw["evaluations"]
    assert written["evaluations"][2] == {
        "id": 3, "reference_to": "3.1.121", "status": 0, "person_in_charge": "Head of Training",
        "estimated_implementation_date": "2027-03-01T00:00:00.000Z",
    }  # fmt: skip
    assert record(written).measures == changed.measures
    assert cnil_pia.cannot_hold(changed) == []


@pytest.mark.parametrize("odd", ["", "soon", "2026-02-31", None, 5])
def test_a_day_that_is_none_stays_in_the_document(odd) -> None:
    raw = document()
    raw["evaluations"] = [
        {"id": 2, "reference_to": "3.1.4", "estimated_implementation_date": odd}]  # fmt: skip
    raw["evaluations"].append({"id": 3, "reference_to": "1.1", "person_in_charge": "Anne"})
    assert record(raw).measures[0].due is None
    said = cnil_pia.not_held(cnil_pia.read(json.dumps(raw)))
    assert "person in charge of 1.1: Anne" in said
    assert not odd or f"estimated implementation of 3.1.4: {odd}" in said
    assert json.loads(cnil_pia.write(record(raw))) == raw


def test_a_record_of_ours_gets_a_new_document_and_says_what_it_cannot_hold() -> None:
    ours = Dpia.model_validate(
        {
            "id": "x", "title": "Orders", "activities": ["orders"], "scale": "ico",
            "description": {"nature": "Orders are kept"},
            "risks": [
                {"id": "R1", "text": "Mixed up", "likelihood": "possible", "severity": "severe"}
            ],
            "sign_offs": [{"by": "Head of Privacy", "on": "2026-01-01"}],
        }
    )  # fmt: skip
    written = json.loads(cnil_pia.write(ours))
    assert written["pia"]["name"] == "Orders"
    assert written["answers"][0]["data"]["text"] == "<p>Orders are kept</p>"
    lost = cnil_pia.cannot_hold(ours)
    assert lost == [
        "Activities: orders",
        "Risks: Mixed up",
        "Sign offs: by Head of Privacy, on 2026-01-01",
        "Scale: ico",
        "Likelihood and severity (3 × 3) are never converted into 4 × 4",
    ]


def test_what_the_format_holds_is_not_said_to_be_lost() -> None:
    assert cnil_pia.cannot_hold(record(document())) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [("{", "no JSON"), ("[1]", "no DPIA"), ('{"a": 1}', "no DPIA"), ("[" * 100_000, "no JSON")],
)
def test_anything_else_is_refused_in_words(text, says) -> None:
    with pytest.raises(ValueError, match=says):
        cnil_pia.read(text)


@pytest.mark.parametrize("odd", [
    {"pia": None}, {"pia": {}, "answers": {}, "measures": [None], "evaluations": [7]},
    {"pia": {"name": 5}, "answers": [{"reference_to": 111, "data": None}]},
    {"structure": {"data": {"sections": []}}}, {"sections": [{"items": [{"questions": None}]}]},
])  # fmt: skip
def test_odd_documents_are_read_and_written_unchanged(odd) -> None:
    assert json.loads(cnil_pia.write(record(odd))) == odd


@pytest.mark.skipif(not FIXTURES, reason="ROPABOOK_FIXTURES names no folder of others' files")
def test_real_files_come_back_as_they_were() -> None:
    for path in (Path(FIXTURES) / "cnil-pia").glob("*.json"):
        text = path.read_text(encoding="utf-8-sig")
        assert json.loads(cnil_pia.write(record(json.loads(text)))) == json.loads(text), path.name
