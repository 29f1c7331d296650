"""Y1, Y2: bad files are refused with their line and left alone; the others are read and saved."""

import random
import time

import pytest
import yaml

from ropabook.store.opening import open_store
from ropabook.store.problems import CannotRead, CannotSave
from ropabook.store.strict_yaml import Refused, parse
from ropabook.store.text.layout import cut_short
from tests.size import count, rounds, size
from tests.small import DATA
from tests.store.disks import MemoryDisk
from tests.store.record import ANNA, MEMORY, in_memory

ORDERS = "activities/orders"
CASES = [
    (b"title: A\nrole: controller\ntitle: B\n", 3, "written twice"),
    (b"title: A\n\trole: controller\n", 2, "not valid YAML"),
    (
        b"<<<<<<< ours\ntitle: A\n=======\ntitle: B\n>>>>>>> theirs\n",
        1,
        "merge was left unfinished",
    ),
    (b"notes: |\n  ok\n<<<<<<< ours\n  a\n=======\n  b\n>>>>>>> theirs\n", 3, "merge was left"),
    (b"title: &a A\nrole: *a\n", 1, "anchors"),
    (b"title: A\nrole: *a\n", 2, "aliases"),
    (b"title: !!python/object/apply:os.system [ls]\n", 1, "tags"),
    (b"title: A\n---\ntitle: B\n", 2, "second document"),
    (b"title: A\x00\n", 1, "NUL"),
    (b"title: \xff\n", 1, "UTF-8"),
    (b"title: A\nowner:\n", 2, "blank is not an answer"),
    (b"title: A\nowner: ''\n", 2, "blank is not an answer"),
    (b"a: " + b"[" * 100_000, 1, "nesting depth"),
    (b"a: " + b"[" * 20 + b"]" * 20, 1, "nested more than"),
    (b"x: " + b"y" * (1024 * 1024), 1, "larger than"),
    (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 1, "anchors"),
]


@pytest.mark.parametrize(("data", "line", "words"), CASES)
def test_a_bad_file_is_refused_with_its_line_and_left_alone(data, line, words) -> None:
    disk = MemoryDisk()
    in_memory(disk)
    disk.outside(MEMORY / "activities/bad.yaml", data)
    store = open_store(MEMORY, ANNA, disk)
    assert store.writable
    refusals = store.register().refusals
    assert (refusals[0].file, refusals[0].line) == ("activities/bad.yaml", line)
    assert words in refusals[0].sentence
    with pytest.raises(CannotRead, match=rf"activities/bad.yaml:{line}  "):
        store.read("activities/bad")
    with pytest.raises(CannotSave, match="mend it first"):
        store.create("activities/bad", {"title": "X"})
    opened = store.read(ORDERS)
    assert store.save(opened, {**opened.data, "owner": "X"}).commit
    assert disk.read(MEMORY / "activities/bad.yaml") == data


def test_no_is_norway_and_text_stays_text() -> None:
    disk = MemoryDisk()
    store = in_memory(disk)
    for word in ("NO", "no", "on", "0123", "-0", "12:30", "1.10", "1e5", "2026-02-30", "~", "null"):
        opened = store.read(ORDERS)
        store.save(opened, {**opened.data, "owner": word})
        assert store.read(ORDERS).data["owner"] == word
        assert yaml.safe_load(disk.read(MEMORY / "activities/orders.yaml"))["owner"] == word or (
            word == "2026-02-30"
        )


def test_a_mark_at_the_beginning_and_windows_line_ends_are_read(tmp_path) -> None:
    disk = MemoryDisk()
    in_memory(disk)
    data = b"\xef\xbb\xbftitle: Desk\r\nnotes: N\r\n"
    disk.outside(MEMORY / "systems/desk.yaml", data)
    store = open_store(MEMORY, ANNA, disk)
    opened = store.read("systems/desk")
    assert opened.data == {"title": "Desk", "notes": "N"}
    store.save(opened, {"title": "Desk", "notes": "M"})
    assert disk.read(MEMORY / "systems/desk.yaml") == b"title: Desk\nnotes: M\n"
    changed = store.history.made_by(store.history.head)[1]
    assert [str(c) for c in changed] == ["Desk: notes set to M (was: N)"]


