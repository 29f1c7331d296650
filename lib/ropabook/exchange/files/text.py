"""The text of a file: its encoding is found, and said where it is not the usual one."""

import codecs
from typing import Final, NamedTuple

from ropabook.excel.cells import NotRead
from ropabook.excel.limits import MAX_FILE, MIB
from ropabook.exchange.values.cleaning import garbled

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a mark at its start"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


class Decoded(NamedTuple):
    """A text, and what is to be said of how it was read."""

    text: str
    notes: tuple[str, ...]


def decode(name: str, data: bytes) -> Decoded:
    """The text of a file.

    Raises:
        NotRead: it is too large, or no text.
    """
    if len(data) > MAX_FILE:
        raise NotRead(name, f"it is larger than {MAX_FILE // MIB} MiB")
    text, encoding = _decoded(name, data)
    if "\0" in text:
        raise NotRead(name, "it holds NUL characters; it is damaged, or no text")
    notes = [f"read as {encoding}"] if encoding != "UTF-8" else []
    if "\r\n" in text and "\n" in text.replace("\r\n", ""):
        notes.append("its lines end in different ways")
    if garbled(text):
        notes.append(
            "some letters look as if the file was saved in a wrong encoding once "
            "(such as “Ã©” for “é”); they are kept as they are"
        )
    return Decoded(text, tuple(notes))


def _decoded(name: str, data: bytes) -> tuple[str, str]:
    for mark, codec, said in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(codec), said
            except UnicodeDecodeError:
                raise NotRead(name, f"it claims to be {said}, but is not") from None
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "Windows-1252, as it is not UTF-8"
    except UnicodeDecodeError:
        return data.decode("iso-8859-1"), "ISO-8859-1, as it is neither UTF-8 nor Windows-1252"
