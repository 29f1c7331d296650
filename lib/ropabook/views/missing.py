"""The answers that Article 30 asks for and that nobody has given, one by one."""

from typing import Final

from markupsafe import Markup

from ropabook.completeness import Missing, missing
from ropabook.model.register import PROCESSING, EntityRecord, Register
from ropabook.review import Review
from ropabook.views.completeness import row_mark
from ropabook.views.html import Content, note, to_record
from ropabook.views.listing import Line, listed, listing

title: Final = "What is missing from the Article 30 record"
once: Final = True
page: Final = "overview"
order: Final = 21
on_paper: Final = False  # the completeness above says how many; the workbook which


def rows(review: Review, entity: str | None) -> tuple[Missing, ...]:
    """Every answer that is due and not given; company by company."""
    found = missing(review.register)
    return tuple(row for row in found if entity in (None, row.entity.id))


def draw(review: Review, entity: str | None) -> Markup:
    """A row for each."""
    found = rows(review, entity)
    if not found:
        return listed("missing-rows", note("Nothing: every answer that is due is given."))
    register = review.register
    records = {id: register.record_of(id) for id in register.entities}
    lines = [
        Line(
            (row.entity.short_name, _item(row), _about(register, row), _where(row)),
            (row.entity.id,),
            _records(row, records[row.entity.id]),
            (row_mark(row),),
        )
        for row in found
    ]
    heads = ["Company", "What is missing", "Of which", "Activity"]
    return listing(review, entity, "missing-rows", "Company by company, item by item", heads, lines,
                   "are in the Excel workbook, sheets “Controller record” and “Processor record”"
                   )  # fmt: skip


def _item(row: Missing) -> str:
    if row.item is None:
        return "Role: controller or processor (Art. 4(7), 4(8))"
    return f"{row.item.title} (Art. {row.item.reference})"


def _where(row: Missing) -> Content:
    if row.activity is None:
        return "The company itself"
    return to_record(row.activity.key, row.activity.title)


_COMPANY: Final = ("legal name", "address", "e-mail address or telephone")


def _about(register: Register, row: Missing) -> str:
    """Which of several answers: of a purpose, or of some data."""
    if row.activity is None:
        return _COMPANY[row.place]
    key = row.item.key if row.item else ""
    if key in ("people", "data", "retention") and row.activity.data:
        link = row.activity.data[row.place]
        folder = "data-subjects" if key == "data" else "personal-data"
        ids = link.subjects if key == "data" else link.categories
        found = [register.find(f"{folder}/{id}") for id in ids]
        return ", ".join(each.name for each in found if each) or "–"
    return "–"


def _records(row: Missing, of: EntityRecord) -> tuple[str, ...]:
    if row.activity is not None:
        return (row.activity.key,)
    mine = of.processor if row.record in PROCESSING else of.controller
    return tuple(activity.key for activity in mine)
