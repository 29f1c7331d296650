"""One commit as people read it: who, when, what, why, and by which program."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dulwich.objects import Commit

from ropabook.store.author import TOOL
from ropabook.store.git.message import read
from ropabook.store.past.ancestry import moment


@dataclass(frozen=True, slots=True)
class Entry:
    """What one commit says of itself."""

    commit: str
    parents: tuple[str, ...]
    when: datetime
    author: str
    email: str
    author_from: str | None
    """How the tool knew who the author was."""
    tool: str | None
    """The program and its version, where the store made the commit; None for any other."""
    action: str | None
    records: tuple[str, ...]
    """The keys of the records that it says it touched."""
    files: tuple[str, ...]
    """Further files that it says it touched."""
    claims: tuple[str, ...]
    """Commits whose change its author says was their own."""
    reason: str | None
    subject: str
    details: tuple[str, ...]
    """Each change in words."""

    def as_data(self) -> dict[str, Any]:
        """For a program, with the words of W3C PROV where it has them."""
        return {
            "commit": self.commit,
            "when": self.when.isoformat(),
            "wasAttributedTo": {"name": self.author, "email": self.email, "from": self.author_from},
            "wasDerivedFrom": list(self.parents),
            "tool": self.tool,
            "action": self.action,
            "records": list(self.records),
            "files": list(self.files),
            "reason": self.reason,
            "subject": self.subject,
            "changes": list(self.details),
        }


def entry(commit: Commit, within: str) -> Entry:
    """What a commit says of itself.

    Only those that the store made for this record are asked for trailers: another record in the
    same repository has keys of its own.

    Args:
        commit: any commit.
        within: the folder of the record, as commits name it.
    """
    author, _, email = commit.author.decode("utf-8", "replace").rpartition(" <")
    committer = commit.committer.decode("utf-8", "replace").rpartition(" <")[0]
    said = read(commit.message)
    ours = committer.split(" ")[0] == TOOL and said.first("Within") == within
    tool = committer if ours else None
    trailers = said.trailers if tool else {}
    return Entry(
        commit=commit.id.decode(),
        parents=tuple(parent.decode() for parent in commit.parents),
        when=moment(commit),
        author=author,
        email=email.rstrip(">"),
        author_from=said.first("Author-from") if tool else None,
        tool=tool,
        action=said.first("Action") if tool else None,
        records=trailers.get("Record", ()),
        files=trailers.get("File", ()),
        claims=trailers.get("Claims", ()),
        reason=said.first("Reason") if tool else None,
        subject=said.subject,
        details=said.body,
    )
