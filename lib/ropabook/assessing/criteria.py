"""Each criterion of the screening, and how the record speaks about it."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, Literal, NamedTuple

from ropabook.assessing.signs import (
    ORDER,
    Seen,
    Sign,
    answer,
    decisions,
    flag,
    from_sources,
    of_nature,
    special,
    tagged,
)
from ropabook.law.screening import CASES, CRITERIA, TRIGGERS
from ropabook.model.facts import known, unknown
from ropabook.rules.recordings_screened import is_call_recording, is_cctv

Group = Literal["article-35-3", "ico", "wp248"]
GROUPS: Final[dict[Group, str]] = {
    "article-35-3": "The statute: always a DPIA (Art. 35(3))",
    "ico": "The Commissioner's list (Art. 35(4))",
    "wp248": "The nine criteria: two or more ask for a DPIA (WP248 rev. 01)",
}


class Criterion(NamedTuple):
    """A criterion of the screening."""

    key: str
    """`wp248-3`, as `considered` names it."""
    group: Group
    name: str
    """The key within its group: `a`, `DENIAL`, `3`."""
    law: str
    title: str
    look_at: str
    """Where to look for it; empty where nothing is said."""


@cache
def criteria() -> tuple[Criterion, ...]:
    """Every criterion, in the order in which it is asked."""
    return (
        *(
            Criterion(f"article-35-3-{key}", "article-35-3", key, one.reference, one.title, "")
            for key, one in CASES.items()
        ),
        *(
            Criterion(f"ico-{key}", "ico", key, _listed(one.number), one.title, one.look_at)
            for key, one in TRIGGERS.items()
        ),
        *(
            Criterion(f"wp248-{key}", "wp248", str(key), f"WP248 criterion {key}", one.title, "")
            for key, one in CRITERIA.items()
        ),
    )


def _listed(number: int) -> str:
    return f"Art. 35(4), ICO list {number}"


def signs_of(case: Seen, key: str) -> tuple[Sign, ...]:
    """What the record says about one criterion: for it first, then what is to be asked."""
    found = dict.fromkeys(_READERS[key](case))
    return tuple(sorted(found, key=lambda sign: ORDER.index(sign.speaks)))


def _evaluation(case: Seen) -> Iterator[Sign]:
    yield from flag(
        case,
        "profiling",
        "People are profiled",
        "People are not profiled",
        "Are people scored or profiled?",
    )
    yield from tagged(case, ("credit-check", "fraud"), "People are evaluated")
    yield from from_sources(case, ("credit-reference",), "Scores come from")


def _automated(case: Seen) -> Iterator[Sign]:
    yield from decisions(case, wholly=True)


def _monitoring(case: Seen) -> Iterator[Sign]:
    yield from tagged(case, ("monitoring", "cctv", "call-recording"), "People are observed")
    yield from _tracking(case)
    if is_call_recording(case.activity, case.register):
        yield Sign("for", "Calls are recorded", case.at("data"))
    if is_cctv(case.activity, case.register):
        yield Sign("for", "Cameras record people", case.at("data"))
    yield from flag(
        case,
        "monitoring",
        "People are monitored systematically",
        "Nobody is monitored systematically",
        "Are people monitored systematically?",
    )


_PERSONAL: Final = (
    "traffic",
    "location",
    "communications-content",
    "voice-recording",
    "financial",
    "card-authentication",
    "biometric",
)


def _sensitive(case: Seen) -> Iterator[Sign]:
    yield from special(case)
    yield from of_nature(case, _PERSONAL, "Highly personal data")
    if is_call_recording(case.activity, case.register):
        yield Sign("for", "What people say on the telephone is recorded", case.at("data"))
    if not any(known(data.special) or data.nature for data in case.data):
        yield Sign(
            "ask",
            "Is any of this data special, about crime, or highly personal, such as "
            "communications, whereabouts or finances?",
            case.at("data"),
        )


def _large(case: Seen) -> Iterator[Sign]:
    people = known(case.activity.people)
    about = f" (about {people:,} people)" if people is not None else ""
    yield from flag(
        case,
        "large_scale",
        f"It is on a large scale{about}",
        f"It is not on a large scale{about}",
        f"Is it on a large scale{about}: how many people, how much, how long, where?",
    )


def _matching(case: Seen) -> Iterator[Sign]:
    yield from tagged(
        case, ("credit-check", "identity-check", "fraud"), "Data is compared with that of others"
    )
    own = [s for s in case.sources if s.kind in ("subject", "observed")]
    others = [s for s in case.sources if s.kind in ("third-party", "public", "group")]
    if own and others:
        names = ", ".join(s.title for s in (own[0], others[0]))
        yield Sign("ask", f"Are the sources combined or compared: {names}?", case.at("data"))
    elif case.sources and not others:
        yield Sign("against", "All the data comes from the people themselves", case.at("data"))
    elif not case.sources:
        yield Sign("ask", "Where does the data come from, and is it combined?", case.at("data"))


def _vulnerable(case: Seen) -> Iterator[Sign]:
    yield from tagged(case, ("vulnerable-customers", "workforce"), "Vulnerable people")
    words = (
        (
            "workforce",
            "work for the company, and cannot easily object",
            "People who work for the company",
        ),
        ("children", "are children", "Children"),
        ("vulnerable", "are vulnerable", "Vulnerable people"),
    )
    for people in case.people:
        for field, yes, who in words:
            fact = getattr(people, field)
            if fact is None and field == "workforce":
                continue
            question = f"{who} among “{people.title}”?"
            yield answer(
                fact, people.key, f"“{people.title}” {yes}", f"“{people.title}”: no", question
            )


def _innovative(case: Seen) -> Iterator[Sign]:
    yield from flag(
        case,
        "new_technology",
        "A new technology is used",
        "No new technology is used",
        "Is a technology used that is new, or in a new way?",
    )


def _refused(case: Seen) -> Iterator[Sign]:
    yield from tagged(
        case, ("credit-check", "identity-check", "fraud"), "A contract may be refused"
    )
    yield from decisions(case, wholly=False)


def _profile(case: Seen) -> Iterator[Sign]:
    yield from _both(
        case,
        list(
            flag(
                case,
                "profiling",
                "People are profiled",
                "People are not profiled",
                "Are people profiled?",
            )
        ),
        list(_large(case)),
    )


def _both(case: Seen, first: list[Sign], second: list[Sign]) -> Iterator[Sign]:
    """What is met only where two things are: each of them may settle it."""
    for signs in (first, second):
        if not any(sign.speaks != "against" for sign in signs):
            yield signs[0] if signs else Sign("against", "Nothing of the kind", case.at("data"))
            return
    met = all(any(sign.speaks == "for" for sign in signs) for signs in (first, second))
    for sign in (*first, *second):
        if sign.speaks == "for" and not met:
            yield sign._replace(
                speaks="ask", sentence=f"{sign.sentence}, and what is open beside it"
            )
        elif sign.speaks != "against":
            yield sign


def _extensive(case: Seen) -> Iterator[Sign]:
    yield from _both(case, list(_evaluation(case)), list(decisions(case, wholly=True)))


def _special_at_scale(case: Seen) -> Iterator[Sign]:
    told = list(special(case)) or [
        Sign("against", "No special category and nothing about crime is recorded", case.at("data"))
    ]
    yield from _both(case, told, list(_large(case)))


def _public_area(case: Seen) -> Iterator[Sign]:
    if not is_cctv(case.activity, case.register):
        yield Sign("against", "Nothing in it is marked as watching a place", case.at("data"))
        return
    cameras = [Sign("for", "Cameras record people", case.at("data"))]
    yield from _both(case, cameras, list(_large(case)))
    asked = case.activity.screening
    ask = asked.ask if unknown(asked) else ""
    yield Sign(
        "ask", "Do the cameras watch a place that the public may enter?", case.at("screening"), ask
    )


def _denial(case: Seen) -> Iterator[Sign]:
    yield from tagged(
        case,
        ("credit-check", "identity-check", "fraud"),
        "Whether people get a service depends on it",
    )
    yield from decisions(case, wholly=False)


def _of_data(nature: str, category: str) -> Callable[[Seen], Iterator[Sign]]:
    def read(case: Seen) -> Iterator[Sign]:
        yield from of_nature(case, (nature,), f"{nature.capitalize()} data")
        asked = False
        for data in case.data:
            if known(data.special) == category:
                yield Sign("for", f"{data.title} is {category}", data.key)
            elif unknown(data.special):
                asked = True
                yield Sign("ask", data.special.unknown, data.key, data.special.ask)
        if not asked and category not in [known(data.special) for data in case.data]:
            yield Sign("against", f"No data is recorded as {category}", case.at("data"))

    return read


def _invisible(case: Seen) -> Iterator[Sign]:
    indirect = [s for s in case.sources if s.kind in ("third-party", "public", "group")]
    for source in indirect:
        exception = source.article_14_exception
        if exception is not None:
            yield Sign(
                "for",
                f"People are not told of {source.title} (Art. 14(5)({exception.point}))",
                source.key,
            )
        elif unknown(source.article_14_notice):
            fact = source.article_14_notice
            yield Sign("ask", fact.unknown, source.key, fact.ask)
        elif known(source.article_14_notice) is None:
            yield Sign(
                "ask",
                f"Are people told of the data that comes from {source.title} (Art. 14)?",
                source.key,
            )
        else:
            yield Sign("against", f"People are told of {source.title}", source.key)
    if case.sources and not indirect:
        yield Sign("against", "The data comes from the people themselves", case.at("data"))


def _tracking(case: Seen) -> Iterator[Sign]:
    yield from tagged(case, ("analytics",), "Behaviour online is followed")
    yield from of_nature(case, ("location",), "Whereabouts are known")
    yield from from_sources(case, ("cookies",), "Behaviour is read from devices")


def _children(case: Seen) -> Iterator[Sign]:
    yield from flag(
        case,
        "children_service",
        "It is an online service offered to children",
        "It is no online service for children",
        "Is it an online service offered to children?",
    )
    yield from tagged(case, ("vulnerable-customers",), "Vulnerable people are the target")
    for people in case.people:
        for field, who in (("children", "children"), ("vulnerable", "vulnerable people")):
            if known(getattr(people, field)) is True:
                yield Sign("for", f"“{people.title}” are {who}", people.key)


def _safety(case: Seen) -> Iterator[Sign]:
    yield from tagged(
        case, ("emergency", "vulnerable-customers"), "Somebody's safety may hang on it"
    )


_READERS: Final[dict[str, Callable[[Seen], Iterator[Sign]]]] = {
    "article-35-3-a": _extensive,
    "article-35-3-b": _special_at_scale,
    "article-35-3-c": _public_area,
    "ico-INNOV": _innovative,
    "ico-DENIAL": _denial,
    "ico-PROFILE": _profile,
    "ico-BIOM": _of_data("biometric", "biometric"),
    "ico-GENE": _of_data("genetic", "genetic"),
    "ico-MATCH": _matching,
    "ico-INVIS": _invisible,
    "ico-TRACK": _tracking,
    "ico-CHILD": _children,
    "ico-HARM": _safety,
    "wp248-1": _evaluation,
    "wp248-2": _automated,
    "wp248-3": _monitoring,
    "wp248-4": _sensitive,
    "wp248-5": _large,
    "wp248-6": _matching,
    "wp248-7": _vulnerable,
    "wp248-8": _innovative,
    "wp248-9": _refused,
}
