"""How the rules about transfers read them, and whose law applies. Not a duty itself."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from ropabook.law.countries import EEA, destination
from ropabook.model.activity import DataLink, ProcessingActivity, Transfer
from ropabook.model.entity import Profile
from ropabook.model.facts import each, known, unknown
from ropabook.model.names import country
from ropabook.model.register import Register
from ropabook.rules.rule import NotApplicable

_NO_TRANSFER: Final = NotApplicable("No transfer abroad is recorded.")
_OPEN: Final = NotApplicable("Whether data of this activity goes abroad is not known yet.")
BY_APPROVAL: Final = ("regulations-full", "regulations-partial", "uk-extension")
"""Mechanisms that rest on regulations of the Secretary of State (Art. 45A)."""
BY_SAFEGUARD: Final = ("idta", "addendum", "bcr", "other-46")
"""Mechanisms that are appropriate safeguards from the United Kingdom (Art. 46)."""
BY_DEROGATION: Final = (*(f"derogation-{point}" for point in "abcdefg"), "compelling-interests")
"""The derogations of Art. 49(1)."""


class Leaving(NamedTuple):
    """A transfer that crosses the border of the law of the company that makes it."""

    transfer: Transfer
    name: str
    """What people call the recipient."""
    at: str
    """The path of the transfer."""
    code: str | None
    """The country, where one is named."""

    @property
    def mechanism(self) -> str | None:
        """The mechanism, where it is known."""
        return known(self.transfer.mechanism)

    @property
    def to(self) -> str:
        """The recipient, and the country where it is known."""
        return f"{self.name} in {country(self.code)}" if self.code else self.name


def leaving(
    activity: ProcessingActivity,
    register: Register,
    entities: tuple[str, ...],
    law: Profile | None = None,
) -> list[Leaving]:
    """The transfers of an activity that a law governs; any law's where none is given.

    From the United Kingdom every other country is abroad, from the EU those outside the EEA.
    """
    if type(activity.transfers) is not tuple:
        return []
    asked, key = register.once(_asked), (id(activity), entities)
    of, found = asked.get(key, (None, []))
    if of is not activity:
        found = [*_crossing(activity, register, entities)]
        asked[key] = activity, found
    return [one for one, laws in found if law is None or law in laws]


_Crossing = tuple[Leaving, set[Profile]]


def _asked(_: Register) -> dict[tuple[int, tuple[str, ...]], tuple[Any, list[_Crossing]]]:
    """What was answered already: some twenty duties ask the same of each activity."""
    return {}


def _crossing(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Iterator[_Crossing]:
    """The transfers that go abroad, each with the laws for which they do."""
    for transfer in each(activity.transfers):
        code = _code(known(transfer.country))
        laws = {law for law in _laws(transfer, register, entities) if abroad(code, law)}
        if laws:
            recipient = register.recipients.get(transfer.recipient)
            name = recipient.title if recipient else transfer.recipient
            yield Leaving(transfer, name, f"transfers.{transfer.id}", code), laws


def why_none(
    activity: ProcessingActivity, otherwise: NotApplicable = _NO_TRANSFER
) -> NotApplicable:
    """Why a duty about some transfers does not arise: none of that kind, none at all, or open."""
    if unknown(activity.transfers):
        return _OPEN
    return otherwise if each(activity.transfers) else _NO_TRANSFER


def abroad(code: str | None, law: Profile) -> bool:
    """Whether a country is abroad for this law; one that is not known may be."""
    code = code and code.upper()
    return code != "GB" if law == "UK" else code not in EEA


def mixed(register: Register, entities: tuple[str, ...], law: Profile) -> tuple[str, ...]:
    """Those of the companies that are under this law."""
    of = register.once(profiles)
    return tuple(entity for entity in entities if of.get(entity, of[""]) == law)


def profiles(register: Register) -> Mapping[str, Profile]:
    """Whose law each company is under; the group's is under the empty name."""
    group: Profile = register.group.profile if register.group else "UK"
    return {"": group, **{e.id: e.profile or group for e in register.entities.values()}}


def transferred(activity: ProcessingActivity, transfer: Transfer) -> list[DataLink]:
    """The data that a transfer takes: what it names, or all of the activity's."""
    if not transfer.categories:
        return list(activity.data)
    taken = {*transfer.categories}
    return [link for link in activity.data if taken & {*link.categories}]


def categories_taken(activity: ProcessingActivity, transfer: Transfer) -> tuple[str, ...]:
    """The categories of data that a transfer takes: those it names, or all of the activity's."""
    if transfer.categories:
        return transfer.categories
    return tuple(dict.fromkeys(each for link in activity.data for each in link.categories))


def _laws(transfer: Transfer, register: Register, entities: tuple[str, ...]) -> set[Profile]:
    of = register.once(profiles)
    # An exporter that is none of the activity's companies is a mistake (TR-EXPORTER), and must
    # not take the transfer out of the law that is asked.
    exporters = (transfer.exporter,) if transfer.exporter in entities else entities
    return {of[one] for one in exporters if one in of} or {of[""]}


def _code(said: str | None) -> str | None:
    try:
        return destination(said).code if said else None
    except KeyError:
        return None
