"""Every verdict of an analyst on a notice that is not well becomes a finding."""

import pytest

from ropabook.law.notices import NOTICE_ITEMS
from ropabook.model.notice import CodedItem
from ropabook.review import review
from ropabook.rules.coded import unsatisfied
from tests.small import TODAY, changed, complete


def findings(register):
    judged = review(register, TODAY)
    assert judged.broken == ()
    return [f for f in judged.findings if f.answer.record == "notices/privacy-notice"]


@pytest.mark.parametrize("verdict", ["partial", "contradicts"])
def test_no_verdict_is_lost(tmp_path, verdict) -> None:
    items = [
        {"item": key, "verdict": [verdict], "because": f"The matter of {key} falls short"}
        for key in NOTICE_ITEMS
    ]
    register = changed(tmp_path, {"notice": {"items": items}})
    said = {f.gap.at.split(".")[1] for f in findings(register) if f.gap.at.startswith("items.")}
    assert set(NOTICE_ITEMS) - said == set()


def test_what_no_other_rule_asks_for_weighs_less_and_gives_the_reason(tmp_path) -> None:
    assert findings(complete()) == []
    item = {"item": "processor-terms", "verdict": ["partial"], "because": "Terms are left out"}
    [finding] = findings(changed(tmp_path, {"notice": {"items": [item]}}))
    assert (finding.rule.id, finding.severity) == ("PN-ITEM", "minor")
    assert finding.gap.sentence == "Terms imposed on processors (partial): Terms are left out."


def test_verdicts_on_several_providers_are_several_places() -> None:
    items = tuple(
        CodedItem(item="cookie-durations", verdict=("partial",), because="None", about=provider)
        for provider in ("tally-metrics", "beacon-campaigns")
    )
    notice = complete().notices["privacy-notice"].model_copy(update={"items": items})
    assert [gap.at for gap in unsatisfied(notice, "minor", "cookie-durations")] == [
        "items.cookie-durations.tally-metrics",
        "items.cookie-durations.beacon-campaigns",
    ]
