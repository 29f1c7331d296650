"""Who receives data, what they are to the companies, and where (UK GDPR Art. 4(9), 30(1)(d))."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.law.words import RECIPIENT_KINDS, label
from ropabook.model.registers import DueDiligence, Framework, Recipient
from ropabook.sheets.edits import Begins, Country, Edit, Named, YesNo, labelled
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import countries, gaps, listed, optional, rests_on, say, spoken, titles

title = "Recipients"
about = "One row for each recipient, companies of the group and processors included."
order = 60
columns = (
    Column("Recipient", 30, "Art. 30(1)(d)"),
    Column("What it is", 26, "Art. 4(7)–(9)"),
    Column("Company of the group", 22),
    Column("Country", 26, "Art. 30(1)(d)–(e)"),
    Column("Head office", 26),
    Column("Contract", 30, "Art. 28(3)"),
    Column("Uses data for its own purposes", 26, "Art. 28(10)"),
    Column("Engaged by", 26, "Art. 28(2), (4)"),
    Column("Has sub-processors abroad", 22, "Art. 44A"),
    Column("Due diligence", 24, "Art. 28(1)"),
    Column("Data Privacy Framework", 28, "SI 2023/1028"),
    Column("Sector", 18),
    Column("Contact", 24),
    Column("Receives from", 44),
    Column("Gaps", 12),
    Column("Notes", 26),
    Column("Rests on", 34, "Art. 5(2)"),
    Column("Id", 22),
)

edits = {
    "Recipient": Edit("title"),
    "What it is": Edit("kind", labelled("Kinds of recipients", RECIPIENT_KINDS)),
    "Country": Edit("country", Country()),
    "Head office": Edit("headquarters_country", Country()),
    "Contract": Edit("contract", Named(folder="contracts")),
    "Uses data for its own purposes": Edit("own_purposes", YesNo()),
    "Has sub-processors abroad": Edit("subprocessors_abroad", YesNo()),
    "Sector": Edit("sector"),
    "Contact": Edit("contact"),
    "Notes": Edit("notes"),
}
begins = Begins("recipients")


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each recipient."""
    contracts = titles(scope.register, "contracts")
    for recipient in scope.records(Recipient):
        entity = scope.register.entities.get(recipient.entity or "")
        yield Row(
            (
                recipient.title,
                say(recipient.kind, lambda key: label(RECIPIENT_KINDS, key)),
                entity.short_name if entity else recipient.entity or "No",
                say(recipient.country, lambda code: countries((code,))),
                say(recipient.headquarters_country, lambda code: countries((code,))),
                say(recipient.contract, lambda record: contracts((record,))),
                say(recipient.own_purposes),
                titles(scope.register, "recipients")((recipient.engaged_by,))
                if recipient.engaged_by
                else "–",
                optional(recipient.subprocessors_abroad),
                say(recipient.due_diligence, _diligence),
                say(recipient.framework, _framework),
                recipient.sector or "–",
                recipient.contact or "–",
                listed(scope.users.get(recipient.key, ("No activity",))),
                gaps(scope, recipient.key),
                recipient.notes or "–",
                rests_on(recipient),
                recipient.id,
            ),
            (recipient.key,),
            recipient.key,
        )


def _diligence(done: DueDiligence) -> str:
    return f"{done.result.capitalize()} on {done.on}" + (f" by {done.by}" if done.by else "")


def _framework(found: Framework) -> str:
    status = spoken(found.status)
    checked = f"checked on {found.checked_on}" if found.checked_on else "not checked"
    return f"{status}; {listed(found.types)}; {checked}"
