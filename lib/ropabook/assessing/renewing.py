"""A new version of a DPIA, its measures as actions, and the clock of prior consultation."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from ropabook.law.clocks import advice_due
from ropabook.law.periods import Jurisdiction
from ropabook.model.assessments import Dpia
from ropabook.rules.assessed import is_high

_NEW_EACH_TIME: Final = ("sign_offs", "dpo_advice", "dpo_advice_on", "dpo_followed",
                         "dpo_overruled_because", "prior_consultation", "review_due", "relies_on",
                         "formerly")  # fmt: skip
RULE: Final = "DP-MEASURE"
"""The rule that an action out of a measure answers: the measure is in place when it is due."""


def next_version(id: str, data: Mapping[str, Any], taken: Collection[str]) -> tuple[str, Any]:
    """The id and the beginning of the version that is to replace a DPIA.

    What was decided then (advice, sign-off, consultation) belongs to the version before. The old
    one stands until the new one is signed.
    """
    said = str(data.get("version") or "1")
    version = str(int(said) + 1) if said.isdigit() else f"{said}, renewed"
    stem = id.rpartition("-v")[0] if id.rpartition("-v")[2].isdigit() and "-v" in id else id
    number = int(version) if version.isdigit() else 2
    while f"{stem}-v{number}" in taken:
        number += 1
    kept = {key: value for key, value in data.items() if key not in _NEW_EACH_TIME}
    return f"{stem}-v{number}", {**kept, "version": version, "replaces": id}


def measure_actions(
    dpia: Dpia, actions: list[Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], list[str]]:
    """The actions that follow from a DPIA's measures, and why some cannot be.

    Args:
        dpia: the assessment.
        actions: the actions that there are, as plain data: a measure has one action at most.

    Returns:
        New actions as plain data; sentences for measures without an owner or a day.
    """
    there = {action.get("at") for action in actions if action.get("record") == dpia.key}
    made, lacking = [], []
    for measure in dpia.measures:
        at = f"measures.{measure.id}"
        if measure.status != "planned" or at in there:
            continue
        if not measure.owner or measure.due is None:
            asked = (("who does it", measure.owner), ("until when", measure.due))
            what = " and ".join(words for words, given in asked if not given)
            lacking.append(f"{measure.id} {measure.text}: say {what} first.")
            continue
        made.append({"rule": RULE, "record": dpia.key, "at": at, "text": measure.text,
                     "owner": measure.owner, "due": measure.due.isoformat()})  # fmt: skip
    return made, lacking


def consultation(dpia: Dpia, on: date, where: Jurisdiction = "england-and-wales") -> str:
    """Where prior consultation stands on a day (Art. 36), in a sentence."""
    high = [risk.id for risk in dpia.risks if is_high(dpia, risk.residual, risk.residual_high)]
    asked = dpia.prior_consultation
    if asked is None or asked.status in ("not-needed", "needed"):
        if high:
            risks = ", ".join(high)
            return (f"A high risk is left ({risks}): consult the Commissioner before anything "
                    "starts (Art. 36(1)).")  # fmt: skip
        if asked is not None and asked.status == "needed":
            return "Prior consultation is needed and not sent yet: nothing may start (Art. 36(1))."
        return "No high risk is left: no prior consultation is needed."
    if asked.status == "answered":
        when = f" on {asked.answered_on}" if asked.answered_on else ""
        return f"The Commissioner answered{when}. What the answer asks for comes first."
    if asked.sent_on is None:
        return "Sent to the Commissioner; say on which day, so that the clock can run."
    due = advice_due(asked.sent_on, extended=asked.extended, where=where)
    longer = "extended by six weeks" if asked.extended else "it may be extended by six weeks"
    if on <= due:
        left = (due - on).days
        return (f"Sent on {asked.sent_on}: the Commissioner advises by {due} ({left} days from "
                f"now; {longer}). Nothing starts before (Art. 36(2)).")  # fmt: skip
    return f"Sent on {asked.sent_on}: the time for advice ended on {due} (Art. 36(2); {longer})."
