"""Commands about the history: history, diff, trend, verify, merge."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from ropabook.cli import words
from ropabook.cli.progress import working

if TYPE_CHECKING:
    from ropabook.store.past.history import History


def _history(ropa: Path) -> "History":
    from ropabook.store.opening import open_history

    return open_history(ropa)


@click.command()
@click.argument("record", required=False)
@words.ropa
@words.form
def history(record: str | None, ropa: Path, form: str) -> None:
    """Who changed what, when and why, newest first: of one RECORD (folder/id), or of all."""
    from ropabook.store.places import NoPlace
    from ropabook.store.problems import CannotRead

    try:
        with working("Reading the history", form):
            found = _history(ropa).commits(record)
    except (CannotRead, NoPlace) as problem:
        words.stop(str(problem))
    if form == "json":
        words.as_json([each.as_data() for each in found])
        return
    for each in found:
        done = each.action or "outside"
        words.say([f"{each.when:%Y-%m-%d %H:%M}  {each.commit[:10]}  {done:8}  {each.author}"])
        words.say([f"    {each.subject}"])
        words.say(f"      {line}" for line in each.details if line != each.subject)
        words.say([f"    Reason: {each.reason}"] if each.reason else [])
    words.say([] if found else ["Nothing is known of it in the history."])


@click.command()
@click.argument("one", metavar="FROM")
@click.argument("other", metavar="TO", default="now")
@words.ropa
@words.form
def diff(one: str, other: str, ropa: Path, form: str) -> None:
    """What changed between two days or commits, by record and field. TO is now if left out."""
    from ropabook.store.plain import ABSENT
    from ropabook.store.problems import CannotRead

    try:
        with working("Comparing the two states", form):
            found = _history(ropa).difference(one, other)
    except CannotRead as problem:
        words.stop(str(problem))
    if form == "json":
        words.as_json([
            {"record": c.record, "field": ".".join(c.path), "sentence": str(c),
             "before": None if c.before is ABSENT else c.before,
             "after": None if c.after is ABSENT else c.after}
            for c in found
        ])  # fmt: skip
        return
    last = ""
    for each in found:
        if each.record != last:
            last = each.record
            words.say([f"{each.title or each.record}  ({each.record})"])
        words.say([f"    {each.sentence}"])
    words.say([] if found else ["Nothing differs."])


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@words.ropa
@click.option("--against", metavar="COMMIT", help="A commit id that somebody has kept.")
@words.form
def verify(file: Path | None, ropa: Path, against: str | None, form: str) -> None:
    """See that the history is whole, or that FILE (a workbook or a pack) is what the suite wrote.

    Without FILE: whether each commit did what it says; with --against: whether the history contains
    the state of COMMIT, and how much came after. Tamper-evident to anyone who holds an earlier
    commit id; not tamper-proof.

    With FILE: from which state it was written, and which cells were edited since. Where the record
    is at hand, the workbook is written again from the history and compared.
    """
    if file is not None:
        _verify_file(file, ropa, form)
    from ropabook.store.past.verification import STANDING
    from ropabook.store.past.verifying import verified
    from ropabook.store.problems import CannotRead

    try:
        with working("Checking the history", form):
            found = verified(_history(ropa), against)
    except CannotRead as problem:
        words.stop(str(problem))
    if form == "json":
        words.as_json(found.as_data())
    else:
        words.say(found.in_words())
        words.say([STANDING])
    if not found.whole:
        sys.exit(words.REFUSED)
    sys.exit(words.LOOK if found.outside else 0)


def _verify_file(file: Path, ropa: Path, form: str) -> NoReturn:
    from ropabook.pack.verifying import verify_file

    at_hand = _history(ropa) if ropa.is_dir() else None
    known = at_hand is not None and at_hand.head is not None
    try:
        with working(f"Checking {file.name}", form):
            found = verify_file(file, (lambda: _history(ropa)) if known else None)
    except OSError as error:
        words.stop(f"{file} cannot be read: {error.strerror or error}.")
    if form == "json":
        words.as_json([each.as_data() for each in found])
    else:
        for each in found:
            words.say([f"{each.name}: {OUTCOMES[each.outcome]}"])
            words.say(f"    {sentence}" for sentence in each.sentences)
    good = all(each.outcome == "as-written" for each in found)
    sys.exit(0 if good else words.REFUSED)


OUTCOMES: Final = {
    "as-written": "as it was written",
    "edited": "EDITED since it was written",
    "not-ours": "NOT a workbook of the suite, or not readable",
    "not-the-state": "NOT from a state that this history holds",
}


@click.command()
@words.ropa
@words.on
@words.entity
@words.form
def trend(ropa: Path, on: date | None, entity: str | None, form: str) -> None:
    """Gaps and completeness over the history, computed from its states and kept for next time."""
    from ropabook.past_reviews import WHOLE, changed
    from ropabook.seen import kept_in, look

    words.register_in(ropa, entity)
    with working("Judging the past states", form):
        found = look(ropa, on or date.today(), keep_in=kept_in(ropa))
    if found.trend is None:
        words.stop(
            (found.state and found.state.problem)
            or "This record has no history yet: ropabook init begins one."
        )
    mine = [(p.on, p.commit, p.of[entity or WHOLE]) for p in found.trend.points
            if (entity or WHOLE) in p.of]  # fmt: skip
    since = changed(found.trend, found.review, entity)
    if form == "json":
        words.as_json([
            {"on": day, "commit": commit or None, "gaps": dict(of.gaps),
             "complete": {"given": of.complete.given, "due": of.complete.due},
             "questions": of.questions}
            for day, commit, of in mine
        ])  # fmt: skip
        return
    words.say(["Day         Critical  Major  Minor  Advice  Complete  Questions"])
    words.say(
        f"{day}  {of.gaps['critical']:8,}  {of.gaps['major']:5,}  {of.gaps['minor']:5,}  "
        f"{of.gaps['advice']:6,}  {_percent(of.complete.percent):>8}  {of.questions:9,}"
        for day, _, of in mine
    )
    if since:
        words.say([f"Since {since.since}: {since.closed:,} gaps closed, {len(since.new):,} new."])


def _percent(value: int | None) -> str:
    return "–" if value is None else f"{value} %"


@click.command()
@click.argument("base", metavar="BASE", type=click.Path(path_type=Path))
@click.argument("ours", metavar="OURS", type=click.Path(path_type=Path))
@click.argument("theirs", metavar="THEIRS", type=click.Path(path_type=Path))
@click.argument("name", metavar="[PATH]", required=False)
def merge(base: Path, ours: Path, theirs: Path, name: str | None) -> None:
    """Merge two versions of a record field by field into OURS. For git: merge %O %A %B %P.

    Exit status: 0 merged; 1 both changed the same field, and OURS holds conflict markers there.
    """
    from ropabook.store.text.text_merge import merged_text

    try:
        texts = [path.read_bytes() for path in (base, ours, theirs)]
        text, whole = merged_text(*texts)
        ours.write_bytes(text)  # git's own copy; git puts it in place
    except OSError as error:
        words.stop(f"{error.filename or ours} cannot be merged: {error.strerror or error}.")
    if not whole:
        click.echo(f"{name or ours}: both sides changed the same field; choose one.", err=True)
        sys.exit(words.LOOK)


COMMANDS: Final = (history, diff, trend, verify, merge)
