"""What every record has in common, and how a field says that it names another record."""

from collections.abc import Iterator
from functools import cache
from typing import ClassVar, NamedTuple

from pydantic import Field

from ropabook.model.facts import Evidence, EvidenceList, Id, Noun, Text


class Ref(NamedTuple):
    """Marks a field whose text, or each of whose texts, is the id of a record of this folder."""

    folder: str


class Question(Noun):
    """A point left open beyond the unknown facts."""

    question: Text
    ask: Text
    about: Text | None = None


class Record(Noun):
    """One record: its id is the name of its file, or its key in a register."""

    folder: ClassVar[str]
    title_field: ClassVar[str] = "title"

    id: Id
    notes: Text | None = None
    questions: tuple[Question, ...] = ()
    unplaced: dict[str, Text] = Field(default_factory=dict)
    """What an import could not place, by where it stood. Never dropped."""
    formerly: tuple[Id, ...] = ()
    """Ids it had before: none of them may name another record."""
    example: bool = False

    @property
    def key(self) -> str:
        """How findings, acceptances and links name this record: `folder/id`."""
        return f"{self.folder}/{self.id}"

    @property
    def name(self) -> str:
        """What people call it."""
        return str(getattr(self, self.title_field, None) or self.id)


class FiledRecord(Record):
    """A record in a file of its own: its evidence is given field by field."""

    evidence: dict[str, EvidenceList] = Field(default_factory=dict)


class RegisterEntry(Record):
    """An entry of a shared list: its evidence covers the whole entry."""

    title: Text
    evidence: EvidenceList = ()


class Step(NamedTuple):
    """A field met on a walk: the noun that holds it, the field's name, its value and its path."""

    owner: Noun
    field: str
    value: object
    path: str


def walk(noun: Noun, at: str = "") -> list[Step]:
    """Every field of a noun and of the nouns within it that says something.

    Fields that hold nothing (None, an empty tuple) are passed over. Paths read
    `purposes.open.text`.
    """
    found: list[Step] = []
    _walk(noun, at, found)
    return found


def _walk(noun: Noun, at: str, found: list[Step]) -> None:
    # Collects instead of yielding: each level of generators would hand every step on again.
    for field, value in noun.__dict__.items():
        if value is None or value == ():
            continue
        path = f"{at}.{field}" if at else field
        found.append(Step(noun, field, value, path))
        if isinstance(value, Noun):
            _walk(value, path, found)
        elif type(value) is tuple and isinstance(value[0], Noun):
            for place, member in enumerate(value):
                _walk(member, f"{path}.{_name_of(member, place)}", found)


def _name_of(member: Noun, place: int) -> str:
    said = member.__dict__
    name = said.get("id") or said.get("recipient")
    return name if isinstance(name, str) else str(place)


def evidence_of(record: Record) -> Iterator[tuple[str, Evidence]]:
    """Each piece of evidence with the path of the fact it is for; empty for a whole entry."""
    for field, found in record.evidence.items() if isinstance(record, FiledRecord) else ():
        yield from ((field, evidence) for evidence in found)
    for step in walk(record):
        if step.field == "evidence" and isinstance(step.value, tuple):
            yield from ((step.path.rpartition(".")[0], evidence) for evidence in step.value)


@cache
def references_of(noun: type[Noun]) -> dict[str, str]:
    """The fields of a noun that name other records, each with the folder they name."""
    return {
        name: mark.folder
        for name, field in noun.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, Ref)
    }


def named(record: Record) -> Iterator[str]:
    """The keys (`folder/id`) of the records that a record names, whether they are there or not."""
    for step in walk(record):
        folder = references_of(type(step.owner)).get(step.field)
        names = step.value if type(step.value) is tuple else (step.value,)
        yield from (f"{folder}/{name}" for name in names if folder and isinstance(name, str))
