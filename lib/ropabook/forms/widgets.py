"""The widgets themselves: traits that a browser and Python share, and nothing else."""

from importlib.resources import files
from typing import Any, Final

import anywidget
import ipywidgets as w
import traitlets

_FOLDER: Final = files("ropabook.forms") / "browser"


def _joined(*names: str) -> str:
    # A widget's module cannot import another file, so the files are joined into one.
    return "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in names)


_STYLE: Final = (_FOLDER / "forms.css").read_text(encoding="utf-8")


class Screen(w.VBox):  # type: ignore[misc]
    """What a notebook displays. A notebook that is saved keeps these words, and no record."""

    def __repr__(self) -> str:
        return "A form: run the cell to see it."


class RecordForm(anywidget.AnyWidget):
    """The form of one record."""

    _esm = _joined("shared.js", "controls.js", "parts.js", "history.js", "choosing.js", "form.js")
    _css = _STYLE

    fields: Any = traitlets.List().tag(sync=True)
    evidence_fields: Any = traitlets.List().tag(sync=True)
    names: Any = traitlets.Dict().tag(sync=True)
    """Folder to pairs of id and title: what can be named."""
    data: Any = traitlets.Dict().tag(sync=True)
    """The record as it was opened."""
    draft: Any = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    """The record as it stands in the browser."""
    marks: Any = traitlets.List().tag(sync=True)
    status: Any = traitlets.Dict().tag(sync=True)
    conflict: Any = traitlets.List().tag(sync=True)
    past: Any = traitlets.Dict().tag(sync=True)
    """The history of the record, where it is looked at."""
    done: Any = traitlets.List().tag(sync=True)
    """The parts of the form that are done, where it says so."""
    may_differ: Any = traitlets.Bool(default_value=False).tag(sync=True)


class RecordList(anywidget.AnyWidget):
    """A list of records to search, filter, choose and open."""

    _esm = _joined("shared.js", "list.js")
    _css = _STYLE

    columns: Any = traitlets.List().tag(sync=True)
    rows: Any = traitlets.List().tag(sync=True)
    """Each row begins with its key."""
    anew: Any = traitlets.Dict().tag(sync=True)
    """Keys to the rows that became others since `rows` was sent; None where one is gone."""
    facets: Any = traitlets.List().tag(sync=True)
    """The numbers of the columns by which it can be filtered."""
    choosing: Any = traitlets.Bool(default_value=False).tag(sync=True)
    selected: Any = traitlets.List().tag(sync=True)
    judging: Any = traitlets.Unicode().tag(sync=True)
    """How far the judging of all records is; empty where it is done."""


class RegisterGrid(anywidget.AnyWidget):
    """A short register as a grid."""

    _esm = _joined("shared.js", "grid.js")
    _css = _STYLE

    fields: Any = traitlets.List().tag(sync=True)
    data: Any = traitlets.Dict().tag(sync=True)
    draft: Any = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    marks: Any = traitlets.List().tag(sync=True)
    status: Any = traitlets.Dict().tag(sync=True)


class ScreeningForm(anywidget.AnyWidget):
    """The screening of one activity, criterion by criterion."""

    _esm = _joined("shared.js", "choosing.js", "screening.js")
    _css = _STYLE

    groups: Any = traitlets.List().tag(sync=True)
    """The criteria, each with what the record says."""
    given: Any = traitlets.Dict().tag(sync=True)
    """The answers as they were opened, or proposed."""
    typed: Any = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    """The answers as they stand in the browser."""
    state: Any = traitlets.Dict().tag(sync=True)
    conflict: Any = traitlets.List().tag(sync=True)
    """What somebody else answered otherwise, each with its three values in words."""
    reason: Any = traitlets.Unicode().tag(sync=True)
    """Why an approved activity is changed."""
