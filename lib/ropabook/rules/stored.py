"""How the rules about cookies and other storage read the record. Not a duty itself."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import Nothing, known
from ropabook.model.notice import Statement
from ropabook.model.register import Register
from ropabook.model.registers import Cookie
from ropabook.rules.reading import statements_in
from ropabook.rules.rule import NotApplicable

OWN: Final = NotApplicable("It is set by the website itself.")
NO_PROVIDER: Final = NotApplicable("Who provides it is not recorded: that is a gap of its own.")


class Telling(NamedTuple):
    """Which statements of notices tell of which cookie."""

    of_cookie: Mapping[str, tuple[str, ...]]
    """The id of the cookie to the statements, as `notice#statement`."""
    of_statement: Mapping[str, frozenset[str]]
    """The other way round."""


def telling(register: Register) -> Telling:
    """What the notices tell of: by reference, by name, or as the cookie's evidence."""
    named: dict[str, list[Cookie]] = defaultdict(list)
    found: dict[str, set[str]] = defaultdict(set)
    for cookie in register.cookies.values():
        named[cookie.title.casefold()].append(cookie)
        for source in statements_in(cookie.evidence):
            if register.statement(source):
                found[source].add(cookie.id)
    for notice in register.notices.values():
        for statement in notice.statements:
            matched = _matched(statement, register, named)
            if matched:
                found[f"{notice.id}#{statement.id}"] |= matched
    told: dict[str, list[str]] = defaultdict(list)
    for source, cookies in found.items():
        for each in cookies:
            told[each].append(source)
    return Telling(
        {each: tuple(sources) for each, sources in told.items()},
        {source: frozenset(cookies) for source, cookies in found.items()},
    )


def _matched(
    statement: Statement, register: Register, named: Mapping[str, list[Cookie]]
) -> set[str]:
    refers = {
        record
        for folder, _, record in (each.partition("/") for each in statement.refers_to)
        if folder == "cookies" and record in register.cookies
    }
    same_name = named.get((statement.name or "").casefold(), ())
    technology = statement.technology
    return refers | {c.id for c in same_name if technology in (None, c.technology)}


def cookies_of(register: Register) -> Mapping[str, tuple[Cookie, ...]]:
    """The cookies of each company, through the activities that they serve.

    One that serves no activity is counted for every company: nobody has said whose it is.
    """
    found: dict[str, list[Cookie]] = {entity: [] for entity in register.entities}
    for cookie in register.cookies.values():
        activity = register.activities.get(cookie.activity or "")
        for entity in activity.entities if activity else register.entities:
            found.setdefault(entity, []).append(cookie)
    return {entity: tuple(cookies) for entity, cookies in found.items()}


def served(cookie: Cookie, register: Register) -> list[ProcessingActivity]:
    """The activity that a cookie serves, as each company does it; empty where there is none."""
    activity = register.activities.get(cookie.activity or "")
    return [each.activity for each in register.variants(activity)] if activity else []


def needs_consent(cookie: Cookie) -> bool:
    """Whether it is recorded that no exception applies (PECR reg. 6(1))."""
    return type(cookie.exception) is Nothing or known(cookie.exception) == "no-exception"


def on_consent(cookie: Cookie) -> bool:
    """Whether consent is asked for it, or is needed."""
    return needs_consent(cookie) or known(cookie.consent_gated) is True


def vendor(recipient: str, register: Register) -> str:
    """What people call the provider of a cookie."""
    found = register.recipients.get(recipient)
    return found.title if found else recipient
