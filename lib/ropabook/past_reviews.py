"""The review of past days: gaps and completeness over the history, computed, kept, never typed.

What a past state gave is kept in the record's state folder, under its commit, its day and a digest
of the rules: it is worked out again when one of them differs, and may be deleted at any time.
"""

import contextlib
import hashlib
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from dateutil.relativedelta import relativedelta

from ropabook.completeness import NOTHING_DUE, Share, completeness
from ropabook.law.words import Severity
from ropabook.model.questions import open_questions
from ropabook.review import Finding, Review, review
from ropabook.store.past.history import History, NoSuchState
from ropabook.whole import put

WHOLE: Final = ""
"""Stands for the whole group, where companies stand by their ids."""
_POINTS: Final = 13


class Figures(NamedTuple):
    """What a review comes to for one company, or for the group."""

    gaps: Mapping[Severity, int]
    complete: Share
    questions: int


class Past(NamedTuple):
    """What the record came to on one day."""

    on: date
    commit: str
    """The commit that it speaks of; empty where the files as they are now were judged."""
    of: Mapping[str, Figures]
    """By company, and WHOLE; for each function of the business, too (`part`)."""
    findings: frozenset[str]
    """What stands for each finding."""


class Trend(NamedTuple):
    """The past up to a day, the earliest first; the day itself comes last."""

    points: tuple[Past, ...]
    left_out: int = 0
    """How many past days were not computed, for want of time."""

    def since(self, on: date) -> Past | None:
        """The state with which a day is compared: a month earlier, else the earliest there is."""
        before = [point for point in self.points if point.on < on]
        month = on - relativedelta(months=1)
        return max((p for p in before if p.on <= month), key=lambda p: p.on,
                   default=before[0] if before else None)  # fmt: skip


class Changed(NamedTuple):
    """What became of the gaps of a company, or of the group, since an earlier state."""

    since: date
    new: tuple[Finding, ...]
    closed: int


def figures(judged: Review) -> dict[str, Figures]:
    """What a review comes to, for each company and for all, and the same of each function."""
    return {
        part(entity, of.function): found
        for of in (judged, *judged.by_function.values())
        for entity, found in _figures(of).items()
    }


def part(entity: str | None, function: str | None) -> str:
    """What stands for a company, or for all, and a function of the business, or all of them."""
    return f"{entity or WHOLE}/{function}" if function else entity or WHOLE


def _figures(judged: Review) -> dict[str | None, Figures]:
    shares = {grid.entity.id: grid.total for grid in completeness(judged.register)}
    whole = NOTHING_DUE
    for share in shares.values():
        whole = whole.plus(share)
    return {
        entity: Figures(
            judged.by_severity(entity),
            shares[entity] if entity else whole,
            len(open_questions(judged.register, entity)),
        )
        for entity in (None, *judged.register.entities)
    }


def past(judged: Review, commit: str = "") -> Past:
    """A review as one point of the trend."""
    found = frozenset(mark(finding) for finding in judged.findings)
    return Past(judged.on, commit, figures(judged), found)


def mark(finding: Finding) -> str:
    """What stands for a finding from one review to the next."""
    return hashlib.sha256(finding.identity.encode()).hexdigest()[:12]


def trend(
    history: History,
    now: Review,
    kept: Sequence[Path] = (),
    keep_in: Path | None = None,
    seconds: float | None = None,
) -> Trend:
    """Gaps and completeness over the past, up to the day of a review.

    Args:
        history: of the record.
        now: the review that stands last.
        kept: the folders in which past reviews may be kept already.
        keep_in: the folder to keep those in that are computed; None keeps nothing.
        seconds: how long may be spent on days that were not computed yet; None sets no limit.

    Raises:
        CannotRead: the history is damaged.
    """
    until = None if seconds is None else time.monotonic() + seconds
    points, left_out = [], 0
    for day, commit in states(history, now.on):
        found = _read(kept, commit, day)
        if found is None and until is not None and time.monotonic() > until:
            left_out += 1
            continue
        if found is None:
            found = past(review(history.at(commit), day), commit)
            if keep_in is not None:
                _write(keep_in, found)
        points.append(found)
    return Trend((*points, past(now)), left_out)


