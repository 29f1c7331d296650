"""The record cites the law as it stands, not what the Data (Use and Access) Act 2025 repealed."""

from datetime import date

from ropabook.law.dates import MAIN_DUAA
from ropabook.law.repealed import REPEALED, cited
from ropabook.model.facts import Noun
from ropabook.model.notice import Notice
from ropabook.model.record import Record, walk
from ropabook.model.register import Register
from ropabook.rules.rule import Gap, Judgement, rule
from ropabook.rules.texts import all_text, texts


@rule("PL-89", "Data (Use and Access) Act 2025", "minor", analysis="evidence", since=MAIN_DUAA,
      profiles=("UK",))  # fmt: skip
def no_text_cites_repealed_law(record: Record, register: Register, on: date) -> Judgement:
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
    if not _gone(all_text(record, register), on):
        return
    for _, _, value, path in walk(record):
        own = () if _has_parts(value) else texts(value)
        for provision in _gone("\n".join(own), on):
            instead = REPEALED[provision].instead
            now = f"; see {instead}" if instead else ""
            sentence = f"“{record.name}” cites {provision}, which is repealed{now}."
            yield Gap(sentence, path, None, _statement(record, path))


def _gone(text: str, on: date) -> list[str]:
    return [provision for provision in cited(text) if on >= REPEALED[provision].since]


def _has_parts(value: object) -> bool:
    """Whether the walk goes into it, so that its texts are met where they are."""
    return isinstance(value[0] if type(value) is tuple else value, Noun)


def _statement(record: Record, path: str) -> tuple[str, ...]:
    """The notice's statement at this path, if it is one."""
    steps = path.split(".")
    if isinstance(record, Notice) and steps[0] == "statements":
        return (f"{record.id}#{steps[1]}",)
    return ()
