"""Two versions of a file put together field by field, for git: what git calls a merge driver."""

from difflib import SequenceMatcher

from ropabook.store.merging import merge
from ropabook.store.plain import placed
from ropabook.store.strict_yaml import Refused, parse
from ropabook.store.text.editing import CannotKeepLayout, edited

Lines = list[bytes]


def merged_text(base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, bool]:
    """Put two changes of one file together.

    Args:
        base: what both began with; empty where there was nothing.
        ours: our version, whose layout and comments the result keeps.
        theirs: the other version.

    Returns:
        The text, and whether it is whole. Where both changed a field to different things, the text
        holds both between conflict markers, so that no reader takes it for a record.
    """
    try:
        merged = merge(parse(base), parse(ours), parse(theirs))
        text = edited(ours, merged.data)
        if not merged.conflicts:
            return text, True
        other = merged.data
        for field in merged.conflicts:
            other = placed(other, field.path, field.yours)
        return _marked(text, edited(text, other)), False
    except (Refused, CannotKeepLayout, KeyError):
        # One of them is no good record, or its layout is too odd: a person has to look.
        if theirs in (base, ours):
            return ours, True
        return (theirs, True) if ours == base else (_marked(ours, theirs), False)


def _marked(ours: bytes, theirs: bytes) -> bytes:
    one, other = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
    lines: Lines = []
    for kind, i, j, m, n in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += one[i:j]
        else:
            lines += [b"<<<<<<< ours\n", *_ended(one[i:j]), b"=======\n"]
            lines += [*_ended(other[m:n]), b">>>>>>> theirs\n"]
    return b"".join(lines)


def _ended(lines: Lines) -> Lines:
    return [line if line.endswith(b"\n") else line + b"\n" for line in lines]
