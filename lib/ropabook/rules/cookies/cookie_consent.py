"""Nothing is stored on a device without consent, unless an exception applies (PECR reg. 6)."""

from collections.abc import Iterator

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.facts import known, unknown
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.model.registers import Cookie
from ropabook.rules.coded import caught, satisfied, saying, unsatisfied
from ropabook.rules.reading import notices_by_company
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule
from ropabook.rules.stored import cookies_of, needs_consent, telling, vendor


@rule("CK-CONSENT", "PECR reg. 6(1)", "critical", analysis="lawfulness", since=MAIN_DUAA,
      why="fines at the higher maximum since 5 February 2026")  # fmt: skip
def storage_that_is_not_exempt_waits_for_consent(cookie: Cookie) -> Judgement:
    """Cookies and local storage without an exception wait for consent.

    Remedy:
        Let the banner hold them back until the visitor has consented.

    Gap:
        cookie:
          exception: no-exception
          consent_gated: false

    Good:
        cookie:
          exception: no-exception
          consent_gated: true
          set_before_choice: false
    """
    gated, before = known(cookie.consent_gated), known(cookie.set_before_choice)
    if known(cookie.exception) not in (None, "no-exception"):
        yield NotApplicable("An exception of PECR Sch. A1 applies.")
    elif gated is True and before is False:
        return  # Consent is there, whether an exception would have applied or not.
    elif unknown(cookie.exception):
        what = f"Whether an exception applies to “{cookie.title}”"
        yield not_known(what, cookie.exception, "critical", "exception")
    elif before is True:
        yield Gap(f"“{cookie.title}” is set before the visitor has chosen.", "set_before_choice")
    elif gated is not True and not unknown(cookie.consent_gated):
        yield Gap(f"“{cookie.title}” does not wait for consent.", "consent_gated")
    elif gated is None:
        what = f"Whether “{cookie.title}” waits for consent"
        yield not_known(what, cookie.consent_gated, "critical", "consent_gated")
    else:
        what = f"Whether “{cookie.title}” is set before the visitor has chosen"
        yield not_known(what, cookie.set_before_choice, "critical", "set_before_choice")


@rule("CK-ONEVENDOR", "PECR reg. 6(1)", "major", analysis="notice", since=MAIN_DUAA)
def consent_is_told_for_every_vendor(notice: Notice, register: Register) -> Judgement:
    """The notice tells of consent for every cookie that needs it, not for one vendor's only.

    Remedy:
        Hold all of them back by the banner, and say so.

    Gap:
        notice:
          items:
            - item: cookie-consent
              verdict:
                - contradicts
              because: Consent is told for one vendor of three

    Good:
        notice:
          items:
            - item: cookie-consent
              verdict:
                - satisfies
              because: All of them wait for consent
    """
    yield from unsatisfied(notice, "major", "cookie-consent")
    if all(satisfied(item) for item in notice.coded("cookie-consent")):
        yield from _some_vendors_only(notice, register)


def _tells_for(notice: Notice, entity: str, register: Register) -> bool:
    """Whether it is the notice on storage of a company, or none of the company's notices is."""
    others = register.once(notices_by_company).get(entity, ())
    return _on_storage(notice) or not any(_on_storage(other) for other in others)


def _on_storage(notice: Notice) -> bool:
    return any(statement.kind == "terminal-equipment" for statement in notice.statements)


def _some_vendors_only(notice: Notice, register: Register) -> Iterator[Gap]:
    """What the register shows where the coded notice does not."""
    told = register.once(telling).of_cookie
    companies = [e for e in notice.entities if _tells_for(notice, e, register)]
    mine = {c.id: c for e in companies for c in register.once(cookies_of).get(e, ())}
    asking = [(c, str(known(c.provider))) for c in mine.values() if needs_consent(c)]
    gated = {provider for c, provider in asking if known(c.consent_gated) is True}
    vendors = {provider for _, provider in asking if provider in register.recipients}
    for other in sorted(vendors - gated) if gated else ():
        theirs = [c for c, provider in asking if provider == other]
        quoted = tuple(s for c in theirs for s in told.get(c.id, ()))
        open_yet = all(unknown(c.consent_gated) for c in theirs)
        sentence = f"Others wait for consent; for {vendor(other, register)} no consent is recorded."
        yield Gap(sentence, f"items.cookie-consent.{other}", "minor" if open_yet else None, quoted)


@rule("CK-OPTOUT-TEXT", "UK GDPR Art. 4(11)", "minor", analysis="notice", standing="unverified")
def consent_is_told_as_opting_in(notice: Notice) -> Judgement:
    """The notice speaks of consent to cookies as opting in.

    Remedy:
        Reword: nothing is set until the visitor consents.

    Gap:
        notice:
          items:
            - item: cookie-opt-out
              verdict:
                - contradicts
              because: Consent is told as an opting out

    Good:
        notice:
          items:
            - item: cookie-opt-out
              verdict:
                - satisfies
              because: Consent is told as an opting in
    """
    yield from unsatisfied(notice, "minor", "cookie-opt-out")
    seen = saying(notice, r"opt[ -]?out.*by not giving consent", "terminal-equipment")
    yield from caught(notice, "Consent is told as opting out.", seen, ("cookie-opt-out",))


@rule("CK-BROWSER", "PECR Sch. A1 para. 2(3)", "advice", analysis="notice", since=MAIN_DUAA)
def browser_settings_do_not_stand_for_consent(notice: Notice) -> Judgement:
    """The notice does not offer the settings of a browser in place of consent.

    Remedy:
        Replace the advice by the control on the website itself.

    Gap:
        notice:
          items:
            - item: browser-advice
              verdict:
                - contradicts
              because: The settings of a browser are offered

    Good:
        notice:
          items:
            - item: browser-advice
              verdict:
                - satisfies
              because: The control is on the website
    """
    yield from unsatisfied(notice, "advice", "browser-advice")
    seen = saying(notice, r"internet explorer", "terminal-equipment")
    yield from caught(notice, "An obsolete browser is named.", seen, ("browser-advice",))
    refused = saying(notice, _BY_THE_BROWSER, "terminal-equipment")
    if refused and not saying(notice, _BY_THE_WEBSITE, "terminal-equipment", "consent"):
        sentence = "The settings of the browser are the only control that is offered."
        yield from caught(notice, sentence, refused, ("browser-advice",))


_BY_THE_BROWSER = r"\bbrowsers?\b.*\b(refuse|reject|block|disable|delete|turn off|settings)\b"
_BY_THE_WEBSITE = r"\b(banner|preference|cookie (settings|choices)|withdraw|consent)"
