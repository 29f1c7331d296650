"""docs/notice-of-opus.md: the policy held against law and record, row by row, below what we say."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ropabook.law.notices import NOTICE_ITEMS, VERDICT_LABELS
from ropabook.model.notice import CodedItem, Notice
from ropabook.review import Review
from ropabook.rules.comparing import TOPICS, Match
from ropabook.rules.side_by_side import notice_against_record
from ropabook.sheets.notice_places import in_record
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import title
from ropabook.store.load import load

ROOT = Path(__file__).resolve().parent.parent
START = "<!-- Made by `make generate` from here on; a change below is overwritten. -->\n"
ON = date(2026, 11, 25)


def notice_page() -> str:
    """The page: what is written by hand, then what the record and the expected rows say."""
    path = ROOT / "docs" / "notice-of-opus.md"
    by_hand = path.read_text(encoding="utf-8").partition(START)[0]
    register = load(ROOT / "ropa")
    [notice] = register.notices.values()
    expected = yaml.safe_load((ROOT / "tests/data/opus_notice.yaml").read_text(encoding="utf-8"))
    scope = Scope(Review(register, ON, {}, ()), None)
    parts = [
        *_counts(scope, notice),
        "## The 56 rows",
        "",
        "| Row | What the law wants said | Law | For | Verdict by hand | Ours |",
        "|---|---|---|---|---|---|",
        *(_line(scope, row, coded) for row, coded in zip(expected, notice.items, strict=True)),
        "",
        "## Each row: the words of the policy, and the record",
        "",
    ]
    for row, coded in zip(expected, notice.items, strict=True):
        parts += _section(scope, notice, row, coded)
    return by_hand + START + "\n" + "\n".join(parts)


def _counts(scope: Scope, notice: Notice) -> Iterator[str]:
    """How many things agree, differ or are open, for one company: all three share the policy."""
    found = Counter(
        (row.topic, row.match)
        for row in notice_against_record(scope.register, notice.id, notice.entities[0], ON)
    )
    matches = [match for match in Match if any(match is each for _, each in found)]
    yield "## Notice and record, thing by thing"
    yield ""
    yield f"| What | {' | '.join(matches)} |"
    yield f"|---|{'---|' * len(matches)}"
    for topic, words in TOPICS.items():
        yield f"| {words} | {' | '.join(str(found[topic, match]) for match in matches)} |"
    yield ""


def _line(scope: Scope, row: dict[str, Any], coded: CodedItem) -> str:
    item = NOTICE_ITEMS[coded.item]
    about = f" ({title(scope.register, 'recipients', coded.about)})" if coded.about else ""
    by_hand, ours = _verdict(row["expected"]), _verdict(coded.verdict)
    cells = (row["row"], item.title + about, item.reference, row["for"], by_hand, ours)
    return f"| {' | '.join(map(str, cells))} |"


def _verdict(given: tuple[str, ...] | list[str]) -> str:
    short = {"contradicts": "Contradicts"}
    return " / ".join(short.get(one) or VERDICT_LABELS[one] for one in given)  # type: ignore[index]


def _section(scope: Scope, notice: Notice, row: dict[str, Any], coded: CodedItem) -> Iterator[str]:
    item = NOTICE_ITEMS[coded.item]
    yield f"### {row['row']}. {item.title}: {_verdict(coded.verdict).lower()}"
    yield ""
    yield f"{coded.because}. ({item.reference})"
    yield ""
    for label in coded.statements:
        statement = notice.statement(label)
        assert statement, label
        words = " / ".join(statement.quote.splitlines()).replace("<", "\\<").replace("|", "\\|")
        yield f"> {label}: “{words.replace('_', chr(92) + '_')}”  "
    if not coded.statements:
        yield "> The policy has no words on this."
    yield ""
    for place in in_record(scope, coded.item, coded.about).splitlines():
        yield f"- In the record: {place.replace('_', chr(92) + '_').replace('<', chr(92) + '<')}"
    raised = ", ".join(row["raised_by"]) or f"nothing: {row.get('shown', 'it is satisfied')}"
    yield f"- Raised by: {raised}"
    yield ""
