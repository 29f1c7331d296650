"""What each answer would change, and the answers that are accepted taken into the record."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, NamedTuple

from ropabook.forms.interview.asked import Asked, asked
from ropabook.forms.interview.given import Given, does_not_know, is_clear, says_none
from ropabook.forms.interview.values import NotUnderstood, value_of
from ropabook.model.names import kind_and_name
from ropabook.model.register import Register
from ropabook.store.building import NotARecord, with_record
from ropabook.store.changes import differences
from ropabook.store.plain import ABSENT, Path, at, placed
from ropabook.store.problems import CannotRead, CannotSave
from ropabook.store.saving import Conflict
from ropabook.store.store import Store

State = Literal["ready", "in words", "two answers", "answered", "not known", "not understood"]
TAKEN: Final = frozenset[State](["ready", "in words"])
"""What can be accepted without choosing between two people."""
MAY_BE_TAKEN: Final = TAKEN | {"two answers"}


class Answer(NamedTuple):
    """An answer, and what is to be said of it before it is accepted."""

    key: str
    """By which it is accepted; where there are two answers, `…=1` and `…=2`."""
    state: State
    title: str
    question: str
    given: Given
    sentence: str
    """What it would change, or why it cannot be taken."""
    asked: Asked | None = None


def preview(store: Store, register: Register, given: Iterable[Given]) -> tuple[Answer, ...]:
    """What every answer would change. Nothing is saved.

    Two different answers to one question are both shown, and neither is chosen.

    Args:
        store: where the records are.
        register: the record, against which each answer is checked.
        given: from one sheet or from several.
    """
    places = {each.reference: each for each in asked(register)}
    rows = list(dict.fromkeys(given))
    said: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        if not does_not_know(row):
            said.setdefault(row.reference, set()).add((row.how.casefold(), row.words))
    number: Counter[str] = Counter()
    found = []
    for row in rows:
        key = row.reference
        if len(said.get(key, ())) > 1:
            number[key] += 1
            key = f"{key}={number[key]}"
        answer = _answer(store, register, places.get(row.reference), key, row)
        if key != row.reference and answer.state in TAKEN:
            answer = answer._replace(state="two answers")
        found.append(answer)
    return tuple(found)


def _answer(store: Store, register: Register, place: Asked | None, key: str, row: Given) -> Answer:
    record = row.reference.partition("#")[0].partition("?")[0]
    title = kind_and_name(register, record)[1]
    question = place.question.question if place else ""

    def answer(state: State, sentence: str) -> Answer:
        return Answer(key, state, title, question, row, sentence, place)

    if place is None:
        return answer("answered", "this question is not open any more; the record stays as it is")
    if does_not_know(row):
        said = f": {row.words}" if row.words else ""
        return answer("not known", f"{row.by or 'the person asked'} does not know{said}")
    if not is_clear(row):
        return answer("not understood", f"“{row.how}” is not one of the words that were offered")
    if not row.words:
        return answer("not understood", "nothing is said; for “There is none”, say why")
    if not row.by or not row.on:
        return answer("not understood", "the sheet does not say who answered, and on which day")
    try:
        before = store.read(record).data
        after, in_words = _with(register, before, place, row)
        with_record(register, record, after)
    except (NotUnderstood, NotARecord, CannotRead) as problem:
        return answer("not understood", str(problem))
    found = [one for one in differences(record, before, after) if "evidence" not in one.path]
    if not found:
        return answer("answered", "the record says so already")
    sentence = "; ".join(change.sentence for change in found)
    return answer("in words" if in_words else "ready", sentence)


def _with(register: Register, data: Any, place: Asked, row: Given) -> tuple[Any, bool]:
    """The record with an answer in it, and whether the answer is kept in words only."""
    value: Any = ABSENT
    if place.path and isinstance(at(data, place.path), Mapping):
        if says_none(row):
            value = {"none": row.words, "by": row.by, "on": row.on}
        elif place.field is not None and place.field.kind not in _IN_WORDS:
            try:
                value = value_of(register, place.field, row.words)
            except NotUnderstood:
                if place.field.kind not in ("part", "parts"):
                    raise
    if value is not ABSENT:
        return _proven(placed(data, place.path, value), place.evidence, row), False
    line = f"{row.by}, {row.on}, asked “{place.question.question}”: {row.words}"
    before = data.get("notes", "")
    if line in before:
        return data, True
    changed = {**data, "notes": f"{before}\n{line}".strip()}
    if not place.path:  # a question written beside the record is answered by the note
        left = [q for q in data["questions"] if q["question"] != place.question.question]
        changed = {**changed, "questions": left} if left else _without(changed, "questions")
    return _proven(changed, _notes(place), row), True


_IN_WORDS: Final = ("moment", "map", "evidence")


def _notes(place: Asked) -> Path:
    by_field = place.evidence[0] in ("evidence", "differs") and len(place.evidence) > 1
    return ("evidence", "notes") if by_field or place.path else place.evidence


def _without(data: Mapping[str, Any], field: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != field}


def _proven(data: Any, where: Path, row: Given) -> Any:
    proof = {"source": "Interview", "kind": "confirmed", "by": row.by, "on": row.on}
    if at(data, where[:-1]) is ABSENT:
        data = placed(data, where[:-1], {})
    held = at(data, where)
    return placed(data, where, [*(held if isinstance(held, list) else []), proof])


def take(store: Store, register: Register, answers: Iterable[Answer]) -> list[str]:
    """Take answers into the record: each is one save, with the interview as its evidence.

    Args:
        store: opened by the analyst.
        register: the record.
        answers: those that were accepted.

    Returns:
        What became of each, in words; a save that fails is said, and the others are made.
    """
    return [_taken(store, register, answer) for answer in answers]


def _taken(store: Store, register: Register, answer: Answer) -> str:
    row, place = answer.given, answer.asked
    if place is None or answer.state not in MAY_BE_TAKEN:
        return f"Not taken: {answer.title}: {answer.sentence}."
    try:
        opened = store.read(place.question.record)
        if place.path and "unknown" not in (at(opened.data, place.path) or {}):
            return f"Not taken: {answer.title}: somebody has answered this meanwhile."
        after, _ = _with(register, opened.data, place, row)
        reason = f"Interview with {row.by} on {row.on}: {place.question.question}"
        done = store.save(opened, after, reason)
    except (CannotSave, CannotRead, NotUnderstood) as problem:
        return f"{answer.title}: {problem}"
    return f"{answer.title}: {done.sentence}" if isinstance(done, Conflict) else done.sentence
