"""Risk to people, as a DPIA tells it: two scales, never converted into each other, and the harms.

The Commissioner's scale is 3 × 3 and gives the overall level. The CNIL's is 4 × 4 and gives none:
there the overall level is what the analyst says.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from ropabook.law.words import Standing

ScaleKey = Literal["ico", "cnil"]


class Word(NamedTuple):
    """One word of a scale; its key is stable and stored."""

    key: str
    label: str
    definition: str = ""


class Scale(NamedTuple):
    """The words by which a risk is scored, and what they give together."""

    key: ScaleKey
    title: str
    source: str
    standing: Standing
    likelihood: tuple[Word, ...]
    severity: tuple[Word, ...]
    levels: tuple[Word, ...]
    """From the lowest to the highest."""
    matrix: Mapping[tuple[str, str], str]
    """(severity, likelihood) to the overall level; empty where the scale gives none."""

    def overall(self, likelihood: str | None, severity: str | None) -> str | None:
        """The level that the matrix gives; None where it gives none."""
        return self.matrix.get((severity or "", likelihood or ""))


_SEVERE: Final = {"remote": "low", "possible": "high", "probable": "high"}
_SOME: Final = {"remote": "low", "possible": "medium", "probable": "high"}
_MINIMAL: Final = {"remote": "low", "possible": "low", "probable": "low"}

ICO: Final = Scale(
    key="ico",
    title="Commissioner's scale (3 × 3)",
    source="ICO guidance: how do we do a DPIA",
    standing="unverified",
    likelihood=(
        Word("remote", "Remote"),
        Word("possible", "Possible", "A reasonable possibility"),
        Word("probable", "Probable", "More likely than not"),
    ),
    severity=(
        Word("minimal", "Minimal", "Minimal impact"),
        Word("significant", "Significant", "Some impact"),
        Word("severe", "Severe", "Serious harm"),
    ),
    levels=(Word("low", "Low"), Word("medium", "Medium"), Word("high", "High")),
    matrix=MappingProxyType(
        {
            (severity, likelihood): level
            for severity, row in (
                ("severe", _SEVERE),
                ("significant", _SOME),
                ("minimal", _MINIMAL),
            )
            for likelihood, level in row.items()
        }
    ),
)
CNIL: Final = Scale(
    key="cnil",
    title="CNIL's scale (4 × 4)",
    source="CNIL: privacy impact assessment",
    standing="verified",
    likelihood=(
        Word("negligible", "Negligible", "It does not seem possible"),
        Word("limited", "Limited", "It seems difficult"),
        Word("significant", "Significant", "It seems possible"),
        Word("maximum", "Maximum", "It seems extremely easy"),
    ),
    severity=(
        Word("negligible", "Negligible",
             "People are unaffected, or meet a minor inconvenience and overcome it easily"),
        Word("limited", "Limited",
             "People meet a significant inconvenience and overcome it despite a few difficulties"),
        Word("significant", "Significant",
             "People meet significant consequences and overcome them with real difficulty"),
        Word("maximum", "Maximum",
             "People meet significant, even irreversible consequences and may not overcome them"),
    ),
    levels=(
        Word("negligible", "Negligible"),
        Word("limited", "Limited"),
        Word("significant", "Significant"),
        Word("maximum", "Maximum"),
    ),
    matrix=MappingProxyType({}),
)  # fmt: skip
SCALES: Final = MappingProxyType[ScaleKey, Scale]({"ico": ICO, "cnil": CNIL})

HIGH: Final = "high"
"""The word of the Commissioner's scale that Art. 36(1) turns on; the CNIL's has no such word."""

HARMS: Final = MappingProxyType(
    {
        "rights-or-services": "People cannot exercise rights, or cannot use services",
        "loss-of-control": "Loss of control over the use of personal data",
        "discrimination": "Discrimination",
        "identity-theft": "Identity theft or fraud",
        "financial-loss": "Financial loss",
        "reputation": "Damage to reputation",
        "physical-harm": "Physical harm",
        "confidentiality": "Loss of confidentiality",
        "re-identification": "Pseudonymised data is traced back to people",
        "disadvantage": "Another economic or social disadvantage",
    }
)
"""Harms to consider; the list is secondary."""
HARMS_STANDING: Final[Standing] = "secondary"


@cache
def words_of(key: ScaleKey) -> Mapping[str, tuple[str, ...]]:
    """Which words each field of a risk may use on this scale."""
    scale = SCALES[key]
    likelihood, severity, levels = (
        tuple(word.key for word in words)
        for words in (scale.likelihood, scale.severity, scale.levels)
    )
    return MappingProxyType(
        {
            "likelihood": likelihood,
            "severity": severity,
            "overall": levels,
            "residual_likelihood": likelihood,
            "residual_severity": severity,
            "residual": levels,
        }
    )
