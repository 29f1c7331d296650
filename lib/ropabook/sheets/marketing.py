"""Direct marketing, and the choice to be in a directory (PECR reg. 18–24)."""

from collections.abc import Iterator
from typing import Final

from ropabook.excel.table import Column, Row
from ropabook.law.clocks import screening_holds_until
from ropabook.law.words import LAWFUL_BASES, label
from ropabook.model.activity import DirectMarketing, Purpose
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import has_and_lacks, led_by, listed, optional, say, spoken

title = "Direct marketing"
about = (
    "One row for each purpose of which the record says whether it markets, or how people chose to "
    "be in a directory: by which channels, and by what leave."
)
instead = "Change it in the notebook activities."
order = 42
frozen = 3
columns = (
    Column("Activity", 28),
    Column("Companies", 22),
    Column("Purpose", 40),
    Column("Channels", 40, "PECR reg. 19–22"),
    Column("Lawful basis", 26, "Art. 6(1)"),
    Column("Individuals among the subscribers", 20, "PECR reg. 22"),
    Column("Soft opt-in", 44, "PECR reg. 22(3)"),
    Column("Numbers compared with the TPS and CTPS", 30, "PECR reg. 21(3)"),
    Column("Number of the caller shown", 16, "PECR reg. 21(A1)"),
    Column("How the sender tells who it is", 44, "PECR reg. 23, 24"),
    Column("Choice to be in a directory", 44, "PECR reg. 18"),
)
_ELEMENTS: Final = {
    "sale": "got in a sale",
    "similar": "similar products",
    "at-collection": "refusal offered at collection",
    "each-time": "refusal offered each time",
}


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each purpose of which something is said."""
    for done in scope.done:
        whom = led_by(done)
        for purpose in done.activity.purposes:
            if purpose.marketing is not None or purpose.directory_choice is not None:
                basis = say(purpose.lawful_basis, lambda basis: label(LAWFUL_BASES, basis.basis))
                told = (*_marketing(scope, purpose, basis), optional(purpose.directory_choice))
                yield Row((next(whom), done.companies, purpose.text, *told))


def _marketing(scope: Scope, purpose: Purpose, basis: str) -> tuple[str, ...]:
    how = purpose.marketing
    if not isinstance(how, DirectMarketing):
        return (optional(how), basis, *("–",) * 5)
    return (
        listed(_channel(channel) for channel in how.channels),
        basis,
        say(how.individual_subscribers),
        _soft_opt_in(how),
        _screened(scope, how),
        optional(how.caller_shown),
        say(how.identified),
    )


def _channel(channel: str) -> str:
    return {"email": "E-mail", "sms": "Text message"}.get(channel, spoken(channel))


def _soft_opt_in(how: DirectMarketing) -> str:
    return has_and_lacks(_ELEMENTS, how.soft_opt_in) if how.soft_opt_in else "Not relied on"


def _screened(scope: Scope, how: DirectMarketing) -> str:
    if "live-call" not in how.channels:
        return "No live calls"
    day = how.preference_service_screened_on
    if day is None:
        return "Never"
    until = screening_holds_until(day)
    held = "holds" if scope.review.on <= until else "held"
    return f"On {day}, which {held} until {until}"
