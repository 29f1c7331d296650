"""Who receives data, in which country, under which safeguards (Art. 30(1)(d) and (e))."""

from typing import Any, Final

from ropabook.excel.cells import Cell
from ropabook.exchange.entries import Entry
from ropabook.exchange.records import shared
from ropabook.exchange.records.drafts import Draft, Drafts, in_words
from ropabook.exchange.values.answers import answer, leading_answer
from ropabook.exchange.values.cleaning import words
from ropabook.exchange.values.countries import country, mentioned
from ropabook.exchange.values.kinds import mechanism, recipient_kind
from ropabook.exchange.values.lists import split
from ropabook.model.names import country as country_name

KIND_OF: Final = {
    "recipients": None,
    "internal_recipients": "group",
    "processors": "processor",
    "sub_processors": "sub-processor",
    "authorities": "authority",
}
"""Fields that name recipients, and what the heading says that they are."""
_NO_NAME: Final = ("placeholder", "above", "unknown", "unsure", "no", "yes")
_ABOUT_TRANSFERS: Final = ("transfers", "transfer_countries", "transfer_mechanism",
                           "transfer_recipient", "transfer_name", "transfer_note",
                           "transfer_document")  # fmt: skip


class Recipients:
    """The recipients of one activity."""

    def __init__(self, drafts: Drafts, draft: Draft) -> None:
        self.drafts, self.draft = drafts, draft
        self.found: list[dict[str, Any]] = []
        self.open: dict[str, Any] | None = None

    def take(self, entry: Entry) -> None:
        """What a row, a form or a part says about recipients."""
        mine: list[str] = []
        processors: list[str] = []
        cells = [(heading, cell) for heading, cell in entry.filled if heading.field in KIND_OF]
        if not cells and entry.subject == "recipient" and (note := entry.first("recipient_note")):
            cells = [(heading, cell) for heading, cell in entry.filled if cell is note]
        for heading, cell in cells:
            kind = KIND_OF.get(heading.field)
            if heading.flag:
                text = heading.text if answer(cell.text) == "yes" else ""
            else:
                text = self.drafts.text(heading.field, cell)
            if not text or answer(text) in _NO_NAME or leading_answer(text) == "none":
                self.not_named(heading.field or "recipients", cell)
                continue
            for title in split(text):
                record = shared.recipient(self.drafts, title, cell, kind or recipient_kind(title))
                mine.append(record)
                if kind in ("processor", "sub-processor"):
                    processors.append(record)
                self.add(record, cell)
        about(self.drafts, entry, mine)
        # A contract with a processor is not one with the others that receive something.
        self.contracts(entry, processors if len(set(processors)) == 1 else mine)

    def add(self, record: str, cell: Cell) -> dict[str, Any]:
        found = next((each for each in self.found if each["recipient"] == record), None)
        if found is None:
            found = {"recipient": record}
            self.found.append(found)
        self.draft.part("recipients", found, [cell])
        return found

    def not_named(self, field: str, cell: Cell) -> None:
        text = words(cell)
        if leading_answer(text) == "none" or answer(text) == "no":
            said: dict[str, Any] = {
                "none": f"{in_words(field)}: written as “{text}” in {self.drafts.file} "
                f"({self.drafts.at(cell)})"
            }
        else:
            said = self.drafts.unknown(in_words(field), cell, "Who receives the data?")
        if self.open is None:
            self.open = said
            self.draft.cite("recipients", [cell])
        else:
            self.draft.ask(
                f"{in_words(field)}: the file says “{text}” ({self.drafts.at(cell)}). Is that so?",
                "recipients",
            )
            self.draft.cite("recipients", [cell])

    def contracts(self, entry: Entry, mine: list[str]) -> None:
        for cell in entry.cells("contract"):
            text = self.drafts.text("contract", cell)
            if not text or answer(text) in (*_NO_NAME, "none"):
                if len(set(mine)) == 1 and (draft := self.drafts.draft("recipients", mine[0])):
                    draft.put("contract", self.drafts.fact(
                        "contract", cell, lambda text: None, "Is there a contract, and where?"
                    ), cell)  # fmt: skip
                continue
            contract = shared.contract(self.drafts, text, cell)
            if len(set(mine)) == 1:
                contract.data.setdefault("recipient", mine[0])
                self.add(mine[0], cell)["agreement"] = contract.id
            else:
                activities = contract.data.setdefault("activities", [])
                if self.draft.id not in activities:
                    activities.append(self.draft.id)
                contract.cite("activities", [cell])

    def finish(self) -> None:
        """Named recipients go before “none”; both is a contradiction."""
        if self.found:
            self.draft.data["recipients"] = self.found
            if self.open is not None:
                said = self.open.get("none") or self.open["unknown"]
                self.draft.ask(f"Some recipients are named, but also: {said}", "recipients")
        elif self.open is not None:
            self.draft.data["recipients"] = self.open


