"""Traffic data is used only as the law allows, and with consent where it asks (PECR reg. 7, 8)."""

from typing import Final

from ropabook.model.activity import ProcessingActivity, Purpose
from ropabook.model.register import Register
from ropabook.rules.reading import NOT_CONTROLLER, controls, links_of_nature
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule
from ropabook.rules.telecoms import (
    NO_PROVIDER,
    NO_TRAFFIC,
    consent_of,
    if_provider,
    lacks_consent,
    provider,
)

_NEEDS_CONSENT: Final = frozenset(["marketing", "value-added"])
_ALLOWED: Final = frozenset(
    ["billing", "traffic-management", "customer-enquiries", "fraud", "marketing", "value-added"]
)


@rule("PE-TRAFFIC-CONSENT", "PECR reg. 7(3)", "critical", analysis="lawfulness", profiles=("UK",))
def marketing_with_traffic_data_rests_on_consent(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Traffic data serves marketing or value-added services only with consent.

    Remedy:
        Obtain consent that can be withdrawn at any time, or stop.

    Gap:
        activities/network-billing:
          purposes:
            - id: usage-alerts
              lawful_basis:
                basis: contract
                contract: Terms of service, version 7

    Good:
        activities/network-billing:
          purposes:
            - id: usage-alerts
              tags:
                - marketing
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not links_of_nature(register, activity, "traffic"):
        yield NO_TRAFFIC
    elif (is_provider := provider(register, entities)) is False:
        yield NO_PROVIDER
    else:
        asking = [p for p in activity.purposes if not _NEEDS_CONSENT.isdisjoint(p.tags)]
        if not asking:
            yield NotApplicable("Traffic data serves neither marketing nor value-added services.")
        for purpose in asking:
            sentence = f"“{purpose.text}” uses traffic data without consent."
            gap = lacks_consent(register, purpose, sentence, "critical")
            if gap is not None:
                yield if_provider(gap, is_provider, "critical")


@rule("PE-TRAFFIC-USE", "PECR reg. 8(2)–(3)", "critical", analysis="lawfulness", profiles=("UK",))
def traffic_data_serves_only_what_the_law_lists(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Traffic data serves billing, traffic management, enquiries, fraud, marketing or added value.

    Remedy:
        Stop the use, or record it as what it is; keep other uses in an activity without traffic data.

    Gap:
        activities/network-billing:
          purposes:
            - id: usage-alerts
              tags:
                - workforce

    Good:
        activities/network-billing:
          purposes:
            - id: usage-alerts
              tags:
                - fraud
    """  # noqa: E501 - the remedy is one sentence
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not links_of_nature(register, activity, "traffic"):
        yield NO_TRAFFIC
    elif (is_provider := provider(register, entities)) is False:
        yield NO_PROVIDER
    else:
        for purpose in activity.purposes:
            if _ALLOWED.isdisjoint(purpose.tags):
                yield if_provider(_other(purpose), is_provider, "critical")


def _other(purpose: Purpose) -> Gap:
    at = f"purposes.{purpose.id}.tags"
    if purpose.tags or consent_of(purpose):
        sentence = f"“{purpose.text}” uses traffic data and is none of the uses that are allowed."
        return Gap(sentence, at, "critical")
    sentence = f"Which of the allowed uses of traffic data “{purpose.text}” is, is not recorded."
    return Gap(sentence, at, "major")
