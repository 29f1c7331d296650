"""Provisions of UK law that the Data (Use and Access) Act 2025 took away, and what stands instead."""

import re
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from ropabook.law.dates import COMPLAINTS, MAIN_DUAA


class Repeal(NamedTuple):
    """Since when a provision is gone, and where its matter is now."""

    since: date
    instead: str


REPEALED: Final = MappingProxyType(
    {
        "Art. 6(4)": Repeal(MAIN_DUAA, "Art. 8A"),
        "Art. 22": Repeal(MAIN_DUAA, "Art. 22A to 22D"),
        "Art. 44": Repeal(MAIN_DUAA, "Art. 44A"),
        "Art. 45": Repeal(MAIN_DUAA, "Art. 45A to 45C"),
        "Art. 77": Repeal(COMPLAINTS, "DPA 2018 s. 164A and 165"),
        "Art. 89": Repeal(MAIN_DUAA, "Art. 84A to 84D"),
        "DPA 2018 s. 14": Repeal(MAIN_DUAA, ""),
        "DPA 2018 s. 17A": Repeal(MAIN_DUAA, ""),
        "DPA 2018 s. 17B": Repeal(MAIN_DUAA, ""),
        "DPA 2018 s. 17C": Repeal(MAIN_DUAA, ""),
        "DPA 2018 s. 18": Repeal(MAIN_DUAA, ""),
        "DPA 2018 s. 19": Repeal(MAIN_DUAA, ""),
    }
)
_ARTICLE: Final = re.compile(
    r"(?<!EU GDPR )\bArt(?:icles?|s)?\.? ?(?:\d+[\w()–-]*(?:, | and | or ))*"
    r"(6\(4\)|(?:22|44|45|77|89)(?![\dA-D]))"
)
_SECTION: Final = re.compile(
    r"DPA(?: 2018)? (?:ss?\.|sections?) ?(14|17[ABC]|18|19)(?!\w)|\b(?:ss?\.|section) ?(17[ABC])\b"
)


def cited(text: str) -> tuple[str, ...]:
    """The repealed provisions that a text cites, each once. What it cites of EU law is not meant."""
    found = [f"Art. {number}" for number in _ARTICLE.findall(text)] if "Art" in text else []
    if "DPA" in text or "17" in text:
        found += [f"DPA 2018 s. {first or second}" for first, second in _SECTION.findall(text)]
    return tuple(dict.fromkeys(found))
