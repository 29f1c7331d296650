"""The things and values of a comparison, as people read them. Not a duty itself."""

from ropabook.law.periods import in_words
from ropabook.law.words import LAWFUL_BASES, TECHNOLOGIES, label
from ropabook.model.names import country
from ropabook.model.register import Register
from ropabook.rules.comparing import Topic


def thing(register: Register, key: str) -> str:
    """The name of a thing: `activities/orders#P1` is the words of that purpose."""
    record, _, part = key.partition("#")
    activity = register.activities.get(record.partition("/")[2]) if part else None
    if activity is None:
        found = register.find(record)
        return found.name if found else key
    texts = {purpose.id: purpose.text for purpose in activity.purposes}
    return texts.get(part) or f"{activity.title}: {part.replace('-', ' ')}"


def value(topic: Topic, said: str) -> str:
    """A lawful basis, a time limit, a country or a way of storing."""
    if topic == "bases":
        return label(LAWFUL_BASES, said)
    if topic == "transfers":
        return country(said)
    return said.replace("-", " ").capitalize() if said in TECHNOLOGIES else in_words(said)
