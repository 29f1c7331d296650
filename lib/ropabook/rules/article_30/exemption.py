"""The small-enterprise exemption is claimed only where nothing excludes it (Art. 30(5))."""

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known
from ropabook.model.register import Register
from ropabook.rules.reading import criminal_categories, special_categories
from ropabook.rules.rule import Gap, Judgement, NotApplicable, rule

_LIMIT = 250


@rule("A30-5-BAD", "UK GDPR Art. 30(5)", "critical", analysis="completeness")
def no_exemption_is_claimed_where_a_trigger_applies(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """The exemption is claimed only for occasional, low-risk processing of a small company.

    Remedy:
        Withdraw the claim; each of the triggers alone excludes it.

    Gap:
        activity:
          exemption:
            reason: We are small
          occasional: false

    Good:
        activity:
          exemption:
            reason: An internal survey every few years
          occasional: true
          risk: false
        entity:
          employees: 40
    """
    if activity.exemption is None:
        yield NotApplicable("No exemption is claimed.")
        return
    heads = [known(register.entities[e].employees) for e in entities if e in register.entities]
    triggers = {
        "it is not shown to be occasional": known(activity.occasional) is not True,
        "it is not shown to be without risk": known(activity.risk) is not False,
        "it uses special categories": any(special_categories(register, d) for d in activity.data),
        "it uses criminal data": any(criminal_categories(register, d) for d in activity.data),
        "250 or more people are employed, or the number is not known": any(
            heads_of is None or heads_of >= _LIMIT for heads_of in heads
        ),
    }
    for reason in (reason for reason, applies in triggers.items() if applies):
        yield Gap(f"The exemption cannot be claimed: {reason}.", "exemption")