SAMPLES = [path.read_bytes() for path in sorted(DATA.rglob("*.yaml"))]
TOKENS = [
    b"\n", b" ", b"  ", b"\t", b":", b": ", b"- ", b"#", b" #", b"[", b"]", b"{", b"}", b"&a ",
    b"*a", b"!", b"|\n", b">-\n", b"'", b'"', b"%", b"@", b"`", b",", b"?", b"? ", b"~", b"---\n",
    b"...\n", b"<<: ", b"=======\n", b"\\", b"\xff", b"\x00", b"\xc3\xa9", b"\xe2\x80\xa8", b"\r",
    b"null", b"NO", b"title: x\n", b"\xef\xbb\xbf",
]  # fmt: skip


def mutant(chance: random.Random) -> bytes:
    """A good file with some bytes and tokens put in, taken out, doubled or exchanged."""
    data = bytearray(chance.choice(SAMPLES)[: chance.choice([80, 200, 600, 2_000])])
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(data))
        kind = chance.random()
        if kind < 0.4:
            data[at:at] = chance.choice(TOKENS)
        elif kind < 0.6:
            del data[at : at + chance.randint(1, 6)]
        elif kind < 0.8 and data:
            data[at % len(data)] = chance.randrange(256)
        else:
            line = data.rfind(b"\n", 0, at) + 1
            data[line:line] = data[line : data.find(b"\n", line) + 1]
    return bytes(data)


def as_written(node) -> object:
    """What a file says by another reader: every scalar as it is written, nothing resolved."""
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        assert len(set(keys)) == len(keys), "a key written twice was accepted"
        return {key.value: as_written(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [as_written(each) for each in node.value]
    return node.value if node is not None else {}


def as_text(value) -> object:
    if isinstance(value, dict):
        return {key: as_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_text(each) for each in value]
    return (
        {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else str(value)
    )


def test_mutants_are_read_whole_or_refused_and_nothing_else() -> None:
    chance = random.Random(size(20261124, None))
    slowest, read = 0.0, 0
    chosen: list[bytes] = []
    for n in rounds("Y2", 20_000, 1_000_000):
        data = mutant(chance)
        began = time.process_time()
        try:
            count("Y2 mutants")
            said = parse(data)
        except Refused as refused:
            text = data.decode("utf-8", "replace")
            assert 1 <= refused.line <= max(len(text.splitlines()), text.count("\n") + 1)
            continue
        finally:
            slowest = max(slowest, time.process_time() - began)
        read += 1
        if n % size(4, 1) == 0 and said != {}:
            # Nothing is lost, and nothing was chosen between: another reader sees the same.
            node = yaml.compose(data.decode().removeprefix("\ufeff"), Loader=yaml.CSafeLoader)
            chosen += [] if as_text(said) == as_written(node) else [data]
    count("Y2 mutants read whole", read)
    count("Y2 silently chosen or lost", len(chosen))
    assert chosen == []
    assert read > 1_000
    count("Y2 slowest, in microseconds", round(slowest * 1_000_000))
    assert slowest < 0.5  # seconds of its own: how long others were at work is not counted


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (b"title: Room #4\n", [1]),
        (b"title: Room  #4\n", [1]),
        (b"a: x\nb:\n  - one # two\n", [3]),
        (b"title: Room   # the fourth\n", []),
        (b"title: 'Room #4'\n", []),
        (b"title: Room#4\n", []),
        (b"# head\ntitle: A\n# tail\n", []),
        (b"title: |\n  Room #4\n", []),
    ],
)
def test_a_value_that_was_cut_short_by_a_remark_is_pointed_at(text, lines) -> None:
    """F14."""
    assert cut_short(text) == lines
