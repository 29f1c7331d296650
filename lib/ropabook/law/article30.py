"""What an Article 30 record must contain, item by item (UK GDPR Art. 30(1) and 30(2))."""

from typing import Final, NamedTuple


class Item(NamedTuple):
    """One thing the record must contain."""

    key: str
    reference: str
    title: str
    qualifier: str = ""
    """The words by which the statute itself softens the duty, if it does."""


CONTROLLER_ITEMS: Final = (
    Item("identity", "30(1)(a)", "Name and contact details"),
    Item("purposes", "30(1)(b)", "Purposes"),
    Item("people", "30(1)(c)", "Categories of people"),
    Item("data", "30(1)(c)", "Categories of data"),
    Item("recipients", "30(1)(d)", "Recipients"),
    Item("transfers", "30(1)(e)", "Transfers abroad", "where applicable"),
    Item("retention", "30(1)(f)", "Time limits for erasure", "where possible"),
    Item("security", "30(1)(g)", "Security measures", "where possible"),
)
PROCESSOR_ITEMS: Final = (
    Item("identity", "30(2)(a)", "Name and contact details"),
    Item("customers", "30(2)(a)", "Controllers served"),
    Item("categories", "30(2)(b)", "Categories of processing"),
    Item("transfers", "30(2)(c)", "Transfers abroad", "where applicable"),
    Item("security", "30(2)(d)", "Security measures", "where possible"),
)
