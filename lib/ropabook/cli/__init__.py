"""The command line: one file for each group of commands.

Exit status: 0 all is well; 1 there is something to look at: a gap at or above --fail-on, a change
nobody claimed; 2 something was refused, broke or is damaged.
"""

from collections.abc import Callable
from typing import Any

import click

from ropabook import __version__
from ropabook.cli import (
    assessing,
    cycle,
    exporting,
    importing,
    interview,
    looking,
    making,
    past,
    reading_back,
    writing,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ropabook")
def main() -> None:
    """Keep the Article 30 record of a group of companies: load, review, show, save."""


GROUPS = (
    looking,
    assessing,
    exporting,
    making,
    importing,
    reading_back,
    writing,
    cycle,
    interview,
    past,
)
"""In the order in which help lists them."""

for module in GROUPS:
    for command in module.COMMANDS:
        main.add_command(command)

COMMANDS: dict[str, Callable[..., Any]] = dict(main.commands)
