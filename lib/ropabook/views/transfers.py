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
from ropabook.views import transfers_chart
from ropabook.views.drawing import Colour
from ropabook.views.figure import figure
from ropabook.views.html import (
    Content,
    by_scope,
    figures,
    joined,
    note,
    to_record,
)
from ropabook.views.listing import Line, listing, whose
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
    found = review.register.once(_rows)
    return tuple(r for r in found if entity is None or not r.entities or entity in r.entities)


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
    scopes = [entity] if entity else [None, *review.register.entities]
    shown: dict[str | None, Content] = {scope: _scope(review, scope) for scope in scopes}
    return joined(
        shown[entity] if entity else by_scope(shown, "div"), _list(review, rows(review, entity))
    )


def _scope(review: Review, entity: str | None) -> Markup:
    found = rows(review, entity)
    sent = [row for row in found if row.weight != "open"]
    open_ = len(found) - len(sent)
    nothing = sum(row.weight == "critical" for row in sent)
    unclear = sum(row.weight == "major" for row in sent)
    total = len(review.register.activities_of(entity)) if entity else _ways(review.register)
    shown = figures(
        [
            (f"{len(sent):,}", "transfers on record", "plain", "transfer-rows"),
            (f"{nothing:,}", "rest on nothing", "critical" if nothing else "good",
             "transfer-rows"),
            (f"{unclear:,}", "have a country or mechanism that is not known",
             "major" if unclear else "good", "transfer-rows"),
            (f"{open_:,} of {total:,}", "activities: whether data goes abroad is not known",
             "major" if open_ else "good", "transfer-rows"),
        ]
    )  # fmt: skip
    if not sent:
        said = "Nobody has recorded a transfer yet." if open_ else "Nothing goes abroad."
        return joined(shown, note(said))
    return joined(
        shown, figure(transfers_chart.picture(by_mechanism(sent)), f"transfers-{entity or '0'}")
    )


def _ways(register: Register) -> int:
    return sum(1 for each_one in register.activities.values() for _ in register.variants(each_one))


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


def _list(review: Review, found: tuple[Row, ...]) -> Markup:
    if not found:
        return Markup("")
    register = review.register
    order = {"critical": 0, "major": 1, "open": 2, "": 3}
    signs = {"critical": "✕ ", "major": "? ", "open": "? ", "": ""}
    lines = [
        Line((to_record(row.key, row.activity), row.recipient, row.country,
              signs[row.weight] + row.mechanism, whose(register, row.entities)),
             row.entities, (row.key,))
        for row in sorted(found, key=lambda row: order[row.weight])
    ]  # fmt: skip
    heads = ["Activity", "To", "Country", "Rests on", "Companies"]
    return listing(
        register, "transfer-rows", "What rests on nothing comes first, then what is not known",
        heads, lines, elsewhere="are in the Excel workbook, sheet “Transfers”",
    )  # fmt: skip
