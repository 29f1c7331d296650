"""The list of a screen: what its rows say, and only those that became others are sent again."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from ropabook.cycle.standing import STATES, standing
from ropabook.forms.editing import Editing
from ropabook.forms.marks import Mark
from ropabook.forms.rows import Cells, concerned, listing, row
from ropabook.forms.widgets import RecordList
from ropabook.judging.judge import Progress
from ropabook.model.kinds import KINDS
from ropabook.model.names import company
from ropabook.model.register import Register
from ropabook.review import review
from ropabook.store.problems import CannotRead

_MANY: Final = 500
"""Beyond so many rows that became others, all are sent afresh: these would be sent each time."""
_EACH: Final = 0.3
"""Seconds from one look at how far the judging is to the next."""


class Gaps(NamedTuple):
    """How many gaps each record has, by its key."""

    found: Counter[str]
    of_all: Counter[str]
    """Those among them that only the judging of all records finds."""


class Listed:
    """The rows of every record of some kinds, and how far the judging of all of them is."""

    def __init__(self, editing: Editing, kinds: tuple[str, ...], widget: RecordList) -> None:
        self.editing = editing
        self.kinds = kinds
        self.widget = widget
        self._rows: dict[str, Cells] = {}
        self._named: dict[str, str] = {}
        self._gaps: Gaps | None = None
        self._judged: Register | None = None
        self._judging = False

    def show_all(self) -> None:
        """Send every record, as it is saved now."""
        register = self.editing.register
        keys = [each.key for kind in self.kinds for each in register.of(KINDS[kind]).values()]
        gaps = self._gaps.found if self._gaps else None
        found = listing(register, self.kinds, gaps, self.standings(keys))
        self._rows = {row[0]: row for row in found.rows}
        self._named = _names(register)
        with self.widget.hold_sync():
            self.widget.columns, self.widget.facets = found.columns, found.facets
            self.widget.rows, self.widget.anew = found.rows, {}

    def show(self, keys: Iterable[str]) -> None:
        """Send some records, as they are saved now, where their rows say something else."""
        register = self.editing.register
        mine = {key for key in keys if key.partition("/")[0] in self.kinds} | self._renamed()
        stands, gaps = self.standings(mine), self._gaps.found if self._gaps else None
        now = {key: row(register, self.kinds, key, gaps, stands) for key in sorted(mine)}
        self._send({key: cells for key, cells in now.items() if cells != self._rows.get(key)})

    def _send(self, anew: dict[str, Cells | None]) -> None:
        self._rows = {
            key: cells for key, cells in {**self._rows, **anew}.items() if cells is not None
        }
        anew = {**self.widget.anew, **anew}
        if len(anew) <= _MANY:
            self.widget.anew = anew
            return
        with self.widget.hold_sync():
            self.widget.rows, self.widget.anew = [*self._rows.values()], {}

    def _renamed(self) -> set[str]:
        """The records whose rows name a company that is called something else now."""
        before, self._named = self._named, _names(self.editing.register)
        others = {id for id in before.keys() | self._named if before.get(id) != self._named.get(id)}
        if not others:
            return set()
        register = self.editing.register
        return {
            record.key
            for kind in self.kinds
            for record in register.of(KINDS[kind]).values()
            if others & set(concerned(record))
        }

    def standings(self, keys: Iterable[str]) -> dict[str, str]:
        """Where records stand in the review cycle, in a word or two."""
        history, found = self.editing.store.history, {}
        for key in keys:
            data = {"status": getattr(self.editing.register.find(key), "status", None)}
            try:
                if data["status"] != "retired" and history.last_step(key) is not None:
                    data = self.editing.store.read(key).data
            except CannotRead:
                continue
            found[key] = STATES[standing(history, key, data).state]
        return found

    # ----- gaps ---------------------------------------------------------------------------------

    def count(self, key: str, marks: Sequence[Mark]) -> None:
        """Take over what was just found in one record, as it is saved."""
        if self._gaps is None:
            return
        self._gaps.found[key] = sum(bool(mark.rule) for mark in marks) + self._gaps.of_all[key]
        self.show([key])

    async def judge(self) -> None:
        """Judge all records anew, beside everything else, until nothing was saved meanwhile."""
        if self._judging:
            return
        self._judging = True
        try:
            while self._judged is not self.editing.register:
                register, first = self.editing.register, self._judged is None
                self._gaps, self._judged = await self._counted(register), register
                if first:
                    self.show_all()
                else:
                    self.show(self._rows)
        finally:
            self._judging, self.widget.judging = False, ""

    async def _counted(self, register: Register) -> Gaps:
        share = [0, 1]

        def told(done: int, total: int) -> None:
            share[:] = done, total

        work = asyncio.create_task(asyncio.to_thread(_count, register, self.editing.on, told))
        while not work.done():
            self.widget.judging = f"Gaps are being judged: {100 * share[0] // share[1]} %"
            await asyncio.wait({work}, timeout=_EACH)
        return work.result()


def _count(register: Register, on: date, told: Progress) -> Gaps:
    judged = review(register, on, progress=told)
    gaps = Gaps(Counter(), Counter())
    for finding in judged.findings:
        gaps.found[finding.answer.record] += 1
        if "answers" in finding.rule.parameters:
            gaps.of_all[finding.answer.record] += 1
    return gaps


def _names(register: Register) -> dict[str, str]:
    return {id: company(register, id) for id in register.entities}
