"""What a commit says was done, and when a reason is due."""

from collections.abc import Iterable
from typing import Final, Literal, get_args

from ropabook.store.author import Author
from ropabook.store.changes import Change
from ropabook.store.disk.folder import Folder
from ropabook.store.git.message import Message, trailers

Action = Literal[
    "init",
    "create",
    "edit",
    "delete",
    "import",
    "restore",
    "resolve",
    "tidy",
    "submit",
    "review",
    "approve",
    "accept",
    "retire",
    "export",
    "external",
    "claim",
]
ACTIONS: Final = frozenset(get_args(Action))
REASONED: Final = frozenset({"delete", "restore", "resolve"})
"""Never done without a reason."""
WITHOUT_CHANGE: Final = frozenset(
    {"submit", "review", "approve", "accept", "retire", "export", "claim", "init"}
)
"""What is worth remembering although nothing in the record changed."""


def message(
    folder: Folder,
    subject: str,
    action: Action,
    author: Author,
    changes: Iterable[Change] = (),
    *,
    records: Iterable[str] = (),
    files: Iterable[str] = (),
    reason: str | None = None,
    claims: Iterable[str] = (),
) -> Message:
    """The words of a commit: the subject in words, each change, and the lines for programs."""
    listed = [str(change) for change in changes]
    return Message(
        subject,
        tuple(listed) if len(listed) > 1 or listed[:1] != [subject] else (),
        trailers(
            [
                ("Action", action),
                ("Within", folder.within),
                ("Record", sorted(set(records))),
                ("File", sorted(set(files))),
                ("Claims", claims),
                ("Reason", reason),
                ("Author-from", author.source),
            ]
        ),
    )
