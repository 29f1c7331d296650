"""All rules there are: every module of this folder is imported, none is listed."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

import ropabook.rules
from ropabook.rules.rule import RULES, Rule


@cache
def catalogue() -> Mapping[str, Rule]:
    """The rules by id, in order of their ids."""
    for module in iter_modules(ropabook.rules.__path__):
        import_module(f"ropabook.rules.{module.name}")
    return MappingProxyType(dict(sorted(RULES.items())))
