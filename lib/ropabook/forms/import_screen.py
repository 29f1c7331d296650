"""Anybody's register in, on one screen: the file, how it is read, what it would become, accept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets as w

from ropabook.excel.cells import NotRead
from ropabook.exchange.acceptance import ALL, NotAccepted, accept
from ropabook.exchange.mapping import ImportMapping, NoMapping, read_mapping
from ropabook.exchange.proposal import Proposal, look
from ropabook.exchange.source import KINDS, content
from ropabook.forms.behind_buttons import folded
from ropabook.forms.import_mapping import MappingControls
from ropabook.forms.import_words import counts, details, label, listed, row
from ropabook.forms.looks import LABEL, WIDE, line
from ropabook.forms.screen import escaped
from ropabook.forms.widgets import RecordList
from ropabook.store.opening import open_store
from ropabook.store.problems import CannotRead, CannotSave
from ropabook.whole import put


class ImportScreen:
    """From a file to records, with nothing written before somebody accepts."""

    def __init__(self, ropa: Path) -> None:
        self.store = open_store(ropa)
        self.register = self.store.register()
        self.file: tuple[str, bytes] | None = None
        self.proposal: Proposal | None = None
        self.decided = ImportMapping()
        self.upload = w.FileUpload(accept=",".join(KINDS), multiple=False, description="Choose")
        self.path = line("or its path")
        self.company = w.Dropdown(description="Company", style=LABEL, layout=WIDE,
                                  options=self._companies())  # fmt: skip
        self.hidden = w.Checkbox(description="Also read hidden sheets, rows and columns",
                                 indent=False, layout={"width": "auto"})  # fmt: skip
        self.mapping_path = line("Mapping file", "imports/their-register.yaml")
        self.mapping = MappingControls()
        self.said, self.counts, self.opened, self.rest = (w.HTML() for _ in range(4))
        self.list = RecordList(choosing=True)
        self.list.on_msg(self._asked_of_list)
        self.fields = w.SelectMultiple(description="From the file", style=LABEL, layout=WIDE)
        self.reason = line("Why", "left out: the file and its digest")
        self._open_key = ""
        self.fields.layout.display = "none"
        self.tell(self.store.banner or "Choose a file. Nothing is written before you accept it.")

    @property
    def view(self) -> w.Widget:
        """What a notebook displays."""
        mapping = w.VBox([
            self.mapping_path,
            w.HBox([_button("Use this file", self._use), _button("Write it", self._write)]),
            self.mapping.view, w.HBox([_button("Read it again like this", self.look)]),
        ])  # fmt: skip
        reading = folded(self, [("How the file is read", lambda _: mapping, False)])
        accepting = w.HBox([
            _button("Accept what is chosen", self.accept_chosen),
            _button("Accept all that is new", self.accept_all),
        ])  # fmt: skip
        return w.VBox([
            w.HBox([w.Label("File"), self.upload]), self.path, self.company, self.hidden,
            w.HBox([_button("Look at it", self.begin)]), self.said, self.counts, reading,
            self.list, self.opened, self.fields, self.reason, accepting, self.rest,
        ])  # fmt: skip

    # ----- reading ------------------------------------------------------------------------------

    def begin(self, _: Any = None) -> None:
        """Read the file that was chosen."""
        self.decided = ImportMapping()
        self.file = self.proposal = None
        self._open_key = ""
        try:
            self.file = self._chosen()
        except NotRead as refused:
            self.tell(str(refused))
            return
        if self.file is None:
            self.tell("Choose a file first, or write its path.")
            return
        self._propose()

    def look(self, _: Any = None) -> None:
        """Read it again as the mapping says now."""
        if self.file is None:
            self.tell("Choose a file first.")
            return
        self.decided = self.mapping.mapping(self.company.value)
        self._propose()

    def _chosen(self) -> tuple[str, bytes] | None:
        if self.upload.value:
            chosen = self.upload.value[0]
            return Path(chosen["name"]).name, bytes(chosen["content"])
        if self.path.value.strip():
            path = Path(self.path.value.strip()).expanduser()
            return path.name, content(path)
        return None

    def _propose(self) -> None:
        assert self.file is not None
        try:
            self.proposal = look(
                *self.file, self.register, self.decided,
                entity=self.company.value or None, hidden=self.hidden.value,
            )  # fmt: skip
        except NotRead as refused:
            self.tell(str(refused))
            return
        self.mapping.show(self.proposal, self.decided)
        self._show(self.proposal)
        self.tell("Nothing is written yet.")

    def _use(self, _: Any) -> None:
        try:
            self.decided = read_mapping(Path(self.mapping_path.value.strip()).expanduser())
        except NoMapping as problem:
            self.tell(str(problem))
            return
        if self.file is not None:
            self._propose()

    def _write(self, _: Any) -> None:
        if self.proposal is None or not self.mapping_path.value.strip():
            self.tell("Look at a file first, and name the mapping file.")
            return
        path = Path(self.mapping_path.value.strip()).expanduser()
        self.look()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            text = self.proposal.mapping()
            put(path, lambda new: new.write_text(text, encoding="utf-8"))
        except OSError as error:
            self.tell(f"{path} cannot be written: {error.strerror or error}.")
            return
        self.tell(f"The mapping is in {path}. Use it for the next file of this kind.")

    # ----- showing ------------------------------------------------------------------------------

    def _show(self, proposal: Proposal) -> None:
        self.counts.value = counts(proposal, hidden=self.hidden.value)
        with self.list.hold_sync():
            self.list.columns = ["Name", "Kind", "What", "Differences", "Questions"]
            self.list.facets, self.list.selected = [1, 2], []
            self.list.rows = [row(each) for each in proposal.records.values()]
        unplaced = [(cell.place, cell.text or cell.formula) for cell in proposal.unplaced()]
        notes = [(each,) for each in proposal.about.notes]
        self.rest.value = listed("Notes", notes) + listed("Kept as unplaced", unplaced)
        self._open(self._open_key)

    def _asked_of_list(self, _: Any, message: dict[str, Any], __: Any) -> None:
        if message.get("do") == "open":
            self._open(str(message["key"]))

    def _open(self, key: str) -> None:
        """One record: what it would be, and where it differs from what is there."""
        self._open_key = key
        record = self.proposal.records.get(key) if self.proposal else None
        differs = record.differences if record and record.state == "update" else ()
        self.fields.options = [(label(each.field), each.field) for each in differs]
        self.fields.layout.display = "" if differs else "none"
        self.opened.value = details(record) if record else ""

    # ----- accepting ----------------------------------------------------------------------------

    def accept_chosen(self, _: Any = None) -> None:
        """Write the records that are chosen, and the fields chosen from an open one."""
        taken = [f"{self._open_key}:{field}" for field in self.fields.value]
        chosen = [key for key in self.list.selected if not taken or key != self._open_key]
        if not chosen and not taken:
            self.tell("Choose records in the list first.")
            return
        self._accept([*chosen, *taken])

    def accept_all(self, _: Any = None) -> None:
        """Write every record that is new."""
        self._accept([ALL])

    def _accept(self, keys: list[str]) -> None:
        if self.proposal is None:
            self.tell("Look at a file first.")
            return
        try:
            done = accept(self.proposal, keys, self.store, self.reason.value.strip() or None)
        except (NotAccepted, CannotSave, CannotRead) as problem:
            self.tell(str(problem))
            return
        self.register = self.store.register()
        self.company.options = self._companies()
        self._propose()
        left = "".join(f"<br>{escaped(k)}: {escaped(why)}" for k, why in done.refused.items())
        self.said.value = (
            f'<p role="status">{len(done.written)} records written'
            f"{f', {len(done.refused)} not:{left}' if done.refused else '.'}</p>"
        )

    def _companies(self) -> list[tuple[str, str]]:
        known = self.register.entities.items()
        return [("as the file says", ""), *((each.name, key) for key, each in known)]

    def tell(self, sentence: str) -> None:
        """Say what happened."""
        self.said.value = f'<p role="status">{escaped(sentence)}</p>'


def _button(title: str, act: Callable[[Any], None]) -> w.Button:
    button = w.Button(description=title, layout={"width": "auto"})
    button.on_click(act)
    return button
