"""A further purpose is compatible with the first one, and lawful besides (UK GDPR Art. 5, 8A)."""

from typing import Final

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.activity import ProcessingActivity, Purpose
from ropabook.model.facts import known, unknown
from ropabook.rules.reading import bases_of
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE: Final = NotApplicable("No purpose is a further one.")
_ON_CONSENT: Final = NotApplicable("Each further purpose rests on consent to it.")
_NOT_ON_CONSENT: Final = NotApplicable("No further purpose uses data first collected on consent.")
_NOT_SHOWN: Final = NotApplicable("No further purpose is said to be compatible.")


def _further(activity: ProcessingActivity) -> list[Purpose]:
    return [purpose for purpose in activity.purposes if purpose.kind == "further"]


@rule("PL-8A", "UK GDPR Art. 5(1)(b), 8A", "critical", analysis="lawfulness", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def every_further_purpose_is_shown_to_be_compatible(activity: ProcessingActivity) -> Judgement:
    """Every further purpose has its compatibility on record.

    Remedy:
        Assess it under Art. 8A(2), or cite Art. 8A(3) or Annex 2.

    Gap:
        activity:
          purposes:
            - id: offers
              kind: further

    Good:
        activity:
          purposes:
            - id: offers
              kind: further
              compatibility: "Art. 8A(2) assessment of 1 March 2026: close link, no special data"
    """
    further = _further(activity)
    if not further:
        yield _NONE
    for purpose in further:
        found = _not_shown(purpose)
        if found:
            yield found


def _not_shown(purpose: Purpose) -> Gap | None:
    at = f"purposes.{purpose.id}.compatibility"
    if unknown(purpose.compatibility):
        what = f"The compatibility of “{purpose.text}”"
        return not_known(what, purpose.compatibility, "critical", at)
    if known(purpose.compatibility) is None:
        return Gap(f"“{purpose.text}” is a further purpose; nothing shows it fits.", at)
    return None


@rule("EU-6-4", "EU GDPR Art. 5(1)(b), 6(4)", "critical", analysis="lawfulness",
      standing="unverified", profiles=("EU",))  # fmt: skip
def every_further_purpose_is_compatible_under_european_law(
    activity: ProcessingActivity,
) -> Judgement:
    """In the European Union every further purpose is assessed as compatible, or rests on consent.

    Remedy:
        Assess it by the criteria of Art. 6(4), obtain consent, or cite the law that allows it.

    Gap:
        entity:
          profile: EU
        activity:
          purposes:
            - id: offers
              kind: further

    Good:
        entity:
          profile: EU
        activity:
          purposes:
            - id: offers
              kind: further
              compatibility: "Assessed on 1 March 2026: close link, no special data, easy to refuse"
              compatibility_ground: assessment
    """
    further = _further(activity)
    others = [p for p in further if all(basis.basis != "consent" for basis in bases_of(p))]
    if not further:
        yield _NONE
    elif not others:
        yield _ON_CONSENT
    for purpose in others:
        found = _not_shown(purpose)
        if found:
            yield found
        elif purpose.compatibility_ground in ("c", "d"):
            sentence = (
                f"“{purpose.text}” is said to fit by a ground that only the United Kingdom has."
            )
            yield Gap(sentence, f"purposes.{purpose.id}.compatibility_ground")


@rule("PL-CONSENT", "UK GDPR Art. 8A(4)", "critical", analysis="lawfulness", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def data_given_on_consent_is_not_used_for_something_else(
    activity: ProcessingActivity,
) -> Judgement:
    """Data that was collected on consent serves a further purpose only as Art. 8A(4) allows.

    Remedy:
        Ask for a new consent, or show why consent cannot reasonably be obtained.

    Gap:
        activity:
          purposes:
            - id: offers
              kind: further
              collected_on_consent: true
              compatibility: Close to the first purpose
              compatibility_ground: assessment

    Good:
        activity:
          purposes:
            - id: offers
              kind: further
              collected_on_consent: true
              compatibility: A new consent to the offers
              compatibility_ground: a
    """
    further = _further(activity)
    reused = [purpose for purpose in further if purpose.collected_on_consent is not False]
    if not reused:
        yield _NOT_ON_CONSENT if further else _NONE
    for purpose in reused:
        at = f"purposes.{purpose.id}.compatibility_ground"
        if purpose.collected_on_consent is None:
            what = f"Whether the data for “{purpose.text}” was first collected on consent"
            yield not_known(what, None, "critical", f"purposes.{purpose.id}.collected_on_consent")
        elif not _allowed(purpose):
            sentence = f"“{purpose.text}” uses data given on consent for something else."
            yield Gap(sentence, at)


def _allowed(purpose: Purpose) -> bool:
    """Art. 8A(4): new consent or compliance; public interest only where none can be obtained."""
    ground = purpose.compatibility_ground
    return ground in ("a", "c") or (ground in ("d", "e") and bool(purpose.consent_not_reasonable))


@rule("PL-5-3", "UK GDPR Art. 5(3)", "major", analysis="lawfulness", since=MAIN_DUAA,
      profiles=("UK",), why="compatibility alone does not make processing lawful")  # fmt: skip
def a_compatible_purpose_still_has_a_lawful_basis(activity: ProcessingActivity) -> Judgement:
    """A further purpose that is compatible has a lawful basis as well.

    Remedy:
        Add the basis of Art. 6 on which the further purpose rests.

    Gap:
        activity:
          purposes:
            - id: offers
              kind: further
              compatibility: Close to the first purpose
              lawful_basis: absent

    Good:
        activity:
          purposes:
            - id: offers
              kind: further
              compatibility: Close to the first purpose
    """
    further = _further(activity)
    shown = [p for p in further if known(p.compatibility) or p.compatibility_ground]
    if not shown:
        yield _NOT_SHOWN if further else _NONE
    for purpose in shown:
        at = f"purposes.{purpose.id}.lawful_basis"
        if unknown(purpose.lawful_basis):
            what = f"The lawful basis of “{purpose.text}”, beside its compatibility,"
            yield not_known(what, purpose.lawful_basis, "major", at)
        elif not bases_of(purpose):
            yield Gap(
                f"“{purpose.text}” is said to be compatible, but no lawful basis is named.", at
            )
