"""Which documents each activity needs, and whether they are there: the same for every view."""

from ropabook.documents.needed import Document, documents_needed
from ropabook.documents.standing import KINDS, Kind, State

__all__ = ["KINDS", "Document", "Kind", "State", "documents_needed"]
