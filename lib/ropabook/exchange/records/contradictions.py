"""What a file says against itself: asked about, and never settled here."""

from ropabook.excel.cells import Cell
from ropabook.exchange.entries import Entry
from ropabook.exchange.records.drafts import Draft, Drafts
from ropabook.exchange.values.answers import answer, leading_answer
from ropabook.exchange.values.cleaning import words
from ropabook.exchange.values.countries import country, mentioned
from ropabook.exchange.values.kinds import special_category
from ropabook.exchange.values.lists import split
from ropabook.exchange.vocabulary import plain


class _Said:
    """The cells of an activity by fact, for comparing them."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries

    def cells(self, *fields: str) -> list[Cell]:
        return [cell for entry in self.entries for cell in entry.cells(*fields)]

    def answered(self, said: str, *fields: str) -> Cell | None:
        """A cell that answers yes, no or none."""
        return next((c for c in self.cells(*fields) if leading_answer(words(c)) == said), None)

    def given(self, *fields: str) -> Cell | None:
        """A cell that gives something other than such an answer."""
        return next((cell for cell in self.cells(*fields) if answer(words(cell)) is None), None)


def contradictions(drafts: Drafts, draft: Draft, entries: list[Entry]) -> None:
    """Ask about each contradiction within one activity."""
    said = _Said(entries)
    whole = _Said([entry for entry in entries if entry.subject == "activity"])
    for one, other, question in (
        (_no(whole, "special_data"), _special(said), "Is there special category data?"),
        (said.answered("yes", "special_data"), _no(said, "article_9"),
         "Which condition of Art. 9 is met?"),
        (said.answered("no", "dpia_required"), said.given("dpia"), "Is a DPIA required?"),
        (said.answered("no", "dpia_required"), said.answered("yes", "profiling"),
         "Is there profiling, and no DPIA?"),
        (_no(said, "transfers") or _no(said, "transfer_countries"), _abroad(said),
         "Is nothing transferred?"),
        (_pending(said), _transfers(said), "Is data transferred without a contract?"),
        (said.answered("no", "automated_decisions"), said.answered("yes", "profiling"),
         "Is there profiling?"),
        (_no(said, "recipients"), said.given("processors", "contract"), "Are there recipients?"),
    ):  # fmt: skip
        if one is not None and other is not None and one is not other:
            text = (
                f"The file says “{words(one)}” ({drafts.at(one)}), but also “{words(other)}” "
                f"({drafts.at(other)})."
            )
            draft.ask(f"{text} {question}")
            drafts.note(f"Contradiction: {text}")
    _yes_and_no(drafts, draft, said)


def _no(said: _Said, field: str) -> Cell | None:
    return said.answered("no", field) or said.answered("none", field)


def _special(said: _Said) -> Cell | None:
    for cell in said.cells("categories"):
        if any(special_category(title) for title in split(words(cell))):
            return cell
    return said.answered("yes", "special_data") or said.given("article_9")


def _abroad(said: _Said) -> Cell | None:
    """A recipient that is in another country, by its country or by its name."""
    for cell in said.cells("recipient_country", "transfer_countries"):
        if country(words(cell)) not in (None, "GB"):
            return cell
    named = said.cells("recipients", "processors", "sub_processors", "transfer_recipient")
    return next((cell for cell in named if set(mentioned(words(cell))) - {"GB"}), None)


def _pending(said: _Said) -> Cell | None:
    waiting = ("pending", "not signed", "draft", "ausstehend", "en attente", "in aanvraag",
               "pendiente", "in attesa")  # fmt: skip
    for cell in said.cells("contract"):
        if any(each in plain(words(cell)) for each in waiting):
            return cell
    return None


def _transfers(said: _Said) -> Cell | None:
    return said.answered("yes", "transfers") or next(
        (cell for cell in said.cells("transfer_countries", "transfers") if mentioned(words(cell))),
        None,
    )


def _yes_and_no(drafts: Drafts, draft: Draft, said: _Said) -> None:
    """The same question answered both ways: in a list and in a form, or in two rows."""
    for field in ("special_data", "transfers", "dpia_required", "profiling", "criminal_data"):
        yes, no = said.answered("yes", field), _no(said, field)
        if yes is not None and no is not None and field != "special_data":
            text = (
                f"{field.replace('_', ' ').capitalize()}: “{words(yes)}” ({drafts.at(yes)}), but "
                f"also “{words(no)}” ({drafts.at(no)})."
            )
            draft.ask(f"{text} Which is right?")
            drafts.note(f"Contradiction: {text}")
