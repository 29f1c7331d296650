"""Which data about whom, from where, for how long (Art. 30(1)(c) and (f), Art. 9 and 10)."""

from typing import Any, Final

from ropabook.excel.cells import Cell
from ropabook.exchange.entries import Entry
from ropabook.exchange.headings import word_for_word
from ropabook.exchange.records import shared
from ropabook.exchange.records.drafts import Draft, Drafts
from ropabook.exchange.values.answers import answer, leading_answer
from ropabook.exchange.values.bases import bases, condition
from ropabook.exchange.values.cleaning import words
from ropabook.exchange.values.lists import split

_NO_VALUE: Final = ("placeholder", "above", "unknown", "none", "no", "unsure")
_OF_ALL: Final = (
    "sources", "retention", "article_9", "schedule_1", "article_10", "special_considered",
    "minimisation", "mandatory", "consequence", "policy_document",
)  # fmt: skip


class Links:
    """The data of one activity. A fact without data of its own holds for all of the data."""

    def __init__(self, drafts: Drafts, draft: Draft) -> None:
        self.drafts, self.draft = drafts, draft
        self.found: list[dict[str, Any]] = []

    def take(self, entry: Entry) -> None:
        """What a row, a form or a part says about data."""
        link: dict[str, Any] = {}
        self.members(entry, link, "subjects", "subjects")
        self.members(entry, link, "categories", "categories")
        self.sources(entry, link)
        self.retention(entry, link)
        self.special(entry, link)
        self.texts(entry, link)
        if link:
            self.found.append(link)

    def members(self, entry: Entry, link: dict[str, Any], field: str, key: str) -> None:
        notes = {"subjects": "subject_note", "categories": "data_note"}
        cells = [
            (heading, cell) for heading, cell in entry.filled if heading.field == field
        ]  # fmt: skip
        note = entry.first(notes[field]) if entry.subject in ("subject", "data") else None
        if not cells and note is not None:
            # A line that is only numbered: what it says is its name.
            cells = [(heading, each) for heading, each in entry.filled if each is note]
        for heading, cell in cells:
            if heading.flag:
                text = heading.text if answer(cell.text) == "yes" else ""
            else:
                text = self.drafts.text(field, cell)
            if not text or (not heading.flag and answer(text) in _NO_VALUE):
                self.question(field, cell)
                continue
            # A line of its own names one thing, whatever commas are in it.
            one = entry.subject in ("subject", "data")
            for title in (text,) if one else split(text):
                record = self.record(field, title, cell, entry)
                if record not in link.setdefault(key, []):
                    link[key].append(record)
            self.draft.part("data", link, [cell])
        self.remarks(entry, link.get(key, []), field)

    def record(self, field: str, title: str, cell: Cell, entry: Entry) -> str:
        if field == "subjects":
            return shared.subject(self.drafts, title, cell)
        special = any(_is_special(heading.group) for heading, _ in entry.filled)
        return shared.category(self.drafts, title, cell, special=special)

    def remarks(self, entry: Entry, records: list[str], field: str) -> None:
        """What is said about a category itself goes to the category."""
        fields = {
            "subjects": ("subject_note", "subject_kind"),
            "categories": ("data_note", "data_kind"),
        }[field]
        folder = {"subjects": "data-subjects", "categories": "personal-data"}[field]
        for cell in entry.cells(*fields):
            if cell in self.drafts.fates:
                continue
            draft = self.drafts.draft(folder, records[0]) if len(records) == 1 else None
            if draft is not None:
                draft.remark(f"{words(cell)}", cell)

    def question(self, field: str, cell: Cell) -> None:
        self.draft.ask(
            f"{field.capitalize()}: the file says “{words(cell) or cell.formula}” "
            f"({self.drafts.at(cell)}). Which are they?",
            "data",
        )

    def sources(self, entry: Entry, link: dict[str, Any]) -> None:
        for cell in entry.cells("sources"):
            text = self.drafts.text("sources", cell)
            before = link.get("sources")
            named = split(text) if answer(text) not in _NO_VALUE else ()
            found = [shared.source(self.drafts, title, cell) for title in named]
            if found and all(found):
                known = before if isinstance(before, list) else []
                link["sources"] = list(dict.fromkeys([*known, *[each for each in found if each]]))
                if isinstance(before, dict):
                    self.draft.ask(before["unknown"], "data")
            elif before is not None:
                self.question("sources", cell)
            else:
                link["sources"] = self.drafts.fact(
                    "sources", cell, lambda text: None,
                    "From what kind of source is it: from the people themselves, a third party, "
                    "a public source …?",
                )  # fmt: skip
            self.draft.part("data", link, [cell])

    def retention(self, entry: Entry, link: dict[str, Any]) -> None:
        cells = entry.cells("retention")
        texts = [text for cell in cells if (text := self.limit(cell))]
        unused = [cell for cell in cells if not self.limit(cell)]
        if texts:
            link["retention"] = shared.retention(
                self.drafts, "; ".join(dict.fromkeys(texts)), cells[0]
            )
        elif cells:
            link["retention"] = self.no_limit(unused.pop(0))
        for cell in unused:
            self.question("retention", cell)
        for cell in cells:
            self.draft.part("data", link, [cell])
        self.about_limit(entry, link)

    def no_limit(self, cell: Cell) -> dict[str, Any]:
        """No time limit, or none that is understood."""
        said = words(cell)
        if leading_answer(said) == "none":
            return {"none": f"Written as “{said}” in {self.drafts.file} ({self.drafts.at(cell)})"}
        asked: dict[str, Any] = self.drafts.fact(
            "retention", cell, lambda text: None, "How long is it kept, and from when?"
        )
        return asked

    def limit(self, cell: Cell) -> str:
        text = self.drafts.text("retention", cell)
        return "" if leading_answer(text) in _NO_VALUE else text

    def about_limit(self, entry: Entry, link: dict[str, Any]) -> None:
        """The trigger, the reason, the way of disposal: they belong to the time limit."""
        fields = {
            "retention_trigger": "trigger",
            "retention_reference": "legal_reference",
            "disposal": "disposal",
            "nonadherence_reason": "nonadherence_reason",
        }
        rule = link.get("retention")
        draft = self.drafts.draft("retention", rule) if isinstance(rule, str) else None
        for field, key in fields.items():
            for cell in entry.cells(field):
                text = self.drafts.text(field, cell)
                if draft is None or not text or answer(text) in ("placeholder", "above", "none"):
                    continue
                if draft.data.setdefault(key, text) == text:
                    draft.cite(key, [cell])
        for cell in entry.cells("adherence"):
            said = {"yes": "yes", "no": "no", "unsure": "unknown", "unknown": "unknown"}.get(
                leading_answer(words(cell)) or ""
            )
            if draft is not None and said and draft.data.setdefault("adherence", said) == said:
                draft.cite("adherence", [cell], words(cell))

    def special(self, entry: Entry, link: dict[str, Any]) -> None:
        for cell in entry.cells("article_9"):
            text = self.drafts.text("article_9", cell)
            if answer(text) == "no":
                self.considered(link, cell, "Condition of Art. 9")
            else:
                self.condition(link, cell, condition(text))
        for cell in entry.cells("lawful_basis", "special_lawful_basis"):
            said = bases(self.drafts.text("lawful_basis", cell))
            if said.article_9:
                self.condition(link, cell, said.article_9)
        for cell in entry.cells("special_data"):
            self.flagged(link, cell)
        for field in ("schedule_1", "article_10"):
            for cell in entry.cells(field):
                if answer(self.drafts.text(field, cell)) == "no":
                    self.considered(link, cell, field.replace("_", " ").capitalize())
                    continue
                link[field] = self.drafts.fact(
                    field, cell, lambda text: None if answer(text) else text, "Which condition?"
                )
                self.draft.part("data", link, [cell])
        for cell in entry.cells("criminal_data"):
            if leading_answer(words(cell)) in ("no", "none"):
                self.considered(link, cell, "Criminal offence data")
                continue
            link.setdefault("article_10", self.drafts.unknown(
                "Criminal offence data", cell, "By which authority of law (Art. 10)?"
            ))  # fmt: skip
            self.draft.part("data", link, [cell])

    def considered(self, link: dict[str, Any], cell: Cell, what: str) -> None:
        """The file says that there is none: that somebody thought of it is worth keeping."""
        before = link.get("special_considered")
        said = f"{what}: written as “{words(cell)}”"
        link["special_considered"] = f"{before}; {said}" if before else said
        self.draft.part("data", link, [cell])

    def condition(self, link: dict[str, Any], cell: Cell, found: tuple[str, ...]) -> None:
        text = self.drafts.text("article_9", cell)
        if len(found) == 1:
            value: Any = found[0]
        else:
            value = self.drafts.fact(
                "article_9", cell, lambda text: None, "Which condition of Art. 9(2) is it?"
            )
        if link.setdefault("article_9", value) != value:
            self.draft.ask(
                f"Article 9: the file also says “{text}” ({self.drafts.at(cell)}). Which is right?",
                "data",
            )
        self.draft.part("data", link, [cell], "" if isinstance(value, dict) else text)

    def flagged(self, link: dict[str, Any], cell: Cell) -> None:
        """Yes or no to special categories; or their names."""
        text = self.drafts.text("special_data", cell)
        said = leading_answer(text)
        if said in ("no", "none"):
            link.setdefault("special_considered", f"The file says that there are none (“{text}”)")
        elif said in ("yes", "unsure", None, "unknown") and (cell.kind != "formula"):
            if said is None:
                for title in split(text):
                    record = shared.category(self.drafts, title, cell, special=True)
                    if record not in link.setdefault("categories", []):
                        link["categories"].append(record)
            if "article_9" not in link:
                link["article_9"] = self.drafts.unknown(
                    "Special categories", cell, "Which are they, and on which condition (Art. 9)?"
                )
        else:
            self.question("special_data", cell)
            return
        self.draft.part("data", link, [cell])

    def texts(self, entry: Entry, link: dict[str, Any]) -> None:
        for field in ("minimisation", "consequence"):
            for cell in entry.cells(field):
                text = self.drafts.text(field, cell)
                if text and answer(text) is None:
                    link[field] = text
                    self.draft.part("data", link, [cell])
        for cell in entry.cells("mandatory"):
            said = leading_answer(words(cell))
            link["mandatory"] = (
                said == "yes"
                if said in ("yes", "no")
                else self.drafts.unknown("Mandatory", cell, "Must people give this data?")
            )
            self.draft.part("data", link, [cell])
        for cell in entry.cells("policy_document"):
            text = self.drafts.text("policy_document", cell)
            if text and answer(text) is None:
                link["policy_document"] = self.drafts.shared(
                    "policy-documents", text, cell, _linked_by_title
                )
            else:
                link["policy_document"] = self.drafts.fact(
                    "policy_document", cell, lambda text: None, "Where is it?"
                )
            self.draft.part("data", link, [cell])

    def finish(self) -> None:
        """Facts that stand apart from data hold for all of it; then each link is named."""
        with_data = [each for each in self.found if each.get("categories")]
        if with_data:
            self.spread([each for each in self.found if not each.get("categories")], with_data)
            self.found = with_data
        elif len(self.found) > 1:
            self.spread(self.found[1:], self.found[:1])
            self.found = self.found[:1]
        if self.found:
            self.draft.data["data"] = [
                {"id": f"D{at}", **_in_order(link)} for at, link in enumerate(self.found, 1)
            ]

    def spread(self, apart: list[dict[str, Any]], over: list[dict[str, Any]]) -> None:
        for loose in apart:
            for link in over:
                for subject in loose.get("subjects", []):
                    if subject not in link.setdefault("subjects", []):
                        link["subjects"].append(subject)
                for field in _OF_ALL:
                    if field in loose:
                        self.lay(link, field, loose[field])
                for evidence in loose.get("evidence", []):
                    if evidence not in link.setdefault("evidence", []):
                        link["evidence"].append(evidence)

    def lay(self, link: dict[str, Any], field: str, value: Any) -> None:
        before = link.setdefault(field, value)
        if (
            before != value
            and field == "sources"
            and isinstance(before, list)
            and isinstance(value, list)
        ):
            link[field] = list(dict.fromkeys([*before, *value]))
        elif before != value and isinstance(value, dict):
            self.draft.ask(value.get("unknown") or f"{value.get('none')}. Is that right?", "data")
        elif before != value:
            self.draft.ask(
                f"{field.replace('_', ' ').capitalize()}: the file says different things for the "
                f"activity and for a part of its data ({value}). Which is right?",
                "data",
            )


def _linked_by_title(draft: Draft) -> None:
    draft.data["link"] = draft.data["title"]


_ORDER: Final = ("subjects", "categories", *_OF_ALL)


def _in_order(link: dict[str, Any]) -> dict[str, Any]:
    kept = {field: link[field] for field in _ORDER if field in link}
    return kept | ({"evidence": link["evidence"]} if "evidence" in link else {})


def _is_special(group: str) -> bool:
    """Whether what stands above several headings is about special or criminal data."""
    return word_for_word(group, "activity") in ("special_data", "criminal_data")
