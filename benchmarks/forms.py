"""How fast the forms are in a real browser: the list filters, a form opens."""

import json
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.row import Row
from ropabook.forms.fields import evidence_fields, fields_of
from ropabook.forms.rows import listing, names
from ropabook.forms.screen import data_of
from ropabook.forms.widgets import RecordForm, RecordList
from ropabook.model.activity import ProcessingActivity
from ropabook.model.register import Register
from ropabook.store.plain import plain

PAGE = """<!doctype html><meta charset="utf-8"><style>%(css)s</style><div id="here"></div>
<script type="module">
const state = %(state)s;
const heard = {};
window.model = {
  get: (name) => state[name],
  set: (name, value) => { state[name] = value; },
  save_changes: () => {},
  send: () => {},
  on: (name, call) => (heard[name] ??= []).push(call),
  tell: (name, value) => {
    state[name] = value;
    for (const call of heard[`change:${name}`] ?? []) call();
  },
};
%(module)s
</script>"""
"""A page that is a widget's notebook: it holds the state and says what changed."""
SHOWN = 'render({ model: window.model, el: document.querySelector("#here") });'
FILTER = """(typed) => {
  const search = document.querySelector("input[type=search]");
  const start = performance.now();
  search.value = typed;
  search.dispatchEvent(new Event("input"));
  document.body.getBoundingClientRect();  // what was drawn is laid out, too
  return performance.now() - start;
}"""
FLOOR = """(typed) => {
  const rows = window.model.get("rows");
  const start = performance.now();
  rows.filter((row) => row.join(" ").toLowerCase().includes(typed));
  return performance.now() - start;
}"""
OPEN = """async ([fields, data, status]) => {
  const start = performance.now();
  for (const [name, value] of Object.entries({ fields, data, status })) model.tell(name, value);
  await null;  // the form draws itself when all of them are there
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""
WORDS = ("a", "ac", "act", "acti", "activity 4", "activity 49", "no such thing", "")
STATUS: dict[str, Any] = {
    "banner": "", "writable": True, "dirty": False, "fresh": False, "reason_due": False,
    "sentence": "", "level": "", "changes": [], "standing": "", "actions": [], "kind": "",
}  # fmt: skip
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def figures(register: Register) -> Iterator[Row]:
    """The figures of the widgets themselves, without Jupyter around them.

    Args:
        register: with 5,000 activities.
    """
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        yield from measured(page, Path(folder), register)
        browser.close()


def measured(page: Any, folder: Path, register: Register) -> Iterator[Row]:
    """The figures, on a page that is there already."""
    rows = listing(register, ("activities",))
    shown_alone(
        page,
        folder,
        RecordList,
        columns=rows.columns,
        facets=rows.facets,
        rows=rows.rows,
        anew={},
        choosing=False,
        selected=[],
        judging="",
    )
    yield filtering(page, len(rows.rows))
    shown_alone(
        page,
        folder,
        RecordForm,
        fields=[],
        evidence_fields=data_of(evidence_fields()),
        names=names(register, register.records),
        data={},
        draft=None,
        marks=[],
        conflict=[],
        past={},
        done=[],
        may_differ=True,
        status={**STATUS, "key": "none", "title": "None"},
    )
    yield opening(page, register)


def filtering(page: Any, many: int) -> Row:
    """Floor: the same rows looked through for the same letters, and nothing drawn."""
    timed = [
        (page.evaluate(FILTER, typed), page.evaluate(FLOOR, typed))
        for _ in range(5)
        for typed in WORDS
    ]
    ours, floor = (statistics.median(side) for side in zip(*timed, strict=True))
    slowest = max(a for a, _ in timed)
    return Row(
        f"The list of {many:,} activities filters (slowest of {len(timed)}: {slowest:.0f} ms; "
        f"of the floor: {max(b for _, b in timed):.0f} ms)",
        f"{ours:.0f} ms", f"{floor:.0f} ms", f"{ours / floor:.1f}" if floor else "–",
        "< 100 ms", slowest < 100,
    )  # fmt: skip


def opening(page: Any, register: Register) -> Row:
    """The whole form of one activity drawn anew, once the page is up; every one of twelve."""
    fields = data_of(fields_of(ProcessingActivity))
    timed = []
    for activity in list(register.activities.values())[:12]:
        data = plain(activity.model_dump(mode="json", exclude_defaults=True, exclude={"id"}))
        status = {**STATUS, "key": activity.key, "title": activity.title}
        timed.append(page.evaluate(OPEN, [fields, data, status]))
    ours, slowest = statistics.median(timed), max(timed)
    return Row(
        f"The form of an activity opens (slowest of {len(timed)}: {slowest:.0f} ms)",
        f"{ours:.0f} ms", "–", "–", "< 300 ms", slowest < 300,
    )  # fmt: skip


def shown_alone(page: Any, folder: Path, widget: Any, **state: Any) -> None:
    """Put a widget alone into a page, without Jupyter around it.

    Args:
        page: of a browser.
        folder: for the file of the page.
        widget: its class.
        state: what the notebook would hold.
    """
    module = widget._esm.replace("export default { render };", SHOWN)
    said = json.dumps(state, default=str).replace("</", "<\\/")
    parts = {"css": widget._css, "state": said, "module": module}
    file = folder / "page.html"
    file.write_text(PAGE % parts, encoding="utf-8")
    page.goto(file.as_uri())
    page.wait_for_function("document.querySelector('#here').children.length > 0")
    # A page is up when it was painted: its first layout finds the fonts on the disk.
    page.evaluate(
        "() => new Promise((up) => requestAnimationFrame(() => requestAnimationFrame(up)))"
    )
