"""A transfer has a mechanism, and the record of the test it needs (UK GDPR Art. 44A, 46)."""

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import each, known, unknown
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE = NotApplicable("No transfer is recorded.")
_SAFEGUARDS = ("idta", "addendum", "bcr", "other-46")


@rule("TR-NOMECH", "UK GDPR Art. 44A(1)–(2)", "critical", analysis="lawfulness", since=MAIN_DUAA)
def every_transfer_has_a_mechanism(activity: ProcessingActivity) -> Judgement:
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
    transfers = each(activity.transfers)
    if not transfers:
        yield _NONE
    for transfer in transfers:
        at = f"transfers.{transfer.id}.mechanism"
        if known(transfer.country) == "GB":
            continue
        if unknown(transfer.mechanism):
            what = f"The mechanism of the transfer to {transfer.recipient}"
            yield not_known(what, transfer.mechanism, "critical", at)
        elif known(transfer.mechanism) in (None, "no-mechanism"):
            yield Gap(f"The transfer to {transfer.recipient} rests on no mechanism.", at)


@rule("TR-NOTRA", "UK GDPR Art. 46(1A)(a)(ii)", "critical", analysis="lawfulness", since=MAIN_DUAA)
def every_safeguard_has_its_assessment(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Every transfer that rests on a safeguard has a transfer risk assessment that is met.

    Remedy:
        Complete the transfer risk assessment, and link it to the transfer.

    Gap:
        activity:
          transfers:
            - id: carrier-norway
              recipient: parcel-carrier
              mechanism: idta

    Good:
        activity:
          transfers:
            - id: carrier-norway
              recipient: parcel-carrier
              mechanism: idta
              assessment: norway
    """
    resting = [t for t in each(activity.transfers) if known(t.mechanism) in _SAFEGUARDS]
    if not resting:
        yield NotApplicable("No transfer rests on a safeguard of Art. 46.")
    for transfer in resting:
        found, at = register.tra(transfer.assessment), f"transfers.{transfer.id}.assessment"
        if found is None:
            yield Gap(f"The transfer to {transfer.recipient} has no transfer risk assessment.", at)
        elif found.conclusion != "met":
            sentence = f"The assessment of the transfer to {transfer.recipient} is not met."
            yield Gap(sentence, at)
