"""The last sheets of a workbook: what state it speaks for, and proof that it says what was written.

`ropabook verify FILE.xlsx` reads them again. They are in plain sight, as all of the workbook is.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from ropabook import __version__
from ropabook.excel.book import COVER, Written
from ropabook.excel.checks import Check, Lines, whole
from ropabook.excel.table import Cell, Column, Row, Table
from ropabook.model.kinds import KINDS, LABELS
from ropabook.sheets.scope import Scope

MANIFEST: Final = "Manifest"
RECONCILIATION: Final = "Reconciliation"
CHECKS: Final = "Checks"
FORMAT: Final = "ropabook workbook 1"
GROUP: Final = "the group"
NO_COMMIT: Final = "none: made without the history"
_ROOM: Final = 1_400
"""Characters of checks in one cell: a row stays low enough to be looked at."""


class Stated(NamedTuple):
    """What a workbook says of the state it was made from."""

    entity: str | None
    """The company, or None for the group."""
    on: date
    commit: str | None
    unsaved: bool
    """Whether the files held something that the commit does not have."""
    fingerprint: str
    made_by: str


class Kept(NamedTuple):
    """What a workbook keeps of its own cells."""

    stated: Stated
    checks: Mapping[str, Check]
    """By the title of each sheet."""


def proving(scope: Scope, written: Written) -> list[Table]:
    """Manifest and checks, once the other sheets are written."""
    return [_manifest(scope, written.rows, written.checks), _checks(written.checks)]


def stated(scope: Scope) -> Stated:
    """What the workbook is to say of its state."""
    past = scope.past
    return Stated(
        scope.entity,
        scope.review.on,
        past.commit if past else None,
        bool(past and past.unsaved),
        scope.register.fingerprint,
        f"ropabook {__version__}",
    )


def in_one_line(of: Stated) -> str:
    """The same for the properties of the file: what is not edited is found by it at once."""
    return "; ".join(f"{name}: {said}" for name, said in _facts(of))


# ----- written --------------------------------------------------------------------------------


def _manifest(scope: Scope, counts: Mapping[str, int], checks: Mapping[str, Check]) -> Table:
    rows = [Row((*told, "–")) for told in _facts(stated(scope))]
    rows += [Row((f"Rows of “{t}”", counts[t], c.digest)) for t, c in checks.items()]
    digests = {title: each.digest for title, each in checks.items()}
    rows.append(Row(("All these sheets", sum(counts[t] for t in checks), whole(digests))))
    return Table(
        MANIFEST,
        "The state of the record this workbook speaks for, and a digest of each sheet's cells. "
        "To check it: ropabook verify, with this file.",
        (Column("What", 40), Column("Value", 70), Column("SHA-256 of its cells", 70)),
        tuple(rows),
    )


def _facts(of: Stated) -> Iterator[tuple[str, str]]:
    yield "Format", FORMAT
    yield "About", of.entity or GROUP
    yield "As at", str(of.on)
    yield "Commit", of.commit or NO_COMMIT
    yield "Files as the commit has them", "No" if of.unsaved else "Yes"
    yield "Fingerprint of the record", of.fingerprint
    yield "Made by", of.made_by


def reconciliation(scope: Scope, written: Written) -> Table:
    """Each kind of record: how many there are, and how many have a row in this workbook."""
    columns = (
        Column("Kind of record", 34),
        Column("In the whole record", 16),
        Column("Of other companies only", 16),
        Column("Due in this workbook", 16),
        Column("Found in it", 14),
        Column("Sheet", 30),
        Column("It agrees", 40),
    )
    where = {"group": _on_the_cover(scope), **_sheets_of(written)}
    rows = [Row(_compared(scope, kind, where)) for kind in KINDS]
    about = (
        "Each kind of record counted in the files, and again by the rows of the sheets: what is "
        "due in this workbook is in it."
    )
    return Table(RECONCILIATION, about, columns, tuple(rows))


def _compared(scope: Scope, kind: str, where: Mapping[str, Mapping[str, str]]) -> tuple[Cell, ...]:
    every = scope.register.records.get(kind, {})
    due = {key for key in scope.keys if key.startswith(f"{kind}/")}
    if kind == "group":
        due = {record.key for record in every.values()}
    found = where.get(kind, {})
    lacking = sorted(due - set(found))
    titles = dict.fromkeys(found[key] for key in found if key in due)
    agrees = "Yes" if not lacking else f"No: {', '.join(lacking)}"
    return (
        LABELS[kind], len(every), len(every) - len(due), len(due), len(due & set(found)),
        ", ".join(titles) or "–", agrees,
    )  # fmt: skip


def _on_the_cover(scope: Scope) -> Mapping[str, str]:
    """What the group says of all its companies stands on the cover."""
    group = scope.register.group
    return {group.key: COVER} if group else {}


def _sheets_of(written: Written) -> Mapping[str, Mapping[str, str]]:
    """By kind, the records that have a row of their own, each with the first sheet that has it."""
    found: dict[str, dict[str, str]] = {}
    for key, (title, _) in written.places.items():
        kind, _, rest = key.partition("/")
        if rest:
            found.setdefault(kind, {})[key] = title
    return found


def _checks(checks: Mapping[str, Check]) -> Table:
    rows = [
        Row((title, what, number, piece))
        for title, each in checks.items()
        for what, text in (("rows", each.rows), ("columns", each.columns))
        for number, piece in enumerate(_pieces(text), 1)
    ]
    return Table(
        CHECKS,
        "For ropabook verify: eight signs for each row and each column of a sheet, so that a cell "
        "that was edited can be named. Nobody needs to read this.",
        (Column("Sheet", 30), Column("Of its", 12), Column("Part", 8), Column("Checks", 150)),
        tuple(rows),
    )


def _pieces(text: str) -> list[str]:
    return [text[at : at + _ROOM] for at in range(0, len(text), _ROOM)]


# ----- read again -----------------------------------------------------------------------------


class NotOurs(Exception):
    """A workbook that the suite did not write, or whose manifest cannot be read; says which."""


def kept_in(sheets: Mapping[str, Lines]) -> Kept:
    """What a workbook keeps of itself; given the texts of its sheets.

    Raises:
        NotOurs: it has no manifest of this format, or the manifest was changed.
    """
    said = _table(sheets, MANIFEST)
    facts = {row[0]: row[1] for row in said if len(row) > 1}
    if facts.get("Format") != FORMAT:
        raise NotOurs("It has no manifest that ropabook wrote: it is not a workbook of the suite.")
    try:
        told = _stated(facts)
    except (KeyError, ValueError):
        raise NotOurs("Its manifest was changed: a line of it cannot be read any more.") from None
    digests = {row[0][9:-1]: row[2] for row in said if row[0].startswith("Rows of “")}
    parts: dict[tuple[str, str], str] = {}
    for title, what, _, piece in (row for row in _table(sheets, CHECKS) if len(row) == 4):
        parts[title, what] = parts.get((title, what), "") + piece
    checks = {
        title: Check(digest, parts.get((title, "rows"), ""), parts.get((title, "columns"), ""))
        for title, digest in digests.items()
    }
    return Kept(told, checks)


def of_one_line(text: str) -> Stated:
    """What the properties of a file say of its state.

    Raises:
        NotOurs: they say nothing of it.
    """
    try:
        return _stated(dict(each.split(": ", 1) for each in text.split("; ")))
    except (KeyError, ValueError):
        raise NotOurs("Its properties do not say from which state it was written.") from None


def _stated(facts: Mapping[str, str]) -> Stated:
    about, commit = facts["About"], facts["Commit"]
    return Stated(
        None if about == GROUP else about,
        date.fromisoformat(facts["As at"]),
        None if commit == NO_COMMIT else commit,
        facts["Files as the commit has them"] != "Yes",
        facts["Fingerprint of the record"],
        facts["Made by"],
    )


def _table(sheets: Mapping[str, Lines], title: str) -> list[Sequence[str]]:
    """The rows below the headings of a sheet."""
    return [line for line in sheets.get(title, ())[4:] if line]
