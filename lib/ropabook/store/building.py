"""A record out of plain data, checked against the model, and a register with one record changed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from pydantic import ValidationError

from ropabook.model.activity import ProcessingActivity
from ropabook.model.kinds import KINDS
from ropabook.model.record import Record
from ropabook.model.register import Register
from ropabook.store.overlay import overlay
from ropabook.store.plain import ABSENT
from ropabook.store.sentences import explain

Mistake = tuple[tuple[str | int, ...], str]
"""Where in the data, and a sentence."""


class NotARecord(Exception):
    """The data does not fit the model."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("; ".join(sentence for _, sentence in mistakes))
        self.mistakes = mistakes


class Built(NamedTuple):
    """A record, and for an activity what each company makes of it that does it differently."""

    record: Record
    deviations: Mapping[tuple[str, str], ProcessingActivity]


def build(folder: str, id: str, body: Any) -> Built:
    """The record that some data is.

    Args:
        folder: the kind of record.
        id: the name of its file, or its key in a register.
        body: what is written there.

    Raises:
        NotARecord: the data does not fit the model; it names every mistake.
    """
    if not isinstance(body, Mapping):
        raise NotARecord([((), "a record must be keys and values, such as 'title: …'")])
    if "id" in body:
        raise NotARecord([(("id",), "'id' is not written; the name is the id")])
    kind = KINDS[folder]
    try:
        record = kind.model_validate({**body, "id": id})
    except ValidationError as error:
        raise NotARecord(explain(kind, error)) from None
    activity = record if isinstance(record, ProcessingActivity) else None
    return Built(record, _deviations(activity, body) if activity else {})


def _deviations(
    activity: ProcessingActivity, body: Mapping[str, Any]
) -> dict[tuple[str, str], ProcessingActivity]:
    """What each company does differently, by computing its own activity."""
    found = {}
    for entity, difference in activity.differs.items():
        at: tuple[str | int, ...] = ("differs", entity)
        if entity not in activity.entities:
            sentence = f"'{entity}' differs here but is not among the activity's entities"
            raise NotARecord([(at, sentence)])
        merged = overlay({k: v for k, v in body.items() if k != "differs"}, difference)
        try:
            found[activity.id, entity] = ProcessingActivity.model_validate(
                {**merged, "id": activity.id}
            )
        except ValidationError as error:
            mistakes = explain(ProcessingActivity, error)
            raise NotARecord([((*at, *path), said) for path, said in mistakes]) from None
    return found


def with_record(register: Register, key: str, body: Any) -> Register:
    """The register as it would be with one record changed, added, or (ABSENT) taken away.

    Raises:
        NotARecord: the data does not fit the model.
    """
    folder, _, id = key.partition("/")
    built = build(folder, id, body) if body is not ABSENT else None
    kept = {k: v for k, v in register.records.get(folder, {}).items() if k != id}
    if built is not None:
        # In its old place, so that nothing else moves.
        there = register.records.get(folder, {})
        kept = {**there, id: built.record} if id in there else {**kept, id: built.record}
    deviations = {
        at: done
        for at, done in register.deviations.items()
        if folder != "activities" or at[0] != id
    }
    return replace(
        register,
        records={**register.records, folder: kept},
        deviations={**deviations, **(built.deviations if built else {})},
        _derived={},
    )
