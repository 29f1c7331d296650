"""A machine decides on special data, or in the European Union at all, only by an exception."""

from typing import Final

from ropabook.law.dates import MAIN_DUAA
from ropabook.model.activity import AutomatedDecision, ProcessingActivity
from ropabook.model.facts import Unknown, each, known
from ropabook.model.register import Register
from ropabook.rules.reading import automated, special_categories
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE: Final = NotApplicable(
    "No significant decision is recorded as made by automated means alone."
)
_NO_SPECIAL: Final = NotApplicable("No such decision uses special categories of data.")
_GATES: Final = {"explicit-consent": "a", "contract-or-law": "g"}
"""The two ways of Art. 22B, and the condition of Art. 9(2) that goes with each."""
_Alone = list[tuple[int, AutomatedDecision, bool | Unknown]]


def _alone(activity: ProcessingActivity) -> _Alone:
    made = enumerate(each(activity.automated_decisions))
    return [(place, one, so) for place, one in made if (so := automated(one)) is not False]


def _on_special_data(activity: ProcessingActivity, register: Register, alone: _Alone) -> _Alone:
    """Those that use special data, or that may because the activity holds some."""
    special = any(special_categories(register, link) for link in activity.data)
    return [
        found for found in alone if found[1].article_9 or (found[1].article_9 is None and special)
    ]


def _conditions(activity: ProcessingActivity) -> set[str]:
    return {condition for link in activity.data if (condition := known(link.article_9))}


@rule("SC-22B", "UK GDPR Art. 22B(1)–(3)", "critical", analysis="lawfulness", since=MAIN_DUAA,
      profiles=("UK",), why="it is prohibited")  # fmt: skip
def a_machine_decides_on_special_data_only_as_article_22b_allows(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """A machine alone decides on special data only in the two ways that Art. 22B allows.

    Remedy:
        Take the special data out of the decision, obtain explicit consent, or let a person decide.

    Gap:
        activity:
          data:
            - id: order-data
              categories:
                - health-notes
              article_9: a
          automated_decisions:
            - decision: Who is visited first
              significant: true
              solely: true
              article_9: true

    Good:
        activity:
          data:
            - id: order-data
              categories:
                - health-notes
              article_9: a
          automated_decisions:
            - decision: Who is visited first
              significant: true
              solely: true
              article_9: true
              gate: explicit-consent
    """
    alone = _alone(activity)
    subject = _on_special_data(activity, register, alone)
    if not subject:
        yield _NO_SPECIAL if alone else _NONE
    for place, one, so in subject:
        if one.gate is None or _GATES[one.gate] not in _conditions(activity):
            at = f"automated_decisions.{place}.gate"
            yield _barred(place, one, so) or Gap(_why_barred(one), at)


def _why_barred(one: AutomatedDecision) -> str:
    if one.gate is None:
        return f"“{one.decision}” is decided on special data by neither of the ways of Art. 22B."
    condition = f"Art. 9(2)({_GATES[one.gate]})"
    return f"“{one.decision}” needs {condition} for its special data, on which none rests."


def _barred(place: int, one: AutomatedDecision, so: bool | Unknown) -> Gap | None:
    """A gap one level less, where it is not known whether the bar applies."""
    if isinstance(so, Unknown):
        what = (
            f"Whether “{one.decision}”, which may use special data, is decided by a machine alone"
        )
        return not_known(what, so, "critical", f"automated_decisions.{place}.gate")
    if one.article_9 is None:
        what = f"Whether “{one.decision}” uses the special data of the activity"
        return not_known(what, None, "critical", f"automated_decisions.{place}.article_9")
    return None


@rule("EU-22-2", "EU GDPR Art. 22(1)–(2)", "critical", analysis="lawfulness",
      standing="unverified", profiles=("EU",), why="it is prohibited")  # fmt: skip
def a_machine_decides_in_the_union_only_by_an_exception(activity: ProcessingActivity) -> Judgement:
    """In the European Union a machine alone decides only by contract, law or explicit consent.

    Remedy:
        Let a person decide, or name the exception of Art. 22(2) that holds.

    Gap:
        activities/nordic-support:
          automated_decisions:
            - decision: Which orders are refused
              significant: true
              solely: true

    Good:
        activities/nordic-support:
          automated_decisions:
            - decision: Which orders are refused
              significant: true
              solely: true
              exception: law
              authorised_by: The Member State law that asks for the refusal
    """
    alone = _alone(activity)
    if not alone:
        yield _NONE
    for place, one, so in alone:
        at = f"automated_decisions.{place}.exception"
        if one.exception is None and isinstance(so, Unknown):
            what = (
                f"Whether “{one.decision}”, which names no exception, is decided by a machine alone"
            )
            yield not_known(what, so, "critical", at)
        elif one.exception is None:
            yield Gap(
                f"“{one.decision}” is decided by a machine alone, and no exception is named.", at
            )
        elif one.exception == "law" and not one.authorised_by:
            sentence = f"“{one.decision}” is said to be allowed by a law that is not named."
            yield Gap(sentence, f"automated_decisions.{place}.authorised_by")


@rule("EU-22-4", "EU GDPR Art. 22(4)", "critical", analysis="lawfulness", standing="unverified",
      profiles=("EU",), why="it is prohibited")  # fmt: skip
def a_machine_decides_on_special_data_in_the_union_only_by_consent_or_public_interest(
    activity: ProcessingActivity, register: Register
) -> Judgement:
    """In the European Union a machine decides on special data only under Art. 9(2)(a) or (g).

    Remedy:
        Take the special data out of the decision, or rely on explicit consent for it.

    Gap:
        entity:
          profile: EU
        activity:
          data:
            - id: order-data
              categories:
                - health-notes
              article_9: b
          automated_decisions:
            - decision: Who is visited first
              significant: true
              solely: true
              article_9: true

    Good:
        entity:
          profile: EU
        activity:
          data:
            - id: order-data
              categories:
                - health-notes
              article_9: a
          automated_decisions:
            - decision: Who is visited first
              significant: true
              solely: true
              article_9: true
    """
    alone = _alone(activity)
    subject = _on_special_data(activity, register, alone)
    if not subject:
        yield _NO_SPECIAL if alone else _NONE
    for place, one, so in subject:
        if not {"a", "g"} & _conditions(activity):
            sentence = f"“{one.decision}” is decided on special data without Art. 9(2)(a) or (g)."
            yield _barred(place, one, so) or Gap(sentence, f"automated_decisions.{place}.article_9")
