"""How the rules about assessments read the record. Not a duty itself."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from ropabook.law.risk import HIGH, SCALES
from ropabook.law.words import Severity, lower
from ropabook.model.activity import ProcessingActivity, Screening
from ropabook.model.assessments import Dpia, DpiaMeasure, LegitimateInterestsAssessment, Risk
from ropabook.model.facts import blank, known, unknown
from ropabook.model.names import path_in_words
from ropabook.model.record import FiledRecord
from ropabook.model.register import Register
from ropabook.model.relied_on import Assessment, changed_since
from ropabook.rules.reading import live
from ropabook.rules.rule import Gap, NotApplicable

NOT_SCREENED: Final = NotApplicable("The activity has not been screened.")
REPLACED: Final = NotApplicable("A later version, which is signed, replaces this assessment.")
NO_RISK: Final = NotApplicable("It names no risk: that is a gap of its own.")
NO_MEASURE: Final = NotApplicable("It names no measure: that is a gap of its own.")
RECOGNISED: Final = NotApplicable(
    "A recognised legitimate interest needs no balancing of interests."
)


def signed_on(dpia: Dpia, on: date) -> date | None:
    """When somebody last signed it, up to this day; None where nobody has."""
    signed = (each.on for each in dpia.sign_offs if each.on <= on and not blank(each.by))
    return max(signed, default=None)


def draft(dpia: Dpia, on: date) -> bool:
    """Whether nobody has signed it yet: to begin is not punished, the required DPIA is missed.

    That it is missed is said once, of the activity, by what asks for it (Art. 35(3), 35(4)).
    """
    return signed_on(dpia, on) is None


def of_a_draft(gap: Gap, weight: Severity) -> Gap:
    """The gap one level lower than in an assessment on which somebody relies."""
    return replace(gap, severity=lower(gap.severity or weight))


def unfinished(dpia: Dpia) -> bool:
    """Whether something in it is still open: a question, or a part that nobody has written."""
    parts = (dpia.description, dpia.necessity, dpia.risks, dpia.measures)
    return (
        bool(dpia.questions)
        or any(unknown(fact) for fact in (dpia.views, dpia.dpo_advice))
        or (any(blank(part) for part in parts))
    )


def replaced(dpia: Dpia, register: Register, on: date) -> bool:
    """Whether a later version is signed: until then this one stands."""
    later = register.once(_later_versions).get(dpia.id, ())
    return any(signed_on(each, on) for each in later)


def _later_versions(register: Register) -> Mapping[str, tuple[Dpia, ...]]:
    found: dict[str, list[Dpia]] = defaultdict(list)
    for each in register.of(Dpia).values():
        if each.replaces and each.replaces != each.id:
            found[each.replaces].append(each)
    return {replaced: tuple(later) for replaced, later in found.items()}


def first_version(dpia: Dpia, register: Register) -> Dpia:
    """The assessment with which it began."""
    seen = {dpia.id}
    while (before := register.dpia(dpia.replaces)) and before.id not in seen:
        seen.add(before.id)
        dpia = before
    return dpia


def dpias_of(activity: ProcessingActivity, register: Register) -> tuple[Dpia, ...]:
    """The assessments of an activity: those that name it, and the one that it names."""
    naming = register.once(_by_activity).get(activity.id, ())
    screening = known(activity.screening)
    named = register.dpia(screening.dpia) if screening else None
    return naming if named is None or named in naming else (*naming, named)


def _by_activity(register: Register) -> Mapping[str, tuple[Dpia, ...]]:
    found: dict[str, list[Dpia]] = defaultdict(list)
    for each in register.of(Dpia).values():
        for activity in dict.fromkeys(each.activities):
            found[activity].append(each)
    return {activity: tuple(dpias) for activity, dpias in found.items()}


def assessed(activity: ProcessingActivity, register: Register, on: date) -> bool:
    """Whether the activity has a DPIA that was signed by this day."""
    return any(signed_on(each, on) for each in dpias_of(activity, register))


def covered(
    assessment: Dpia | LegitimateInterestsAssessment, register: Register
) -> list[ProcessingActivity]:
    """The activities that it is about, each as every company does it."""
    named = assessment.activities if isinstance(assessment, Dpia) else (assessment.activity,)
    return [
        variant.activity
        for each in dict.fromkeys(named)
        if each in register.activities
        for variant in register.variants(register.activities[each])
    ]


def concerns_a_live_activity(dpia: Dpia, register: Register, on: date) -> bool:
    """Whether something that it is about goes on, or is about to begin."""
    return any(live(activity, on) for activity in covered(dpia, register))


def is_high(dpia: Dpia, level: str | None, said: bool | None) -> bool | None:
    """Whether a risk is high: by its word, or where the scale has none, by what is said.

    None where it is not known. A level of one scale is never read as one of the other.
    """
    if SCALES[dpia.scale].matrix:
        return None if level is None else level == HIGH
    return said


def measures_against(dpia: Dpia, risk: Risk) -> list[DpiaMeasure]:
    """The measures against a risk that were not dropped."""
    return [each for each in dpia.measures if risk.id in each.risks and each.status != "dropped"]


def changed_facts(
    assessment: Assessment, register: Register, what: str = "the assessment"
) -> Iterator[Gap]:
    """What an assessment relied on and is not so any more, or came since.

    Args:
        assessment: of any kind; one that relies on nothing has nothing that could change.
        register: the record as it is now.
        what: what the sentence calls it.
    """
    for one in changed_since(assessment, register):
        record = register.find(one.record)
        name = record.name if record else one.record
        if one.kind == "new":
            sentence = f"“{name}” holds more than {what} relied on: {path_in_words(one.field)}."
        else:
            sentence = f"“{name}” has changed since {what} relied on it: {one.said}."
        yield Gap(sentence, f"relies_on.{one.record}.{one.field}")


def missing(record: FiledRecord | object, fields: Mapping[str, str]) -> list[str]:
    """Which of these fields say nothing, in words."""
    return [words for field, words in fields.items() if blank(getattr(record, field))]


def is_considered(screening: Screening, criterion: str) -> bool:
    """Whether a reason is given for a criterion, such as `wp248-3`."""
    return not blank(screening.considered.get(criterion))
