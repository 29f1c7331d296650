"""What an import would do, in words and tables for the screen."""

from collections.abc import Sequence
from typing import Any, Final

from ropabook.exchange.proposal import Proposal
from ropabook.exchange.proposed import Proposed
from ropabook.forms.screen import escaped
from ropabook.model.kinds import LABELS

_MOST: Final = 200
"""How many lines a table shows; the rest are counted."""
_CELL: Final = '<td style="white-space: normal; max-width: none; vertical-align: top">'
"""Cells are shown whole: what is cut off cannot be accepted with open eyes."""
_STATES: Final = {
    "new": "New",
    "update": "Differs from the record",
    "addition": "Something is added",
    "same": "Nothing to do",
}


def counts(proposal: Proposal, *, hidden: bool) -> str:
    """How many cells there are, what became of them, and what is hidden in the file.

    Args:
        proposal: what came of the file.
        hidden: whether what is hidden was read.
    """
    found = proposal.counts
    listed = ", ".join(f"{number:,} × {escaped(why)}" for why, number in proposal.reasons)
    return (
        f"<p><b>{found['cells']:,} cells</b> = {found['placed']:,} placed + "
        f"{found['unplaced']:,} unplaced + {found['not_data']:,} not data. "
        f"{proposal.share_placed:.0%} of the data fills a field; the rest is kept."
        f"{f'<br>Not data: {listed}' if listed else ''}</p>" + _hidden(proposal, read=hidden)
    )


def _hidden(proposal: Proposal, *, read: bool) -> str:
    """Where everybody sees it: what is hidden may be what nobody should receive."""
    if not proposal.about.hidden:
        return ""
    what = "and read all the same" if read else "and left out"
    lines = "".join(f"<li>{escaped(each)}</li>" for each in proposal.about.hidden)
    return f"<p><b>Hidden in the file, {what}:</b></p><ul>{lines}</ul>"


def row(record: Proposed) -> list[Any]:
    """A record in the list."""
    what = "Cannot be written" if record.problem else _STATES[record.state]
    differences = len(record.differences) if record.state == "update" else 0
    kind = LABELS[record.key.partition("/")[0]]
    return [record.key, record.title, kind, what, differences, record.asked]


def details(record: Proposed) -> str:
    """What a record would be; of one that is there, each difference beside what it says now."""
    head = f"<h4>{escaped(record.title)}</h4>"
    if record.problem:
        head += f"<p>It cannot be written: {escaped(record.problem)}</p>"
    if record.state == "update":
        rows = [(label(each.field), _words(each.record), _words(each.file))
                for each in record.differences]  # fmt: skip
        return head + _table(("", "In the record", "In the file"), rows)
    said = [(label(name), _words(value)) for name, value in record.data.items()
             if name != "evidence"]  # fmt: skip
    return head + _table(("", "In the file"), said)


def label(field: str) -> str:
    """What people call a field."""
    return field.replace("_", " ").capitalize()


def _words(value: Any) -> str:
    if isinstance(value, dict):
        if "unknown" in value:
            return f"Not known yet. {value['unknown']} ({value.get('ask', 'nobody is asked')})"
        if "none" in value:
            return f"None. {value['none']}"
        return "; ".join(f"{label(k)}: {_words(v)}" for k, v in value.items()
                         if k != "evidence")  # fmt: skip
    if isinstance(value, list | tuple):
        return " · ".join(map(_words, value))
    return "nothing" if value is None else str(value)


def listed(title: str, rows: Sequence[tuple[str, ...]]) -> str:
    """A table that opens where somebody asks for it."""
    if not rows:
        return ""
    more = f"<p>… and {len(rows) - _MOST} more.</p>" if len(rows) > _MOST else ""
    table = _table((), rows[:_MOST])
    return f"<details><summary>{title} ({len(rows):,})</summary>{table}{more}</details>"


def _table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    head = "".join(f'<th scope="col">{escaped(each)}</th>' for each in columns)
    body = "".join(
        "<tr>" + "".join(f"{_CELL}{escaped(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f'<div class="ropabook-list"><table><tr>{head}</tr>{body}</table></div>'
