"""A document as a Word file."""

import zipfile
from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ropabook.papers.paper import (
    OPEN,
    Facts,
    Grid,
    Heading,
    Paper,
    Part,
    Picture,
    Signature,
    Text,
)
from ropabook.views.png import as_png

_QUIET: Final = RGBColor(0x55, 0x63, 0x6F)
_MISSING: Final = RGBColor(0x8A, 0x45, 0x00)
_PAGE: Final = 16.6
"""How wide the text of a page is, in centimetres."""
_LETTER, _SMALL_LETTER, _AROUND, _LONG_WORD = 0.19, 0.15, 0.42, 16
"""How wide letters and the margins of a cell are, in centimetres; longer words may be broken."""
_WIDE: Final = 6
"""From so many columns on a table is set in small type."""


def as_word(paper: Paper, made: datetime | None = None) -> bytes:
    """The whole document as a .docx file.

    Args:
        paper: what to draw.
        made: the moment the file gives as its creation; left out, the first of January 2000, so
            that the same document gives the same file.
    """
    document: Any = Document()
    _set_up(document, paper, made or datetime.combine(datetime(2000, 1, 1), time()))
    document.add_heading(paper.title, 0)
    _quiet(document, paper.subtitle)
    _table(document, (), paper.about, (5.0, 11.0))
    for part in paper.parts:
        _part(document, part)
    _quiet(document, "Made from the record of processing activities. This is not legal advice.")
    out = BytesIO()
    document.save(out)
    return _without_clock(out.getvalue())


def _without_clock(packed: bytes) -> bytes:
    """The same parts without the time of packing: the same document gives the same file."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            about = zipfile.ZipInfo(part.filename)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.create_system = 3
            new.writestr(about, old.read(part))
    return out.getvalue()


def _set_up(document: Any, paper: Paper, made: datetime) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.0)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    about = document.core_properties
    about.title, about.subject, about.author = paper.title, paper.subtitle, "ropabook"
    about.created = about.modified = made
    foot = section.footer.paragraphs[0]
    foot.text = " · ".join(filter(None, (paper.title, dict(paper.about).get("State"))))
    _page_of(foot)


def _quiet(document: Any, text: str) -> None:
    document.add_paragraph().add_run(text).font.color.rgb = _QUIET


def _part(document: Any, part: Part) -> None:
    match part:
        case Heading(text, level):
            document.add_heading(text, level)
        case Text(text, quiet):
            _quiet(document, text) if quiet else _write(document.add_paragraph(), text)
        case Facts(rows):
            _table(document, (), rows, (5.0, 11.6))
        case Grid(heads, rows, caption):
            if caption:
                _quiet(document, caption)
            _table(document, heads, rows, ())
        case Picture(svg, said):
            document.add_picture(BytesIO(as_png(svg)), width=Cm(14.5))
            _quiet(document, said)
        case Signature(rows):
            lines = tuple((*row, "") for row in rows)
            _table(document, ("Signed by", "For", "On", "Signature"), lines, (), high=True)


def _table(
    document: Any,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    high: bool = False,
) -> None:
    if not rows:
        return
    table = document.add_table(rows=0, cols=len(rows[0]))
    table.autofit = False
    table.style = "Table Grid"
    _light_borders(table)
    small = len(rows[0]) >= _WIDE
    for number, row in enumerate([*([heads] if heads else []), *rows]):
        added = table.add_row()
        _whole(added, head=bool(heads) and number == 0)
        cells = added.cells
        for at, text in enumerate(row):
            head = bool(heads) and number == 0
            _write(cells[at].paragraphs[0], text, small, bold=head)
            if head or (not heads and at == 0):
                _shade(cells[at])
        if high and number:
            table.rows[-1].height = Cm(1.1)
    letter = _SMALL_LETTER if small else _LETTER
    for at, width in enumerate(widths or _shares([heads, *rows], letter)):
        table.columns[at].width = Cm(width)
        for row in table.rows:
            row.cells[at].width = Cm(width)
    document.add_paragraph()


def _shares(rows: Sequence[Sequence[str]], letter: float) -> list[float]:
    """Widths in centimetres: no word is broken, and the rest goes by how much there is to say.

    Args:
        rows: every row, the heads included.
        letter: how wide a letter is, in centimetres.
    """
    told = [row for row in rows if row]
    columns = range(len(told[-1]))
    longest = [max((len(w) for row in told for w in row[at].split()), default=1) for at in columns]
    least = [min(word, _LONG_WORD) * letter + _AROUND for word in longest]
    wants = [min(max(max(len(row[at]) for row in told), 6), 60) ** 0.7 for at in columns]
    left = _PAGE - sum(least)
    if left < 0:
        return [_PAGE * one / sum(least) for one in least]
    return [one + left * want / sum(wants) for one, want in zip(least, wants, strict=True)]


def _light_borders(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", "D5DCE3")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _whole(row: Any, *, head: bool) -> None:
    """A row is not broken across pages, and the heads stand on each page again."""
    about = row._tr.get_or_add_trPr()
    about.append(OxmlElement("w:cantSplit"))
    if head:
        about.append(OxmlElement("w:tblHeader"))


def _page_of(paragraph: Any) -> None:
    """`Page 2 of 4`, which Word counts itself."""
    for words, field in (("   ·   Page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.add_run(words)
        run = paragraph.add_run()
        for kind in ("begin", "", "end"):
            mark = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark.text = field
            run._r.append(mark)


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("fill", "EEF3F8")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _write(paragraph: Any, text: str, small: bool = False, bold: bool = False) -> None:
    run = paragraph.add_run(_printable(text))
    run.bold = bold
    if small:
        run.font.size = Pt(8)
    if text.startswith((OPEN, "Not known yet")):
        run.font.color.rgb = _MISSING


def _printable(text: str) -> str:
    # XML has no place for control characters; a reader should see that there was one.
    return "".join(
        letter if letter in "\n\t" or (letter >= " " and letter not in "\ufffe\uffff"
        and not "\ud800" <= letter <= "\udfff")
        else f"⟨U+{ord(letter):04X}⟩"
        for letter in text
    )  # fmt: skip
