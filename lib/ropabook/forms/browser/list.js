// A list that filters and searches at once over thousands of rows. Only what is in sight is drawn.

const AT_ONCE = 100;

function render({ model, el }) {
  let rows = [];
  let found = [];
  let shown = AT_ONCE;
  let sorted = null; // [column, direction]
  const chosen = new Set(model.get("selected"));

  const search = h("input", { type: "search", placeholder: "Search", "aria-label": "Search in the list" });
  const facets = h("div", { class: "facets" });
  const count = h("p", { class: "count", role: "status" });
  const head = h("thead", {});
  const body = h("tbody", {});
  const more = h("button", { type: "button", onclick: () => { shown += 5 * AT_ONCE; draw(); } }, "Show more");
  const filters = new Map();

  function load() {
    // Joined once, so that each letter typed costs one look at one text a row.
    rows = model.get("rows").map((row) => ({ key: row[0], cells: row.slice(1), text: row.slice(1).join("\u0000").toLowerCase() }));
    drawFacets();
    drawHead();
    filter();
  }

  function drawFacets() {
    filters.clear();
    facets.replaceChildren(...model.get("facets").map((column) => {
      const label = model.get("columns")[column];
      const values = [...new Set(rows.flatMap((row) => String(row.cells[column]).split(", ")))].filter(Boolean).sort();
      const select = h("select", {}, h("option", { value: "" }, "All"), values.map((v) => h("option", { value: v }, v)));
      select.addEventListener("change", () => { filters.set(column, select.value); filter(); });
      return h("label", {}, label, " ", select);
    }));
  }

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const set = [...filters].filter(([, value]) => value);
    found = rows.filter((row) => words.every((word) => row.text.includes(word))
      && set.every(([column, value]) => String(row.cells[column]).split(", ").includes(value)));
    if (sorted) {
      const [column, direction] = sorted;
      const number = found.every((row) => typeof row.cells[column] === "number");
      found.sort((a, b) => direction * (number ? a.cells[column] - b.cells[column]
        : String(a.cells[column]).localeCompare(String(b.cells[column]))));
    }
    shown = AT_ONCE;
    draw();
  }

  function drawHead() {
    const all = h("input", { type: "checkbox", "aria-label": "Choose all that are found" });
    all.addEventListener("change", () => {
      for (const row of found) all.checked ? chosen.add(row.key) : chosen.delete(row.key);
      tell();
      draw();
    });
    const columns = model.get("columns").map((label, n) => {
      const button = h("button", { type: "button", class: "sort" }, label);
      button.addEventListener("click", () => {
        sorted = [n, sorted?.[0] === n ? -sorted[1] : 1];
        for (const th of head.querySelectorAll("th")) th.removeAttribute("aria-sort");
        button.parentElement.setAttribute("aria-sort", sorted[1] > 0 ? "ascending" : "descending");
        filter();
      });
      return h("th", { scope: "col" }, button);
    });
    head.replaceChildren(h("tr", {}, model.get("choosing") ? h("th", {}, all) : "", columns));
  }

  const tell = () => {
    model.set("selected", [...chosen]);
    model.save_changes();
  };

  function draw() {
    body.replaceChildren(...found.slice(0, shown).map((row) => {
      const box = h("input", { type: "checkbox", checked: chosen.has(row.key), "aria-label": `Choose ${row.cells[0]}` });
      box.addEventListener("change", () => { box.checked ? chosen.add(row.key) : chosen.delete(row.key); tell(); });
      const open = h("button", { type: "button", class: "open", onclick: () => model.send({ do: "open", key: row.key }) }, row.cells[0]);
      return h("tr", {}, model.get("choosing") ? h("td", {}, box) : "", h("th", { scope: "row" }, open), row.cells.slice(1).map((cell) => h("td", { title: String(cell) }, String(cell))));
    }));
    more.hidden = found.length <= shown;
    const of = rows.length === found.length ? `${rows.length.toLocaleString()}` : `${found.length.toLocaleString()} of ${rows.length.toLocaleString()}`;
    count.textContent = `${of} shown${chosen.size ? `, ${chosen.size.toLocaleString()} chosen` : ""}`;
  }

  search.addEventListener("input", filter);
  model.on("change:rows", load);
  model.on("change:selected", () => { chosen.clear(); for (const key of model.get("selected")) chosen.add(key); draw(); });
  settle(el, ["ropabook-list"]);
  el.replaceChildren(h("div", { class: "row" }, search, facets), count, h("div", { class: "scroll", tabindex: 0 }, h("table", {}, head, body)), more);
  load();
}

export default { render };