def about(drafts: Drafts, entry: Entry, records: list[str]) -> None:
    """What is said about a recipient itself: its kind, its country, how to reach it."""
    one = records[0] if len(set(records)) == 1 else None
    draft = drafts.draft("recipients", one) if one else None
    if draft is None:
        return
    for cell in entry.cells("recipient_kind"):
        kind = recipient_kind(drafts.text("recipient_kind", cell))
        if kind:
            shared.set_kind(draft, kind, cell)
            draft.cite("kind", [cell], words(cell))
        else:
            draft.remark(f"Kind: {words(cell)}", cell)
    for cell in entry.cells("recipient_country"):
        draft.put("country", shared.country_fact(drafts, "recipient_country", cell), cell)
    for cell in entry.cells("recipient_contact"):
        before = draft.data.get("contact")
        text = words(cell)
        draft.data["contact"] = f"{before}; {text}" if before and text not in before else text
        draft.cite("contact", [cell])
    for cell in entry.cells("recipient_note"):
        if cell not in drafts.fates:
            draft.remark(words(cell), cell)


class Transfers:
    """The transfers of one activity."""

    def __init__(self, drafts: Drafts, draft: Draft) -> None:
        self.drafts, self.draft = drafts, draft
        self.found: list[dict[str, Any]] = []
        self.open: list[dict[str, Any]] = []
        self.none: list[dict[str, Any]] = []

    def take(self, entry: Entry, recipients: Recipients) -> None:
        """What a row, a form or a part says about transfers."""
        if not entry.has(*_ABOUT_TRANSFERS):
            return
        places = [pair for cell in entry.cells("transfer_countries", "transfers")
                  for pair in self.places(cell)]  # fmt: skip
        named = [cell for cell in entry.cells("transfer_recipient") or entry.cells("transfer_name")
                 if answer(words(cell)) is None]  # fmt: skip
        made = [self.transfer(code, cell, named, recipients) for code, cell in places]
        if not places and named:
            made = [self.transfer(None, cell, named, recipients) for cell in named]
        for cell in named:
            for transfer in made:
                self.draft.part("transfers", transfer, [cell])
        if not made:
            self.without_place(entry)
        for transfer in made:
            self.safeguards(transfer, entry)

    def places(self, cell: Cell) -> list[tuple[str | None, Cell]]:
        """The countries a cell names; none, and what is to be asked, where it names none."""
        text = self.drafts.text("transfer_countries", cell)
        parts = split(text)
        codes = [country(part) for part in parts]
        if parts and all(codes):
            return [(code, cell) for code in codes]
        said = leading_answer(text)
        if said in ("none", "no"):
            self.none.append({
                "none": f"Written as “{text}” in {self.drafts.file} ({self.drafts.at(cell)})"
            })  # fmt: skip
            self.draft.cite("transfers", [cell])
            if mentioned(text):
                self.draft.ask(
                    f"Transfers: the file says “{text}” ({self.drafts.at(cell)}). Is nothing "
                    "transferred?",
                    "transfers",
                )
            return []
        ask = "To whom, in which country, under which safeguards?"
        if answer(text) == "yes":
            ask = f"There are transfers. {ask}"
        self.open.append(self.drafts.unknown("Transfers", cell, ask))
        self.draft.cite("transfers", [cell])
        return []

    def transfer(
        self, code: str | None, cell: Cell, named: list[Cell], recipients: Recipients
    ) -> dict[str, Any]:
        inferred = ""
        if len(named) == 1:
            recipient = shared.recipient(
                self.drafts, words(named[0]), named[0], recipient_kind(words(named[0]))
            )
        else:
            outside = [each["recipient"] for each in recipients.found]
            if len(outside) == 1:
                recipient = outside[0]
                inferred = "The file names no recipient of the transfer; it is the only recipient"
            else:
                recipient = self.unnamed(code or "", cell)
        found: dict[str, Any] = {"id": f"T{len(self.found) + 1}", "recipient": recipient}
        if code:
            found["country"] = code
        same = next(
            (each for each in self.found
             if (each["recipient"], each.get("country")) == (recipient, code)), None,
        )  # fmt: skip
        if same is not None:
            found = same
        else:
            self.found.append(found)
        said = words(cell) if words(cell) != code else ""
        self.draft.part("transfers", found, [cell], ". ".join(filter(None, (inferred, said))))
        return found

    def unnamed(self, code: str, cell: Cell) -> str:
        """A recipient that the file does not name: only where it is."""
        where = country_name(code) if code else "an unnamed country"
        title = f"Recipients in {where}"

        def make(draft: Draft) -> None:
            draft.data["kind"] = "category-only"
            if code:
                draft.data["country"] = code
            draft.ask(f"Who receives the data in {where} ({self.drafts.at(cell)})?", "title")

        return self.drafts.shared("recipients", title, cell, make)

    def without_place(self, entry: Entry) -> None:
        """Safeguards without a country: the words are asked about."""
        for cell in entry.cells("transfer_mechanism", "transfer_document", "transfer_note"):
            text = words(cell)
            if answer(text) in ("none", "no") and (self.none or not self.open):
                self.none.append({
                    "none": f"Safeguards written as “{text}” in {self.drafts.file} "
                    f"({self.drafts.at(cell)})"
                })  # fmt: skip
            else:
                self.open.append(self.drafts.unknown(
                    "Safeguards for transfers", cell, "For which transfer, to which country?"
                ))  # fmt: skip
            self.draft.cite("transfers", [cell])

    def safeguards(self, transfer: dict[str, Any], entry: Entry) -> None:
        for cell in entry.cells("transfer_mechanism"):
            found = self.drafts.fact(
                "transfer_mechanism", cell, mechanism, "Which safeguard is it (Art. 44A to 49)?"
            )
            if answer(words(cell)) in ("none", "no"):
                found = "no-mechanism"
            if transfer.setdefault("mechanism", found) != found:
                self.draft.ask(
                    f"Safeguards: the file also says “{words(cell)}” ({self.drafts.at(cell)}). "
                    "Which holds?",
                    "transfers",
                )
            self.draft.part("transfers", transfer, [cell], words(cell))
        for field in ("transfer_document", "transfer_note"):
            for cell in self.notes(entry, field):
                before = transfer.get("scope_evidence")
                text = words(cell)
                transfer["scope_evidence"] = f"{before}; {text}" if before else text
                self.draft.part("transfers", transfer, [cell])

    def notes(self, entry: Entry, field: str) -> list[Cell]:
        """Texts about a transfer; its name is one, where the recipient is named apart."""
        named = entry.has("transfer_recipient") and field == "transfer_note"
        return entry.cells(field, "transfer_name") if named else entry.cells(field)

    def finish(self) -> None:
        """A named transfer beside “none” is a contradiction, and asked about."""
        if self.found:
            self.draft.data["transfers"] = self.found
            for said in (*self.none, *self.open):
                text = said.get("none") or said["unknown"]
                self.draft.ask(f"Transfers are named, but also: {text}", "transfers")
        elif self.open:
            first = dict(self.open[0])
            if len(self.open) + len(self.none) > 1:
                first["unknown"] = " ".join(
                    [each["unknown"] for each in self.open] + [each["none"] for each in self.none]
                )
            self.draft.data["transfers"] = first
        elif self.none:
            self.draft.data["transfers"] = {
                "none": "; ".join(dict.fromkeys(each["none"] for each in self.none))
            }
