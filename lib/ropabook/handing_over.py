"""Files that leave the house, remembered: to whom, which state of the record, the digest of each.

The next workbook then says what has changed since (UK GDPR Art. 5(2), 30(4)).
"""

import hashlib
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from ropabook.model.logs import HandOver
from ropabook.model.naming import id_of, short_id, unused
from ropabook.sheets import controller_record, processor_record, undecided
from ropabook.sheets.past import Past
from ropabook.sheets.scope import Scope
from ropabook.sheets.sheet import name_of
from ropabook.store.problems import CannotSave
from ropabook.store.saving import Conflict, Saved
from ropabook.store.store import Store

_RECORDS: Final = (controller_record, processor_record, undecided)
"""The sheets that are the record of Art. 30."""


class Layout(NamedTuple):
    """What of the record a layout of others holds: less than our workbook."""

    name: str
    sheets: Collection[str]
    """The modules of the sheets whose rows it has."""
    columns: Collection[str]
    """The headings of ours that it has a place for."""


def refuse_unsaved(past: Past | None) -> Past:
    """The state to hand over.

    Raises:
        CannotSave: the files are not a state that the history holds.
    """
    if past is None:
        raise CannotSave(
            "Not handed over: the record has no history that can be read, so nothing could tell "
            "later what was handed over. Nothing was written. Run: ropabook init, or ropabook "
            "verify"
        )
    if past.unsaved:
        raise CannotSave(
            f"Not handed over: {', '.join(past.unsaved)} was changed and is not in the history "
            "yet. Nothing was written. Run: ropabook claim, then hand over again."
        )
    return past


def hand_over(
    store: Store,
    scope: Scope,
    files: Sequence[Path],
    to: str,
    on: date,
    reason: str | None = None,
    layout: Layout | None = None,
) -> Saved:
    """Remember that these files were handed over: an entry of the register, in a commit.

    Args:
        store: the record.
        scope: what they were made from, with its past.
        files: what was written.
        to: who receives them.
        on: the day.
        reason: why, for the history.
        layout: the one they are in; left out, they are our workbooks.

    Raises:
        CannotSave: nothing was saved; the message says why.
    """
    past = refuse_unsaved(scope.past)
    held = [sheet for sheet in _RECORDS if layout is None or name_of(sheet) in layout.sheets]
    notes = [f"In the layout {layout.name}."] if layout else []
    if scope.review.on != on:
        notes.append(f"Judged for {scope.review.on}.")
    entry: dict[str, Any] = {
        "title": f"To {to}, {on}",
        "on": str(on),
        "to": to,
        "by": store.author.name,
        **({"entity": scope.entity} if scope.entity else {}),
        "fingerprint": scope.register.fingerprint,
        "commit": past.commit,
        "sheets": {id_of(sheet.title): sum(1 for _ in sheet.rows(scope)) for sheet in held},
        "columns": _captions(controller_record, layout),
        "processor_columns": _captions(processor_record, layout),
        "files": [
            {"name": file.name, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
            for file in files
        ],
        "notes": " ".join(notes),
    }
    entry = {field: said for field, said in entry.items() if said not in ("", [], {})}
    there = store.register().of(HandOver)
    id = unused(f"{short_id(to, 'somebody')}-{on}", there)
    [done] = store.save_many({f"hand-overs/{id}": entry}, "export", reason)
    if isinstance(done, Conflict):
        raise CannotSave(done.sentence)
    return done


def _captions(sheet: Any, layout: Layout | None) -> list[str]:
    headings = [column.heading for column in sheet.columns]
    if layout is None:
        return headings
    held = name_of(sheet) in layout.sheets
    return [heading for heading in headings if held and heading in layout.columns]
