"""The packed parts of a workbook, looked at before anything in it is parsed.

What a workbook needs not have to be a record is refused here: macros, links to other files,
embedded files, document types. So is what would fill the memory when it is unpacked.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final, Literal

from ropabook.excel.cells import NotRead
from ropabook.excel.limits import MAX_FILE, MIB, OTHERS, Limits

MAX_PARTS: Final = 500
MAX_PART: Final = 60 * MIB
MAX_UNPACKED: Final = 100 * MIB
MAX_RATIO: Final = 200
_CHUNK: Final = 256 * 1024
_XML: Final = (".xml", ".rels", ".vml", ".rdf")
_OLD: Final = b"\xd0\xcf\x11\xe0"
_DOCUMENT_TYPE: Final = re.compile(rb"<!\s*(doctype|entity)", re.IGNORECASE)
_ENCODING: Final = re.compile(rb"""<\?xml[^>]{0,200}encoding\s*=\s*["']([^"']*)["']""")
_PLAIN: Final = (b"utf-8", b"utf8", b"us-ascii", b"ascii")

_EMBEDDED: Final = "another file is embedded in it; take it out"
_REFUSED: Final = (
    (r"vbaproject|vbadata|macrosheets/|dialogsheets/|^basic/(?!script-l[bc]\.xml)|^scripts/",
     "it holds macros; save it without them"),
    (r"externallinks/", "it takes values from other files; replace the links by their values"),
    (r"embeddings/|oleobject|^object \d+$|^(?!.*printersettings).*\.bin$", _EMBEDDED),
    (r"activex/|ctrlprops/", "it holds controls that run programs; take them out"),
    (r"connections\.xml|querytables/|model/item\.data",
     "it takes data from a connection; replace that by its values"),
    (r"customui", "it changes the menus of the program that opens it; take that out"),
)  # fmt: skip
_MACRO_TYPES: Final = re.compile(rb"macroenabled|vbaproject", re.IGNORECASE)

Workbook = Literal["xlsx", "ods"]


def check(name: str, data: bytes, limits: Limits = OTHERS) -> Workbook:
    """Which kind of workbook it is.

    Args:
        name: what people call the file.
        data: all of it.
        limits: say what to do with one that is too large.

    Raises:
        NotRead: it is none, or it breaks one of the limits above.
    """
    if len(data) > MAX_FILE:
        raise NotRead(name, f"it is larger than {MAX_FILE // MIB} MiB; {limits.instead}")
    if data.startswith(_OLD):
        raise NotRead(name, "it is protected by a password, or in the old .xls format; "
                            "save it as .xlsx without a password")  # fmt: skip
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return _check(name, package, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
            RuntimeError, OverflowError):  # fmt: skip
        raise NotRead(name, "it is damaged, or not a workbook at all") from None


def _check(name: str, package: zipfile.ZipFile, limits: Limits) -> Workbook:
    parts = package.infolist()
    kind = _kind(name, {part.filename for part in parts})
    _sizes(name, parts, limits.instead)
    seen: set[str] = set()
    for part in parts:
        path = part.filename.replace("\\", "/").lower()
        if path in seen:
            raise NotRead(name, f"the part “{path}” is in it twice")
        seen.add(path)
        if path.startswith("/") or ".." in path.split("/") or ":" in path:
            raise NotRead(name, "a part of it points outside the file")
        if part.flag_bits & 0x1:
            raise NotRead(name, "it is protected by a password; save it without one")
        for pattern, reason in _REFUSED:
            if re.search(pattern, path):
                raise NotRead(name, reason)
        _content(name, path, package, part)
    return kind


def _kind(name: str, parts: set[str]) -> Workbook:
    if "xl/workbook.xml" in parts or "[Content_Types].xml" in parts:
        return "xlsx"
    if "content.xml" in parts and "META-INF/manifest.xml" in parts:
        return "ods"
    raise NotRead(name, "it is a packed file, but not a workbook (.xlsx or .ods)")


def _sizes(name: str, parts: list[zipfile.ZipInfo], instead: str) -> None:
    if len(parts) > MAX_PARTS:
        raise NotRead(name, f"it has {len(parts):,} parts; {MAX_PARTS} are the most")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise NotRead(
            name, f"unpacked it would be larger than {MAX_UNPACKED // MIB} MiB; {instead}"
        )
    for part in parts:
        if part.file_size > MAX_PART:
            size = f"{MAX_PART // MIB} MiB"
            raise NotRead(name, f"a part of it would unpack to more than {size}; {instead}")
        if part.file_size > MIB and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            raise NotRead(name, "a part of it unpacks to more than 200 times its size")


def _content(name: str, path: str, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    for at, chunk in enumerate(_chunks(package, part)):
        if not path.endswith(_XML):
            continue
        if at == 0:
            _plain_text(name, chunk)
        if b"\0" in chunk:
            raise NotRead(name, "a part of it is not in UTF-8; save it again from a spreadsheet")
        if _DOCUMENT_TYPE.search(chunk):
            raise NotRead(name, "a part of it declares a document type or entities, "
                                "which a workbook never needs")  # fmt: skip
        if path == "[content_types].xml" and _MACRO_TYPES.search(chunk):
            raise NotRead(name, "it holds macros; save it without them")
        if path == "meta-inf/manifest.xml" and b"encryption-data" in chunk:
            raise NotRead(name, "it is protected by a password; save it without one")
        if path == "content.xml" and b"dde-source" in chunk:
            raise NotRead(name, "it takes values from other programs; replace them by values")
        if (
            re.fullmatch(r"object \d+/content\.xml", path)
            and at == 0
            and b"office:chart" not in chunk
        ):
            raise NotRead(name, _EMBEDDED)


def _plain_text(name: str, start: bytes) -> None:
    declared = _ENCODING.search(start[:300])
    strange = declared is not None and declared[1].lower() not in _PLAIN
    if strange or start.startswith((b"\xff\xfe", b"\xfe\xff", b"+/v")):
        raise NotRead(name, "a part of it is not in UTF-8; save it again from a spreadsheet")


def _chunks(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked part piece by piece; each piece repeats the end of the one before."""
    end = b""
    with package.open(part) as stream:
        while piece := stream.read(_CHUNK):
            yield end + piece
            end = piece[-40:]
