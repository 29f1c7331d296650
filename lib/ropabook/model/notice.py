"""A public notice: its text, the statements in it, and what it does with each thing required."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator

from ropabook.law.notices import NOTICE_ITEMS, Verdict
from ropabook.law.words import LawfulBasisKey, Technology
from ropabook.model.facts import Day, Fact, Id, Label, Noun, Period, Text
from ropabook.model.record import FiledRecord, Ref

StatementKind = Literal[
    "entity",
    "office",
    "contact",
    "law",
    "scope",
    "purpose",
    "basis",
    "data",
    "collection",
    "recipient",
    "terminal-equipment",
    "right",
    "security",
    "retention",
    "transfer",
    "complaint",
    "amendment",
    "consent",
    "breach",
    "processor-terms",
    "accuracy",
    "commitment",
]


def _item(key: str) -> str:
    if key not in NOTICE_ITEMS:
        raise ValueError(f"must be one of {', '.join(NOTICE_ITEMS)}")
    return key


class Statement(Noun):
    """A passage of the notice, quoted exactly, with an id that never changes."""

    id: Label
    kind: StatementKind
    quote: Text
    refers_to: tuple[Text, ...] = ()
    """What it speaks of: `recipients/google`, `personal-data/contact`, `retention/accounts`,
    a whole activity `activities/orders`, or a part of it such as `activities/orders#P1`."""
    period: Period | None = None
    """The time limit it tells, where it tells one."""
    basis: LawfulBasisKey | None = None
    """The lawful basis it tells."""
    countries: tuple[Text, ...] = ()
    """The countries it tells of."""
    technology: Technology | None = None
    name: Text | None = None
    """The name of the cookie or key that it declares."""
    note: Text | None = None


class CodedItem(Noun):
    """What an analyst found the notice to do with one thing that the law wants said."""

    item: Annotated[str, AfterValidator(_item)]
    verdict: tuple[Verdict, ...]
    """The verdict; a second one where the notice does both."""
    statements: tuple[Label, ...] = ()
    because: Text
    about: Annotated[Id | None, Ref("recipients")] = None


class Notice(FiledRecord):
    """A privacy notice as published (Art. 12–14)."""

    folder: ClassVar[str] = "notices"

    title: Text
    entities: Annotated[tuple[Id, ...], Ref("entities")]
    audiences: Annotated[tuple[Id, ...], Ref("data-subjects")] = ()
    text: Text
    """The file beside this one that holds the notice's text."""
    sha256: Text
    captured_on: Fact[Day] | None = None
    url: Fact[Text] | None = None
    version: Fact[Text] | None = None
    effective_on: Fact[Day] | None = None
    live_sha256: Text | None = None
    """The SHA-256 of what is published now, as somebody looked at it."""
    live_checked_on: Day | None = None
    statements: tuple[Statement, ...] = ()
    items: tuple[CodedItem, ...] = ()
    no_fact: tuple[Text, ...] = ()
    """Passages of the text that state no fact."""

    def statement(self, label: str) -> Statement | None:
        """The statement of this id, if there is one."""
        return next((each for each in self.statements if each.id == label), None)

    def coded(self, *items: str) -> tuple[CodedItem, ...]:
        """What the analyst coded for these items."""
        return tuple(each for each in self.items if each.item in items)
