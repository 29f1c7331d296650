"""One activity from its rows, its form or its object, with all their parts."""

from collections.abc import Callable
from typing import Any, Final

from ropabook.excel.cells import Cell
from ropabook.exchange.entries import Entry
from ropabook.exchange.records import shared
from ropabook.exchange.records.alone import describe
from ropabook.exchange.records.drafts import ASK, Draft, Drafts, in_words
from ropabook.exchange.records.links import Links
from ropabook.exchange.records.purposes import Purposes
from ropabook.exchange.records.sharing import Recipients, Transfers
from ropabook.exchange.values.answers import answer, leading_answer, yes_or_no
from ropabook.exchange.values.cleaning import words
from ropabook.exchange.values.dates import day
from ropabook.exchange.values.kinds import role, status
from ropabook.exchange.values.lists import split

_TEXTS: Final = ("business_function", "owner", "approver")
_DAYS: Final = ("start_date", "end_date", "next_review_due", "last_changed", "last_reviewed")
_NEVER_UNKNOWN: Final = ("last_changed", "last_reviewed")
_FLAGS: Final = ("large_scale", "monitoring", "new_technology", "children_service", "profiling")
_DPIA: Final = ("dpia_required", "dpia_progress", "dpia")
_NO_VALUE: Final = ("placeholder", "above", "unknown", "none", "no", "unsure", "yes")


