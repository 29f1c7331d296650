"""Transfers out of the United Kingdom (UK GDPR Art. 30(1)(e), 44A–49)."""

from collections.abc import Iterator

from ropabook.excel.table import Cell, Column, Row
from ropabook.law.countries import destination, is_country
from ropabook.law.words import MECHANISMS, label
from ropabook.model.activity import Transfer
from ropabook.model.names import company
from ropabook.sheets.edits import Begins, Country, Day, Edit, Named, labelled, place_of
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import activity, countries, named, proof, say, titles
from ropabook.sheets.words import title as title_of

title = "Transfers"
about = (
    "One row for each transfer. Every country abroad is a third country, the EEA included. An "
    "activity whose transfers are not known, or that has none, has one row that says so."
)
order = 70
frozen = 2
columns = (
    Column("Activity", 28),
    Column("Companies", 24),
    Column("Exporter", 20),
    Column("Recipient", 40),
    Column("Data", 34),
    Column("Country", 30, "Art. 30(1)(e)"),
    Column("Approval of the country", 28, "Art. 45A"),
    Column("Mechanism", 34, "Art. 44A(1)"),
    Column("Law of the mechanism", 26),
    Column("Contract", 28, "Art. 46"),
    Column("Transfer risk assessment", 28, "Art. 46(1A), (6)"),
    Column("Proof that it is in scope", 28, "Art. 45A(4)(b)"),
    Column("Safeguards for exceptional transfers", 28, "Art. 49(1), (6)"),
    Column("Approval of corporate rules", 24, "Art. 47"),
    Column("Consent", 24, "Art. 49(1)(a)"),
    Column("Told what is sensitive", 20, "SI 2023/1028"),
    Column("Commissioner told on", 20, "Art. 49(1)"),
    Column("People told on", 20, "Art. 49(1)"),
    Column("Onward transfers", 24),
    Column("Since", 14),
    Column("Rests on", 34, "Art. 5(2)"),
)

edits = {
    "Country": Edit("country", Country()),
    "Mechanism": Edit("mechanism", labelled("Mechanisms", MECHANISMS)),
    "Proof that it is in scope": Edit("scope_evidence"),
    "Safeguards for exceptional transfers": Edit("article_49_document"),
    "Onward transfers": Edit("onward"),
    "Since": Edit("since", Day()),
}
begins = Begins(
    "activities",
    "transfers",
    "Recipient",
    more={"Recipient": Edit("recipient", Named(folder="recipients"))},
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each transfer."""
    for done in scope.done:
        if not done.transfers:
            told = say(done.activity.transfers)
            yield Row((activity(done), done.companies, "–", told, *("–",) * (len(columns) - 4)))
        for transfer in done.transfers:
            cells = (activity(done), done.companies, *_cells(scope, transfer))
            yield Row(cells, (), place_of(done, scope.register, f"transfers.{transfer.id}"))


def _cells(scope: Scope, transfer: Transfer) -> tuple[Cell, ...]:
    register, tested = scope.register, transfer.assessment
    return (
        company(register, transfer.exporter) if transfer.exporter else "–",
        named(register, "recipients", transfer.recipient),
        titles(register, "personal-data")(transfer.categories) or "–",
        say(transfer.country, lambda code: countries((code,))),
        say(transfer.country, _approval),
        say(transfer.mechanism, lambda key: label(MECHANISMS, key)),
        say(transfer.mechanism, lambda key: MECHANISMS[key][1]),
        title_of(register, "contracts", transfer.contract) if transfer.contract else "–",
        title_of(register, "tra", tested) if tested else "–",
        transfer.scope_evidence or "–",
        transfer.article_49_document or "–",
        transfer.approval_reference or "–",
        title_of(register, "consents", transfer.consent) if transfer.consent else "–",
        say(transfer.sensitive_flagged) if transfer.sensitive_flagged is not None else "–",
        str(transfer.commissioner_told_on or "–"),
        str(transfer.people_told_on or "–"),
        transfer.onward or "–",
        str(transfer.since or "–"),
        proof(transfer.evidence),
    )


def _approval(code: str) -> str:
    if not is_country(code):
        return "Not a country of the list"
    found = destination(code)
    words = {"full": "Approved", "partial": "Partly approved", "none": "Not approved",
             "domestic": "No transfer"}[found.approval]  # fmt: skip
    return f"{words}: {found.scope}" if found.scope else words
