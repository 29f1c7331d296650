"""What the companies of the group pass to each other (UK GDPR Art. 26, 28, 30(1)(d))."""

from collections.abc import Iterator

from ropabook.excel.table import Column, Link, Row
from ropabook.model.names import company
from ropabook.sharing import Sharing, sharings
from ropabook.sheets.scope import Scope
from ropabook.sheets.words import title as title_of
from ropabook.sheets.words import titles

title = "Within the group"
about = "One row for each activity in which one company of the group gives data to another."
instead = "Change it in “Disclosures”, or in the notebook activities."
order = 64
columns = (
    Column("From", 26, "Art. 30(1)(d)"),
    Column("To", 26, "Art. 30(1)(d)"),
    Column("How", 26, "Art. 26, 28"),
    Column("Activity", 34),
    Column("Data", 44),
    Column("Activity of the other company", 34),
    Column("Recorded on both sides", 16),
)
_HOW = {
    "discloses": "Gives data to it",
    "joint": "Decides with it",
    "processes for": "Has its data processed by it",
}


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each sharing that concerns the companies."""
    data = titles(scope.register, "personal-data")
    for sharing in sharings(scope.register, scope.entity):
        yield Row(
            (
                _who(scope, sharing.giver),
                _who(scope, sharing.taker),
                _HOW[sharing.kind],
                Link(_activity(scope, sharing), f"activities/{sharing.activity}"),
                data(sharing.categories) or "Not recorded",
                title_of(scope.register, "activities", sharing.counterpart)
                if sharing.counterpart
                else "Not named",
                "Yes" if sharing.mirrored else "No",
            )
        )


def _who(scope: Scope, entity: str) -> str:
    return company(scope.register, entity) if entity else "A company that is not named"


def _activity(scope: Scope, sharing: Sharing) -> str:
    return title_of(scope.register, "activities", sharing.activity)
