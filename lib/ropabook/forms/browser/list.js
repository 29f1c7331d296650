// A list that filters and searches at once over thousands of rows. Only what is in sight is drawn.

const AT_ONCE = 20;
const WAYS = { 1: "ascending", [-1]: "descending" };

function render({ model, el }) {
  let rows = [];
  let found = [];
  let shown = AT_ONCE;
  let sorted = null; // [column, direction]
  const chosen = new Set(model.get("selected"));

  const search = h("input", { type: "search", placeholder: "Search", "aria-label": "Search in the list" });
  const facets = h("div", { class: "facets" });
  const count = h("p", { class: "count", role: "status" });
  // Not read out: it says something else three times a second.
  const judging = h("p", { class: "judging" }, model.get("judging"));
  const shares = h("colgroup", {});
  const head = h("thead", {});
  const body = h("tbody", {});
  const more = h("button", { type: "button", onclick: () => { shown += 10 * AT_ONCE; draw(); } }, "Show more");
  const further = ({ target }) => {
    if (shown >= found.length || target.scrollTop + 2 * target.clientHeight < target.scrollHeight) return;
    shown += 2 * AT_ONCE;
    draw();
  };
  const scroll = h("div", { class: "scroll", tabindex: 0, onscroll: further }, h("table", {}, shares, head, body));
  const filters = new Map();
  let titles = ""; // the columns as they are drawn
  let offered = ""; // the choices of the filters as they are drawn

  // Joined once, so that each letter typed costs one look at one text a row.
  const made = ([key, ...cells]) => ({ key, cells, text: cells.join("\u0000").toLowerCase() });

  function load() {
    rows = model.get("rows").map(made);
    if (titles !== (titles = JSON.stringify(model.get("columns")))) drawHead();
    renew();
  }

  /** Take over the rows that became others since all were sent. */
  function take() {
    const anew = { ...model.get("anew") };
    rows = rows.filter(({ key }) => anew[key] !== null).map((row) => {
      const other = anew[row.key];
      delete anew[row.key];
      return other ? made(other) : row;
    });
    rows.push(...Object.values(anew).filter(Boolean).map(made));
  }

  function renew() {
    take();
    share();
    drawFacets();
    filter(shown);
  }

  /** Every column has a share of the width, by what it holds: none is out of sight. */
  function share() {
    const longest = model.get("columns").map((label, n) => Math.min(n ? 13 : 24,
      rows.reduce((most, { cells }) => Math.max(most, String(cells[n]).length + 1.5), Math.max(...label.split(" ").map((word) => 1.1 * word.length + 1)))));
    const all = longest.reduce((sum, one) => sum + one, 0);
    shares.replaceChildren(...(model.get("choosing") ? [h("col", { class: "choose" })] : []), ...longest.map((one) => {
      const column = h("col", {});
      column.style.width = `${(100 * one) / all}%`;
      return column;
    }));
  }

  function drawFacets() {
    const values = new Map(model.get("facets").map((column) =>
      [column, [...new Set(rows.flatMap((row) => String(row.cells[column]).split(", ")))].filter(Boolean).sort()]));
    if (offered === (offered = JSON.stringify([...values]))) return;
    facets.replaceChildren(...[...values].map(([column, all]) => {
      if (!all.includes(filters.get(column))) filters.delete(column);
      const select = h("select", {}, h("option", { value: "" }, "All"), all.map((v) => h("option", { value: v }, v)));
      select.value = filters.get(column) ?? "";
      select.addEventListener("change", () => { filters.set(column, select.value); filter(); });
      return h("label", {}, model.get("columns")[column], " ", select);
    }));
  }

  function filter(drawn = AT_ONCE) {
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
    shown = drawn;
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
        button.parentElement.setAttribute("aria-sort", WAYS[sorted[1]]);
        filter();
      });
      return h("th", { scope: "col", "aria-sort": sorted?.[0] === n ? WAYS[sorted[1]] : null }, button);
    });
    head.replaceChildren(h("tr", {}, model.get("choosing") ? h("th", {}, all) : "", columns));
  }

  const tell = () => {
    model.set("selected", [...chosen]);
    model.save_changes();
  };

  function draw() {
    // A row that is drawn anew keeps the focus: else JupyterLab takes the next key for a command.
    const held = body.contains(document.activeElement) ? document.activeElement : null;
    const key = held?.closest("tr").dataset.key;
    body.replaceChildren(...found.slice(0, shown).map((row) => {
      const box = h("input", { type: "checkbox", checked: chosen.has(row.key), "aria-label": `Choose ${row.cells[0]}` });
      box.addEventListener("change", () => { box.checked ? chosen.add(row.key) : chosen.delete(row.key); tell(); });
      const open = h("button", { type: "button", class: "open", onclick: () => model.send({ do: "open", key: row.key }) }, row.cells[0]);
      return h("tr", { "data-key": row.key }, model.get("choosing") ? h("td", {}, box) : "", h("th", { scope: "row" }, open), row.cells.slice(1).map((cell) => h("td", { title: String(cell) }, String(cell))));
    }));
    if (held) ([...body.children].find((row) => row.dataset.key === key)?.querySelector(held.localName) ?? scroll).focus({ preventScroll: true });
    more.hidden = found.length <= shown;
    const of = rows.length === found.length ? `${rows.length.toLocaleString()}` : `${found.length.toLocaleString()} of ${rows.length.toLocaleString()}`;
    count.textContent = `${of} shown${chosen.size ? `, ${chosen.size.toLocaleString()} chosen` : ""}`;
  }

  search.addEventListener("input", () => filter());
  model.on("change:rows", load);
  model.on("change:anew", renew);
  model.on("change:judging", () => { judging.textContent = model.get("judging"); });
  model.on("change:choosing", () => { share(); drawHead(); draw(); });
  model.on("change:selected", () => { chosen.clear(); for (const key of model.get("selected")) chosen.add(key); draw(); });
  settle(el, ["ropabook-list"]);
  el.replaceChildren(h("div", { class: "row" }, search, facets), h("div", { class: "counts" }, count, judging), scroll, more);
  load();
}

export default { render };
