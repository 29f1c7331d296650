"""What activities name and share: categories, sources, recipients, systems, measures, limits."""

import re
from typing import Any, Final

from ropabook.excel.cells import Cell
from ropabook.exchange.records.drafts import Draft, Drafts
from ropabook.exchange.values.countries import country, is_region
from ropabook.exchange.values.durations import duration
from ropabook.exchange.values.kinds import (
    is_criminal,
    measure_limb,
    source_kind,
    special_category,
)

_LAW_BESIDE: Final = re.compile(
    r"^([^()]+?)\s*\(([^()]*(?:§|\b(?:art|s|sec|section|act|code|law|loi|ley|wet|legge)\b)[^()]*)\)$",
    re.IGNORECASE,
)
"""“7 Jahre (BAO § 132)”: a period, and the law that asks for it."""


def subject(drafts: Drafts, title: str, cell: Cell) -> str:
    """The id of a category of people."""
    return drafts.shared("data-subjects", title, cell, lambda draft: None)


def category(drafts: Drafts, title: str, cell: Cell, *, special: bool = False) -> str:
    """The id of a category of data; special or criminal, where its name says so."""

    def make(draft: Draft) -> None:
        found = special_category(title)
        if found:
            draft.data["special"] = found
        elif is_criminal(title):
            draft.data["criminal"] = True
        elif special:
            draft.data["special"] = drafts.unknown(
                "Special category", cell, "Which special category is it (Art. 9(1))?"
            )

    return drafts.shared("personal-data", title, cell, make)


def source(drafts: Drafts, title: str, cell: Cell) -> str | None:
    """The id of a source; None where it is not plain from what kind of source it is."""
    kind = source_kind(title)
    known = drafts.known("sources", title)
    if kind is None:
        return known

    def make(draft: Draft) -> None:
        draft.data["kind"] = kind

    return drafts.shared("sources", title, cell, make)


def system(drafts: Drafts, title: str, cell: Cell) -> str:
    """The id of a system."""
    return drafts.shared("systems", title, cell, lambda draft: None)


def measure(drafts: Drafts, title: str, cell: Cell, text: str = "", kind: str = "") -> str:
    """The id of a security measure; a class that is not plain is asked about."""

    def make(draft: Draft) -> None:
        limb = measure_limb(kind) or measure_limb(title) or measure_limb(text)
        draft.data |= {
            "text": text or title,
            "article_32": limb or "b",
            "nature": "organisational" if limb == "organisational" else "technical",
            "status": "in-place",
        }
        if limb is None:
            draft.ask(
                f"“{title}”: which part of Art. 32(1) does it serve, and is it technical or "
                "organisational? The import put it under (b), technical.",
                "article_32",
            )

    return drafts.shared("security-measures", title, cell, make)


def retention(drafts: Drafts, text: str, cell: Cell) -> str:
    """The id of a time limit: a period, or the words as criteria."""

    def make(draft: Draft) -> None:
        found, law = duration(text), ""
        draft.data["origin"] = "stated"
        if not found.period and (beside := _LAW_BESIDE.match(text)):
            found, law = duration(beside[1]), beside[2]
        if found.period:
            if law:
                draft.data["legal_reference"] = law
            draft.data["period"] = found.period
            if found.trigger:
                draft.data["trigger"] = found.trigger
        else:
            draft.data["criteria"] = text

    return drafts.shared("retention", text, cell, make)


def recipient(drafts: Drafts, title: str, cell: Cell, kind: str | None = None) -> str:
    """The id of a recipient; a kind that is said later fills a kind that was not known."""
    known = drafts.known("recipients", title)
    if known is not None:
        draft = drafts.draft("recipients", known)
        if draft is not None and kind:
            set_kind(draft, kind, cell)
        return known

    def make(draft: Draft) -> None:
        draft.data["kind"] = kind or drafts.unknown(
            f"“{title}”", cell, "What is it: a processor, a controller, an authority …?"
        )

    return drafts.shared("recipients", title, cell, make)


def set_kind(draft: Draft, kind: str, cell: Cell) -> None:
    """Say what a recipient is; two answers that differ are asked about."""
    before = draft.data.get("kind")
    if isinstance(before, dict) or before is None:
        draft.data["kind"] = kind
    elif before != kind:
        draft.ask(f"The file calls it “{before}” and “{kind}” ({cell.place}). What is it?", "kind")


def country_fact(drafts: Drafts, field: str, cell: Cell) -> Any:
    """A country, `none`, or a question: a region or a city is no country."""
    text = drafts.text(field, cell)
    ask = "Which country is it?"
    if is_region(text):
        ask = "That is more than one country: which?"
    return drafts.fact(field, cell, country, ask, label="Country")


def contract(drafts: Drafts, text: str, cell: Cell, kind: str = "article-28") -> Draft:
    """A contract, by its link or its words."""
    found = drafts.known("contracts", text)
    if found and (draft := drafts.draft("contracts", found)):
        return draft
    name = drafts.shared(
        "contracts", text, cell, lambda draft: draft.data.update(kind=kind, link=text)
    )
    return drafts.draft("contracts", name) or drafts.for_existing(f"contracts/{name}")
