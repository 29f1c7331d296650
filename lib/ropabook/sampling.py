"""An audit sample that anybody can draw again: seeded, random or by risk, with a fieldwork sheet.

What is drawn rests on SHA-256 alone, so that it is the same on every machine and in every version
of Python. By risk: an activity of weight w is drawn as if it were w times in the urn (Efraimidis
and Spirakis, Weighted random sampling with a reservoir, 2006).
"""

import hashlib
import math
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from ropabook.excel.book import write
from ropabook.excel.table import Choice, Column, Cover, Link, Row, Table
from ropabook.exporting import put_in_place
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known
from ropabook.model.names import companies
from ropabook.review import Review
from ropabook.sheets.manifest import proving
from ropabook.sheets.past import Past
from ropabook.sheets.scope import Scope
from ropabook.sheets.sheet import name_of, sheets, table

By = Literal["random", "risk"]
_GAPS: Final[dict[str, int]] = {"critical": 5, "major": 3, "minor": 1, "advice": 0}
_RISKS: Final = {
    "risk": 3, "large_scale": 3, "monitoring": 3, "new_technology": 2, "children_service": 3,
}  # fmt: skip
_SHEETS: Final = ("activities_in_words", "purposes", "people_and_data", "gap_list")


class Drawn(NamedTuple):
    """An activity of the sample."""

    number: int
    key: str
    title: str
    entities: tuple[str, ...]
    weight: int
    reasons: tuple[str, ...]
    """What made it weigh more than another."""


class Sample(NamedTuple):
    """What was drawn, and from what."""

    size: int
    seed: str
    by: By
    entity: str | None
    population: int
    drawn: tuple[Drawn, ...]

    def as_data(self) -> dict[str, Any]:
        """For a program."""
        return {
            "size": self.size, "seed": self.seed, "by": self.by, "company": self.entity,
            "population": self.population, "drawn": [each.key for each in self.drawn],
        }  # fmt: skip


def draw_sample(
    review: Review, size: int, seed: str, by: By = "random", entity: str | None = None
) -> Sample:
    """Draw activities.

    Args:
        review: the record and its gaps.
        size: how many; all where there are fewer.
        seed: the same seed and record give the same sample.
        by: all alike, or the riskier the likelier.
        entity: only those of this company.
    """
    register = review.register
    every = register.activities_of(entity) if entity else tuple(register.activities.values())
    weighed = [(activity, *_weight(review, activity, entity)) for activity in every]
    order = sorted(
        weighed, key=lambda w: (_rank(seed, w[0].key, w[1] if by == "risk" else 1), w[0].key)
    )
    drawn = tuple(
        Drawn(number, activity.key, activity.title, activity.entities, weight, reasons)
        for number, (activity, weight, reasons) in enumerate(order[:size], 1)
    )
    return Sample(size, seed, by, entity, len(every), drawn)


def _rank(seed: str, key: str, weight: int) -> float:
    """The smaller, the sooner: minus the logarithm of an even draw, divided by the weight."""
    said = hashlib.sha256(f"{seed}\0{key}".encode()).digest()
    even = (int.from_bytes(said[:8], "big") + 1) / (2**64 + 1)
    return -math.log(even) / weight


def _weight(
    review: Review, activity: ProcessingActivity, entity: str | None
) -> tuple[int, tuple[str, ...]]:
    weight, reasons = 1, []
    for field, points in _RISKS.items():
        if known(getattr(activity, field)) is True:
            weight += points
            reasons.append(field.replace("_", " "))
    counted: dict[str, int] = {}
    for finding in review.findings_of(entity):
        if finding.answer.record == activity.key:
            counted[finding.severity] = counted.get(finding.severity, 0) + 1
    for severity, count in counted.items():
        weight += _GAPS[severity] * count
        if _GAPS[severity]:
            reasons.append(f"{count} {severity}")
    return weight, tuple(reasons)


# ----- the workbook ---------------------------------------------------------------------------

_STEPS: Final = (
    (
        "Purpose and basis",
        "Art. 5(1)(b), 6(1)",
        "Does what is done match the purposes recorded, and does the basis hold?",
    ),
    (
        "People and data",
        "Art. 5(1)(c), 30(1)(c)",
        "Do the systems hold these categories and no others?",
    ),
    (
        "Recipients and contracts",
        "Art. 28, 30(1)(d)",
        "Is each recipient recorded, with a contract in force?",
    ),
    ("Transfers", "Art. 30(1)(e), 44A", "Where is the data really, and is the mechanism in place?"),
    ("Retention", "Art. 5(1)(e), 30(1)(f)", "Is the oldest data within its time limit?"),
    ("Security", "Art. 30(1)(g), 32", "Are the measures recorded in place and working?"),
    ("Notice and rights", "Art. 12–22", "Were the people told, and can their rights be answered?"),
)
_RESULTS: Final = Choice("Result", ("Agrees", "Differs", "Not tested", "Not applicable"))


