"""Every activity in words, one row each: the sheet to print and to read first."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.law.words import LAWFUL_BASES, ROLES, label
from ropabook.sheets import in_words
from ropabook.sheets.in_words import About, what, whose
from ropabook.sheets.scope import Done, Scope
from ropabook.sheets.words import gaps, lines, say

title = "Activities in words"
about = (
    "One row for each activity, whatever the company's role in it: the record to read and print."
)
instead = (
    "Change an activity in “Activity facts”, “Purposes and bases”, “People and data”, "
    "“Disclosures” and “Transfers”, or in the notebook activities."
)
order = 18
columns = (
    Column("Activity", 24),
    Column("Companies, role, status", 24, "Art. 4(7)–(8), 30(1)(a)"),
    Column("Purposes, each with its lawful basis", 42, "Art. 30(1)(b), 6(1)"),
    Column("People and data", 34, "Art. 30(1)(c)"),
    Column("Sources", 26, "Art. 14(2)(f)"),
    Column("Recipients", 30, "Art. 30(1)(d)"),
    Column("Transfers abroad", 28, "Art. 30(1)(e)"),
    Column("Time limits for erasure", 30, "Art. 30(1)(f)"),
    Column("Security measures and systems", 34, "Art. 30(1)(g), 32(1)"),
    Column("Gaps", 12),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each activity, once for the companies that do it alike."""
    for done in scope.done:
        about = About(scope.register, done, None)
        cells = (
            done.activity.title,
            lines((done.companies, _role(done), done.activity.status.capitalize())),
            lines(_purposes(done)),
            lines(f"{whose(scope.register, x)}: {what(scope.register, x)}" for x in done.links),
            in_words.sources(about),
            in_words.recipients(about),
            in_words.third_countries(about),
            in_words.retention(about),
            f"{in_words.security(about)}\nSystems: {in_words.location(about)}",
            gaps(scope, done.activity.key),
        )
        yield Row(cells, (f"words:{done.activity.key}",))


def _role(done: Done) -> str:
    return say(done.activity.role, lambda role: label(ROLES, role))


def _purposes(done: Done) -> Iterator[str]:
    for purpose in done.activity.purposes:
        basis = say(purpose.lawful_basis, lambda b: label(LAWFUL_BASES, b.basis))
        yield f"{purpose.text}\n  Basis: {basis}"
    if done.activity.categories_of_processing:
        yield say(done.activity.categories_of_processing, lines)
