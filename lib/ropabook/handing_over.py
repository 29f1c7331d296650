"""Files that leave the house, remembered: to whom, which state of the record, the digest of each.

The next workbook then says what has changed since (UK GDPR Art. 5(2), 30(4)).
"""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from ropabook.model.logs import HandOver
from ropabook.model.naming import id_of, short_id, unused
from ropabook.sheets import controller_record, processor_record, undecided
from ropabook.sheets.past import Past
from ropabook.sheets.scope import Scope
from ropabook.store.problems import CannotSave
from ropabook.store.saving import Conflict, Saved
from ropabook.store.store import Store

_RECORDS: Final = (controller_record, processor_record, undecided)
"""The sheets that are the record of Art. 30."""


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
    store: Store, scope: Scope, files: Sequence[Path], to: str, on: date, reason: str | None = None
) -> Saved:
    """Remember that these files were handed over: an entry of the register, in a commit.

    Args:
        store: the record.
        scope: what they were made from, with its past.
        files: what was written.
        to: who receives them.
        on: the day.
        reason: why, for the history.

    Raises:
        CannotSave: nothing was saved; the message says why.
    """
    past = refuse_unsaved(scope.past)
    entry: dict[str, Any] = {
        "title": f"To {to}, {on}",
        "on": str(on),
        "to": to,
        "by": store.author.name,
        **({"entity": scope.entity} if scope.entity else {}),
        "fingerprint": scope.register.fingerprint,
        "commit": past.commit,
        "sheets": {id_of(sheet.title): sum(1 for _ in sheet.rows(scope)) for sheet in _RECORDS},
        "columns": _captions(controller_record),
        "processor_columns": _captions(processor_record),
        "files": [
            {"name": file.name, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
            for file in files
        ],
    }
    there = store.register().of(HandOver)
    id = unused(f"{short_id(to, 'somebody')}-{on}", there)
    [done] = store.save_many({f"hand-overs/{id}": entry}, "export", reason)
    if isinstance(done, Conflict):
        raise CannotSave(done.sentence)
    return done


def _captions(sheet: Any) -> list[str]:
    return [column.heading for column in sheet.columns]
