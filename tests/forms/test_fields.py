"""A form asks for everything the model has, in words."""

import pytest

from ropabook.forms.fields import evidence_fields, fields_of
from ropabook.forms.shorthand import contracted, expanded
from ropabook.model.kinds import KINDS
from ropabook.model.record import Record
from ropabook.store.strict_yaml import parse
from tests.small import COMPLETE

KEPT = {"id", "evidence", "differs", "unplaced", "formerly", "relies_on"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_model_is_asked_for(kind) -> None:
    noun = KINDS[kind]
    asked = {field.name for field in fields_of(noun)}
    assert asked - {"evidence"} == set(noun.model_fields) - KEPT
    assert all(field.label and field.label[0].isupper() for field in fields_of(noun))


def test_what_a_field_is_follows_from_the_model() -> None:
    found = {field.name: field for field in fields_of(KINDS["activities"])}
    assert found["role"].kind == "choice"
    assert found["role"].fact
    assert found["role"].required
    assert ("controller", "Controller") in found["role"].choices
    assert found["entities"].kind == "references"
    assert found["entities"].folder == "entities"
    assert found["purposes"].kind == "parts"
    assert found["start_date"].kind == "day"
    assert found["people"].kind == "number"
    basis = next(field for field in found["purposes"].fields if field.name == "lawful_basis")
    assert basis.kind == "part"
    assert basis.fact
    assert {field.name for field in evidence_fields()} >= {"source", "kind", "by", "on"}
    assert found["transfers"].section == "Who receives it, and where"


FILES = sorted(
    path
    for path in COMPLETE.rglob("*.yaml")
    if path.name not in ("acceptances.yaml", "actions.yaml")
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_form_that_changes_nothing_changes_nothing(path) -> None:
    data = parse(path.read_bytes())
    assert contracted(expanded(data), data) == data


def test_evidence_is_as_short_as_it_was_and_new_evidence_as_short_as_can_be() -> None:
    before = {"evidence": {"role": ["policy", {"source": "law"}, {"source": "x", "by": "Anna"}]}}
    shown = expanded(before)
    assert shown["evidence"]["role"][0] == {"source": "policy"}
    shown["evidence"]["role"].append({"source": "new"})
    assert contracted(shown, before)["evidence"]["role"][3] == "new"
    assert contracted(shown, before)["evidence"]["role"][1] == {"source": "law"}


def test_common_fields_come_last() -> None:
    names = [field.name for field in fields_of(KINDS["recipients"])]
    assert names.index("title") < names.index("notes")
    assert set(Record.model_fields) & set(names) == {"notes", "questions", "example"}
