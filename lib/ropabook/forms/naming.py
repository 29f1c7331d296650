"""An id made from what people call a thing."""

import re
import unicodedata


def id_of(title: str) -> str:
    """`Customer accounts (UK)` as an id: `customer-accounts-uk`; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
