"""Each rule's bad and good example are its tests."""

import ast
import inspect
import textwrap

import pytest

from ropabook.law.words import SEVERITIES
from ropabook.review import Verdict, review
from ropabook.rules.catalogue import catalogue
from tests.small import TODAY, changed, complete, day_of, laid_over

RULES = sorted(catalogue())
POINTERS = [id for id in RULES if catalogue()[id].points_to]
JUDGING = [id for id in RULES if id not in POINTERS]


@pytest.mark.parametrize(
    "snippet",
    [
        "activity:\n  owner: absent\n  purposes:\n    - id: offers\n      text: Offers\n",
        "cookies/basket:\n  provider: absent\ncookies/new:\n  title: New\n  technology: cookie\n",
        "group:\n  profile: EU\nentities/lantern: absent\n",
        "notices/privacy-notice: absent\nretention/order-records: absent\n",
        "actions.yaml: []\nlia:\n  outcome: absent\n",
    ],
)
def test_an_example_is_laid_over_as_it_would_be_in_a_file(snippet, tmp_path) -> None:
    ours, theirs = laid_over(tmp_path / "a", snippet), changed(tmp_path / "b", snippet)
    assert ours.fingerprint != complete().fingerprint
    assert ours.records == theirs.records
    assert ours.deviations == theirs.deviations
    assert ours.actions == theirs.actions
    assert theirs.refusals == ()


@pytest.mark.parametrize("id", JUDGING)
def test_the_bad_example_is_a_gap(id, tmp_path) -> None:
    example = catalogue()[id].sections["Gap"]
    register = laid_over(tmp_path, example)
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
    register = laid_over(tmp_path, example)
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
    judged = review(complete(), TODAY, [id])
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
    register = laid_over(tmp_path, rule.sections["Gap"])
    before = rule.since.replace(year=rule.since.year - 1)
    judged = review(register, before, [id])
    assert {a.verdict for a in judged.answers} == {Verdict.NOT_APPLICABLE}
