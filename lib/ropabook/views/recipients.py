"""Who receives data: what they are, where, under which contract, and until when."""

from collections import Counter
from datetime import timedelta
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.law.words import RECIPIENT_KINDS, label
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import Nothing, Unknown, each, known
from ropabook.model.names import country
from ropabook.model.register import Register
from ropabook.model.registers import Contract, Recipient
from ropabook.review import Review
from ropabook.rules.agreements import PROCESSORS, in_force
from ropabook.views.choosing import by_choice, lead
from ropabook.views.html import Content, figures, joined, note, plural, to_record, wanting
from ropabook.views.listing import Line, listing

title: Final = "Who receives it"
once: Final = True
page: Final = "recipients"
order: Final = 64
SOON: Final = timedelta(days=90)
NOT_KNOWN: Final = "Not known yet"


class Row(NamedTuple):
    """One recipient, with what the companies that use it have agreed with it."""

    key: str
    name: str
    kind: str
    classified: bool
    processor: bool
    country: str
    contract: str
    state: str
    """`in force`, `ends soon`, `ended`, `none`, `open`, or empty where none is due."""
    activities: tuple[tuple[str, str], ...]
    """Key and title of each activity that gives it data."""
    entities: tuple[str, ...]


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Every recipient to whom some activity gives data, or that is recorded and not used."""
    using, register = review.register.every.once(_using), review.register
    held = (each_one for each_one in register.recipients.values() if register.holds(each_one.key))
    found = (_row(review, each_one, using.get(each_one.id, {})) for each_one in held)
    return tuple(row for row in found if entity is None or entity in row.entities)


_Users = dict[str, dict[str, ProcessingActivity]]


def _using(register: Register) -> _Users:
    found: _Users = {}
    for written in register.activities.values():
        for activity, _ in register.variants(written):
            for given in each(activity.recipients):
                if given.direction == "out":
                    found.setdefault(given.recipient, {})[activity.key] = activity
            for sent in each(activity.transfers):
                found.setdefault(sent.recipient, {})[activity.key] = activity
    return found


def _row(review: Review, recipient: Recipient, users: dict[str, ProcessingActivity]) -> Row:
    kind, where = known(recipient.kind), known(recipient.country)
    contract, state = _contract(review, recipient, kind in PROCESSORS)
    return Row(
        recipient.key,
        recipient.title,
        label(RECIPIENT_KINDS, kind) if kind else NOT_KNOWN,
        kind not in (None, "unclassified"),
        kind in PROCESSORS,
        country(where) if where else NOT_KNOWN,
        contract,
        state,
        tuple((key, activity.title) for key, activity in users.items()),
        tuple(dict.fromkeys(e for activity in users.values() for e in activity.entities)),
    )


def _contract(review: Review, recipient: Recipient, due: bool) -> tuple[str, str]:
    named = review.register.of(Contract).get(known(recipient.contract) or "")
    every = [*review.register.contracts_with.get(recipient.id, ()), *([named] if named else [])]
    held = [contract for contract in every if in_force(contract, review.on)]
    if held:
        ends = [day for contract in held if (day := known(contract.expires_on))]
        if ends and max(ends) <= review.on + SOON:
            return f"“{held[0].title}” ends on {max(ends)}", "ends soon"
        until = f", until {max(ends)}" if ends else ""
        return f"“{held[0].title}”{until}", "in force"
    if every:
        day = known(every[0].expires_on)
        ended = day is not None and day < review.on
        said = f"ended on {day}" if ended else "is not signed, or not known to be"
        return f"“{every[0].title}” {said}", "ended" if ended else "open"
    if isinstance(recipient.contract, Unknown):
        return f"Not known yet: ask {recipient.contract.ask}", "open"
    if isinstance(recipient.contract, Nothing):
        return f"None: {recipient.contract.none}", "none" if due else ""
    return ("None is recorded", "none") if due else ("–", "")


def draw(review: Review, entity: str | None) -> Markup:
    """Figures, then a row for each recipient; what is to be looked at comes first."""
    return joined(by_choice(review, entity, _figures), _list(review, entity, rows(review, entity)))


_BARE: Final = "is-bare"
_PROCESSOR: Final = "is-processor"
_ENDING: Final = "is-ending"
_UNCLEAR: Final = "is-unclear"
_NOWHERE: Final = "is-nowhere"


def _marks(row: Row) -> tuple[str, ...]:
    """By which figures it is counted."""
    said = {
        _PROCESSOR: row.processor,
        _BARE: row.processor and row.state in ("none", "ended", "open"),
        _ENDING: row.state == "ends soon",
        _UNCLEAR: not row.classified,
        _NOWHERE: row.country == NOT_KNOWN,
    }
    return tuple(mark for mark, so in said.items() if so)


def _figures(review: Review, entity: str | None) -> Markup:
    found = rows(review, entity)
    if not found:
        return note("No recipient is recorded.")
    of = Counter(mark for row in found for mark in _marks(row))
    to = "recipient-rows"
    return figures(
        [
            (f"{len(found):,}", "recipients on record", "plain", lead(to)),
            wanting(of[_BARE], "processors without a contract in force", "critical",
                    lead(to, _BARE), of=of[_PROCESSOR]),
            wanting(of[_ENDING], "contracts end within 90 days", "major", lead(to, _ENDING)),
            wanting(of[_UNCLEAR], "not classified yet", "major", lead(to, _UNCLEAR)),
            wanting(of[_NOWHERE], "in a country that is not known", "major", lead(to, _NOWHERE)),
        ]
    )  # fmt: skip


_FIRST: Final = ("ended", "none", "ends soon", "open", "", "in force")
_SIGNS: Final = {"ended": "✕ ", "none": "✕ ", "ends soon": "⚠ ", "open": "? ", "in force": "✓ "}


def _list(review: Review, entity: str | None, found: tuple[Row, ...]) -> Markup:
    if not found:
        return Markup("")
    ordered = sorted(found, key=lambda row: (_FIRST.index(row.state), row.classified, row.name))
    lines = [
        Line((to_record(row.key, row.name), row.kind, row.country,
              _SIGNS.get(row.state, "") + row.contract, _activities(row)),
             row.entities or ("",), (row.key,), _marks(row))
        for row in ordered
    ]  # fmt: skip
    heads = ["Recipient", "What it is", "Country", "Contract", "Receives from"]
    return listing(review, entity, "recipient-rows", "What is to be looked at comes first", heads,
                   lines, "are in the Excel workbook, sheet “Recipients”")  # fmt: skip


def _activities(row: Row) -> Content:
    if not row.activities:
        return "No activity"
    shown = row.activities[:6]
    named = [joined(", " if at else "", to_record(*one)) for at, one in enumerate(shown)]
    left = len(row.activities) - len(shown)
    more = f" and {plural(left, 'more activity', 'more activities')}" if left else ""
    return joined(named, more)
