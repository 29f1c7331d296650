"""Whether a DPIA is needed: the criteria, and the decision that follows from them (Art. 35).

The decision function is a design of the project's legal reference. It rests on Art. 35(3), on the
Commissioner's list (Art. 35(4)) and on the rule of two of WP248 rev. 01, which is unverified.
"""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from ropabook.law.words import Standing

Outcome = Literal["required", "recommended", "not-required"]
Ground = Literal["article-35-3", "ico", "wp248", "one-criterion", "major-project"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("not-required", "recommended", "required")
"""From the least to the most."""


class Case(NamedTuple):
    """A case in which the statute itself always asks for a DPIA (Art. 35(3))."""

    title: str
    reference: str
    standing: Standing = "unverified"


class Listed(NamedTuple):
    """A trigger of the Commissioner's list (Art. 35(4))."""

    number: int
    title: str
    needs_another: bool
    """Whether it asks for a DPIA only beside a criterion of WP248 other than its own."""
    own: int | None = None
    """The criterion of WP248 that it is itself, so that it cannot count twice."""
    look_at: str = ""
    """Where to look for it in telecommunications; to be asked, never assumed."""
    standing: Standing = "verified"
    """How well it could be verified whether it needs another criterion; the list itself was."""


class Criterion(NamedTuple):
    """One of the nine criteria of WP248 rev. 01."""

    title: str
    standing: Standing = "secondary"


CASES: Final = MappingProxyType(
    {
        "a": Case(
            "Systematic and extensive evaluation of people by automated means, with legal or "
            "similarly significant effects",
            "UK GDPR Art. 35(3)(a)",
        ),
        "b": Case(
            "Special categories or data about criminal offences on a large scale",
            "UK GDPR Art. 35(3)(b)",
        ),
        "c": Case(
            "Systematic monitoring of a publicly accessible area on a large scale",
            "UK GDPR Art. 35(3)(c)",
        ),
    }
)
TRIGGERS: Final = MappingProxyType(
    {
        "INNOV": Listed(
            1, "Innovative technology, or a new application of it", True, 8,
            "Analysis of calls by artificial intelligence, chatbots",
        ),
        "DENIAL": Listed(
            2, "Decisions on access to a product, service, opportunity or benefit that rest to "
            "any extent on automated decisions or profiling, or on special categories", False,
            None, "Credit checks: the Commissioner's own example",
        ),
        "PROFILE": Listed(
            3, "Profiling on a large scale", False, None, "Scores given to prospects",
        ),
        "BIOM": Listed(
            4, "Biometric data to identify people", True, 4, "Door access, voice recognition",
        ),
        "GENE": Listed(
            5, "Genetic data, unless a health professional uses it to care for the person", True, 4,
        ),
        "MATCH": Listed(
            6, "Combining, comparing or matching data from several sources", False, None,
            "Credit reference, identity and fraud checks together; enriched customer data",
        ),
        "INVIS": Listed(
            7, "Data not obtained from the person, who cannot be told or only with "
            "disproportionate effort", True, None,
            "Bought marketing lists, end users behind a chain of resellers", "unverified",
        ),
        "TRACK": Listed(
            8, "Tracking where people are or how they behave, online included", True, 3,
            "Call tracking, web tracking, vehicle tracking, managed devices", "unverified",
        ),
        "CHILD": Listed(
            9, "Children or vulnerable people as the target of marketing, profiling, automated "
            "decisions or online services", False,
        ),
        "HARM": Listed(
            10, "A breach could endanger somebody's health or safety", False, None,
            "Alarm lines, location for emergency calls, changes of number after violence at home",
        ),
    }
)  # fmt: skip
CRITERIA: Final = MappingProxyType(
    {
        1: Criterion("Evaluation or scoring"),
        2: Criterion("Automated decisions with legal or similar effect"),
        3: Criterion("Systematic monitoring"),
        4: Criterion("Sensitive or highly personal data: communications, location, finances too"),
        5: Criterion("Large scale"),
        6: Criterion("Matching or combining of data sets"),
        7: Criterion("Vulnerable people: children, employees, patients and others"),
        8: Criterion("Innovative use, or new solutions"),
        9: Criterion("It keeps people from a right, a service or a contract"),
    }
)
RULE_OF_TWO: Final[Standing] = "unverified"

_ALONE: Final = frozenset(key for key, each in TRIGGERS.items() if not each.needs_another)
_BESIDE: Final = {
    key: frozenset(CRITERIA) - {each.own} for key, each in TRIGGERS.items() if each.needs_another
}
"""For each trigger that does not suffice: the criteria that make it suffice."""


class Decision(NamedTuple):
    """Whether a DPIA is needed, and on which grounds."""

    outcome: Outcome
    grounds: tuple[Ground, ...] = ()


_NOT_REQUIRED: Final = Decision("not-required")


def listed(triggers: Iterable[str], criteria: Iterable[int]) -> tuple[str, ...]:
    """The triggers that ask for a DPIA by the Commissioner's list (Art. 35(4))."""
    met = frozenset(criteria)
    return tuple(
        each for each in triggers if each in _ALONE or (each in _BESIDE and met & _BESIDE[each])
    )


def decide(
    cases: Iterable[str],
    triggers: Iterable[str],
    criteria: Iterable[int],
    major_project: bool = False,
) -> Decision:
    """Whether a DPIA is required, recommended or not required.

    Args:
        cases: which of the three cases of Art. 35(3) are met.
        triggers: which of the Commissioner's list are met.
        criteria: which of the nine criteria of WP248 are met.
        major_project: whether it is a major project, for which a DPIA is good practice.
    """
    met = frozenset(criteria)
    required: list[Ground] = []
    if any(case in CASES for case in cases):
        required.append("article-35-3")
    if listed(triggers, met):
        required.append("ico")
    if len(met) >= 2:
        required.append("wp248")
    if required:
        return Decision("required", tuple(required))
    recommended: list[Ground] = []
    if met:
        recommended.append("one-criterion")
    if major_project:
        recommended.append("major-project")
    return Decision("recommended", tuple(recommended)) if recommended else _NOT_REQUIRED
