"""A picture on a page, with the links by which it is saved as a file."""

import base64
import re
from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from ropabook.views.html import joined, tag
from ropabook.views.png import as_png

_FIGURE: Final = re.compile(r'(<figure id="picture-([a-z0-9-]+)".*?)(</figure>)', re.DOTALL)
_SVG: Final = re.compile(r"<svg .*?</svg>", re.DOTALL)


def figure(svg: Markup, name: str) -> Markup:
    """A picture that scrolls within itself; the page adds how it is saved.

    Args:
        svg: the picture.
        name: what sets it apart on the page: letters, figures and hyphens.
    """
    label = re.search(r'aria-label="([^"]*)"', svg)
    said = Markup(label.group(1)) if label else name  # noqa: S704 - escaped when it was made
    inner = tag("div", svg, class_="scroll", tabindex=0, role="region", aria_label=said)
    return tag("figure", inner, id=f"picture-{name}", class_="drawn")


def with_links(page: Markup, links: Callable[[str, Markup], Markup]) -> Markup:
    """The page with the links that save each of its pictures.

    Args:
        links: makes them from the name of a picture and the picture.
    """

    def add(found: re.Match[str]) -> str:
        svg = picture_in(Markup(found.group(1)))  # noqa: S704 - a part of the page
        return f"{found.group(1)}{links(found.group(2), svg)}{found.group(3)}"

    return Markup(_FIGURE.sub(add, page))  # noqa: S704 - the same page, with our own links


def picture_in(part: Markup) -> Markup:
    """The first picture in a part of a page."""
    found = _SVG.search(part)
    return Markup(found.group()) if found else Markup("")  # noqa: S704 - a part of the page


def find(page: Markup, name: str) -> Markup | None:
    """The picture of this name on a page."""
    for found in _FIGURE.finditer(page):
        if found.group(2) == name:
            return picture_in(Markup(found.group(1)))  # noqa: S704 - a part of the page
    return None


def asking(address: Callable[[str], str]) -> Callable[[str, Markup], Markup]:
    """A link to a page of its own, which has the picture in both forms: costs nothing here."""

    def links(name: str, svg: Markup) -> Markup:
        return _saved(tag("a", "Save this picture", href=address(name)))

    return links


def carrying(png: Callable[[str], bool]) -> Callable[[str, Markup], Markup]:
    """Links that hold the picture themselves: for files and notebooks.

    Args:
        png: whether a picture of this name is also given as PNG.
    """

    def links(name: str, svg: Markup) -> Markup:
        return _saved(as_file(name, svg), " ", as_file(name, svg, "png") if png(name) else "")

    return links


def as_file(name: str, svg: Markup, form: str = "svg") -> Markup:
    """A link that saves the picture under its name."""
    if form == "png":
        data = f"data:image/png;base64,{base64.b64encode(as_png(svg)).decode()}"
    else:
        data = f"data:image/svg+xml,{quote(svg)}"
    return tag("a", f"Save as {form.upper()}", href=data, download=f"{name}.{form}")


def _saved(*links: Markup | str) -> Markup:
    return tag("figcaption", joined(links), class_="save screen")
