"""A derogation is for what is occasional, and is told to whom the law names (UK GDPR Art. 49)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from ropabook.law.words import Severity
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.notice import Notice
from ropabook.model.record import Record
from ropabook.model.register import Register
from ropabook.model.registers import ConsentRecord
from ropabook.rules.abroad import Leaving, leaving, why_none
from ropabook.rules.bases.implied_consent import BUNDLED
from ropabook.rules.coded import caught, saying, unsatisfied
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NEITHER: Final = NotApplicable("This is neither a notice nor an activity.")
_NO_CONSENT: Final = NotApplicable("No transfer rests on consent.")
_NO_DEROGATION: Final = NotApplicable("No transfer rests on Art. 49(1)(b) to (g).")
_NOT_COMPELLING: Final = NotApplicable("No transfer rests on compelling legitimate interests.")
_B_TO_G: Final = tuple(f"derogation-{point}" for point in "bcdefg")


@rule("TR-CONSENT", "UK GDPR Art. 49(1)(a); EU GDPR Art. 49(1)(a)", "critical",
      analysis="lawfulness", standing="unverified")  # fmt: skip
def no_routine_transfer_rests_on_implied_consent(record: Record, register: Register) -> Judgement:
    """No transfer rests on consent that is routine, implied, not explicit or not told of the risks.

    Remedy:
        Rely on an approved country or a safeguard, and take the words out of the notice.

    Gap:
        activities/claims-abroad:
          occasional: false

    Good:
        activities/claims-abroad:
          occasional: true
        consents/claims-consent:
          explicit: true
          risk_informed: true
    """
    if isinstance(record, Notice):
        yield from unsatisfied(record, "critical", "transfers-consent")
        seen = saying(record, BUNDLED, "transfer")
        yield from caught(record, "A transfer is said to be agreed by giving data.", seen,
                          ("transfers-consent",))  # fmt: skip
    elif isinstance(record, ProcessingActivity):
        yield from _recorded(record, register)
    else:
        yield _NEITHER


def _recorded(written: ProcessingActivity, register: Register) -> Judgement:
    """What a transfer on consent lacks, in the activity as each company carries it out."""
    found = False
    for activity, entities in register.variants(written):
        place = "" if activity is written else f"differs.{'+'.join(entities)}."
        for one in leaving(activity, register, entities):
            if one.mechanism == "derogation-a":
                found = True
                yield from _not_occasional(activity, one, "critical", place)
                yield from _consent(one, register, f"{place}{one.at}.consent")
    if not found:
        yield why_none(written, _NO_CONSENT)


def _consent(one: Leaving, register: Register, at: str) -> Iterator[Gap]:
    consent = register.of(ConsentRecord).get(one.transfer.consent or "")
    if consent is None:
        yield Gap(f"The transfer to {one.to} rests on consent, but names no record of it.", at)
        return
    if not consent.explicit:
        sentence = f"“{consent.title}”, for the transfer to {one.to}, is not recorded as explicit."
        yield Gap(sentence, f"{at}.explicit")
    if not consent.risk_informed:
        sentence = f"“{consent.title}” is not recorded as telling the risks of going to {one.to}."
        yield Gap(sentence, f"{at}.risk_informed")


def _not_occasional(
    activity: ProcessingActivity, one: Leaving, severity: Severity, place: str = ""
) -> Iterator[Gap]:
    at = f"{place}{one.at}.mechanism"
    if unknown(activity.occasional):
        what = f"Whether “{activity.title}” is occasional, and so may use the derogation,"
        yield not_known(what, activity.occasional, severity, at)
    elif known(activity.occasional) is not True:
        sentence = f"The transfer to {one.to} rests on a derogation and is not occasional."
        yield Gap(sentence, at)


@rule("TR-A49-ROUTINE", "UK GDPR Art. 49, Recital 111; EU GDPR Art. 49", "major",
      analysis="lawfulness", standing="unverified",
      why="a derogation is an exception (Recital 111)")  # fmt: skip
def no_derogation_carries_a_systematic_transfer(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """A transfer on a contract, a public interest, a claim or the like is occasional.

    Remedy:
        Rely on an approved country or a safeguard for what is done regularly.

    Gap:
        activities/claims-abroad:
          occasional: false

    Good:
        activities/claims-abroad:
          occasional: true
    """
    resting = [t for t in leaving(activity, register, entities) if t.mechanism in _B_TO_G]
    if not resting:
        yield why_none(activity, _NO_DEROGATION)
    for one in resting:
        yield from _not_occasional(activity, one, "major")


@rule("TR-COMPEL-TELL", "UK GDPR Art. 49(1); EU GDPR Art. 49(1)", "critical",
      analysis="lawfulness", standing="unverified")  # fmt: skip
def compelling_interests_are_told(
    activity: ProcessingActivity, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """The regulator and the people concerned are told of a transfer on compelling interests.

    Remedy:
        Tell the regulator and the people concerned, and record both days.

    Gap:
        activities/claims-abroad:
          transfers:
            - id: incident-colombia
              people_told_on: absent

    Good:
        activities/claims-abroad:
          transfers:
            - id: incident-colombia
              people_told_on: 2026-10-06
    """
    found = leaving(activity, register, entities)
    compelling = [one for one in found if one.mechanism == "compelling-interests"]
    if not compelling:
        yield why_none(activity, _NOT_COMPELLING)
    for one in compelling:
        told = {
            "commissioner_told_on": ("The regulator was", one.transfer.commissioner_told_on),
            "people_told_on": ("The people concerned were", one.transfer.people_told_on),
        }
        for field, (who, day) in told.items():
            if day is None or day > on:
                yield Gap(f"{who} not told of the transfer to {one.to}.", f"{one.at}.{field}")
