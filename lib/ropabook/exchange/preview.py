"""A proposal in words for people, and as data for programs."""

import json
from collections.abc import Iterable, Iterator, Mapping
from textwrap import indent
from typing import Any, Final

from ropabook.excel.cells import Cell
from ropabook.exchange.entries import Fate
from ropabook.exchange.proposal import Proposal
from ropabook.exchange.proposed import Proposed
from ropabook.model.kinds import LABELS

_SHOWN: Final = 60
_STATES: Final = {
    "new": "new",
    "update": "differs from the record: accept it by its key, or fact by fact",
    "addition": "something is added to it",
    "same": "nothing to do",
}


def as_json(proposal: Proposal) -> Iterator[str]:
    """Everything, piece by piece: counts, mapping, records, notes, and the fate of each cell."""
    about = proposal.about
    head = {
        "file": proposal.file,
        **proposal.counts,
        "share_placed": round(proposal.share_placed, 4),
        "entity": proposal.entity,
        "hidden": list(about.hidden),
        "notes": list(about.notes),
        "mapping": {
            "sheets": dict(about.sheets),
            "headings": [
                {
                    "heading": heading.text,
                    "group": heading.group,
                    "sheet": heading.sheet,
                    "field": heading.field or None,
                    "score": heading.match.score if heading.match else None,
                }
                for heading in about.headings
            ],
            "values": {field: list(texts) for field, texts in about.unread.items()},
        },
    }
    yield _json(head).removesuffix("\n}")
    yield from _listed("records", map(_record_as_data, proposal.records.values()))
    yield from _listed("fates", (_fate_as_data(cell, fate) for cell, fate in proposal.cells))
    yield "\n}"


def _listed(name: str, items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    yield f',\n  "{name}": ['
    for at, item in enumerate(items):
        yield ("," if at else "") + "\n" + indent(_json(item), "    ")
    yield "\n  ]"


def _json(value: Any) -> str:
    # ensure_ascii keeps the output readable by anything, whatever the terminal's encoding.
    return json.dumps(value, indent=2, ensure_ascii=True)


def _fate_as_data(cell: Cell, fate: Fate) -> dict[str, Any]:
    return {
        "place": cell.place,
        "text": cell.text,
        **({"formula": cell.formula} if cell.formula else {}),
        **{name: value for name, value in fate._asdict().items() if value},
    }


def _record_as_data(record: Proposed) -> dict[str, Any]:
    return {
        "key": record.key,
        "title": record.title,
        "state": record.state,
        "data": record.data,
        "differences": [each._asdict() for each in record.differences],
        **({"problem": record.problem} if record.problem else {}),
    }


def in_words(proposal: Proposal, *, records: bool = True) -> Iterator[str]:
    """The preview, line by line."""
    counts = proposal.counts
    yield (
        f"{proposal.file}: {counts['cells']} cells = {counts['placed']} placed + "
        f"{counts['unplaced']} unplaced + {counts['not_data']} not data"
    )
    yield f"Of the cells that are data, {proposal.share_placed:.0%} fill a field; the rest is kept."
    for reason, number in proposal.reasons:
        yield f"  not data: {number} × {reason}"
    yield f"Company: {proposal.entity or 'none named; say which with --entity ID'}"
    yield from _section("Hidden", proposal.about.hidden)
    yield from _section("Notes", proposal.about.notes)
    yield from _section("Headings", _headings(proposal))
    if records:
        yield from _section("Records", _records(proposal))
    yield from _section(
        "Unplaced",
        (f"{cell.place}: {_short(cell.text or cell.formula)}" for cell in proposal.unplaced()),
    )


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    for at, line in enumerate(lines):
        if at == 0:
            yield ""
            yield f"{title}:"
        yield f"  {line}"


def _headings(proposal: Proposal) -> Iterator[str]:
    for heading in proposal.about.headings:
        if not heading.text:
            continue
        name = f"{heading.group} › {heading.text}" if heading.group else heading.text
        if heading.match is None:
            yield f"“{_short(name)}” ({heading.sheet}): not understood; its cells are unplaced"
        else:
            sure = "" if heading.match.score == 100 else f" ({heading.match.score} % alike)"
            yield f"“{_short(name)}” ({heading.sheet}): {heading.field.replace('_', ' ')}{sure}"


def _records(proposal: Proposal) -> Iterator[str]:
    for record in proposal.records.values():
        kind = LABELS.get(record.key.partition("/")[0], "")
        yield f"{record.key}  {kind} “{_short(record.title)}”: {_STATES[record.state]}"
        for each in record.differences if record.state == "update" else ():
            yield f"    {each.field}  record: {_short(each.record)}  file: {_short(each.file)}"
        if record.problem:
            yield f"    cannot be written: {record.problem}"


def _short(value: Any) -> str:
    text = "nothing" if value is None else " ".join(str(value).split())
    return f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text
