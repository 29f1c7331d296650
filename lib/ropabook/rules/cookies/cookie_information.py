"""People are told of what is stored on their devices, and truly (PECR Sch. A1 para. 2(1)(a))."""

from collections.abc import Iterator
from typing import Final

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.facts import known, unknown
from ropabook.model.names import company
from ropabook.model.notice import Notice, Statement
from ropabook.model.register import Register
from ropabook.model.registers import Cookie
from ropabook.rules.coded import satisfied
from ropabook.rules.coded import told as told_by
from ropabook.rules.reading import statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule
from ropabook.rules.stored import cookies_of, telling

_SILENT: Final = NotApplicable("No statement of the notice is about cookies or other storage.")


@rule("CK-INFO", "PECR Sch. A1 para. 2(1)(a)", "critical", analysis="notice", since=MAIN_DUAA)
def people_are_told_what_each_cookie_is_for(
    cookie: Cookie, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Each cookie or stored value has its purpose on record, and a notice tells of it.

    Remedy:
        Describe the purpose, here and in the notice.

    Gap:
        cookie:
          purpose: absent

    Good:
        cookie:
          purpose: Remembers what is in the basket
          evidence:
            - privacy-notice#TE-basket
    """
    if unknown(cookie.purpose):
        yield not_known(f"What “{cookie.title}” is for", cookie.purpose, "critical", "purpose")
    elif known(cookie.purpose) is None:
        sentence = f"What “{cookie.title}” is for is not recorded."
        yield Gap(sentence, "purpose", None, statements_in(cookie.evidence))
    told = register.once(telling).of_cookie.get(cookie.id, ())
    if not told:
        yield Gap(f"No notice tells of “{cookie.title}”.", "evidence")
        return
    covered = {e for source in told for e in register.notices[source.partition("#")[0]].entities}
    for entity in entities:
        if entity not in covered:
            sentence = f"No notice of {company(register, entity)} tells of “{cookie.title}”."
            yield Gap(sentence, f"evidence.{entity}", None, told)


@rule("CK-NOTICE-DIFF", "UK GDPR Art. 5(1)(a)", "major", analysis="notice", standing="unverified")
def notice_and_scan_name_the_same_cookies(notice: Notice, register: Register) -> Judgement:
    """The notice names the cookies that the scan finds on people's devices, and no others.

    Remedy:
        Scan again, and bring notice and register to what is really stored.

    Gap:
        cookie:
          seen: false

    Good:
        cookie:
          seen: true
          scanned_on: 2026-09-01
    """
    if not any(statement.kind == "terminal-equipment" for statement in notice.statements):
        yield _SILENT
        return
    mine = {c.id: c for e in notice.entities for c in register.once(cookies_of).get(e, ())}
    yield from _own_storage(notice)
    yield from _unregistered(notice, register)
    if not any(cookie.scanned_on for cookie in mine.values()):
        sentence = f"No scan is recorded with which “{notice.title}” could be compared."
        yield Gap(sentence, "statements", "minor")
    told = register.once(telling).of_cookie
    for cookie in mine.values():
        at, here = f"statements.{cookie.id}", _of(notice, told.get(cookie.id, ()))
        if cookie.seen is False and here:
            yield Gap(
                f"The notice tells of “{cookie.title}”; the scan did not find it.", at, None, here
            )
        elif cookie.scanned_on and cookie.seen is not False and cookie.id not in told:
            yield Gap(f"The scan found “{cookie.title}”; no notice tells of it.", at)


def _of(notice: Notice, told: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(source for source in told if source.partition("#")[0] == notice.id)


def _own_storage(notice: Notice) -> Iterator[Gap]:
    """What an analyst found: the website stores what the notice does not name."""
    for item in notice.coded("own-cookies"):
        if not satisfied(item):
            sentence = f"The website's own storage is not named: {item.because.rstrip('.')}."
            yield Gap(sentence, "items.own-cookies", None, told_by(notice, item))


def _unregistered(notice: Notice, register: Register) -> Iterator[Gap]:
    """Cookies that the notice names and the register does not; other storage has its own rule."""
    known_ones = register.once(telling).of_statement
    for statement in notice.statements:
        if statement.name and statement.technology in (None, "cookie"):
            source = f"{notice.id}#{statement.id}"
            if source not in known_ones:
                sentence = f"The notice names {statement.name}; the register does not hold it."
                yield Gap(sentence, f"statements.{statement.id}", None, (source,))


def _other_storage(statement: Statement) -> bool:
    return statement.technology not in (None, "cookie")


@rule("CK-LOCAL", "ICO guidance: storage and access technologies", "major",
      analysis="completeness", standing="secondary", since=MAIN_DUAA)  # fmt: skip
def storage_other_than_cookies_is_in_the_register(notice: Notice, register: Register) -> Judgement:
    """Local storage, pixels and the like that a notice names are in the register, as cookies are.

    Remedy:
        Add each key to the register of cookies and other storage.

    Gap:
        notice:
          statements:
            - id: TE-basket
              name: basket-draft
              technology: local-storage

    Good:
        notice:
          statements:
            - id: TE-draft
              name: order-draft
              technology: local-storage
    """
    declared = [statement for statement in notice.statements if _other_storage(statement)]
    if not declared:
        yield NotApplicable("No statement of the notice is coded as telling of other storage.")
    held = register.once(telling).of_statement
    for statement in declared:
        source = f"{notice.id}#{statement.id}"
        if all(register.cookies[each].technology == "cookie" for each in held.get(source, ())):
            name, kind = statement.name or statement.quote, str(statement.technology)
            words = kind.upper() if kind == "sdk" else kind.replace("-", " ")
            sentence = f"The notice tells of “{name}” ({words}); the register does not hold it."
            yield Gap(sentence, f"statements.{statement.id}", None, (source,))
