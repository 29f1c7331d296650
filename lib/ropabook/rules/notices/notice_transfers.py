"""A notice tells transfers as they are (UK GDPR Art. 5(1)(a), 13(1)(f), 44A)."""

from datetime import date
from typing import Final

from ropabook.law.countries import EEA
from ropabook.law.dates import MAIN_DUAA
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import each, known, unknown
from ropabook.model.names import companies, company, country, quoted
from ropabook.model.notice import Notice, StatementKind
from ropabook.model.register import Register
from ropabook.rules.abroad import leaving, mixed
from ropabook.rules.coded import caught, saying, unsatisfied
from ropabook.rules.reading import live
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule
from ropabook.rules.transfers.transfer_rows import recipients_abroad

_DENIES: Final = (
    # Not "unless" or "without": what is denied but for an exception is not denied.
    r"(?s)\A(?!.*\b(unless|without|except|other than|until)\b)"
    r"(.*\b(do|does|will|is|are) not\b.*\b(transfer(red)?|stored?|sen[dt])\b"
    r"|.*\bno transfers?\b|.*\bnever\b.*\b(transfer|sen[dt]))"
)
_ALLOWS: Final = r"\bwithin or outside\b|\binside or outside\b|\bmay be (transferred|stored|sent)\b"
_EEA: Final = r"european economic area|\bEEA\b"
_ANY: Final[tuple[StatementKind, ...]] = ("transfer", "recipient")


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
    coded = [*unsatisfied(notice, "major", "transfers-consistent", "transfers-facts")]
    yield from coded
    allows, denies = saying(notice, _ALLOWS, *_ANY), saying(notice, _DENIES, *_ANY)
    if allows and denies and not any(gap.statements for gap in coded):
        sentence = "Transfers are spoken of in one place and denied in another."
        yield Gap(sentence, "statements", None, (*allows, *denies))


@rule("TR-DENIED", "UK GDPR Art. 5(1)(a), 13(1)(f)", "critical", analysis="notice",
      why="people are misled")  # fmt: skip
def a_notice_denies_no_transfer_that_the_record_holds(
    notice: Notice, register: Register, on: date
) -> Judgement:
    """Where a notice denies transfers, the record holds none.

    Remedy:
        Correct the notice, or the record.

    Gap:
        activities/webinars:
          transfers:
            - id: tool-norway
              recipient: parcel-carrier
              country: "NO"
              mechanism: regulations-full

    Good:
        activities/webinars:
          transfers:
            none: The webinars run on our own machines in the United Kingdom
    """
    denials = saying(notice, _DENIES, "transfer")
    if not denials:
        yield NotApplicable("The notice does not deny transfers.")
        return
    # A denial that speaks of the EEA only is true of what stays within it (TR-EEA-DOMESTIC).
    eea_only = {*denials} <= {*saying(notice, _EEA, "transfer")}
    alike: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
    for entity in notice.entities:
        mine = [a for a in register.activities_of(entity) if live(a, on)]
        held = tuple(a.title for a in mine if _leaves(a, register, entity, eea_only))
        titles = held or tuple(a.title for a in mine if unknown(a.transfers))
        alike.setdefault((bool(held), titles), []).append(entity)
    for (certain, titles), entities in alike.items():
        if titles:
            shared = entities[1:] and len(entities) == len(notice.entities)
            at = "entities" if shared else f"entities.{entities[0]}"
            sentence = _what_is_denied(companies(register, entities), certain, titles)
            yield Gap(sentence, at, None if certain else "major", denials)


def _what_is_denied(whose: str, held: bool, titles: tuple[str, ...]) -> str:
    if held:
        return f"Transfers are denied, and the record of {whose} holds some: {quoted(titles)}."
    where = f"{len(titles)} activities is not known yet: {quoted(titles)}"
    return f"Transfers are denied; whether {whose} make any in {where}."


def _leaves(activity: ProcessingActivity, register: Register, entity: str, eea_only: bool) -> bool:
    """Whether the company itself transfers; what a joint controller exports is that one's."""
    made = leaving(activity, register, (entity,))
    mine = [one for one in made if one.transfer.exporter in (None, entity)]
    return any(not (eea_only and one.code in EEA) for one in mine)


@rule("TR-EEA-DOMESTIC", "UK GDPR Art. 44A", "major", analysis="notice", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def transfers_are_measured_from_the_united_kingdom(notice: Notice, register: Register) -> Judgement:
    """The notice and the record measure transfers from the United Kingdom, not from the EEA.

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
    for entity in mixed(register, notice.entities, "UK"):
        for name, where in _taken_as_domestic(register, entity).items():
            sentence = f"{name} in {where} receives data of {company(register, entity)}"
            yield Gap(f"{sentence}, and no transfer is recorded.", f"entities.{entity}.{name}")


def _taken_as_domestic(register: Register, entity: str) -> dict[str, str]:
    """The recipients in the EEA to which a company records no transfer, each with its country."""
    found: dict[str, str] = {}
    for activity in register.activities_of(entity):
        recorded = {transfer.recipient for transfer in each(activity.transfers)}
        for recipient in recipients_abroad(activity, register, "UK"):
            code = known(recipient.country) or ""
            if code in EEA and recipient.id not in recorded:
                found[recipient.title] = country(code)
    return found
