"""Which rights people have, by the lawful basis (UK GDPR Art. 15–22): derived, to be checked.

The matrix is unverified, but for the objection to a recognised legitimate interest (DUAA s. 70(5)).
"""

from typing import Final

_ALWAYS: Final = ("Access", "Rectification", "Restriction")
_MORE: Final = {
    "consent": ("Erasure", "Portability", "Withdrawal of consent"),
    "contract": ("Erasure", "Portability"),
    "legal-obligation": (),
    "vital-interests": ("Erasure",),
    "public-task": ("Objection",),
    "recognised-legitimate-interest": ("Erasure", "Objection"),
    "legitimate-interests": ("Erasure", "Objection"),
}


def rights(basis: str) -> tuple[str, ...]:
    """The rights that a purpose on this basis gives people, besides complaint (s. 164A, 165)."""
    return (*_ALWAYS, *_MORE.get(basis, ()))
