"""X3: 51 texts made to become something else stay what they are, here, in LibreOffice and back.

Each stands in every kind of free text of a record. LibreOffice opens what is exported and saves it
as .xlsx, .csv and .pdf; then nothing may have become a formula or a link, and every cell says what
it said before.
"""

import csv
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from ropabook.excel.text import clean
from ropabook.exchange.proposal import look
from ropabook.exchange.values.cleaning import cleaned
from ropabook.exporting import export
from ropabook.layouts.description import layouts
from ropabook.layouts.filling import filled
from ropabook.layouts.writing import write_layout
from ropabook.model.register import Register
from ropabook.review import Review, review
from ropabook.sheets.scope import Scope
from ropabook.store.load import load
from ropabook.store.text.dumping import dumped
from tests.size import RELEASE, size

TEXTS = [
    "=1+1", "=", "==1", "=SUM(A1:A9)", "=A1", "=B5", "=#REF!", "={1,2}", "{=1+1}", "+1+1", "-1+1",
    "-2+3+cmd|' /C calc'!A0", "@SUM(1,1)", "=cmd|' /C calc'!A0", "=DDE(\"cmd\";\"/C calc\";\"A0\")",
    "=HYPERLINK(\"http://evil.example\",\"x\")", "=WEBSERVICE(\"http://evil.example\")",
    "=IMAGE(\"http://evil.example/a.png\")", "=IMPORTXML(\"http://evil.example\",\"//a\")",
    "=INDIRECT(\"A1\")", "=TODAY()", "\t=1+1", " =1+1", "\u00a0=1+1", "\u200b=1+1", "\uff1d1+1",
    "\uff0b1+1", "\uff0d1+1", "\uff20SUM(1,1)", "'=1+1", "\"=1+1\"", ";=1+1", ",=1+1", "a\n=1+1",
    "http://evil.example/", "https://evil.example/?q=1", "mailto:a@evil.example",
    "ftp://evil.example", "file:///etc/passwd", "internal:Cover!A1", "external:evil.xlsx",
    "00123", "1e5", "1,234.50", "2026-11-24", "3/4/2025", "12:30", "TRUE", "#N/A",
    "<script>alert(1)</script>", "\u202etxt.exe",
]  # fmt: skip
ACTIVITIES = size(13, 51)
"""For every commit each text stands once in a purpose; for a release once in every field."""
TODAY = date(2026, 11, 24)
FORMATS = ("xlsx", "csv", "pdf")


def test_there_are_as_many_as_there_should_be() -> None:
    assert len(set(TEXTS)) == 51


def record(root: Path) -> Register:
    """A register in which each text is a title, an owner, a purpose, a recipient, a measure …"""
    entries: dict[str, dict[str, dict[str, object]]] = {
        "data-subjects": {}, "personal-data": {}, "security-measures": {}, "retention": {},
    }  # fmt: skip
    files: dict[str, dict[str, object]] = {
        "group.yaml": {"title": "Northwind"},
        "entities/harbour.yaml": {"legal_name": "Harbour"},
    }
    for at, text in enumerate(TEXTS):
        name = f"t{at:02}"
        entries["data-subjects"][name] = {"title": text}
        entries["personal-data"][name] = {"title": text}
        files[f"recipients/{name}.yaml"] = {"title": text, "kind": "processor", "contact": text}
    for at, text in enumerate(TEXTS[:ACTIVITIES]):
        name = f"t{at:02}"
        several = TEXTS[at::ACTIVITIES]
        names = [f"t{n:02}" for n in range(at, len(TEXTS), ACTIVITIES)]
        entries["retention"][name] = {"title": text, "criteria": text, "origin": "stated"}
        entries["security-measures"][name] = {
            "title": text, "text": text, "article_32": "b", "nature": "technical",
            "status": "in-place",
        }  # fmt: skip
        files[f"systems/{name}.yaml"] = {"title": text}
        files[f"activities/{name}.yaml"] = {
            "title": text, "role": "controller", "entities": ["harbour"], "status": "active",
            "business_function": text, "owner": text, "approver": text, "notes": text,
            "purposes": [
                {"id": f"p{n}", "text": each, "lawful_basis": {
                    "basis": "legitimate-interests", "interest": each}}
                for n, each in enumerate(several)
            ],
            "data": [{"id": "d", "subjects": names, "categories": names, "retention": name}],
            "recipients": [{"recipient": each} for each in names],
            "security_measures": [name], "systems": [name],
        }  # fmt: skip
        files[f"activities/p{at:02}.yaml"] = {
            "title": text, "role": "processor", "entities": ["harbour"], "status": "active",
            "customers": [{"name": each, "contact": each} for each in several],
            "categories_of_processing": several,
            "recipients": [{"recipient": name}], "security_measures": [name],
        }  # fmt: skip
    files |= {f"registers/{kind}.yaml": dict(each) for kind, each in entries.items()}
    for file, data in files.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(dumped(data), encoding="utf-8")
    found = load(root)
    assert not found.refusals
    return found


