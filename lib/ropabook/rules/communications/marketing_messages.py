"""E-mail and text marketing has consent, or the soft opt-in in full (PECR reg. 22)."""

from dataclasses import replace
from typing import Final

from ropabook.law.words import Severity
from ropabook.model.activity import DirectMarketing, ProcessingActivity, Purpose
from ropabook.model.facts import known
from ropabook.model.register import Register
from ropabook.rules.reading import NOT_CONTROLLER, controls, statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule
from ropabook.rules.telecoms import (
    NO_MARKETING,
    consent_of,
    lacks_consent,
    marketing,
    marketing_by,
)

_MESSAGES: Final = ("email", "sms")
_OTHERS = NotApplicable("No marketing by e-mail or text to individual subscribers is recorded.")


@rule("PE-DM-EMAIL", "PECR reg. 22", "critical", analysis="lawfulness", profiles=("UK",))
def messages_to_individuals_have_their_leave(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Marketing by e-mail or text to individuals rests on proved consent or on the soft opt-in.

    Remedy:
        Record the consent, or evidence the soft opt-in; stop sending until one of them is there.

    Gap:
        activities/newsletter:
          purposes:
            - id: send-news
              lawful_basis:
                basis: legitimate-interests
                interest: Our own interest in selling more

    Good:
        activities/newsletter:
          purposes:
            - id: send-news
              marketing:
                channels:
                  - email
                  - sms
                individual_subscribers: true
    """
    if not controls(activity):
        yield NOT_CONTROLLER
        return
    purposes = list(marketing(activity))
    if not purposes:
        yield NO_MARKETING
    elif not any(how is None or _messages(how) for _, how in purposes):
        yield _OTHERS
    for purpose, how in purposes:
        at, told = f"purposes.{purpose.id}.marketing", statements_in(purpose.evidence)
        if how is None:
            what, breach = _open(purpose)
            gap = not_known(what, purpose.marketing, breach, at)
            yield replace(gap, statements=told)
        elif _messages(how):
            yield from _without_leave(register, purpose, how)


def _open(purpose: Purpose) -> tuple[str, Severity]:
    """What is not known of a purpose, and the breach it may hide: is it marketing at all?"""
    if "marketing" in purpose.tags:
        return f"By which channels “{purpose.text}” markets, and by what leave,", "critical"
    return f"Whether “{purpose.text}” is direct marketing, and by which channels,", "major"


def _messages(how: DirectMarketing) -> bool:
    wanted = not set(_MESSAGES).isdisjoint(how.channels)
    return wanted and known(how.individual_subscribers) is not False


def _without_leave(register: Register, purpose: Purpose, how: DirectMarketing) -> Judgement:
    if how.soft_opt_in and consent_of(purpose) is None:
        return  # whether it is complete is judged by itself
    sentence = f"“{purpose.text}” is sent by e-mail or text without consent or soft opt-in."
    gap = lacks_consent(register, purpose, sentence, "critical")
    if gap is None:
        return
    if known(how.individual_subscribers) is None and consent_of(purpose) is None:
        at = f"purposes.{purpose.id}.marketing.individual_subscribers"
        what = f"Whether “{purpose.text}” reaches individuals, who must have consented,"
        yield not_known(what, how.individual_subscribers, "critical", at)
    else:
        yield gap


_ELEMENTS: Final = {
    "sale": "the address was obtained in a sale or in talks about one",
    "similar": "only similar products of the company are offered",
    "at-collection": "people could refuse when the address was collected",
    "each-time": "people can refuse in each message",
}


@rule("PE-SOFT", "PECR reg. 22(3)", "major", analysis="lawfulness", profiles=("UK",))
def the_soft_opt_in_is_complete(activity: ProcessingActivity) -> Judgement:
    """Where the soft opt-in is relied on, all of its four elements are met.

    Remedy:
        Meet every element, or obtain consent.

    Gap:
        activities/newsletter:
          purposes:
            - id: tell-customers
              marketing:
                soft_opt_in:
                  each-time: false

    Good:
        activities/newsletter:
          purposes:
            - id: tell-customers
              marketing:
                soft_opt_in:
                  sale: true
                  similar: true
                  at-collection: true
                  each-time: true
    """
    relying = [
        (purpose, how)
        for purpose, how in marketing_by(activity, *_MESSAGES)
        if how.soft_opt_in and consent_of(purpose) is None
    ]
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not relying:
        yield NotApplicable("The soft opt-in is not relied on.")
    for purpose, how in relying if controls(activity) else ():
        met = {str(element) for element, there in how.soft_opt_in.items() if there}
        lacking = [words for key, words in _ELEMENTS.items() if key not in met]
        if lacking:
            sentence = f"For “{purpose.text}” it is not shown that {'; that '.join(lacking)}."
            yield Gap(sentence, f"purposes.{purpose.id}.marketing.soft_opt_in")
