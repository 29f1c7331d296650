// The controls for one value: native ones, so that keyboard and screen reader work as everywhere.

function controlsOf(form) {
  const controls = {
    text: (spec, path, say, id) => typed(h("input", { id, type: "text" }), path),
    words: (spec, path, say, id) => typed(h("textarea", { id, rows: 3 }), path),
    day: (spec, path, say, id) => typed(h("input", { id, type: "date" }), path),
    moment: (spec, path, say, id) => typed(h("input", { id, type: "datetime-local" }), path),
    number: (spec, path, say, id) => {
      const input = h("input", { id, type: "number", min: 0, step: 1 });
      input.value = form.get(path) ?? "";
      input.addEventListener("input", () => form.change(path, input.value === "" ? undefined : Number(input.value)));
      return input;
    },
    choice: (spec, path, say, id) => chosen(spec.choices, path, id, (v) => v),
    "yes-no": (spec, path, say, id) =>
      chosen([["true", "Yes"], ["false", "No"]], path, id, (v) => v === "true"),
    reference: (spec, path, say, id) => chosen(form.listed(spec.folder), path, id, (v) => v),
    period, choices, references, texts,
  };
  function typed(input, path) {
    input.value = form.get(path) ?? "";
    input.addEventListener("input", () => form.change(path, input.value || undefined));
    return input;
  }

  function chosen(options, path, id, read) {
    const now = form.get(path);
    const select = h("select", { id }, h("option", { value: "" }, "—"),
      options.map(([key, words]) => h("option", { value: key }, words)));
    if (now !== undefined && !options.some(([key]) => key === String(now))) {
      select.append(h("option", { value: String(now) }, `${now} (not in the list)`));
    }
    select.value = now === undefined ? "" : String(now);
    select.addEventListener("change", () => form.change(path, select.value === "" ? undefined : read(select.value)));
    return select;
  }

  function period(spec, path, say, id) {
    const [count, unit] = periodParts(form.get(path));
    const number = h("input", { id, type: "number", min: 1, step: 1, value: count, "aria-label": `${spec.label}: how many` });
    const units = ["years", "months", "weeks", "days", "hours", "minutes", "session", "indefinite", "as written"];
    const select = h("select", { "aria-label": `${spec.label}: unit` }, units.map((u) => h("option", { value: u }, u)));
    select.value = unit;
    const written = h("input", { type: "text", value: form.get(path) ?? "", "aria-label": `${spec.label}: as written` });
    const show = () => {
      number.hidden = ["session", "indefinite", "as written"].includes(select.value);
      written.hidden = select.value !== "as written";
    };
    const update = () => {
      show();
      form.change(path, periodText(number.value, select.value, written.value));
    };
    for (const input of [number, select, written]) input.addEventListener("input", update);
    show();
    return h("div", { class: "row" }, number, written, select);
  }

  function choices(spec, path) {
    const now = () => (form.get(path) ?? []).map(String);
    return h("div", { class: "checks" }, spec.choices.map(([key, words]) => {
      const box = h("input", { type: "checkbox", checked: now().includes(key) });
      box.addEventListener("change", () => {
        const left = now().filter((each) => each !== key);
        const next = box.checked ? [...left, key] : left;
        form.change(path, next.length ? next : undefined);
      });
      return h("label", {}, box, " ", words);
    }));
  }

  function references(spec, path) {
    const box = h("div", { class: "chips" });
    const draw = (focus) => {
      const now = form.get(path) ?? [];
      const free = form.listed(spec.folder).filter(([key]) => !now.includes(key));
      const add = h("select", { "aria-label": `Add to ${spec.label}` }, h("option", { value: "" }, "Add …"),
        free.map(([key, words]) => h("option", { value: key }, words)));
      add.addEventListener("change", () => {
        form.change(path, [...now, add.value]);
        draw(true);
      });
      box.replaceChildren(...now.map((key) => h("span", { class: "chip" }, named(form.listed(spec.folder), key), " ",
        h("button", { type: "button", "aria-label": `Remove ${named(form.listed(spec.folder), key)}`,
          onclick: () => { form.change(path, now.filter((k) => k !== key)); draw(true); } }, "×"))), add);
      if (focus) add.focus();
    };
    draw(false);
    return box;
  }

  function texts(spec, path) {
    const box = h("div", { class: "texts" });
    const draw = (focus) => {
      const now = form.get(path) ?? [];
      box.replaceChildren(...now.map((value, n) => {
        const input = h("input", { type: "text", value, "aria-label": `${spec.label}, ${n + 1}` });
        input.addEventListener("input", () => form.change([...path, n], input.value));
        return h("div", { class: "row" }, input, h("button", { type: "button", "aria-label": `Remove ${spec.label}, ${n + 1}`,
          onclick: () => { form.change(path, now.length > 1 ? now.filter((_, k) => k !== n) : undefined); draw(true); } }, "×"));
      }), h("button", { type: "button", onclick: () => { form.change(path, [...(form.get(path) ?? []), ""]); draw(true); } }, "Add"));
      if (focus) [...box.querySelectorAll("input")].at(-1)?.focus();
    };
    draw(false);
    return box;
  }

  return controls;
}
