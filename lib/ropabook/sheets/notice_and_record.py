"""Each notice held against the record, in both directions (UK GDPR Art. 5(1)(a), 13, 14)."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.model.names import companies, path_in_words
from ropabook.model.notice import Notice
from ropabook.rules.comparing import TOPICS, Compared, Match, Place
from ropabook.rules.side_by_side import notice_against_record
from ropabook.rules.side_in_words import thing, value
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import lines, titles

title = "Notice against record"
about = (
    "One row for each thing that a notice tells or the record holds, the differences first: the "
    "words of the notice beside the place in the record. What the law wants said is the sheet "
    "“Notice against the law”."
)
instead = "Change the record, or the file of the notice."
order = 134
columns = (
    Column("Notice", 16),
    Column("Companies", 16),
    Column("What", 13),
    Column("Result", 14),
    Column("Thing", 26),
    Column("Words of the notice", 46, "Art. 13, 14"),
    Column("It tells", 15),
    Column("In the record", 34, "Art. 30(1)"),
    Column("The record holds", 15),
    Column("Place in the record", 28),
    Column("People concerned", 22, "Art. 12(1)"),
    Column("Of them, the notice is not for", 18, "Art. 12(1)"),
    Column("To be asked", 36),
)
_WORST_FIRST = (Match.CONTRADICTS, Match.DIFFERS, Match.NOT_TOLD, Match.NOT_RECORDED,
                Match.OPEN, Match.ELSEWHERE, Match.AGREES)  # fmt: skip


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each thing; alike for several companies, they share it."""
    for notice in scope.records(Notice):
        found: dict[Compared, list[str]] = {}
        for company in notice.entities:
            if scope.entity in (None, company):
                for row in notice_against_record(
                    scope.register, notice.id, company, scope.review.on
                ):
                    found.setdefault(row, []).append(company)
        for row in sorted(found, key=lambda row: _WORST_FIRST.index(row.match)):
            yield _row(scope, notice, row, found[row])


def _row(scope: Scope, notice: Notice, row: Compared, whose: list[str]) -> Row:
    register = scope.register
    people = _people(scope, row)
    outside = [one for one in people if one not in notice.audiences]
    name = titles(register, "data-subjects")
    return Row(
        (
            notice.title,
            companies(register, whose),
            TOPICS[row.topic],
            row.match.value,
            thing(register, row.key) if row.key else "Not said of what",
            _told(row),
            "\n".join(value(row.topic, said) for said in row.told_values) or "–",
            row.recorded or "Nothing",
            "\n".join(value(row.topic, held) for held in row.recorded_values) or "–",
            _places(scope, row.places),
            name(people) or "–",
            name(outside) or "–",
            f"{row.question.unknown} (ask: {row.question.ask})" if row.question else "–",
        )
    )


def _told(row: Compared) -> str:
    labels = (label.partition("#")[2] for label in row.statements)
    if len(row.statements) != len(row.told):
        return lines(f"“{words}”" for words in row.told) if row.told else "Nothing"
    said = zip(labels, row.told, strict=True)
    return lines(f"{label}: “{words}”" for label, words in said) if row.told else "Nothing"


def _places(scope: Scope, places: tuple[Place, ...]) -> str:
    said = []
    for place in dict.fromkeys(places):
        found = scope.register.find(place.record)
        named = found.name if found else place.record
        said.append(f"{named} › {path_in_words(place.at)}" if place.at else named)
    return "\n".join(said) or "–"


def _people(scope: Scope, row: Compared) -> tuple[str, ...]:
    """Whom the places concern: those of the data link, or of the whole activity."""
    if row.topic == "people":
        return (row.key.partition("/")[2],)
    register = scope.register
    found: dict[str, None] = {}
    for place in row.places:
        folder, _, record = place.record.partition("/")
        if folder == "cookies":
            cookie = register.cookies.get(record)
            record = (cookie and cookie.activity) or ""
        activity = register.activities.get(record)
        for link in activity.data if activity else ():
            if not place.at.startswith("data.") or place.at == f"data.{link.id}":
                found.update(dict.fromkeys(link.subjects))
    return tuple(found)
