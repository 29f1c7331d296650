"""What of the record an import has to know: names, so that it does not make a thing twice."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from ropabook.exchange.vocabulary import plain
from ropabook.model.entity import Entity
from ropabook.model.register import Register


@dataclass(frozen=True)
class Known:
    """Plain enough to be handed to another process."""

    names: tuple[tuple[str, str, str], ...] = ()
    """Folder, id and name of each record."""
    companies: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The id of each company, and what it is called."""
    with_measures: tuple[str, ...] = ()
    """Companies whose security measures are answered already."""

    @classmethod
    def of(cls, register: Register) -> "Known":
        """What an import asks of a register."""
        companies = register.of(Entity).values()
        return cls(
            tuple(
                (folder, record.id, record.name)
                for folder, records in register.records.items()
                for record in records.values()
            ),
            tuple((each.id, (each.id, each.legal_name, *each.trading_names)) for each in companies),
            tuple(each.id for each in companies if each.security_measures is not None),
        )

    @classmethod
    def from_plain(cls, data: dict[str, Any]) -> "Known":
        """As `plain` gave it."""
        return cls(
            tuple((folder, id_, name) for folder, id_, name in data["names"]),
            tuple((id_, tuple(names)) for id_, names in data["companies"]),
            tuple(data["with_measures"]),
        )

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    def company(self, name: str) -> str | None:
        """The id of the company of this name, trading name or id."""
        said = plain(name)
        return next((each for each, names in self.companies if said in map(plain, names)), None)

    @cached_property
    def by_name(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """The ids of the records of a kind with a name; names as `vocabulary.plain` gives them."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for folder, record, name in self.names:
            found[folder, plain(name)].append(record)
        return dict(found)
