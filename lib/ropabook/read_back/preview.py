"""What was found in an edited workbook: changes, conflicts, errors and questions, cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from ropabook.sheets.manifest import Stated
from ropabook.store.plain import ABSENT, Path
from ropabook.store.record_files import Opened
from ropabook.store.wording import in_words, place_in_words

Kind = Literal["change", "conflict", "error", "computed", "question"]
NAMES: Final[Mapping[Kind, str]] = {
    "change": "Changes",
    "conflict": "Conflicts",
    "error": "Errors",
    "computed": "Edits of what is computed",
    "question": "Questions",
}


class Cell(NamedTuple):
    """Where in the workbook."""

    sheet: str
    place: str
    """Such as `B7`; a row's number where it is about the whole row."""

    def __str__(self) -> str:
        return f"{self.sheet}!{self.place}"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that somebody has to look at."""

    kind: Kind
    cell: Cell
    sentence: str
    record: str = ""
    """`folder/id`, where it is about a record."""
    path: Path = ()
    before: Any = ABSENT
    """What the record said when the workbook was made."""
    after: Any = ABSENT
    """What the cell says."""
    now: Any = ABSENT
    """What the record says today: of a conflict, the third value."""
    title: str = ""
    begins: bool = False
    """Whether it is a new entry of a list, put at its end."""

    @property
    def key(self) -> str:
        """By it a change is accepted: `activities/orders#owner`."""
        return f"{self.record}#{'.'.join(self.path)}"

    def as_data(self) -> dict[str, Any]:
        """For a program."""
        values = {"before": self.before, "after": self.after, "now": self.now}
        return {
            "kind": self.kind, "key": self.key if self.record else None, "sheet": self.cell.sheet,
            "cell": self.cell.place, "record": self.record or None, "field": ".".join(self.path),
            "said": self.sentence,
            **{name: None if value is ABSENT else value for name, value in values.items()},
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that was found; nothing is written yet."""

    name: str
    stated: Stated
    found: tuple[Found, ...]
    bases: dict[str, Opened]
    """The records that would change, as they were when the workbook was made."""
    rows: int = 0
    """Rows that were looked at."""
    notes: tuple[str, ...] = ()
    """What could not be looked at, and why."""

    def of(self, kind: Kind) -> tuple[Found, ...]:
        """Those of one kind, in the order of the workbook."""
        return tuple(each for each in self.found if each.kind == kind)

    def in_words(self) -> list[str]:
        """For people, line by line."""
        whose = self.stated.entity or "the group"
        commit = self.stated.commit or "no commit"
        lines = [
            f"{self.name}: {whose}, as at {self.stated.on}, {commit}; {self.rows:,} rows read."
        ]
        lines += self.notes
        for kind, name in NAMES.items():
            found = self.of(kind)
            lines.append(f"{name}: {len(found)}")
            for each in found:
                lines.append(f"  {each.cell}  {each.sentence}")
                if kind == "change":
                    lines.append(f"      accept it with: --accept {each.key}")
        return lines

    def as_data(self) -> dict[str, Any]:
        """For a program."""
        return {
            "file": self.name, "state": self.stated._asdict(), "rows": self.rows,
            "notes": list(self.notes),
            **{kind if kind == "computed" else f"{kind}s": [e.as_data() for e in self.of(kind)]
               for kind in NAMES},
        }  # fmt: skip


def changed(title: str, path: Path, before: Any, after: Any) -> str:
    """What a change is, in words."""
    was = "not there" if before is ABSENT else in_words(before)
    becomes = "taken away" if after is ABSENT else in_words(after)
    return f"{title}: {place_in_words(path)} was {was}, becomes {becomes}"
