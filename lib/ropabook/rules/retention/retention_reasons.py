"""A time limit runs from an event, has a reason, and is neither too long nor too short (Art. 5)."""

import re
from functools import cache
from typing import Final

from ropabook.law.periods import days_in, in_words, longer, shorter
from ropabook.law.retention_norms import NORMS, Norm
from ropabook.model.facts import blank, known, unknown
from ropabook.model.registers import RetentionRule
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NO_PERIOD: Final = NotApplicable("The rule gives no period.")
_ENACTED: Final = re.compile(r"[A-Z].* \d{4}\b")
"""How the table of norms cites an Act or Regulations; its other sources imply no period."""


@rule("RT-TRIGGER", "UK GDPR Art. 30(1)(f)", "major", analysis="completeness")
def every_period_runs_from_an_event(retention: RetentionRule) -> Judgement:
    """Every retention period says from which event it runs.

    Remedy:
        State the event from which the period runs, such as the end of the contract.

    Gap:
        retention:
          trigger: absent

    Good:
        retention:
          trigger: End of the customer's contract
    """
    if known(retention.period) in (None, "indefinite"):
        yield _NO_PERIOD
    elif unknown(retention.trigger):
        what = f"The event from which the period of “{retention.title}” runs"
        yield not_known(what, retention.trigger, "major", "trigger")
    elif blank(retention.trigger):
        length = in_words(known(retention.period) or "")
        yield Gap(f"“{retention.title}” keeps data for {length}, but not from when.", "trigger")


@rule("RT-JUSTIFY", "UK GDPR Art. 5(1)(e), 5(2)", "major", analysis="lawfulness")
def every_time_limit_has_a_reason(retention: RetentionRule) -> Judgement:
    """Every time limit has a legal reference or a business reason.

    Remedy:
        Cite the law that asks for the period, or write down why the business needs it.

    Gap:
        retention:
          legal_reference: absent

    Good:
        retention:
          legal_reference: absent
          rationale: Claims under the contract may be brought for six years
    """
    if blank(retention.legal_reference) and blank(retention.rationale):
        yield Gap(f"No law and no reason is given for “{retention.title}”.", "rationale")


@rule("RT-LONG", "UK GDPR Art. 5(1)(e)", "major", analysis="lawfulness", standing="unverified")
def no_period_is_longer_than_its_reason(retention: RetentionRule) -> Judgement:
    """No period is longer than the law it cites supports, unless a reason says why.

    Remedy:
        Shorten the period, or write down why it must be longer.

    Gap:
        retention:
          period: P10Y

    Good:
        retention:
          period: P10Y
          rationale: The guarantee on installed lines runs for ten years
    """
    period = known(retention.period)
    implied = _implied(retention.legal_reference or "", retention.norm)
    if period is None or days_in(period) is None:
        yield _NO_PERIOD
    elif implied is None:
        yield NotApplicable("No law is cited, and no usual kind named, that implies a period.")
    elif longer(period, implied.period) and blank(retention.rationale):
        sentence = (
            f"“{retention.title}” keeps data for {in_words(period)}; {implied.source} supports "
            f"{in_words(implied.period)}, and no reason for more is recorded."
        )
        yield Gap(sentence, "period")


@cache
def _implied(legal_reference: str, kind: str | None) -> Norm | None:
    """The longest that the cited law, or the usual kind of record, supports."""
    norms = [NORMS[kind]] if kind in NORMS else []
    if legal_reference:
        norms += [norm for norm in NORMS.values() if _cites(legal_reference, norm)]
    counted = [norm for norm in norms if days_in(norm.period) is not None]
    return max(counted, key=lambda norm: days_in(norm.period) or 0, default=None)


def _cites(text: str, norm: Norm) -> bool:
    sources = (source.strip() for source in norm.source.split(";"))
    enacted = [source for source in sources if _ENACTED.match(source)]
    return any(re.search(rf"{re.escape(source)}(?!\w)", text) for source in enacted)


@rule("RT-SHORT", "VATA 1994 Sch. 11 para. 6; PAYE Regulations 2003 reg. 97",
      "major", analysis="lawfulness", standing="unverified",
      why="a statute asks for the record to be kept longer")  # fmt: skip
def no_period_is_shorter_than_a_statute_asks(retention: RetentionRule) -> Judgement:
    """No period is shorter than the statute for that kind of record asks.

    Remedy:
        Lengthen the period to what the statute asks for.

    Gap:
        retention:
          norm: vat
          period: P2Y

    Good:
        retention:
          norm: vat
          period: P6Y
    """
    norm, period = NORMS.get(retention.norm or ""), known(retention.period)
    if norm is None or not norm.least:
        yield NotApplicable("The rule is for no kind of record that a statute sets a minimum for.")
    elif unknown(retention.period):
        what = f"How long “{retention.title}” keeps what {norm.source} asks for"
        yield not_known(what, retention.period, "major", "period")
    elif period is None:
        yield _NO_PERIOD
    elif shorter(period, norm.least) or period == "session":
        sentence = (
            f"“{retention.title}” keeps data for {in_words(period)}; {norm.source} asks for "
            f"{in_words(norm.least)}."
        )
        yield Gap(sentence, "period")
