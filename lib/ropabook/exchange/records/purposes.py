"""Why data is processed, and on which basis (Art. 30(1)(b), Art. 6)."""

from typing import Any, Final

from ropabook.excel.cells import Cell
from ropabook.exchange.entries import Entry
from ropabook.exchange.fields import BASIS_FLAG
from ropabook.exchange.records.drafts import Draft, Drafts
from ropabook.exchange.values.answers import answer, leading_answer
from ropabook.exchange.values.bases import Bases, bases, reason
from ropabook.exchange.values.cleaning import words
from ropabook.exchange.values.lists import split
from ropabook.law.words import LAWFUL_BASES, label

_ASK: Final = "Which lawful basis is it (Art. 6(1))?"


class Purposes:
    """The purposes of one activity."""

    def __init__(self, drafts: Drafts, draft: Draft) -> None:
        self.drafts, self.draft = drafts, draft
        self.found: list[dict[str, Any]] = []
        self.later: list[tuple[Entry, list[Cell]]] = []

    def take(self, entry: Entry) -> None:
        """What a row, a form or a part says about purposes."""
        mine = [
            purpose
            for cell in entry.cells("purpose", "sub_purpose")
            for purpose in self.named(cell)
        ]
        for cell in entry.cells("purpose_note"):
            if mine:
                mine[0]["text"] = f"{mine[0]['text']} – {words(cell)}"
                self.draft.part("purposes", mine[0], [cell])
        cells = _about_bases(entry)
        if cells and mine:
            self.settle(entry, mine)
        elif cells:
            self.later.append((entry, cells))

    def finish(self) -> None:
        """Bases that stand apart from purposes hold for those that have none."""
        if not self.found and any(self.names_a_basis(entry) for entry, _ in self.later):
            self.without_words()
        for entry, _ in self.later:
            open_ = [each for each in self.found if "lawful_basis" not in each] or self.found
            if open_:
                self.settle(entry, open_)
        if self.found:
            self.draft.data["purposes"] = self.found

    def names_a_basis(self, entry: Entry) -> bool:
        """Whether a lawful basis is said, in words or by a tick."""
        return any(
            bases(self.drafts.text("lawful_basis", cell)).article_6
            or (heading.flag and answer(cell.text) == "yes")
            for heading, cell in entry.filled
            if heading.field == "lawful_basis" or heading.field.startswith(BASIS_FLAG)
        )

    def without_words(self) -> None:
        """A basis needs a purpose to stand with: the activity's name, until somebody says it."""
        name = self.draft.data["title"]
        self.found.append({"id": "P1", "text": name})
        self.draft.ask(
            f"The file names no purpose. Its lawful basis stands with the name “{name}” until "
            "somebody says it: what is the purpose?",
            "purposes",
        )

    def named(self, cell: Cell) -> list[dict[str, Any]]:
        text = self.drafts.text("purpose", cell)
        if answer(text) in ("placeholder", "above", "unknown", "none") or not text:
            self.draft.ask(
                f"Purpose: the file says “{text or cell.formula}” ({self.drafts.at(cell)}). "
                "What is the purpose?",
                "purposes",
            )
            return []
        found = []
        for part in split(text, commas=False):
            same = next((each for each in self.found if each["text"] == part), None)
            if same is None:
                same = {"id": f"P{len(self.found) + 1}", "text": part}
                self.found.append(same)
            self.draft.part("purposes", same, [cell])
            found.append(same)
        return found

    def settle(self, entry: Entry, purposes: list[dict[str, Any]]) -> None:
        """Give purposes the basis, with what belongs to it."""
        for purpose in purposes:
            for cell in entry.cells("lawful_basis"):
                self.basis(purpose, cell, "lawful_basis")
            self.flags(entry, purpose)
            for cell in entry.cells("special_lawful_basis"):
                self.basis(purpose, cell, "special_lawful_basis")
            for field, key in (("legitimate_interest", "interest"),
                               ("statute", "statute")):  # fmt: skip
                for cell in entry.cells(field):
                    self.detail(purpose, cell, key)
            for cell in entry.cells("legitimate_interests_assessment"):
                self.linked(purpose, cell)

    def basis(self, purpose: dict[str, Any], cell: Cell, field: str) -> None:
        text = self.drafts.text(field, cell)
        said = bases(text)
        if text in LAWFUL_BASES:
            said = Bases((text,))
        if said.contradicts or not said.article_6:
            self.not_known(purpose, cell, said)
            return
        for basis in said.article_6:
            self.add(purpose, basis, text if len(said.article_6) == 1 else "", field)
        if len(said.article_6) > 1:
            names = ", ".join(label(LAWFUL_BASES, basis) for basis in said.article_6)
            self.draft.ask(
                f"The file gives several bases for one purpose ({names}; {self.drafts.at(cell)}). "
                "Why is each relied on?",
                "purposes",
            )
        self.draft.part("purposes", purpose, [cell], _words_beside(text, said))

    def add(self, purpose: dict[str, Any], basis: str, text: str, field: str) -> None:
        found: dict[str, Any] = {"basis": basis}
        why = reason(text)
        if why and basis == "legal-obligation":
            found["statute"] = why
        first = purpose.get("lawful_basis")
        if isinstance(first, dict) and "unknown" in first:
            # Words that name no basis, beside a basis that is named: the words stay a question.
            self.draft.ask(first["unknown"], "purposes")
            first = None
        if first is None:
            purpose["lawful_basis"] = found
            return
        if isinstance(first, dict) and first.get("basis") == basis:
            return
        if field == "special_lawful_basis":
            found["necessity"] = "Given in the file for special category or criminal offence data"
        elif why:
            found["necessity"] = why
        further = purpose.setdefault("further_bases", [])
        if basis not in [each["basis"] for each in further]:
            further.append(found)

    def not_known(self, purpose: dict[str, Any], cell: Cell, said: Bases) -> None:
        if said.article_9 and not said.article_6 and not said.contradicts:
            return  # a condition of Art. 9 in the column: the data takes it
        text = words(cell)
        if answer(text) is None:
            self.drafts.not_understood("lawful_basis", text)
        ask = "The article and the words differ: which is right?" if said.contradicts else _ASK
        if leading_answer(text) == "none":
            ask = "Without a basis the processing is not lawful. " + _ASK
        if "lawful_basis" in purpose:
            self.draft.ask(
                f"Lawful basis: the file also says “{text}” ({self.drafts.at(cell)}). {ask}",
                "purposes",
            )
        else:
            purpose["lawful_basis"] = self.drafts.unknown("Lawful basis", cell, ask)
        self.draft.part("purposes", purpose, [cell])

    def flags(self, entry: Entry, purpose: dict[str, Any]) -> None:
        for heading, cell in entry.filled:
            if heading.field.startswith(BASIS_FLAG) and answer(cell.text) == "yes":
                self.add(purpose, heading.field.removeprefix(BASIS_FLAG), "", "lawful_basis")
                self.draft.part("purposes", purpose, [cell])
            elif heading.field == "lawful_basis" and heading.flag and bases(heading.text).article_6:
                self.add(purpose, bases(heading.text).article_6[0], "", "lawful_basis")
                self.draft.part("purposes", purpose, [cell])

    def detail(self, purpose: dict[str, Any], cell: Cell, key: str) -> None:
        """The interest, or the statute, that goes with the basis."""
        basis = purpose.get("lawful_basis")
        if not isinstance(basis, dict) or "basis" not in basis:
            return
        text = self.drafts.text("legitimate_interest" if key == "interest" else key, cell)
        if answer(text) == "none":
            self.not_applicable(purpose, basis, key, cell)
            return
        if answer(text) in ("no", "unknown", "placeholder", "above"):
            if key == "interest" and basis["basis"] == "legitimate-interests":
                basis.setdefault(key, self.drafts.unknown("Legitimate interest", cell, "Which?"))
                self.draft.part("purposes", purpose, [cell])
            return
        wanted = "legitimate-interests" if key == "interest" else "legal-obligation"
        for each in (basis, *purpose.get("further_bases", [])):
            if each["basis"] == wanted and each.setdefault(key, text) == text:
                self.draft.part("purposes", purpose, [cell])
                return
        if key == "interest" and answer(text) not in ("yes", "no"):
            self.draft.ask(
                f"The file names a legitimate interest, “{text}” ({self.drafts.at(cell)}), "
                "but gives another basis. Which is right?",
                "purposes",
            )

    def not_applicable(
        self, purpose: dict[str, Any], basis: dict[str, Any], key: str, cell: Cell
    ) -> None:
        """What is written as not applicable stays so."""
        said = f"Written as “{words(cell)}” in {self.drafts.file} ({self.drafts.at(cell)})"
        basis.setdefault(key, {"none": said})
        self.draft.part("purposes", purpose, [cell])

    def consent(self, entry: Entry) -> None:
        """Where consent is kept, for the purposes that rest on it."""
        for cell in entry.cells("consent_record"):
            text = self.drafts.text("consent_record", cell)
            for purpose in self.found:
                basis = purpose.get("lawful_basis")
                if not isinstance(basis, dict) or "basis" not in basis:
                    continue
                if answer(text) in ("none", "no"):
                    self.not_applicable(purpose, basis, "consent", cell)
                elif basis["basis"] == "consent" and answer(text) is None:
                    basis["consent"] = self.drafts.shared(
                        "consents", text, cell,
                        lambda draft: draft.data.update(captured=draft.data["title"]),
                    )  # fmt: skip
                    self.draft.part("purposes", purpose, [cell])

    def linked(self, purpose: dict[str, Any], cell: Cell) -> None:
        """The assessment of a legitimate interest, which has a record of its own."""
        basis = purpose.get("lawful_basis")
        if not isinstance(basis, dict) or "basis" not in basis:
            return
        if answer(words(cell)) == "none":
            self.not_applicable(purpose, basis, "assessment", cell)
        elif basis["basis"] == "legitimate-interests":
            basis.setdefault(
                "assessment",
                self.drafts.fact(
                    "legitimate_interests_assessment", cell, lambda text: None,
                    "Which record is that assessment?", label="Legitimate interests assessment",
                ),
            )  # fmt: skip
            self.draft.part("purposes", purpose, [cell])


def _about_bases(entry: Entry) -> list[Cell]:
    fields = ("lawful_basis", "special_lawful_basis", "legitimate_interest", "statute",
              "legitimate_interests_assessment")  # fmt: skip
    flags = [cell for heading, cell in entry.filled if heading.field.startswith(BASIS_FLAG)]
    return entry.cells(*fields) + flags


def _words_beside(text: str, said: Bases) -> str:
    """The words, where they are not simply the name of the basis."""
    names = {each for basis in said.article_6 for each in (basis, label(LAWFUL_BASES, basis))}
    return "" if len(said.article_6) == 1 and text in names else text
