"""One activity as a map: people → data → systems → recipients → countries."""

from typing import Final

from markupsafe import Markup

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import each, known, unknown
from ropabook.model.names import country
from ropabook.model.register import Register
from ropabook.views.layers import Edge, Node
from ropabook.views.picture import activity_picture

COLUMNS: Final = ("People", "Data", "Systems", "Recipients", "Countries")
PEOPLE, DATA, SYSTEM, RECIPIENT, COUNTRY = range(5)
NOT_KNOWN: Final = "Not known yet"


def edges(register: Register, activity: ProcessingActivity) -> tuple[Edge, ...]:
    """The curves of the map, each once; what nobody has answered is a box of its own."""
    found: dict[Edge, None] = {}
    systems = [_named(register, "systems", id) for id in each(activity.systems)]
    places: list[Node] = [(SYSTEM, name) for name in systems or [_none(activity.systems)]]
    for link in activity.data:
        for category in link.categories:
            held: Node = (DATA, _named(register, "personal-data", category))
            for person in link.subjects:
                found[(PEOPLE, _named(register, "data-subjects", person)), held] = None
            found.update(dict.fromkeys((held, place) for place in places))
    for recipient, countries in _recipients(register, activity).items():
        to: Node = (RECIPIENT, recipient)
        found.update(dict.fromkeys((place, to) for place in places))
        found.update(dict.fromkeys((to, (COUNTRY, name)) for name in countries))
    return tuple(found)


def _none(fact: object) -> str:
    return NOT_KNOWN if fact is None or unknown(fact) else "No system"


def _named(register: Register, folder: str, id: str) -> str:
    record = register.find(f"{folder}/{id}")
    return record.name if record else id


def _recipients(register: Register, activity: ProcessingActivity) -> dict[str, dict[str, None]]:
    if activity.recipients is None or unknown(activity.recipients):
        return {NOT_KNOWN: {}}
    found: dict[str, dict[str, None]] = {}
    for given in each(activity.recipients):
        if given.direction == "out":
            recipient = register.recipients.get(given.recipient)
            where = known(recipient.country) if recipient else None
            name = recipient.title if recipient else given.recipient
            found.setdefault(name, {})[country(where) if where else NOT_KNOWN] = None
    for sent in each(activity.transfers):
        where = known(sent.country)
        name = _named(register, "recipients", sent.recipient)
        found.setdefault(name, {})[country(where) if where else NOT_KNOWN] = None
    return {
        name: {place: None for place in places if place != NOT_KNOWN} or places
        for name, places in found.items()
    }


def picture(register: Register, activity: ProcessingActivity, name: str) -> Markup:
    """The map; nothing where the activity names no data.

    Args:
        activity: as some companies carry it out.
        name: what sets this picture apart on the page.
    """
    found = edges(register, activity)
    if not found:
        return Markup("")
    title = f"Data-flow map of {activity.title}"
    return activity_picture(COLUMNS, found, name, title, NOT_KNOWN)
