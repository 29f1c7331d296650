// The form of one record. Python says what is asked (fields), what is recorded (data) and what is
// wrong (marks); this file draws native controls and hands back the whole record as it stands.
function render({ model, el }) {
  let data = clone(model.get("data"));
  let timer = 0;
  const places = new Map(); // path in words → where its marks are shown

  const change = (path, value) => {
    data = put(data, path, value);
    clearTimeout(timer);
    timer = setTimeout(hand, 200);
  };
  const hand = () => {
    clearTimeout(timer);
    model.set("draft", { ...clone(data) });
    model.save_changes();
  };
  const send = (message) => {
    hand();
    model.send(message);
  };
  const listed = (folder) => model.get("names")[folder] ?? [];

  const form = {
    get: (path) => at(data, path),
    change,
    listed,
    field: (...about) => field(...about),
    control: (spec, path, say, id) => kinds[spec.kind](spec, path, say, id),
    mark: () => mark(),
    evidenceFields: () => model.get("evidence_fields"),
  };
  const { fact, part, parts, map, evidence, proofOf } = partsOf(form);
  const kinds = { ...controlsOf(form), part, parts, map, evidence };

  // ----- one field ---------------------------------------------------------------------------

  function field(spec, path, say) {
    const id = uid();
    const marks = h("div", { class: "marks", id: `${id}-marks`, "aria-live": "polite" });
    places.set(say, marks);
    const grouped = ["part", "parts", "map", "choices", "references", "texts", "evidence"].includes(spec.kind);
    const body = spec.fact ? fact(spec, path, say, id) : form.control(spec, path, say, id);
    const label = spec.label + (spec.required ? " *" : "");
    const help = spec.help ? h("p", { class: "help", id: `${id}-help` }, spec.help) : null;
    const proof = spec.proven ? proofOf(spec) : null;
    const frame = grouped
      ? h("fieldset", {}, h("legend", {}, label), help, body, marks, proof)
      : h("div", { class: "field" }, h("label", { for: id }, label), help, body, marks, proof);
    frame.dataset.path = say;
    return frame;
  }

  // ----- what differs from company to company ---------------------------------------------------

  function differing() {
    const companies = (data.entities ?? []).map((id) => [id, named(listed("entities"), id)]);
    if (!model.get("may_differ") || companies.length < 2) return null;
    const asked = model.get("fields").filter((f) => !["title", "entities"].includes(f.name));
    const draw = (box, id) => {
      const own = data.differs?.[id] ?? {};
      const add = h("select", { "aria-label": "What differs" }, h("option", { value: "" }, "Differs in …"),
        asked.filter((f) => !(f.name in own)).map((f) => h("option", { value: f.name }, f.label)));
      add.addEventListener("change", () => {
        change(["differs", id, add.value], clone(data[add.value]) ?? "");
        draw(box, id);
      });
      box.replaceChildren(...asked.filter((f) => f.name in own).map((f) => h("div", {},
        field({ ...f, proven: false }, ["differs", id, f.name], `differs.${id}.${f.name}`),
        h("button", { type: "button", class: "quiet", onclick: () => {
          change(["differs", id, f.name], undefined);
          if (!Object.keys(data.differs?.[id] ?? {}).length) change(["differs", id], undefined);
          if (!Object.keys(data.differs ?? {}).length) change(["differs"], undefined);
          draw(box, id);
        } }, `As for the others: ${f.label}`))), add);
    };
    return companies.map(([id, words]) => {
      const box = h("div", {});
      draw(box, id);
      return h("fieldset", {}, h("legend", {}, words), box);
    });
  }

  // ----- the whole form --------------------------------------------------------------------------

  const head = h("div", { class: "head" });
  const tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Parts of the record" });
  // A fieldset that is disabled disables what is in it, and lets one open and read every part.
  const body = h("fieldset", { class: "body", "aria-label": "Fields" });
  let shown = 0;

  function draw() {
    places.clear();
    const sections = new Map();
    for (const spec of model.get("fields")) {
      if (!sections.has(spec.section)) sections.set(spec.section, []);
      sections.get(spec.section).push(field(spec, [spec.name], spec.name));
    }
    const differs = differing();
    if (differs) sections.set("What differs", differs);
    const made = [...sections].map(([title, fields]) => panelOf(title || "Fields", fields));
    shown = Math.min(shown, Math.max(made.length - 1, 0));
    tabs.replaceChildren(...made.map(({ tab }) => tab));
    tabs.hidden = made.length < 2;
    body.replaceChildren(...made.map(({ panel }) => panel));
    show(shown);
    mark();
  }

  function panelOf(title, fields) {
    const id = uid();
    const tab = h("button", { type: "button", role: "tab", id: `${id}-tab`, "aria-controls": id,
      onclick: () => show([...tabs.children].indexOf(tab)), onkeydown: walk }, h("span", { class: "sign" }), title, h("span", { class: "count" }));
    tab.dataset.title = title;
    const panel = h("div", { role: "tabpanel", id, "aria-labelledby": `${id}-tab`, class: "panel" }, fields);
    return { tab, panel };
  }

  /** Arrow keys walk along the tabs, as in every list of tabs. */
  function walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    show((shown + step + tabs.children.length) % tabs.children.length);
    tabs.children[shown].focus();
  }

  function show(which) {
    shown = which;
    [...tabs.children].forEach((tab, n) => {
      tab.setAttribute("aria-selected", n === which ? "true" : "false");
      tab.tabIndex = n === which ? 0 : -1;
    });
    [...body.children].forEach((panel, n) => { panel.hidden = n !== which; });
  }

  function mark() {
    for (const place of places.values()) place.replaceChildren();
    rest.replaceChildren();
    for (const { path, level, text, rule } of model.get("marks")) {
      let where = path;
      while (where && !places.get(where)?.isConnected) where = where.split(".").slice(0, -1).join(".");
      const place = places.get(where) ?? rest;
      place.append(h("p", { class: `mark ${level}` }, text, rule ? [" ", h("small", {}, rule)] : ""));
    }
    [...body.children].forEach((panel, n) => {
      const count = panel.querySelectorAll(".mark").length;
      const badge = tabs.children[n].querySelector(".count");
      badge.textContent = count ? ` ${count}` : "";
      badge.setAttribute("aria-label", count ? `${count} findings` : "");
      const tab = tabs.children[n];
      tab.querySelector(".sign").textContent = model.get("done").includes(tab.dataset.title) ? "✓ " : "";
    });
  }

  const rest = h("div", { class: "marks" });
  let reason = "";

  const drawHead = () => keeping(head, headNow);
  function headNow() {
    const status = model.get("status");
    const conflict = model.get("conflict");
    body.disabled = !status.writable;
    const unfolded = head.querySelector(".changes")?.open ?? false;
    const why = h("input", { type: "text", value: reason, "aria-label": "Reason for the change", placeholder: "Why? (asked for this change)" });
    why.addEventListener("input", () => { reason = why.value; });
    head.replaceChildren(
      h("h2", { tabindex: -1 }, status.title, h("small", {}, [status.kind, status.key, status.standing].filter(Boolean).map((w) => ` · ${w}`).join(""))),
      status.banner ? h("p", { class: "banner" }, status.banner) : "",
      status.note ? h("p", { class: "note", role: "status" }, status.note) : "",
      h("div", { class: "row" },
        h("button", { type: "button", class: "primary", disabled: !status.writable || !status.dirty, onclick: () => send({ do: "save", reason }) }, "Save"),
        h("button", { type: "button", disabled: !status.dirty, onclick: () => send({ do: "discard" }) }, "Discard changes"),
        status.actions.map(([key, words]) => h("button", { type: "button", onclick: () => send({ do: key, reason }) }, words)),
        status.key && !status.fresh ? h("button", { type: "button", "aria-expanded": String(!history.hidden), onclick: () => send({ do: "history" }) }, "History") : "",
        status.dirty && (!status.writable || status.level === "critical")
          ? h("button", { type: "button", onclick: download }, "Download what is typed") : "",
        status.reason_due || reason ? why : ""),
      h("p", { class: `said ${status.level}`, role: "status" }, status.sentence),
      status.changes.length ? h("details", { class: "changes", open: unfolded }, h("summary", {}, `${status.changes.length} change${status.changes.length > 1 ? "s" : ""} not saved yet`),
        h("ul", {}, status.changes.map((words) => h("li", {}, words)))) : "",
      conflict.length ? choosing(conflict, (choices) => send({ do: "resolve", choices, reason })) : "",
      rest);
  }

  /** What is typed as a file of one's own; it needs neither the kernel nor the folder. */
  function download() {
    const url = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }));
    const name = model.get("status").key.replaceAll("/", ".");
    h("a", { href: url, download: `${name}.draft.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  let opened = "";
  let waiting = false;
  /** Fields, names and data come in one message and change one after the other: draw once. */
  const drawSoon = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => { waiting = false; draw(); });
  };
  model.on("change:data", () => { data = clone(model.get("data")); reason = ""; drawSoon(); });
  model.on("change:fields", drawSoon);
  model.on("change:names", drawSoon);
  model.on("change:marks", mark);
  model.on("change:done", mark);
  model.on("change:status", () => {
    const { key, level } = model.get("status");
    // A reason is given for one step; it is no reason for the next.
    if (key !== opened || level === "good") reason = "";
    drawHead();
    el.hidden = !key;
    if (key && key !== opened) {
      // Another record was opened: begin at its head, with the keyboard, too.
      el.scrollIntoView({ block: "start" });
      head.querySelector("h2").focus({ preventScroll: true });
      show(0);
    }
    opened = key;
  });
  model.on("change:conflict", drawHead);
  const history = historyOf({ model, send: (message) => model.send(message) });
  settle(el, ["ropabook-form"], () => send({ do: "save", reason }));
  el.replaceChildren(head, history, tabs, body);
  el.hidden = !model.get("status").key;
  drawHead();
  draw();
  return () => clearTimeout(timer);
}

export default { render };
