"""Assessments: of legitimate interests, of the impact, of the risk of a transfer."""

from ropabook.documents.standing import Case, Found, bases_open, named, resting, there, worst
from ropabook.law.screening import decide
from ropabook.model.activity import Purpose
from ropabook.model.assessments import Dpia
from ropabook.model.facts import blank, each, known, unknown
from ropabook.rules.abroad import BY_SAFEGUARD
from ropabook.rules.assessed import dpias_of, replaced, signed_on


def interests(case: Case) -> Found:
    """The legitimate interests assessment (Art. 6(1)(f))."""

    def one(purpose: Purpose, fact: object) -> Found:
        lia = named(fact, f"“{purpose.text}”", case.register.lia)
        if isinstance(lia, Found):
            return lia
        if lia.decision != "rely":
            return Found("missing", f"“{lia.title}” does not decide to rely on it", (lia.key,))
        return there(lia, lia.review_due, case.on)

    found = [one(*each_one) for each_one in resting(case.activity, "legitimate-interests")]
    otherwise = Found("not-needed", "No purpose rests on legitimate interests")
    return worst([*found, *bases_open(case.activity)], otherwise)


def impact(case: Case) -> Found:
    """The data protection impact assessment (Art. 35)."""
    activity, screening = case.activity, known(case.activity.screening)
    standing = [d for d in dpias_of(activity, case.register) if _stands(d, case)]
    if standing:
        return min(
            (there(dpia, dpia.review_due, case.on) for dpia in standing),
            key=lambda one: one.state != "present",
        )
    if screening is None:
        return Found("open", "The activity has not been screened for a DPIA")
    decided = decide(screening.article_35_3, screening.ico, screening.wp248)
    outcomes, reason = {screening.outcome, decided.outcome}, screening.override_reason
    by_law = {"article-35-3", "ico"} & {*decided.grounds}
    if "required" in outcomes and (by_law or blank(reason)):
        # A reason against it counts only where nothing but the rule of two asks for one.
        return Found("missing", "The screening asks for a DPIA, and none is signed")
    said = "none is required" if outcomes == {"not-required"} else "one is recommended"
    said = "two criteria are met, and none is done" if "required" in outcomes else said
    return Found(
        "not-needed", f"Screened on {screening.on}: {said}{f'; {reason}' if reason else ''}"
    )


def _stands(dpia: Dpia, case: Case) -> bool:
    signed = signed_on(dpia, case.on) is not None
    return signed and not replaced(dpia, case.register, case.on)


def transfer(case: Case) -> Found:
    """The transfer risk assessment (Art. 46(1A))."""
    transfers = case.activity.transfers
    if transfers is None or unknown(transfers):
        return Found("open", "Whether data leaves the country is not known")

    def one(recipient: str, record: str | None) -> Found:
        found = case.register.recipients.get(recipient)
        to = found.title if found else recipient
        tra = case.register.tra(record)
        if tra is None:
            return Found("missing", f"None for the transfer to {to}")
        if tra.conclusion != "met":
            return Found("missing", f"“{tra.title}” does not find the test met", (tra.key,))
        return there(tra, tra.review_due, case.on)

    asking = [
        one(sent.recipient, sent.assessment)
        for sent in each(transfers)
        if known(sent.mechanism) in (*BY_SAFEGUARD, "eu-scc")
    ]
    if any(known(sent.mechanism) is None for sent in each(transfers)):
        asking.append(Found("open", "On what a transfer rests is not known"))
    why = "No transfer rests on a safeguard of Art. 46" if each(transfers) else "No transfer"
    return worst(asking, Found("not-needed", why))
