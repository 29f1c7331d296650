"""Consent is given by an act of its own, and is no ground for routine transfers (Art. 7, 49)."""

from typing import Final

from ropabook.model.notice import Notice, StatementKind
from ropabook.rules.coded import caught, saying, unsatisfied
from ropabook.rules.rule import Judgement, rule

_BUNDLED = r"by (providing|using|continuing).*(you )?(agree|consent)"
_ANYWHERE: Final[tuple[StatementKind, ...]] = (
    "transfer",
    "consent",
    "scope",
    "commitment",
    "terminal-equipment",
    "data",
    "basis",
)


@rule("LB-A-BUNDLED", "UK GDPR Art. 4(11), 7(2), 7(4)", "critical", analysis="notice")
def consent_is_never_taken_from_use(notice: Notice) -> Judgement:
    """No notice takes consent from the use of a service, or from giving data.

    Remedy:
        Take the words out; where consent is needed, ask for it by an act of its own.

    Gap:
        notice:
          statements:
            - id: S1
              kind: consent
              quote: By using our website you agree to our use of your data.

    Good:
        notice:
          statements:
            - id: S1
              kind: consent
              quote: We ask for your consent on a page of its own.
    """
    seen = saying(notice, _BUNDLED, *_ANYWHERE)
    yield from caught(notice, "Consent is taken from the use of a service, or from data given.",
                      seen, ())  # fmt: skip


@rule("TR-CONSENT", "UK GDPR Art. 49(1)(a)", "critical", analysis="notice", standing="unverified")
def no_routine_transfer_rests_on_implied_consent(notice: Notice) -> Judgement:
    """No routine transfer rests on consent that is implied, or that tells nothing of its risks.

    Remedy:
        Rely on an approved country or a safeguard, and take the words out.

    Gap:
        notice:
          items:
            - item: transfers-consent
              verdict:
                - contradicts
              because: Giving data is taken as agreement to its transfer

    Good:
        notice:
          items:
            - item: transfers-consent
              verdict:
                - satisfies
              because: No transfer rests on consent
    """
    yield from unsatisfied(notice, "critical", "transfers-consent")
    seen = saying(notice, _BUNDLED, "transfer")
    yield from caught(notice, "A transfer is said to be agreed by giving data.", seen,
                      ("transfers-consent",))  # fmt: skip