class Activity:
    """An activity in the making."""

    def __init__(self, drafts: Drafts, draft: Draft) -> None:
        self.drafts, self.draft = drafts, draft
        self.purposes = Purposes(drafts, draft)
        self.links = Links(drafts, draft)
        self.recipients = Recipients(drafts, draft)
        self.transfers = Transfers(drafts, draft)

    def build(self, entries: list[Entry], capacity: str | None, entity: str | None) -> None:
        """Fill the record.

        Args:
            entries: its own rows first, then its parts.
            capacity: the company's role, where an analyst named it for the whole file.
            entity: the company that carries it out.
        """
        self.role(entries, capacity)
        self.entities(entries, entity)
        self.draft.data.setdefault("status", "draft")
        for entry in entries:
            if entry.subject == "activity":
                self.facts(entry)
        for entry in entries:
            self.purposes.take(entry)
            self.links.take(entry)
            self.recipients.take(entry)
        for entry in entries:
            self.transfers.take(entry, self.recipients)
            self.measures(entry)
            self.systems(entry)
        for part in (self.purposes, self.links, self.recipients, self.transfers):
            part.finish()
        for entry in entries:
            self.purposes.consent(entry)
            self.assessment(entry)
            if entry.subject in ("system", "source"):
                describe(self.drafts, entry)
        for entry in entries:
            for _, cell in entry.filled:
                self.draft.keep(cell)

    def role(self, entries: list[Entry], capacity: str | None) -> None:
        cell = next((found for entry in entries if (found := entry.first("role"))), None)
        if cell is not None:
            self.draft.put("role", self.drafts.fact(
                "role", cell, role, "Controller or processor?", none=False), cell)  # fmt: skip
            return
        said = capacity or (role(entries[0].sheet) if entries else None)
        of_processor = [
            cell
            for entry in entries
            for cell in entry.cells("customers", "categories_of_processing")
        ]
        if said is None and of_processor and not any(entry.has("purpose") for entry in entries):
            self.draft.data["role"] = "processor"
            self.draft.cite("role", of_processor[:1], "These are columns of a processor's record")
            return
        self.draft.data["role"] = said or {
            "unknown": f"{self.drafts.file} does not say it: controller or processor?",
            "ask": ASK,
        }

    def entities(self, entries: list[Entry], entity: str | None) -> None:
        found = []
        for entry in entries:
            for cell in entry.cells("company"):
                for name in split(words(cell)):
                    known = self.drafts.record.company(name)
                    if known is None:
                        self.draft.ask(
                            f"The file names the company “{name}” ({self.drafts.at(cell)}), which "
                            "is not in the record. Which is it?",
                            "entities",
                        )
                        continue
                    found.append(known)
                    self.draft.cite("entities", [cell])
        self.draft.data["entities"] = list(dict.fromkeys(found or ([entity] if entity else [])))

    def facts(self, entry: Entry) -> None:
        for field in _TEXTS:
            for cell in entry.cells(field):
                self.put(field, cell, _a_text, "What is it?")
        for field in _DAYS:
            for cell in entry.cells(field):
                self.day(field, cell)
        for field in _FLAGS:
            for cell in entry.cells(field):
                self.put(field, cell, yes_or_no, "Yes or no?", none=False)
        for cell in entry.cells("people"):
            self.put("people", cell, _number, "About how many people?")
        for cell in entry.cells("status"):
            found = status(self.drafts.text("status", cell))
            if found and self.draft.data["status"] in ("draft", found):
                self.draft.data["status"] = found
                self.draft.cite("status", [cell], words(cell))
        for cell in entry.cells("reference"):
            self.draft.remark(f"Reference in {self.drafts.file}: {words(cell)}", cell)
        for cell in entry.cells("description", "remarks"):
            if words(cell):
                self.draft.remark(words(cell), cell)
        for field in ("joint_controllers", "customers"):
            for cell in entry.cells(field):
                self.controllers(field, cell)
        for cell in entry.cells("categories_of_processing"):
            self.categories_of_processing(cell)
        for cell in entry.cells("automated_decisions"):
            self.decisions(cell)

    def put(
        self, field: str, cell: Cell, value: Callable[[str], Any], ask: str, *, none: bool = True
    ) -> None:
        self.draft.put(field, self.drafts.fact(field, cell, value, ask, none=none), cell)

    def day(self, field: str, cell: Cell) -> None:
        found = day(self.drafts.text(field, cell))
        if found.day is not None:
            said = words(cell)
            note = said if said != found.day.isoformat() else ""
            self.draft.put(field, found.day.isoformat(), cell, note)
            return
        ask = "Which day is it?"
        if found.may_be:
            both = " or ".join(f"{each.day} {each:%B %Y}" for each in found.may_be)
            order = self.drafts.day_comes_first
            hint = f"; other dates of the file have the {'day' if order else 'month'} first"
            ask = f"It may be {both}{'' if order is None else hint}. Which?"
            self.drafts.note(
                f"{self.drafts.at(cell)}: “{words(cell)}” may be {both}; it was kept as a question"
            )
        if field in _NEVER_UNKNOWN:
            self.draft.ask(
                f"{in_words(field)}: the file says “{words(cell)}” ({self.drafts.at(cell)}). {ask}",
                field,
            )
        else:
            self.put(field, cell, lambda text: None, ask)

    def controllers(self, field: str, cell: Cell) -> None:
        text = self.drafts.text(field, cell)
        before = self.draft.data.get(field)
        if answer(text) in _NO_VALUE or leading_answer(text) == "none":
            value = self.drafts.fact(field, cell, lambda text: None, "Who are they?")
            if leading_answer(text) in ("none", "no"):
                value = {"none": f"Written as “{text}” in {self.drafts.file} "
                                 f"({self.drafts.at(cell)})"}  # fmt: skip
            self.draft.put(field, value, cell)
            return
        named = []
        for part in split(text, commas=False):
            name, _, contact = part.partition(", ")
            named.append({"name": name} | ({"contact": contact} if contact else {}))
        if isinstance(before, list):
            named = before + [each for each in named if each not in before]
            self.draft.data[field] = named
        self.draft.put(field, named, cell)

    def categories_of_processing(self, cell: Cell) -> None:
        text = self.drafts.text("categories_of_processing", cell)
        before = self.draft.data.get("categories_of_processing")
        if answer(text) is None and isinstance(before, list | None):
            named = [*(before or []), *split(text)]
            self.draft.data["categories_of_processing"] = list(dict.fromkeys(named))
            self.draft.cite("categories_of_processing", [cell])
        else:
            self.put("categories_of_processing", cell, lambda text: None, "Which are they?")

    def decisions(self, cell: Cell) -> None:
        text = self.drafts.text("automated_decisions", cell)
        said = leading_answer(text)
        if said in ("no", "none"):
            value: Any = {"none": f"Written as “{text}” in {self.drafts.file} "
                                  f"({self.drafts.at(cell)})"}  # fmt: skip
        elif said in ("unsure", "unknown", "placeholder", "above") or not text:
            value = self.drafts.unknown("Automated decisions", cell, "Are there any?")
        else:
            value = [
                {
                    "decision": text,
                    "significant": self.drafts.unknown(
                        "Automated decisions", cell, "Has the decision a significant effect?"
                    ),
                    "solely": self.drafts.unknown(
                        "Automated decisions", cell, "Is it made without human involvement?"
                    ),
                }
            ]
        self.draft.put("automated_decisions", value, cell)

    def measures(self, entry: Entry) -> None:
        self.listed(entry, "security_measures", "measure", self.measure)

    def measure(self, title: str, cell: Cell, entry: Entry) -> str:
        text = entry.said("measure_text") if entry.subject == "measure" else ""
        return shared.measure(self.drafts, title, cell, text, entry.said("measure_kind"))

    def systems(self, entry: Entry) -> None:
        self.listed(
            entry,
            "systems",
            "system",
            lambda title, cell, _: shared.system(self.drafts, title, cell),
        )

    def listed(
        self, entry: Entry, field: str, subject: str, make: Callable[[str, Cell, Entry], str]
    ) -> None:
        """A field that is a list of records, each named in a cell or by a ticked box."""
        named = [(heading, cell) for heading, cell in entry.filled if heading.field == field]
        if not named and entry.subject == subject == "measure":
            named = [(h, cell) for h, cell in entry.filled if h.field in ("measure_kind",)][:1]
        for heading, cell in named:
            if heading.flag:
                text = heading.text if answer(cell.text) == "yes" else ""
            else:
                text = self.drafts.text(field, cell)
            before = self.draft.data.get(field)
            if not text or answer(text) in _NO_VALUE or leading_answer(text) == "none":
                self.put(field, cell, lambda text: None, "Which are they?")
                continue
            whole = entry.subject == subject
            found = [make(title, cell, entry) for title in ([text] if whole else split(text))]
            known = before if isinstance(before, list) else []
            self.draft.data[field] = list(dict.fromkeys([*known, *found]))
            self.draft.cite(field, [cell])
            if whole:
                details = ("measure_text", "measure_kind", "description")
                self.draft.cite(field, entry.cells(*details))

    def assessment(self, entry: Entry) -> None:
        """Whether a DPIA is needed: when that was looked at is not what such files say."""
        cells = entry.cells(*_DPIA)
        if not cells:
            return
        if all(answer(words(cell)) == "none" for cell in cells):
            said = "; ".join(f"“{words(cell)}” ({self.drafts.at(cell)})" for cell in cells)
            value: dict[str, str] = {"none": f"Written as {said} in {self.drafts.file}"}
        else:
            said = "; ".join(
                f"{heading.text or in_words(heading.field)}: “{words(cell) or cell.formula}” "
                f"({self.drafts.at(cell)})"
                for heading, cell in entry.filled
                if heading.field in _DPIA
            )
            value = {
                "unknown": f"About a DPIA the file says: {said}. Who screened the activity, on "
                "which day, with which outcome?",
                "ask": ASK,
            }
        self.draft.put("screening", value, cells[0])
        if self.draft.data.get("screening") == value:
            self.draft.cite("screening", cells)


def _a_text(text: str) -> str | None:
    return text if answer(text) not in ("none", "unknown", "placeholder", "above") else None


def _number(text: str) -> int | None:
    bare = text.replace(",", "").replace(" ", "").replace("'", "").removesuffix(".0")
    return int(bare) if bare.isdecimal() and len(bare) < 12 else None
