// The screening of one activity: each criterion with the facts of the record, a yes or no, a reason.

const SIGNS = { for: ["+", "For"], against: ["−", "Against"], ask: ["?", "To ask"] };

function render({ model, el }) {
  let given = clone(model.get("given"));
  let timer = 0;
  const hand = () => {
    clearTimeout(timer);
    model.set("typed", clone(given));
    model.save_changes();
  };
  const change = (path, value) => {
    given = put(given, path, value);
    clearTimeout(timer);
    timer = setTimeout(hand, 200);
  };
  const send = (what, more) => {
    hand();
    model.send({ do: what, ...more });
  };

  const head = h("div", { class: "head" });
  const body = h("div", {});

  let reason = "";
  const drawHead = () => keeping(head, headNow);
  function headNow() {
    const state = model.get("state");
    const conflict = model.get("conflict");
    const why = h("input", { type: "text", value: reason, "aria-label": "Reason for the change", placeholder: "Why? (asked for this change)" });
    why.addEventListener("input", () => { reason = why.value; });
    head.replaceChildren(
      h("h2", { tabindex: -1 }, state.title, h("small", {}, ` · ${state.names}`)),
      state.banner ? h("p", { class: "banner" }, state.banner) : "",
      h("p", {}, "On the record: ", h("b", {}, state.record), " On your answers: ", h("b", {}, state.follows)),
      h("div", { class: "row" },
        h("button", { type: "button", class: "primary", disabled: !state.writable, onclick: () => { model.set("reason", reason); send("save"); } }, "Save the screening"),
        h("button", { type: "button", onclick: () => send("propose") }, "Answer what the record says"),
        h("button", { type: "button", onclick: () => send("discard") }, "Discard changes"),
        state.reason_due || reason ? why : ""),
      h("p", { class: `said ${state.level}`, role: "status" }, state.said),
      conflict.length ? choosing(conflict, (choices) => send("resolve", { choices, reason })) : "",
      state.lacking.length ? h("details", { open: state.level === "critical" }, h("summary", {}, `${state.lacking.length} things are to be said before it can be saved`),
        h("ul", {}, state.lacking.map((words) => h("li", {}, words)))) : "");
  }

  function row(spec) {
    const now = given.answers?.[spec.key] ?? {};
    const name = uid();
    const radio = (value, words) => h("label", {},
      h("input", { type: "radio", name, checked: now.met === value, onchange: () => change(["answers", spec.key, "met"], value) }), " ", words);
    const reason = h("input", { type: "text", value: now.reason ?? "", "aria-label": `${spec.law}: why` });
    reason.addEventListener("input", () => change(["answers", spec.key, "reason"], reason.value));
    const signs = spec.signs.map(({ speaks, sentence, ask }) => h("li", { class: speaks },
      h("span", { "aria-hidden": "true" }, SIGNS[speaks][0]), h("span", { class: "for-ears" }, `${SIGNS[speaks][1]}: `), ` ${sentence}`, ask ? ` (ask: ${ask})` : ""));
    return h("tr", { "data-key": spec.key },
      h("th", { scope: "row" }, `${spec.name}. ${spec.title}`, spec.look_at ? h("small", {}, `Look at: ${spec.look_at}`) : ""),
      h("td", {}, signs.length ? h("ul", {}, signs) : h("span", { class: "quiet" }, "The record says nothing of it")),
      h("td", { class: "answers", role: "radiogroup", "aria-label": `${spec.law}: is it met?` }, radio(true, "Yes"), radio(false, "No")),
      h("td", {}, reason));
  }

  function tail() {
    const text = (name, label) => {
      const id = uid();
      const input = h("input", { id, type: "text", value: given[name] ?? "" });
      input.addEventListener("input", () => change([name], input.value));
      return h("div", { class: "field" }, h("label", { for: id }, label), input);
    };
    const id = uid();
    const outcome = h("select", { id }, [["", "As the criteria give"], ["required", "A DPIA is required"], ["recommended", "A DPIA is recommended"], ["not-required", "No DPIA is required"]]
      .map(([key, words]) => h("option", { value: key }, words)));
    outcome.value = given.outcome ?? "";
    outcome.addEventListener("change", () => change(["outcome"], outcome.value));
    const major = h("input", { type: "checkbox", checked: !!given.major_project, onchange: () => change(["major_project"], major.checked) });
    return h("fieldset", {}, h("legend", {}, "Outcome"),
      h("label", {}, major, " It is a major project, for which a DPIA is good practice"),
      h("div", { class: "field" }, h("label", { for: id }, "Outcome"), outcome),
      text("by", "Screened by"), text("override_reason", "Where the outcome is less than the criteria ask for, why"),
      text("approver", "Who approves that"));
  }

  function draw() {
    const heads = ["Criterion", "What the record says", "Is it met?", "Why"];
    body.replaceChildren(...model.get("groups").map(({ title, rows }) => h("table", { class: "screening" },
      h("caption", {}, title), h("thead", {}, h("tr", {}, heads.map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, rows.map(row)))), tail());
    el.hidden = !model.get("groups").length;
  }

  model.on("change:given", () => { reason = ""; given = clone(model.get("given")); draw(); });
  model.on("change:groups", () => { draw(); el.scrollIntoView({ block: "start" }); head.querySelector("h2")?.focus({ preventScroll: true }); });
  model.on("change:state", drawHead);
  model.on("change:conflict", drawHead);
  el.classList.add("ropabook-form");
  el.replaceChildren(head, body);
  drawHead();
  draw();
  return () => clearTimeout(timer);
}

export default { render };
