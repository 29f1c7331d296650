"""What was decided about a gap: to accept it until a day, or to do something about it."""

from typing import Literal

from ropabook.model.facts import Day, Id, Noun, Text


class Acceptance(Noun):
    """A gap that somebody accepts for a reason, until a day."""

    rule: Text
    record: Text
    entity: Id | None = None
    at: Text | None = None
    """The place in the record; left out, every gap of the rule in the record is accepted."""
    reason: Text
    by: Text
    on: Day
    until: Day

    @property
    def key(self) -> str:
        """How findings name it."""
        return f"acceptances/{self.rule}:{self.record}"

    @property
    def name(self) -> str:
        """What people call it."""
        return f"Acceptance of {self.rule} for {self.record}"


class Action(Noun):
    """What is being done about a gap."""

    rule: Text
    record: Text
    entity: Id | None = None
    at: Text | None = None
    text: Text
    owner: Text
    due: Day
    state: Literal["open", "done", "dropped"] = "open"
    done_on: Day | None = None
    evidence: Text | None = None

    @property
    def key(self) -> str:
        """How findings name it."""
        return f"actions/{self.rule}:{self.record}"

    @property
    def name(self) -> str:
        """What people call it."""
        return self.text
