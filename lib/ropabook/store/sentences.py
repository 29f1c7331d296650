"""What the model refuses, in a sentence that a person can act on."""

from collections.abc import Mapping
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from rapidfuzz import process

from ropabook.model.facts import Mistakes
from ropabook.model.record import Record

_TAGS = frozenset({"value", "none", "unknown"})
Path = tuple[str | int, ...]


def explain(kind: type[Record], error: ValidationError) -> list[tuple[Path, str]]:
    """Each mistake: the path to it in the file, and a sentence."""
    found: list[tuple[Path, str]] = []
    for mistake in error.errors(include_url=False):
        # The union of a fact adds the name of its branch to the path.
        path = tuple(step for step in mistake["loc"] if step not in _TAGS)
        if mistake["type"] == "extra_forbidden" and mistake["loc"][-1] in _TAGS:
            path = (*path, mistake["loc"][-1])  # Not the branch of a union: a key of that name.
        between = mistake.get("ctx", {}).get("error")
        if isinstance(between, Mistakes):
            found += [((*path, *at), sentence) for at, sentence in between.found]
        elif path == ("id",):
            found.append(((), "the name may hold only small letters, digits and hyphens"))
        else:
            found.append((path, _sentence(kind, path, mistake)))
    return found


def _sentence(kind: type[Record], path: Path, mistake: Any) -> str:
    what = mistake["type"]
    name = ".".join(str(step) for step in path)
    given = mistake.get("input")
    if what == "extra_forbidden":
        return unknown_key(str(path[-1]), fields_at(kind, path[:-1]))
    if what == "missing":
        return f"'{name}' is missing"
    if what in ("literal_error", "enum"):
        expected = str(mistake["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
        return f"'{name}' is {_short(given)}; it must be one of: {expected}"
    if what == "string_pattern_mismatch":
        return f"'{name}' is {_short(given)}; an id holds letters, digits and hyphens only"
    if what == "value_error":
        return f"'{name}' is {_short(given)}: {mistake['ctx']['error']}"
    if what in ("date_from_datetime_parsing", "date_parsing"):
        return f"'{name}' is {_short(given)}; there is no such day"
    if what == "bool_type":
        return f"'{name}' is {_short(given)}; write true or false"
    if what in ("tuple_type", "list_type"):
        return f"'{name}' must be a list: one line each, starting with a hyphen"
    if what in ("model_type", "dict_type", "model_attributes_type"):
        return f"'{name}' must be a group of keys and values"
    if what in ("string_type", "int_type"):
        return f"'{name}' must be {'text' if what == 'string_type' else 'a whole number'}"
    return f"'{name}' is not right: {str(mistake['msg']).lower()}"


def _short(value: object) -> str:
    text = str(value)
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"


def unknown_key(key: str, allowed: list[str]) -> str:
    """The sentence for a key that is not known, with the nearest one that is."""
    near = process.extractOne(key, allowed, score_cutoff=60) if allowed else None
    hint = f"; did you mean '{near[0]}'?" if near else ""
    return f"'{key}' is not a key that is known here{hint}"


def fields_at(kind: type[Record], path: Path) -> list[str]:
    """The keys that are allowed at a path of a record."""
    options: list[Any] = [kind]
    for step in path:
        options = [inner for option in options for inner in _step(option, step)]
    names = {
        name
        for option in options
        if isinstance(option, type) and issubclass(option, BaseModel)
        for name in option.model_fields
    }
    return sorted(names - {"id"} if not path else names)


def _step(annotation: Any, step: str | int) -> list[Any]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = annotation.model_fields.get(str(step))
        return _unwrap(field.annotation) if field else []
    origin = get_origin(annotation)
    if origin is tuple:
        return _unwrap(get_args(annotation)[0])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _unwrap(get_args(annotation)[1])
    return []


def _unwrap(annotation: Any) -> list[Any]:
    if hasattr(annotation, "__metadata__"):
        return _unwrap(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return [inner for part in get_args(annotation) for inner in _unwrap(part)]
    return [annotation]
