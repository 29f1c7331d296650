"""A safeguard of the EU GDPR is signed, of the right set, and assessed (EU GDPR Art. 46, 47)."""

from datetime import date
from typing import Final

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import blank, unknown
from ropabook.model.register import Register
from ropabook.model.registers import Contract
from ropabook.rules.abroad import Leaving, leaving, why_none
from ropabook.rules.agreements import in_force
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule
from ropabook.rules.transfers.transfer_instrument import instruments

_NO_SAFEGUARD: Final = NotApplicable("No transfer rests on a safeguard of Art. 46.")
_SAFEGUARDS: Final = ("eu-scc", "bcr", "other-46")


def _resting(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...], *on: str
) -> list[Leaving]:
    return [one for one in leaving(activity, register, entities, "EU") if one.mechanism in on]


@rule("EU-TR-SAFEGUARD-DOC", "EU GDPR Art. 46, 47", "critical", analysis="lawfulness",
      standing="unverified", profiles=("EU",))  # fmt: skip
def every_eu_safeguard_is_an_instrument_in_force(
    activity: ProcessingActivity, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """Every transfer on the EU's clauses or on corporate rules has that instrument in force.

    Remedy:
        Sign the clauses, or record the approval of the rules, and link them to the transfer.

    Gap:
        contracts/nordic-clauses:
          signed_on: absent

    Good:
        contracts/nordic-clauses:
          signed_on: 2026-04-10
    """
    resting = _resting(activity, register, entities, "eu-scc", "bcr")
    if not resting:
        yield why_none(activity, _NO_SAFEGUARD)
    for one in resting:
        held = instruments(one, register, one.mechanism or "")
        waiting = [contract for contract in held if unknown(contract.signed_on)]
        at, running = f"{one.at}.contract", any(in_force(contract, on) for contract in held)
        if not running and waiting:
            what = f"Whether and when “{waiting[0].title}” was signed"
            yield not_known(what, waiting[0].signed_on, "critical", at)
        elif not running:
            yield Gap(f"The transfer to {one.to} has no such instrument in force.", at)
        if one.mechanism == "bcr" and blank(one.transfer.approval_reference):
            sentence = f"No approval is recorded of the corporate rules for {one.to}."
            yield Gap(sentence, f"{one.at}.approval_reference")


@rule("EU-TR-CLAUSES", "EU GDPR Art. 46(2)(c); Decision (EU) 2021/914", "critical",
      analysis="lawfulness", standing="unverified", profiles=("EU",))  # fmt: skip
def the_clauses_are_those_in_force(contract: Contract) -> Judgement:
    """Standard contractual clauses are those of the Commission's decision 2021/914.

    Remedy:
        Replace the contract by one on the clauses of 2021.

    Gap:
        contracts/nordic-clauses:
          clause_set: "2010"

    Good:
        contracts/nordic-clauses:
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


@rule("EU-TR-TIA", "EU GDPR Art. 46(1)", "critical", analysis="lawfulness", standing="unverified",
      profiles=("EU",))  # fmt: skip
def every_eu_safeguard_has_its_assessment(
    activity: ProcessingActivity, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """Every transfer on a safeguard has an impact assessment: protection essentially equivalent.

    Remedy:
        Assess the law and practice of the country, and conclude whether the protection there is
        essentially equivalent to that in the EU.

    Gap:
        tra/nordic-india:
          conclusion: open

    Good:
        tra/nordic-india:
          conclusion: met
          statutory_test: essentially-equivalent
    """
    resting = _resting(activity, register, entities, *_SAFEGUARDS)
    if not resting:
        yield why_none(activity, _NO_SAFEGUARD)
    for one in resting:
        found, at = register.tra(one.transfer.assessment), f"{one.at}.assessment"
        if found is None:
            yield Gap(f"The transfer to {one.to} has no transfer impact assessment.", at)
        elif found.conclusion != "met":
            sentence = f"“{found.title}” does not find the protection essentially equivalent."
            yield Gap(sentence, at)
        elif found.statutory_test != "essentially-equivalent":
            sentence = f"“{found.title}” is concluded in terms of the United Kingdom's law."
            yield Gap(sentence, at, "major")
        elif found.review_due is not None and found.review_due < on:
            yield Gap(f"The review of “{found.title}” was due on {found.review_due}.", at, "major")
