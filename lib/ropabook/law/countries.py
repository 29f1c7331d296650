"""Destinations approved for transfers from the United Kingdom, and from the European Union.

From the UK every country abroad is a third country, the EEA states included; they are approved
(UK GDPR Art. 45A). From the EU it is every country outside the EEA (EU GDPR Art. 45). Each list
stands for a day, and each row says how well it could be verified: no official list was seen.
"""

from datetime import date
from functools import cache
from typing import Final, Literal, NamedTuple

import pycountry

from ropabook.law.words import Standing

Approval = Literal["domestic", "full", "partial", "none"]
Adequacy = Literal["domestic", "decided", "partial", "unverified"]

AS_OF: Final = date(2026, 11, 23)
"""The day the United Kingdom's list stands for. It is secondary: the official list was not seen."""
EU_AS_OF: Final = date(2026, 11, 23)
"""The day the European Union's list stands for. It is not whole: see `EU_DECISIONS`."""

# fmt: off
EEA: Final = frozenset([
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IS", "IE",
    "IT", "LV", "LI", "LT", "LU", "MT", "NL", "NO", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
])
FULL: Final = EEA | frozenset([
    "GI", "AD", "AR", "FO", "GG", "IM", "IL", "JE", "NZ", "CH", "UY", "KR",
])
# fmt: on
PARTIAL: Final = {
    "CA": "recipients subject to PIPEDA",
    "JP": "private-sector recipients under APPI",
    "US": "recipients active on the DPF list with the UK Extension (SI 2023/1028)",
}
STANDING: Final[dict[str, Standing]] = {"FO": "unverified", "US": "verified"}
"""How well an approval could be verified; that of every other country is secondary."""


class Decision(NamedTuple):
    """A decision of the European Commission that a country is adequate (EU GDPR Art. 45)."""

    standing: Standing
    scope: str = ""
    until: date | None = None
    """Its last day, where it has one."""


EU_DECISIONS: Final = {
    "GB": Decision("secondary", until=date(2031, 12, 27)),
    "FO": Decision("unverified"),
    "JP": Decision("unverified"),
    "KR": Decision("unverified"),
    "US": Decision("unverified", "recipients active on the list of the EU–US DPF"),
}
"""The decisions that the legal reference states. Of every other country it says nothing: whether
there is a decision must be looked up in the Official Journal."""


class Destination(NamedTuple):
    """A country as a destination of personal data from the UK."""

    code: str
    name: str
    approval: Approval
    scope: str
    standing: Standing = "secondary"


class EuDestination(NamedTuple):
    """A country as a destination of personal data from the EU."""

    code: str
    name: str
    adequacy: Adequacy
    scope: str = ""
    until: date | None = None
    standing: Standing = "unverified"

    def decided(self, on: date) -> bool:
        """Whether a decision of the Commission is known to hold on the day."""
        return self.adequacy in ("decided", "partial") and (self.until is None or on <= self.until)


@cache
def destination(code: str) -> Destination:
    """Look a country up by its ISO 3166-1 alpha-2 code.

    Raises:
        KeyError: there is no such country.
    """
    code, name = _country(code)
    standing = STANDING.get(code, "secondary")
    if code == "GB":
        return Destination(code, name, "domestic", "")
    if code in FULL:
        return Destination(code, name, "full", "", standing)
    if code in PARTIAL:
        return Destination(code, name, "partial", PARTIAL[code], standing)
    return Destination(code, name, "none", "")


@cache
def eu_destination(code: str) -> EuDestination:
    """Look a country up as the European Union sees it, by its ISO 3166-1 alpha-2 code.

    Raises:
        KeyError: there is no such country.
    """
    code, name = _country(code)
    if code in EEA:
        return EuDestination(code, name, "domestic")
    decision = EU_DECISIONS.get(code)
    if decision is None:
        return EuDestination(code, name, "unverified")
    kind: Adequacy = "partial" if decision.scope else "decided"
    return EuDestination(code, name, kind, decision.scope, decision.until, decision.standing)


def is_country(code: str) -> bool:
    """Whether the code is one of ISO 3166-1 alpha-2."""
    return len(code) == 2 and pycountry.countries.get(alpha_2=code) is not None


def _country(code: str) -> tuple[str, str]:
    found = pycountry.countries.get(alpha_2=code)
    if found is None:
        raise KeyError(code)
    return str(found.alpha_2), str(getattr(found, "common_name", found.name))
