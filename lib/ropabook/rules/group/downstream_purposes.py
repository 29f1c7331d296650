"""What is received in the group serves what it was given for (UK GDPR Art. 5(1)(b), 8A)."""

from collections.abc import Iterator

from ropabook.model.activity import Disclosure, ProcessingActivity, Purpose
from ropabook.model.facts import known, unknown
from ropabook.model.names import company
from ropabook.model.register import Register
from ropabook.rules.compared import company_of, other_side, same_words, within_the_group
from ropabook.rules.reading import NOT_CONTROLLER, controls
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NOTHING = NotApplicable("Nothing is received from a company of the group that records it.")


@rule("XE-DOWNSTREAM", "UK GDPR Art. 5(1)(b), 8A", "major", analysis="group")
def what_is_received_serves_what_it_was_given_for(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Data received in the group serves the purposes it was given for, or is shown compatible.

    Remedy:
        Assess whether the new purpose is compatible (Art. 8A), or stop using the data for it.

    Gap:
        activities/cloud-accounts:
          purposes:
            - id: one-bill
              text: Offer storage to those who call much

    Good:
        activities/cloud-accounts:
          purposes:
            - id: one-bill
              text: Offer storage to those who call much
              compatibility_ground: a
              compatibility: People consented to this purpose, Art. 8A(3)(a)
    """
    if not controls(activity):
        yield NOT_CONTROLLER
        return
    received = list(_received(register, activity, entities))
    if not received:
        yield _NOTHING
    for disclosure, given in received:
        sender = company(register, company_of(register, disclosure) or "")
        for purpose in activity.purposes:
            concerned = not disclosure.purposes or purpose.id in disclosure.purposes
            if not concerned or same_words(purpose.text) in given or _compatible(purpose):
                continue
            at = f"purposes.{purpose.id}.compatibility"
            if unknown(purpose.compatibility):
                what = f"Whether “{purpose.text}” is compatible with what {sender} gave data for"
                yield not_known(what, purpose.compatibility, "major", at)
            else:
                yield Gap(f"{sender} did not give data for “{purpose.text}”.", at)


def _compatible(purpose: Purpose) -> bool:
    return known(purpose.compatibility) is not None


def _received(
    register: Register, activity: ProcessingActivity, entities: tuple[str, ...]
) -> Iterator[tuple[Disclosure, frozenset[str]]]:
    """What comes in, each with the purposes for which the sender gives it."""
    for disclosure in within_the_group(register, activity, "in"):
        for entity in entities:
            mirror = other_side(register, activity.id, disclosure, entity)
            sender = register.activities.get(disclosure.counterpart or "")
            if mirror is not None and sender is not None:
                own = register.as_done_by(sender, company_of(register, disclosure) or "")
                labels = mirror.purposes or tuple(purpose.id for purpose in own.purposes)
                texts = (same_words(p.text) for p in own.purposes if p.id in labels)
                yield disclosure, frozenset(texts)
                break
