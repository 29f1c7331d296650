"""How a file is read, as controls: a heading's fact, a sheet's use, what a word means."""

from typing import Any, Final

import ipywidgets as w

from ropabook.exchange.entries import Heading
from ropabook.exchange.fields import SUBJECTS
from ropabook.exchange.mapping import IGNORE, READ, ImportMapping, facts, named
from ropabook.exchange.proposal import Proposal
from ropabook.law.words import ROLES
from ropabook.model.names import shortened

_NOTHING: Final = ("nobody knows: keep its cells as unplaced", "")
_LABEL: Final = {"description_width": "22em"}
_WIDER: Final = {"width": "48em"}
_MOST: Final = 150
"""How many headings get a control; a mapping file can hold more."""


class MappingControls:
    """The mapping of one file, to look at and to correct."""

    def __init__(self) -> None:
        self.view = w.VBox([])
        self._headings: dict[str, w.Dropdown] = {}
        self._sheets: dict[str, w.Dropdown] = {}
        self._values: dict[tuple[str, str], w.Text] = {}
        self._begun = ImportMapping()

    def show(self, proposal: Proposal, begun: ImportMapping) -> None:
        """Draw the mapping that was used.

        Args:
            proposal: what came of the file.
            begun: what was decided before.
        """
        self._begun = begun
        found = list(named(list(proposal.about.headings)).items())
        self._headings = {name: _heading(name, each) for name, each in found[:_MOST]}
        self._sheets = {name: _sheet(name, use) for name, use in proposal.about.sheets.items()}
        self._values = {
            (field, text): w.Text(description=shortened(text, 40), placeholder="what it means",
                                  continuous_update=False, style=_LABEL, layout=_WIDER)
            for field, texts in proposal.about.unread.items() for text in texts
        }  # fmt: skip
        self._role = w.Dropdown(
            description="Role in all", style=_LABEL, layout=_WIDER, value=begun.role or "",
            options=[("as the file says", ""), *((ROLES[key][0], key) for key in ROLES)],
        )  # fmt: skip
        parts: dict[str, dict[Any, Any]] = {
            "Sheets": self._sheets,
            "Headings": self._headings,
            "Words not understood": self._values,
        }  # fmt: skip
        children: list[w.Widget] = [self._role]
        for title, controls in parts.items():
            if controls:
                children += [w.HTML(f"<b>{title}</b>"), *controls.values()]
        if len(found) > _MOST:
            more = len(found) - _MOST
            children.append(w.HTML(f"<p>… and {more} more headings: use a mapping file.</p>"))
        self.view.children = children

    def mapping(self, entity: str) -> ImportMapping:
        """What is decided now.

        Args:
            entity: the company, by its id; empty where none is chosen.
        """
        values = {field: dict(words) for field, words in self._begun.values.items()}
        for (field, text), control in self._values.items():
            if control.value.strip():
                values.setdefault(field, {})[text] = control.value.strip()
        chosen = {name: each.value or None for name, each in self._headings.items()}
        headings = {**self._begun.headings, **chosen}
        return ImportMapping.model_validate({
            "entity": entity or None,
            "role": (self._role.value if self.view.children else "") or None,
            "sheets": {**self._begun.sheets, **{n: c.value for n, c in self._sheets.items()}},
            "headings": headings,
            "values": values,
        })  # fmt: skip


def _heading(name: str, heading: Heading) -> w.Dropdown:
    known = sorted((fact.replace("_", " "), fact) for fact in facts())
    sure = heading.match is None or heading.match.score == 100
    look = "" if sure or heading.match is None else f" ({heading.match.score} % alike)"
    return w.Dropdown(
        description=shortened(name, 40), tooltip=f"{name}{look}", style=_LABEL, layout=_WIDER,
        options=[_NOTHING, *known], value=heading.field,
    )  # fmt: skip


def _sheet(name: str, use: str) -> w.Dropdown:
    uses = [("read it", READ), ("leave it out", IGNORE), *((f"a list: {s}", s) for s in SUBJECTS)]
    return w.Dropdown(
        description=shortened(name, 40), style=_LABEL, layout=_WIDER, options=uses, value=use
    )
