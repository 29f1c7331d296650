"""Consent is given by an act of its own (UK GDPR Art. 4(11), 7)."""

from typing import Final

from ropabook.model.notice import Notice, StatementKind
from ropabook.rules.coded import caught, saying
from ropabook.rules.rule import Judgement, rule

BUNDLED: Final = r"by (providing|using|continuing).*(you )?(agree|consent)"
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
    seen = saying(notice, BUNDLED, *_ANYWHERE)
    yield from caught(notice, "Consent is taken from the use of a service, or from data given.",
                      seen, ())  # fmt: skip
