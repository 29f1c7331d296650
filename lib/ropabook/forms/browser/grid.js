// A grid for short registers: one row an entry, each cell edited in place.

function render({ model, el }) {
  let data = clone(model.get("data"));
  let timer = 0;
  const marks = h("div", { class: "marks", "aria-live": "polite" });
  const said = h("p", { class: "said", role: "status" });
  const changes = h("div", {});
  const body = h("tbody", {});
  const save = h("button", { type: "button", class: "primary", onclick: () => ask() }, "Save");
  const why = h("input", { type: "text", placeholder: "Why? (where a reason is due)", "aria-label": "Reason for the change" });

  const hand = () => {
    clearTimeout(timer);
    model.set("draft", clone(data));
    model.save_changes();
  };
  const ask = () => {
    hand();
    model.send({ do: "save", reason: why.value });
  };
  const change = (path, value) => {
    data = put(data, path, value);
    clearTimeout(timer);
    timer = setTimeout(hand, 200);
  };

  function cell(spec, key) {
    const path = [key, spec.name];
    const now = at(data, path);
    const about = `${spec.label} of ${key}`;
    if (now !== null && typeof now === "object") {
      const words = now.unknown ? `Not known yet: ${now.unknown}` : now.none ? `None: ${now.none}` : JSON.stringify(now);
      return h("td", { class: "quiet" }, words);
    }
    if (spec.kind === "choice" || spec.kind === "yes-no") {
      const options = spec.kind === "choice" ? spec.choices : [["true", "Yes"], ["false", "No"]];
      const select = h("select", { "aria-label": about }, h("option", { value: "" }, "—"), options.map(([k, w]) => h("option", { value: k }, w)));
      select.value = now === undefined ? "" : String(now);
      select.addEventListener("change", () => change(path, select.value === "" ? undefined : spec.kind === "choice" ? select.value : select.value === "true"));
      return h("td", {}, select);
    }
    const input = h(spec.kind === "words" ? "textarea" : "input", { "aria-label": about, type: spec.kind === "day" ? "date" : spec.kind === "words" ? undefined : "text", rows: spec.kind === "words" ? 1 : undefined });
    input.value = now ?? "";
    input.addEventListener("input", () => change(path, input.value || undefined));
    return h("td", {}, input);
  }

  const heads = h("thead", {});

  function draw() {
    const fields = model.get("fields");
    heads.replaceChildren(h("tr", {}, h("th", {}, "Id"),
      fields.map((f) => h("th", { scope: "col", title: f.help }, f.label))));
    body.replaceChildren(...Object.keys(data).map((key) => h("tr", {}, h("th", { scope: "row" },
      h("button", { type: "button", class: "open", onclick: () => model.send({ do: "open", key }) }, key)), fields.map((spec) => cell(spec, key)))));
  }

  const fresh = h("input", { type: "text", placeholder: "new-entry", "aria-label": "Id of a new entry", pattern: "[a-z0-9]+(-[a-z0-9]+)*" });
  const add = h("button", { type: "button", onclick: () => {
    if (!fresh.value || !fresh.checkValidity() || fresh.value in data) return fresh.reportValidity();
    change([fresh.value], { title: fresh.value.replaceAll("-", " ") });
    fresh.value = "";
    draw();
    body.querySelector("tr:last-of-type :is(input, select, textarea)")?.focus();
  } }, "Add an entry");

  function drawStatus() {
    const status = model.get("status");
    said.textContent = [status.banner, status.sentence].filter(Boolean).join(" ");
    said.className = `said ${status.level}`;
    save.disabled = !status.dirty || !status.writable;
    why.hidden = !status.reason_due;
    changes.replaceChildren(status.changes.length ? h("ul", {}, status.changes.map((w) => h("li", {}, w))) : "");
    marks.replaceChildren(...model.get("marks").map(({ level, text, path }) => h("p", { class: `mark ${level}` }, `${path}: ${text}`)));
  }

  model.on("change:data", () => { data = clone(model.get("data")); draw(); });
  model.on("change:fields", draw);
  model.on("change:status", drawStatus);
  model.on("change:marks", drawStatus);
  settle(el, ["ropabook-form", "grid"], ask);
  el.replaceChildren(h("div", { class: "row" }, save, why), said, changes, marks,
    h("div", { class: "scroll", tabindex: 0 }, h("table", {}, heads, body)),
    h("div", { class: "row" }, fresh, add));
  draw();
  drawStatus();
  return () => clearTimeout(timer);
}

export default { render };
