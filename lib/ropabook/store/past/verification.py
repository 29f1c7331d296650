"""What looking at a history found: in words, and for programs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

Weight = Literal["damage", "contradiction", "outside", "remark"]
STANDING: Final = (
    "Tamper-evident to anyone who holds an earlier commit id; not tamper-proof. "
    "Anyone can repeat this with plain git: git fsck; git merge-base --is-ancestor COMMIT HEAD"
)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about one commit, or about the whole history."""

    weight: Weight
    commit: str | None
    sentence: str

    def __str__(self) -> str:
        return f"{self.commit[:10]}  {self.sentence}" if self.commit else self.sentence


@dataclass(frozen=True)
class Verification:
    """What was looked at, and what was found."""

    head: str | None
    commits: int
    objects: int
    remarks: tuple[Remark, ...]
    against: str | None = None
    contained: bool | None = None
    """Whether the history contains the commit that it was compared with."""
    since: int = 0
    """How many commits came after it."""

    @property
    def whole(self) -> bool:
        """Whether nothing is damaged, contradictory or missing."""
        bad = {"damage", "contradiction"}
        return self.contained is not False and not any(r.weight in bad for r in self.remarks)

    @property
    def outside(self) -> tuple[Remark, ...]:
        """Changes made without the store that nobody has claimed."""
        return tuple(remark for remark in self.remarks if remark.weight == "outside")

    def in_words(self) -> Iterator[str]:
        """For a person: what was found, and what the proof is worth."""
        for remark in self.remarks:
            yield f"{_HEADINGS[remark.weight]}: {remark}"
        yield f"Looked at {self.commits} commits and {self.objects} objects. Newest: {self.head}"
        if self.whole:
            yield "Every object is what its id says, and each commit did what it says."
        if self.against and self.contained:
            yield f"Contains the state {self.against}; {self.since} commits since."
        elif self.against:
            yield f"Does NOT contain the state {self.against}."

    def as_data(self) -> dict[str, Any]:
        """For a program."""
        return {
            "head": self.head,
            "commits": self.commits,
            "objects": self.objects,
            "whole": self.whole,
            "remarks": [
                {"weight": r.weight, "commit": r.commit, "sentence": r.sentence}
                for r in self.remarks
            ],
            "against": self.against,
            "contained": self.contained,
            "since": self.since if self.contained else None,
            "standing": STANDING,
        }


_HEADINGS: Final[dict[Weight, str]] = {
    "damage": "DAMAGED",
    "contradiction": "CONTRADICTION",
    "outside": "Outside",
    "remark": "Note",
}