def states(history: History, until: date) -> list[tuple[date, str]]:
    """The past days that a trend looks at, each with its last commit; before the day itself."""
    entries = history.commits()
    if not entries:
        return []
    found = []
    for day in days(min(entry.when.date() for entry in entries), until):
        try:
            found.append((day, history.commit_of(day)))
        except NoSuchState:
            continue
    return found


def days(first: date, until: date) -> list[date]:
    """Every day of a short history, every week of a longer one, else the ends of months."""
    span = (until - first).days
    if span <= _POINTS:
        return [first + timedelta(days=n) for n in range(span)]
    if span <= 7 * _POINTS:
        weeks = [until - timedelta(weeks=n) for n in range(1, _POINTS + 1)]
        return [first, *(day for day in reversed(weeks) if day > first)]
    month = until.replace(day=1)
    ends = [month - relativedelta(months=n) - timedelta(days=1) for n in range(_POINTS - 1)]
    # A month back is looked at, too: it is what "since last month" is measured from.
    wanted = {*ends, until - relativedelta(months=1), max(first, ends[-1])}
    return sorted(day for day in wanted if first <= day < until)


def changed(points: Trend, now: Review, entity: str | None = None) -> Changed | None:
    """What became of the gaps since a month ago; None where there is no earlier state."""
    before = points.since(now.on)
    if before is None:
        return None
    mine = now.findings_of(entity)
    new = tuple(finding for finding in mine if mark(finding) not in before.findings)
    then = before.of.get(part(entity, now.function))
    count = sum(then.gaps.values()) if then else 0
    return Changed(before.on, new, max(count + len(new) - len(mine), 0))


def first_seen(points: Trend, now: Review) -> dict[str, date]:
    """Since when each finding has stood without a break, as far as the trend looks back."""
    standing = {mark(finding): finding.identity for finding in now.findings}
    found = dict.fromkeys(standing.values(), now.on)
    for point in reversed(points.points[:-1]):
        standing = {each: identity for each, identity in standing.items() if each in point.findings}
        found |= dict.fromkeys(standing.values(), point.on)
    return found


@cache
def rules_digest() -> str:
    """A digest of everything that decides what a review says of a record."""
    here = Path(__file__).parent
    parts = (
        "law",
        "model",
        "rules",
        "judging",
        "review.py",
        "completeness.py",
        Path(__file__).name,
    )
    said = hashlib.sha256()
    for part in parts:
        path = here / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            said.update(file.name.encode() + b"\0" + file.read_bytes())
    return said.hexdigest()[:12]


def _name(commit: str, day: date) -> str:
    return f"{commit[:20]}-{day}-{rules_digest()}.json"


def _read(kept: Iterable[Path], commit: str, day: date) -> Past | None:
    for folder in kept:
        try:
            said = json.loads((folder / _name(commit, day)).read_text(encoding="utf-8"))
            return _past(said)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue  # not there, or not whole: it is computed
    return None


def _past(said: Any) -> Past:
    of = {
        entity: Figures(each["gaps"], Share(*each["complete"]), each["questions"])
        for entity, each in said["of"].items()
    }
    found = frozenset(said["findings"].split())
    return Past(date.fromisoformat(said["on"]), said["commit"], of, found)


def _write(folder: Path, point: Past) -> None:
    said = json.dumps(
        {
            "on": str(point.on),
            "commit": point.commit,
            "of": {
                entity: {"gaps": dict(each.gaps), "complete": each.complete,
                         "questions": each.questions}
                for entity, each in point.of.items()
            },
            "findings": " ".join(sorted(point.findings)),
        }
    )  # fmt: skip
    # What cannot be kept is computed again.
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        place = folder / _name(point.commit, point.on)
        put(place, lambda new: new.write_text(said, encoding="utf-8"), mode=0o600)
