"""The record says which countries data goes to, or that it goes to none (Art. 30(1)(e))."""

from ropabook.law.countries import is_country
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import answered, each, known, unknown
from ropabook.rules.reading import NOT_CONTROLLER, controls
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule


@rule(
    "A30-1-E-COUNTRY",
    "UK GDPR Art. 30(1)(e)",
    "critical",
    analysis="completeness",
    why="a transfer must identify the country",
)
def every_transfer_names_its_country(activity: ProcessingActivity) -> Judgement:
    """Every transfer names the third country or international organisation.

    Remedy:
        Name the country by its ISO code, or the organisation in the transfer's notes.

    Gap:
        activity:
          transfers:
            - id: carrier-norway
              recipient: parcel-carrier
              country: absent

    Good:
        activity:
          transfers:
            - id: carrier-norway
              recipient: parcel-carrier
              country: "NO"
    """
    transfers = each(activity.transfers)
    if not transfers:
        yield NotApplicable("No transfer is recorded.")
    for transfer in transfers:
        country, at = known(transfer.country), f"transfers.{transfer.id}.country"
        if unknown(transfer.country):
            what = f"The country of the transfer to {transfer.recipient}"
            yield not_known(what, transfer.country, "critical", at)
        elif country is None:
            yield Gap(f"The transfer to {transfer.recipient} names no country.", at)
        elif not is_country(country):
            yield Gap(f"“{country}” is not the code of a country.", at)


@rule("A30-1-E-NIL", "UK GDPR Art. 30(1)(e)", "major", analysis="completeness")
def transfers_are_recorded_or_denied(activity: ProcessingActivity) -> Judgement:
    """Every activity records its transfers, or says that there are none and who confirmed it.

    Remedy:
        Find out whether data leaves the United Kingdom, and record the answer.

    Gap:
        activity:
          transfers: absent

    Good:
        activity:
          transfers:
            none: Everything stays in the United Kingdom
            by: Head of IT
            on: 2026-09-01
    """
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not answered(activity.transfers):
        asked = activity.transfers if unknown(activity.transfers) else None
        sentence = f"“{activity.title}” neither records nor denies transfers."
        yield Gap(sentence, "transfers", "minor" if asked else None, question=asked)
