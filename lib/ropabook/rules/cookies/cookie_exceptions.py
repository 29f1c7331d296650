"""An exception from consent is claimed only for what it covers (PECR Sch. A1)."""

import re
from typing import Final

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.facts import Nothing, each, known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import Cookie
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule
from ropabook.rules.stored import OWN, served

_NOT_STATISTICAL: Final = NotApplicable("The exception for statistics is not claimed.")
_USES: Final = {
    "advertising": "serves advertising",
    "call-attribution": "traces calls to what brought them",
    "cross-site": "follows visitors from one site to another",
    "provider-own-use": "is used by its provider for purposes of its own",
}
_SOMETHING_ELSE: Final = re.compile(
    r"\b(advert|analy|attribut|campaign|counts?\b|counting\b|market|measur|statisti|track)",
    re.IGNORECASE,
)
_NARROW: Final = {"strictly-necessary": "strictly necessary", "transmission": "mere transmission"}
_PROCESSORS: Final = ("processor", "sub-processor")


@rule("CK-STAT-SOLE", "PECR Sch. A1 para. 5", "major", analysis="lawfulness", standing="secondary",
      since=MAIN_DUAA, profiles=("UK",))  # fmt: skip
def statistics_are_the_sole_purpose_of_what_is_stored_for_them(
    cookie: Cookie, register: Register
) -> Judgement:
    """What is stored under the exception for statistics serves statistics and nothing else.

    Remedy:
        Ask for consent, or end the other use.

    Gap:
        cookies/visit-count:
          uses:
            - advertising

    Good:
        cookies/visit-count:
          uses: []
    """
    if known(cookie.exception) != "statistical":
        yield _NOT_STATISTICAL
        return
    if unknown(cookie.category):
        what = f"Whether “{cookie.title}” serves statistics only"
        yield not_known(what, cookie.category, "major", "category")
    elif known(cookie.category) != "analytics":
        yield Gap(
            f"“{cookie.title}” is exempt for statistics, and is not for analytics.", "category"
        )
    for use in cookie.uses:
        yield Gap(f"“{cookie.title}” is exempt for statistics, and {_USES[use]}.", f"uses.{use}")
    recipient = register.recipients.get(known(cookie.provider) or "")
    if recipient and "provider-own-use" not in cookie.uses:
        what = f"Whether {recipient.title} uses what “{cookie.title}” tells for itself"
        if known(recipient.own_purposes) is True:
            sentence = f"{recipient.title} uses what “{cookie.title}” tells for itself."
            yield Gap(sentence, "provider")
        elif known(recipient.own_purposes) is None and type(recipient.own_purposes) is not Nothing:
            yield not_known(what, recipient.own_purposes, "major", "provider")


@rule("CK-STAT-OBJ", "PECR Sch. A1 para. 5", "critical", analysis="lawfulness",
      standing="secondary", since=MAIN_DUAA, profiles=("UK",))  # fmt: skip
def visitors_can_object_to_statistics_simply_and_free_of_charge(cookie: Cookie) -> Judgement:
    """Under the exception for statistics, visitors have a simple and free way to object.

    Remedy:
        Offer a control on the website that switches it off, and record it.

    Gap:
        cookies/visit-count:
          objection_route: absent

    Good:
        cookies/visit-count:
          objection_route: The switch “Do not count my visits” under “Cookie choices”
    """
    if known(cookie.exception) != "statistical":
        yield _NOT_STATISTICAL
    elif unknown(cookie.objection_route):
        what = f"How visitors object to “{cookie.title}”"
        yield not_known(what, cookie.objection_route, "critical", "objection_route")
    elif known(cookie.objection_route) is None:
        sentence = f"“{cookie.title}” is exempt for statistics, and visitors cannot object to it."
        yield Gap(sentence, "objection_route")


@rule("CK-STAT-PROC", "ICO guidance: storage and access technologies", "major",
      analysis="lawfulness", standing="secondary", since=MAIN_DUAA, profiles=("UK",))  # fmt: skip
