"""Workbooks that somebody made to do harm, each a few kilobytes; built, never kept."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from openpyxl import Workbook

REGISTER: Final = [
    ["Processing activity", "Purpose", "Lawful basis", "Retention"],
    ["Payroll", "Pay people", "Contract", "6 years"],
]
SHEET: Final = "xl/worksheets/sheet1.xml"
MAIN: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS: Final = "<!DOCTYPE a [" + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(9)
) + "]>"  # fmt: skip
FILE: Final = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
DTD: Final = '<!DOCTYPE a SYSTEM "http://evil.example/a.dtd">'


def good() -> dict[str, bytes]:
    """The parts of a small workbook."""
    book = Workbook()
    assert book.active is not None
    for row in REGISTER:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def with_part(name: str, content: bytes = b"x") -> bytes:
    """A good workbook and one more part, or another in its place."""
    return packed({**good(), name: content})


def sheet(rows: str, after: str = "", before: str = "") -> bytes:
    """A good workbook with another sheet in it."""
    xml = f"<?xml version='1.0'?>{before}<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}"
    return with_part(SHEET, f"{xml}</worksheet>".encode())


def cell(place: str, text: str) -> str:
    """A cell that holds its text itself."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def declared(part: str, document_type: str) -> bytes:
    """A document type in a part that needs none."""
    parts = good()
    before, _, rest = parts[part].decode().rpartition("?>") if b"?>" in parts[part] else (
        "<?xml version='1.0'", "", parts[part].decode())  # fmt: skip
    return packed({**parts, part: f"{before}?>{document_type}{rest}".encode()})


def spread(piece: bytes, times: int, head: str, tail: str) -> bytes:
    """A sheet that unpacks to far more than it weighs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in good().items():
            if name != SHEET:
                package.writestr(name, content)
        with package.open(SHEET, "w", force_zip64=True) as part:
            part.write(f"<worksheet {MAIN}><sheetData>{head}".encode())
            for _ in range(times):
                part.write(piece)
            part.write(f"{tail}</sheetData></worksheet>".encode())
    return out.getvalue()


def twice() -> bytes:
    """The same part twice: which one counts depends on who reads."""
    out = io.BytesIO(packed(good()))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(SHEET.upper(), b"<worksheet/>")
    return out.getvalue()


def lying() -> bytes:
    """A directory that claims a part of 20 MiB is ten bytes long."""
    data = bytearray(spread(b" " * 1024, 20 * 1024, "", ""))
    at = data.rindex(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(SHEET)] != SHEET.encode():
        at = data.rindex(b"PK\x01\x02", 0, at)
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


def encrypted() -> bytes:
    """A part that is marked as encrypted."""
    data = bytearray(packed(good()))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def ods(content: str, more: Mapping[str, bytes] | None = None, manifest: bytes = b"<a/>") -> bytes:
    """An OpenDocument spreadsheet around the rows of a table."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    xml = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="A">{content}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"content.xml": xml.encode(), "META-INF/manifest.xml": manifest, **(more or {})})


def _rows(count: int) -> bytes:
    return ("<row>" + "<c><v>1</v></c>" * 50 + "</row>").encode() * count


