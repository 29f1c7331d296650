"""The processor record: what is done for each controller (UK GDPR Art. 30(2))."""

from collections.abc import Iterator
from typing import Final

from ropabook.excel.table import Cell, Column, Row
from ropabook.law.article30 import PROCESSOR_SHEET
from ropabook.model.activity import Controller
from ropabook.model.facts import each
from ropabook.model.registers import Contract
from ropabook.sheets import in_words
from ropabook.sheets.in_words import About
from ropabook.sheets.scope import Done, Scope
from ropabook.sheets.words import NOT_RECORDED, activity_in_words, gaps, lines, say

title = PROCESSOR_SHEET
about = (
    "One row for each controller that the company acts for, activity by activity. The columns "
    "follow the statute; no official template for processors could be seen."
)
instead = "Change an activity in “Activity facts”, or in the notebook activities."
order = 25
frozen = 2
_ABOUT_CONTROLLER: Final = (
    Column("Name and contact details of the controller", 32, "Art. 30(2)(a)"),
    Column("Controller's representative (if applicable)", 26, "Art. 30(2)(a)"),
    Column("Controller's data protection officer (if applicable)", 26, "Art. 30(2)(a)"),
    Column("Where the list of controllers is kept", 26, "Art. 30(2)(a)"),
)
columns = (
    Column("Companies", 22, "Art. 30(2)(a)"),
    Column("Activity", 26),
    Column("Business function", 22),
    *_ABOUT_CONTROLLER,
    Column("Categories of processing", 36, "Art. 30(2)(b)"),
    Column("Contracts with the controllers", 30, "Art. 28(3)"),
    Column("Sub-processors and other recipients", 32, "Art. 28(2), (4)"),
    Column("Names of third countries or international organisations (if applicable)", 32,
           "Art. 30(2)(c)"),
    Column("Safeguards for exceptional transfers (if applicable)", 30, "Art. 30(2)(c), 49(1)"),
    Column("General description of technical and organisational security measures (if possible)",
           40, "Art. 30(2)(d), 32(1)"),
    Column("Location of personal data", 28),
    Column("Return or deletion at the end", 30, "Art. 28(3)(g)"),
    Column("Gaps", 12),
    Column("Record", 26),
)  # fmt: skip


def rows(scope: Scope) -> Iterator[Row]:
    """One row for each controller served; one where none is named."""
    for done in scope.done:
        if done.processor:
            yield from rows_of(scope, done)


def rows_of(scope: Scope, done: Done) -> Iterator[Row]:
    """The rows of one activity."""
    activity, about = done.activity, About(scope.register, done, None)
    ours: tuple[Cell, ...] = (
        say(activity.categories_of_processing, lines),
        _contracts(scope, done),
        in_words.recipients(about),
        in_words.third_countries(about),
        in_words.exceptional(about),
        in_words.security(about),
        in_words.location(about),
        in_words.retention(about) if done.links else NOT_RECORDED,
        gaps(scope, activity.key),
        activity.key,
    )
    first = (done.companies, activity_in_words(done), say(activity.business_function))
    for customer in each(activity.customers) or (None,):
        told = _controller(customer) if customer else (say(activity.customers), "–", "–", "–")
        yield Row((*first, *told, *ours), (activity.key,))


def _controller(customer: Controller) -> tuple[str, ...]:
    who = lines(part for part in (customer.name, customer.contact) if part)
    officer = say(customer.officer)
    return who, say(customer.representative), officer, customer.reference or "Named here"


def _contracts(scope: Scope, done: Done) -> str:
    return lines(
        contract.title
        for contract in scope.register.of(Contract).values()
        if contract.kind == "article-28"
        and contract.role == "processor"
        and set(contract.parties) & set(done.entities)
    )
