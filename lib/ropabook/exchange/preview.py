"""A proposal in words for people, and as data for programs."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from ropabook.exchange.proposal import Proposal, Proposed
from ropabook.model.kinds import LABELS

_SHOWN: Final = 60
_STATES: Final = {
    "new": "new",
    "update": "differs from the record: accept it by its key, or fact by fact",
    "addition": "something is added to it",
    "same": "nothing to do",
}


def as_data(proposal: Proposal) -> dict[str, Any]:
    """Everything: the counts, the mapping, the records, the notes, and the fate of each cell."""
    return {
        "file": proposal.file,
        **proposal.counts,
        "share_placed": round(proposal.share_placed, 4),
        "entity": proposal.entity,
        "hidden": list(proposal.hidden),
        "notes": list(proposal.notes),
        "mapping": {
            "sheets": dict(proposal.sheets),
            "headings": [
                {
                    "heading": heading.text,
                    "group": heading.group,
                    "sheet": heading.sheet,
                    "field": heading.field or None,
                    "score": heading.match.score if heading.match else None,
                }
                for heading in proposal.headings
            ],
            "values": {field: list(texts) for field, texts in proposal.unread.items()},
        },
        "records": [_record_as_data(record) for record in proposal.records.values()],
        "fates": [
            {
                "place": cell.place,
                "text": cell.text,
                **({"formula": cell.formula} if cell.formula else {}),
                **{name: value for name, value in fate._asdict().items() if value},
            }
            for cell, fate in proposal.cells
        ],
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
    for reason, number in _reasons(proposal):
        yield f"  not data: {number} × {reason}"
    yield f"Company: {proposal.entity or 'none named; say which with --entity ID'}"
    yield from _section("Hidden", proposal.hidden)
    yield from _section("Notes", proposal.notes)
    yield from _section("Headings", list(_headings(proposal)))
    if records:
        yield from _section("Records", list(_records(proposal)))
    unplaced = [
        f"{cell.place}: {_short(cell.text or cell.formula)}"
        for cell, fate in proposal.cells
        if fate.kind == "unplaced"
    ]
    yield from _section("Unplaced", unplaced)


def _section(title: str, lines: Any) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title}:"
        yield from (f"  {line}" for line in lines)


def _reasons(proposal: Proposal) -> list[tuple[str, int]]:
    counted = Counter(fate.reason for _, fate in proposal.cells if fate.kind == "not_data")
    return counted.most_common()


def _headings(proposal: Proposal) -> Iterator[str]:
    for heading in proposal.headings:
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
