"""What was accepted of a preview, saved: one commit for all of it, merged, checked, or refused."""

from collections.abc import Collection
from typing import Any

from ropabook.read_back.comparing import with_change
from ropabook.read_back.preview import Found, Preview
from ropabook.store.plain import ABSENT
from ropabook.store.problems import CannotSave
from ropabook.store.saving import Conflict, Saved
from ropabook.store.store import Store


def chosen(preview: Preview, keys: Collection[str]) -> tuple[Found, ...]:
    """The changes that these keys name; `all` names every change.

    Raises:
        KeyError: a key names none.
    """
    every = preview.of("change")
    if "all" in keys:
        return every
    known = {each.key for each in every}
    for key in keys:
        if key not in known:
            raise KeyError(key)
    return tuple(each for each in every if each.key in keys)


def accept(
    store: Store, preview: Preview, changes: Collection[Found], reason: str | None = None
) -> list[Saved]:
    """Save these changes of a preview in one commit, all or none.

    Args:
        store: the record.
        preview: what was shown.
        changes: those of it that somebody accepts.
        reason: why; left out, the name of the file is the reason.

    Raises:
        CannotSave: nothing was saved; the message says why.
    """
    if not changes:
        return []
    # A record that a new row begins was not there before: it has no base.
    bases = {e.record: preview.bases[e.record] for e in changes if e.record in preview.bases}
    wanted: dict[str, Any] = {key: opened.data for key, opened in bases.items()}
    for each in changes:
        wanted[each.record] = with_change(wanted.get(each.record, ABSENT), each)
    why = reason or f"Read back from {preview.name}"
    saved = store.save_many(wanted, "import", why, bases.values())
    conflicts = [each for each in saved if isinstance(each, Conflict)]
    if conflicts:
        raise CannotSave(
            "Not saved: somebody changed the same fields since the preview. Nothing was changed. "
            "Look at the preview again."
        )
    return [each for each in saved if isinstance(each, Saved)]
