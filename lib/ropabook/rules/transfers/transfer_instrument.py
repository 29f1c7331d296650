"""A safeguard is an instrument that is signed and good for the purpose (UK GDPR Art. 46, 47)."""

from datetime import date
from typing import Final

from ropabook.law.dates import MAIN_DUAA, OLD_CLAUSES_ENDED
from ropabook.law.words import MECHANISMS, label
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import blank, unknown
from ropabook.model.register import Register
from ropabook.model.registers import Contract
from ropabook.rules.abroad import BY_APPROVAL, BY_DEROGATION, Leaving, leaving, why_none
from ropabook.rules.agreements import in_force
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_INSTRUMENTS: Final = ("idta", "addendum", "bcr")
_NO_INSTRUMENT: Final = NotApplicable("No transfer rests on an instrument of Art. 46.")
_NO_CLAUSES: Final = NotApplicable("No transfer has EU clauses for its instrument.")
_NO_RULES: Final = NotApplicable("No transfer rests on binding corporate rules.")


@rule("TR-SAFEGUARD-DOC", "UK GDPR Art. 46", "critical", analysis="lawfulness", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def every_safeguard_is_an_instrument_in_force(
    activity: ProcessingActivity, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """Every transfer on an agreement, the UK Addendum or corporate rules has that instrument.

    Remedy:
        Sign the instrument, or find it, and link it to the transfer.

    Gap:
        contracts/call-centre-idta:
          signed_on: absent

    Good:
        contracts/call-centre-idta:
          signed_on: 2026-04-10
    """
    found = leaving(activity, register, entities, "UK")
    resting = [one for one in found if one.mechanism in _INSTRUMENTS]
    if not resting:
        yield why_none(activity, _NO_INSTRUMENT)
    for one in resting:
        at, name = f"{one.at}.contract", label(MECHANISMS, one.mechanism or "")
        held = instruments(one, register, one.mechanism or "")
        waiting = [contract for contract in held if unknown(contract.signed_on)]
        if any(in_force(contract, on) for contract in held):
            continue
        if waiting:
            what = f"Whether and when “{waiting[0].title}” was signed"
            yield not_known(what, waiting[0].signed_on, "critical", at)
        else:
            yield Gap(f"{name}: the transfer to {one.to} has no such instrument in force.", at)


def instruments(one: Leaving, register: Register, *kinds: str) -> list[Contract]:
    """The contracts of these kinds for a transfer: the one it names, and others with who gets it.

    An instrument counts for every company that is a party; XE-CONTRACT asks whether the one that
    sends data is.
    """
    named = register.of(Contract).get(one.transfer.contract or "")
    every = [*([named] if named else ()), *register.contracts_with.get(one.transfer.recipient, ())]
    return [contract for contract in every if contract.kind in kinds]


@rule("TR-EUSCC", "UK GDPR Art. 46; DPA 2018 s. 119A", "critical", analysis="lawfulness",
      standing="unverified", since=MAIN_DUAA, profiles=("UK",))  # fmt: skip
def eu_clauses_never_stand_alone(
    activity: ProcessingActivity, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """No transfer from the United Kingdom rests on the EU's clauses without the UK Addendum.

    Remedy:
        Sign the UK Addendum to the clauses, or an international data transfer agreement.

    Gap:
        contracts/analytics-addendum:
          expires_on: 2026-06-30

    Good:
        contracts/analytics-addendum:
          signed_on: 2026-03-01
    """
    apart = (*BY_APPROVAL, *BY_DEROGATION, "bcr")
    found = [t for t in leaving(activity, register, entities, "UK") if t.mechanism not in apart]
    clauses = [one for one in found if one.mechanism == "eu-scc"
               or instruments(one, register, "eu-scc")]  # fmt: skip
    if not clauses:
        yield why_none(activity, _NO_CLAUSES)
    for one in clauses:
        helped = instruments(one, register, "addendum", "idta")
        if not any(in_force(contract, on) for contract in helped):
            sentence = f"The transfer to {one.to} rests on the EU's clauses alone."
            yield Gap(sentence, f"{one.at}.contract")


@rule("TR-OLDSCC", "UK GDPR Art. 46", "critical", analysis="lawfulness", standing="unverified",
      since=OLD_CLAUSES_ENDED, profiles=("UK",),
      why="contracts on the older sets ceased to be valid on 21 March 2024")  # fmt: skip
def eu_clauses_are_of_the_set_of_2021(contract: Contract) -> Judgement:
    """No contract rests on EU clauses from before the Commission's decision 2021/914.

    Remedy:
        Replace the contract by an international data transfer agreement, or by the clauses of 2021
        with the UK Addendum.

    Gap:
        contracts/analytics-clauses:
          clause_set: "2010"

    Good:
        contracts/analytics-clauses:
          clause_set: 2021-914
    """
    if contract.kind != "eu-scc":
        yield NotApplicable("These are not the EU's clauses.")
    elif contract.clause_set is None:
        what = f"Which set of the EU's clauses “{contract.title}” uses"
        yield not_known(what, None, "critical", "clause_set")
    elif contract.clause_set != "2021-914":
        sentence = f"“{contract.title}” uses the EU's clauses of {contract.clause_set}."
        yield Gap(sentence, "clause_set")


@rule("TR-BCR", "UK GDPR Art. 47", "critical", analysis="lawfulness", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def corporate_rules_are_approved(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Every transfer on binding corporate rules gives the Commissioner's approval of them.

    Remedy:
        Record the reference of the approval in the United Kingdom.

    Gap:
        activities/call-centre:
          transfers:
            - id: quality-brazil
              approval_reference: absent

    Good:
        activities/call-centre:
          transfers:
            - id: quality-brazil
              approval_reference: UK BCR approval 2025-014
    """
    found = leaving(activity, register, entities, "UK")
    resting = [one for one in found if one.mechanism == "bcr"]
    if not resting:
        yield why_none(activity, _NO_RULES)
    for one in resting:
        if blank(one.transfer.approval_reference):
            sentence = f"No approval is recorded of the corporate rules for {one.to}."
            yield Gap(sentence, f"{one.at}.approval_reference")
