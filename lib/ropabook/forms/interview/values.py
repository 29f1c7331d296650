"""An answer in words as the value that a field holds; what is not understood is never guessed."""

import contextlib
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from ropabook.forms.fields import Field
from ropabook.forms.rows import names
from ropabook.law.periods import meant
from ropabook.model.naming import short_id
from ropabook.model.register import Register

_DAYS: Final = ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y", "%d.%m.%Y",
                "%d %B %Y", "%d %b %Y")  # fmt: skip
"""How people here write a day; a month never stands before its day."""
_YES: Final = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_FEW: Final = 15
_IN_THE_FORM: Final = "this is answered in the form, because it has several parts"


class NotUnderstood(Exception):
    """The words are no value of the field; the message says what they would have to be."""


def value_of(register: Register, field: Field, words: str) -> Any:
    """The value that an answer means, as plain data.

    Raises:
        NotUnderstood: it is not one; nothing is guessed.
    """
    make = _READERS.get(field.kind)
    if make is None:
        raise NotUnderstood(_IN_THE_FORM)
    return make(register, field, words.strip())


def possible(register: Register, field: Field | None) -> str:
    """What an answer looks like, for the person who is asked."""
    if field is None:
        return "In your own words"
    first = _first(field)
    if field.kind in ("part", "parts") and first is None:
        return "In your own words"
    several = ", one a line" if field.kind in ("parts", "references", "choices", "texts") else ""
    inner = first if field.kind in ("part", "parts") and first else field
    said = _SAID.get(inner.kind, "In your own words")
    if inner.kind in ("choice", "choices"):
        said = "One of: " + "; ".join(words for _, words in inner.choices)
    elif inner.kind in ("reference", "references"):
        listed = [name for _, name in names(register, [inner.folder]).get(inner.folder, [])]
        few = "; ".join(listed) if 0 < len(listed) <= _FEW else "the names in the record"
        said = f"One of: {few}"
    return said + several


_SAID: Final = {
    "yes-no": "Yes or No",
    "number": "A number",
    "day": "A day, such as 2026-11-25",
    "period": "How long, such as 6 years or 18 months",
}


def day_of(words: str) -> str:
    """A day as it is recorded, out of how people write it: 2026-11-25, 25/11/2026, 25 Nov 2026.

    Raises:
        NotUnderstood: it is no day.
    """
    for form in _DAYS:
        with contextlib.suppress(ValueError):
            return datetime.strptime(words.strip(), form).date().isoformat()
    raise NotUnderstood(f"“{words}” is no day, such as 2026-11-25")


def _words(_: Register, __: Field, words: str) -> str:
    return words


def _yes_no(_: Register, __: Field, words: str) -> bool:
    if words.lower() not in _YES:
        raise NotUnderstood(f"“{words}” is neither Yes nor No")
    return _YES[words.lower()]


def _number(_: Register, __: Field, words: str) -> int:
    digits = words.replace(",", "").replace(" ", "")
    if not digits.isascii() or not digits.isdigit():
        raise NotUnderstood(f"“{words}” is no whole number")
    return int(digits)


def _day(_: Register, __: Field, words: str) -> str:
    return day_of(words)


def _period(_: Register, __: Field, words: str) -> str:
    found = meant(words)
    if found is None:
        raise NotUnderstood(f"“{words}” is no length of time, such as 6 years")
    return found


def _one_of(options: Sequence[Sequence[str]], words: str) -> str:
    found = {key for key, said in options if words.casefold() in (key.casefold(), said.casefold())}
    if len(found) != 1:
        many = "is several things" if found else "is not in the list"
        raise NotUnderstood(f"“{words}” {many}")
    return found.pop()


def _choice(_: Register, field: Field, words: str) -> str:
    return _one_of(field.choices, words)


def _reference(register: Register, field: Field, words: str) -> str:
    return _one_of(names(register, [field.folder]).get(field.folder, []), words)


def _each(one: Callable[[Register, Field, str], Any]) -> Callable[[Register, Field, str], Any]:
    def several(register: Register, field: Field, words: str) -> list[Any]:
        lines = [line.strip() for line in re.split(r"[\n;]", words) if line.strip()]
        return list(dict.fromkeys(one(register, field, line) for line in lines))

    return several


def _first(field: Field) -> Field | None:
    """The one thing by which a part is known, where it needs nothing else."""
    needed = [each for each in field.fields if each.required and each.name != "id"]
    simple = len(needed) == 1 and needed[0].kind in _READERS and not needed[0].fields
    return needed[0] if simple else None


def _part(register: Register, field: Field, words: str) -> dict[str, Any]:
    first = _first(field)
    if first is None:
        raise NotUnderstood(_IN_THE_FORM)
    named = any(each.name == "id" and each.required for each in field.fields)
    own = {"id": short_id(words, field.name)} if named else {}
    return {**own, first.name: value_of(register, first, words)}


def _parts(register: Register, field: Field, words: str) -> list[Any]:
    lines = [line.strip() for line in re.split(r"[\n;]", words) if line.strip()]
    return [_part(register, field, line) for line in dict.fromkeys(lines)]


_READERS: Final[dict[str, Callable[[Register, Field, str], Any]]] = {
    "text": _words, "words": _words, "yes-no": _yes_no, "number": _number, "day": _day,
    "period": _period, "choice": _choice, "choices": _each(_choice), "reference": _reference,
    "references": _each(_reference), "texts": _each(_words), "part": _part, "parts": _parts,
}  # fmt: skip
