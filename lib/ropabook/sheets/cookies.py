"""Cookies and other storage on people's devices (PECR reg. 6, Sch. A1)."""

from collections.abc import Iterator
from typing import get_args

from ropabook.excel.table import Column, Row
from ropabook.law.periods import in_words
from ropabook.law.words import COOKIE_EXCEPTIONS, Technology, label
from ropabook.model.registers import Cookie
from ropabook.sheets.edits import Begins, Day, Duration, Edit, Named, YesNo, keys_spoken, labelled
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import gaps, named, optional, proof, say, spoken, titles, words_of

title = "Cookies"
about = "One row for each cookie or key of local storage: who sets it, why, for how long, by leave."
order = 110
columns = (
    Column("Name", 24),
    Column("Technology", 16, "PECR reg. 6"),
    Column("Provider", 20),
    Column("Purpose", 36, "PECR Sch. A1 para. 2(1)(a)"),
    Column("Category", 24),
    Column("Other uses", 24, "PECR Sch. A1 para. 5"),
    Column("Exception from consent", 30, "PECR Sch. A1"),
    Column("Waits for consent", 28, "PECR reg. 6(1)"),
    Column("Set before a choice is made", 28, "PECR reg. 6(1)"),
    Column("How to object", 26, "PECR Sch. A1"),
    Column("Lasts for", 28, "Art. 13(2)(a)"),
    Column("Why it lasts long", 28, "Art. 5(1)(e)"),
    Column("Activity", 26),
    Column("Last scan", 14),
    Column("Found by it", 12),
    Column("Gaps", 12),
    Column("Rests on", 32, "Art. 5(2)"),
    Column("Id", 20),
)

_CATEGORIES = ("necessary", "analytics", "appearance", "marketing", "emergency", "transmission")

edits = {
    "Name": Edit("title"),
    "Technology": Edit("technology", keys_spoken("Technologies", get_args(Technology))),
    "Provider": Edit("provider", Named(folder="recipients")),
    "Purpose": Edit("purpose"),
    "Category": Edit("category", keys_spoken("Categories of cookies", _CATEGORIES)),
    "Exception from consent": Edit("exception", labelled("Exceptions", COOKIE_EXCEPTIONS)),
    "Waits for consent": Edit("consent_gated", YesNo()),
    "Set before a choice is made": Edit("set_before_choice", YesNo()),
    "How to object": Edit("objection_route"),
    "Lasts for": Edit("duration", Duration()),
    "Why it lasts long": Edit("long_because"),
    "Activity": Edit("activity", Named(folder="activities")),
    "Last scan": Edit("scanned_on", Day()),
    "Found by it": Edit("seen", YesNo()),
}
begins = Begins("cookies")


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each cookie; a company's workbook has those of its activities."""
    provider = titles(scope.register, "recipients")
    for cookie in scope.records(Cookie):
        served = cookie.activity
        yield Row(
            (
                cookie.title,
                spoken(cookie.technology),
                say(cookie.provider, lambda record: provider((record,))),
                say(cookie.purpose),
                say(cookie.category, lambda word: word.capitalize()),
                words_of(cookie.uses, "None"),
                say(cookie.exception, lambda key: label(COOKIE_EXCEPTIONS, key)),
                say(cookie.consent_gated),
                say(cookie.set_before_choice),
                say(cookie.objection_route),
                say(cookie.duration, in_words),
                cookie.long_because or "–",
                named(scope.register, "activities", served) if served else "Not recorded",
                str(cookie.scanned_on or "Never"),
                optional(cookie.seen),
                gaps(scope, cookie.key),
                proof(cookie.evidence),
                cookie.id,
            ),
            (cookie.key,),
            cookie.key,
        )
