// What the widgets share. The files of this folder are joined into one module for each widget.

let counter = 0;
const uid = () => `ropabook-${(counter += 1)}`;

/** An element; attributes that are functions are event handlers, booleans are set or left out. */
function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "value") element.value = value;
    else if (key === "checked") element.checked = value;
    else if (typeof value === "boolean") element.toggleAttribute(key, value);
    else if (value !== undefined && value !== null) element.setAttribute(key, value);
  }
  // Text is always appended as text: nothing of the record is ever read as markup.
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** JupyterLab takes a key as a command ("dd" deletes the cell) unless what has the focus says no. */
function keepKeys({ target }) {
  const output = target.closest?.(".jp-OutputArea-output");
  if (output?.querySelector(".ropabook-list, .ropabook-form")) target.dataset.lmSuppressShortcuts = "true";
}

/** Take a widget's place in the page; Ctrl+S saves there, as it does everywhere. */
function settle(el, kinds, save = () => {}) {
  el.classList.add(...kinds);
  document.removeEventListener("focusin", globalThis.ropabookKeepKeys);
  globalThis.ropabookKeepKeys = keepKeys;
  document.addEventListener("focusin", keepKeys);
  el.addEventListener("keydown", (event) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  });
}

/** Draw a part anew. What has the focus in it keeps it: else JupyterLab takes the next key. */
function keeping(part, draw) {
  const held = part.contains(document.activeElement) ? document.activeElement : null;
  draw();
  if (!held || part.contains(document.activeElement)) return;
  const same = [...part.querySelectorAll("button:not([disabled]), input, summary")]
    .find((one) => one.tagName === held.tagName && (one.textContent === held.textContent || one.tagName === "SUMMARY"));
  (same ?? part.querySelector("h2")).focus({ preventScroll: true });
}

const clone = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/** The value at a path, or undefined. */
const at = (data, path) => path.reduce((inner, step) => inner?.[step], data);

/** A copy of the data with the value at a path changed; undefined takes it away. */
function put(data, path, value) {
  const [step, ...rest] = path;
  const copy = Array.isArray(data) ? [...data] : { ...(typeof data === "object" ? data : {}) };
  const next = rest.length ? put(copy[step] ?? (typeof rest[0] === "number" ? [] : {}), rest, value) : value;
  if (next !== undefined) copy[step] = next;
  else if (Array.isArray(copy)) copy.splice(step, 1);
  else delete copy[step];
  return copy;
}

/** What people call a record of a list of [id, title]. */
const named = (list, id) => list.find(([key]) => key === id)?.[1] ?? id;

const UNITS = { years: "Y", months: "M", weeks: "W", days: "D", hours: "H", minutes: "M" };

/** "P6Y" as [6, "years"]; what is no simple period is shown as it is written. */
function periodParts(text) {
  if (text === undefined || text === null || text === "") return ["", "years"];
  if (text === "session" || text === "indefinite") return ["", text];
  const found = /^P(T?)(\d+)([YMWDH])$/.exec(text);
  if (!found) return ["", "as written"];
  const unit = Object.entries(UNITS).find(([name, letter]) =>
    letter === found[3] && (name === "hours" || name === "minutes") === (found[1] === "T"))?.[0];
  return unit ? [found[2], unit] : ["", "as written"];
}

/** The other way round; undefined where nothing is said. */
function periodText(count, unit, written) {
  if (unit === "session" || unit === "indefinite") return unit;
  if (unit === "as written") return written || undefined;
  if (!count) return undefined;
  const time = unit === "hours" || unit === "minutes" ? "T" : "";
  return `P${time}${count}${UNITS[unit]}`;
}
