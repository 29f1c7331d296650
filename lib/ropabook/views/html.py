"""HTML made in one way only, so that text of the record is always escaped."""

from collections.abc import Iterable
from itertools import chain, repeat
from typing import Final

from markupsafe import Markup, escape

_VOID: Final = frozenset({"input", "meta", "br"})
Content = str | int | Markup | Iterable["str | int | Markup"]


def tag(name: str, /, *content: Content, **attributes: str | int | bool | None) -> Markup:
    """An element. Content that is not Markup is escaped, and so is every attribute.

    Args:
        content: texts, elements, or iterables of them.
        attributes: `class_` stands for `class`, `aria_label` for `aria-label`; one that is
            None or False is left out, one that is True stands without a value.
    """
    # The one place where text becomes markup: names come from the code, all else is escaped.
    start = f"<{name}{_written(attributes)}>"
    if name in _VOID:
        return Markup(start)  # noqa: S704
    return Markup(f"{start}{_escaped(content)}</{name}>")  # noqa: S704


def style(css: str) -> Markup:
    """A style sheet, which is not escaped.

    Raises:
        ValueError: it holds a `<`, by which it could end early.
    """
    if "<" in css:
        raise ValueError("a style sheet may not hold '<'")
    return Markup(f"<style>{css}</style>")  # noqa: S704


def joined(*content: Content) -> Markup:
    """Several pieces, one after the other."""
    return Markup(_escaped(content))  # noqa: S704


def _escaped(content: Iterable[Content]) -> str:
    # Plain text is joined, not Markup, which would look at every piece again.
    pieces: list[str] = []
    for each in content:
        if isinstance(each, str | int):
            pieces.append(escape(each))
        else:
            pieces += [escape(piece) for piece in each]
    return "".join(pieces)


def _written(attributes: dict[str, str | int | bool | None]) -> str:
    text = ""
    for name, value in attributes.items():
        key = name.rstrip("_").replace("_", "-") if name != "viewBox" else name
        if value is True:
            text += f" {key}"
        elif value is not None and value is not False:
            text += f' {key}="{escape(value)}"'
    return text


def plural(count: int, one: str, many: str = "") -> str:
    """`1 gap`, `2 gaps`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def table(
    caption: str,
    heads: Iterable[str],
    rows: Iterable[Iterable[Content]],
    classes: Iterable[str] = (),
) -> Markup:
    """A table that scrolls within itself where the window is narrow; column one names rows.

    Args:
        classes: of each row, by which the page shows or hides it; left out, it is always shown.
    """
    body = []
    for row, class_ in zip(rows, chain(classes, repeat("")), strict=False):
        first, *rest = row
        cells = [tag("td", cell) for cell in rest]
        body.append(tag("tr", tag("th", first, scope="row"), cells, class_=class_ or None))
    head = tag("thead", tag("tr", (tag("th", head, scope="col") for head in heads)))
    # The caption stands outside: within, it would scroll away with the table.
    return joined(
        tag("p", caption, class_="caption"),
        tag(
            "div",
            tag("table", head, tag("tbody", body), aria_label=caption),
            class_="scroll",
            tabindex=0,
            role="region",
            aria_label=caption,
        ),
    )


def folded(summary: Content, *content: Content, open: bool = False, class_: str = "") -> Markup:
    """Something that opens when its summary is chosen, by mouse or keyboard."""
    return tag("details", tag("summary", summary), *content, open=open, class_=class_ or None)


def same_as_table(*content: Content) -> Markup:
    """The same as a picture beside it, for those who cannot see it, or want the numbers."""
    return folded("The same as a table", *content, class_="twin")


def record_id(key: str) -> str:
    """The anchor of a record on its page: `activities/orders` is `record-activities-orders`."""
    return f"record-{key.replace('/', '-')}"


def to_record(key: str, name: str) -> Markup:
    """The name of a record, which leads to it where the page has it."""
    return tag("a", name, href=f"#{record_id(key)}")


def note(*content: Content, class_: str = "note") -> Markup:
    """A remark, or the sentence that stands where there is nothing to show."""
    return tag("p", *content, class_=class_)


def figures(found: Iterable[tuple[str, str, str, str]]) -> Markup:
    """Large figures: what is written, its words, its look and the list that it leads to.

    What is nought has no list, and leads nowhere.
    """
    return tag("div", (_figure(*one) for one in found), class_="figures")


def wanting(
    count: int, said: str, look: str, to: str, of: int | None = None
) -> tuple[str, str, str, str]:
    """A figure of what is to be put right: where there is none of it, that is good.

    Args:
        look: critical or major, where there is some.
        of: how many there are in all, where that is told, too.
    """
    written = f"{count:,}" if of is None else f"{count:,} of {of:,}"
    return written, said, look if count else "good", to


def _figure(number: str, said: str, look: str, to: str) -> Markup:
    inner = joined(tag("b", number), tag("span", said))
    if number.split()[0].strip("▲◆●○") == "0" or number.endswith(" 0"):
        return tag("div", inner, class_=f"figure {look}")
    return tag("a", inner, href=to, title=said, class_=f"figure {look}")
