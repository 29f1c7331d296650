"""How much of somebody else's file is read, and by how much of a machine.

More is refused, never cut off in silence.
"""

from typing import Final, NamedTuple

MIB: Final = 1024 * 1024
MAX_FILE: Final = 10 * MIB
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 200
MAX_SHEETS: Final = 200
MAX_CELLS: Final = 200_000
"""In the whole file: as much as becomes records in the time that a reading process has."""
MAX_TEXT: Final = 12 * MIB
"""Characters in the whole file."""
MAX_MERGES: Final = 20_000
MEMORY: Final = 1024 * MIB
SECONDS: Final = 20
"""What a process has that reads a file; the one that started it waits 30 seconds at most."""

TOO_MANY_MERGES: Final = f"more than {MAX_MERGES:,} ranges of it are merged; undo the merging"


class Limits(NamedTuple):
    """How much is read of one file, and what people can do with one that holds more."""

    cells: int = MAX_CELLS
    rows: int = MAX_ROWS
    instead: str = "split the file"

    @property
    def size(self) -> int:
        """How many times as much as of somebody else's file."""
        return max(1, self.cells // MAX_CELLS)


OTHERS: Final = Limits()


def ours(instead: str) -> Limits:
    """Of a workbook that the suite wrote: its cells are compared, and no record is made of them.

    One of its sheets may be as long as a spreadsheet can hold.
    """
    return Limits(1_000_000, 1_048_576, instead)


def limit() -> None:
    """In the process itself: from here on it has 1 GiB and 20 seconds, and writes no file."""
    try:
        import resource
    except ImportError:
        return  # Windows: the clock of the process that started it is the limit, and says so
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class TooMuch(Exception):
    """The file holds more than is read; the message is the reason."""


class Budget:
    """Counts what was read, and stops when it is too much."""

    def __init__(self, limits: Limits = OTHERS) -> None:
        self.limits = limits
        self.cells = 0
        self.characters = 0

    def take(self, row: int, column: int, text: str) -> None:
        """Account for one more cell.

        Raises:
            TooMuch: that was one too many.
        """
        most = self.limits
        if row > most.rows:
            raise TooMuch(f"something stands below row {most.rows:,}; {most.instead}")
        if column > MAX_COLUMNS:
            raise TooMuch(f"something stands right of column {MAX_COLUMNS}; {most.instead}")
        self.cells += 1
        self.characters += len(text)
        if self.cells > most.cells:
            raise TooMuch(f"it holds more than {most.cells:,} cells; {most.instead}")
        if self.characters > MAX_TEXT * most.size:
            text = f"{MAX_TEXT * most.size // MIB} million characters"
            raise TooMuch(f"it holds more than {text}; {most.instead}")