@pytest.fixture(scope="module")
def judged(tmp_path_factory) -> Review:
    return review(record(tmp_path_factory.mktemp("record")), TODAY)


@pytest.fixture(scope="module")
def exported(judged, tmp_path_factory) -> dict[str, Path]:
    """Every format that goes out: the workbook, and each layout."""
    folder = tmp_path_factory.mktemp("out")
    found = {"group": export(judged, folder)[0]}
    for name, layout in layouts().items():
        done = filled(layout, Scope(judged, "harbour"))
        found[name] = write_layout(done, folder / f"{name}.{layout.file}", TODAY)[0]
    return found


@pytest.fixture(scope="module")
def through(exported, tmp_path_factory) -> Path:
    """All of them as LibreOffice opens and saves them."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not on this machine: hostile texts are not opened in it")
    folder = tmp_path_factory.mktemp("through")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    for kind in FORMATS:
        subprocess.run(
            [program, profile, "--headless", "--convert-to", every_sheet if kind == "csv" else kind,
             "--outdir", str(folder / kind), *map(str, opened(exported, kind))],
            check=True, capture_output=True, timeout=600,
        )  # fmt: skip
    return folder


def opened(exported: dict[str, Path], kind: str) -> list[Path]:
    """Our own workbook has 60 sheets: for every commit LibreOffice saves it once, as a workbook."""
    every = kind == "xlsx" or RELEASE
    return [path for name, path in exported.items() if every or name != "group"]


def texts(book: Workbook) -> Iterator[tuple[str, str, object]]:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
                if cell.hyperlink:
                    assert cell.hyperlink.target is None, (sheet.title, cell.coordinate)
                if cell.value is not None:
                    yield sheet.title, cell.coordinate, cell.value


def shown(text: str) -> str:
    return clean(text).text


def test_no_text_of_our_workbooks_is_a_formula_or_a_link(exported) -> None:
    for name, path in exported.items():
        if path.suffix == ".xlsx":
            seen = Counter(str(value) for _, _, value in texts(load_workbook(path)))
            missing = [each for each in TEXTS if not any(shown(each) in text for text in seen)]
            assert not missing, (name, missing)


def test_libreoffice_opens_and_saves_every_cell_as_it_was(exported, through) -> None:
    for name, path in exported.items():
        if path.suffix != ".xlsx":
            continue
        before = {place[:2]: place[2] for place in texts(load_workbook(path))}
        after = {
            place[:2]: place[2] for place in texts(load_workbook(through / "xlsx" / path.name))
        }
        changed = {
            place: (value, after.get(place)) for place, value in before.items()
            if isinstance(value, str) and after.get(place) != (value or None)
        }  # fmt: skip
        print(f"{name}: {len(before)} cells through LibreOffice, {len(changed)} changed")
        assert not changed, list(changed.items())[:5]


def test_libreoffice_says_the_same_as_plain_text(exported, through) -> None:
    """What it would evaluate, it would write here as the result."""
    for path in opened(exported, "csv"):
        if path.suffix != ".xlsx":
            continue
        said: set[str] = set()
        for file in (through / "csv").glob(f"{path.stem}-*.csv"):
            with file.open(encoding="utf-8", newline="") as lines:
                said.update(cell for row in csv.reader(lines) for cell in row)
        everything = "\n".join(said)
        missing = [text for text in TEXTS if shown(text) not in everything]
        assert not missing, (path.name, missing)


def test_libreoffice_prints_it_and_evaluates_nothing(exported, through) -> None:
    for path in opened(exported, "pdf"):
        assert (through / "pdf" / f"{path.stem}.pdf").stat().st_size > 1_000


def test_no_text_of_the_flat_file_is_a_formula_in_libreoffice(exported, through) -> None:
    """A .csv has no other way than a quote before the text; it is there, and nothing evaluates."""
    found = list(texts(load_workbook(through / "xlsx" / "flat.xlsx")))
    assert len(found) > 51
    said = {str(value) for _, _, value in found}
    assert {"'=1+1", "'@SUM(1,1)", "'+1+1"} <= said
    assert "2" not in said


@pytest.mark.parametrize("name", ["ico-controller", "flat"])
@pytest.mark.parametrize("by", ["us", "LibreOffice"])
def test_what_went_out_comes_in_with_the_same_texts(name, by, exported, request) -> None:
    path = exported[name]
    if by == "LibreOffice":
        if path.suffix != ".xlsx":
            pytest.skip("a .csv opened and saved in a spreadsheet is another file")
        path = request.getfixturevalue("through") / "xlsx" / path.name
    proposal = look(path.name, path.read_bytes(), Register({}), entity="harbour")
    said = "\n".join(text for each in proposal.records.values() for text in _texts(each.data))
    missing = [each for each in TEXTS if cleaned(shown(each)) not in said]
    assert not missing


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
    else:
        yield str(value)
