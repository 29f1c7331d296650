"""The page: who, on what, on which day; then the views of the group and of each company.

One text of HTML with its style, no script: it stands in a notebook, in the dashboard or in a file.
"""

from importlib.resources import files

from markupsafe import Markup

from ropabook.review import Review
from ropabook.views import provenance
from ropabook.views.html import joined, style, tag
from ropabook.views.view import View, views

_BEGIN = "ropabook new group group, then ropabook new entities my-company"


def page(review: Review) -> Markup:
    """The whole page for a review."""
    register = review.register
    if not register.files:
        body = _empty()
    elif not register.entities:
        body = _without_companies()
    else:
        body = _tabs(review)
    foot = tag(
        "footer",
        f"Read only. Every figure is computed from the record as it is on disk, judged for "
        f"{review.on}. This is not legal advice. On paper, what is folded stays folded: the Excel "
        "workbook has every gap in full.",
    )
    return _framed(style(_selection(review)), provenance.draw(review), body, foot)


def head(review: Review) -> Markup:
    """What the page rests on, by itself, as a notebook shows it."""
    return _framed(provenance.draw(review))


def part(view: View, review: Review, entity: str | None) -> Markup:
    """One view by itself, as a notebook shows it."""
    return _framed(tag("div", _section(view, review, entity), class_="panel alone"))


def problem(sentence: str) -> Markup:
    """The page when there is nothing to judge: one sentence, and how to go on."""
    return _framed(
        tag("header", tag("h1", "Record of processing activities")),
        tag("section", tag("h2", "✕ There is nothing to show"), tag("p", sentence), class_="alarm"),
    )


def _framed(*content: Markup) -> Markup:
    css = files("ropabook.views").joinpath("page.css").read_text(encoding="utf-8")
    return tag("div", style(css), *content, class_="ropabook", lang="en-GB")


def _empty() -> Markup:
    return tag(
        "section",
        tag("h2", "The record is empty"),
        tag("p", "There is no file in it yet. Begin with the group and a company:"),
        tag("p", tag("code", _BEGIN)),
        class_="panel",
    )


def _without_companies() -> Markup:
    return tag(
        "section",
        tag("h2", "There is no company in the record"),
        tag("p", "Without a company that could be read there is no record to judge. Add one:"),
        tag("p", tag("code", "ropabook new entities my-company")),
        class_="panel",
    )


def _tabs(review: Review) -> Markup:
    names: list[tuple[str | None, str]] = [(None, "The group")]
    names += [(id, entity.short_name) for id, entity in review.register.entities.items()]
    parts = []
    for entity, name in names:
        key = f"page-{entity or '0'}"
        first = entity is None
        parts.append(tag("input", type="radio", name="ropabook-page", id=key, checked=first))
        parts.append(tag("label", name, for_=key))
    panels = [_panel(review, entity, name) for entity, name in names]
    legend = tag("legend", "Whose record to show")
    return joined(tag("fieldset", legend, parts, class_="tabs"), panels)


def _selection(review: Review) -> str:
    """Shows the panel whose radio button is chosen. No text of the record but ids stands here."""
    # Group's id is 0: an entity's id could be "group".
    keys = ["0", *review.register.entities]
    return "\n".join(
        f".ropabook:has(#page-{key}:checked) #panel-{key}{{display:block}}" for key in keys
    )


def _panel(review: Review, entity: str | None, name: str) -> Markup:
    full = review.register.entities[entity].legal_name if entity else ""
    heading = tag("h2", name, tag("small", f" {full}") if full not in ("", name) else "")
    sections = [_section(view, review, entity) for view in views()]
    return tag("div", heading, sections, class_="panel", id=f"panel-{entity or '0'}")


def _section(view: View, review: Review, entity: str | None) -> Markup:
    try:
        drawn = view.draw(review, entity)
    except Exception as error:  # one view that fails must not take the page with it
        drawn = tag(
            "div",
            tag("p", tag("b", "This part of the page could not be drawn.")),
            tag("p", "The rest of the page is not affected. Please report it with these words:"),
            tag("p", tag("code", f"{view.title}: {type(error).__name__}: {error}")),
            class_="alarm",
        )
    return tag("section", tag("h3", view.title), drawn)