def whoever_makes_the_statistics_is_only_a_processor(
    cookie: Cookie, register: Register
) -> Judgement:
    """Under the exception for statistics, the provider acts as a processor only.

    Remedy:
        Conclude an Art. 28 contract, or ask for consent.

    Gap:
        cookies/visit-count:
          provider: parcel-carrier

    Good:
        cookies/visit-count:
          provider: lantern-hosting
    """
    provider = known(cookie.provider)
    recipient = register.recipients.get(provider or "")
    if known(cookie.exception) != "statistical":
        yield _NOT_STATISTICAL
    elif isinstance(cookie.provider, Nothing):
        yield OWN
    elif recipient is None:
        asked = cookie.provider if unknown(cookie.provider) else None
        sentence = f"Nobody is recorded as the processor that provides “{cookie.title}”."
        yield Gap(sentence, "provider", "minor" if asked else None, (), asked)
    elif unknown(recipient.kind):
        what = f"Whether {recipient.title} is a processor"
        yield not_known(what, recipient.kind, "major", "provider")
    elif not _capacities(cookie, recipient.id, register) <= {*_PROCESSORS}:
        sentence = (
            f"{recipient.title} makes the statistics of “{cookie.title}”, and is no processor."
        )
        yield Gap(sentence, "provider")


def _capacities(cookie: Cookie, recipient: str, register: Register) -> set[object]:
    """What the provider is for the activity; where nothing is said there, what it is in general."""
    said: set[object] = {
        disclosure.capacity
        for activity in served(cookie, register)
        for disclosure in each(activity.recipients)
        if disclosure.recipient == recipient and disclosure.capacity
    }
    return said or {known(register.recipients[recipient].kind)}


@rule("CK-STRICT", "PECR Sch. A1 para. 3, 4", "major", analysis="lawfulness",
      standing="secondary", since=MAIN_DUAA)  # fmt: skip
def only_what_is_strictly_necessary_is_called_so(cookie: Cookie) -> Judgement:
    """Nothing that serves analytics or marketing is called strictly necessary, or transmission.

    Remedy:
        Classify it again, and ask for consent where no other exception applies.

    Gap:
        cookie:
          category: analytics

    Good:
        cookie:
          category: necessary
    """
    claimed, category = _NARROW.get(known(cookie.exception) or ""), known(cookie.category)
    if claimed is None:
        yield NotApplicable("It is called neither strictly necessary nor mere transmission.")
    elif category in ("analytics", "marketing"):
        yield Gap(f"“{cookie.title}” is called {claimed}, and serves {category}.", "category")
    elif category is None:
        what = f"What “{cookie.title}”, called {claimed}, serves"
        yield not_known(what, cookie.category, "major", "category")
    for use in cookie.uses if claimed else ():
        yield Gap(f"“{cookie.title}” is called {claimed}, and {_USES[use]}.", f"uses.{use}")


@rule("CK-APPEAR", "PECR Sch. A1 para. 6", "minor", analysis="lawfulness", standing="secondary",
      since=MAIN_DUAA)  # fmt: skip
def the_exception_for_appearance_is_for_appearance(cookie: Cookie) -> Judgement:
    """What is stored under the exception for appearance adapts how the website looks or works.

    Remedy:
        Classify it again, and ask for consent where no other exception applies.

    Gap:
        cookies/text-size:
          purpose: Counts how often visitors come back
          category: analytics

    Good:
        cookies/text-size:
          purpose: Remembers how large the visitor wants the text
          category: appearance
    """
    category, purpose = known(cookie.category), known(cookie.purpose)
    if known(cookie.exception) != "appearance":
        yield NotApplicable("The exception for appearance is not claimed.")
    elif unknown(cookie.category):
        what = f"Whether “{cookie.title}” is for appearance only"
        yield not_known(what, cookie.category, "minor", "category")
    elif category != "appearance" or cookie.uses:
        sentence = f"“{cookie.title}” is exempt for appearance, and serves something else."
        yield Gap(sentence, "category")
    elif purpose and _SOMETHING_ELSE.search(purpose):
        sentence = (
            f"“{cookie.title}” is exempt for appearance, and its purpose is: {purpose.rstrip('.')}."
        )
        yield Gap(sentence, "purpose")
