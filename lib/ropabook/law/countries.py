"""Destinations approved for transfers from the United Kingdom (UK GDPR Art. 45A).

From the UK every country abroad is a third country, the EEA states included; they are approved.
"""

from datetime import date
from typing import Final, Literal, NamedTuple

import pycountry

Approval = Literal["domestic", "full", "partial", "none"]

AS_OF: Final = date(2026, 11, 23)
"""The day the list stands for. It is secondary: the official list was not seen."""

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


class Destination(NamedTuple):
    """A country as a destination of personal data from the UK."""

    code: str
    name: str
    approval: Approval
    scope: str


def destination(code: str) -> Destination:
    """Look a country up by its ISO 3166-1 alpha-2 code.

    Raises:
        KeyError: there is no such country.
    """
    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        raise KeyError(code)
    name = str(getattr(country, "common_name", country.name))
    if code == "GB":
        return Destination(code, name, "domestic", "")
    if code in FULL:
        return Destination(code, name, "full", "")
    if code in PARTIAL:
        return Destination(code, name, "partial", PARTIAL[code])
    return Destination(code, name, "none", "")


def is_country(code: str) -> bool:
    """Whether the code is one of ISO 3166-1 alpha-2."""
    return len(code) == 2 and pycountry.countries.get(alpha_2=code) is not None
