"""People are told of automated decisions, and of what they must give (Art. 13(2)(e), (f))."""

from typing import Final, get_args

from ropabook.law.dates import MAIN_DUAA
from ropabook.law.words import Severity, lower
from ropabook.model.activity import AutomatedDecision, DataLink, ProcessingActivity
from ropabook.model.facts import blank, each, known, unknown
from ropabook.model.names import companies
from ropabook.model.register import Register
from ropabook.model.registers import Source
from ropabook.rules.coded import satisfied, told
from ropabook.rules.reading import NOT_CONTROLLER, controls, data_quoted, notices_for
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NO_DECISION: Final = NotApplicable("No significant decision is made by automated means alone.")
_NO_DUTY: Final = NotApplicable("No data is recorded as having to be given.")


def _untold(
    register: Register, activity: ProcessingActivity, entities: tuple[str, ...], item: str
) -> tuple[str, tuple[str, ...]]:
    """The companies none of whose notices for the activity says it, and what they say instead."""
    silent: list[str] = []
    shown: dict[str, None] = {}
    for entity in entities:
        notices = notices_for(register, activity, entity)
        coded = [(notice, found) for notice in notices for found in notice.coded(item)]
        if not any(satisfied(found) for _, found in coded):
            silent.append(entity)
            shown.update({label: None for notice, found in coded for label in told(notice, found)})
    return companies(register, silent), tuple(shown)


@rule("PN-ADM", "UK GDPR Art. 13(2)(f), 22C(2)(a)", "critical", analysis="notice", since=MAIN_DUAA)
def significant_automated_decisions_are_explained(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """A notice explains each significant decision that is made by automated means alone.

    Remedy:
        Explain the logic, the significance and the consequences, and how to contest it.

    Gap:
        activity:
          automated_decisions:
            - decision: Whether an order is taken
              significant: true
              solely: true
        notice:
          items:
            - item: automated-decisions
              verdict:
                - omits
              because: Nothing is said of decisions

    Good:
        activity:
          automated_decisions:
            - decision: Whether an order is taken
              significant: true
              solely: true
        notice:
          items:
            - item: automated-decisions
              verdict:
                - satisfies
              because: Logic, significance, consequences and rights are told
    """
    weighed = [(d, _weight(d)) for d in each(activity.automated_decisions)]
    deciding = [(decision, severity) for decision, severity in weighed if severity]
    if not controls(activity):
        yield NOT_CONTROLLER
    elif not deciding:
        yield _NO_DECISION
    else:
        names = "; ".join(decision.decision.rstrip(".") for decision, _ in deciding)
        severity = min((severity for _, severity in deciding), key=get_args(Severity).index)
        whose, shown = _untold(register, activity, entities, "automated-decisions")
        if whose:
            asked = next((d.solely for d, _ in deciding if unknown(d.solely)), None)
            sentence = f"No notice of {whose} explains the decision: {names}."
            yield Gap(sentence, "automated_decisions", severity, shown, asked)


def _weight(decision: AutomatedDecision) -> Severity | None:
    """Critical where both conditions are met; a level less where one of them is not known."""
    facts = (known(decision.significant), known(decision.solely))
    if False in facts:
        return None
    return "critical" if None not in facts else lower("critical")


@rule("PN-STATUTORY", "UK GDPR Art. 13(2)(e)", "major", analysis="notice")
def what_must_be_given_is_explained(
    activity: ProcessingActivity, register: Register, entities: tuple[str, ...]
) -> Judgement:
    """Where people must give data, the record has the consequence and a notice explains it.

    Remedy:
        Record what follows if the data is not given, and say it in the notice.

    Gap:
        activity:
          data:
            - id: order-data
              mandatory: true
              consequence: absent

    Good:
        activity:
          data:
            - id: order-data
              mandatory: true
              consequence: We cannot deliver without an address
    """
    links = _asked_of_people(activity, register)
    must = [link for link in links if known(link.mandatory) is True]
    asked = [link for link in links if unknown(link.mandatory)]
    if not controls(activity):
        yield NOT_CONTROLLER
        return
    if not must and not asked:
        yield _NO_DUTY
    for link in asked:
        what = f"Whether people must give {data_quoted(link, register)} for “{activity.title}”"
        yield not_known(what, link.mandatory, "major", f"data.{link.id}.mandatory")
    for link in must:
        if blank(link.consequence):
            sentence = f"People must give {data_quoted(link, register)}"
            sentence = f"{sentence}; what follows if they do not is missing."
            yield Gap(sentence, f"data.{link.id}.consequence")
    whose, shown = _untold(register, activity, entities, "statutory-contractual")
    if must and whose:
        data = "; ".join(data_quoted(link, register) for link in must)
        yield Gap(f"No notice of {whose} says that people must give {data}.", "data", None, shown)


def _asked_of_people(activity: ProcessingActivity, register: Register) -> list[DataLink]:
    """The data that must be given, or of which nobody knows it; most links are neither."""
    said = [link for link in activity.data if known(link.mandatory) or unknown(link.mandatory)]
    return [link for link in said if _from_people(register, link)]


def _from_people(register: Register, link: DataLink) -> bool:
    """Whether people give the data at all: what is observed or comes from others is not given."""
    sources = register.of(Source)
    kinds = [sources[name].kind for name in each(link.sources) if name in sources]
    return not kinds or "subject" in kinds
