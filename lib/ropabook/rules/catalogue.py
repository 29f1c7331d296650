"""All rules there are: every module below this folder is imported, none is listed."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import MappingProxyType

import ropabook.rules
from ropabook.rules.rule import RULES, Rule


@cache
def catalogue() -> Mapping[str, Rule]:
    """The rules by id, in order of their ids."""
    for module in walk_packages(ropabook.rules.__path__, "ropabook.rules."):
        import_module(module.name)
    return MappingProxyType(dict(sorted(RULES.items())))
