"""What differs between two states of a record, field by field and in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ropabook.model.kinds import KINDS, LABELS
from ropabook.store.plain import ABSENT, ANSWERS, Path, identify, same
from ropabook.store.wording import in_words, place_in_words

_SHOWN: Final = 200
_BY_NAME: Final = ("differs", "evidence", "unplaced")


@dataclass(frozen=True, slots=True)
class Change:
    """One field that became something else; an empty path means the whole record."""

    record: str
    """`folder/id`."""
    path: Path
    before: Any
    after: Any
    title: str = ""
    """What people call the record."""

    @property
    def sentence(self) -> str:
        """What changed: `retention of payment details set to 6 years (was: unknown)`."""
        where = place_in_words(self.path)
        if not self.path:
            return _whole(self.before, self.after)
        if isinstance(self.before, list) and isinstance(self.after, list):
            return f"{where}: {_lists(self.before, self.after)}"
        was, now = in_words(self.before), in_words(self.after)
        if isinstance(self.before, Mapping) and ANSWERS.isdisjoint(self.before):
            return f"{where} {'removed' if self.after is ABSENT else 'changed'}"
        if self.before is ABSENT:
            short = len(now) <= _SHOWN and _says(self.after)
            return f"{where} set to {now}" if short else f"{where} added"
        if self.after is ABSENT:
            return f"{where} removed (was: {was})" if len(was) <= _SHOWN else f"{where} removed"
        if max(len(was), len(now)) > _SHOWN or was == now:
            return f"{where} changed"
        return f"{where} set to {now} (was: {was})"

    def __str__(self) -> str:
        return f"{self.title or self.record}: {self.sentence}"


def _whole(before: Any, after: Any) -> str:
    if before is ABSENT:
        return "created"
    return "deleted" if after is ABSENT else "changed"


def _says(value: Any) -> bool:
    """Whether a value can be said in a few words."""
    return not isinstance(value, Mapping) or not ANSWERS.isdisjoint(value)


def _lists(before: Sequence[Any], after: Sequence[Any]) -> str:
    gone = [each for each in before if not any(same(each, other) for other in after)]
    come = [each for each in after if not any(same(each, other) for other in before)]
    if not gone and not come:
        return "order changed"
    added, removed = in_words(come), in_words(gone)
    if added == removed:
        return "changed"
    parts = [f"{added} added"] if come else []
    parts += [f"{removed} removed"] if gone else []
    said = ", ".join(parts)
    return said if len(said) <= _SHOWN else f"{len(come)} added, {len(gone)} removed"


def differences(record: str, before: Any, after: Any) -> tuple[Change, ...]:
    """Every field that differs; a record that came or went is one change.

    Args:
        record: its key, `folder/id`.
        before: plain data, or ABSENT.
        after: plain data, or ABSENT.
    """
    title = title_of(record, before if after is ABSENT else after)
    return tuple(
        Change(record, path, was, now, title) for path, was, now in _differ(before, after, ())
    )


def _differ(before: Any, after: Any, path: Path) -> Iterator[tuple[Path, Any, Any]]:
    if same(before, after):
        return
    if path and (path[-1] in _BY_NAME or (len(path) == 2 and path[0] == "differs")):
        # A mapping of things by name: that it came or went says less than what is in it.
        before, after = (({} if side is ABSENT else side) for side in (before, after))
    if isinstance(before, Mapping) and isinstance(after, Mapping) and _alike(before, after):
        for key in dict.fromkeys((*before, *after)):
            yield from _differ(before.get(key, ABSENT), after.get(key, ABSENT), (*path, key))
        return
    named = isinstance(before, list) and isinstance(after, list) and identify(before, after)
    if not named:
        yield path, before, after
        return
    was, now = named
    for name in dict.fromkeys((*was, *now)):
        yield from _differ(was.get(name, ABSENT), now.get(name, ABSENT), (*path, name))
    if [name for name in was if name in now] != [name for name in now if name in was]:
        yield path, [*was], [name for name in now if name in was] + [n for n in was if n not in now]


def _alike(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return ANSWERS & before.keys() == ANSWERS & after.keys()


def title_of(record: str, data: Any) -> str:
    """What people call a record: its title, or its id in words."""
    folder, _, name = record.partition("/")
    field = KINDS[folder].title_field if folder in KINDS else "title"
    said = data.get(field) if isinstance(data, Mapping) else None
    if isinstance(said, str):
        return " ".join(said.split())
    return LABELS.get(folder, record) if name in ("", folder) else name.replace("-", " ")


def summary(changes: Iterable[Change]) -> str:
    """One line for all of them: the first in full, and how many more there are."""
    listed = list(changes)
    if not listed:
        return "Nothing changed"
    titles = list(dict.fromkeys(change.title or change.record for change in listed))
    if len(titles) == 1:
        more = f" and {len(listed) - 1} more" if len(listed) > 1 else ""
        return f"{listed[0]}{more}"
    named = ", ".join(titles[:3]) + (" and others" if len(titles) > 3 else "")
    return f"{len(titles)} records: {named}"