def write_sample(review: Review, sample: Sample, folder: Path, past: Past | None = None) -> Path:
    """Write the workbook of a sample: what was drawn, the fieldwork, and what the record says.

    Raises:
        CannotWrite: it cannot be written; an old one is as it was.
    """
    scope = Scope(review, sample.entity, past)
    tables = [_sample_sheet(sample, review), _fieldwork(sample), *_record(sample, scope)]
    whose = sample.entity or "the-group"
    to = folder / f"audit-sample-of-{whose}-{sample.size}-{_plain(sample.seed)}-{sample.by}.xlsx"
    on = datetime.combine(review.on, time())
    cover = Cover(
        "Audit sample", f"Drawn from the record of processing activities as at {review.on}",
        tuple(_facts(sample, scope)), (),
    )  # fmt: skip
    state = f"Audit sample, seed {sample.seed} · as at {review.on}"
    put_in_place(to, lambda path: write(
        path, cover, tables, on, state, lambda written: proving(scope, written)
    ))  # fmt: skip
    return to


def _plain(seed: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in seed)[:40]


def _facts(sample: Sample, scope: Scope) -> Iterator[tuple[str, str | int]]:
    register = scope.register
    yield "Company", companies(register, (sample.entity,)) if sample.entity else "All"
    yield "Activities to draw from", sample.population
    yield "Activities drawn", len(sample.drawn)
    yield "Seed", sample.seed
    yield "Drawn", "By risk: the weights are in the sheet" if sample.by == "risk" else "All alike"
    yield "Fingerprint of the record", register.fingerprint
    yield "Commit of the history", scope.past.commit if scope.past else "None"
    yield (
        "To draw it again",
        (
            f"ropabook sample --size {sample.size} --seed {sample.seed} --by {sample.by}"
            + (f" --company {sample.entity}" if sample.entity else "")
        ),
    )


def _sample_sheet(sample: Sample, review: Review) -> Table:
    rows = tuple(
        Row((each.number, Link(each.title, f"words:{each.key}"),
             companies(review.register, each.entities), each.weight,
             ", ".join(each.reasons) or "–", each.key), (f"sample:{each.key}",))
        for each in sample.drawn
    )  # fmt: skip
    return Table(
        "Sample", "The activities drawn, in the order in which they were drawn.",
        (Column("Number", 10), Column("Activity", 40), Column("Companies", 34),
         Column("Weight", 10), Column("What weighs", 50), Column("Record", 40)),
        rows, 2,
    )  # fmt: skip


def _fieldwork(sample: Sample) -> Table:
    rows = tuple(
        Row((each.number, Link(each.title, f"sample:{each.key}"), step, law, question,
             "", "", "", "", ""))
        for each in sample.drawn
        for step, law, question in _STEPS
    )  # fmt: skip
    columns = (
        Column("Number", 10), Column("Activity", 34), Column("Step", 24), Column("Law", 20),
        Column("Question", 44), Column("Evidence seen", 44), Column("Result", 16),
        Column("What was found", 44), Column("Tested by", 20), Column("Tested on", 14),
    )  # fmt: skip
    return Table("Fieldwork", "To be filled in: one row for each step of each activity.", columns,
                 rows, 3, {6: _RESULTS})  # fmt: skip


def _record(sample: Sample, scope: Scope) -> Iterator[Table]:
    """What the record says of the activities drawn."""
    keys = {each.key for each in sample.drawn}
    titles = {each.title for each in sample.drawn}
    for sheet in sheets():
        if name_of(sheet) in _SHEETS:
            whole = table(sheet, scope)
            kept = tuple(row for row in whole.rows if _about(row, keys, titles))
            yield whole._replace(rows=kept)


def _about(row: Row, keys: set[str], titles: set[str]) -> bool:
    for cell in row.cells[:8]:
        if isinstance(cell, Link):
            return cell.key.removeprefix("words:") in keys
    named = {key.removeprefix("words:") for key in row.keys}
    return bool(named & keys) or row.place.partition("#")[0].partition("@")[0] in keys or (
        not named and row.cells[0] in titles
    )  # fmt: skip
