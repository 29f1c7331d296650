"""What runs in the limited child process: a file comes in, what it would become goes out.

Its answer is lines of JSON: `[[cell, …, fate], …]` for some cells, `["folder/id", {…}]` for a
record, and at the end what there is to say of the file as a whole.
"""

import gc
import json
import sys
from collections.abc import Iterator
from dataclasses import fields
from itertools import islice
from operator import attrgetter
from typing import Any, Final

from ropabook.excel import child
from ropabook.excel.cells import Book, Cell, NotRead
from ropabook.excel.limits import limit
from ropabook.excel.reading import book_of
from ropabook.exchange.drafting import draft
from ropabook.exchange.known import Known
from ropabook.exchange.mapping import ImportMapping
from ropabook.exchange.received import plain_about
from ropabook.exchange.source import source_of

OUR_FAULT: Final = "the import stumbled over it, which is a fault of ropabook; nothing was taken"
_AT_ONCE: Final = 200
_plain: Final = attrgetter(*(each.name for each in fields(Cell)))


def main() -> int:
    """Read standard input, write standard output."""
    limit()
    # It ends soon: looking for what is no longer needed takes more time than it saves.
    gc.disable()
    child.without_what_is_not_needed()
    request = json.loads(sys.stdin.buffer.readline())
    for line in told(request, sys.stdin.buffer.read()):
        sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()
    return 0


def told(request: dict[str, Any], data: bytes) -> Iterator[bytes]:
    """What the child says of a file, line by line; the last says `end` or `refused`.

    Args:
        request: what `proposal.look` asks for.
        data: the whole file.
    """
    try:
        for line in _lines(request, data):
            yield json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
    except NotRead as refused:
        yield _refusal(refused.reason)
    except MemoryError:
        yield _refusal("reading it needs more memory than is allowed")
    except Exception:
        yield _refusal(OUR_FAULT)


def _refusal(reason: str) -> bytes:
    return json.dumps({"refused": reason}).encode() + b"\n"


def _lines(request: dict[str, Any], data: bytes) -> Iterator[Any]:
    def workbook(name: str, data: bytes) -> Book:
        return book_of(name, child.told(request["kind"], data))

    source = source_of(request["name"], data, workbook)
    found = draft(
        source,
        Known.from_plain(request["known"]),
        ImportMapping.model_validate(request["mapping"]),
        entity=request["entity"],
        hidden=request["hidden"],
    )
    cells = ((*_plain(cell), fate) for cell, fate in found.cells())
    while some := list(islice(cells, _AT_ONCE)):
        yield some
    yield from found.records()
    yield {"end": plain_about(found.about)}


if __name__ == "__main__":
    sys.exit(main())
