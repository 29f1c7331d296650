"""The rows below the headings of a sheet: nearly every cell of a workbook is one of these.

XlsxWriter keeps an object for each cell until the file is closed, and one more for each cell of a
table, to refuse tables that overlap. Ten thousand activities have eight million cells. So a row
becomes text as soon as it is drawn, and waits in a file of its own until the sheet is put together.

A link may lead to a sheet that is not drawn yet. So it waits as a mark, with the cell as it is
where nothing is found to lead to.
"""

from collections.abc import Iterator, Sequence
from tempfile import TemporaryFile
from typing import Any, Final
from xml.sax.saxutils import escape

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

_UNITS: Final = 32_767
"""The most that a cell holds, in units of UTF-16."""
_MOST_LINKS: Final = 65_530
"""The most of them that Excel takes in one sheet."""
_CELL: Final = '<c r="'
_MARK: Final = "\0"


class Targets:
    """Where links lead: known once every sheet is drawn."""

    def __init__(self) -> None:
        self.places: dict[str, tuple[str, int]] = {}
        """By key, the first row that carries it: the title of the sheet, and its number."""
        self._keys: dict[str, int] = {}

    def number(self, key: str) -> int:
        """What a key is called while links wait."""
        return self._keys.setdefault(key, len(self._keys))

    def found(self) -> list[tuple[str, int] | None]:
        """Where each leads, by its number; None where nothing carries the key."""
        return [self.places.get(key) for key in self._keys]


class RowSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types.
    """A worksheet to which whole rows are put, below a table's headings."""

    def __init__(self) -> None:
        super().__init__()
        self._head, self._last = 0, 0
        self.targets = Targets()
        """Those of the whole workbook: given by who draws it."""
        self._links: list[str] = []
        self._drawn = TemporaryFile("w+", encoding="ascii", newline="")  # noqa: SIM115

    def add_growing_table(self, head: int, last: int, columns: int, asked: dict[str, Any]) -> bool:
        """Lay a table over rows that are put by themselves.

        Args:
            head: the row of its headings, counted from nought.
            last: its last row.
            columns: its last column.
            asked: its name and its columns, as `add_table` takes them.

        Returns:
            Whether it could be laid.
        """
        if self.add_table(head, 0, head + 1, columns, asked):
            return False
        # Told afterwards how far it goes: no cell of it has to be marked as taken.
        whole = xl_range(head, 0, last, columns)
        self.tables[-1].update(range=whole, a_range=whole, autofilter=whole)
        self._head, self._last = head, last
        return not self._check_dimensions(last, columns)

    def text_cell(self, text: str, look: Format | None) -> str | None:
        """A cell with a text, without its place; None where a cell cannot hold so much."""
        if len(text) > _UNITS // 2 and len(text.encode("utf-16-le", "surrogatepass")) > 2 * _UNITS:
            return None
        index = self.str_table._get_shared_string_index(text)
        self.str_table.count -= 1  # It is counted where it is put.
        return f'"{_styled(look)} t="s"><v>{index}</v></c>'

    def number_cell(self, number: int, look: Format) -> str:
        """A cell with a number, without its place."""
        return f'"{_styled(look)}><v>{number}</v></c>'

    def put_row(self, number: int, height: float, cells: Sequence[str], texts: int) -> None:
        """Put one row.

        Args:
            number: counted from one.
            height: in points; 0 for what the program gives it.
            cells: each from its place on, such as `A5" t="s"><v>7</v></c>`.
            texts: how many of them are texts.
        """
        # In whole pixels, as XlsxWriter has it.
        high = f' ht="{int(height * 4 / 3 + 0.5) * 0.75:.16g}" customHeight="1"' if height else ""
        within = _CELL.join(("", *cells))
        self._drawn.write(f'<row r="{number}"{high}>{within}</row>\n')
        self.str_table.count += texts

    def waiting(self, key: str, linked: str, plain: str) -> str:
        """A cell, without its place, that becomes a link where some row carries the key.

        Args:
            key: what it leads to.
            linked: the cell as a link.
            plain: the cell as it is where no row carries the key.
        """
        return f"{_MARK}{self.targets.number(key)}{_MARK}{linked}{_MARK}{plain}{_MARK}"

    def put_link(self, place: str, sheet: str, row: int) -> bool:
        """Make a link of a cell; no where the sheet can hold no more.

        Args:
            place: such as `B7`.
            sheet: the title of the sheet that it leads to.
            row: the row there, counted from one.
        """
        if len(self._links) >= _MOST_LINKS:
            return False
        quoted = escape(sheet.replace("'", "''"))
        self._links.append(f'<hyperlink ref="{place}" location="\'{quoted}\'!A{row}"/>')
        return True

    def _write_rows(self) -> None:
        """What stands above as XlsxWriter writes it, and the rows after it."""
        last, self.dim_rowmax = self._last, self._head
        super()._write_rows()
        self.dim_rowmax = last
        targets = self.targets.found()
        with self._drawn as drawn:
            drawn.seek(0)
            for line in drawn:
                row = line[:-1]
                self.fh.write("".join(self._settled(row, targets)) if _MARK in row else row)

    def _settled(self, row: str, targets: Sequence[tuple[str, int] | None]) -> Iterator[str]:
        """The row with each waiting cell as it turned out: a link, or not."""
        parts = iter(row.split(_MARK))
        for before in parts:
            yield before
            if (key := next(parts, None)) is None:
                return
            linked, plain = next(parts), next(parts)
            target = targets[int(key)]
            place = before.rpartition('"')[2]
            yield linked if target is not None and self.put_link(place, *target) else plain

    def _write_hyperlinks(self) -> None:
        if self._links:
            self.fh.write(f"<hyperlinks>{''.join(self._links)}</hyperlinks>")


def _styled(look: Format | None) -> str:
    return f' s="{look._get_xf_index()}"' if look is not None else ""
