"""A DPIA of the CNIL's PIA software among the files that are imported."""

import json

import pytest

from ropabook.exchange import cnil_pia
from ropabook.exchange.acceptance import ALL, accept
from ropabook.exchange.preview import in_words
from ropabook.exchange.proposal import look, propose
from ropabook.exchange.source import source_of
from ropabook.model.assessments import Dpia
from ropabook.model.register import Register
from ropabook.store.load import load
from tests.importing.lost import lost, report
from tests.store.record import SMALL, on_disk
from tests.test_cnil_pia import document


def content(**more) -> bytes:
    return ("\ufeff" + json.dumps({**document(), **more})).encode()


def test_an_assessment_is_proposed_and_every_value_has_its_fate() -> None:
    proposal = look("pia.json", content(), Register({}))
    report("CNIL PIA (en)", proposal)
    assert lost(proposal) == []
    (record,) = proposal.records.values()
    assert (record.key, record.state, record.problem) == ("dpia/night-bus-passes", "new", "")
    assert record.data["description"]["nature"] == "Passes are sold & checked"
    assert "Which activities" in record.data["questions"][0]["question"]
    fates = {cell.where: fate for cell, fate in proposal.cells}
    assert fates["answers[1].data.text"].field == "description"
    assert fates["answers[2].data.list[0]"].field == "risks"
    assert fates["answers[4].data.list[0]"].field == "measures"
    assert fates["evaluations[0].gauges.x"].field == "risks"
    assert fates["pia.author_name"] == ("unplaced", record.key, "unplaced", "")
    assert fates["answers[0].id"].kind == "not_data"


def test_what_it_cannot_hold_is_listed_with_its_place() -> None:
    said = list(in_words(look("pia.json", content(), Register({}))))
    at = said.index("Unplaced:")
    for each in ("pia!pia.author_name: An Author", "pia!comments[0].description: Which lines?",
                 "pia!evaluations[0].evaluation_comment: <p>Accepted</p>"):  # fmt: skip
        assert f"  {each}" in said[at:]


def test_an_answer_that_stands_twice_is_kept_twice() -> None:
    raw = document()
    raw["answers"].append({**raw["answers"][1], "data": {"text": "Something else"}})
    proposal = propose(source_of("pia.json", json.dumps(raw).encode()), Register({}))
    assert lost(proposal) == []
    assert "Something else" in {cell.text for cell in proposal.unplaced()}


def test_accepted_it_is_saved_and_goes_out_as_it_came(tmp_path) -> None:
    store = on_disk(tmp_path, SMALL)
    accept(look("pia.json", content(), store.register()), [ALL], store)
    register = load(store.root)
    assert not register.refusals
    dpia = store.register().find("dpia/night-bus-passes")
    assert isinstance(dpia, Dpia)
    assert json.loads(cnil_pia.write(dpia)) == document()
    again = look("pia.json", content(), store.register())
    assert [each.state for each in again.records.values()] == ["same"]
    changed = document()
    changed["answers"][1]["data"]["text"] = "<p>Other passes</p>"
    (record,) = look("pia.json", json.dumps(changed).encode(), store.register()).records.values()
    assert record.state == "update"
    assert [each.field for each in record.differences] == ["description"]


@pytest.mark.parametrize("odd", [
    {"answers": [None, 5, {"reference_to": 111}]}, {"answers": {}}, {"measures": [7]},
    {"pia": {"name": ""}}, {"evaluations": [{"gauges": {"x": 9}}]},
])  # fmt: skip
def test_odd_documents_are_survived(odd) -> None:
    raw = {**document(), **odd}
    proposal = propose(source_of("pia.json", json.dumps(raw).encode()), Register({}))
    assert lost(proposal) == []
