"""A notice is dated, reachable, within its scope, and names the right law (Art. 12(1))."""

from ropabook.model.facts import known, unknown
from ropabook.model.notice import Notice
from ropabook.rules.coded import caught, saying, unsatisfied
from ropabook.rules.rule import Gap, Judgement, rule


@rule("PN-DEAD", "UK GDPR Art. 12(1)", "critical", analysis="notice")
def everyone_concerned_can_reach_the_notice(notice: Notice) -> Judgement:
    """Everyone concerned can reach the notice and its newer versions.

    Remedy:
        Publish it where the public can read it.

    Gap:
        notice:
          items:
            - item: accessible
              verdict:
                - contradicts
              because: New versions are put on an internal drive

    Good:
        notice:
          items:
            - item: accessible
              verdict:
                - satisfies
              because: It is on the public website
    """
    yield from unsatisfied(notice, "critical", "accessible")
    seen = saying(notice, r"shared drive|\bfolder\b", "amendment", "contact")
    yield from caught(notice, "People are sent to an internal place.", seen, ("accessible",))


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
            words = "date from which it applies" if field == "effective_on" else "version"
            asked = fact if unknown(fact) else None
            yield Gap(f"The {words} of the notice is not known.", field, question=asked)


@rule("PN-LAW", "UK GDPR Art. 12(1)", "minor", analysis="notice")
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
def everyone_concerned_is_within_the_scope(notice: Notice) -> Judgement:
    """Everyone whose data is used is within the stated scope of the notice.

    Remedy:
        Extend the scope, or write a notice of their own for those left out.

    Gap:
        notice:
          items:
            - item: scope
              verdict:
                - contradicts
              because: Applicants are outside the stated scope, yet their data is used

    Good:
        notice:
          items:
            - item: scope
              verdict:
                - satisfies
              because: Everyone concerned is named
    """
    yield from unsatisfied(notice, "major", "scope")


@rule("PN-WRONGCTRL", "UK GDPR Art. 13(1)(a)", "critical", analysis="notice")
def the_notice_says_which_company_does_what(notice: Notice) -> Judgement:
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
    if len(notice.entities) > 1:
        yield from unsatisfied(notice, "critical", "identity")
