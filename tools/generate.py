"""Pages and schemas that are made from the code, so that they cannot lie.

`python -m tools.generate` writes them; with `--check` it only compares and names what differs.
"""

import ast
import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import yaml

from ropabook.cli import main as command_line
from ropabook.law.article30 import CONTROLLER_SHEET, PROCESSOR_SHEET, UNDECIDED_SHEET
from ropabook.law.dates import LAW_AS_OF
from ropabook.law.words import SEVERITIES
from ropabook.model.kinds import KINDS, LABELS, home, is_register
from ropabook.review import Review
from ropabook.rules.catalogue import catalogue
from ropabook.rules.rule import ANALYSES, Rule
from ropabook.sheets.scope import Scope
from ropabook.sheets.sheet import sheets
from ropabook.store.load import load
from tools.notice_page import notice_page

ROOT = Path(__file__).resolve().parent.parent
COMPLETE = ROOT / "tests" / "data" / "complete"
MADE = "<!-- Made by `make generate`; a change here is overwritten. -->\n"
STANDING = {
    "verified": "checked against the primary source",
    "secondary": "seen only in a secondary source",
    "unverified": "**not verified**: ask a lawyer before you rely on it",
}


def rules_page() -> str:
    """docs/rules.md: every rule with its law, its dates, its examples."""
    rules = list(catalogue().values())
    parts = [
        MADE,
        "# The rules",
        "",
        f"{len(rules)} rules. The law is stated as of {LAW_AS_OF}. "
        "Each bad and good example is a test: it is laid over a complete record and judged.",
        "",
        "| Rule | It must hold that | Law | Severity |",
        "|---|---|---|---|",
        *(
            f"| [{r.id}](#{r.id.lower()}) | {r.title} | {r.citation} | {r.severity} |"
            for r in rules
        ),
        "",
    ]
    for rule in rules:
        parts += _rule(rule)
    return "\n".join(parts)


def _rule(rule: Rule) -> list[str]:
    force = ""
    if rule.since:
        force = f" In force from {rule.since}."
    if rule.until:
        force += f" In force until {rule.until}."
    why = rule.why or SEVERITIES[rule.severity][1]
    return [
        f"## {rule.id}",
        "",
        f"**{rule.title}**",
        "",
        f"- Law: {rule.citation} ({STANDING[rule.standing]}).{force}",
        f"- Severity: {rule.severity}, because {why}.",
        f"- Analysis: {ANALYSES[rule.analysis]}",
        f"- Remedy: {rule.remedy}",
        "",
        *_examples(rule),
    ]


def _examples(rule: Rule) -> list[str]:
    if rule.points_to:
        judge = f"[{rule.points_to}](#{rule.points_to.lower()})"
        return [f"A pointer: {judge} judges it, so that nothing counts twice.", ""]
    return [
        "A gap:",
        "",
        "```yaml",
        rule.sections["Gap"].rstrip(),
        "```",
        "",
        "Good:",
        "",
        "```yaml",
        rule.sections["Good"].rstrip(),
        "```",
        "",
    ]


def commands_page() -> str:
    """docs/commands.md: what each command says of itself."""
    parts = [MADE, "# The command line", ""]
    for name, command in command_line.commands.items():
        # With its parent, as it is when it runs: the parent says which words ask for help.
        parent = click.Context(command_line, info_name="ropabook", **command_line.context_settings)
        context = click.Context(command, info_name=name, parent=parent)
        context.max_content_width = context.terminal_width = 88
        parts += [f"## ropabook {name}", "", "```", command.get_help(context), "```", ""]
    parts += [
        "Exit status: 0 no gap at or above `--fail-on`; 1 gaps; 2 something was refused or broke.",
        "",
    ]
    return "\n".join(parts)