MERGES: Final = "".join(f'<mergeCell ref="C{n}:D{n}"/>' for n in range(2, 10_002))
Make = Callable[[], bytes]
REFUSED: Final[Mapping[str, tuple[Make, str]]] = {
    "billion laughs in the strings": (
        lambda: with_part("xl/sharedStrings.xml", f"{LAUGHS}<sst>&l8;</sst>".encode()), "entities"),
    "billion laughs in the workbook": (lambda: declared("xl/workbook.xml", LAUGHS), "entities"),
    "billion laughs in the sheet": (lambda: sheet("", before=LAUGHS), "entities"),
    "quadratic entities": (
        lambda: sheet("", before=f'<!DOCTYPE a [<!ENTITY q "{"q" * 50_000}">]>'), "entities"),
    "an entity that reads a file": (lambda: sheet(cell("A1", "&x;"), before=FILE), "entities"),
    "an entity across two pieces": (
        lambda: sheet("", after=" " * (256 * 1024 - 200) + FILE), "entities"),
    "a document type elsewhere": (lambda: declared("xl/workbook.xml", DTD), "document type"),
    "a document type in the relations": (
        lambda: declared("xl/_rels/workbook.xml.rels", DTD), "document type"),
    "1 GiB of spaces": (lambda: spread(b" " * 2**20, 1024, "", ""), "unpacked|unpack to"),
    "a string of 500 MB": (lambda: spread(b"x" * 2**20, 500, '<row><c t="inlineStr"><is><t>',
                                          "</t></is></c></row>"), "unpacked|unpack to"),
    "5 million cells": (lambda: spread(_rows(100), 1000, "", ""), "unpack"),
    "200,000 nested rows": (lambda: sheet("<row>" * 200_000 + "</row>" * 200_000), "200 times|not"),
    "a far cell": (lambda: sheet(f"<row r='1048576'>{cell('XFD1048576', 'x')}</row>"), "below row"),
    "rows that are not in order": (
        lambda: sheet(f"<row r='5'>{cell('A5', 'x')}</row><row r='2'>{cell('A2', 'y')}</row>"),
        "order"),
    "macros": (lambda: with_part("xl/vbaProject.bin"), "macros"),
    "macros by their type": (
        lambda: packed({**good(), "[Content_Types].xml": good()["[Content_Types].xml"].replace(
            b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main")}), "macros"),
    "macro sheets": (lambda: with_part("xl/macrosheets/sheet1.xml"), "macros"),
    "links to other files": (lambda: with_part("xl/externalLinks/externalLink1.xml"), "other file"),
    "an embedded file": (lambda: with_part("xl/embeddings/oleObject1.bin"), "embedded"),
    "controls": (lambda: with_part("xl/activeX/activeX1.xml"), "controls"),
    "a connection": (lambda: with_part("xl/connections.xml"), "connection"),
    "a query": (lambda: with_part("xl/queryTables/queryTable1.xml"), "connection"),
    "other menus": (lambda: with_part("customUI/customUI.xml"), "menus"),
    "a part in UTF-16": (
        lambda: with_part("xl/sharedStrings.xml", "<sst/>".encode("utf-16")), "UTF-8"),
    "a part in UTF-7": (
        lambda: with_part("xl/sharedStrings.xml", b"<?xml version='1.0' encoding='utf-7'?><sst/>"),
        "UTF-8"),
    "a password": (encrypted, "password"),
    "a password, the other way": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"),
    "sizes that lie": (lying, "damaged|200 times|unpack"),
    "a part twice": (twice, "twice"),
    "a part outside": (lambda: with_part("../../evil.xml"), "outside"),
    "501 parts": (lambda: packed({**good(), **{f"x/{n}": b"x" for n in range(501)}}), "parts"),
    "too large": (lambda: packed(good()) + b"\0" * 11 * 2**20, "larger than 10 MiB"),
    "no workbook": (lambda: packed({"readme.txt": b"hello"}), "not a workbook"),
    "no package": (lambda: b"PK\x03\x04 but no more", "damaged"),
    "nothing": (lambda: b"", "damaged"),
    "ods: macros": (lambda: ods("", {"Basic/Standard/Module1.xml": b"<a/>"}), "macros"),
    "ods: values of other programs": (lambda: ods("<table:dde-source/>"), "other programs"),
    "ods: a document type": (
        lambda: packed({"content.xml": (FILE + "<a>&x;</a>").encode(),
                        "META-INF/manifest.xml": b"<a/>"}), "entities"),
    "ods: a password": (lambda: ods("", manifest=b"<manifest:encryption-data/>"), "password"),
    "ods: an embedded file": (lambda: ods("", {"Object 1": b"x"}), "embedded"),
    "ods: a cell repeated": (
        lambda: ods('<table:table-row table:number-rows-repeated="9999999"><table:table-cell>'
                    "<text:p>x</text:p></table:table-cell></table:table-row>"), "below row|cells"),
    "ods: no content": (lambda: packed({"content.xml": b"<a", "META-INF/manifest.xml": b"<a/>"}),
                        "damaged"),
}  # fmt: skip
READ: Final[Mapping[str, Make]] = {
    "10,000 merges": lambda: sheet(
        f"<row r='1'>{cell('A1', 'x')}</row>",
        f"<mergeCells>{MERGES}"
        "</mergeCells>"),
    "one merge over everything": lambda: sheet(
        f"<row r='1'>{cell('A1', 'x')}</row>",
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "ods: a million empty rows": lambda: ods(
        "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'),
}  # fmt: skip
"""Files that look hostile and are read within the limits."""


def texts() -> Iterator[tuple[str, bytes, str]]:
    """Files of text: name, content, and what is said of them."""
    yield "deep.json", b"[" * 100_000 + b"]" * 100_000, "nested"
    yield "wide.json", b"[" + b"1," * 3_000_000 + b"1]", "more values|more than|cells"
    yield "bad.json", b'{"a": ', "not valid JSON"
    laughs = "\n".join(f"l{n}: &l{n} [{', '.join(f'*l{n - 1}' for _ in range(9))}]"
                       for n in range(1, 9))  # fmt: skip
    yield "laughs.yaml", f"l0: &l0 [ha]\n{laughs}\n".encode(), "aliases"
    yield "deep.yaml", b"[" * 5_000 + b"]" * 5_000, "nested|valid YAML"
    yield "tag.yaml", b"a: !!python/object/apply:os.system [echo]\nb: {", "valid YAML"
    yield "nul.csv", b"a,b\n\0,c\n", "NUL"
    yield "large.csv", b"a,b\n" * 3 * 2**20, "larger than 10 MiB"
    yield "wide.csv", b"," * 500 + b"x\n", "column 200"
    yield "long.csv", b"a,b\n" * 30_000, "row 20,000"
    yield "image.png", b"\x89PNG", "none of the kinds"
    yield "old.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password|old"
