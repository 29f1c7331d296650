"""Who receives which data in which activity (UK GDPR Art. 30(1)(d))."""

from collections import Counter
from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.law.words import RECIPIENT_KINDS, label
from ropabook.sheets.edits import Begins, Edit, Named, place_of
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import activity, countries, led_by, named, proof, say, titles

title = "Disclosures"
about = (
    "One row for each recipient of each activity. An activity whose recipients are not known, or "
    "that has none, has one row that says so."
)
order = 62
frozen = 3
columns = (
    Column("Activity", 28),
    Column("Companies", 24),
    Column("Recipient", 40, "Art. 30(1)(d)"),
    Column("What it is", 24, "Art. 4(7)–(9)"),
    Column("Country", 24, "Art. 30(1)(d)"),
    Column("Data", 36),
    Column("Purposes", 18),
    Column("Direction", 12),
    Column("Activity of the other company", 30),
    Column("Agreement", 28, "Art. 26, 28"),
    Column("Basis of the disclosure", 34, "Art. 6(1)"),
    Column("Rests on", 36, "Art. 5(2)"),
)

edits = {
    "Data": Edit("categories", Named(folder="personal-data", many=True)),
    "Activity of the other company": Edit("counterpart", Named(folder="activities")),
    "Agreement": Edit("agreement", Named(folder="contracts")),
    "Basis of the disclosure": Edit("basis"),
}
begins = Begins(
    "activities",
    "recipients",
    "Recipient",
    "recipient",
    {"Recipient": Edit("recipient", Named(folder="recipients"))},
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each disclosure."""
    register, data = scope.register, titles(scope.register, "personal-data")
    others, agreements = titles(register, "activities"), titles(register, "contracts")
    for done in scope.done:
        if not done.disclosures:
            told = say(done.activity.recipients)
            yield Row((activity(done), done.companies, told, *("–",) * 9))
        whom = led_by(done)
        told_of = Counter(each.recipient for each in done.disclosures)
        for each in done.disclosures:
            found = register.recipients.get(each.recipient)
            yield Row(
                (
                    next(whom),
                    done.companies,
                    named(register, "recipients", each.recipient),
                    say(
                        each.capacity or (found.kind if found else None),
                        lambda key: label(RECIPIENT_KINDS, key),
                    ),
                    say(found.country if found else None, lambda code: countries((code,))),
                    data(each.categories) or "Not recorded",
                    ", ".join(each.purposes) or "All",
                    "Out" if each.direction == "out" else "In",
                    others((each.counterpart,)) if each.counterpart else "–",
                    agreements((each.agreement,)) if each.agreement else "–",
                    say(each.basis),
                    proof(each.evidence),
                ),
                (),
                place_of(done, register, f"recipients.{each.recipient}")
                if told_of[each.recipient] == 1
                else "",
            )
