"""A DPIA of the CNIL's PIA software among the files that are imported: an assessment is proposed.

The whole document stays with the record, so that what has no field of ours is written again when
the assessment goes back; here each value of it gets its one fate.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from ropabook.exchange.cnil_pia import ORIGINAL, RISKS, TEXTS, read
from ropabook.exchange.files.tree import Branch
from ropabook.exchange.records.drafts import Drafts
from ropabook.exchange.source import Source
from ropabook.exchange.values.cleaning import cleaned
from ropabook.exchange.vocabulary import plain

_HEAD: Final = {"name": "title", "dpo_opinion": "dpo_advice", "concerned_people_opinion": "views"}
_FOR_ITSELF: Final = "a number or a time that the software keeps for itself"
_OF_THE_FORM: Final = "a text of the software's form"
_NOT_SET: Final = "not answered"
_KEY: Final = re.compile(
    r"(?:^|\.)(?:id|pia_id|structure_id|created_at|updated_at|lock_version|dbVersion|tableName)$"
)
_FORM: Final = re.compile(
    r"\.(?:title|short_title|short_help|evaluation_mode|placeholder|answer_type|active|is_measure|"
    r"filter_by|evaluation_with_gauge|cartography|hide|link_knowledge_base\[\d+\])$"
)
_PLACE: Final = re.compile(r"^(pia|structure|answers|measures|evaluations)(?:\[(\d+)\])?\.(.+)$")
_RISK_QUESTIONS: Final = {
    start * 10 + offset: offset for start, _ in RISKS.values() for offset in range(1, 7)
}
_RESIDUAL: Final = frozenset(f"3.{start - 30}" for start, _ in RISKS.values())
_LINKS_MEASURES: Final = 4
_SEVERITY: Final = 5


def is_pia(root: Branch) -> bool:
    """Whether a tree is what the CNIL's PIA software exports: an assessment, no register."""
    if len(root.branches) != 1 or root.branches[0].path:
        return False
    keys = {branch.key for branch in root.branches[0].branches}
    return {"pia", "answers"} <= keys or keys == {"structure"}


def take_pia(drafts: Drafts, source: Source) -> None:
    """Propose the assessment that a document holds.

    Args:
        drafts: where the record is made.
        source: a file of which `is_pia` holds.
    """
    record = read(source.document)
    known = drafts.record.by_name.get(("dpia", plain(record["title"])))
    draft = (
        drafts.for_existing(f"dpia/{known[0]}") if known else drafts.new("dpia", record["title"])
    )
    draft.unplaced |= record.pop("unplaced")
    if known:
        del record["activities"]
    else:
        draft.ask("Which activities does this assessment cover?", "activities")
    draft.data |= record
    fate = _Document(json.loads(source.document))
    for cell in source.cells:
        field, reason = fate.of(cell.where, cell.text)
        if field:
            draft.cite(field, [cell])
        elif reason:
            drafts.fates.dismiss(cell, reason)
        else:
            drafts.fates.keep(cell, draft.key)
    drafts.note(
        "This is a DPIA of the CNIL's PIA software: an assessment is proposed, and no activity. "
        f"What has no field of ours is kept whole with it, under “{ORIGINAL}”"
    )


class _Document:
    """A document, asked what becomes of each of its values."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw
        self.titles = [
            each.get("title") for each in self.listed("measures") if isinstance(each, dict)
        ]

    def listed(self, part: str) -> list[Any]:
        found = self.raw.get(part)
        return found if isinstance(found, list) else []

    def of(self, where: str, text: str) -> tuple[str, str]:
        """The field that a value fills; or why it is no data; neither, where it is only kept."""
        place = _PLACE.match(where)
        if _KEY.search(where):
            return "", _FOR_ITSELF
        if place is None:
            return "", ""
        part, at, rest = place[1], int(place[2] or 0), place[3]
        if part in ("pia", "structure"):
            return self.of_head(where, rest, text)
        if part == "measures":
            return ("measures", "") if rest == "title" else ("", "")
        found = self.listed(part)[at : at + 1]
        if not found or not isinstance(found[0], dict):
            return "", ""
        question = str(found[0].get("reference_to"))
        if rest == "reference_to":
            return "", "names the question that is answered"
        if part == "evaluations":
            if not rest.startswith("gauges."):
                return "", ""
            return self.scored(text) if question in _RESIDUAL or text == "0" else ("", "")
        return self.of_answer(at, question, rest, text)

    def of_head(self, where: str, rest: str, text: str) -> tuple[str, str]:
        if rest in _HEAD:
            return (_HEAD[rest], "") if cleaned(text) else ("", _NOT_SET)
        if _FORM.search(where):
            return "", _OF_THE_FORM
        asked = re.match(
            r"data\.sections\[(\d+)\]\.items\[(\d+)\]\.questions\[(\d+)\]\.answer$", rest
        )
        if asked is None:
            return "", ""
        section, item, question = map(int, asked.groups())
        found = self.raw["structure"]["data"]["sections"][section]["items"][item]
        return self.told(found["questions"][question].get("id"), text)

    def of_answer(self, at: int, question: str, rest: str, text: str) -> tuple[str, str]:
        first = next(
            (n for n, each in enumerate(self.listed("answers"))
             if isinstance(each, dict) and str(each.get("reference_to")) == question), at,
        )  # fmt: skip
        if first != at or not question.isdecimal():
            return "", ""
        number = int(question)
        offset = _RISK_QUESTIONS.get(number)
        if rest == "data.text":
            return self.told(number, text)
        if rest == "data.gauge":
            return self.scored(text) if offset and offset >= _SEVERITY else ("", "")
        if rest.startswith("data.list") and offset and offset < _LINKS_MEASURES:
            return "risks", ""
        if rest.startswith("data.list") and offset == _LINKS_MEASURES and text in self.titles:
            return "measures", ""
        return "", ""

    def told(self, number: Any, text: str) -> tuple[str, str]:
        if not cleaned(text):
            return "", _NOT_SET
        if not isinstance(number, int):
            return "", ""
        if number in TEXTS:
            return TEXTS[number][0], ""
        return ("risks", "") if _RISK_QUESTIONS.get(number) == _SEVERITY else ("", "")

    def scored(self, text: str) -> tuple[str, str]:
        return ("risks", "") if text in ("1", "2", "3", "4") else ("", _NOT_SET)
