// The fields of a form: one control for each question type.

import { options, ticks } from "./choices.js";
import { h, icon } from "./dom.js";
import { lookup } from "./lookup.js";

const LARGEST = 5 * 1024 * 1024;
const CALENDAR = "M3 5h14v12H3zM3 9h14M7 3v4M13 3v4";

/**
 * A line of text; `mode` is the phone's keyboard.
 * @param {string} type
 * @param {string} [mode]
 * @param {string} [format] the key of the text that shows how to write it
 * @returns {Maker}
 */
function line(type, mode, format) {
  return (field, id, form) => {
    const node = h("input", {
      id,
      type,
      inputMode: mode ?? "",
      autocomplete: field.autocomplete ?? "off",
      placeholder: format ? form.say(format) : "",
      spellcheck: type === "text" && !mode,
    });
    return { node, named: node, get: () => node.value, set: (v) => (node.value = v ?? "") };
  };
}

/**
 * A line for a date, and the browser's own picker beside it.
 * @param {string} format
 * @param {string} picks
 * @returns {Maker}
 */
function day(format, picks) {
  const written = line("text", "text", format);
  return (field, id, form) => {
    const control = written(field, id, form);
    const picker = h("input", { type: picks, tabIndex: -1, "aria-hidden": "true" });
    const button = h(
      "button",
      {
        type: "button",
        className: "wb-pick",
        title: form.say("choose_date"),
        "aria-label": `${form.say("choose_date")}: ${field.label}`,
        onclick: () => picker.showPicker(),
      },
      icon(CALENDAR),
    );
    picker.addEventListener("change", () => {
      control.set(picker.value);
      control.node.dispatchEvent(new Event("change", { bubbles: true }));
    });
    if (!("showPicker" in picker)) return control;
    return { ...control, node: h("div", { className: "wb-day" }, control.node, button, picker) };
  };
}

/** @type {Maker} */
function longText(_field, id) {
  const node = h("textarea", { id, rows: 3, spellcheck: true, autocomplete: "off" });
  const grow = () => {
    node.style.height = "auto";
    if (node.scrollHeight) node.style.height = `${node.scrollHeight + 2}px`;
  };
  node.addEventListener("input", grow);
  const set = (/** @type {any} */ value) => {
    node.value = value ?? "";
    requestAnimationFrame(grow);
  };
  return { node, named: node, get: () => node.value, set };
}

/** @type {Maker} */
function select(field, id, form) {
  const node = h(
    "select",
    { id },
    h("option", { value: "" }, form.say("choose")),
    ...field.choices.map((c) => h("option", { value: c.name }, c.label)),
  );
  const empty = field.choices.length ? null : h("p", { className: "wb-hint" }, field.none ?? "");
  const set = (/** @type {any} */ value) => (node.value = value ?? "");
  return { node: h("div", {}, node, empty), named: node, get: () => node.value || null, set };
}

/** @type {Maker} */
function file(field, id, form) {
  const input = h("input", { id, type: "file", accept: field.accept });
  const name = h("p", { className: "wb-file-name" });
  const remove = h("button", {
    type: "button",
    className: "wb-quiet",
    textContent: form.say("remove_file"),
    onclick: () => {
      input.value = "";
      input.focus();
      form.send(field, null);
    },
  });
  input.addEventListener("change", async (event) => {
    event.stopPropagation();
    const chosen = input.files?.[0];
    if (!chosen) return;
    const content = chosen.size > LARGEST ? new ArrayBuffer(0) : await chosen.arrayBuffer();
    const about = { name: chosen.name, media_type: chosen.type, size: chosen.size };
    form.send(field, about, [content]);
  });
  const set = (/** @type {any} */ value) => {
    name.textContent = value ?? "";
    remove.hidden = !value;
  };
  return { node: h("div", {}, name, input, remove), named: input, get: () => undefined, set };
}

/** @type {Record<string, Maker>} */
export const CONTROLS = {
  text: (field, id, form) => lookup(line("text")(field, id, form), field, form),
  long_text: longText,
  integer: line("text", "numeric"),
  rating: options("radio"),
  date: day("date_format", "date"),
  month: line("text", "text", "month_format"),
  datetime: day("datetime_format", "datetime-local"),
  email: line("email", "email"),
  phone: line("tel", "tel"),
  url: line("url", "url"),
  select_one: (field, id, form) =>
    (field.choices.length > 7 ? select : options("radio"))(field, id, form),
  select_multiple: options("checkbox"),
  tags: line("text"),
  reference: select,
  references: (field, id, form) => (field.ordered ? ticks : options("checkbox"))(field, id, form),
  lines: ticks,
  file,
  note: () => ({ node: h("span"), get: () => undefined, set: () => {} }),
};
