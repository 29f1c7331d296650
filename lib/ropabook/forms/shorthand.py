"""Evidence written as one word in the file, and as its parts on the form: both say the same."""

from typing import Any


def expanded(data: Any) -> Any:
    """A copy in which evidence that is only the name of its source is written out in parts."""
    if isinstance(data, dict):
        return {
            key: _lists(value, _spread) if key == "evidence" else expanded(value)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [expanded(each) for each in data]
    return data


def contracted(data: Any, before: Any) -> Any:
    """The other way round: as short as the file had it, and new evidence as short as can be.

    Args:
        data: what the form made of the record.
        before: the record as it was opened, as the file has it.
    """
    written_out = set(_written_out(before, inside=False))
    return _contracted(data, written_out)


def _contracted(data: Any, written_out: set[str]) -> Any:
    def short(item: Any) -> Any:
        only = isinstance(item, dict) and item.keys() == {"source"}
        return item["source"] if only and item["source"] not in written_out else item

    if isinstance(data, dict):
        return {
            key: _lists(value, short) if key == "evidence" else _contracted(value, written_out)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [_contracted(each, written_out) for each in data]
    return data


def _lists(value: Any, one: Any) -> Any:
    """Evidence is a list, or a list for each field."""
    if isinstance(value, dict):
        return {field: _lists(each, one) for field, each in value.items()}
    if isinstance(value, list):
        return [one(each) for each in value]
    return value


def _spread(item: Any) -> Any:
    return {"source": item} if isinstance(item, str) else item


def _written_out(data: Any, *, inside: bool) -> list[str]:
    """The sources that the file has in parts although they say nothing else."""
    if isinstance(data, dict):
        if inside and data.keys() == {"source"}:
            return [data["source"]]
        return [
            source
            for key, value in data.items()
            for source in _written_out(value, inside=inside or key == "evidence")
        ]
    if isinstance(data, list):
        return [source for each in data for source in _written_out(each, inside=inside)]
    return []
