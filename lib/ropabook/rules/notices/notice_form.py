"""A notice is dated, reachable, within its scope, and names the right law (Art. 12(1))."""

import re
from dataclasses import replace
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from ropabook.model.facts import Nothing, known, unknown
from ropabook.model.names import companies
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.rules.coded import caught, saying, unsatisfied
from ropabook.rules.comparing import Match
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule
from ropabook.rules.side_by_side import differences

_INTERNAL: Final = r"shared (drive|folder)|\bfolder\b|\bintranet\b|network drive"
_PRIVATE: Final = re.compile(r"localhost|intranet|.*\.(local|internal|intranet|lan|corp|home)|"
                             r"(10|127|192\.168|172\.(1[6-9]|2\d|3[01]))\..*")  # fmt: skip
"""Hosts that the public cannot reach."""


@rule("PN-DEAD", "UK GDPR Art. 12(1)", "critical", analysis="notice")
def everyone_concerned_can_reach_the_notice(notice: Notice) -> Judgement:
    """Everyone concerned can reach the notice and its newer versions.

    Remedy:
        Publish it where the public can read it.

    Gap:
        notice:
          url: https://intranet/privacy

    Good:
        notice:
          url: https://www.harbour.example/privacy
    """
    yield from unsatisfied(notice, "critical", "accessible")
    seen = saying(notice, _INTERNAL, "amendment", "contact")
    yield from caught(notice, "People are sent to an internal place.", seen, ("accessible",))
    url = known(notice.url)
    if unknown(notice.url):
        yield not_known("Where the notice is published", notice.url, "critical", "url")
    elif url is None and not isinstance(notice.url, Nothing):
        yield Gap("Where the notice is published is not recorded.", "url")
    elif url is not None and not _public(url):
        yield Gap(f"The notice is at {url}, which the public cannot reach.", "url")


def _public(url: str) -> bool:
    """Whether an address is one that anybody can open; nothing is asked of the network."""
    parts = urlsplit(url if "://" in url else f"https://{url}")
    host = parts.hostname or ""
    return parts.scheme in ("http", "https") and "." in host and not _PRIVATE.fullmatch(host)


@rule("PN-DATE", "UK GDPR Art. 12(1), 5(2)", "minor", analysis="notice")
def the_notice_is_dated(notice: Notice) -> Judgement:
    """The notice shows its date and its version.

    Remedy:
        Put a date and a version on the notice.

    Gap:
        notice:
          effective_on:
            unknown: Since when does it apply?
            ask: Head of Privacy

    Good:
        notice:
          effective_on: 2026-09-01
          version: "3"
    """
    yield from unsatisfied(notice, "minor", "dated")
    for field in ("effective_on", "version"):
        fact = getattr(notice, field)
        if known(fact) is None:
            words = "day from which the notice applies"
            if field == "version":
                words = "version of the notice"
            asked = fact if unknown(fact) else None
            yield Gap(f"The {words} is not known.", field, question=asked)


@rule("PN-LAW", "UK GDPR Art. 12(1)", "minor", analysis="notice", profiles=("UK",))
def the_notice_names_the_right_law(notice: Notice) -> Judgement:
    """The notice names the law that applies.

    Remedy:
        Name the UK GDPR, the Data Protection Act 2018 and PECR.

    Gap:
        notice:
          items:
            - item: law-named
              verdict:
                - contradicts
              because: It names the law of the European Union only

    Good:
        notice:
          items:
            - item: law-named
              verdict:
                - satisfies
              because: It names the UK GDPR and the Act
    """
    yield from unsatisfied(notice, "minor", "law-named")


@rule("PN-SCOPE", "UK GDPR Art. 13, 14", "major", analysis="notice")
def everyone_concerned_is_within_the_scope(
    notice: Notice, register: Register, on: date
) -> Judgement:
    """Everyone whose data is used is within the stated scope of the notice.

    Remedy:
        Extend the scope, or write a notice of their own for those left out.

    Gap:
        data-subjects/shop-visitors:
          title: Visitors to the shops
        activity:
          data:
            - id: order-data
              subjects:
                - customers
                - shop-visitors

    Good:
        data-subjects/shop-visitors:
          title: Visitors to the shops
        activity:
          data:
            - id: order-data
              subjects:
                - customers
                - shop-visitors
        notice:
          audiences:
            - customers
            - website-visitors
            - passers-by
            - field-staff
            - service-staff
            - shop-visitors
    """
    yield from unsatisfied(notice, "major", "scope")
    scope = tuple(f"{notice.id}#{s.id}" for s in notice.statements if s.kind == "scope")
    left = [found.row for found in differences(register, notice, on, "people", Match.NOT_TOLD)]
    if not notice.audiences:
        yield Gap("Whom the notice is for has not been recorded yet.", "audiences", "minor", scope)
    elif left:
        names = "; ".join(dict.fromkeys(row.recorded for row in left))
        sentence = f"Activities that the notice is for concern people outside its scope: {names}."
        yield Gap(sentence, "audiences", None, scope)


@rule("PN-WRONGCTRL", "UK GDPR Art. 13(1)(a)", "critical", analysis="notice")
def the_notice_says_which_company_does_what(notice: Notice, register: Register) -> Judgement:
    """A notice of several companies says which of them is the controller of what.

    Remedy:
        Name the controller of each service.

    Gap:
        notice:
          items:
            - item: identity
              verdict:
                - partial
              because: Two companies are named, but not who is responsible for what

    Good:
        notice:
          items:
            - item: identity
              verdict:
                - satisfies
              because: Each company's part is named
    """
    if len(notice.entities) < 2:
        yield NotApplicable("The notice is of one company.")
    else:
        whose = companies(register, notice.entities)
        sentence = (
            f"It is not shown that the notice says which of {whose} is the controller of what."
        )
        for gap in unsatisfied(notice, "critical", "identity"):
            yield replace(gap, sentence=sentence if notice.coded("identity") else gap.sentence)
