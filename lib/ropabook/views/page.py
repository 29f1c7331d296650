"""The whole dashboard as one text of HTML with its style and no script.

It stands in the dashboard, in a file, in a mail. Pages are chosen by links, companies and
severities by native controls: style sheets do the rest, at once and without a server.
"""

import re
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from typing import Final

from markupsafe import Markup

from ropabook.law.words import SEVERITIES
from ropabook.model.functions import functions
from ropabook.model.kinds import KINDS
from ropabook.review import Review
from ropabook.seen import Seen
from ropabook.views import other_records, provenance, records, standing, trend
from ropabook.views.choosing import by_choice
from ropabook.views.figure import as_file, carrying, with_links
from ropabook.views.headline import SIGNS
from ropabook.views.html import joined, style, tag
from ropabook.views.narrowing import narrowed_lists, rules
from ropabook.views.pages import PAGES, Page
from ropabook.views.view import View, views

_BEGIN = "ropabook new group group, then ropabook new entities my-company"


def page(review: Review, seen: Seen | None = None, *, served: bool = False) -> Markup:
    """Every page for a review.

    Args:
        review: what is shown.
        seen: the same with its state and its past, where they are known.
        served: whether a server answers: then another day, and a picture as a file, can be asked
            for. Else the page holds its pictures as files itself.
    """
    seen = seen or Seen(review)
    drawn = _whole(review, seen, served)
    return narrowed_lists(_led_somewhere(drawn, served), review.register)


def _whole(review: Review, seen: Seen, served: bool) -> Markup:
    register = review.register
    foot = tag(
        "footer",
        f"Read only. Every figure is computed from the record, judged for {review.on}. This is not "
        "legal advice. On paper, what is folded stays folded: the Excel workbook has every gap in "
        "full.",
    )
    top = standing.draw(seen, served)
    if not register.files:
        return _framed(top, _empty(), foot)
    if not register.entities:
        return _framed(top, _without_companies(), foot)
    body = [_page(seen, each) for each in PAGES if _views_of(each)]
    return _framed(style("\n".join(rules(review))), top, _controls(review), body, foot)


_FOLDERS: Final = "|".join(sorted(KINDS, key=len, reverse=True))
_LEADS: Final = re.compile(rf'<a href="#record-((?:({_FOLDERS})-([a-z0-9-]+))|[^"]*)">')


def _led_somewhere(page: Markup, served: bool) -> Markup:
    """Links to records that are not on the page ask the server for them; in a file, they end."""
    there = set(re.findall(r' id="record-([a-z0-9-]+)"', page))

    def lead(found: re.Match[str]) -> str:
        name, folder, id = found.groups()
        if name in there:
            return found.group()
        return f'<a href="?record={folder}/{id}">' if served and folder else "<a>"

    return Markup(_LEADS.sub(lead, page))  # noqa: S704 - the same page, with our own links


def head(review: Review) -> Markup:
    """What the page rests on, by itself, as a notebook shows it."""
    return _framed(provenance.draw(review))


def record(review: Review, key: str, seen: Seen | None = None) -> Markup | None:
    """One record on a page of its own; None where there is no such record."""
    found = records.alone(review, key) or other_records.alone(review, key)
    if found is None:
        return None
    back = tag("p", tag("a", "← All pages", href="./"), class_="screen")
    top = standing.draw(seen or Seen(review), False)
    return _framed(top, tag("section", back, found, class_="panel"))


def saved_picture(name: str, svg: Markup) -> Markup:
    """One picture on a page of its own, with the links that save it."""
    links = joined(as_file(name, svg), " · ", as_file(name, svg, "png"))
    back = tag("p", tag("a", "← All pages", href="./"), class_="screen")
    return _framed(tag("section", back, svg, tag("p", links), class_="panel"))


def part(view: View, review: Review, entity: str | None) -> Markup:
    """One view by itself, as a notebook shows it, with its pictures as files."""
    return _alone(_section(view, review, entity))


def past(seen: Seen, entity: str | None) -> Markup:
    """How it went, and what changed, by itself, as a notebook shows it."""
    return _alone(_past(seen, entity))


def _alone(section: Markup) -> Markup:
    drawn = with_links(section, carrying(lambda name: True))
    return _framed(tag("div", drawn, class_="panel alone"))


def problem(sentence: str) -> Markup:
    """The page when there is nothing to judge: one sentence, and how to go on."""
    return _framed(
        tag("header", tag("h1", "Record of processing activities")),
        tag("section", tag("h2", "✕ There is nothing to show"), tag("p", sentence), class_="alarm"),
    )


