/** What two people changed to different things: what it was, theirs and yours; each is chosen. */
function choosing(found, send) {
  const chosen = {};
  const done = h("button", { type: "button", class: "primary", disabled: true, onclick: () => send(chosen) }, "Save with these choices");
  const choose = (path, which) => {
    chosen[path] = which;
    done.disabled = Object.keys(chosen).length < found.length;
  };
  const cell = (group, row, which) => h("td", {}, h("label", {},
    h("input", { type: "radio", name: group, value: which, onchange: () => choose(row.path, which) }), " ", row[which]));
  const body = h("tbody", {}, found.map((row) => {
    const group = uid();
    return h("tr", { role: "radiogroup", "aria-label": row.label }, h("th", { scope: "row" }, row.label), ["base", "theirs", "yours"].map((which) => cell(group, row, which)));
  }));
  const all = (which, words) => h("button", { type: "button", onclick: () => {
    for (const radio of body.querySelectorAll(`input[value=${which}]`)) radio.checked = true;
    for (const row of found) choose(row.path, which);
  } }, words);
  return h("div", { class: "conflict", role: "alert" },
    h("p", {}, "Somebody else saved the same fields meanwhile. Nothing of theirs or yours is lost: choose for each field."),
    h("table", {}, h("thead", {}, h("tr", {}, ["Field", "When you opened it", "Saved by somebody else", "Yours"].map((words) => h("th", { scope: "col" }, words)))), body),
    h("div", { class: "row" }, done, found.length > 2 ? [all("theirs", "Theirs for all"), all("yours", "Yours for all")] : ""));
}
