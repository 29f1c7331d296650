"""A DPIA is about the processing as the record has it (UK GDPR Art. 35(7)(a))."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.assessments import Dpia
from ropabook.model.facts import each
from ropabook.model.questions import question_about
from ropabook.model.register import Register
from ropabook.model.registers import PersonalDataCategory
from ropabook.rules.assessed import REPLACED, changed_facts, covered, draft, of_a_draft, replaced
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_TOLD_IN: Final = {
    "purposes": ("description.purposes",),
    "data": ("description.scope", "description.nature"),
    "recipients": ("necessity.processors", "necessity.transfers"),
}
"""Where an assessment tells each part of an activity."""
_NO_ACTIVITY = NotApplicable("It names no activity of the record: that is a gap of its own.")


@rule("DP-COVER", "UK GDPR Art. 35(7)(a)", "major", analysis="evidence", standing="unverified",
      why="minor in a draft, which nobody has signed and relies on yet")  # fmt: skip
def the_dpia_covers_what_the_record_holds(dpia: Dpia, register: Register, on: date) -> Judgement:
    """The DPIA names every purpose, category of data and recipient of the activity, as it is now.

    Remedy:
        Bring the DPIA up to date: name them, or relate it to those parts of the record.

    Gap:
        activities/service-calls:
          purposes:
            - id: mood
              text: Find out how callers feel

    Good:
        activities/service-calls:
          purposes:
            - id: mood
              text: Find out how callers feel
        dpia/service-calls:
          description:
            purposes: Keep proof of what was agreed; find out how callers feel
    """
    activities = covered(dpia, register)
    if replaced(dpia, register, on):
        yield REPLACED
    elif not activities:
        yield _NO_ACTIVITY
    else:
        left_out = (gap for activity in activities for gap in _left_out(dpia, activity, register))
        changed = changed_facts(dpia, register, "the DPIA")
        found = {gap.at: gap for gap in (*changed, *left_out)}.values()
        yield from (of_a_draft(gap, "major") for gap in found) if draft(dpia, on) else found


def _left_out(dpia: Dpia, activity: ProcessingActivity, register: Register) -> Iterator[Gap]:
    """Parts of the activity that the assessment neither relates to nor names in its words."""
    relied = {r.field for r in dpia.relies_on if r.record == activity.key}
    told = _told(dpia)
    for kind, path, name in _parts(activity, register):
        steps = path.split(".")
        related = any(".".join(steps[:n]) in relied for n in range(1, len(steps) + 1))
        if not related and name.rstrip(".").casefold() not in told:
            sentence = f"The DPIA does not name a {kind} of “{activity.title}”: {name.rstrip('.')}."
            beside = (question_about(dpia, part) for part in _TOLD_IN[steps[0]])
            asked = next(filter(None, beside), None)
            yield Gap(sentence, f"activities.{activity.id}.{path}", question=asked)


def _told(dpia: Dpia) -> str:
    parts = [part for part in (dpia.description, dpia.necessity) if part is not None]
    return "\n".join(str(t) for part in parts for t in part.__dict__.values() if t).casefold()


def _parts(activity: ProcessingActivity, register: Register) -> Iterator[tuple[str, str, str]]:
    categories = register.of(PersonalDataCategory)
    for purpose in activity.purposes:
        yield "purpose", f"purposes.{purpose.id}", purpose.text
    for link in activity.data:
        for category in link.categories:
            if category in categories:
                path = f"data.{link.id}.{category}"
                yield "category of data", path, categories[category].title
    for disclosure in each(activity.recipients):
        recipient = register.recipients.get(disclosure.recipient)
        if recipient:
            yield "recipient", f"recipients.{recipient.id}", recipient.title
