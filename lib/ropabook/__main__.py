"""`python -m ropabook`: the command line, for whoever has no command of that name in the path."""

from ropabook.cli import main

main(prog_name="ropabook")
