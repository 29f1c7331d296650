"""The last look: words of a placed cell that are nowhere in the records are kept as unplaced.

Two cells may claim one fact, and a builder takes the first. Whatever it does with the second, its
words are in the proposal, or the cell with its words is.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ropabook.excel.cells import Cell
from ropabook.exchange.records.drafts import Drafts
from ropabook.exchange.values.answers import is_flag
from ropabook.exchange.values.cleaning import words
from ropabook.exchange.vocabulary import plain

_WORD: Final = re.compile(r"\w{3,}")


def keep_what_is_missing(drafts: Drafts) -> None:
    """Keep placed cells as unplaced, where their words did not get into any record."""
    said = {word for draft in drafts.by_key.values() for text in _texts(draft.done())
            for word in _words(text)}  # fmt: skip
    for cell in drafts.fates.cells:
        fate = drafts.fates.of(cell)
        if fate.kind != "placed" or _is_answer(cell) or said.issuperset(_words(words(cell))):
            continue
        draft = drafts.by_key[fate.record]
        drafts.fates.recall(cell)
        draft.keep(cell)


def _is_answer(cell: Cell) -> bool:
    """A tick or a yes: the fact it gives is what it says."""
    return cell.kind == "boolean" or is_flag(cell.text)


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text.casefold()))


def _texts(value: Any) -> Iterator[str]:
    """Every text in some data, but for the places that evidence names."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            if key != "source":
                yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
