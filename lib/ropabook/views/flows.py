"""The data-flow map: sources, people, activities, recipients, countries."""

from collections.abc import Iterable, Iterator
from typing import Final

from markupsafe import Markup

from ropabook.law.countries import destination
from ropabook.law.words import RECIPIENT_KINDS, ROLES, label
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import each, known, unknown
from ropabook.model.functions import OTHERS, functions_of
from ropabook.model.names import country
from ropabook.model.register import Register
from ropabook.model.registers import DataSubjectCategory, PersonalDataCategory, Source
from ropabook.review import Review
from ropabook.views.choosing import picture_name
from ropabook.views.figure import figure
from ropabook.views.html import joined, note, plural, same_as_table, table, to_record
from ropabook.views.listing import most_rows
from ropabook.views.picture import COLUMNS, Flow, picture

title: Final = "Where data comes from and where it goes"
page: Final = "data"
order: Final = 50
NOT_KNOWN: Final = "Not known yet"
AT_MOST: Final = 60
"""How many activities one map can show; more are shown by their functions."""
_APPROVAL: Final = {
    "domestic": "",
    "full": ", approved",
    "partial": ", partly approved",
    "none": ", not approved",
}


def rows(review: Review, entity: str | None) -> tuple[Flow, ...]:
    """One row per activity; for the group, every way in which companies carry it out, as one."""
    return tuple(flow for _, flow in _each(review, entity))


def _each(review: Review, entity: str | None) -> Iterator[tuple[str, Flow]]:
    register = review.register
    if entity is not None:
        mine = register.record_of(entity).activities
        for activity in mine:
            yield activity.key, _flow(register, (activity,))
        return
    for activity in register.activities.values():
        ways = tuple(variant.activity for variant in register.variants(activity))
        yield activity.key, _flow(register, ways)


def drawn(review: Review, entity: str | None) -> tuple[Flow, ...]:
    """What the map draws: the activities, or their functions where there are too many."""
    found = tuple(_each(review, entity))
    if len(found) <= AT_MOST:
        return tuple(flow for _, flow in found)
    together: dict[str, list[Flow]] = {}
    for key, flow in found:
        name = next(iter(functions_of(review.register, key)), OTHERS)
        together.setdefault(name, []).append(flow)
    return tuple(_together(name, flows) for name, flows in sorted(together.items()))


def _together(name: str, flows: list[Flow]) -> Flow:
    """Many activities as one; recipients that are many stand for themselves by their kind."""
    count = plural(len(flows), "activity", "activities")
    kinds: dict[str, dict[str, None]] = {}
    for flow in flows:
        for _, kind, places in flow.recipients:
            kinds.setdefault(kind or NOT_KNOWN, {}).update(dict.fromkeys(places))
    return Flow(
        f"{name}: {count}",
        "",
        _once(source for flow in flows for source in flow.sources),
        _once(who for flow in flows for who in flow.people),
        tuple(dict.fromkeys(origin for flow in flows for origin in flow.origins)),
        _once(data for flow in flows for data in flow.data),
        tuple((kind, "", tuple(places)) for kind, places in kinds.items()),
    )


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _flow(register: Register, alike: tuple[ProcessingActivity, ...]) -> Flow:
    origins: dict[tuple[str, str], None] = {}
    sources, people, data, roles = (dict[str, None]() for _ in range(4))
    receiving: dict[tuple[str, str], dict[str, None]] = {}
    for activity in alike:
        role = known(activity.role)
        roles[label(ROLES, role) if role else NOT_KNOWN] = None
        for customer in each(activity.customers):
            sources[customer.name] = None
        for link in activity.data:
            about = _titles(register, DataSubjectCategory.folder, link.subjects)
            given = _titles(register, Source.folder, each(link.sources))
            given = given or ((NOT_KNOWN,) if unknown(link.sources) else ())
            people.update(dict.fromkeys(about))
            sources.update(dict.fromkeys(given))
            origins.update(dict.fromkeys((source, who) for source in given for who in about))
            categories = _titles(register, PersonalDataCategory.folder, link.categories)
            data.update(dict.fromkeys(categories))
        for name, kind, countries in _recipients(register, activity):
            receiving.setdefault((name, kind), {}).update(dict.fromkeys(countries))
    return Flow(
        alike[0].title if alike else "",
        ", ".join(roles),
        tuple(sources),
        tuple(people),
        tuple(origins),
        tuple(data),
        tuple((name, kind, tuple(places)) for (name, kind), places in receiving.items()),
    )


def _titles(register: Register, folder: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(found.name if (found := register.find(f"{folder}/{id}")) else id for id in ids)


def _recipients(
    register: Register, activity: ProcessingActivity
) -> list[tuple[str, str, tuple[str, ...]]]:
    if unknown(activity.recipients):
        return [(NOT_KNOWN, "", ())]
    abroad: dict[str, list[str]] = {}
    for transfer in each(activity.transfers):
        abroad.setdefault(transfer.recipient, []).append(_country(known(transfer.country)))
    outward = [d.recipient for d in each(activity.recipients) if d.direction == "out"]
    found = []
    for id in dict.fromkeys([*outward, *abroad]):
        recipient = register.recipients.get(id)
        kind = known(recipient.kind) if recipient else None
        places = [_country(known(recipient.country) if recipient else None), *abroad.get(id, ())]
        certain = [place for place in places if place != NOT_KNOWN]
        found.append(
            (
                recipient.title if recipient else id,
                label(RECIPIENT_KINDS, kind) if kind else NOT_KNOWN,
                tuple(dict.fromkeys(certain or [NOT_KNOWN])),
            )
        )
    return found


def _country(code: str | None) -> str:
    if code is None:
        return NOT_KNOWN
    try:
        return country(code) + _APPROVAL[destination(code).approval]
    except KeyError:
        return code


def draw(review: Review, entity: str | None) -> Markup:
    """The map, and a table of the same below it."""
    found = tuple(_each(review, entity))
    if not found:
        return note("There is no activity in the record yet, so nothing flows.")
    lines = [
        [
            to_record(key, flow.activity),
            flow.role,
            "; ".join(flow.sources) or "–",
            "; ".join(flow.people) or "–",
            "; ".join(flow.data) or "–",
            "; ".join(_with_kind(name, kind) for name, kind, _ in flow.recipients) or "–",
            "; ".join(dict.fromkeys(c for _, _, places in flow.recipients for c in places)) or "–",
        ]
        for key, flow in found[: most_rows(review.register)]
    ]
    heads = ["Activity", "Role", "Sources", "People", "Data", "Recipients", "Countries"]
    caption = f"{plural(len(found), 'activity', 'activities')}, each with what flows in and out"
    name = picture_name("flows", review, entity)
    shown = drawn(review, entity)
    many = len(found) > AT_MOST
    return joined(
        note(
            f"{len(found):,} activities cannot be read on one map: it shows the functions of the "
            "business, and recipients by their kind. Each activity has a map of its own in its "
            "record.",
        )
        if many
        else "",
        note(
            f"{' → '.join(COLUMNS)}. Point at an activity, or reach it with the Tab key, to see "
            "its own flows. A dashed box is something that nobody has answered yet.",
            class_="quiet screen",
        ),
        figure(picture(shown, name, NOT_KNOWN), name),
        same_as_table(table(caption, heads, lines), _left(len(found) - len(lines))),
    )


def _left(left: int) -> Markup | str:
    said = f"{left:,} more are in the Excel workbook, sheet “Activities in words”."
    return note(said) if left > 0 else ""


def _with_kind(name: str, kind: str) -> str:
    return f"{name} ({kind.lower()})" if kind else name
