"""Citations as data: which provisions a citation names, so that a table can lead from law to rule.

Form: instruments separated by `; `, provisions by `, `, ranges with an en dash:
`UK GDPR Art. 30(1)(a), 5(2); DPA 2018 s. 10(2)–(3)`. Annexes and recitals stand beside articles:
`UK GDPR Art. 7(4), Recital 43; UK GDPR Annex 1 para. 1(b)`.
"""

import re
from functools import cache
from typing import Final, NamedTuple

_KINDS: Final = (
    "UK GDPR Art.",
    "EU GDPR Art.",
    "DPA 2018 s.",
    "DPA 2018 Sch. 1 para.",
    "PECR reg.",
    "PECR Sch. A1 para.",
)
"""Instruments whose provisions are numbered; any other citation names an instrument as a whole."""
_NUMBER: Final = re.compile(r"\d+[A-Z]*(\([0-9A-Za-z]+\))*")
_BESIDE: Final = re.compile(r"Annex \d( para\. \d+(\([0-9a-z]+\))*)?|Recital \d+")
"""What stands beside the articles."""


class Provision(NamedTuple):
    """One provision: `("UK GDPR Art.", "30(1)(a)")`; an empty number names the whole instrument."""

    instrument: str
    number: str

    def __str__(self) -> str:
        return f"{self.instrument} {self.number}".strip()

    def within(self, other: "Provision") -> bool:
        """Whether it is the other provision or a part of it."""
        parts = (f"{other.number}(", f"{other.number} para.")
        return self.instrument == other.instrument and (
            self.number == other.number or self.number.startswith(parts)
        )


@cache
def provisions(citation: str) -> tuple[Provision, ...]:
    """The provisions that a citation names, its ranges told one by one.

    Raises:
        ValueError: a part of the citation has not the form above.
    """
    return tuple(p for part in citation.split("; ") for p in _of_instrument(part))


def _of_instrument(part: str) -> tuple[Provision, ...]:
    kind = next((kind for kind in _KINDS if part.startswith(f"{kind} ")), None)
    if kind is None:
        instrument, _, number = part.partition(" GDPR ")
        if _BESIDE.fullmatch(number):
            return (Provision(f"{instrument} GDPR", number),)
        if re.match(r"(UK GDPR|EU GDPR|DPA 2018|PECR)\b", part):
            raise ValueError(f"'{part}' names no provision of {part.split()[0]}")
        return (Provision(part, ""),)
    found: list[Provision] = []
    for number in part.removeprefix(f"{kind} ").split(", "):
        if kind.endswith("GDPR Art.") and _BESIDE.fullmatch(number):
            found.append(Provision(kind.removesuffix(" Art."), number))
            continue
        first, dash, last = number.partition("–")
        if not _NUMBER.fullmatch(first) or (dash and not re.fullmatch(r"[0-9A-Za-z()]+", last)):
            raise ValueError(f"'{number}' in '{part}' is no provision")
        found += [Provision(kind, each) for each in (_range(first, last) if dash else [first])]
    return tuple(found)


def _range(first: str, last: str) -> list[str]:
    """`21(2)` to `(4)` are three; `5` to `18` fourteen; `22A` to `22C` three."""
    stem, begin, end = _ends(first, last)
    if begin.isdigit() and end.isdigit():
        return [
            f"{stem}{n}{')' if stem.endswith('(') else ''}" for n in range(int(begin), int(end) + 1)
        ]
    if len(begin) == len(end) == 1 and begin.isalpha():
        letters = [chr(code) for code in range(ord(begin), ord(end) + 1)]
        return [f"{stem}{each}{')' if stem.endswith('(') else ''}" for each in letters]
    return [first, last]


def _ends(first: str, last: str) -> tuple[str, str, str]:
    if last.startswith("("):
        stem, _, begin = first.rpartition("(")
        return f"{stem}(", begin.rstrip(")"), last.strip("()")
    if first.isdigit():
        return "", first, last
    return first[:-1], first[-1], last[-1]
