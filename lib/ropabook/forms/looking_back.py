"""The history of one record beside its form: who, when, what, why; as it was; between two days."""

from collections.abc import Mapping
from typing import Any, Final

from ropabook.forms.editing import Editing
from ropabook.store.changes import differences
from ropabook.store.past.entry import Entry
from ropabook.store.past.history import History
from ropabook.store.plain import ABSENT
from ropabook.store.problems import CannotRead, NoSuchRecord

Past = dict[str, Any]
AT_ONCE: Final = 30
"""How many entries are told at once: each costs a look at what its commit changed."""
_DONE: Final = {
    "init": "History begun",
    "create": "Begun",
    "edit": "Changed",
    "delete": "Deleted",
    "import": "Imported",
    "restore": "Restored",
    "resolve": "Changed, after a conflict",
    "tidy": "Text tidied",
    "submit": "Sent for review",
    "review": "Reviewed",
    "approve": "Approved",
    "accept": "Gap accepted",
    "retire": "Retired",
    "export": "Handed out",
    "external": "Changed outside",
    "claim": "Change claimed",
}


def looked_back(editing: Editing, past: Past, message: Mapping[str, Any]) -> Past:
    """Do what was asked of the history of the record that is open.

    Args:
        editing: the record; where an old version is asked for, it shows that afterwards.
        past: what the form shows of its history.
        message: what was asked: `history`, `older`, `between`, `look` or `now`, and about what.

    Returns:
        What the form is to show of it now.
    """
    history, key, do = editing.store.history, editing.key, message["do"]
    try:
        if do == "between":
            found = between(history, key, message["from"], message["to"], editing.theirs())
            return {**past, "between": found, "problem": ""}
        if do == "look":
            editing.look_back(message["commit"])
            return {**past, "shown": message["commit"], "problem": ""}
        if do == "now":
            editing.back_to_now()
            return {**past, "shown": ""}
        if do == "history" and past:
            return {}
        count = len(past.get("entries", ())) + AT_ONCE
        return {**past, **told(history, key, count), "of": key, "problem": ""}
    except CannotRead as problem:
        return {**past, "of": key, "problem": str(problem)}


def told(history: History, key: str, count: int = AT_ONCE) -> dict[str, Any]:
    """The newest entries of a record's history, for the form, and how many are older.

    Args:
        history: of the record's folder.
        key: `folder/id`.
        count: how many entries to tell.

    Raises:
        CannotRead: the history is damaged, or there is none.
    """
    found = history.commits(key)
    entries = [_entry(history, key, each) for each in found[:count]]
    return {"entries": entries, "older": max(len(found) - count, 0)}


def _entry(history: History, key: str, entry: Entry) -> dict[str, Any]:
    changed = [each.sentence for each in history.made_by(entry.commit)[1] if each.record == key]
    return {
        "commit": entry.commit,
        "when": f"{entry.when:%Y-%m-%d %H:%M}",
        "who": entry.author,
        "what": _DONE.get(entry.action or "", "Changed outside"),
        "changes": changed,
        "why": entry.reason or "",
    }


def between(history: History, key: str, one: str, other: str, now: Any) -> dict[str, Any]:
    """What differs in a record between two states, in words.

    Args:
        history: of the record's folder.
        key: `folder/id`.
        one: a day, or a commit.
        other: the later state, likewise; empty for the record as it is saved now.
        now: what is saved now.

    Raises:
        CannotRead: the history does not reach back to a day, or is damaged.
    """
    if not one:
        raise CannotRead(
            "Say from which day to look; without a second day it is compared with now."
        )
    before = _as_it_was(history, key, one)
    after = _as_it_was(history, key, other) if other else now
    changes = [each.sentence for each in differences(key, before, after)]
    if before is ABSENT and after is not ABSENT:
        changes = [f"It was not there on {one}; since then it was begun"]
    return {"from": one, "to": other, "changes": changes}


def _as_it_was(history: History, key: str, state: str) -> Any:
    try:
        return history.record_at(key, state).data
    except NoSuchRecord:
        return ABSENT
