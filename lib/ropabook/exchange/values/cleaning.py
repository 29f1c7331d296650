"""The words of a cell without what a program put around them: HTML, odd spaces, entities."""

import html
import re
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final

from ropabook.excel.cells import Cell

_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_LINK: Final = re.compile(r'=HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)
_BREAKS: Final = frozenset({"p", "br", "li", "div", "tr", "h1", "h2", "h3", "h4", "ul", "ol"})
_MOJIBAKE: Final = re.compile("Ã[\u0080-\u00bf©¨ªà§´»¼¤¶¢®]|â€[™œ\u009d“”¦]|Â[ «»°]")


class _Words(HTMLParser):
    """Keeps the words, the line ends, and where links lead."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag in _BREAKS:
            self.parts.append("\n")
        if tag == "a":
            self.links.append(about.get("href") or "")
        if tag == "img":
            self.parts.append(f"[image {about.get('alt') or (about.get('src') or '')[:60]}]")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.links and (link := self.links.pop()):
            self.parts.append(f" ({link})")
        elif tag in ("p", "div", "li"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


@lru_cache(maxsize=4096)
def cleaned(text: str) -> str:
    """Text as people read it; only what cannot be seen, and the tags of HTML, are gone."""
    if _TAG.search(text):
        parser = _Words()
        parser.feed(text)
        parser.close()
        text = "".join(parser.parts)
    elif "&" in text:
        text = html.unescape(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    text = text.replace("\u202f", " ").replace("\u200b", "").replace("\ufeff", "")
    if not text.isprintable():
        text = "".join(sign if sign in "\n\t" or _can_be_kept(sign) else "�" for sign in text)
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _can_be_kept(sign: str) -> bool:
    code = ord(sign)
    return not (
        code < 32 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF)
    )


def words(cell: Cell) -> str:
    """What a cell says, and where its link leads."""
    said = cleaned(cell.text)
    link = cell.link or _linked(cell.formula)
    return f"{said} ({link})" if link and link not in said and said else said or link


def _linked(formula: str) -> str:
    found = _LINK.match(formula) if formula else None
    return found[1] if found else ""


def was_changed(cell: Cell) -> bool:
    """Whether the words are not simply what is written in the cell."""
    return " ".join(words(cell).split()) != " ".join(cell.text.split())


def garbled(text: str) -> bool:
    """Whether a text looks as if it was read in the wrong encoding once: `ActivitÃ©s`."""
    return _MOJIBAKE.search(text) is not None
