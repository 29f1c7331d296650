"""The facts that an import looks for, by the name they have in a mapping file."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, get_args

Subject = Literal[
    "activity",
    "purpose",
    "data",
    "subject",
    "recipient",
    "transfer",
    "measure",
    "system",
    "source",
    "retention",
    "company",
]
"""What a row, a form or an object tells about."""
SUBJECTS: Final[tuple[Subject, ...]] = get_args(Subject)

KEYS: Final = ("title", "reference", "purpose", "business_function")
"""The facts by which one activity is told from another."""

LISTS: Final = frozenset(
    {
        "subjects",
        "categories",
        "sources",
        "recipients",
        "internal_recipients",
        "processors",
        "sub_processors",
        "authorities",
        "security_measures",
        "systems",
        "transfer_countries",
        "lawful_basis",
    }
)
"""Facts of which there may be several: their members may stand as columns of true and false."""

HOMELESS: Final = frozenset({"rights", "breach", "breach_record", "notice", "created", "nothing"})
"""Headings that are understood, but for which the record has no field: kept as unplaced."""

BASIS_FLAG: Final = "basis_"
"""Columns of true and false, one for each lawful basis."""

GENERIC: Final[Mapping[Subject, Mapping[str, str]]] = MappingProxyType(
    {
        "activity": {"name": "title", "description": "description", "id": "reference"},
        "purpose": {"name": "purpose", "description": "purpose_note"},
        "data": {"name": "categories", "kind": "data_kind", "description": "data_note"},
        "subject": {"name": "subjects", "kind": "subject_kind", "description": "subject_note"},
        "recipient": {
            "name": "recipients",
            "kind": "recipient_kind",
            "country": "recipient_country",
            "link": "contract",
            "contact": "recipient_contact",
            "entity": "recipient_note",
            "description": "recipient_note",
        },
        "transfer": {
            "name": "transfer_name",
            "entity": "transfer_recipient",
            "country": "transfer_countries",
            "link": "transfer_document",
            "description": "transfer_note",
            "kind": "transfer_mechanism",
        },
        "measure": {
            "name": "security_measures",
            "kind": "measure_kind",
            "description": "measure_text",
        },
        "system": {
            "name": "systems",
            "kind": "system_note",
            "country": "system_country",
            "description": "system_note",
            "entity": "system_provider",
        },
        "source": {"name": "sources", "kind": "source_kind", "description": "source_note"},
        "retention": {"name": "categories", "description": "retention"},
        "company": {"name": "company", "country": "company_country"},
    }
)
"""What a heading such as “Name” or “Type” means, by what the table tells about."""

NAMES: Final[Mapping[Subject, str]] = MappingProxyType(
    {subject: words["name"] for subject, words in GENERIC.items()}
)
"""The fact that names the thing a row tells about."""

OWN: Final = "id"
"""The row's own id, where it is not an activity's."""
PARENT: Final = "parent"
"""The id or name of the activity a row belongs to."""
PARENT_KEY: Final = "parent_key"

BLOCKS: Final[Mapping[str, Subject]] = MappingProxyType(
    {
        "categories": "data",
        "special_data": "data",
        "criminal_data": "data",
        "subjects": "subject",
        "recipients": "recipient",
        "processors": "recipient",
        "security_measures": "measure",
        "transfers": "transfer",
        "systems": "system",
        "sources": "source",
        "retention": "data",
        "purpose": "purpose",
    }
)
"""Labels in a form that may begin a small table of their own."""

PARTY_FACTS: Final = (
    "name", "first_name", "organisation", "address", "postcode", "city", "country", "phone",
    "email",
)  # fmt: skip


def party_field(party: str, fact: str) -> str:
    """The name of a fact about the company, its officer or its representative."""
    return f"{party}_{fact}"
