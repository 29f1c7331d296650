"""The style sheets by which a page shows what was chosen, and no more. No script is needed.

Companies and functions are chosen at the top: parts drawn for another choice (`scope`), and rows
that concern another (`row`, `group`), go. A number leads to its list by an address that names the
marks of its rows (`#gap-rows:sev-critical:of-alder`): a line stands there which says so, and the
other rows go. No text of the record but ids stands in a style sheet.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Final

from markupsafe import Markup

from ropabook.law.words import SEVERITIES
from ropabook.model.functions import functions
from ropabook.model.register import Register
from ropabook.review import Review
from ropabook.views.html import joined, tag
from ropabook.views.pages import PAGES

_CHOSEN: Final = "color:var(--ink);background:var(--paper);border-color:var(--line);font-weight:650"
_GONE: Final = "{display:none}"
_LINKS: Final = re.compile(r'<a href="#([a-z-]+)((?::[a-z0-9-]+)+)" title="([^"]*)"')
_LIST: Final = re.compile(r'<div id="([a-z-]+)" class="list">')


def rules(review: Review) -> Iterator[str]:
    """What is shown for each choice."""
    first = PAGES[0].key
    for page in PAGES:
        chosen = f":is(#{page.key}:target, #{page.key} :target)"
        yield f".ropabook:has({chosen}) .pages a[href='#{page.key}']{{{_CHOSEN}}}"
    nothing = ".ropabook:not(:has(.page:target, .page :target))"
    yield f"{nothing} #{first}{{display:block}}"
    yield f"{nothing} .pages a[href='#{first}']{{{_CHOSEN}}}"
    companies, at = tuple(review.register.entities), range(len(functions(review.register)))
    for id in ("0", *companies):
        radio = f".ropabook:has(#company-{id}:checked)"
        yield f"{radio} :is(.scope,.whose):not(.in-{id}){_GONE}"
        if id != "0":
            yield f"{radio} .some:not(.of-{id}){_GONE}"
    for key in ("all", *at) if at else ():
        yield f"{_function(key)} :is(.scope,.what):not(.by-{key}){_GONE}"
        if key != "all":
            yield f"{_function(key)} .work:not(.fn-{key}){_GONE}"
    for id, key in product(companies, at):
        # What folds goes where no row in it concerns both.
        radio, apart = f"#company-{id}:checked", f".group:not(.c-{id}-{key})"
        yield f"{_function(key)}:has({radio}) {apart}{_GONE}"
        yield f"{_function(key)} .only.of-{id}:target ~ {apart}{_GONE}"
        yield f".ropabook:has({radio}) .only.fn-{key}:target ~ {apart}{_GONE}"
    for severity in SEVERITIES:
        # What a number leads to is shown, whatever was left out before.
        led_to = f":not(:has(.only.sev-{severity}:target))"
        off = f".ropabook:has(#show-{severity}:not(:checked)){led_to}"
        yield f"{off} #gaps .sev-{severity}{_GONE}"


def _function(key: int | str) -> str:
    return f".ropabook:has(option.fn-{key}:checked)"


def narrowed_lists(page: Markup, register: Register) -> Markup:
    """The page with a line in each list for every address that narrows it, and its style sheet."""
    wanted: dict[str, dict[str, str]] = {}
    for found in _LINKS.finditer(page):
        wanted.setdefault(found.group(1), {})[found.group(2)] = found.group(3)
    marks: dict[str, None] = {}

    def lines(found: re.Match[str]) -> str:
        here = wanted.get(found.group(1), {})
        for address in here:
            marks.update(dict.fromkeys(address[1:].split(":")))
        said = (_line(found.group(1), address, words) for address, words in here.items())
        return found.group() + str(joined(said))

    made = _LIST.sub(lines, page)
    sheet = "\n".join(_only(mark) for mark in marks)
    return Markup(made.replace("</style>", f"\n{sheet}</style>", 1))  # noqa: S704 - our own


def _line(list_: str, address: str, words: str) -> Markup:
    """What stands above a list that is narrowed: hidden until it is led to."""
    said = Markup(words)  # noqa: S704 - an attribute of the page, escaped when it was made
    return tag(
        "p", "Only: ", tag("b", said), " ", tag("a", "Show all", href=f"#{list_}"),
        id=f"{list_}{address}", class_=f"only {address[1:].replace(':', ' ')}",
    )  # fmt: skip


def _only(mark: str) -> str:
    kind = mark.partition("-")[0]
    headings = ",.of-severity" if kind == "sev" else ""
    rows = {"of": ".some", "fn": ".work"}.get(kind, f":is(.row,.group{headings})")
    led_to, apart = f".only.{mark}:target ~", f"{rows}:not(.{mark})"
    return f"{led_to} {apart},{led_to} * {apart}{_GONE}"
