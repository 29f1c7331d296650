"""There is an appropriate policy document, complete, reviewed and kept (DPA 2018 Sch. 1 Part 4)."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from ropabook.law.clocks import policy_document_until
from ropabook.model.activity import DataLink, ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import PolicyDocument
from ropabook.rules.reading import data_in, needs_document
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE: Final = NotApplicable("No Schedule 1 condition is relied on that asks for a document.")
_OVER: Final = NotApplicable("The time for which the document had to be kept is over.")


@rule("SC-APD", "DPA 2018 Sch. 1 para. 39", "critical", analysis="lawfulness", profiles=("UK",))
def there_is_an_appropriate_policy_document(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Where a Schedule 1 condition asks for one, there is an appropriate policy document.

    Remedy:
        Adopt an appropriate policy document for the condition.

    Gap:
        activity:
          data:
            - id: order-data
              schedule_1: DPA 2018 Sch. 1 para. 18

    Good:
        activity:
          data:
            - id: order-data
              schedule_1: DPA 2018 Sch. 1 para. 18
              policy_document: special-data-policy
    """
    links = [link for link in activity.data if needs_document(link)]
    if not links:
        yield _NONE
    for link in links:
        at = f"data.{link.id}.policy_document"
        if unknown(link.policy_document):
            what = f"The policy document for “{data_in(link, register)}”"
            yield not_known(what, link.policy_document, "critical", at)
        elif known(link.policy_document) not in register.of(PolicyDocument):
            yield Gap(f"“{data_in(link, register)}” has no appropriate policy document.", at)


@rule("SC-APD-CONTENT", "DPA 2018 Sch. 1 para. 39", "major", analysis="lawfulness",
      profiles=("UK",))  # fmt: skip
def the_policy_document_explains_principles_and_retention(
    policy_document: PolicyDocument,
) -> Judgement:
    """The policy document explains how the principles are kept, and how long data is likely kept.

    Remedy:
        Complete the document.

    Gap:
        policy-documents/special-data-policy:
          retention: absent

    Good:
        policy-documents/special-data-policy:
          principles: Chapter 2 explains each principle of Art. 5
          retention: Chapter 3 gives six years after the need has ended
    """
    if not policy_document.principles:
        sentence = f"“{policy_document.title}” does not explain how the principles are kept."
        yield Gap(sentence, "principles")
    if not policy_document.retention:
        sentence = f"“{policy_document.title}” gives no indication of how long data is kept."
        yield Gap(sentence, "retention")


@rule("SC-APD-REVIEW", "DPA 2018 Sch. 1 para. 40", "major", analysis="lawfulness",
      standing="unverified", profiles=("UK",))  # fmt: skip
def the_policy_document_is_reviewed_and_kept(
    policy_document: PolicyDocument, register: Register, on: date
) -> Judgement:
    """The policy document is reviewed in time, and kept for six months after the use has ended.

    Remedy:
        Review the document, and keep it until six months after the last use in reliance on it.

    Gap:
        policy-documents/special-data-policy:
          review_due: 2026-06-30

    Good:
        policy-documents/special-data-policy:
          review_due: 2027-06-30
    """
    title, due = policy_document.title, policy_document.review_due
    end = _end_of_use(policy_document, register)
    kept_to = policy_document.retain_until
    needed = policy_document_until(end) if end else None
    if needed and on > needed:
        yield _OVER
    elif due is None:
        yield Gap(f"No day is set on which “{title}” is reviewed.", "review_due")
    elif due < on:
        yield Gap(f"The review of “{title}” was due on {due}.", "review_due")
    if needed and on <= needed and (kept_to is None or kept_to < needed):
        sentence = f"The use under “{title}” ended on {end}; it must be kept until {needed}."
        yield Gap(sentence, "retain_until")


def _end_of_use(document: PolicyDocument, register: Register) -> date | None:
    """When the last use in reliance on the document ended; None while any goes on."""
    users = register.once(_users).get(document.id, [])
    ends = [known(user.end_date) if user.status == "retired" else None for user in users]
    closed = [end for end in ends if end is not None]
    return max(closed) if closed and len(closed) == len(ends) else None


def _users(register: Register) -> Mapping[str, list[ProcessingActivity]]:
    found: dict[str, list[ProcessingActivity]] = {}
    for written in register.activities.values():
        for activity, _ in register.variants(written):
            for document in {_document(link) for link in activity.data} - {""}:
                found.setdefault(document, []).append(activity)
    return found


def _document(link: DataLink) -> str:
    return known(link.policy_document) or ""
