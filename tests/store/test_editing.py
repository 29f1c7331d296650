"""Y4: text says what it was made to say, and every line that need not change stays as it is."""

from difflib import unified_diff

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ropabook.store.plain import NotPlain, plain, same
from ropabook.store.strict_yaml import parse
from ropabook.store.text.dumping import dumped
from ropabook.store.text.editing import CannotKeepLayout, edited, excerpts
from tests.size import count, size
from tests.small import DATA
from tests.store.random_data import RECORDS, changed_often

ODD = b"""\
# head
a: 1   # one
# above b
b:   # behind b
  # in b
  c: "q"  # cc
  d:
  - x
  - y   # yy
# between
e: {u: 'x', w: [1, 2]}  # flow
f: >-
  folded
  text

g: |
  no # comment
  # none either
# tail of g
h:
  - - n1
    - n2
  - id: i1   # first
    # about t
    t: 1
  - id: i2
    t: 2
i: [a, b,
    c]  # several lines
j: plain
  goes on
k: 'quoted
  too'
# end
"""
TEXTS = [ODD, *(path.read_bytes() for path in sorted(DATA.rglob("*.yaml")))]


def good(value) -> bool:
    try:
        plain(value)
    except NotPlain:
        return False
    return True


@settings(max_examples=size(400, 20_000), deadline=None)
@given(RECORDS)
def test_new_text_says_what_it_was_made_of(record) -> None:
    assume(good(record))
    text = dumped(record).encode()
    count("Y4 random records, written and read")
    assert same(parse(text), record)
    assert edited(text, record) == text


@settings(max_examples=size(800, 20_000), deadline=None)
@given(st.data())
def test_edited_text_says_what_it_is_to_say_and_is_stable(data) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    new = data.draw(changed_often(parse(text)))
    assume(good(new) and isinstance(new, dict))
    try:
        made = edited(text, new)
    except CannotKeepLayout:
        return
    count("Y4 random edits, written and read")
    assert same(parse(made), new)
    assert edited(made, new) == made


@settings(max_examples=size(200, 5_000), deadline=None)
@given(st.data())
def test_what_was_written_by_us_can_be_edited_again(data) -> None:
    first = data.draw(RECORDS)
    second = data.draw(changed_often(first))
    assume(good(first) and good(second))
    text = dumped(first).encode()
    try:
        assert same(parse(edited(text, second)), second)
    except CannotKeepLayout:
        # Only characters by which YAML counts lines and nobody else does may lead here.
        assert any(each in text.decode() for each in "\x85\u2028\u2029")


def changed_lines(before: bytes, after: bytes) -> list[str]:
    lines = unified_diff(before.decode().split("\n"), after.decode().split("\n"), lineterm="", n=0)
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({"a": 2}, ["-a: 1   # one", "+a: 2   # one"]),
        ({"a": "NO"}, ["-a: 1   # one", "+a: 'NO'   # one"]),
        ({"j": "short"}, ["-j: plain", "-  goes on", "+j: short"]),
        ({"e": {"u": "it's", "w": [1, 2]}}, [
            "-e: {u: 'x', w: [1, 2]}  # flow", "+e: {u: 'it''s', w: [1, 2]}  # flow"]),
        ({"b": {"c": "r", "d": ["x", "y"]}}, ['-  c: "q"  # cc', '+  c: "r"  # cc']),
        ({"b": {"c": "q", "d": ["x", "z"]}}, ["-  - y   # yy", "+  - z   # yy"]),
        ({"b": {"c": "q", "d": ["x", "y", "z"]}}, ["+  - z"]),
        ({"b": {"c": "q", "d": ["y"]}}, ["-  - x"]),
        ({"b": {"c": "q", "new": "n", "d": ["x", "y"]}}, ["+  new: n"]),
        ({"a": {"unknown": "Why?", "ask": "HR"}}, [
            "-a: 1   # one", "+a:  # one", "+  unknown: Why?", "+  ask: HR"]),
        ({"g": "one\ntwo\n"}, [
            "-  no # comment", "-  # none either", "+  one", "+  two"]),
    ],
)  # fmt: skip
def test_only_the_changed_lines_change(change, lines) -> None:
    assert changed_lines(ODD, edited(ODD, {**parse(ODD), **change})) == lines


