"""How a document stands: there, missing, expired, open or not needed, and why."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, Literal, NamedTuple, TypeVar

from ropabook.model.activity import ProcessingActivity, Purpose
from ropabook.model.facts import Nothing, Unknown, known
from ropabook.model.record import Record
from ropabook.model.register import Register
from ropabook.rules.reading import bases_of, controls

T = TypeVar("T")
Kind = Literal["lia", "dpia", "tra", "article-28", "article-26", "policy", "consent", "notice"]
State = Literal["present", "missing", "expired", "open", "not-needed"]
"""`open`: whether it is needed, or there, is a question that nobody has answered yet."""
KINDS: Final[dict[Kind, str]] = {
    "lia": "Legitimate interests assessment",
    "dpia": "DPIA",
    "tra": "Transfer risk assessment",
    "article-28": "Art. 28 contract",
    "article-26": "Joint arrangement",
    "policy": "Appropriate policy document",
    "consent": "Consent record",
    "notice": "Notice",
}
_WORST: Final[tuple[State, ...]] = ("missing", "expired", "open", "present", "not-needed")
_FOR_ANOTHER: Final = "The company acts for a controller, who sees to it"
_ROLE_OPEN: Final = "Whether the company is the controller is not decided"


class Found(NamedTuple):
    """How one document stands."""

    state: State
    why: str
    records: tuple[str, ...] = ()


class Case(NamedTuple):
    """An activity as some companies do it, on a day."""

    activity: ProcessingActivity
    register: Register
    entities: tuple[str, ...]
    on: date


def worst(found: Iterable[Found], otherwise: Found) -> Found:
    """The state of the worst, what is said of all in that state, and all the documents."""
    every = tuple(found)
    if not every:
        return otherwise
    state = min((one.state for one in every), key=_WORST.index)
    why = "; ".join(dict.fromkeys(one.why for one in every if one.state == state))
    return Found(state, why, tuple(dict.fromkeys(r for one in every for r in one.records)))


def there(record: Record, due: date | None, on: date) -> Found:
    """It is there; expired where its review is overdue."""
    if due is not None and due < on:
        return Found("expired", f"“{record.name}” was to be reviewed by {due}", (record.key,))
    return Found("present", f"“{record.name}”", (record.key,))


def for_controllers(judge: Callable[[Case], Found]) -> Callable[[Case], Found]:
    """What only a controller needs; open while nobody has decided whether the company is one."""

    def judged(case: Case) -> Found:
        if known(case.activity.role) is None:
            return Found("open", _ROLE_OPEN)
        return judge(case) if controls(case.activity) else Found("not-needed", _FOR_ANOTHER)

    return judged


def bases_open(activity: ProcessingActivity) -> list[Found]:
    """The purposes of which nobody has said yet on what they rest: they may ask for anything."""
    waiting = [p for p in activity.purposes if known(p.lawful_basis) is None and not _none(p)]
    return [Found("open", f"The lawful basis of “{p.text}” is not known") for p in waiting]


def _none(purpose: Purpose) -> bool:
    return isinstance(purpose.lawful_basis, Nothing)


def resting(activity: ProcessingActivity, basis: str) -> Iterator[tuple[Purpose, object]]:
    """The purposes that rest on a basis, each with the consent or assessment it names."""
    for purpose in activity.purposes:
        for found in bases_of(purpose):
            if found.basis == basis:
                named = found.consent if basis == "consent" else found.assessment
                yield purpose, named


def named(fact: object, what: str, find: Callable[[str], T | None]) -> T | Found:
    """The document that a fact names; open or missing where it names none that is there."""
    if isinstance(fact, Unknown):
        return Found("open", f"Not known yet for {what}")
    found = find(fact) if isinstance(fact, str) else None
    return Found("missing", f"None for {what}") if found is None else found
