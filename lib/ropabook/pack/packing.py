"""The pack as one ZIP: workbooks, pages, assessments, notices, and the manifest of them all."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ropabook.exporting import draw, name_of, put_in_place
from ropabook.handout import write as write_hand_out
from ropabook.model.assessments import Dpia, LegitimateInterestsAssessment, TransferRiskAssessment
from ropabook.model.notice import Notice
from ropabook.pack.manifest import NAME, manifest
from ropabook.papers import dpia, lia, tra
from ropabook.papers.html import as_page
from ropabook.papers.paper import Paper
from ropabook.papers.word import as_word
from ropabook.review import Review
from ropabook.seen import Seen, seen_from
from ropabook.sheets.past import Past
from ropabook.sheets.scope import Scope

PACK: Final = "audit-pack.zip"


def pack(review: Review, to: Path, past: Past | None = None) -> Path:
    """Write the whole pack. The same state gives the same bytes.

    Args:
        review: the record and its answers.
        to: the ZIP file to write.
        past: the history, where there is one.

    Raises:
        CannotWrite: it cannot be written; an old one is as it was.
    """
    files = dict(contents(review, past))
    files[NAME] = manifest(review, past, files)
    put_in_place(to, lambda path: _zip(path, files, review.on))
    return to


def contents(review: Review, past: Past | None) -> Iterator[tuple[str, bytes]]:
    """Every file of the pack but its manifest, by name."""
    yield "READ-ME.txt", _READ_ME.format(day=review.on).encode()
    with TemporaryDirectory(prefix="ropabook-") as folder:
        for entity in (None, *review.register.entities):
            path = Path(folder, name_of(entity))
            draw(Scope(review, entity, past), path)
            yield f"workbooks/{path.name}", path.read_bytes()
        page = write_hand_out(_seen(review, past), Path(folder, "hand-out.html"))
        yield page.name, page.read_bytes()
    made = datetime.combine(review.on, time())
    for key, paper in _papers(review):
        yield f"assessments/{key}.html", str(as_page(paper)).encode()
        yield f"assessments/{key}.docx", as_word(paper, made)
    for id, text in review.register.texts.items():
        yield f"notices/{id}.txt", text.encode()
    for notice in review.register.of(Notice).values():
        yield f"notices/{notice.id}.sha256", f"{notice.sha256}  {notice.id}.txt\n".encode()


def _seen(review: Review, past: Past | None) -> Seen:
    """With the trend and what was changed, where there is a history to tell of them."""
    if past is None:
        return Seen(review)
    return seen_from(review, past.history, past.commit, len(past.unsaved))


def _papers(review: Review) -> Iterator[tuple[str, Paper]]:
    register = review.register
    for one in register.of(Dpia).values():
        yield f"dpia/{one.id}", dpia.paper(review, one)
    for two in register.of(LegitimateInterestsAssessment).values():
        yield f"lia/{two.id}", lia.paper(review, two)
    for three in register.of(TransferRiskAssessment).values():
        yield f"tra/{three.id}", tra.paper(review, three)


def _zip(path: Path, files: dict[str, bytes], on: date) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        for name, content in sorted(files.items()):
            # The day of the state, no clock and no owner: the same state gives the same bytes.
            about = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            about.external_attr = 0o644 << 16
            about.create_system = 3
            # What is packed already is only stored.
            packed = name.endswith((".xlsx", ".docx"))
            about.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            out.writestr(about, content)


_READ_ME: Final = """Record of processing activities, as at {day}

hand-out.html  the same in one page, for any browser, without a network
workbooks/     one workbook for the group and one for each company: begin with the sheet “Cover”
assessments/   impact, interests and transfer risk assessments, each as a page and as Word
notices/       the text of each public notice, and the digest that the record keeps of it
manifest.json  the state of the record that all this speaks for, and the SHA-256 of every file

To see whether a file is as it was handed over:  ropabook verify FILE
This is not legal advice.
"""
