/** The history of the record that is open: who, when, what, why; as it was; between two days. */
function historyOf({ model, send }) {
  const box = h("section", { class: "history", "aria-label": "History", hidden: true });
  const days = { from: "", to: "" };

  function draw() {
    const past = model.get("past");
    // Where what has the focus goes, the focus stays near: else JupyterLab takes the keys.
    const held = box.contains(document.activeElement);
    box.hidden = !Object.keys(past).length;
    if (box.hidden) {
      if (held) box.parentElement.querySelector("h2").focus({ preventScroll: true });
      return;
    }
    const entries = past.entries ?? [];
    box.replaceChildren(
      h("div", { class: "row" }, h("h3", { tabindex: -1 }, "History"), day("from", "From"), day("to", "To"),
        h("button", { type: "button", onclick: () => send({ do: "between", ...days }) }, "What changed"),
        h("button", { type: "button", onclick: () => send({ do: "history" }) }, "Close")),
      past.problem ? h("p", { class: "said critical", role: "status" }, past.problem) : "",
      past.between ? compared(past.between) : "",
      entries.length ? table(entries, past.shown) : "",
      past.older ? h("button", { type: "button", onclick: () => send({ do: "older" }) }, `Show older (${past.older.toLocaleString()})`) : "");
    if (held) box.querySelector("h3").focus({ preventScroll: true });
  }

  function day(name, words) {
    const input = h("input", { type: "date", value: days[name] });
    input.addEventListener("input", () => { days[name] = input.value; });
    return h("label", {}, words, " ", input);
  }

  const compared = ({ from, to, changes }) => h("div", { role: "status" },
    h("p", {}, h("b", {}, `From ${from} to ${to || "now"}: `), changes.length ? "" : "nothing changed."), list(changes));

  const list = (changes) => (changes.length ? h("ul", {}, changes.map((words) => h("li", {}, words))) : "");

  const table = (entries, shown) => h("table", {},
    h("thead", {}, h("tr", {}, ["When", "Who", "What", "In words", "Why", ""].map((words) => h("th", { scope: "col" }, words)))),
    h("tbody", {}, entries.map((entry) => h("tr", { class: entry.commit === shown ? "shown" : "" },
      h("td", { class: "when" }, entry.when), h("td", {}, entry.who), h("td", {}, entry.what), h("td", {}, list(entry.changes)), h("td", {}, entry.why),
      h("td", {}, entry.commit === shown ? "Shown below" : h("button", { type: "button", "aria-label": `Look at it as it was on ${entry.when}`,
        onclick: () => send({ do: "look", commit: entry.commit }) }, "As it was"))))));

  model.on("change:past", draw);
  draw();
  return box;
}