def _framed(*content: Markup | list[Markup]) -> Markup:
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


def _views_of(page: Page) -> list[View]:
    return [view for view in views() if view.page == page.key]


def _scopes(review: Review) -> list[tuple[str | None, str]]:
    companies = review.register.entities.items()
    return [(None, "The group"), *((id, entity.short_name) for id, entity in companies)]


def _controls(review: Review) -> Markup:
    """The links to the pages, and whose record to show."""
    links = [
        tag("a", page.title, href=f"#{page.key}", title=page.question)
        for page in PAGES
        if _views_of(page)
    ]
    companies = [
        joined(
            tag("input", type="radio", name="ropabook-company", id=_radio(id), checked=id is None),
            tag("label", name, for_=_radio(id)),
        )
        for id, name in _scopes(review)
    ]
    legend = tag("legend", "Whose record to show")
    return tag(
        "nav",
        tag("div", links, class_="pages", role="group", aria_label="Pages"),
        tag("fieldset", legend, companies, _functions(review), class_="tabs"),
        class_="controls",
        aria_label="Pages and companies",
    )


def _functions(review: Review) -> Markup:
    """Which function of the business to show; nothing where there is no choice."""
    names = functions(review.register)
    if not names:
        return Markup("")
    options = [tag("option", "All functions", class_="fn-all", selected=True)]
    options += [tag("option", name, class_=f"fn-{at}") for at, name in enumerate(names)]
    return tag("span", tag("label", "Function", for_="function"),
               tag("select", options, id="function"), class_="which")  # fmt: skip


def _radio(entity: str | None) -> str:
    # The group's is 0: a company's id could be "group".
    return f"company-{entity or '0'}"


def _page(seen: Seen, page: Page) -> Markup:
    review = seen.review
    filters = _severities() if page.key == "gaps" else ""
    shown: list[Markup] = []
    for at, view in enumerate(_views_of(page)):
        if getattr(view, "once", False):
            screen = None if getattr(view, "on_paper", True) else "screen"
            shown.append(tag("div", _section(view, review, None), class_=screen))
        else:
            shown.append(tag("div", by_choice(review, None, partial(_section, view))))
        if page == PAGES[0] and at == 0 and seen.state is not None:
            past = by_choice(review, None, lambda of, whose: _past(seen._replace(review=of), whose))
            shown.append(tag("div", past))
    stamp = joined(standing.stamp(seen), " · ", _chosen(review))
    heading = joined(tag("h2", page.question), tag("p", stamp, class_="stamp quiet"))
    return tag("article", heading, filters, shown, class_="panel page", id=page.key)


def _chosen(review: Review) -> Markup:
    """Of which company and function the page speaks, as it is read on paper."""
    whose = (tag("span", name, class_=f"whose in-{id or '0'}") for id, name in _scopes(review))
    names = functions(review.register)
    every = [("all", "all functions"), *((str(at), name) for at, name in enumerate(names))]
    of = (tag("span", f" · {name}", class_=f"what by-{key}") for key, name in every)
    return joined(whose, of if names else "")


def _past(seen: Seen, entity: str | None) -> Markup:
    drawn = _drawn(trend.title, lambda: trend.draw(seen, entity))
    return tag("section", tag("h3", trend.title), drawn)


def _severities() -> Markup:
    boxes = [
        joined(
            tag("input", type="checkbox", id=f"show-{key}", checked=True),
            tag("label", f"{SIGNS[key]} {words}", for_=f"show-{key}"),
        )
        for key, (words, _) in SEVERITIES.items()
    ]
    return tag("fieldset", tag("legend", "Severities to show"), boxes, class_="filters screen")


def _section(view: View, review: Review, entity: str | None) -> Markup:
    drawn = _drawn(view.title, lambda: view.draw(review, entity))
    return tag("section", tag("h3", view.title), drawn)


def _drawn(title: str, draw: Callable[[], Markup]) -> Markup:
    try:
        return draw()
    except Exception as error:  # one view that fails must not take the page with it
        return tag(
            "div",
            tag("p", tag("b", "This part of the page could not be drawn.")),
            tag("p", "The rest of the page is not affected. Please report it with these words:"),
            # Not what the error says: it could tell of paths, or of what the page does not show.
            tag("p", tag("code", f"{title}: {type(error).__name__}")),
            class_="alarm",
        )
