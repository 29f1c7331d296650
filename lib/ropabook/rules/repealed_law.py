"""The record cites the law as it stands, not what the Data (Use and Access) Act 2025 repealed."""

from datetime import date
from typing import Final, cast

from ropabook.law.dates import MAIN_DUAA
from ropabook.law.repealed import REPEALED, cited
from ropabook.model.facts import Noun
from ropabook.model.notice import Notice
from ropabook.model.record import Record, walk
from ropabook.rules.rule import Gap, Judgement, rule

_NO_TEXT: Final = frozenset([bool, int, date])


@rule("PL-89", "Data (Use and Access) Act 2025", "minor", analysis="evidence", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def no_text_cites_repealed_law(record: Record, on: date) -> Judgement:
    """No text of the record cites a provision that was repealed.

    Remedy:
        Cite what stands instead, or take the citation out.

    Gap:
        activity:
          purposes:
            - id: offers
              kind: further
              compatibility: Compatible under Art. 6(4), assessed on 1 March 2026

    Good:
        activity:
          purposes:
            - id: offers
              kind: further
              compatibility: Compatible under Art. 8A(2), assessed on 1 March 2026
    """
    if not _gone("\n".join(_texts(record.__dict__)), on):
        return
    for _, _, value, path in walk(record):
        own = () if _has_parts(value) else _texts(value)
        for provision in _gone("\n".join(own), on):
            instead = REPEALED[provision].instead
            now = f"; see {instead}" if instead else ""
            sentence = f"“{record.name}” cites {provision}, which is repealed{now}."
            yield Gap(sentence, path, None, _statement(record, path))


def _gone(text: str, on: date) -> list[str]:
    return [provision for provision in cited(text) if on >= REPEALED[provision].since]


def _texts(value: object) -> list[str]:
    """Every text in a value, however deep."""
    found: list[str] = []
    _gather(value, found)
    return found


def _gather(value: object, found: list[str]) -> None:
    kind = type(value)
    if kind is str:
        found.append(cast("str", value))
    elif kind is tuple:
        for member in cast("tuple[object, ...]", value):
            _gather(member, found)
    elif value is not None and kind not in _NO_TEXT:
        parts = value if kind is dict else getattr(value, "__dict__", None)
        for member in cast("dict[str, object]", parts or {}).values():
            if member is not None:
                _gather(member, found)


def _has_parts(value: object) -> bool:
    """Whether the walk goes into it, so that its texts are met where they are."""
    return isinstance(value[0] if type(value) is tuple else value, Noun)


def _statement(record: Record, path: str) -> tuple[str, ...]:
    """The notice's statement at this path, if it is one."""
    steps = path.split(".")
    if isinstance(record, Notice) and steps[0] == "statements":
        return (f"{record.id}#{steps[1]}",)
    return ()
