"""YAML as people mean it: what is read, and what is refused with its line."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ropabook.store.strict_yaml import MAX_BYTES, Refused, line_of, parse

READ = [
    ("country: NO", {"country": "NO"}),
    ("a: no\nb: on\nc: yes\nd: Off", {"a": "no", "b": "on", "c": "yes", "d": "Off"}),
    ("a: true\nb: false", {"a": True, "b": False}),
    ("a: True", {"a": "True"}),
    ("time: 12:30", {"time": "12:30"}),
    ("code: 0123", {"code": "0123"}),
    ("turnover: -0", {"turnover": "-0"}),
    ("turnover: -7", {"turnover": -7}),
    ("version: 1.10", {"version": "1.10"}),
    ("n: 42\nm: -7\nz: 0", {"n": 42, "m": -7, "z": 0}),
    ("n: '42'", {"n": "42"}),
    ("n: 1_000", {"n": "1_000"}),
    ("n: 0x1F", {"n": "0x1F"}),
    ("n: 1e5", {"n": "1e5"}),
    ("n: .inf", {"n": ".inf"}),
    ("day: 2026-02-30", {"day": "2026-02-30"}),
    ("n: " + "9" * 5000, {"n": "9" * 5000}),
    ("text: |\n  one\n  two\n", {"text": "one\ntwo\n"}),
    ("list:\n  - a\n  - - b\n", {"list": ["a", ["b"]]}),
    ("empty: []\nnone: {}", {"empty": [], "none": {}}),
    ("", {}),
    ("# only a comment\n", {}),
    ("straße: ja", {"straße": "ja"}),
    ("\ufeffa: 1", {"a": 1}),
    ("text: a <<<<<<< b", {"text": "a <<<<<<< b"}),
]

REFUSED = [
    ("a: 1\nb: 2\na: 3", 3, "'a' is written twice"),
    ("x:\n  a: 1\n  a: 2", 3, "'a' is written twice"),
    ("a: &x 1\nb: 2", 1, "anchors"),
    ("a: &x\n  k: 1", 1, "anchors"),
    ("a: 1\nb: *x", 2, "alias"),
    ("a: !!python/object/apply:os.system [ls]", 1, "tags"),
    ("a: !!str 1", 1, "tags"),
    ("a: !x\n  b: 1", 1, "tags"),
    ("x:\n  <<: 1", 2, "merge keys"),
    ("a: 1\n---\nb: 2", 2, "second document"),
    ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> other\n", 1, "merge was left unfinished"),
    ("text: |\n  ok\n<<<<<<< HEAD\n  one\n", 3, "merge was left unfinished"),
    ("a: 1\nb:", 2, "blank is not an answer"),
    ("a:\n  b: ~", 2, "blank is not an answer"),
    ("a: null", 1, "blank is not an answer"),
    ("a: ''", 1, "blank is not an answer"),
    ("a: '  '", 1, "blank is not an answer"),
    ("- a\n-", 2, "blank is not an answer"),
    ("? [a, b]\n: 1", 1, "a key must be a word"),
    ("? {a: b}\n: 1", 1, "a key must be a word"),
    ("a: 1\n  b: 2", 2, "not valid YAML"),
    ("a: [1, 2", 1, "not valid YAML"),
    ("a: 'open", 1, "not valid YAML"),
    ("\tb: 1", 1, "not valid YAML"),
    ("[" * 100_000, 1, "nest"),
    ("[" * 17 + "]" * 17, 1, "levels deep"),
    ("a b: 1", 1, "space or an invisible character"),
    ("a\u200bb: 1", 1, "space or an invisible character"),
    ("e\u0301: 1", 1, "combined accents"),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_read(text, value) -> None:
    assert parse(text.encode()) == value


@pytest.mark.parametrize(("text", "line", "words"), REFUSED)
def test_refused_with_its_line(text, line, words) -> None:
    with pytest.raises(Refused) as refused:
        parse(text.encode())
    assert words in refused.value.sentence
    assert refused.value.line == line


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"a: 1\nb: \xff\xfe", 2, "UTF-8"),
        ("a: 1".encode("utf-16"), 1, "UTF-8"),
        (b"a: 1\nb: \x00", 2, "NUL"),
        (b"a: \x07", 1, "character"),
        (b"a: " + b"x" * MAX_BYTES, 1, "larger than"),
    ],
)
def test_bytes_that_are_no_text(data, line, words) -> None:
    with pytest.raises(Refused) as refused:
        parse(data)
    assert words in refused.value.sentence
    assert refused.value.line == line


def test_sixteen_levels_are_read() -> None:
    value = parse(("[" * 16 + "]" * 16).encode())
    for _ in range(15):
        assert len(value) == 1
        value = value[0]
    assert value == []


SAMPLE = (
    b"title: Orders\n"
    b"entities:\n  - harbour\n  - lantern\n"
    b"purposes:\n  - id: P1\n    text: >-\n      Fulfil\n      orders\n"
    b"    lawful_basis: {unknown: 'Which?', ask: Head}\n"
)


@settings(max_examples=1500, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(SAMPLE)),
            st.sampled_from(list(b"\n\t :-#[]{}&*!|>'\"%@`,?~<=\\\xff\x00az09")),
        ),
        max_size=6,
    )
)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(edits) -> None:
    data = bytearray(SAMPLE)
    for at, byte in edits:
        data.insert(at, byte)
    try:
        parse(bytes(data))
    except Refused as refused:
        assert 1 <= refused.line <= data.count(b"\n") + 1
        assert refused.sentence


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data) -> None:
    try:
        parse(data)
    except Refused as refused:
        assert refused.line >= 1


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1)
VALUES = st.recursive(
    st.one_of(WORDS.filter(str.strip), st.booleans(), st.integers(-(10**15), 10**15)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), inner, max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), VALUES, max_size=5))
def test_what_is_written_is_read_back(value) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    if "&id" in text or any(c in text for c in "\x85 "):
        return
    assert parse(text.encode()) == value


def test_the_line_of_a_value() -> None:
    assert line_of(SAMPLE, ()) == 1
    assert line_of(SAMPLE, ("entities", 1)) == 4
    assert line_of(SAMPLE, ("purposes", 0, "lawful_basis")) == 10
    assert line_of(SAMPLE, ("purposes", 7, "text")) == 5
    assert line_of(SAMPLE, ("nowhere",)) == 1


def test_a_mark_beyond_the_end_names_the_last_line() -> None:
    with pytest.raises(Refused) as refused:
        parse(b"title: Orders\n?")
    assert refused.value.line == 2
