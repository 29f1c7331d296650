"""A notice tells transfers as they are (UK GDPR Art. 5(1)(a), 13(1)(f), 44A)."""

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.facts import each
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.rules.coded import caught, saying, unsatisfied
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_DENIES = r"\b(do|does) not\b.*\b(transfer|store)\b|\bno transfers?\b|\bnever\b.*\btransfer"
_EEA = r"european economic area|\bEEA\b"


@rule("TR-CONTRADICT", "UK GDPR Art. 5(1)(a), 12(1)", "major", analysis="notice")
def the_notice_does_not_contradict_itself_on_transfers(notice: Notice) -> Judgement:
    """The notice tells of transfers in one way throughout.

    Remedy:
        Rewrite the passages so that they agree, and agree with the record.

    Gap:
        notice:
          items:
            - item: transfers-consistent
              verdict:
                - contradicts
              because: Transfers are allowed in one place and denied in another

    Good:
        notice:
          items:
            - item: transfers-consistent
              verdict:
                - satisfies
              because: The one transfer is told in one place
    """
    yield from unsatisfied(notice, "major", "transfers-consistent", "transfers-facts")


@rule("TR-DENIED", "UK GDPR Art. 5(1)(a), 13(1)(f)", "critical", analysis="notice",
      why="people are misled")  # fmt: skip
def a_notice_denies_no_transfer_that_the_record_holds(
    notice: Notice, register: Register
) -> Judgement:
    """Where a notice denies transfers, the record holds none.

    Remedy:
        Correct the notice, or the record.

    Gap:
        notice:
          statements:
            - id: T1
              kind: transfer
              quote: We do not transfer your data abroad.

    Good:
        activity:
          transfers:
            none: Nothing leaves the United Kingdom
        activities/claim-abroad:
          transfers:
            none: Nothing leaves the United Kingdom
        notice:
          statements:
            - id: T1
              kind: transfer
              quote: We do not transfer your data abroad.
    """
    denials = saying(notice, _DENIES, "transfer")
    if not denials:
        yield NotApplicable("The notice does not deny transfers.")
        return
    for company in notice.entities:
        held = [a.title for a in register.activities_of(company) if each(a.transfers)]
        if held:
            sentence = f"Transfers are denied, and the record holds some: {', '.join(held)}."
            yield Gap(sentence, f"statements.{company}", None, denials)


@rule("TR-EEA-DOMESTIC", "UK GDPR Art. 44A", "major", analysis="notice", since=MAIN_DUAA)
def transfers_are_measured_from_the_united_kingdom(notice: Notice) -> Judgement:
    """The notice measures transfers from the United Kingdom, not from the EEA.

    Remedy:
        Speak of transfers outside the United Kingdom; the EEA states are approved countries.

    Gap:
        notice:
          items:
            - item: transfers-yardstick
              verdict:
                - contradicts
              because: Only transfers out of the EEA are spoken of

    Good:
        notice:
          items:
            - item: transfers-yardstick
              verdict:
                - satisfies
              because: Every country outside the United Kingdom is spoken of
    """
    yield from unsatisfied(notice, "major", "transfers-yardstick")
    sentence = "Transfers are measured from the European Economic Area."
    seen = saying(notice, _EEA, "transfer", "recipient")
    uncoded = ("transfers-yardstick", "transfers-consistent")
    yield from caught(notice, sentence, seen, uncoded)
