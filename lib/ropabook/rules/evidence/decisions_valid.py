"""Whatever was decided about a gap is somebody's decision, and holds for a time (Art. 5(2), 24)."""

from collections.abc import Iterator
from datetime import date

from ropabook.model.decisions import Acceptance, Action
from ropabook.model.facts import blank
from ropabook.model.register import Register
from ropabook.rules.rule import RULES, Gap, Judgement, rule


@rule("EV-ACCEPTED", "UK GDPR Art. 5(2), 24", "major", analysis="evidence",
      why="a gap that nobody answers for is open, whatever the record says")  # fmt: skip
def every_decision_about_a_gap_holds(
    decision: Acceptance | Action, register: Register, on: date
) -> Judgement:
    """Whatever was decided about a gap names a rule and a record, and no acceptance has lapsed.

    Remedy:
        Have the gap accepted again by whoever may, with a reason and a day; or delete the entry.

    Gap:
        acceptances:
          - rule: A30-1-D-CATONLY
            record: recipients/harbour-sales
            reason: The names follow
            by: Head of Privacy
            on: 2026-02-01
            until: 2026-03-31

    Good:
        acceptances:
          - rule: A30-1-D-CATONLY
            record: recipients/harbour-sales
            reason: The names follow
            by: Head of Privacy
            on: 2026-02-01
            until: 2027-03-31
    """
    yield from _dangling(decision, register)
    if isinstance(decision, Acceptance):
        for field, what in (("by", "who accepted it"), ("reason", "why")):
            if blank(getattr(decision, field)):
                yield Gap(f"The acceptance of {decision.rule} does not say {what}.", field)
        if decision.until < on:
            sentence = f"The acceptance of {decision.rule} lapsed on {decision.until}."
            yield Gap(sentence, "until")


def _dangling(decision: Acceptance | Action, register: Register) -> Iterator[Gap]:
    what = "An acceptance" if isinstance(decision, Acceptance) else "An action"
    if decision.rule not in RULES:
        yield Gap(f"{what} is about the rule “{decision.rule}”, which does not exist.", "rule")
    if not _is_there(decision.record, register):
        yield Gap(f"{what} is about “{decision.record}”, which does not exist.", "record")
    if decision.entity is not None and decision.entity not in register.entities:
        yield Gap(f"{what} is for the company “{decision.entity}”, which does not exist.", "entity")


def _is_there(key: str, register: Register) -> bool:
    """A record, or one of the other things that rules judge: decisions and refused files."""
    if register.find(key) is not None:
        return True
    folder, _, rest = key.partition("/")
    if folder == "files":
        return any(refusal.file == rest for refusal in register.refusals)
    noted: list[Acceptance | Action] = [*register.acceptances, *register.actions]
    return folder in ("acceptances", "actions") and any(one.key == key for one in noted)
