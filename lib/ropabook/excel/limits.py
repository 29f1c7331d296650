"""How much of somebody else's file is read, and by how much of a machine.

More is refused, never cut off in silence.
"""

from typing import Final

MIB: Final = 1024 * 1024
MAX_FILE: Final = 10 * MIB
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 200
MAX_SHEETS: Final = 200
MAX_CELLS: Final = 200_000
"""In the whole file: as much as becomes records in the time that a reading process has."""
OUR_CELLS: Final = 1_000_000
"""In a workbook that the suite wrote: its rows are compared, and no record is made of them."""
MAX_TEXT: Final = 12 * MIB
"""Characters in the whole file."""
MAX_MERGES: Final = 20_000
MEMORY: Final = 1024 * MIB
SECONDS: Final = 20
"""What a process has that reads a file; the one that started it waits 30 seconds at most."""

TOO_MANY_ROWS: Final = f"something stands below row {MAX_ROWS:,}; split the file"
TOO_MANY_COLUMNS: Final = f"something stands right of column {MAX_COLUMNS}; split the file"
TOO_MUCH_TEXT: Final = f"it holds more than {MAX_TEXT // MIB} million characters; split the file"
TOO_MANY_MERGES: Final = f"more than {MAX_MERGES:,} ranges of it are merged; undo the merging"


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

    def __init__(self, most: int = MAX_CELLS) -> None:
        self.most = most
        self.cells = 0
        self.characters = 0

    def take(self, row: int, column: int, text: str) -> None:
        """Account for one more cell.

        Raises:
            TooMuch: that was one too many.
        """
        if row > MAX_ROWS:
            raise TooMuch(TOO_MANY_ROWS)
        if column > MAX_COLUMNS:
            raise TooMuch(TOO_MANY_COLUMNS)
        self.cells += 1
        self.characters += len(text)
        if self.cells > self.most:
            raise TooMuch(f"it holds more than {self.most:,} cells; split the file")
        if self.characters > MAX_TEXT * max(1, self.most // MAX_CELLS):
            raise TooMuch(TOO_MUCH_TEXT)