def test_items_that_move_take_their_comments_along() -> None:
    said = parse(ODD)
    nested, one, two = said["h"]
    made = edited(ODD, {**said, "h": [two, nested, one]}).decode()
    assert "  - id: i2\n    t: 2\n  - - n1\n    - n2\n  - id: i1   # first\n    # about t\n" in made


def test_a_key_that_goes_leaves_the_comment_above_it() -> None:
    said = parse(ODD)
    del said["b"]
    assert b"# above b\n# between\n" in edited(ODD, said)


def test_the_first_key_behind_a_hyphen_may_go() -> None:
    text = b"list:\n  - id: a\n    t: 1\n  - id: b\n    t: 2\n"
    made = edited(text, {"list": [{"t": 1}, {"id": "b", "t": 2}]})
    assert made == b"list:\n  - t: 1\n  - id: b\n    t: 2\n"


@pytest.mark.parametrize("name", ["short", "long"])
def test_the_other_entries_of_a_register_stay_byte_for_byte(name) -> None:
    text = (
        b"# how long\nshort:\n  title:   Short  # odd\n  tilte: unknown key\n  period: 'P1Y'\n"
        b"\nlong: {title: Long, odd_key: [1,2]}\n"
    )
    other = {"short": "long", "long": "short"}[name]
    said = parse(text)
    made = edited(text, {**said, name: {**said[name], "title": "Changed"}})
    assert excerpts(made.decode())[other] == excerpts(text.decode())[other]
    assert "Changed" in excerpts(made.decode())[name]


def test_ends_of_lines_and_the_mark_at_the_beginning_are_made_alike() -> None:
    text = b"\xef\xbb\xbftitle: A\r\nowner: B\r\n"
    assert edited(text, {"title": "A", "owner": "C"}) == b"title: A\nowner: C\n"
    assert edited(text, {"title": "A", "owner": "B"}) == text


def test_a_file_without_a_last_line_end_gets_one() -> None:
    assert edited(b"title: A", {"title": "A", "owner": "B"}) == b"title: A\nowner: B\n"


def test_a_file_of_comments_keeps_them() -> None:
    assert edited(b"# later\n", {"title": "A"}) == b"# later\ntitle: A\n"
    assert edited(b"# keep\na: 1\n# this\n", {}) == b"# keep\n# this\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Head of Sales", "Head of Sales"), ("NO", "'NO'"), ("yes", "'yes'"), ("12", "'12'"),
        ("2026-01-01", "2026-01-01"), ("a: b", "'a: b'"), ("it's", "it's"), ("x #y", "'x #y'"),
        ("a\tb", '"a\\tb"'), ("\x07", '"\\u0007"'), ("😀", "😀"), ("- x", "'- x'"),
        ("a\nb", "|-\n  a\n  b"), ("a\nb\n", "|\n  a\n  b"), (" a\nb", '" a\\nb"'),
        ("x:", "'x:'"), ("", None), ("null", "'null'"), ("=", "'='"),
    ],
)  # fmt: skip
def test_quotes_only_where_a_reader_would_go_wrong(text, written) -> None:
    if written is None:
        with pytest.raises(NotPlain, match="blank is not an answer"):
            plain({"k": text})
    else:
        assert dumped({"k": text}) == f"k: {written}\n"


@pytest.mark.parametrize("wrong", ["title: B\nowner: lost\n", "title: [\n", "title: B\n"])
def test_what_was_edited_is_read_again_before_it_counts(monkeypatch, wrong) -> None:
    monkeypatch.setattr("ropabook.store.text.editing._Page.saying", lambda *_: wrong)
    new = {"title": "B", "owner": "Kept"}
    assert parse(edited(b"title: A\nowner: Kept\n", new)) == new
    monkeypatch.setattr("ropabook.store.text.editing.relaid", lambda *_: None)
    with pytest.raises(CannotKeepLayout):
        edited(b"title: A\nowner: Kept\n", new)
