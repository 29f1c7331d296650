"""Each rule's bad and good example are its tests; a complete register has no gap at all."""

import ast
import inspect
import textwrap

import pytest

from ropabook.law.words import SEVERITIES
from ropabook.review import Verdict, review
from ropabook.rules.catalogue import catalogue
from ropabook.store.load import load
from tests.small import COMPLETE, TODAY, changed, day_of

RULES = sorted(catalogue())
POINTERS = [id for id in RULES if catalogue()[id].points_to]
JUDGING = [id for id in RULES if id not in POINTERS]


def test_a_complete_register_has_no_gap() -> None:
    register = load(COMPLETE)
    assert register.refusals == ()
    judged = review(register, TODAY)
    assert [(a.rule, a.record, a.reason) for a in judged.broken] == []
    assert [(f.rule.id, f.answer.record, f.gap.sentence) for f in judged.findings] == []


@pytest.mark.parametrize("id", JUDGING)
def test_the_bad_example_is_a_gap(id, tmp_path) -> None:
    example = catalogue()[id].sections["Gap"]
    register = changed(tmp_path, example)
    # A rule about refused files needs one.
    assert bool(register.refusals) == (catalogue()[id].subject == "refusal")
    judged = review(register, day_of(example), [id])
    assert judged.broken == ()
    assert judged.findings, "the bad example was not noticed"
    for finding in judged.findings:
        assert finding.gap.sentence.endswith(".")
        assert finding.severity in SEVERITIES


@pytest.mark.parametrize("id", JUDGING)
def test_the_good_example_passes(id, tmp_path) -> None:
    example = catalogue()[id].sections["Good"]
    register = changed(tmp_path, example)
    assert register.refusals == ()
    judged = review(register, day_of(example), [id])
    assert judged.broken == ()
    assert [finding.gap.sentence for finding in judged.findings] == []
    if catalogue()[id].subject != "refusal":
        assert judged.by_verdict()[Verdict.PASS], "the good example was not even looked at"


@pytest.mark.parametrize("id", POINTERS)
def test_a_pointer_leaves_the_judging_to_another_rule(id) -> None:
    pointer = catalogue()[id]
    assert not {"Gap", "Good"} & set(pointer.sections), "a pointer has no examples of its own"
    assert pointer.points_to not in POINTERS
    judged = review(load(COMPLETE), TODAY, [id])
    assert {answer.verdict for answer in judged.answers} == {Verdict.NOT_APPLICABLE}
    assert all(pointer.points_to in answer.reason for answer in judged.answers)


@pytest.mark.parametrize("id", RULES)
def test_a_rule_is_a_sentence_with_its_law_and_its_remedy(id) -> None:
    rule = catalogue()[id]
    assert rule.title.endswith(".")
    assert rule.citation
    assert rule.remedy.endswith(".")
    function = ast.parse(textwrap.dedent(inspect.getsource(rule.judge))).body[0]
    assert isinstance(function, ast.FunctionDef)
    first = function.body[1 if ast.get_docstring(function) else 0]
    lines = function.end_lineno - first.lineno + 1
    assert lines <= 20, "a rule is a few lines of Python"


@pytest.mark.parametrize("id", [id for id in JUDGING if catalogue()[id].since])
def test_a_rule_is_not_asked_for_before_it_is_law(id, tmp_path) -> None:
    rule = catalogue()[id]
    register = changed(tmp_path, rule.sections["Gap"])
    before = rule.since.replace(year=rule.since.year - 1)
    judged = review(register, before, [id])
    assert {a.verdict for a in judged.answers} == {Verdict.NOT_APPLICABLE}
