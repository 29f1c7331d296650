"""What a view is: a title, its place on the page, plain rows, and a drawing of them."""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol, cast

from markupsafe import Markup

import ropabook.views
from ropabook.review import Review


class View(Protocol):
    """A module of this folder that has these five is a view, and its order says so."""

    __name__: str
    title: str
    page: str
    """The key of the page it stands on."""
    order: int
    # `once = True`: its rows say themselves which companies they concern (`concerning`), so that
    # it is drawn once and not again for each choice. `on_paper = False`: it is not printed.

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
