"""For which day and which state of the record the page speaks, and how another day is asked for."""

from datetime import date

from markupsafe import Markup

from ropabook.seen import Seen
from ropabook.views import provenance
from ropabook.views.html import joined, tag


def stamp(seen: Seen) -> str:
    """One line that every page bears: the day, and the state of the record."""
    on = seen.review.on
    state = f" · record: {seen.state.words}" if seen.state else ""
    return f"As at {on.day} {on:%B %Y}{state}"


def draw(seen: Seen, served: bool) -> Markup:
    """The head of the page.

    Args:
        served: whether a server answers, of which another day can be asked.
    """
    state = seen.state.words if seen.state else ""
    top = provenance.draw(seen.review, state, _asking(seen) if served else "")
    return joined(top, _problem(seen), _past(seen, served))


def _asking(seen: Seen) -> Markup:
    """The form by which another day is asked for: it needs no script."""
    if seen.begins is None:
        return Markup("")
    day = tag(
        "input", type="date", name_="as-at", id="as-at", required=True,
        value=str(seen.review.on), min=str(seen.begins), max=str(date.today()),
    )  # fmt: skip
    return tag(
        "form",
        tag("label", "As at", for_="as-at"),
        day,
        tag("button", "Show that day", type="submit"),
        method="get",
        action="./",
        class_="as-at screen",
    )


def _past(seen: Seen, served: bool) -> Markup:
    if seen.as_at is None:
        return Markup("")
    back = tag("a", "Show the record as it is now", href="./") if served else ""
    said = f"This is the record as it was on {seen.as_at}, judged by the law of that day. "
    return tag("p", tag("b", "A past day. "), said, back, class_="past", role="status")


def _problem(seen: Seen) -> Markup:
    if seen.state is None or not seen.state.problem:
        return Markup("")
    return tag(
        "section",
        tag("h2", "⚠ The history could not be read"),
        tag("p", seen.state.problem),
        class_="alarm",
    )
