"""The functions of the business, by which lists can be narrowed: known from the activities."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known
from ropabook.model.register import Register

NOT_KNOWN: Final = "Not known yet"
AT_MOST: Final = 12
"""How many can be chosen; rarer ones are chosen together."""
OTHERS: Final = "Others"


def functions(register: Register) -> tuple[str, ...]:
    """Those that can be chosen, by name; one alone is no choice, and gives none."""
    found = register.once(_functions)
    return tuple(dict.fromkeys(found.values())) if len(set(found.values())) > 1 else ()


def _functions(register: Register) -> dict[str, str]:
    """Every function there is, to the one it is chosen by."""
    counted = Counter(_of(activity) for activity in register.activities.values())
    named = [name for name, _ in counted.most_common() if name != NOT_KNOWN]
    kept = {name: name for name in sorted(named[:AT_MOST])}
    kept |= dict.fromkeys(named[AT_MOST:], OTHERS)
    return kept | ({NOT_KNOWN: NOT_KNOWN} if NOT_KNOWN in counted else {})


def _of(activity: ProcessingActivity) -> str:
    return known(activity.business_function) or NOT_KNOWN


def function_of(register: Register, key: str) -> str | None:
    """The function a record belongs to, as it can be chosen; None where it is no activity."""
    found = register.activities.get(key.removeprefix("activities/"))
    if found is None or not key.startswith("activities/"):
        return None
    return register.once(_functions)[_of(found)]


def chosen_by(register: Register, keys: Iterable[str]) -> str:
    """The classes of a row about some records: it stays when one of their functions is chosen."""
    choices = functions(register)
    if not choices:
        return ""
    found = {function_of(register, key) for key in keys} - {None}
    return " ".join(["work", *(f"fn-{at}" for at, name in enumerate(choices) if name in found)])
