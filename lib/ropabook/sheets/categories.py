"""The categories of people and of data that the record uses (UK GDPR Art. 30(1)(c))."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.law.words import SPECIAL_CATEGORIES, label
from ropabook.model.registers import DataSubjectCategory, PersonalDataCategory
from ropabook.sheets.edits import Begins, Edit
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import listed, proof, say, words_of

title = "Categories"
about = "The lists of categories of people and of personal data, and where each is used."
order = 55
frozen = 2
columns = (
    Column("List", 16),
    Column("Category", 32, "Art. 30(1)(c)"),
    Column("What is said of it", 44, "Art. 9(1), 10"),
    Column("Used in", 50),
    Column("Notes", 30),
    Column("Rests on", 40, "Art. 5(2)"),
    Column("Id", 24),
)

edits = {"Category": Edit("title"), "Notes": Edit("notes")}
begins = Begins(
    lambda cells: {"people": "data-subjects", "data": "personal-data"}.get(cells["List"].lower())
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each category."""
    for people in scope.records(DataSubjectCategory):
        yield _row(scope, "People", people, _people(people))
    for data in scope.records(PersonalDataCategory):
        yield _row(scope, "Data", data, _data(data))


def _people(of: DataSubjectCategory) -> str:
    said = {
        "Workers": of.workforce, "Children": of.children, "Vulnerable people": of.vulnerable,
        "Contacts of companies": of.corporate, "Parties to the contract": of.party,
    }  # fmt: skip
    return "\n".join(f"{words}: {say(fact)}" for words, fact in said.items())


def _data(of: PersonalDataCategory) -> str:
    special = say(of.special, lambda key: label(SPECIAL_CATEGORIES, key))
    nature = words_of(of.nature, "nothing more")
    return f"Special category: {special}\nCriminal offences: {say(of.criminal)}\nIs: {nature}"


def _row(scope: Scope, kind: str, of: DataSubjectCategory | PersonalDataCategory, said: str) -> Row:
    used = listed(scope.users.get(of.key, ("Nowhere",)))
    cells = (kind, of.title, said, used, of.notes or "–", proof(of.evidence), of.id)
    return Row(cells, (of.key,), of.key)
