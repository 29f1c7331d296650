"""Marketing calls respect the preference lists, consent and the caller's number (PECR 19, 21)."""

from datetime import date

from ropabook.law.clocks import screening_holds_until
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.rules.reading import NOT_CONTROLLER, NOT_LIVE, controls, live
from ropabook.rules.rule import Gap, Judgement, not_known, rule
from ropabook.rules.telecoms import NO_CHANNEL, lacks_consent, marketing_by


@rule("PE-TPS", "PECR reg. 21", "critical", analysis="lawfulness", profiles=("UK",))
def numbers_are_compared_with_the_preference_lists(
    activity: ProcessingActivity, on: date
) -> Judgement:
    """Numbers for live marketing calls were compared with the TPS and CTPS in the last 28 days.

    Remedy:
        Compare the numbers before the next call, and again at least every 28 days.

    Gap:
        activities/newsletter:
          purposes:
            - id: call-subscribers
              marketing:
                preference_service_screened_on: 2026-10-01

    Good:
        activities/newsletter:
          purposes:
            - id: call-subscribers
              marketing:
                preference_service_screened_on: 2026-10-27
    """
    calling = marketing_by(activity, "live-call")
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not calling:
        yield NO_CHANNEL
    elif not live(activity, on):
        yield NOT_LIVE
    for purpose, how in calling if controls(activity) and live(activity, on) else ():
        at = f"purposes.{purpose.id}.marketing.preference_service_screened_on"
        screened = how.preference_service_screened_on
        if screened is None or screened > on:
            sentence = f"Numbers called for “{purpose.text}” were not compared with the lists."
            yield Gap(sentence, at)
        elif screening_holds_until(screened) < on:
            sentence = f"Numbers called for “{purpose.text}” were last compared on {screened}."
            yield Gap(sentence, at)


@rule("PE-AUTO", "PECR reg. 19", "critical", analysis="lawfulness", profiles=("UK",))
def automated_calls_rest_on_consent(activity: ProcessingActivity, register: Register) -> Judgement:
    """Automated marketing calls are made only to those who have consented to them.

    Remedy:
        Stop the calls until consent to them is on record.

    Gap:
        activities/newsletter:
          purposes:
            - id: tell-customers
              marketing:
                channels:
                  - automated-call

    Good:
        activities/newsletter:
          purposes:
            - id: send-news
              marketing:
                channels:
                  - email
                  - automated-call
    """
    calling = marketing_by(activity, "automated-call")
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not calling:
        yield NO_CHANNEL
    for purpose, _ in calling if controls(activity) else ():
        sentence = f"Automated calls for “{purpose.text}” are made without consent."
        gap = lacks_consent(register, purpose, sentence, "critical")
        if gap is not None:
            yield gap


@rule("PE-CLI", "PECR reg. 21(A1)", "major", analysis="lawfulness", profiles=("UK",))
def marketing_calls_show_their_number(activity: ProcessingActivity) -> Judgement:
    """Marketing calls show the number of the caller.

    Remedy:
        Show a number at which the caller can be reached.

    Gap:
        activities/newsletter:
          purposes:
            - id: call-subscribers
              marketing:
                caller_shown: false

    Good:
        activities/newsletter:
          purposes:
            - id: call-subscribers
              marketing:
                caller_shown: true
    """
    calling = marketing_by(activity, "live-call", "automated-call")
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not calling:
        yield NO_CHANNEL
    for purpose, how in calling if controls(activity) else ():
        at = f"purposes.{purpose.id}.marketing.caller_shown"
        if unknown(how.caller_shown):
            what = f"Whether calls for “{purpose.text}” show their number"
            yield not_known(what, how.caller_shown, "major", at)
        elif known(how.caller_shown) is not True:
            yield Gap(f"Nothing shows that calls for “{purpose.text}” show their number.", at)
