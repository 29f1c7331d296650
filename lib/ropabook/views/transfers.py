"""Where data goes abroad, and what carries each transfer."""

from collections import Counter, defaultdict
from typing import Final, NamedTuple

from markupsafe import Markup

from ropabook.law.countries import destination
from ropabook.law.words import MECHANISMS, label
from ropabook.model.facts import Nothing, each, known
from ropabook.model.names import country
from ropabook.model.register import Register
from ropabook.review import Review
from ropabook.sheets.scope import Scope
from ropabook.views import transfers_chart
from ropabook.views.choosing import by_choice, lead, linked, picture_name
from ropabook.views.drawing import Colour
from ropabook.views.figure import figure
from ropabook.views.html import (
    Content,
    figures,
    joined,
    note,
    same_as_table,
    table,
    to_record,
    wanting,
)
from ropabook.views.listing import Line, concerned, listing, whose
from ropabook.views.transfers_chart import Sent

title: Final = "Where it goes abroad, and on what that rests"
once: Final = True
page: Final = "recipients"
order: Final = 66
NOT_KNOWN: Final = "Not known yet"
NOTHING: Final = label(MECHANISMS, "no-mechanism")
_APPROVAL: Final = {"domestic": "not abroad", "full": "approved", "partial": "partly approved",
                    "none": "not approved"}  # fmt: skip


class Row(NamedTuple):
    """One transfer, or an activity of which nobody knows whether it has any."""

    key: str
    activity: str
    entities: tuple[str, ...]
    recipient: str
    country: str
    mechanism: str
    weight: str
    """`critical` where nothing carries it, `major` where something is not known, else empty."""


def rows(review: Review, entity: str | None) -> tuple[Row, ...]:
    """Every transfer, and every activity whose transfers are not known."""
    register = review.register
    return tuple(
        row
        for row in register.every.once(_rows)
        if concerned(row.entities, entity) and register.holds(row.key)
    )


def _rows(register: Register) -> tuple[Row, ...]:
    found = []
    for written in register.activities.values():
        for activity, entities in register.variants(written):
            start = (activity.key, activity.title, entities)
            for sent in each(activity.transfers):
                to = register.recipients.get(sent.recipient)
                by = known(sent.mechanism)
                where = known(sent.country)
                weight = "critical" if by == "no-mechanism" else "" if by and where else "major"
                found.append(Row(*start, to.title if to else sent.recipient, _place(where),
                                 label(MECHANISMS, by) if by else NOT_KNOWN, weight))  # fmt: skip
            if not each(activity.transfers) and not isinstance(activity.transfers, Nothing):
                found.append(Row(*start, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, "open"))
    return tuple(found)


def _place(code: str | None) -> str:
    if code is None:
        return NOT_KNOWN
    try:
        return f"{country(code)}, {_APPROVAL[destination(code).approval]}"
    except KeyError:
        return code


def draw(review: Review, entity: str | None) -> Markup:
    """Figures, the picture, and a row for each transfer."""
    return joined(by_choice(review, entity, _scope), _list(review, entity))


_MARKS: Final = {
    "critical": ("is-sent", "is-bare"), "major": ("is-sent", "is-unclear"), "open": ("is-open",),
    "": ("is-sent",),
}  # fmt: skip
"""By which figures a row is counted, by its weight."""


def _scope(review: Review, entity: str | None) -> Markup:
    found = rows(review, entity)
    sent = [row for row in found if row.weight != "open"]
    open_ = len(found) - len(sent)
    nothing = sum(row.weight == "critical" for row in sent)
    unclear = sum(row.weight == "major" for row in sent)
    total = len(Scope(review, entity).done)
    to = "transfer-rows"
    shown = figures(
        [
            (f"{len(sent):,}", "transfers on record", "plain", lead(to, "is-sent")),
            wanting(nothing, "rest on nothing", "critical", lead(to, "is-bare")),
            wanting(unclear, "have a country or mechanism that is not known", "major",
                    lead(to, "is-unclear")),
            wanting(open_, "activities: whether data goes abroad is not known", "major",
                    lead(to, "is-open"), of=total),
        ]
    )  # fmt: skip
    if not sent:
        said = "Nobody has recorded a transfer yet." if open_ else "Nothing goes abroad."
        return joined(shown, note(said))
    name = picture_name("transfers", review, entity)
    bars = by_mechanism(sent)
    return joined(
        shown,
        figure(transfers_chart.picture(bars), name),
        same_as_table(_table(bars)),
    )


def _of(mechanism: str) -> str:
    """The mark of what rests on a mechanism: its place among the words of the law."""
    every = [label(MECHANISMS, key) for key in MECHANISMS]
    return f"on-{every.index(mechanism)}" if mechanism in every else "on-nobody-knows"


def _table(bars: list[Sent]) -> Markup:
    lines: list[list[Content]] = [
        [bar.sign + bar.mechanism,
         linked(bar.number, lead("transfer-rows", "is-sent", _of(bar.mechanism)), bar.mechanism),
         bar.countries]
        for bar in bars
    ]  # fmt: skip
    return table("Transfers by what they rest on", ["Rests on", "Transfers", "Countries"], lines)


def by_mechanism(found: list[Row]) -> list[Sent]:
    """A bar for each mechanism: what carries nothing first, then what is not known."""
    places: dict[str, Counter[str]] = defaultdict(Counter)
    for row in found:
        places[row.mechanism][row.country] += 1
    bars = []
    for mechanism, counted in places.items():
        said = "; ".join(f"{place} ({n})" for place, n in counted.most_common())
        looks: dict[str, tuple[Colour, str]] = {
            NOTHING: ("critical", "✕ "), NOT_KNOWN: ("major", "? ")
        }  # fmt: skip
        weight, sign = looks.get(mechanism, ("accent", ""))
        bars.append(Sent(mechanism, counted.total(), said, weight, sign))
    first = {"critical": 0, "major": 1}
    return sorted(bars, key=lambda bar: (first.get(bar.weight, 2), -bar.number))


def _list(review: Review, entity: str | None) -> Markup:
    found = rows(review, entity)
    if not found:
        return Markup("")
    register = review.register
    order = {"critical": 0, "major": 1, "open": 2, "": 3}
    signs = {"critical": "✕ ", "major": "? ", "open": "? ", "": ""}
    lines = [
        Line((to_record(row.key, row.activity), row.recipient, row.country,
              signs[row.weight] + row.mechanism, whose(register, row.entities)),
             row.entities, (row.key,),
             (*_MARKS[row.weight], _of(row.mechanism)))
        for row in sorted(found, key=lambda row: order[row.weight])
    ]  # fmt: skip
    heads = ["Activity", "To", "Country", "Rests on", "Companies"]
    caption = "What rests on nothing comes first, then what is not known"
    return listing(review, entity, "transfer-rows", caption, heads, lines,
                   "are in the Excel workbook, sheet “Transfers”")  # fmt: skip
