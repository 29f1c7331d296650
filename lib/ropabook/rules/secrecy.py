"""Nothing in the record tells what the law keeps secret (Investigatory Powers Act 2016 s. 95)."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, pairwise
from typing import Final

from ropabook.model.facts import Noun
from ropabook.model.notice import Notice
from ropabook.model.record import Record
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, rule
from ropabook.rules.texts import all_text

_BETWEEN = r"(?:[\s_\-\u00ad\u200b-\u2015\u202f\u2060])+"
_SECTION = rf"(?:section|sect\.?|s\.?)(?:{_BETWEEN})?87"
_FORBIDDEN: Final = re.compile(
    rf"(?:retention|technical{_BETWEEN}capability|\bIPA|\b{_SECTION}){_BETWEEN}notice"
    rf"|\bnotices?{_BETWEEN}(?:\w+{_BETWEEN})?under{_BETWEEN}(?:the{_BETWEEN})?"
    rf"(?:{_SECTION}\b|IPA\b|investigatory{_BETWEEN}powers)",
    re.IGNORECASE,
)
_BEFORE: Final = ("retention", "capability", "ipa", "87")
_NEAR: Final = 40
"""How many letters around the word are looked at before the exact search is worth its time."""
# Neither sentence says that there is such a notice: a finding reaches the workbooks, too.
_OURS: Final = (
    "A text here uses words that may not stand in a record that others see; they are not repeated."
)
_QUOTED: Final = (
    "Words quoted here from a published notice may not stand in a record that others see; they are "
    "not repeated."
)
_FROM_OUTSIDE: Final = re.compile(r"statements\..*\.quote|no_fact.*|text")


@rule(
    "RC-LE-FIELD",
    "IPA 2016 s. 95(2)",
    "critical",
    analysis="lawfulness",
    why="a statutory duty of secrecy",
)
def nothing_tells_of_a_secret_notice(record: Record, register: Register) -> Judgement:
    """No text of the record tells that a secret notice on communications data exists.

    Remedy:
        Delete the text, take legal advice, and hand no workbook to anybody before that. Speak of
        authorities as a category only, and of periods as “or longer where required by law”.

    Gap:
        activity:
          unplaced:
            Sheet1!B7: Kept for longer under a data retention notice

    Good:
        activity:
          unplaced:
            Sheet1!B7: Kept for longer where required by law
    """
    texts = chain(
        _texts(record) if _suspect(all_text(record, register)) else (), _beside(record, register)
    )
    for path in dict.fromkeys(_safe(path) for path, text in texts if _FORBIDDEN.search(text)):
        quoted = isinstance(record, Notice) and _FROM_OUTSIDE.fullmatch(path)
        # The words themselves are never repeated, nor quoted by way of a statement.
        yield Gap(_QUOTED if quoted else _OURS, path)


def _suspect(text: str) -> bool:
    """Whether an exact search is worth its time: this looks at every text there is, and fast."""
    pieces = text.lower().split("notice")
    return any(
        "under" in after[:_NEAR] or any(word in before[-_NEAR:] for word in _BEFORE)
        for before, after in pairwise(pieces)
    )


def _texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text within, keys of mappings included, with the path of its field."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Noun):
        for field, member in value.__dict__.items():
            yield from _texts(member, f"{path}.{field}" if path else field)
    elif isinstance(value, Mapping):
        for key, member in value.items():
            yield path, str(key)
            yield from _texts(member, f"{path}.{key}")
    elif isinstance(value, tuple | list):
        for place, member in enumerate(value):
            said = member.__dict__ if isinstance(member, Noun) else {}
            name = said.get("id") or said.get("recipient") or place
            yield from _texts(member, f"{path}.{name}")


def _beside(record: Record, register: Register) -> Iterator[tuple[str, str]]:
    """The texts that are in no record: a notice's own; with the first record, what was decided.

    Gaps that are accepted, actions, and why files were refused reach the workbooks, too.
    """
    if isinstance(record, Notice):
        yield "text", register.texts.get(record.id, "")
    if record is register.all_records[0]:
        for acceptance in register.acceptances:
            yield from (("acceptances", text) for _, text in _texts(acceptance))
        for action in register.actions:
            yield from (("actions", text) for _, text in _texts(action))
        yield from (("files", refusal.sentence) for refusal in register.refusals)


def _safe(path: str) -> str:
    """The path, up to the step that would itself repeat the words."""
    steps = path.split(".")
    while steps and _FORBIDDEN.search(".".join(steps)):
        steps.pop()
    return ".".join(steps)
