"""What a commit says: one line in words, the changes, and lines for programs at the end."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

_TRAILER: Final = re.compile(r"([A-Z][A-Za-z-]*): (.*)")
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Message:
    """The words of a commit."""

    subject: str
    body: tuple[str, ...] = ()
    """One change a line."""
    trailers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """`Action`, `Within`, `Record`, `File`, `Reason`, `Author-from`, `Claims`."""

    def first(self, name: str) -> str | None:
        """The first trailer of a name."""
        return next(iter(self.trailers.get(name, ())), None)

    def written(self) -> bytes:
        """The message as a commit holds it. No text can pass for a trailer that it is not."""
        parts = [_line(self.subject) or "No words"]
        if self.body:
            parts.append("\n".join(f"- {_line(line)}" for line in self.body[:_LONGEST]))
        if len(self.body) > _LONGEST:
            parts.append(f"- and {len(self.body) - _LONGEST} more")
        lines = [
            f"{name}: {_folded(value)}"
            for name, values in self.trailers.items()
            for value in values
            if value.strip()
        ]
        parts.append("\n".join(lines))
        return ("\n\n".join(filter(None, parts)) + "\n").encode("utf-8", "replace")


def _line(text: str) -> str:
    return " ".join(text.split())


def _folded(text: str) -> str:
    # A line that follows begins with spaces, as git has it: it cannot begin a trailer.
    return "\n  ".join(filter(None, (_line(line) for line in text.splitlines())))


def read(raw: bytes) -> Message:
    """The message of any commit; one that is not ours has no trailers of ours, or few."""
    text = raw.decode("utf-8", "replace").strip("\n")
    subject, _, rest = text.partition("\n")
    paragraphs = [part for part in re.split(r"\n\s*\n", rest) if part.strip()]
    trailers = _trailers(paragraphs[-1]) if paragraphs else {}
    if trailers:
        paragraphs.pop()
    lines = [line.removeprefix("- ") for part in paragraphs for line in part.strip().splitlines()]
    return Message(subject.strip(), tuple(lines), trailers)


def _trailers(paragraph: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    last = ""
    for line in paragraph.strip("\n").splitlines():
        if last and line[:1].isspace():
            found[last][-1] += "\n" + line.strip()
        elif match := _TRAILER.fullmatch(line):
            last = match[1]
            found.setdefault(last, []).append(match[2])
        else:
            return {}
    return {name: tuple(values) for name, values in found.items()}


def trailers(pairs: Iterable[tuple[str, str | Iterable[str] | None]]) -> dict[str, tuple[str, ...]]:
    """Trailers from names and texts; what is empty is left out."""
    found = {}
    for name, value in pairs:
        values = (value,) if isinstance(value, str) else tuple(value or ())
        if values:
            found[name] = values
    return found
