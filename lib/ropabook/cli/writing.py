"""Commands that write the record, all through the store: init, new, tidy, restore, claim."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ropabook.cli import words

if TYPE_CHECKING:
    from ropabook.store.store import Store


def _store(ropa: Path) -> "Store":
    from ropabook.store.opening import open_store

    return open_store(ropa)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Give the record in DIR a history: from then on every save is remembered.

    In a folder that is in a git repository already, that repository keeps the history; else one is
    made. The git program is not needed. It can be called again: what is there is left as it is.
    """
    from ropabook.store.beginning import begin_history
    from ropabook.store.problems import CannotSave

    try:
        done = begin_history(folder)
    except CannotSave as problem:
        words.stop(str(problem))
    words.say(done)


@click.command()
@click.argument("kind")
@click.argument("id")
@words.ropa
def new(kind: str, id: str, ropa: Path) -> None:
    """Begin a record of a KIND (such as activities) with an ID; unanswered facts are questions."""
    from ropabook.store.places import NoPlace, place
    from ropabook.store.problems import CannotSave
    from ropabook.store.starters import starter
    from ropabook.store.strict_yaml import parse

    key = f"{kind}/{id if kind != 'group' else 'group'}"
    try:
        file = place(key).file
        _store(ropa).create(key, parse(starter(kind, id).encode()))
    except (CannotSave, NoPlace) as problem:
        words.stop(str(problem))
    words.say([f"Begun: {ropa / file}", "Open it, answer what you can, and run: ropabook check"])


@click.command()
@click.argument("text", type=click.Path(path_type=Path))
@click.option("--id", required=True, help="The id of the notice, such as privacy-notice.")
@click.option("--title", default="Privacy notice", show_default=True, help="What people call it.")
@click.option(
    "--entity", "entities", multiple=True, help="A company it speaks for; may be repeated."
)
@words.ropa
@click.option("--write", is_flag=True, help="Put it into the record; else it is only printed.")
def notice(
    text: Path, id: str, title: str, entities: Sequence[str], ropa: Path, write: bool
) -> None:
    """Propose the statements of a notice whose TEXT is in a file, for an analyst to accept."""
    from ropabook.exchange.notice_record import as_record, as_yaml
    from ropabook.store.places import NoPlace
    from ropabook.store.problems import CannotSave
    from ropabook.store.saving import Conflict

    try:
        said = text.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        words.stop(f"{text} cannot be read as text in UTF-8: {problem}.")
    record = as_record(said, id, title, tuple(entities))
    if not write:
        words.say([as_yaml(record)])
        return
    try:
        both = {f"notices/{id}.txt": said, f"notices/{id}": record}
        done = _store(ropa).save_many(both, "create")
    except (CannotSave, NoPlace) as problem:
        words.stop(str(problem))
    if any(isinstance(each, Conflict) or each.commit is None for each in done):
        words.stop(f"The notice '{id}' exists already; nothing was changed. Choose another --id.")
    asked = len(record.get("questions", ()))
    words.say([f"Written: {ropa / 'notices' / id}.yaml and {id}.txt"])
    count = len(record["statements"])
    words.say([f"{count} statements proposed; {asked} to be placed by a person."])


@click.command()
@words.ropa
@click.option("--check", "only_look", is_flag=True, help="Change nothing; say what would change.")
@words.form
def tidy(ropa: Path, only_look: bool, form: str) -> None:
    """Lay every file out alike. Comments, order and values stay as they are."""
    from ropabook.store.problems import CannotSave
    from ropabook.store.text.layout import remarks_to_look_at, tidied_files

    register = words.register_in(ropa, None)
    changed = tidied_files(ropa)
    try:
        if changed and not only_look:
            count = f"{len(changed)} files" if len(changed) != 1 else "1 file"
            _store(ropa).put(changed, "tidy", f"{count} laid out alike")
    except CannotSave as problem:
        words.stop(str(problem))
    if form == "json":
        words.as_json(list(changed))
    else:
        words.say(f"{'Would change' if only_look else 'Tidied'}: {name}" for name in changed)
        words.say([] if changed else ["Every file is tidy."])
        words.say(f"Look at: {remark}" for remark in remarks_to_look_at(ropa))
        words.say(words.refusals(register))
    if register.refusals:
        sys.exit(words.REFUSED)
    sys.exit(words.LOOK if only_look and changed else 0)


@click.command()
@click.argument("record")
@click.argument("state", metavar="COMMIT")
@words.ropa
@click.option("--reason", required=True, help="Why the old version is to be in force again.")
def restore(record: str, state: str, ropa: Path, reason: str) -> None:
    """Make RECORD (folder/id) as it was in COMMIT, or on a day, as a new change."""
    from ropabook.store.places import NoPlace
    from ropabook.store.problems import CannotRead, CannotSave
    from ropabook.store.saving import Conflict

    try:
        done = _store(ropa).restore(record, state, reason)
    except (CannotSave, CannotRead, NoPlace) as problem:
        words.stop(str(problem))
    if isinstance(done, Conflict):
        words.stop(done.sentence)
    words.say([done.sentence, *(f"  {change.sentence}" for change in done.changes[1:])])


@click.command()
@click.argument("commits", metavar="[COMMIT]...", nargs=-1)
@words.ropa
@click.option("--all", "every", is_flag=True, help="Claim all of them.")
@click.option("--reason", help="Why it was changed outside.")
@words.form
def claim(commits: tuple[str, ...], ropa: Path, every: bool, reason: str | None, form: str) -> None:
    """List the changes made without ropabook that nobody has claimed; claim those of COMMIT.

    To claim is to say: this was I. The change itself stays as it is.
    """
    from ropabook.store.problems import CannotRead, CannotSave

    store = _store(ropa)
    try:
        found = store.outside_changes()
        chosen = [
            each
            for each in found
            if every or (each.commit and any(each.commit.startswith(c) for c in commits))
        ]
        if len(chosen) < len(commits):
            words.stop("One of them is no change that waits for a claim. List: ropabook claim")
        for each in chosen:
            store.claim(each, reason=reason)
    except (CannotSave, CannotRead) as problem:
        words.stop(str(problem))
    if form == "json":
        words.as_json([{**each.as_data(), "claimed": each in chosen} for each in found])
        return
    for each in found:
        state = "Claimed " if each in chosen else "Unclaimed"
        at = f"{each.commit[:10]}  {each.when:%Y-%m-%d %H:%M}" if each.commit and each.when else "-"
        words.say([f"{state:9}  {at}  {each.by or 'unknown'}: {each.sentence}"])
    words.say([] if found else ["Nothing was changed without ropabook."])


COMMANDS: Final = (init, new, notice, tidy, restore, claim)
