"""DPIAs of the CNIL's PIA software, in and out (its JSON export; French authority, 4 × 4 scales).

The original document travels with the record, so that what our fields cannot hold is still there
when it is written again; a field that nobody changed leaves its part of the document untouched.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from ropabook.exchange.cnil_document import Document
from ropabook.model.assessments import Dpia, DpiaMeasure, Risk
from ropabook.store.changes import differences
from ropabook.store.plain import ABSENT
from ropabook.store.wording import in_words, place_in_words

ORIGINAL: Final = "cnil-pia"
"""Under this key of `unplaced` the record keeps the original document."""
TEXTS: Final = {
    111: ("description", "nature"), 112: ("description", "context"), 113: ("codes",),
    121: ("description", "scope"), 122: ("description", "life_cycle"),
    123: ("description", "supporting_assets"), 211: ("description", "purposes"),
    212: ("necessity", "basis"), 213: ("necessity", "minimisation"),
    214: ("necessity", "quality"), 215: ("necessity", "retention"),
    221: ("necessity", "information"), 222: ("necessity", "consent"),
    223: ("necessity", "access"), 224: ("necessity", "rectification"),
    225: ("necessity", "objection"), 226: ("necessity", "processors"),
    227: ("necessity", "transfers"),
}  # fmt: skip
"""Each text question of the method, and our field."""
RISKS: Final = {
    "illegitimate-access": (32, "Illegitimate access to data"),
    "unwanted-modification": (33, "Unwanted modification of data"),
    "disappearance": (34, "Disappearance of data"),
}
_GAUGES: Final = ("", "negligible", "limited", "significant", "maximum")


def read(text: str) -> dict[str, Any]:
    """A DPIA of the software as our record keeps it.

    Returns:
        Plain data for `assessments/dpia/`; its activities are for an analyst to name.

    Raises:
        ValueError: the text is no such document; the message says why.
    """
    document = Document.parse(text)
    record: dict[str, Any] = {"title": document.name, "activities": [], "scale": "cnil"}
    for question, path in TEXTS.items():
        if said := document.words(question):
            _put(record, path, said)
    if views := document.pia_words("concerned_people_opinion"):
        record["views"] = views
    if advice := document.pia_words("dpo_opinion"):
        record["dpo_advice"] = advice
    risks = [risk for name in RISKS if (risk := _risk(document, name))]
    measures = list(_measures(document))
    more = {"risks": risks, "measures": measures}
    record |= {key: value for key, value in more.items() if value}
    return {**record, "unplaced": {ORIGINAL: json.dumps(document.raw, ensure_ascii=False)}}


def not_held(record: dict[str, Any]) -> list[str]:
    """What of the document no field of ours holds: it is kept and written again, but not judged."""
    document = Document.parse(record["unplaced"][ORIGINAL])
    return list(document.leftovers())


def write(dpia: Dpia) -> str:
    """The DPIA as the software reads it: the document it came from, with what has changed since.

    Args:
        dpia: a record; one that came from elsewhere gets a new document.
    """
    document = (
        Document.parse(dpia.unplaced[ORIGINAL]) if ORIGINAL in dpia.unplaced else Document.new()
    )
    before = read(json.dumps(document.raw, ensure_ascii=False))
    now = dpia.model_dump(mode="json", exclude_defaults=True)
    if dpia.title != before["title"]:
        document.rename(dpia.title)
    for question, path in TEXTS.items():
        if (said := _get(now, path)) != _get(before, path):
            document.say(question, said)
    for field, ours in (("concerned_people_opinion", "views"), ("dpo_opinion", "dpo_advice")):
        told = now.get(ours) if isinstance(now.get(ours), str) else None
        if told != before.get(ours):
            document.say_of_pia(field, told)
    _write_risks(document, dpia, before)
    return json.dumps(document.raw, ensure_ascii=False)


def cannot_hold(dpia: Dpia) -> list[str]:
    """What of our record the software's format has no place for, field by field.

    Nothing is listed by hand: the record is written, read again, and compared.
    """
    now = _compared(dpia)
    back = _compared(Dpia.model_validate({**read(write(dpia)), "id": dpia.id}))
    lost = [
        f"{place_in_words(change.path).capitalize()}: {in_words(change.before)}"
        for change in differences(dpia.key, now, back)
        if change.before is not ABSENT
    ]
    if dpia.scale == "ico" and any(risk.likelihood or risk.severity for risk in dpia.risks):
        lost.append("Likelihood and severity (3 × 3) are never converted into 4 × 4")
    return lost


def _compared(dpia: Dpia) -> dict[str, Any]:
    """The record as plain data; measures by their words, for the software gives them no name."""
    plain = dpia.model_dump(
        mode="json", exclude_defaults=True, exclude={"id", "unplaced", "example"}
    )
    measures = [{**m, "id": m["text"]} for m in plain.get("measures", ())]
    return {**plain, "scale": dpia.scale, **({"measures": measures} if measures else {})}


def _risk(document: Document, name: str) -> dict[str, Any] | None:
    start, title = RISKS[name]
    impacts, threats, sources, _ = (document.items(start * 10 + n) for n in (1, 2, 3, 4))
    severity, likelihood = document.gauge(start * 10 + 5), document.gauge(start * 10 + 6)
    left = document.residual(f"3.{start - 30}")
    scored: dict[str, Any] = {
        "severity": _GAUGES[severity],
        "likelihood": _GAUGES[likelihood],
        "residual_severity": _GAUGES[left[0]],
        "residual_likelihood": _GAUGES[left[1]],
        "threat": "\n".join(threats),
        "source": "\n".join(sources),
        "note": document.words(start * 10 + 5),
        "impacts": impacts,
    }
    said = {key: value for key, value in scored.items() if value}
    return {"id": name, "text": title, **said} if said else None


def _measures(document: Document) -> Iterator[dict[str, Any]]:
    """The measures, each with the risks that name it by its title, its owner and its due day."""
    for number, title in enumerate(document.measures(), 1):
        against = [
            name for name, (start, _) in RISKS.items() if title in document.items(start * 10 + 4)
        ]
        owner, due = document.plan(title)
        said = {"risks": against, "owner": owner, "due": due}
        yield {"id": f"M{number}", "text": title, **{k: v for k, v in said.items() if v}}


def _write_risks(document: Document, dpia: Dpia, before: dict[str, Any]) -> None:
    was_risks = {risk["id"]: Risk.model_validate(risk) for risk in before.get("risks", ())}
    now_risks = {risk.id: risk for risk in dpia.risks}
    for name, (start, title) in RISKS.items():
        empty = Risk(id=name, text=title)
        was, now = was_risks.get(name, empty), now_risks.get(name, empty)
        for offset, field in ((1, "impacts"), (2, "threat"), (3, "source")):
            if getattr(was, field) != getattr(now, field):
                said = getattr(now, field)
                document.set_items(start * 10 + offset, list(said) if offset == 1 else _lines(said))
        for offset, field in ((5, "severity"), (6, "likelihood")):
            if getattr(was, field) != getattr(now, field) and dpia.scale == "cnil":
                document.score(start * 10 + offset, _GAUGES.index(getattr(now, field) or ""))
        residual = (now.residual_severity, now.residual_likelihood)
        if (was.residual_severity, was.residual_likelihood) != residual and dpia.scale == "cnil":
            document.leave(f"3.{start - 30}", *(_GAUGES.index(word or "") for word in residual))
    _write_measures(document, dpia.measures, before)


def _write_measures(
    document: Document, measures: tuple[DpiaMeasure, ...], before: dict[str, Any]
) -> None:
    was = [DpiaMeasure.model_validate(measure) for measure in before.get("measures", ())]
    if [(m.text, m.risks) for m in was] != [(m.text, m.risks) for m in measures]:
        _write_which(document, measures)
    plans = {m.text: (m.owner, m.due) for m in was}
    for measure in measures:
        if plans.get(measure.text, (None, None)) != (measure.owner, measure.due):
            until = measure.due.isoformat() if measure.due else None
            document.set_plan(measure.text, measure.owner, until)


def _write_which(document: Document, measures: tuple[DpiaMeasure, ...]) -> None:
    document.set_measures([measure.text for measure in measures])
    for name, (start, _) in RISKS.items():
        against = [measure.text for measure in measures if name in measure.risks]
        if against != document.items(start * 10 + 4):
            document.set_items(start * 10 + 4, against)


def _lines(text: str | None) -> list[str]:
    return text.split("\n") if text else []


def _put(record: dict[str, Any], path: tuple[str, ...], value: str) -> None:
    inner = record.setdefault(path[0], {}) if len(path) > 1 else record
    inner[path[-1]] = value


def _get(record: dict[str, Any], path: tuple[str, ...]) -> Any:
    inner = record.get(path[0], {}) if len(path) > 1 else record
    return inner.get(path[-1])
