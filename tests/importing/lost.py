"""Whether anything of a file is lost on the way into the record: found out from the cells."""

import json
import re
from collections.abc import Mapping
from typing import Any

from ropabook.excel.cells import Cell
from ropabook.exchange.cnil_pia import ORIGINAL
from ropabook.exchange.proposal import Proposal
from ropabook.exchange.records.drafts import unplaced_key
from ropabook.exchange.values.answers import is_flag
from ropabook.exchange.values.cleaning import words
from ropabook.exchange.vocabulary import plain


def lost(proposal: Proposal) -> list[str]:
    """What is wrong with the fates of the cells; an empty list where nothing is lost.

    A placed cell is named, by its place, in the record that its fate names, and its words are
    somewhere in the proposal. An unplaced one is in its record's `unplaced`, word for word. One
    that is no data has a reason.
    """
    counts = proposal.counts
    found = []
    if counts["cells"] != counts["placed"] + counts["unplaced"] + counts["not_data"]:
        found.append(f"the counts do not add up: {counts}")
    dumps = {key: _dump(record.data) for key, record in proposal.records.items()}
    everything = set(_words(plain(" ".join(dumps.values()).casefold())))
    for cell, fate in proposal.cells:
        if fate.kind == "placed":
            if cell.place not in dumps.get(fate.record, ""):
                found.append(f"{cell.place} is placed in {fate.record}, which does not name it")
            missing = set(_words(plain(words(cell).casefold()))) - everything
            if missing and not _only_an_answer(cell):
                found.append(f"{cell.place} “{cell.text}” lost {missing}")
        elif fate.kind == "unplaced":
            found += _kept(proposal, cell, fate.record)
        elif not fate.reason:
            found.append(f"{cell.place} is no data, but nobody says why")
    return found


def _kept(proposal: Proposal, cell: Cell, record: str) -> list[str]:
    if not record:
        return [] if proposal.entity is None else [f"{cell.place} is kept nowhere"]
    kept: Mapping[str, str] = proposal.records[record].data.get("unplaced", {})
    key = unplaced_key(cell.place)
    texts = [
        text for place, text in kept.items()
        if place.startswith(key) and not place[len(key) :].strip("~")
    ]  # fmt: skip
    said = cell.text if cell.text.strip() else cell.formula
    if ORIGINAL in kept:
        texts.append(" ".join(_texts(json.loads(kept[ORIGINAL]))))
        said = said.lower() if cell.kind == "boolean" else said
        texts[-1] = texts[-1].replace("True", "true").replace("False", "false")
    return [] if any(said in text for text in texts) else [f"{cell.place} is not in {record}"]


def _dump(data: Any) -> str:
    return " ".join(_texts(json.loads(json.dumps(data))))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [str(value)]


def _words(text: str) -> list[str]:
    return re.findall(r"\w{3,}", text)


def _only_an_answer(cell: Cell) -> bool:
    return cell.kind == "boolean" or is_flag(cell.text)


def report(name: str, proposal: Proposal) -> None:
    """One line for each file: how much of it was placed, and that nothing was lost."""
    counts = proposal.counts
    print(
        f"{name}: {counts['cells']} cells = {counts['placed']} placed + {counts['unplaced']} "
        f"unplaced + {counts['not_data']} not data; {proposal.share_placed:.0%} of the data "
        f"placed, {len(lost(proposal))} lost"
    )
