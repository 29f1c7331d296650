"""The list of the screenings: every activity, and each company's own way where it differs."""

from datetime import date
from typing import Any, Final

from ropabook.assessing.screened import Screened, Way, ways
from ropabook.forms.widgets import RecordList
from ropabook.model.register import Register

_COLUMNS: Final = ["Activity", "Companies", "DPIA", "On the record", "Screened on",
                   "Criteria met", "Still open", "To do"]  # fmt: skip
_SHORT: Final = {
    "required": "Required",
    "recommended": "Recommended",
    "not-required": "Not required",
}


class ScreeningList:
    """A row for each way in which an activity is carried out, as it is saved now."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.widget = RecordList()
        self._ways: dict[str, tuple[Way, ...]] = {}
        """By the key of the activity."""

    def show_all(self, register: Register) -> None:
        """Every activity; those that its companies need not screen, too."""
        self._ways = {a.key: ways(register, a, self.on) for a in register.activities.values()}
        with self.widget.hold_sync():
            self.widget.columns, self.widget.facets = _COLUMNS, [1, 2, 3, 7]
            self.widget.rows = [_row(way) for each in self._ways.values() for way in each]
            self.widget.anew = {}

    def show(self, register: Register, key: str) -> None:
        """One activity; a way that is screened with the others now has no row any more."""
        before = self._ways[key]
        self._ways[key] = ways(register, register.activities[key.partition("/")[2]], self.on)
        anew: dict[str, Any] = dict.fromkeys(way.key for way in before)
        anew |= {way.key: _row(way) for way in self._ways[key]}
        self.widget.anew = {**self.widget.anew, **anew}

    def way(self, key: str, entity: str) -> Way:
        """A company's own way, or where it has none, the one that is written."""
        found = self._ways[key]
        return next((way for way in found if way.entity == entity), found[0])

    @property
    def sentence(self) -> str:
        """How many there are, and how many nobody has screened."""
        waiting = sum(_waits(way.screened) for each in self._ways.values() for way in each)
        own = sum(bool(way.entity) for each in self._ways.values() for way in each)
        more = f", {own} of them done by a company in its own way" if own else ""
        return f"{len(self._ways)} activities{more}; {waiting} not screened by anybody yet."


def _waits(one: Screened) -> bool:
    return one.screening is None and not one.not_ours


def _row(way: Way) -> list[Any]:
    one = way.screened
    met = ", ".join(asked.criterion.name for asked in one.asked if asked.met)
    says = {"": "–", **_SHORT}
    return [
        way.key,
        f"{one.activity.title}, at {one.names}" if way.entity else one.activity.title,
        one.names,
        one.not_ours or says[one.screening.outcome if one.screening else ""],
        says["" if one.not_ours else one.proposed.outcome],
        str(one.screening.on) if one.screening else "–",
        met or "–",
        sum(asked.open for asked in one.asked),
        ", ".join(one.to_do) or "–",
    ]
