"""The manifest of a folder or pack: which files, of which state, with the digest of each."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from ropabook import __version__
from ropabook.model.kinds import KINDS
from ropabook.review import Review
from ropabook.sheets.past import Past

NAME: Final = "manifest.json"
FORMAT: Final = "ropabook pack 1"


def manifest(review: Review, past: Past | None, files: Mapping[str, bytes]) -> bytes:
    """The manifest as JSON.

    Args:
        review: what was handed over.
        past: the history, where there is one.
        files: everything else that is handed over, by name.
    """
    register = review.register
    said: dict[str, Any] = {
        "format": FORMAT,
        "title": register.group.title if register.group else None,
        "as_at": str(review.on),
        "commit": past.commit if past else None,
        "not_saved_yet": list(past.unsaved) if past else [],
        "fingerprint": register.fingerprint,
        "made_by": f"ropabook {__version__}",
        "files_of_the_record": register.files,
        "files_refused": register.files_refused,
        "records": {kind: len(register.records.get(kind, {})) for kind in KINDS},
        "gaps": {str(severity): count for severity, count in review.by_severity().items()},
        "files": [
            {"name": name, "bytes": len(content), "sha256": digest(content)}
            for name, content in sorted(files.items())
        ],
    }
    return (json.dumps(said, indent=2, ensure_ascii=False) + "\n").encode()


def digest(content: bytes) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(content).hexdigest()
