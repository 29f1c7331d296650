"""Whether a DPIA is needed: every combination of criteria there is, against the law's own words."""

from itertools import combinations
from typing import get_args

from ropabook.law.screening import (
    CASES,
    CRITERIA,
    OUTCOMES,
    TRIGGERS,
    Decision,
    Outcome,
    decide,
    listed,
)
from ropabook.model.activity import Screening, Trigger

# The list of the Commissioner by its numbers, and for the triggers that need a second criterion,
# the criterion that each is itself (0: none). Written again here, so that the table is tested too.
ALONE = {2, 3, 6, 9, 10}
BESIDE = {1: 8, 4: 4, 5: 4, 7: 0, 8: 3}


def subsets(of):
    of = tuple(of)
    return [set(found) for size in range(len(of) + 1) for found in combinations(of, size)]


def test_every_combination_gives_what_the_law_says() -> None:
    """All 524,288 sets of triggers and criteria, each with and without a major project."""
    number = {key: each.number for key, each in TRIGGERS.items()}
    criteria = subsets(CRITERIA)
    mismatches = 0
    for triggers in subsets(TRIGGERS):
        numbers = {number[key] for key in triggers}
        alone = bool(numbers & ALONE)
        own = [BESIDE[n] for n in numbers if n in BESIDE]
        for met in criteria:
            on_the_list = alone or any(met - {each} for each in own)
            without_a_case = (
                "required"
                if on_the_list or len(met) >= 2
                else "recommended"
                if met
                else "not-required"
            )
            mismatches += decide((), triggers, met).outcome != without_a_case
            with_a_project = max(without_a_case, "recommended", key=OUTCOMES.index)
            mismatches += decide((), triggers, met, True).outcome != with_a_project
            mismatches += bool(listed(triggers, met)) != on_the_list
    assert mismatches == 0


def test_a_case_of_the_statute_always_asks_for_a_dpia() -> None:
    cases = [case for case in subsets(CASES) if case]
    for case in cases:
        for triggers in subsets(TRIGGERS):
            for met in (set(), {1}, {1, 2}, set(CRITERIA)):
                for major in (False, True):
                    decision = decide(case, triggers, met, major)
                    assert decision.outcome == "required"
                    assert decision.grounds[0] == "article-35-3"


def test_a_major_project_is_recommended_one_and_never_less_than_the_criteria_say() -> None:
    for triggers in subsets(TRIGGERS):
        for met in (set(), {3}, {1, 2}):
            plain, major = decide((), triggers, met), decide((), triggers, met, True)
            if plain.outcome == "required":
                assert major == plain
            else:
                assert major.outcome == "recommended"
                assert major.grounds[-1] == "major-project"


def test_the_grounds_say_why() -> None:
    assert decide((), (), ()) == Decision("not-required")
    assert decide((), (), (4,)) == Decision("recommended", ("one-criterion",))
    assert decide((), (), (4,), True).grounds == ("one-criterion", "major-project")
    assert decide((), (), (4, 4)).outcome == "recommended"
    assert decide((), (), (3, 7)) == Decision("required", ("wp248",))
    assert decide("c", ("DENIAL",), (1, 9)).grounds == ("article-35-3", "ico", "wp248")


def test_a_trigger_is_not_counted_twice() -> None:
    assert listed(("TRACK",), (3,)) == ()
    assert listed(("TRACK",), (4,)) == ("TRACK",)
    assert listed(("TRACK", "INNOV"), (3,)) == ("INNOV",)
    assert listed(("INVIS",), (5,)) == ("INVIS",)
    assert listed(("GENE", "BIOM"), (4,)) == ()


def test_the_tables_and_the_record_have_the_same_words() -> None:
    assert set(get_args(Trigger)) == set(TRIGGERS)
    assert [each.number for each in TRIGGERS.values()] == list(range(1, 11))
    assert list(CRITERIA) == list(range(1, 10))
    assert set(CASES) == {"a", "b", "c"}
    assert {each.number for each in TRIGGERS.values() if not each.needs_another} == ALONE
    own = {each.number: each.own or 0 for each in TRIGGERS.values() if each.needs_another}
    assert own == BESIDE
    assert set(get_args(Outcome)) == set(OUTCOMES)
    outcome = Screening.model_fields["outcome"].annotation
    assert set(get_args(outcome)) == set(OUTCOMES)
