"""A notice says everything that Art. 13(1) and 13(2) ask for, one rule for each item."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NamedTuple

from ropabook.law.dates import COMPLAINTS, MAIN_DUAA
from ropabook.law.words import LawfulBasisKey, Severity
from ropabook.model.activity import ProcessingActivity
from ropabook.model.entity import Profile
from ropabook.model.facts import Nothing, known
from ropabook.model.notice import Notice
from ropabook.model.register import Register
from ropabook.rules.coded import unsatisfied
from ropabook.rules.reading import processes, resting_on
from ropabook.rules.rule import PROFILES, Judgement, NotApplicable, rule


class _Item(NamedTuple):
    letter: str
    title: str
    keys: tuple[str, ...]
    severity: Severity
    remedy: str
    since: date | None = None
    unless: str = ""
    """When it does not apply: one of the conditions below."""
    profiles: tuple[Profile, ...] = PROFILES


_ITEMS = (
    _Item("1-A", "says who the controller is and how to reach it", ("identity", "contact"),
          "critical", "Name each controller, with its contact details."),
    _Item("1-B", "gives the contact details of the data protection officer", ("dpo",),
          "major", "Give the officer's contact details.", unless="no officer"),
    _Item("1-C", "gives the purposes, and the legal basis of each", ("purposes", "legal-basis"),
          "critical", "State the basis of each purpose."),
    _Item("1-D", "states the legitimate interests pursued", ("legitimate-interests",),
          "major", "State each interest and whose it is.", unless="no interests"),
    _Item("1-E", "gives the recipients or their categories", ("recipients",),
          "major", "Name the recipients, or categories that tell who they are.",
          unless="no recipients"),
    _Item("1-F", "tells of transfers, the approval or safeguards, and how to get a copy",
          ("transfers-safeguards",), "major", "Name the approval or the safeguard.", MAIN_DUAA,
          "no transfers"),
    _Item("2-A", "gives the storage period, or the criteria for it",
          ("retention-period", "retention-groups"), "major", "Give a period or usable criteria."),
    _Item("2-B", "tells people their rights", ("rights",), "major", "Name all the rights."),
    _Item("2-C", "tells of the right to withdraw consent", ("withdrawal",), "major",
          "Say that consent can be withdrawn, and how.", unless="no consent"),
    _Item("2-CA", "tells of the right to complain to the controller", ("complaint-controller",),
          "major", "Tell of the right under DPA 2018 s. 164A.", COMPLAINTS, profiles=("UK",)),
    _Item("2-D", "tells of the right to complain to the Commissioner", ("complaint-commissioner",),
          "major", "Tell of the right under DPA 2018 s. 165."),
    _Item("2-E", "says whether data must be given, and what follows if it is not",
          ("statutory-contractual",), "major", "Say what is required, and the consequence."),
    _Item("2-F", "tells of automated decisions, their logic and their consequences",
          ("automated-decisions",), "major", "Tell of them, or that there are none.",
          unless="no decisions"),
)  # fmt: skip


def _spared(condition: str, notice: Notice, register: Register) -> str:
    """Why the item does not apply to these companies; empty where it does, or may."""
    companies = [register.entities[e] for e in notice.entities if e in register.entities]
    if condition == "no officer":
        decided = [known(company.dpo) for company in companies]
        needless = all(dpo is not None and dpo.status == "not-required" for dpo in decided)
        return "No company needs a data protection officer." if companies and needless else ""
    mine = [a for e in notice.entities for a in register.activities_of(e) if not processes(a)]
    test, reason = _CONDITIONS[condition]
    return reason if mine and all(test(activity) for activity in mine) else ""


def _rests_on(activity: ProcessingActivity, basis: LawfulBasisKey) -> bool:
    """Whether a purpose rests on the basis, or may, because its basis is not known."""
    purposes = activity.purposes
    return not all(known(p.lawful_basis) for p in purposes) or bool(resting_on(activity, basis))


def _no_consent(activity: ProcessingActivity) -> bool:
    explicit = any(known(link.article_9) == "a" for link in activity.data)
    return not explicit and not _rests_on(activity, "consent")


_CONDITIONS: Final[Mapping[str, tuple[Callable[[ProcessingActivity], bool], str]]] = {
    "no interests": (
        lambda activity: (
            not _rests_on(activity, "legitimate-interests")
            and not _rests_on(activity, "recognised-legitimate-interest")
        ),
        "No purpose rests on legitimate interests.",
    ),
    "no recipients": (
        lambda activity: isinstance(activity.recipients, Nothing),
        "No data is disclosed to anybody.",
    ),
    "no transfers": (
        lambda activity: isinstance(activity.transfers, Nothing),
        "Nothing is transferred abroad.",
    ),
    "no consent": (_no_consent, "No purpose rests on consent."),
    "no decisions": (
        lambda activity: isinstance(activity.automated_decisions, Nothing),
        "No decision is made by automated means.",
    ),
}
"""What must hold of every activity that the companies control, or may control."""


def _judge(item: _Item) -> Callable[..., Judgement]:
    def the_notice_says_it(notice: Notice, register: Register) -> Judgement:
        spared = _spared(item.unless, notice, register) if item.unless else ""
        if spared:
            yield NotApplicable(spared)
        else:
            yield from unsatisfied(notice, item.severity, *item.keys)

    the_notice_says_it.__doc__ = f"""The notice {item.title}.

    Remedy:
        {item.remedy}

    Gap:
        notice:
          items:
            - item: {item.keys[0]}
              verdict:
                - omits
              because: The notice does not say it

    Good:
        notice:
          items:
            - item: {item.keys[0]}
              verdict:
                - satisfies
              because: The notice says it in plain words
    """
    return the_notice_says_it


for _item in _ITEMS:
    rule(
        f"PN-13-{_item.letter}",
        f"UK GDPR Art. 13({_item.letter[0]})({_item.letter[2:].lower()})",
        _item.severity,
        analysis="notice",
        since=_item.since,
        profiles=_item.profiles,
    )(_judge(_item))
