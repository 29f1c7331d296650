"""How the rules about notices read what an analyst coded. Not a duty itself."""

import re
from collections.abc import Iterator

from ropabook.law.notices import NOTICE_ITEMS, VERDICT_LABELS
from ropabook.law.words import Severity, lower
from ropabook.model.notice import CodedItem, Notice, StatementKind
from ropabook.rules.rule import Gap


def satisfied(item: CodedItem) -> bool:
    """Whether the notice does what the law wants said, on the whole."""
    return item.verdict[:1] == ("satisfies",)


def told(notice: Notice, item: CodedItem) -> tuple[str, ...]:
    """The statements that an analyst named for an item, as `notice#statement`."""
    return tuple(f"{notice.id}#{label}" for label in item.statements)


def unsatisfied(notice: Notice, severity: Severity, *keys: str) -> Iterator[Gap]:
    """A gap for each of these items that the notice does not satisfy.

    An item that nobody has compared with the notice yet weighs one level less.
    """
    for key in keys:
        title, at = NOTICE_ITEMS[key].title, f"items.{key}"
        coded = notice.coded(key)
        if not coded:
            sentence = f"“{title}” has not been compared with the notice yet."
            yield Gap(sentence, at, lower(severity))
        for item in coded:
            if not satisfied(item):
                place = f"{at}.{item.about}" if item.about else at
                given = item.verdict[:1]
                verdict = VERDICT_LABELS[given[0]].lower() if given else "no verdict yet"
                sentence = f"{title} ({verdict}): {item.because.rstrip('.')}."
                yield Gap(sentence, place, severity, told(notice, item))


def saying(notice: Notice, pattern: str, *kinds: StatementKind) -> tuple[str, ...]:
    """The statements of these kinds whose words match, whoever wrote them."""
    return tuple(
        f"{notice.id}#{statement.id}"
        for statement in notice.statements
        if statement.kind in kinds and re.search(pattern, statement.quote, re.IGNORECASE)
    )


def caught(
    notice: Notice, sentence: str, seen: tuple[str, ...], keys: tuple[str, ...]
) -> Iterator[Gap]:
    """A gap for words that the law forbids, unless the coded items above have told it already."""
    already = {label for key in keys for item in notice.coded(key) if not satisfied(item)
               for label in told(notice, item)}  # fmt: skip
    fresh = tuple(label for label in seen if label not in already)
    if fresh:
        yield Gap(sentence, "statements", None, fresh)
