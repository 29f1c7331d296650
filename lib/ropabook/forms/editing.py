"""One person at work on one record: what was opened, what is typed, how it is saved."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from ropabook.forms.marks import Mark, marks_of, too_long
from ropabook.forms.shorthand import contracted, expanded
from ropabook.model.kinds import LABELS
from ropabook.model.register import Register
from ropabook.store.actions import Action
from ropabook.store.building import NotARecord, with_record
from ropabook.store.changes import Change, differences, title_of
from ropabook.store.past.entry import Entry
from ropabook.store.plain import ABSENT
from ropabook.store.problems import CannotSave, NoSuchRecord, ReasonNeeded
from ropabook.store.record_files import Opened
from ropabook.store.saving import Conflict, Saved
from ropabook.store.store import Store
from ropabook.store.wording import in_words, place_in_words

Choice = Literal["base", "theirs", "yours"]
CHOSEN: Final = "Chosen after somebody else had saved the same fields"
"""The reason for what was chosen, where nobody gives another."""


class Said(NamedTuple):
    """What the form says after something was done."""

    sentence: str = ""
    level: Literal["", "good", "critical"] = ""


class Past(NamedTuple):
    """An old version of the record that is open: it can be looked at, and made the new one."""

    commit: str
    when: str
    data: Any
    deleted: str = ""
    """By whom the record was deleted, when and why, where it is there no more."""

    @property
    def sentence(self) -> str:
        """What the form says above it."""
        if self.deleted:
            which = (
                f"This is how it was on {self.when}" if self.when else "This is its last version"
            )
            return f"{self.deleted}. {which}, to look at."
        return f"As it was on {self.when}, to look at. What is typed now is kept."


class Editing:
    """A form without its looks: what a widget shows, and what happens when a person acts."""

    def __init__(self, store: Store, register: Register, on: date) -> None:
        self.store = store
        self.register = register
        self.on = on
        self.key = ""
        self.base: Opened | None = None
        """The record as it was opened; None for one that is begun."""
        self.typed: Any = {}
        """The record as it is to be, the way the file would have it."""
        self.past: Past | None = None
        """The old version that is looked at in place of what is typed."""
        self.conflict: Conflict | None = None
        self.said = Said()
        self.reason_due = False

    # ----- opening ------------------------------------------------------------------------------

    def open(self, key: str) -> None:
        """Open a record; where a draft of it was left behind, the draft is what one goes on with.

        Raises:
            CannotRead: there is no such record, or its file cannot be read as it is.
        """
        draft = self.store.drafts.offer(key)
        try:
            base = self.store.read(key)
        except NoSuchRecord:
            if draft is None or draft.base is not None:
                raise
            self._take_up(key, None, draft.data)  # it was begun, and never saved
        else:
            self._take_up(key, base, base.data)
        if draft is not None:
            self.typed, self.base = draft.data, draft.base or self.base
            when = f"{draft.at:%Y-%m-%d %H:%M}"
            self.said = Said(f"This is your draft of {when}; it was not saved yet.")

    def begin(self, key: str, data: Mapping[str, Any]) -> None:
        """Begin a record that is not there yet, from a template or from another record."""
        self._take_up(key, None, dict(data))
        self.said = Said("A new record: nothing is saved yet.")

    def _take_up(self, key: str, base: Opened | None, data: Any) -> None:
        self.key, self.base, self.typed = key, base, data
        self.conflict, self.said, self.reason_due, self.past = None, Said(), False, None

    def look_back(self, commit: str) -> None:
        """Look at the record as a commit has it; what is typed stays as it is.

        Raises:
            CannotRead: it was not there then, or cannot be read.
        """
        entry = next(each for each in self.store.history.commits(self.key) if each.commit == commit)
        data = self.store.history.record_at(self.key, commit).data
        gone = self.past.deleted if self.past else ""
        self.past = Past(commit, _moment(entry), data, gone)
        self.said, self.reason_due = Said(), False

    def look_at_deleted(self, key: str, commit: str, told: str) -> None:
        """Look at the last version of a record that is there no more.

        Args:
            key: `folder/id`.
            commit: the last that has it.
            told: by whom it was deleted, when and why.

        Raises:
            CannotRead: the history is damaged.
        """
        data = self.store.history.record_at(key, commit).data
        self._take_up(key, None, data)
        self.past = Past(commit, "", data, told)

    def back_to_now(self) -> None:
        """Go on with what is typed; of a deleted record there is nothing to go on with."""
        if self.is_deleted:
            self._take_up("", None, {})
        self.past, self.said, self.reason_due = None, Said(), False

    # ----- what the form shows ------------------------------------------------------------------

    @property
    def shown(self) -> Any:
        """The record for the form: evidence written out in its parts."""
        return expanded(self.past.data if self.past else self.typed)

    @property
    def is_deleted(self) -> bool:
        """Whether what is shown is the last version of a record that is there no more."""
        return self.past is not None and bool(self.past.deleted)

    @property
    def title(self) -> str:
        """What people call the record."""
        return title_of(self.key, self.typed)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is typed and not saved."""
        return differences(self.key, self.base.data if self.base else ABSENT, self.typed)

    def marks(self) -> tuple[Mark, ...]:
        """What is wrong with it as it is typed."""
        return marks_of(self.register, self.key, self.typed, self.on)

    def status(self) -> dict[str, Any]:
        """The head of the form."""
        changes = self.changes if self.key and not self.past else ()
        banner = self.store.banner or ""
        if self.past:
            banner = self.past.sentence
        return {
            "key": self.key,
            "title": self.title if self.key else "",
            "kind": LABELS.get(self.key.partition("/")[0], ""),
            "banner": banner,
            "writable": self.store.writable and not self.past,
            "dirty": bool(changes),
            "fresh": self.base is None and not self.past,
            "reason_due": self.reason_due,
            "sentence": self.said.sentence,
            "level": self.said.level,
            "changes": [change.sentence for change in changes],
        }

    def conflicts(self) -> list[dict[str, str]]:
        """Each field in conflict with its three values, in words."""
        if self.conflict is None:
            return []
        return [
            {
                "path": "\0".join(field.path),
                "label": place_in_words(field.path).capitalize() or "The whole record",
                "base": in_words(field.base),
                "theirs": in_words(field.theirs),
                "yours": in_words(field.yours),
            }
            for field in self.conflict.fields
        ]

    # ----- what a person does -------------------------------------------------------------------

    def type(self, shown: Any) -> None:
        """Take what the form has now; a draft of it is kept until it is saved."""
        if self.past:
            return
        before = self.base.data if self.base else {}
        self.typed = contracted(shown, before)
        self.said = Said()
        if self.changes:
            problem = self.store.drafts.save(self.key, self.typed, self.base)
            if problem:
                self.said = Said(problem, "critical")
        else:
            self.store.drafts.discard(self.key)

    def theirs(self) -> Any:
        """The record as it is saved now, by whomever; ABSENT where it is there no more.

        Raises:
            CannotRead: its file cannot be read as it is.
        """
        try:
            return self.store.read(self.key).data
        except NoSuchRecord:
            return ABSENT

    def take_note(self, data: Any) -> None:
        """What is typed was put together with what others saved: it is saved over theirs.

        Args:
            data: what it begins from now: the base, with theirs where both were put together.
        """
        if self.base is not None:
            self.base = replace(self.base, data=data)

    def save(self, reason: str = "", action: Action = "edit") -> None:
        """Save what is typed. What happened is said in words; nothing typed is ever lost."""
        if not self.key or self.past:
            return
        if long := too_long(self.typed):
            where = place_in_words(tuple(long[0].path.split(".")))
            self.said = Said(f"Not saved: {where}. {long[0].text} It is kept as typed.", "critical")
            return
        try:
            if self.base is None:
                outcome: Saved | Conflict = self.store.create(self.key, self.typed, reason or None)
            else:
                outcome = self.store.save(self.base, self.typed, reason or None, action)
        except ReasonNeeded as problem:
            self.reason_due = True
            self.said = Said(str(problem), "critical")
        except CannotSave as problem:
            self.said = Said(str(problem), "critical")
        else:
            self._settle(outcome)

    def resolve(self, choices: Mapping[str, Choice], reason: str = "") -> None:
        """Save with a choice for each field in conflict: what stood first, theirs, or yours."""
        if self.conflict is None:
            return
        wanted = {
            field.path: getattr(field, choices["\0".join(field.path)])
            for field in self.conflict.fields
        }
        why = reason or CHOSEN
        try:
            outcome = self.store.resolve(self.conflict, self.conflict.chosen(wanted), why)
        except CannotSave as problem:
            self.said = Said(str(problem), "critical")
        else:
            self._settle(outcome)

    def discard(self) -> None:
        """Go back to the record as it is saved; the draft is given up."""
        self.store.drafts.discard(self.key)
        try:
            base = self.store.read(self.key)
        except NoSuchRecord:
            self._take_up("", None, {})
        else:
            self._take_up(self.key, base, base.data)

    def _settle(self, outcome: Saved | Conflict) -> None:
        if isinstance(outcome, Conflict):
            self.conflict = outcome
            self.said = Said(outcome.sentence, "critical")
            return
        self.store.drafts.discard(self.key)
        self.refresh(self.key)
        base = self.store.read(self.key)
        self._take_up(self.key, base, base.data)
        others = [change for change in outcome.changes if change.record == self.key]
        said = outcome.sentence if len(others) < 2 else _listed(outcome, others)
        self.said = Said(said, "good")

    def refresh(self, key: str) -> None:
        """Take a record into the register as it is saved now."""
        try:
            body = self.store.read(key).data
        except NoSuchRecord:
            body = ABSENT
        try:
            self.register = with_record(self.register, key, body)
        except NotARecord:  # what is saved is checked: only another hand can have done this
            self.register = self.store.register()


def _moment(entry: Entry) -> str:
    return f"{entry.when:%Y-%m-%d %H:%M}"


def _listed(outcome: Saved, changes: list[Change]) -> str:
    return f"Saved. {'; '.join(change.sentence for change in changes)}."
