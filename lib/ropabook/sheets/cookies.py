"""Cookies and other storage on people's devices (PECR reg. 6, Sch. A1)."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Row
from ropabook.law.words import COOKIE_EXCEPTIONS, label
from ropabook.model.registers import Cookie
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import gaps, named, proof, say, titles

title = "Cookies"
about = "One row for each cookie or key of local storage: who sets it, why, for how long, by leave."
order = 110
columns = (
    Column("Name", 24),
    Column("Technology", 16, "PECR reg. 6"),
    Column("Provider", 20),
    Column("Purpose", 36, "PECR Sch. A1 para. 2(1)(a)"),
    Column("Category", 24),
    Column("Exception from consent", 30, "PECR Sch. A1"),
    Column("Waits for consent", 28, "PECR reg. 6(1)"),
    Column("Set before a choice is made", 28, "PECR reg. 6(1)"),
    Column("How to object", 26, "PECR Sch. A1"),
    Column("Lasts for", 28, "Art. 13(2)(a)"),
    Column("Activity", 26),
    Column("Last seen by a scan", 14),
    Column("Gaps", 12),
    Column("Rests on", 32, "Art. 5(2)"),
    Column("Id", 20),
)


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each cookie; a company's workbook has those of its activities."""
    provider = titles(scope.register, "recipients")
    for cookie in scope.records(Cookie):
        served = cookie.activity
        yield Row(
            (
                cookie.title,
                cookie.technology.replace("-", " ").capitalize(),
                say(cookie.provider, lambda record: provider((record,))),
                say(cookie.purpose),
                say(cookie.category, lambda word: word.capitalize()),
                say(cookie.exception, lambda key: label(COOKIE_EXCEPTIONS, key)),
                say(cookie.consent_gated),
                say(cookie.set_before_choice),
                say(cookie.objection_route),
                say(cookie.duration),
                named(scope.register, "activities", served) if served else "Not recorded",
                str(cookie.scanned_on or "Never"),
                gaps(scope, cookie.key),
                proof(cookie.evidence),
                cookie.id,
            ),
            (cookie.key,),
        )
