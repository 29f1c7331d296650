"""A workbook of the suite, edited the way a person would: cells found by sheet, key and heading."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ropabook.excel.book import HEAD
from ropabook.exporting import export_one, name_of
from ropabook.review import review
from ropabook.sheets.edits import KEY
from ropabook.sheets.past import past_of
from ropabook.store.store import Store
from tests.small import TODAY


def exported(store: Store, folder: Path, entity: str | None = None) -> Path:
    """The group's workbook, or a company's, from the record as it is."""
    folder.mkdir(exist_ok=True)
    judged = review(store.register(), TODAY)
    return export_one(judged, entity, folder / name_of(entity), past_of(store.history))


def edit(path: Path, cells: Mapping[tuple[str, str, str], object]) -> dict[str, str]:
    """Change cells, named by sheet, key of the row and heading; gives their places."""
    book = load_workbook(path)
    places = {}
    for (title, key, heading), value in cells.items():
        sheet = book[title]
        headings = [cell.value for cell in sheet[HEAD + 1]]
        at, keys = headings.index(heading) + 1, headings.index(KEY) + 1
        rows = [r for r in range(HEAD + 2, sheet.max_row + 1) if sheet.cell(r, keys).value == key]
        cell = sheet.cell(rows[0], at)
        cell.value = value
        places[f"{title}/{key}/{heading}"] = f"{title}!{cell.coordinate}"
    book.save(path)
    return places


def through_libreoffice(path: Path, to: Path, *kinds: str) -> Path:
    """The file opened and saved by LibreOffice, in one form after the other; skips without it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not on this machine: the round trip through it is not tried")
    profile = f"-env:UserInstallation=file://{to}/profile"
    for number, kind in enumerate(kinds or ("xlsx",)):
        folder = to / str(number)
        subprocess.run(
            [program, profile, "--headless", "--convert-to", kind, "--outdir", str(folder),
             str(path)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        path = folder / f"{path.stem}.{kind}"
    return path
