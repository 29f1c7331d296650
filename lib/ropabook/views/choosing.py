"""What a page shows for each choice of a company and of a function of the business.

Everything is drawn for every choice and stands on the page; style sheets show what was chosen. A
list is drawn once: its rows say by classes which companies and functions they concern.
"""

from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup

from ropabook.law.words import Severity
from ropabook.model.functions import functions, functions_of_any
from ropabook.model.register import Register
from ropabook.review import Review
from ropabook.views.html import Content, joined, note, tag


def choices(review: Review) -> Iterator[tuple[Review, str | None]]:
    """Every function, narrowed to it, with every company; all of them come first, under None."""
    for of in (review, *review.by_function.values()):
        yield from ((of, entity) for entity in (None, *review.register.entities))


def by_choice(
    review: Review,
    entity: str | None,
    draw: Callable[[Review, str | None], Content],
    name: str = "div",
) -> Markup:
    """Something for each choice, of which the page shows one; for a company, for it alone.

    Args:
        draw: gives it for a review narrowed to a function, or of all, and a company, or None. Where
            it gives nothing, nothing stands there.
    """
    if entity is not None:
        return joined(draw(review, entity))
    return joined(
        tag(name, drawn, class_=f"scope {scope(of, whose)}")
        for of, whose in choices(review)
        if (drawn := draw(of, whose) if name == "span" or any_of(of, whose) else _NOTHING)
    )


_NOTHING = note("Nobody carries out an activity of this function there.")


def any_of(review: Review, entity: str | None) -> bool:
    """Whether a choice leaves anything to be drawn: a function need not be in every company."""
    if review.function is None:
        return True
    register = review.register
    return bool(register.activities_of(entity) if entity else register.activities)


def scope(review: Review, entity: str | None) -> str:
    """The classes by which the page shows what is drawn for a choice."""
    return f"in-{entity or '0'} by-{number(review)}"


def number(review: Review) -> str:
    """What stands for the function that a review is narrowed to: `all`, or its number."""
    if review.function is None:
        return "all"
    return str(functions(review.register).index(review.function))


def picture_name(base: str, review: Review, entity: str | None) -> str:
    """What sets a picture apart: `retention-alder`, and `retention--3-alder` for a function."""
    function = "" if review.function is None else f"-{number(review)}-"
    return f"{base}-{function}{entity or '0'}"


def concerning(entities: Iterable[str]) -> str:
    """The classes of a row that concerns some companies only; those of all need none."""
    named = list(entities)
    return " ".join(["some", *(f"of-{entity}" for entity in named)]) if named else ""


def chosen_by(register: Register, keys: Iterable[str]) -> str:
    """The classes of a row about some records: it stays when one of their functions is chosen."""
    names = functions(register)
    if not names:
        return ""
    found = functions_of_any(register, keys)
    return " ".join(["work", *(f"fn-{at}" for at, name in enumerate(names) if name in found)])


def lead(list_: str, *marks: str) -> str:
    """The address of a list, narrowed to the rows that bear all the marks.

    Args:
        list_: its anchor.
        marks: `is-late`, `sev-critical`, `of-alder`, `fn-3`.
    """
    return "#" + ":".join((list_, *marks))


def linked(count: int, to: str, words: str) -> Content:
    """A number that leads to its rows; where there are none, it leads nowhere.

    Args:
        to: what `lead` gave.
        words: what is shown there, for those who arrive and for those who do not see the page.
    """
    return tag("a", f"{count:,}", href=to, title=words, class_="n") if count else "0"


def severity_mark(severity: Severity) -> str:
    """The mark of a gap of some severity."""
    return f"sev-{severity}"
