// Parts of a record: a noun within a noun, lists of them, maps, evidence, and the three answers.

const ANSWERS = [
  ["", "Not recorded"],
  ["value", "Recorded"],
  ["none", "None, because …"],
  ["unknown", "Not known yet"],
];

function partsOf(form) {
  function fact(spec, path, say, id) {
    const box = h("div", { class: "answer" });
    const kind = () => {
      const value = form.get(path);
      if (value === undefined || value === null) return "";
      if (typeof value === "object" && !Array.isArray(value)) {
        if ("unknown" in value) return "unknown";
        if ("none" in value) return "none";
      }
      return "value";
    };
    const begin = { "": undefined, value: undefined, none: { none: "" }, unknown: { unknown: `${spec.label}?`, ask: "" } };
    const select = h("select", { id, "aria-label": `${spec.label}: how it stands` },
      ANSWERS.map(([key, words]) => h("option", { value: key }, words)));
    const inner = h("div", { class: "inner" });
    const draw = (which) => {
      const parts = {
        value: () => [form.control({ ...spec, fact: false }, path, say, uid())],
        none: () => [line("Why there is none", [...path, "none"], true), line("Confirmed by", [...path, "by"]),
          line("On", [...path, "on"], false, "date")],
        unknown: () => [line("The question to ask", [...path, "unknown"], true), line("Whom to ask", [...path, "ask"])],
      };
      inner.replaceChildren(...(parts[which] ? parts[which]() : []));
    };
    select.value = kind();
    select.addEventListener("change", () => {
      form.change(path, begin[select.value]);
      draw(select.value);
      inner.querySelector("input, textarea, select, button")?.focus();
    });
    draw(kind());
    box.append(select, inner);
    return box;
  }

  function line(label, path, long = false, type = "text") {
    const id = uid();
    const input = long ? h("textarea", { id, rows: 2 }) : h("input", { id, type });
    input.value = form.get(path) ?? "";
    input.addEventListener("input", () => form.change(path, input.value || undefined));
    return h("div", { class: "line" }, h("label", { for: id }, label), input);
  }

  function part(spec, path, say) {
    const box = h("div", { class: "part" });
    const draw = (focus) => {
      if (form.get(path) === undefined) {
        box.replaceChildren(h("button", { type: "button", onclick: () => { form.change(path, {}); draw(true); } }, `Record ${spec.label.toLowerCase()}`));
      } else {
        box.replaceChildren(...spec.fields.map((f) => form.field(f, [...path, f.name], `${say}.${f.name}`)),
          spec.required || spec.fact ? "" : h("button", { type: "button", class: "quiet", onclick: () => { form.change(path, undefined); draw(true); } }, "Take it out"));
      }
      if (focus) box.querySelector("input, textarea, select, button")?.focus();
    };
    if (spec.required && form.get(path) === undefined) form.change(path, {});
    draw(false);
    return box;
  }

  function parts(spec, path, say, id, make = spec.fields) {
    const box = h("div", { class: "parts" });
    const draw = (open) => {
      const now = form.get(path) ?? [];
      const move = (n, by) => {
        const next = [...now];
        [next[n], next[n + by]] = [next[n + by], next[n]];
        form.change(path, next);
        draw(n + by);
      };
      box.replaceChildren(...now.map((item, n) => {
        const name = item.id ?? item.recipient ?? String(n);
        const details = h("details", { open: open === n },
          h("summary", {}, titleOf(item, n)));
        const fill = () => {
          if (details.dataset.filled) return;
          details.dataset.filled = "yes";
          details.append(...make.map((f) => form.field(f, [...path, n, f.name], `${say}.${name}.${f.name}`)),
            h("div", { class: "row" },
              n > 0 ? h("button", { type: "button", onclick: () => move(n, -1) }, "Move up") : "",
              n < now.length - 1 ? h("button", { type: "button", onclick: () => move(n, 1) }, "Move down") : "",
              h("button", { type: "button", class: "quiet", onclick: () => {
                form.change(path, now.length > 1 ? now.filter((_, k) => k !== n) : undefined);
                draw(-1);
                box.lastElementChild.focus();
              } }, "Remove")));
          form.mark();
        };
        // Filled only when it is opened: a record may have hundreds of parts.
        details.addEventListener("toggle", fill);
        if (open === n) fill();
        return details;
      }), h("button", { type: "button", onclick: () => {
        const next = [...(form.get(path) ?? []), {}];
        form.change(path, next);
        draw(next.length - 1);
        box.querySelector("details:last-of-type :is(input, select, textarea)")?.focus();
      } }, "Add"));
    };
    draw(-1);
    return box;
  }

  function titleOf(item, n) {
    const said = item.text ?? item.title ?? item.name ?? item.question ?? item.source;
    const known = item.recipient ? named(form.listed("recipients"), item.recipient) : undefined;
    return [item.id, said ?? known ?? (item.id ? "" : `Entry ${n + 1}`)].filter(Boolean).join(": ");
  }

  function map(spec, path, say) {
    const value = { label: "", kind: spec.value, fact: false, help: "", choices: [], fields: [] };
    if (spec.choices.length) {
      return h("div", { class: "map" }, spec.choices.map(([key, words]) =>
        form.field({ ...value, label: words, name: key }, [...path, key], `${say}.${key}`)));
    }
    const box = h("div", { class: "map" });
    const draw = () => {
      const key = h("input", { type: "text", placeholder: "Name", "aria-label": `${spec.label}: a new name` });
      box.replaceChildren(...Object.keys(form.get(path) ?? {}).map((name) =>
        form.field({ ...value, label: name, name }, [...path, name], `${say}.${name}`)),
        h("div", { class: "row" }, key, h("button", { type: "button", onclick: () => {
          if (key.value) { form.change([...path, key.value], ""); draw(); }
        } }, "Add")));
    };
    draw();
    return box;
  }

  function evidence(spec, path, say) {
    return parts(spec, path, say, uid(), form.evidenceFields());
  }

  function proofOf(spec) {
    const path = ["evidence", spec.name];
    const count = (form.get(path) ?? []).length;
    const details = h("details", { class: "proof" }, h("summary", {}, count ? `Evidence (${count})` : "Evidence: none"));
    details.addEventListener("toggle", () => {
      if (details.childElementCount === 1) details.append(evidence({ ...spec, label: `Evidence of ${spec.label}` }, path, `evidence.${spec.name}`));
    });
    return details;
  }

  return { fact, part, parts, map, evidence, proofOf };
}
