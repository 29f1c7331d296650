"""An edited workbook taken back in on a screen: what it would change, chosen, and saved."""

from html import escape
from pathlib import Path
from typing import Any, Final

import ipywidgets as w

from ropabook.excel.cells import NotRead
from ropabook.forms.looks import line
from ropabook.read_back.accepting import accept, chosen
from ropabook.read_back.comparing import CannotReadBack, preview
from ropabook.read_back.preview import Kind, Preview
from ropabook.sheets.manifest import NotOurs
from ropabook.store.opening import open_store
from ropabook.store.problems import CannotSave

_TITLES: Final[dict[Kind, str]] = {
    "conflict": "Conflicts: the record says something else meanwhile; change it in its form",
    "error": "Errors: these cells cannot be read",
    "computed": "Edits of what is computed: they are not read back; each says what to do instead",
    "question": "Questions: nothing is done about these rows by itself",
}


class ReadBackScreen:
    """Choose a file, see what it would change, choose what is accepted, save it."""

    def __init__(self, ropa: Path) -> None:
        self.store = open_store(ropa)
        self.found: Preview | None = None
        self.file = w.FileUpload(accept=".xlsx,.ods", multiple=False, description="Workbook")
        self.changes = w.SelectMultiple(description="Changes", rows=12, layout={"width": "100%"})
        self.reason = line("Reason", "due for approved records")
        self.save = w.Button(description="Save what is chosen", disabled=True,
                             layout={"width": "auto"})  # fmt: skip
        self.said = w.HTML()
        self.rest = w.HTML()
        self.file.observe(self._uploaded, "value")
        self.save.on_click(self._saving)
        self.view = w.VBox(
            [self.file, self.said, self.changes, w.HBox([self.reason, self.save]), self.rest]
        )
        if self.store.banner:
            self.tell(self.store.banner)

    def tell(self, sentence: str) -> None:
        """Say something in words."""
        self.said.value = f"<p role='status'>{escape(sentence)}</p>"

    def read(self, name: str, data: bytes) -> None:
        """Show what a file would change; nothing is written."""
        self.found, self.changes.options, self.rest.value = None, (), ""
        try:
            self.found = preview(self.store, name, data)
        except (NotRead, NotOurs, CannotReadBack) as problem:
            self.tell(str(problem))
        else:
            self._show(self.found)
        self.save.disabled = not (self.changes.options and self.store.writable)

    def _show(self, found: Preview) -> None:
        changes = found.of("change")
        self.changes.options = [(f"{each.cell}: {each.sentence}", each.key) for each in changes]
        count = "1 change" if len(changes) == 1 else f"{len(changes)} changes"
        self.tell(f"{found.name}: {found.rows:,} rows read, {count}. Nothing is written yet.")
        parts = []
        for kind, title in _TITLES.items():
            lines = [f"<li>{escape(f'{e.cell}: {e.sentence}')}</li>" for e in found.of(kind)]
            parts.append(f"<h4>{title}</h4><ul>{''.join(lines)}</ul>" if lines else "")
        self.rest.value = "".join(parts)

    def accept(self, keys: tuple[str, ...]) -> None:
        """Save the changes that were chosen, in one commit, and read the file's rest again."""
        if self.found is None or not keys:
            self.tell("Choose the changes to save first; several with Ctrl or Shift.")
            return
        try:
            done = accept(
                self.store, self.found, chosen(self.found, keys), self.reason.value.strip() or None
            )
        except CannotSave as problem:
            self.tell(str(problem))
            return
        self.changes.options = [each for each in self.changes.options if each[1] not in keys]
        self.save.disabled = not self.changes.options
        self.tell(" ".join(dict.fromkeys(each.sentence for each in done)))

    def _uploaded(self, change: Any) -> None:
        for each in change["new"]:
            self.read(each["name"], bytes(each["content"]))

    def _saving(self, _: Any) -> None:
        self.accept(tuple(self.changes.value))
