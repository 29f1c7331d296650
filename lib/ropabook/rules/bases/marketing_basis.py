"""Legitimate interests carry no message that PECR makes depend on consent (PECR reg. 22)."""

from typing import Final

from ropabook.model.activity import DirectMarketing, ProcessingActivity, Purpose
from ropabook.model.facts import Nothing, Unknown, unknown
from ropabook.rules.reading import basis_at, resting_on, statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE: Final = NotApplicable("No purpose that rests on legitimate interests is marketing.")
_BY_MAIL: Final = {"email", "sms"}
_SOFT_OPT_IN: Final = {
    "sale": "the address comes from a sale or its negotiation",
    "similar": "only similar products are offered",
    "at-collection": "it could be refused when the address was given",
    "each-time": "it can be refused in each message",
}


@rule("LB-F-MARKETING", "PECR reg. 22; UK GDPR Art. 6(1)(f)", "major", analysis="lawfulness",
      profiles=("UK",), why="PECR asks for consent, and interests cannot replace it")  # fmt: skip
def marketing_by_mail_rests_on_interests_only_with_a_soft_opt_in(
    activity: ProcessingActivity,
) -> Judgement:
    """Marketing by e-mail or text to individuals rests on interests only with the soft opt-in.

    Remedy:
        Obtain consent, or record the four elements of the soft opt-in.

    Gap:
        activity:
          purposes:
            - id: offers
              marketing:
                channels:
                  - email
                individual_subscribers: true

    Good:
        activity:
          purposes:
            - id: offers
              marketing:
                channels:
                  - email
                individual_subscribers: true
                soft_opt_in:
                  sale: true
                  similar: true
                  at-collection: true
                  each-time: true
    """
    resting = [
        (purpose, basis)
        for purpose, basis in resting_on(activity, "legitimate-interests")
        if _markets(purpose)
    ]
    if not resting:
        yield _NONE
    for purpose, basis in resting:
        found = _breach(purpose, basis_at(purpose, basis))
        if found:
            yield found


def _markets(purpose: Purpose) -> bool:
    """Whether it is marketing, as far as the record says; `none` says that it is not."""
    if isinstance(purpose.marketing, Nothing):
        return False
    return purpose.marketing is not None or "marketing" in purpose.tags


def _breach(purpose: Purpose, at: str) -> Gap | None:
    how = purpose.marketing
    if how is None or isinstance(how, Unknown | Nothing):
        return not_known(f"By which channels, and to whom, “{purpose.text}” markets", how,
                         "major", at)  # fmt: skip
    if not _BY_MAIL & set(how.channels) or how.individual_subscribers is False:
        return None
    lacking = _lacking(how)
    if not lacking:
        return None
    if how.individual_subscribers is not True:
        asked = how.individual_subscribers if unknown(how.individual_subscribers) else None
        return not_known(f"Whether “{purpose.text}” writes to individual subscribers", asked,
                         "major", at)  # fmt: skip
    sentence = f"“{purpose.text}” writes to individuals without consent; not shown: {lacking}."
    return Gap(sentence, at, None, statements_in(purpose.evidence))


def _lacking(how: DirectMarketing) -> str:
    """The elements of the soft opt-in that are not on record (PECR reg. 22(3))."""
    shown = {element for element, there in how.soft_opt_in.items() if there}
    return "; ".join(words for element, words in _SOFT_OPT_IN.items() if element not in shown)
