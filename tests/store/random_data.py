"""Random records, and random changes of them, for properties that must hold for all."""

import copy
from typing import Any

from hypothesis import strategies as st

KEYS = st.sampled_from(["title", "owner", "notes", "data", "purposes", "entities", "retention"])
NAMES = st.sampled_from(["P1", "P2", "P3", "P4", "P5"])
TEXTS = st.one_of(
    st.sampled_from(
        [
            "x", "Head of Sales", "NO", "yes", "12", "a: b", "# no", "text #1", "several\nlines\n",
            "several\nlines", "  lead", "trail ", "it's \"so\"", "- a", "é ü", "{x}", "[a", "*a",
            "&b", "!t", "%x", "@x", "`", "null", "~", "true", "2026-01-01", "a\n\nb", "tab\tx",
            "x:", "? x", "a, b", "|", "> x", "=======", "<<<<<<< x", "\u2028", "0123", "-0", "1.10",
            "=", "\x07bell", "😀", "\ufeff", "12:30", "---", "...", "P6Y",
        ]
    ),
    st.text(min_size=1, max_size=12).filter(lambda text: text.strip()),
)  # fmt: skip
LEAVES = st.one_of(TEXTS, st.booleans(), st.integers(-(10**17), 10**17))


def items(values: st.SearchStrategy) -> st.SearchStrategy[list[dict[str, Any]]]:
    """A list whose items have ids of their own."""
    return st.lists(st.tuples(NAMES, KEYS, values), max_size=4, unique_by=lambda each: each[0]).map(
        lambda found: [{"id": name, key: value} for name, key, value in found]
    )


VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        items(inner),
        st.dictionaries(KEYS, inner, max_size=3),
        TEXTS.map(lambda text: {"unknown": text, "ask": "Sales"}),
        TEXTS.map(lambda text: {"none": text}),
    ),
    max_leaves=8,
)
RECORDS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)


@st.composite
def changed(draw: Any, value: Any, deep: int = 0) -> Any:
    """The value with something in it changed, added, taken away or moved."""
    if isinstance(value, dict) and value and draw(st.integers(0, 5)):
        made = dict(value)
        key = draw(st.sampled_from(sorted(made)))
        what = draw(st.sampled_from(["change", "change", "change", "drop", "add"]))
        if what == "drop" and (len(made) > 1 or deep):
            del made[key]
        elif what == "add":
            made[draw(KEYS)] = draw(VALUES)
        else:
            made[key] = draw(changed(made[key], deep + 1))
        return made
    if isinstance(value, list) and value and draw(st.integers(0, 5)):
        made = copy.copy(value)
        place = draw(st.integers(0, len(made) - 1))
        what = draw(st.sampled_from(["change", "change", "drop", "add", "move"]))
        if what == "drop":
            del made[place]
        elif what == "add":
            made.insert(place, draw(VALUES))
        elif what == "move":
            made.append(made.pop(place))
        else:
            made[place] = draw(changed(made[place], deep + 1))
        return made
    return draw(VALUES if deep else RECORDS)


@st.composite
def changed_often(draw: Any, value: Any) -> Any:
    """The value after a few changes; a record stays a record."""
    for _ in range(draw(st.integers(0, 3))):
        value = draw(changed(value))
    return value
