"""A decision made by automated means has its safeguards (UK GDPR Art. 22C(2), one rule each)."""

from collections.abc import Callable, Iterator
from typing import Final, Literal, NamedTuple

from ropabook.law.dates import MAIN_DUAA
from ropabook.law.words import Standing
from ropabook.model.activity import ProcessingActivity
from ropabook.model.entity import Profile
from ropabook.model.facts import Unknown, each
from ropabook.rules.reading import automated
from ropabook.rules.rule import Gap, Judgement, NotApplicable, not_known, rule

_NONE: Final = NotApplicable(
    "No significant decision is recorded as made by automated means alone."
)
_NO_CASE: Final = NotApplicable("No such decision rests on a contract or on explicit consent.")


class _Safeguard(NamedTuple):
    id: str
    citation: str
    key: Literal["information", "representations", "human", "contest"]
    title: str
    """What people can do, or are given, by it."""
    remedy: str
    profile: Profile
    standing: Standing


_SAFEGUARDS: Final = (
    _Safeguard("AD-22C-A", "UK GDPR Art. 22C(2)(a)", "information", "are told of it",
               "Tell people about the decisions that are made about them.", "UK", "verified"),
    _Safeguard("AD-22C-B", "UK GDPR Art. 22C(2)(b)", "representations", "can make representations",
               "Give people a way to make representations about the decision.", "UK", "verified"),
    _Safeguard("AD-22C-C", "UK GDPR Art. 22C(2)(c)", "human", "can have a person intervene",
               "Give people a way to have a person intervene.", "UK", "verified"),
    _Safeguard("AD-22C-D", "UK GDPR Art. 22C(2)(d)", "contest", "can contest it",
               "Give people a way to contest the decision.", "UK", "verified"),
    _Safeguard("EU-22-3-A", "EU GDPR Art. 22(3)", "human", "can have a person intervene",
               "Give people a way to have a person intervene.", "EU", "unverified"),
    _Safeguard("EU-22-3-B", "EU GDPR Art. 22(3)", "representations", "can express their view",
               "Give people a way to express their point of view.", "EU", "unverified"),
    _Safeguard("EU-22-3-C", "EU GDPR Art. 22(3)", "contest", "can contest it",
               "Give people a way to contest the decision.", "EU", "unverified"),
)  # fmt: skip


def _judge(safeguard: _Safeguard) -> Callable[..., Judgement]:
    def people_have_the_safeguard(activity: ProcessingActivity) -> Judgement:
        yield from _lacking(activity, safeguard)

    entity = "entity:\n          profile: EU\n        " if safeguard.profile == "EU" else ""
    exception = "\n              exception: contract" if safeguard.profile == "EU" else ""
    where = " in the European Union" if safeguard.profile == "EU" else ""
    case = f"Where a machine alone makes a significant decision{where}"
    people_have_the_safeguard.__doc__ = f"""{case}, people {safeguard.title}.

    Remedy:
        {safeguard.remedy}

    Gap:
        {entity}activity:
          automated_decisions:
            - decision: Which orders are refused
              significant: true
              solely: true{exception}
              safeguards:
                {safeguard.key}: false

    Good:
        {entity}activity:
          automated_decisions:
            - decision: Which orders are refused
              significant: true
              solely: true{exception}
              safeguards:
                {safeguard.key}: true
    """
    return people_have_the_safeguard


def _lacking(activity: ProcessingActivity, safeguard: _Safeguard) -> Iterator[Gap | NotApplicable]:
    """A gap for each decision without the safeguard; one level less where it may not be needed."""
    made = each(activity.automated_decisions)
    alone = [(n, one, so) for n, one in enumerate(made) if (so := automated(one)) is not False]
    if safeguard.profile == "EU":
        # For a decision that a law allows, the law itself lays the safeguards down.
        subject = [(n, one, so) for n, one, so in alone if one.exception != "law"]
    else:
        subject = alone
    if not subject:
        yield _NO_CASE if alone else _NONE
    for place, one, so in subject:
        at = f"automated_decisions.{place}.safeguards.{safeguard.key}"
        if one.safeguards.get(safeguard.key):
            continue
        if isinstance(so, Unknown):
            what = (
                f"Whether “{one.decision}”, which lacks a safeguard, is decided by a machine alone"
            )
            yield not_known(what, so, "critical", at)
        else:
            said = f"it is not recorded that people {safeguard.title}"
            yield Gap(f"“{one.decision}” is decided by a machine alone, and {said}.", at)


for _safeguard in _SAFEGUARDS:
    rule(
        _safeguard.id,
        _safeguard.citation,
        "critical",
        analysis="lawfulness",
        standing=_safeguard.standing,
        since=MAIN_DUAA if _safeguard.profile == "UK" else None,
        profiles=(_safeguard.profile,),
    )(_judge(_safeguard))
