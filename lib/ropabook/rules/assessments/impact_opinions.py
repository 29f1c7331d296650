"""A DPIA hears the data protection officer and the people concerned (UK GDPR Art. 35(2), (9))."""

from datetime import date

from ropabook.model.assessments import Dpia
from ropabook.model.facts import answered, blank, known, unknown
from ropabook.model.register import Register
from ropabook.rules.assessed import REPLACED, replaced
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule


@rule("DP-DPO", "UK GDPR Art. 35(2)", "major", analysis="completeness", standing="unverified")
def the_officer_was_asked_for_advice(
    dpia: Dpia, register: Register, on: date, entities: tuple[str, ...]
) -> Judgement:
    """Where there is a data protection officer, the officer's advice was sought.

    Remedy:
        Obtain the advice, and record it with its date.

    Gap:
        dpia:
          dpo_advice: absent

    Good:
        dpia:
          dpo_advice: Go ahead, and look again when the first year is over
    """
    companies = [register.entities[e] for e in entities if e in register.entities]
    officers = [known(company.dpo) for company in companies]
    undecided = [company for company in companies if known(company.dpo) is None]
    if replaced(dpia, register, on):
        yield REPLACED
    elif known(dpia.dpo_advice) is not None:
        return
    elif unknown(dpia.dpo_advice):
        yield not_known("The officer's advice", dpia.dpo_advice, "major", "dpo_advice")
    elif any(officer and officer.status != "not-required" for officer in officers):
        yield Gap(f"No advice of the officer on “{dpia.title}” is recorded.", "dpo_advice")
    elif undecided:
        what = f"Whether {undecided[0].short_name} has an officer whose advice is needed"
        yield not_known(what, undecided[0].dpo, "major", "dpo_advice")
    else:
        yield NotApplicable("No company concerned has a data protection officer.")


@rule("DP-DPO-OVER", "UK GDPR Art. 38; ICO guidance: DPIA sample template, step 7", "major",
      analysis="evidence", standing="unverified")  # fmt: skip
def a_reason_is_given_for_overruling_the_officer(
    dpia: Dpia, register: Register, on: date
) -> Judgement:
    """Where the officer's advice was not followed, the reason is recorded.

    Remedy:
        Record why the advice was not followed.

    Gap:
        dpia:
          dpo_followed: false

    Good:
        dpia:
          dpo_followed: false
          dpo_overruled_because: The board has a second opinion, which is attached
    """
    if replaced(dpia, register, on):
        yield REPLACED
    elif known(dpia.dpo_advice) is None and dpia.dpo_followed is None:
        yield NotApplicable("No advice of an officer is recorded.")
    elif dpia.dpo_followed is None:
        yield Gap("Whether the officer's advice was followed is not known yet.",
                  "dpo_followed", "minor")  # fmt: skip
    elif not dpia.dpo_followed and blank(dpia.dpo_overruled_because):
        yield Gap("The officer's advice was not followed, and no reason is recorded.",
                  "dpo_overruled_because")  # fmt: skip


@rule("DP-VIEWS", "UK GDPR Art. 35(9)", "minor", analysis="completeness", standing="unverified")
def the_views_of_the_people_concerned_were_sought(
    dpia: Dpia, register: Register, on: date
) -> Judgement:
    """The views of the people concerned were sought, or it is recorded why not.

    Remedy:
        Ask them or their representatives, or give the reason for not asking.

    Gap:
        dpia:
          views: absent

    Good:
        dpia:
          views:
            none: The product is not public yet, and asking would have disclosed it
    """
    if replaced(dpia, register, on):
        yield REPLACED
    elif unknown(dpia.views):
        what = "Whether the people concerned were asked for their views"
        yield not_known(what, dpia.views, "minor", "views")
    elif not answered(dpia.views):
        sentence = f"No views of people on “{dpia.title}” are recorded, and no reason why not."
        yield Gap(sentence, "views")
