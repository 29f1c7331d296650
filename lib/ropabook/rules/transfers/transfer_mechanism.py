"""A transfer has a mechanism that carries it, to that country (UK GDPR Art. 44A, 45A)."""

from typing import Final

from ropabook.law.countries import destination
from ropabook.law.dates import MAIN_DUAA
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import blank, unknown
from ropabook.model.register import Register
from ropabook.rules.abroad import BY_DEROGATION, BY_SAFEGUARD, Leaving, leaving, why_none
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_ALL_APPROVED: Final = NotApplicable("Every transfer goes to a country that needs no safeguard.")
_NOT_PARTIAL: Final = NotApplicable("No transfer rests on the partial approval of a country.")


@rule("TR-NOMECH", "UK GDPR Art. 44A(1)–(2)", "critical", analysis="lawfulness", since=MAIN_DUAA,
      why="it is unlawful", profiles=("UK",))  # fmt: skip
def every_transfer_has_a_mechanism(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Every transfer rests on an approved country, a safeguard or a derogation.

    Remedy:
        Identify the approval, the safeguard or the derogation, or stop the transfer.

    Gap:
        activity:
          transfers:
            - id: carrier-norway
              recipient: parcel-carrier
              mechanism: no-mechanism

    Good:
        activity:
          transfers:
            - id: carrier-norway
              recipient: parcel-carrier
              mechanism: regulations-full
    """
    transfers = leaving(activity, register, entities, "UK")
    if not transfers:
        yield why_none(activity)
    for one in transfers:
        at = f"{one.at}.mechanism"
        if unknown(one.transfer.mechanism):
            what = f"The mechanism of the transfer to {one.to}"
            yield not_known(what, one.transfer.mechanism, "critical", at)
        elif one.mechanism in (None, "no-mechanism"):
            yield Gap(f"The transfer to {one.to} rests on no mechanism.", at)
        elif one.mechanism == "adequacy-decision":
            sentence = f"The transfer to {one.to} rests on a decision of the European Commission."
            yield Gap(f"{sentence[:-1]}, which approves nothing here.", at)


@rule("TR-NONADEQ", "UK GDPR Art. 44A, 46", "critical", analysis="lawfulness", since=MAIN_DUAA,
      standing="secondary", profiles=("UK",))  # fmt: skip
def what_goes_to_other_countries_has_a_safeguard(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """A transfer to a country that is not approved rests on a safeguard or a derogation.

    Remedy:
        Put the international data transfer agreement or the UK Addendum in place, or stop.

    Gap:
        activity:
          transfers:
            - id: carrier-norway
              recipient: parcel-carrier
              country: BR
              mechanism: regulations-full

    Good:
        activity:
          transfers:
            - id: carrier-norway
              recipient: parcel-carrier
              country: BR
              mechanism: idta
    """
    transfers = [t for t in leaving(activity, register, entities, "UK") if not _approved(t)]
    if not transfers:
        yield why_none(activity, _ALL_APPROVED)
    for one in transfers:
        at = f"{one.at}.mechanism"
        if one.mechanism in (*BY_SAFEGUARD, *BY_DEROGATION, "eu-scc"):
            continue  # EU clauses are judged by themselves (TR-EUSCC).
        if one.code is None:
            what = f"Whether the country of the transfer to {one.name} is approved"
            yield not_known(what, one.transfer.country, "critical", f"{one.at}.country")
        elif unknown(one.transfer.mechanism):
            what = f"The safeguard of the transfer to {one.to}, a country that is not approved,"
            yield not_known(what, one.transfer.mechanism, "critical", at)
        else:
            yield Gap(f"The transfer to {one.to}, a country not approved, has no safeguard.", at)


def _approved(one: Leaving) -> bool:
    return one.code is not None and destination(one.code).approval != "none"


@rule("TR-ADEQ-PARTIAL", "UK GDPR Art. 45A(4)(b)", "critical", analysis="lawfulness",
      standing="secondary", since=MAIN_DUAA, profiles=("UK",))  # fmt: skip
def a_partial_approval_is_shown_to_cover_the_transfer(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Where a country is approved in part, the record shows that the transfer is within that part.

    Remedy:
        Record what shows that the recipient and the data are covered, or use a safeguard.

    Gap:
        activity:
          transfers:
            - id: carrier-norway
              recipient: parcel-carrier
              country: CA
              mechanism: regulations-partial

    Good:
        activity:
          transfers:
            - id: carrier-norway
              recipient: parcel-carrier
              country: CA
              mechanism: regulations-partial
              scope_evidence: The carrier's statement that PIPEDA applies to it, 2 June 2026
    """
    partly = [
        one
        for one in leaving(activity, register, entities, "UK")
        if one.mechanism in ("regulations-full", "regulations-partial")
        and one.code
        and destination(one.code).approval == "partial"
    ]
    if not partly:
        yield why_none(activity, _NOT_PARTIAL)
    for one in partly:
        if blank(one.transfer.scope_evidence):
            scope = destination(one.code or "").scope
            sentence = f"Nothing shows that the transfer to {one.to} is covered; only {scope} are."
            yield Gap(sentence, f"{one.at}.scope_evidence")
