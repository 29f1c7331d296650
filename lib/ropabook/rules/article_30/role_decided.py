"""Whether the company decides or acts for another is settled (UK GDPR Art. 4(7)–(8))."""

from datetime import date

from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import known, unknown
from ropabook.rules.reading import NOT_LIVE, live, statements_in
from ropabook.rules.rule import Gap, Judgement, rule


@rule(
    "A30-ROLE-UNDECIDED",
    "UK GDPR Art. 4(7)–(8), 30(1)–(2)",
    "critical",
    analysis="completeness",
    why="the role decides which record applies",
)
def the_role_in_every_activity_is_decided(activity: ProcessingActivity, on: date) -> Judgement:
    """The role of the company in every live activity is decided.

    Remedy:
        Decide the role and write down the reasoning.

    Gap:
        activity:
          role:
            unknown: Do we decide what the data is used for?
            ask: Head of Privacy

    Good:
        activity:
          role: controller
    """
    if not live(activity, on):
        yield NOT_LIVE
    elif known(activity.role) is None:
        told = [s for purpose in activity.purposes for s in statements_in(purpose.evidence)]
        asked = activity.role if unknown(activity.role) else None
        sentence = f"The role in “{activity.title}” is not decided."
        yield Gap(sentence, "role", None, tuple(dict.fromkeys(told)), asked)
