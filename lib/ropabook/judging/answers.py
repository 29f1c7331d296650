"""The five answers that a rule can give about a record."""

from enum import StrEnum
from typing import NamedTuple

from ropabook.model.decisions import Acceptance
from ropabook.rules.rule import Gap


class Verdict(StrEnum):
    """The five answers. A rule that crashed is BROKEN: it is never a pass."""

    BROKEN = "broken"
    GAP = "gap"
    ACCEPTED = "accepted"
    PASS = "pass"  # noqa: S105 - the word, not a password
    NOT_APPLICABLE = "not applicable"


class Answer(NamedTuple):
    """What one rule says of one record, for the companies that share it."""

    rule: str
    record: str
    """`folder/id`."""
    entities: tuple[str, ...]
    """The companies concerned; empty where it concerns all."""
    verdict: Verdict
    gaps: tuple[Gap, ...] = ()
    reason: str = ""
    """Why it is not applicable, or how the rule broke."""
    acceptance: Acceptance | None = None
    deviates: bool = False
    """Whether it is about one company's own way of doing what others do, too."""

    def concerns(self, entity: str | None) -> bool:
        """Whether it belongs to this company's review; None asks for the whole group's."""
        return entity is None or not self.entities or entity in self.entities
