"""The company: from the details beside or above a table, or from a form of its own."""

from typing import Any, Final

from ropabook.excel.cells import Cell
from ropabook.exchange.entries import Entry
from ropabook.exchange.layout.signs import contact_fact, labelled, party
from ropabook.exchange.records.drafts import Draft, Drafts
from ropabook.exchange.records.shared import country_fact
from ropabook.exchange.values.answers import answer, leading_answer
from ropabook.exchange.values.cleaning import words
from ropabook.exchange.vocabulary import phrases, plain

_FACTS: Final = {
    "company_email": "contact_email",
    "company_phone": "contact_phone",
}
_NAME: Final = ("company_organisation", "company", "company_name")
_ADDRESS: Final = ("company_address", "company_postcode", "company_city")
_DETAILS: Final = ("name", "first_name", "organisation", "address", "postcode", "city", "country",
                   "phone", "email")  # fmt: skip
_NO_VALUE: Final = ("none", "unknown", "placeholder", "above")


def company(drafts: Drafts, entries: list[Entry], entity: str | None) -> str | None:
    """Propose what the file says about the company.

    Args:
        drafts: where the record is made.
        entries: those that tell about a company.
        entity: the company that the analyst named, if one was.

    Returns:
        The id of the company; None where neither the analyst nor the file names one.
    """
    name = next(
        (cell for field in _NAME for entry in entries if (cell := _named(entry, field))), None
    )
    called = _said(name) if name else ""
    found = entity or (drafts.record.company(called) if called else None)
    if found is None and name is None:
        return None
    if found:
        draft = drafts.for_existing(f"entities/{found}")
    else:
        assert name is not None
        draft = drafts.new("entities", called)
    for entry in entries:
        if not entry.example:
            _Company(drafts, draft).take(entry)
    if not draft.data.get("legal_name") and found is None and name is not None:
        draft.put("legal_name", called, name)
    return draft.id


def _named(entry: Entry, field: str) -> Cell | None:
    cell = entry.first(field)
    return cell if cell and answer(_said(cell)) is None else None


def _said(cell: Cell) -> str:
    """What a cell says, without its label where it holds that, too: `Name: Smith`."""
    return _bare(words(cell))


def _bare(text: str) -> str:
    said = labelled(text)
    return said[1] if said and said[1] and (party(said[0]) or contact_fact(said[0])) else text


class _Company:
    def __init__(self, drafts: Drafts, draft: Draft) -> None:
        self.drafts, self.draft = drafts, draft

    def take(self, entry: Entry) -> None:
        for cell in entry.cells(*_NAME):
            if answer(_said(cell)) is None and cell not in self.drafts.fates:
                self.name(_said(cell), cell)
        self.joined(entry, _ADDRESS, "registered_address", "Registered address")
        for field, target in _FACTS.items():
            for cell in entry.cells(field):
                self.draft.put(target, self.fact(field, cell), cell, self.number(cell))
        for cell in entry.cells("company_country"):
            self.draft.put("country", country_fact(self.drafts, "company_country", cell), cell)
        self.officer(entry)
        details = (f"representative_{each}" for each in _DETAILS)
        self.joined(entry, (*details, "representative"), "eu_representative", "Representative")
        for cell in entry.cells("company_first_name"):
            self.draft.remark(f"First name: {_said(cell)}", cell)

    def name(self, text: str, cell: Cell) -> None:
        before = self.draft.data.get("legal_name")
        if before is not None and before != text:
            self.draft.remark(f"Also named in {self.drafts.file}: {text}", cell)
            self.draft.ask(
                f"The file names the company “{before}” and “{text}” ({self.drafts.at(cell)}). "
                "Which is its legal name?",
                "legal_name",
            )
        else:
            self.draft.put("legal_name", text, cell)

    def number(self, cell: Cell) -> str:
        """A telephone number that was stored as a number may have lost a nought at its start."""
        return "stored as a number: a leading 0 may be lost" if cell.kind == "number" else ""

    def fact(self, field: str, cell: Cell) -> Any:
        return self.drafts.fact(
            field,
            cell,
            lambda text: None if answer(text) in _NO_VALUE else _bare(text),
            "What is it?",
        )

    def joined(self, entry: Entry, fields: tuple[str, ...], target: str, label: str) -> None:
        cells = [cell for field in fields for cell in entry.cells(field)]
        said = [cell for cell in cells if answer(_said(cell)) not in _NO_VALUE]
        if not cells:
            return
        if said:
            text = ", ".join(" ".join(_said(cell).split("\n")) for cell in said)
            none = len(said) == 1 and leading_answer(text) == "none"
            value: Any = {"none": self.written(text, said[0])} if none else text
        else:
            value = self.drafts.fact(
                target, cells[0], lambda text: None, "What is it?", label=label
            )
        self.draft.put(target, value, cells[0])
        if self.draft.data.get(target) == value:
            self.draft.cite(target, cells)

    def written(self, text: str, cell: Cell) -> str:
        return f"Written as “{text}” in {self.drafts.file} ({self.drafts.at(cell)})"

    def officer(self, entry: Entry) -> None:
        """The officer; whether one is required is not what such files say."""
        cells = [cell for each in _DETAILS for cell in entry.cells(f"officer_{each}")]
        cells += entry.cells("officer")
        said = [cell for cell in cells if answer(_said(cell)) not in ("placeholder", "unknown")]
        if not said:
            for cell in cells:
                self.draft.put("dpo", self.drafts.unknown("Officer", cell, "Is there one?"), cell)
            return
        text = ", ".join(" ".join(_said(cell).split("\n")) for cell in said)
        at = ", ".join(self.drafts.at(cell) for cell in said)
        value: dict[str, Any]
        if any(each in plain(text) for each in phrases("officer_not_required")):
            value = {"status": "not-required", "reason": text}
        elif leading_answer(text) == "none":
            if "dpo" in self.draft.data:
                self.draft.cite("dpo", cells)
                return
            value = {"none": self.written(text, said[0])}
        else:
            value = {
                "unknown": f"The file names as data protection officer: {text} ({at}). Is one "
                "required (Art. 37), or appointed voluntarily?",
                "ask": "Compliance Manager",
            }
        self.draft.put("dpo", value, said[0])
        if self.draft.data.get("dpo") == value:
            self.draft.cite("dpo", cells)
