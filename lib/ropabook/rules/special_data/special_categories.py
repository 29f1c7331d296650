"""Special categories are used on a condition of Art. 9(2), and on a basis of Art. 6 as well."""

from typing import Final

from ropabook.law.dates import FIRST_DUAA
from ropabook.model.activity import DataLink, ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.model.register import Register
from ropabook.model.registers import ConsentRecord
from ropabook.rules.reading import NOT_CONTROLLER, bases_of, controls, data_in, special_categories
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE: Final = NotApplicable("No data of this activity is recorded as special.")
_NO_CONDITION: Final = NotApplicable("No condition of Art. 9(2) is relied on.")
_NO_CONSENT: Final = NotApplicable("No special category rests on explicit consent.")


@rule("SC-ART9", "UK GDPR Art. 9(1)–(2)", "critical", analysis="lawfulness", why="it is forbidden")
def special_data_has_a_condition(activity: ProcessingActivity, register: Register) -> Judgement:
    """Every use of special categories of data rests on a condition of Art. 9(2).

    Remedy:
        Identify the condition, or stop.

    Gap:
        activity:
          data:
            - id: order-data
              categories:
                - health-notes

    Good:
        activity:
          data:
            - id: order-data
              categories:
                - health-notes
              article_9: a
    """
    links = [link for link in activity.data if special_categories(register, link)]
    if not links:
        yield _NONE
    for link in links:
        names = ", ".join(each.title for each in special_categories(register, link))
        if unknown(link.article_9):
            what = f"The Art. 9 condition for {names}"
            yield not_known(what, link.article_9, "critical", f"data.{link.id}.article_9")
        elif known(link.article_9) is None:
            yield Gap(f"{names}: no condition of Art. 9(2) is named.", f"data.{link.id}.article_9")


@rule("SC-ART6", "UK GDPR Art. 9(2), 6(1)", "critical", analysis="lawfulness", since=FIRST_DUAA,
      profiles=("UK",), why="Art. 9(2) applies only together with Art. 6(1)")  # fmt: skip
def special_data_has_a_lawful_basis_too(activity: ProcessingActivity) -> Judgement:
    """Where a condition of Art. 9(2) is relied on, each purpose has a basis of Art. 6(1) as well.

    Remedy:
        Add the basis of Art. 6(1) to each purpose.

    Gap:
        activity:
          purposes:
            - id: offers
              lawful_basis: absent
          data:
            - id: order-data
              article_9: a

    Good:
        activity:
          data:
            - id: order-data
              article_9: a
    """
    conditions = [link for link in activity.data if known(link.article_9) is not None]
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not conditions:
        yield _NO_CONDITION
    elif not activity.purposes:
        yield Gap(f"“{activity.title}” relies on Art. 9(2) without a basis of Art. 6.", "purposes")
    for purpose in activity.purposes if conditions and controls(activity) else ():
        at = f"purposes.{purpose.id}.lawful_basis"
        if unknown(purpose.lawful_basis):
            what = f"The basis of “{purpose.text}”, for which special data may be used,"
            yield not_known(what, purpose.lawful_basis, "critical", at)
        elif not bases_of(purpose):
            yield Gap(f"“{purpose.text}” may use special data and has no basis of Art. 6.", at)


@rule("SC-EXPLICIT", "UK GDPR Art. 9(2)(a)", "critical", analysis="lawfulness")
def explicit_consent_is_explicit(activity: ProcessingActivity, register: Register) -> Judgement:
    """Where special data rests on explicit consent, an explicit statement is on record.

    Remedy:
        Obtain a statement that names the special data, and keep its wording.

    Gap:
        activity:
          data:
            - id: order-data
              article_9: a
              consent: newsletter-consent

    Good:
        activity:
          data:
            - id: order-data
              article_9: a
              consent: newsletter-consent
        consents/newsletter-consent:
          wording: I agree that you keep a note of my hearing loss
          explicit: true
    """
    resting = [link for link in activity.data if link.article_9 == "a"]
    if not resting:
        yield _NO_CONSENT
    for link in resting:
        proof = register.of(ConsentRecord).get(known(link.consent) or "")
        if proof is None or not (proof.explicit and proof.wording):
            yield _not_explicit(link, data_in(link, register), proof)


def _not_explicit(link: DataLink, data: str, proof: ConsentRecord | None) -> Gap:
    at = f"data.{link.id}.consent"
    if unknown(link.consent):
        return not_known(f"The proof of explicit consent to “{data}”", link.consent, "critical", at)
    if proof is None:
        return Gap(f"“{data}” rests on explicit consent, of which there is no record.", at)
    lacking = "shows no wording" if proof.explicit else "is not recorded as explicit"
    return Gap(f"“{data}” rests on explicit consent, but “{proof.title}” {lacking}.", at)
