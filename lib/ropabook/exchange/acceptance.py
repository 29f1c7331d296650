"""Accepting a proposal: only what somebody named is written, and only what can be read back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ropabook.exchange.proposal import Proposal
from ropabook.exchange.proposed import Proposed, says, together
from ropabook.model.kinds import KINDS
from ropabook.store.record_files import Opened
from ropabook.store.saving import Conflict
from ropabook.store.store import Store

ALL: Final = "all"


class NotAccepted(Exception):
    """Nothing was written; the message says why."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of an acceptance."""

    written: tuple[str, ...]
    refused: Mapping[str, str]
    """Records that were not written, and why."""


def accept(
    proposal: Proposal, keys: Iterable[str], store: Store, reason: str | None = None
) -> Accepted:
    """Write what somebody accepted, in one commit.

    A record that is there already is changed only where its key (or `key:field`, for one fact)
    is named: `all` takes new records, and additions to what is there. With an activity come the
    new records that it names.

    Args:
        proposal: what was proposed.
        keys: `all`, or `folder/id`, or `folder/id:field`.
        store: the record that it goes into.
        reason: why; left out, the file and its digest.

    Raises:
        NotAccepted: a key names nothing, no company was named, or somebody else wrote meanwhile.
        CannotSave: nothing was written; the message says why.
        CannotRead: a record that is to be changed cannot be read; nothing was written.
    """
    if proposal.homeless or _without_company(proposal):
        raise NotAccepted(
            "No company is named for what the file holds. Say which with --entity ID."
        )
    chosen = _chosen(proposal, list(keys))
    changes: dict[str, Mapping[str, Any]] = {}
    bases: list[Opened] = []
    refused: dict[str, str] = {}
    for key, fields in chosen.items():
        record = proposal.records[key]
        if record.problem:
            refused[key] = record.problem
        elif record.before is None:
            changes[key] = record.data
        else:
            base = store.read(key)
            if moved := _moved(record, fields, base.data):
                refused[key] = f"{moved} changed since it was shown; import the file again"
                continue
            bases.append(base)
            wanted = [each.field for each in record.differences if each.field in fields]
            changes[key] = together(base.data, record.data, wanted)
    _without_the_refused(proposal, changes, refused)
    ordered = {key: changes[key] for key in sorted(changes, key=_order)}
    _write(store, ordered, bases, reason or f"Import of {proposal.file}, SHA-256 {proposal.digest}")
    return Accepted(tuple(ordered), refused)


def _write(
    store: Store, changes: Mapping[str, Mapping[str, Any]], bases: list[Opened], reason: str
) -> None:
    if not changes:
        return
    for done in store.save_many(changes, "import", reason, bases):
        if isinstance(done, Conflict):
            raise NotAccepted(
                f"Somebody else wrote {done.key} meanwhile; nothing was written. Import the file "
                "again to see both."
            )


def _moved(record: Proposed, fields: set[str], now: Mapping[str, Any]) -> str:
    """The facts that were chosen from the file, but no longer are as the analyst was shown."""
    before, after = record.before or {}, says(record.key, now)
    return ", ".join(sorted(name for name in fields if before.get(name) != after.get(name)))


def _without_company(proposal: Proposal) -> bool:
    return any(
        record.key.startswith("activities/") and not record.data.get("entities")
        for record in proposal.records.values()
        if record.state == "new"
    )


def _chosen(proposal: Proposal, keys: list[str]) -> dict[str, set[str]]:
    """The records that were named, each with the facts that are taken from the file."""
    found: dict[str, set[str]] = {}
    for key in keys:
        if key == ALL:
            for record in proposal.records.values():
                if record.state in ("new", "addition"):
                    found.setdefault(record.key, set())
            continue
        name, _, field = key.partition(":")
        if name not in proposal.records:
            raise NotAccepted(f"The import proposes no record '{name}'; nothing was written.")
        differing = {each.field for each in proposal.records[name].differences}
        if field and field not in differing:
            raise NotAccepted(
                f"'{field}' of {name} does not differ from the file; nothing was written."
            )
        found.setdefault(name, set()).update({field} if field else differing)
    for key in list(found):
        for named in _named_by(proposal, proposal.records[key]):
            found.setdefault(named, set())
    return {key: fields for key, fields in found.items() if _changes(proposal.records[key], fields)}


def _changes(record: Proposed, fields: set[str]) -> bool:
    return record.state in ("new", "addition") or bool(fields)


def _named_by(proposal: Proposal, record: Proposed) -> set[str]:
    """New records that a record names, and those they name in turn."""
    found: set[str] = set()
    waiting = [record]
    while waiting:
        here = waiting.pop()
        for text in _texts(here.data):
            for folder in KINDS:
                key = f"{folder}/{text}"
                if key in found or key not in proposal.records:
                    continue
                if _comes_along(other := proposal.records[key]):
                    found.add(key)
                    waiting.append(other)
    return found


def _comes_along(record: Proposed) -> bool:
    return record.state == "new" and not record.key.startswith("activities/")


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            if key not in ("evidence", "unplaced", "questions", "notes"):
                yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value


def _without_the_refused(
    proposal: Proposal, changes: dict[str, Mapping[str, Any]], refused: dict[str, str]
) -> None:
    """What names a record that cannot be written is not written either."""
    again = True
    while again:
        again = False
        for key in list(changes):
            names = _named_by(proposal, proposal.records[key]) & refused.keys()
            if names:
                refused[key] = f"it names {', '.join(sorted(names))}, which was not written"
                del changes[key]
                again = True


def _order(key: str) -> tuple[int, str]:
    """Activities last: what they name is there when they are."""
    return (key.startswith("activities/"), key)
