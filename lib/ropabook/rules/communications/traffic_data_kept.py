"""Traffic data is kept for billing only as long as payment can be pursued (PECR reg. 7)."""

from collections.abc import Iterator
from typing import Final

from ropabook.law.periods import in_words, longer
from ropabook.law.words import Severity, lower
from ropabook.model.activity import DataLink, ProcessingActivity, Purpose
from ropabook.model.entity import Entity
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import RetentionRule
from ropabook.rules.reading import bases_of, links_of_nature
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_MARKETING: Final = frozenset(["marketing", "value-added"])
_WINDOW: Final = {"scotland": "P5Y"}
"""How long payment can be pursued, by the limitation of actions: six years in England and Wales
(secondary), five in Scotland (unverified); Northern Ireland is taken as England and Wales
(unverified). Proceedings that are pending make it longer."""


@rule("RT-TRAFFIC", "PECR reg. 7(2), 7(5)", "critical", analysis="lawfulness", profiles=("UK",))
def traffic_data_is_kept_no_longer_than_payment_can_be_pursued(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """A public provider keeps traffic data only while payment can be pursued, or with consent.

    Remedy:
        Delete the traffic data or make it anonymous, and ask for consent before marketing with it.

    Gap:
        retention/call-records:
          period: P8Y

    Good:
        retention/call-records:
          period: P6Y
    """
    links = links_of_nature(register, activity, "traffic")
    if not links:
        yield NotApplicable("No data of this activity is recorded as traffic data.")
        return
    companies = [register.entities[e] for e in entities if e in register.entities]
    provide = [known(company.public_communications_provider) for company in companies]
    if all(each is False for each in provide):
        yield NotApplicable("No company of the activity is a public communications provider.")
        return
    severity: Severity = "critical" if any(provide) else lower("critical")
    window = min((_window(company) for company in companies), default="P6Y")
    for link in links:
        yield from _too_long(activity, link, register, window, severity)
    for purpose in activity.purposes:
        yield from _without_consent(purpose, severity)


def _window(company: Entity) -> str:
    return _WINDOW.get(known(company.jurisdiction) or "", "P6Y")


def _too_long(
    activity: ProcessingActivity,
    link: DataLink,
    register: Register,
    window: str,
    severity: Severity,
) -> Iterator[Gap]:
    limit, at = (
        register.of(RetentionRule).get(known(link.retention) or ""),
        f"data.{link.id}.retention",
    )
    period = known(limit.period) if limit else None
    if unknown(link.retention) or (limit and unknown(limit.period)):
        asked = link.retention if unknown(link.retention) else limit and limit.period
        yield not_known(f"How long “{activity.title}” keeps traffic data", asked, severity, at)
    elif limit is None or period is None:
        yield Gap(f"“{activity.title}” gives no time limit for traffic data.", at, severity)
    elif limit.norm != "billing-traffic" and (period == "indefinite" or longer(period, window)):
        length = "without end" if period == "indefinite" else f"for {in_words(period)}"
        sentence = (
            f"“{activity.title}” keeps traffic data {length}; payment can be pursued for "
            f"{in_words(window)}."
        )
        yield Gap(sentence, at, severity)


def _without_consent(purpose: Purpose, severity: Severity) -> Iterator[Gap]:
    if known(purpose.marketing) is None and _MARKETING.isdisjoint(purpose.tags):
        return
    at = f"purposes.{purpose.id}.lawful_basis"
    if unknown(purpose.lawful_basis):
        what = f"The consent to use traffic data in order to “{purpose.text}”"
        yield not_known(what, purpose.lawful_basis, severity, at)
    elif not any(basis.basis == "consent" for basis in bases_of(purpose)):
        yield Gap(f"Traffic data is used without consent: {purpose.text}.", at, severity)
