"""Every activity with every kind of document, as it stands on a day."""

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from ropabook.documents import agreements, assessments, proofs
from ropabook.documents.standing import Case, Found, Kind, State, for_controllers
from ropabook.model.activity import ProcessingActivity
from ropabook.model.register import Register


class Document(NamedTuple):
    """A document that an activity needs or not, and how it stands."""

    activity: ProcessingActivity
    entities: tuple[str, ...]
    kind: Kind
    state: State
    why: str
    """Why it is needed or not, or what is lacking, in words."""
    records: tuple[str, ...] = ()
    """The documents that there are, as `folder/id`."""

    @property
    def needed(self) -> bool:
        """Whether it has to be there."""
        return self.state in ("present", "missing", "expired")


def documents_needed(register: Register, on: date) -> tuple[Document, ...]:
    """Every activity, as each company does it, with every kind of document."""
    kept = register.once(_kept)
    if on not in kept:
        kept[on] = tuple(
            Document(activity, entities, kind, *judge(Case(activity, register, entities, on)))
            for written in register.activities.values()
            for activity, entities in register.variants(written)
            for kind, judge in _JUDGES.items()
        )
    return kept[on]


def _kept(register: Register) -> dict[date, tuple[Document, ...]]:
    # Filled day by day: every workbook asks for the same.
    return {}


_JUDGES: Final[dict[Kind, Callable[[Case], Found]]] = {
    "lia": for_controllers(assessments.interests),
    "dpia": for_controllers(assessments.impact),
    "tra": assessments.transfer,
    "article-28": agreements.contracts,
    "article-26": for_controllers(agreements.joint),
    "policy": for_controllers(proofs.policy),
    "consent": for_controllers(proofs.consents),
    "notice": for_controllers(proofs.notice),
}
