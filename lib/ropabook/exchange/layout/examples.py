"""Rows, forms and objects that say of themselves that they are examples."""

from ropabook.exchange.entries import Entry
from ropabook.exchange.vocabulary import phrases, plain


def is_example(entry: Entry) -> bool:
    """Whether a row says of itself that it is an example."""
    for cell in entry.cells("title", "reference", "purpose", "business_function"):
        said = plain(cell.text)
        if any(f" {word} " in f" {said} " for word in _examples()) and _marked(cell.text):
            return True
    return False


def _marked(text: str) -> bool:
    """`(EXAMPLE) Payroll`, `1 - Exemple`, `Example: payroll`: not “Example Ltd newsletter”."""
    words = text.strip()
    first = plain(words.split(":")[0])
    return (
        words.startswith(("(", "["))
        or first in _examples()
        or plain(words.rpartition("-")[2]) in _examples()
        or plain(words) in _examples()
    )


def _examples() -> frozenset[str]:
    return frozenset(each for each in phrases("sheets", "example") if " " not in each)
