"""What people call a record, a company, a country, a field."""

from collections.abc import Sequence

from ropabook.law.countries import destination
from ropabook.model.kinds import LABELS
from ropabook.model.register import Register


def kind_and_name(register: Register, key: str) -> tuple[str, str]:
    """What a record is and what people call it; its key where it cannot be found."""
    record = register.find(key)
    return LABELS.get(key.partition("/")[0], ""), record.name if record else key


def company(register: Register, entity: str) -> str:
    """What people call a company; its id where its file could not be read."""
    found = register.entities.get(entity)
    return found.short_name if found else entity


def companies(register: Register, entities: Sequence[str]) -> str:
    """Their names in a row; empty means that all are concerned."""
    return ", ".join(company(register, entity) for entity in entities)


def quoted(titles: Sequence[str], most: int = 30) -> str:
    """Titles in a row, each once, as part of a sentence: `“A”, “B” and “C”`."""
    named = [f"“{title}”" for title in dict.fromkeys(titles)]
    if len(named) > most:
        named[most:] = [f"{len(named) - most} more"]
    return " and ".join((", ".join(named[:-1]), named[-1])) if named[1:] else "".join(named)


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters; where some are left out, it ends in an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def country(code: str) -> str:
    """The name of a country; what was written where it is no country."""
    try:
        return destination(code).name
    except KeyError:
        return code


def path_in_words(path: str) -> str:
    """`purposes.P01.lawful_basis` as people read it."""
    return " › ".join(step.replace("_", " ") for step in path.split(".")) if path else ""