def schema(folder: str) -> str:
    """The JSON Schema of one kind of file."""
    kind = KINDS[folder]
    made: dict[str, Any] = kind.model_json_schema(mode="validation")
    made["properties"].pop("id")
    made["required"] = [name for name in made.get("required", []) if name != "id"]
    definitions = made.pop("$defs", {})
    if is_register(folder):
        made = {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "additionalProperties": made,
        }
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{LABELS[folder]} (ropa/{home(folder)})",
        **{key: value for key, value in made.items() if key != "title"},
        "$defs": definitions,
    }
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def schemas_page() -> str:
    """docs/schemas/README.md: which schema is for which file."""
    rows = [f"| `ropa/{_files(folder)}` | [{folder}.json]({folder}.json) |" for folder in KINDS]
    return "\n".join(
        [
            MADE,
            "# JSON Schemas of the record",
            "",
            "An editor that knows YAML completes and checks while you type. Put this line on top:",
            "`# yaml-language-server: $schema=../../docs/schemas/activities.json`",
            "",
            "| Files | Schema |",
            "|---|---|",
            *rows,
            "",
        ]
    )


def _files(folder: str) -> str:
    place = home(folder)
    return place if place.endswith(".yaml") else f"{place}/*.yaml"


def readme() -> str:
    """README.md with the tree of the library, from the first line of each module's docstring."""
    path = ROOT / "README.md"
    start, end = "<!-- tree: made by `make generate` -->\n", "<!-- end of tree -->"
    before, _, rest = path.read_text(encoding="utf-8").partition(start)
    after = rest.partition(end)[2]
    return f"{before}{start}{_tree()}{end}{after}"


def _tree() -> str:
    lib = ROOT / "lib" / "ropabook"
    rooms = [*(p.parent for p in lib.glob("*/__init__.py")), *lib.glob("[!_]*.py")]
    lines = []
    for room in sorted(rooms, key=lambda path: path.name):
        source = room / "__init__.py" if room.is_dir() else room
        summary = (ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or "").split(
            "\n"
        )[0]
        name = f"{room.name}/" if room.is_dir() else room.name
        lines.append(f"{name:16} {summary}")
    return "```\nlib/ropabook/\n" + "".join(f"  {line}\n" for line in lines) + "```\n"


def hand_over() -> str:
    """The log of hand-overs of the tests' complete record: it must speak of that very record."""
    scope = Scope(Review(load(COMPLETE), date(2026, 11, 20), {}, ()), None)
    shown = {sheet.title: sheet for sheet in sheets()}
    controller, processor = shown[CONTROLLER_SHEET].columns, shown[PROCESSOR_SHEET].columns
    entry = {
        "title": "Workbooks for the autumn audit",
        "on": date(2026, 11, 20),
        "to": "External auditors",
        "by": "Head of Privacy",
        "fingerprint": scope.register.fingerprint,
        "sheets": {
            "-".join(re.findall(r"[a-z0-9]+", title.lower())): len(list(shown[title].rows(scope)))
            for title in (CONTROLLER_SHEET, PROCESSOR_SHEET, UNDECIDED_SHEET)
        },
        "columns": [column.heading for column in controller],
        "processor_columns": [column.heading for column in processor],
    }
    dumped = yaml.safe_dump({"autumn-audit": entry}, allow_unicode=True, sort_keys=False, width=200)
    return f"# Made by `make generate`; a change here is overwritten.\n{dumped}"


def pages() -> Iterator[tuple[Path, Callable[[], str]]]:
    """Every generated file, and what makes it."""
    docs = ROOT / "docs"
    yield ROOT / "README.md", readme
    yield docs / "rules.md", rules_page
    yield docs / "commands.md", commands_page
    yield docs / "notice-of-opus.md", notice_page
    yield docs / "schemas" / "README.md", schemas_page
    yield COMPLETE / "registers" / "hand-overs.yaml", hand_over
    for folder in KINDS:
        yield docs / "schemas" / f"{folder}.json", lambda folder=folder: schema(folder)


def main(check: bool) -> int:
    """Write, or compare; the exit status is 1 where a compared file differs."""
    stale = []
    for path, make in pages():
        text = make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path.relative_to(ROOT))
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{'Differs from the code' if check else 'Written'}: {name}")
    if check and stale:
        print("Run: make generate")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
