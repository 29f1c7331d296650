"""How consent is asked for and proved (UK GDPR Art. 7(1))."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.model.registers import ConsentRecord
from ropabook.sheets.edits import Begins, Day, Edit, YesNo
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import NOT_RECORDED, optional, proof, say, words_of

title = "Consents"
about = "One row for each way in which consent is asked for: the words, and how it is proved."
order = 117
columns = (
    Column("Consent", 30),
    Column("Wording", 60, "Art. 7(1)–(2)"),
    Column("Version", 14),
    Column("Where the time of each is kept", 34, "Art. 7(1)"),
    Column("Mechanism", 34),
    Column("Given", 18, "Art. 7(3)"),
    Column("Withdrawn", 18, "Art. 7(3)"),
    Column("Explicit", 14, "Art. 9(2)(a)"),
    Column("Told of the risks of a transfer", 16, "Art. 49(1)(a)"),
    Column("Oldest relied on", 14, "Art. 7(1)"),
    Column("Refreshed on", 14),
    Column("Rests on", 36, "Art. 5(2)"),
    Column("Id", 24),
)

edits = {
    "Consent": Edit("title"),
    "Wording": Edit("wording"),
    "Version": Edit("version"),
    "Where the time of each is kept": Edit("captured"),
    "Mechanism": Edit("mechanism"),
    "Explicit": Edit("explicit", YesNo()),
    "Told of the risks of a transfer": Edit("risk_informed", YesNo()),
    "Oldest relied on": Edit("oldest", Day()),
    "Refreshed on": Edit("refreshed_on", Day()),
}
begins = Begins("consents")


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each consent record."""
    for consent in scope.records(ConsentRecord):
        yield Row(
            (
                consent.title,
                consent.wording or NOT_RECORDED,
                consent.version or NOT_RECORDED,
                consent.captured or NOT_RECORDED,
                consent.mechanism or NOT_RECORDED,
                words_of(consent.given_by, NOT_RECORDED),
                words_of(consent.withdrawn_by, NOT_RECORDED),
                say(consent.explicit),
                optional(consent.risk_informed),
                str(consent.oldest or "–"),
                str(consent.refreshed_on or "–"),
                proof(consent.evidence),
                consent.id,
            ),
            (consent.key,),
            consent.key,
        )
