"""What the model says of a field: the line below it in the source, and its noun's first line."""

import ast
import inspect
import textwrap
from functools import cache

from ropabook.model.facts import Noun


def help_for(noun: type[Noun], name: str) -> str:
    """The words below the field in the model; empty where there are none."""
    for owner in noun.__mro__:
        if issubclass(owner, Noun) and name in owner.__annotations__:
            return _said(owner).get(name, "")
    return ""


def about(noun: type[Noun]) -> str:
    """The first line of what the model says of a noun."""
    return (inspect.getdoc(noun) or "").partition("\n")[0]


@cache
def _said(noun: type[Noun]) -> dict[str, str]:
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(noun))).body
    assert isinstance(body, ast.ClassDef)
    found = {}
    for field, below in zip(body.body, [*body.body[1:], None], strict=True):
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr):
            words = below.value.value if isinstance(below.value, ast.Constant) else ""
            if isinstance(field.target, ast.Name) and isinstance(words, str):
                found[field.target.id] = " ".join(words.split())
    return found
