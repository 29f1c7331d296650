"""A document as a page that prints: one file, no script, no network."""

from importlib.resources import files
from typing import Final

from markupsafe import Markup

from ropabook.papers.paper import (
    OPEN,
    Facts,
    Grid,
    Heading,
    Paper,
    Part,
    Picture,
    Signature,
    Text,
)
from ropabook.views.html import style, tag

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def as_page(paper: Paper) -> Markup:
    """The whole document as HTML."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("title", f"{paper.title}: {paper.subtitle}"),
        style(files("ropabook.papers").joinpath("paper.css").read_text(encoding="utf-8")),
    )
    top = tag(
        "header",
        tag("h1", paper.title),
        tag("p", paper.subtitle, class_="subtitle"),
        _facts(paper.about),
    )
    foot = tag("footer", "Made from the record of processing activities. This is not legal advice.")
    body = tag("body", top, tag("main", [_part(part) for part in paper.parts]), foot)
    return Markup("<!doctype html>\n") + tag("html", head, body, lang="en-GB")


def _part(part: Part) -> Markup:
    match part:
        case Heading(text, level):
            return tag(f"h{level + 1}", text)
        case Text(text, quiet):
            return tag("p", _said(text), class_="quiet" if quiet else None)
        case Facts(rows):
            return _facts(rows)
        case Grid(heads, rows, caption):
            lines = [tag("tr", [tag("td", _said(cell)) for cell in row]) for row in rows]
            top = tag("tr", [tag("th", head, scope="col") for head in heads])
            return tag("table", tag("caption", caption) if caption else "", tag("thead", top),
                       tag("tbody", lines))  # fmt: skip
        case Picture(svg, _):
            return tag("figure", svg, style="margin:0")
        case Signature(rows):
            names = ("Signed by", "For", "On", "Signature")
            first = tag("tr", [tag("th", name, scope="col") for name in names])
            signed = [tag("tr", [tag("td", cell) for cell in (*row, "")]) for row in rows]
            return tag("table", tag("thead", first), tag("tbody", signed), class_="sign")


def _facts(rows: tuple[tuple[str, str], ...]) -> Markup:
    return tag("dl", [(tag("dt", name) + tag("dd", _said(said))) for name, said in rows])


def _said(text: str) -> Markup | str:
    """An answer that is missing is seen at once."""
    if text.startswith((OPEN, "Not known yet")):
        return tag("span", text, class_="open")
    return text
