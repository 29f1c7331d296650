"""An assessment of interests comes first, stays fresh, belongs to its purposes (Art. 6(1)(f))."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from ropabook.law.dates import MAIN_DUAA
from ropabook.law.periods import after
from ropabook.model.activity import LawfulBasis, ProcessingActivity, Purpose
from ropabook.model.assessments import LegitimateInterestsAssessment
from ropabook.model.facts import Unknown, known, unknown
from ropabook.model.register import Register
from ropabook.rules.assessed import changed_facts, covered, dpias_of, of_a_draft
from ropabook.rules.reading import bases_of, resting_on
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_INTERESTS: Final = ("legitimate-interests", "recognised-legitimate-interest")


@rule("LI-DATE", "ICO guidance: legitimate interests", "major", analysis="lawfulness")
def interests_were_assessed_before_the_processing(
    lia: LegitimateInterestsAssessment, register: Register
) -> Judgement:
    """Interests were assessed before a purpose was based on them.

    Remedy:
        Note that it was late, and review what was decided meanwhile.

    Gap:
        lia:
          done_on: 2025-02-01

    Good:
        lia:
          done_on: 2024-02-01
    """
    if lia.done_on is None:
        yield Gap(f"“{lia.title}” is not dated.", "done_on")
        return
    resting = list(_resting(lia, register))
    if not resting:
        yield NotApplicable("No purpose rests on it: that is a gap of its own.")
    for activity, purpose, basis in resting:
        start, at = basis.from_date or known(activity.start_date), f"purposes.{purpose.id}"
        if start is None and activity.status != "draft":
            what = f"Since when “{purpose.text}” rests on these interests"
            yield not_known(what, activity.start_date, "major", at)
        elif start is not None and lia.done_on > start:
            sentence = (
                f"“{purpose.text}” began on {start}; interests were assessed on {lia.done_on}."
            )
            yield Gap(sentence, at)


def _resting(
    lia: LegitimateInterestsAssessment, register: Register
) -> Iterator[tuple[ProcessingActivity, Purpose, LawfulBasis]]:
    """The purposes of an assessment that rest on interests, each with that basis."""
    for activity in covered(lia, register):
        for purpose in activity.purposes:
            if purpose.id in lia.purposes:
                for basis in bases_of(purpose):
                    if basis.basis in _INTERESTS:
                        yield activity, purpose, basis


@rule("LI-REVIEW", "ICO guidance: legitimate interests", "minor", analysis="evidence",
      standing="unverified", why="advice where the assessment is not done yet")  # fmt: skip
def the_assessment_of_interests_is_fresh(
    lia: LegitimateInterestsAssessment, register: Register, on: date
) -> Judgement:
    """The assessment is reviewed in time, after three years, and when what it relies on changes.

    Remedy:
        Review the assessment, date it, and let it rest on the record as it is now.

    Gap:
        lia:
          review_due: 2026-03-01

    Good:
        lia:
          review_due: 2027-02-01
    """
    old = after(lia.done_on, "P3Y") if lia.done_on else None
    if lia.review_due and lia.review_due < on:
        yield Gap(f"The review of “{lia.title}” was due on {lia.review_due}.", "review_due")
    elif old and old < on:
        yield Gap(f"“{lia.title}” was done on {lia.done_on}, over three years ago.", "done_on")
    elif not lia.review_due and not lia.done_on:
        yield Gap(f"“{lia.title}” has neither a date nor a day of review.", "review_due")
    changed = changed_facts(lia, register)
    # Nobody relies yet on one that is not done.
    yield from changed if lia.done_on else (of_a_draft(gap, "minor") for gap in changed)


@rule("LI-DPIA", "UK GDPR Art. 35", "major", analysis="lawfulness", standing="unverified")
def a_dpia_follows_where_the_assessment_indicates_one(
    lia: LegitimateInterestsAssessment, register: Register
) -> Judgement:
    """Where the assessment indicates a DPIA, there is one.

    Remedy:
        Screen the activity, and do the DPIA.

    Gap:
        lia/visit-statistics:
          dpia_indicated: true

    Good:
        lia/visit-statistics:
          dpia_indicated: true
        dpia:
          activities:
            - orders
            - website-visits
    """
    if lia.dpia_indicated is None:
        yield Gap(f"Whether “{lia.title}” indicates a DPIA is not known yet.",
                  "dpia_indicated", "minor")  # fmt: skip
    elif not lia.dpia_indicated:
        yield NotApplicable("It indicates no DPIA.")
    elif not any(dpias_of(activity, register) for activity in covered(lia, register)):
        yield Gap(f"“{lia.title}” indicates a DPIA, and there is none.", "dpia_indicated")


@rule("LI-ORPHAN", "UK GDPR Art. 5(2)", "minor", analysis="evidence", standing="unverified")
def every_assessment_belongs_to_a_purpose_that_rests_on_it(
    lia: LegitimateInterestsAssessment, register: Register
) -> Judgement:
    """Each assessment names purposes, and they rest on legitimate interests.

    Remedy:
        Name the purposes, or put the assessment away.

    Gap:
        lia:
          purposes:
            - fulfil

    Good:
        lia:
          purposes:
            - offers
    """
    activities = covered(lia, register)
    if not activities:
        yield Gap(f"“{lia.title}” names an activity that is not in the record.", "activity")
    elif not lia.purposes:
        yield Gap(f"“{lia.title}” names no purpose.", "purposes")
    for label in lia.purposes if activities else ():
        at = f"purposes.{label}"
        found = [p for activity in activities for p in activity.purposes if p.id == label]
        open_yet = next((p.lawful_basis for p in found if unknown(p.lawful_basis)), None)
        if not found:
            sentence = f"“{lia.title}” names a purpose that its activity does not have: {label}."
            yield Gap(sentence, at)
        elif not any(_wanted(lia) == basis.basis for p in found for basis in bases_of(p)):
            yield _other_basis(found[0], open_yet, at)


def _wanted(lia: LegitimateInterestsAssessment) -> str:
    return _INTERESTS[1] if lia.kind == "recognised" else _INTERESTS[0]


def _other_basis(purpose: Purpose, open_yet: Unknown | None, at: str) -> Gap:
    if open_yet:
        return not_known(f"Whether “{purpose.text}” rests on it", open_yet, "minor", at)
    return Gap(f"“{purpose.text}” does not rest on the interest that is assessed.", at)


@rule("LI-EA", "UK GDPR Art. 6(1)(ea)", "advice", analysis="lawfulness", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def a_recognised_interest_has_a_record_of_necessity(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """A recognised legitimate interest has a record of necessity, not an assessment of interests.

    Remedy:
        Replace the assessment by a record of the condition, the necessity and the request.

    Gap:
        activities/street-cameras:
          purposes:
            - id: emergencies
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "3"
                necessity: Nobody else sees the cabinet
                assessment: street-cameras

    Good:
        activities/street-cameras:
          purposes:
            - id: emergencies
              lawful_basis:
                basis: recognised-legitimate-interest
                condition: "3"
                necessity: Nobody else sees the cabinet
                assessment: street-emergencies
    """
    resting = resting_on(activity, "recognised-legitimate-interest")
    if not resting:
        yield NotApplicable("No purpose rests on a recognised legitimate interest.")
    for purpose, basis in resting:
        found = register.lia(known(basis.assessment))
        if found and found.kind != "recognised":
            sentence = f"“{purpose.text}” needs no balancing: “{found.title}” is more than it asks."
            yield Gap(sentence, f"purposes.{purpose.id}.lawful_basis.assessment")
