"""What a view is: a title, its place on the page, plain rows, and a drawing of them."""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol, cast

from markupsafe import Markup

import ropabook.views
from ropabook.law.countries import destination
from ropabook.model.kinds import LABELS
from ropabook.model.register import Register
from ropabook.review import Review


class View(Protocol):
    """A module of this folder that has these four is a view, and its order says so."""

    __name__: str
    title: str
    order: int

    def rows(self, review: Review, entity: str | None) -> Sequence[Any]:
        """What it shows, as plain data; None asks for the whole group."""

    def draw(self, review: Review, entity: str | None) -> Markup:
        """The same as HTML, below a heading of the third level."""


@cache
def views() -> tuple[View, ...]:
    """Every view there is, in the order of the page."""
    names = [f"ropabook.views.{module.name}" for module in iter_modules(ropabook.views.__path__)]
    modules = [import_module(name) for name in names]
    found = [cast(View, module) for module in modules if hasattr(module, "order")]
    return tuple(sorted(found, key=lambda view: view.order))


def kind_and_name(register: Register, key: str) -> tuple[str, str]:
    """What a record is and what people call it; its key where it cannot be found."""
    record = register.find(key)
    return LABELS.get(key.partition("/")[0], ""), record.name if record else key


def company(register: Register, entity: str) -> str:
    """What people call a company; its id where its file could not be read."""
    found = register.entities.get(entity)
    return found.short_name if found else entity


def companies(register: Register, entities: Sequence[str]) -> str:
    """Their names in a row; empty means that all are concerned."""
    return ", ".join(company(register, entity) for entity in entities)


def country(code: str) -> str:
    """The name of a country; what was written where it is no country."""
    try:
        return destination(code).name
    except KeyError:
        return code


def path_in_words(path: str) -> str:
    """`purposes.P01.lawful_basis` as people read it."""
    return " › ".join(step.replace("_", " ") for step in path.split(".")) if path else ""
