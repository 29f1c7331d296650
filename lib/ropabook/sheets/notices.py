"""What the public notices say, statement by statement, and what rests on each."""

from collections.abc import Iterator, Mapping

from ropabook.excel.table import Column, Row
from ropabook.law.periods import in_words
from ropabook.law.words import LAWFUL_BASES, label
from ropabook.model.names import kind_and_name
from ropabook.model.notice import Notice, Statement
from ropabook.model.record import evidence_of
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import countries, lines, spoken

title = "Notice statements"
about = (
    "One row for each statement of a notice, in its exact words, and the records that rest on it."
)
instead = "Change a statement in the file of the notice; its words are those of the notice."
order = 135
columns = (
    Column("Notice", 26),
    Column("Id", 14),
    Column("Kind", 18),
    Column("Words of the notice", 80, "Art. 12–14"),
    Column("What it tells", 32),
    Column("Speaks of", 40),
    Column("Records that rest on it", 50),
    Column("Note", 40),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each statement."""
    notices = scope.records(Notice)
    resting = _resting(scope) if notices else {}
    for notice in notices:
        for statement in notice.statements:
            source = f"{notice.id}#{statement.id}"
            yield Row(
                (
                    notice.title,
                    statement.id,
                    spoken(statement.kind),
                    statement.quote,
                    _tells(statement),
                    _things(scope, statement),
                    lines(resting.get(source, {})) if source in resting else "None",
                    statement.note or "–",
                ),
                (source,),
            )


def _tells(statement: Statement) -> str:
    """The basis, time limit, countries or storage that an analyst coded it to tell."""
    storage = spoken(statement.technology) if statement.technology else None
    told = (
        label(LAWFUL_BASES, statement.basis) if statement.basis else "",
        f"{in_words(statement.period)} ({statement.period})" if statement.period else "",
        countries(statement.countries),
        " ".join(part for part in (storage, statement.name) if part),
    )
    return "\n".join(part for part in told if part) or "–"


def _things(scope: Scope, statement: Statement) -> str:
    return "\n".join(_thing(scope, key) for key in statement.refers_to) or "–"


def _thing(scope: Scope, key: str) -> str:
    """`activities/orders#P1` is “Activity: Orders, P1”."""
    record, _, part = key.partition("#")
    kind, name = kind_and_name(scope.register, record)
    return f"{kind}: {name}" + (f", {part}" if part else "")


def _resting(scope: Scope) -> Mapping[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for record in scope.register.all_records:
        for _, evidence in evidence_of(record):
            if evidence.source:
                found.setdefault(evidence.source, {})[record.key] = None
    return found
