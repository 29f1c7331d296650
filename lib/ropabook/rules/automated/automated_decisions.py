"""It is decided whether decisions about people are automated, and people profiled (Art. 22A)."""

from collections.abc import Mapping
from typing import Final

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.activity import ProcessingActivity
from ropabook.model.facts import Nothing, answered, each, known, unknown
from ropabook.model.register import Register
from ropabook.rules.reading import statements_in
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_DECIDING: Final = {"credit-check", "identity-check", "fraud"}
_SCORING: Final = {"analytics", "credit-check"}
_NO_PEOPLE: Final = NotApplicable("No decision is said to be made with a person.")
_NO_SCORE: Final = NotApplicable("Nothing here follows or scores people.")


@rule("AD-DECL", "UK GDPR Art. 13(2)(f), 22A", "major", analysis="lawfulness", since=MAIN_DUAA)
def it_is_decided_whether_decisions_are_automated(activity: ProcessingActivity) -> Judgement:
    """Where people are checked or scored, it is recorded whether a decision is automated.

    Remedy:
        Find out who or what decides, and record it.

    Gap:
        activity:
          purposes:
            - id: fulfil
              tags:
                - fraud
          automated_decisions: absent

    Good:
        activity:
          purposes:
            - id: fulfil
              tags:
                - fraud
          automated_decisions:
            none: A person decides each case
    """
    deciding = [p for p in activity.purposes if _DECIDING & set(p.tags)]
    if not deciding:
        yield NotApplicable("No purpose is a check of credit, identity or fraud.")
    elif not answered(activity.automated_decisions):
        told = tuple(s for purpose in deciding for s in statements_in(purpose.evidence))
        fact = activity.automated_decisions
        sentence = f"It is not recorded whether a decision of “{activity.title}” is automated."
        yield Gap(sentence, "automated_decisions", None, told, fact if unknown(fact) else None)


@rule("AD-HUMAN", "UK GDPR Art. 22A(1)(a), 22A(2)", "major", analysis="lawfulness",
      since=MAIN_DUAA, profiles=("UK",))  # fmt: skip
def a_person_who_takes_part_does_so_in_a_meaningful_way(activity: ProcessingActivity) -> Judgement:
    """Where people are profiled and a person is said to decide, it is shown how that person does.

    Remedy:
        Write down what the person sees, what it may change, and how often it does.

    Gap:
        activity:
          profiling: true
          automated_decisions:
            - decision: Which orders are held back
              significant: true
              solely: false

    Good:
        activity:
          profiling: true
          automated_decisions:
            - decision: Which orders are held back
              significant: true
              solely: false
              human_involvement: The fraud team reads each order; it released one in three last year
    """
    decisions = enumerate(each(activity.automated_decisions))
    shared = [(place, one) for place, one in decisions if one.solely is False]
    if not shared:
        yield _NO_PEOPLE
    elif activity.profiling is False or isinstance(activity.profiling, Nothing):
        yield NotApplicable("People are not profiled for the decision.")
    else:
        for place, one in shared:
            at = f"automated_decisions.{place}.human_involvement"
            if not one.human_involvement and activity.profiling is True:
                yield Gap(f"A person is said to decide “{one.decision}”; how is not shown.", at)
            elif not one.human_involvement:
                what = f"Whether people are profiled for “{one.decision}”"
                yield not_known(what, activity.profiling, "major", "profiling")


@rule("AD-PROFILE", "UK GDPR Art. 13(2)(f); ICO guidance: documentation template", "minor",
      analysis="completeness", standing="secondary")  # fmt: skip
def it_is_recorded_whether_people_are_profiled(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """Where cookies follow people, or people are scored, it is recorded whether that is profiling.

    Remedy:
        Record whether people are profiled (Art. 4(4)).

    Gap:
        activity:
          profiling: absent
          purposes:
            - id: fulfil
              tags:
                - analytics

    Good:
        activity:
          profiling: true
          purposes:
            - id: fulfil
              tags:
                - analytics
    """
    tags = {tag for purpose in activity.purposes for tag in purpose.tags}
    follows = register.once(_followed).get(activity.id)
    if follows is None and not _SCORING & tags:
        yield _NO_SCORE
    elif unknown(activity.profiling) or activity.profiling is None:
        what = f"Whether “{activity.title}” profiles people"
        found = not_known(what, activity.profiling, "minor", "profiling")
        yield found if activity.profiling else Gap(found.sentence, "profiling")
    elif follows and known(activity.profiling) is not True:
        sentence = f"“{activity.title}” is said not to profile, though {follows} follows people."
        yield Gap(sentence, "profiling")


def _followed(register: Register) -> Mapping[str, str]:
    """The activities with cookies that count or follow people; named, where one follows them."""
    found: dict[str, str] = {}
    for cookie in register.cookies.values():
        follows = known(cookie.category) == "marketing" or {"advertising", "cross-site"} & {
            *cookie.uses
        }
        if cookie.activity and (follows or known(cookie.category) == "analytics"):
            found[cookie.activity] = cookie.title if follows else found.get(cookie.activity, "")
    return found
