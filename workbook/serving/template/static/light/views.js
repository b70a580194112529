// @ts-check
/** What stands on the page for a widget: anywidgets, boxes, HTML and buttons. */

import { draw, initialize } from "./modules.js";

/** @typedef {import("./models.js").Model} Model */
/** @typedef {(model: Model, node: HTMLElement, signal: AbortSignal) => unknown} Drawing */

/** A widget that only the full front end can show. */
export class UnknownWidget extends Error {}

const NO_VIEW = new Set(["LayoutModel", "ButtonStyleModel", "HTMLStyleModel"]);
const BUTTON_STYLES = ["primary", "success", "info", "warning", "danger"];

/** @type {Record<string, Drawing>} */
const DRAWINGS = {
  AnyModel: (model, node, signal) => draw(model, node, signal),
  BoxModel: (model, node, signal) => box(model, node, signal, "widget-box"),
  HBoxModel: (model, node, signal) => box(model, node, signal, "widget-box widget-hbox"),
  VBoxModel: (model, node, signal) => box(model, node, signal, "widget-box widget-vbox"),
  HTMLModel: html,
  ButtonModel: button,
};

/** Make ready what the kernel has just told of. @param {Model} model */
export function prepare(model) {
  const kind = model.get("_model_name");
  if (kind === "AnyModel") initialize(model);
}

/**
 * Return what stands for a widget; it is filled as soon as its module is here.
 * @param {Model} model @param {AbortSignal} signal when it ends, the view is cleaned up
 * @param {(fault: unknown) => void} failed
 */
export function view(model, signal, failed) {
  const kind = model.get("_model_name");
  const drawing = DRAWINGS[kind];
  if (!drawing || NO_VIEW.has(kind)) throw new UnknownWidget(kind);
  const node = document.createElement(kind === "ButtonModel" ? "button" : "div");
  node.className = "jupyter-widgets";
  const end = new AbortController();
  signal.addEventListener("abort", () => end.abort(), { once: true });
  model.on("destroy", () => end.abort(), end.signal);
  follow(model, end.signal, ["_dom_classes"], () => classes(model, node));
  const drawn = [lay(model, node, end.signal), drawing(model, node, end.signal)];
  Promise.all(drawn).catch(failed);
  return node;
}

/** Do it now and whenever one of the traits changes.
 * @param {Model} model @param {AbortSignal} signal @param {string[]} traits
 * @param {() => void} act */
function follow(model, signal, traits, act) {
  act();
  model.on(traits.map((trait) => `change:${trait}`).join(" "), act, signal);
  signal.addEventListener("abort", () => model.off(null, null, signal), { once: true });
}

/** @param {Model} model @param {HTMLElement} node */
function classes(model, node) {
  node.classList.remove(...(node.dataset.classes ?? "").split(" ").filter(Boolean));
  const given = model.get("_dom_classes") ?? [];
  node.dataset.classes = given.join(" ");
  node.classList.add(...given);
}

/** Give a node the sizes and places of the widget's layout.
 * @param {Model} model @param {HTMLElement} node @param {AbortSignal} signal */
async function lay(model, node, signal) {
  const reference = model.get("layout");
  if (!reference) return;
  const layout = await model.models.get_model(reference);
  const put = () => {
    for (const [name, value] of Object.entries(layout.state)) {
      if (name.startsWith("_")) continue;
      node.style.setProperty(name.replaceAll("_", "-"), value ?? "");
    }
  };
  follow(layout, signal, Object.keys(layout.state), put);
}

/** Boxes keep what they show: only what is new is drawn, what is gone is cleaned up.
 * @param {Model} model @param {HTMLElement} node @param {AbortSignal} signal
 * @param {string} kind */
async function box(model, node, signal, kind) {
  node.classList.add(...kind.split(" "));
  /** @type {Map<string, { node: HTMLElement, end: AbortController }>} */
  const shown = new Map();
  const put = async () => {
    /** @type {string[]} */
    const wanted = model.get("children");
    const over = () => signal.aborted || wanted !== model.get("children");
    const found = wanted.map((id) => model.models.get_model(id));
    const models = await Promise.all(found).catch((fault) => {
      if (!over()) throw fault;
    });
    if (!models || over()) return;
    for (const [id, each] of shown) {
      if (wanted.includes(id)) continue;
      each.end.abort();
      each.node.remove();
      shown.delete(id);
    }
    wanted.forEach((id, place) => {
      if (!shown.has(id)) shown.set(id, fresh(models[place], model));
      const { node: wants } = /** @type {{ node: HTMLElement }} */ (shown.get(id));
      // A node that is where it belongs is not touched: it would lose the focus.
      if (node.children[place] !== wants) node.insertBefore(wants, node.children[place] ?? null);
    });
  };
  signal.addEventListener("abort", () => shown.forEach((each) => each.end.abort()), { once: true });
  const failed = (/** @type {unknown} */ fault) => model.models.failed(fault);
  model.on("change:children", () => put().catch(failed), signal);
  await put();
}

/** @param {Model} model @param {Model} within */
function fresh(model, within) {
  const end = new AbortController();
  return { node: view(model, end.signal, within.models.failed), end };
}

/** @param {Model} model @param {HTMLElement} node @param {AbortSignal} signal */
function html(model, node, signal) {
  node.classList.add("widget-html");
  const label = document.createElement("span");
  const content = document.createElement("div");
  content.className = "widget-html-content";
  node.append(label, content);
  follow(model, signal, ["value", "description", "placeholder"], () => {
    label.textContent = model.get("description");
    label.hidden = !label.textContent;
    content.replaceChildren(parsed(model.get("value") || model.get("placeholder") || ""));
  });
}

/** The elements of a text; a script in it is not run. @param {string} text */
export function parsed(text) {
  const read = new DOMParser().parseFromString(text, "text/html");
  const nodes = document.createDocumentFragment();
  nodes.append(...read.body.childNodes);
  return nodes;
}

/** @param {Model} model @param {HTMLElement} node @param {AbortSignal} signal */
function button(model, node, signal) {
  const pressed = /** @type {HTMLButtonElement} */ (node);
  pressed.type = "button";
  pressed.classList.add("jupyter-button", "widget-button");
  pressed.addEventListener("click", () => model.send({ event: "click" }));
  follow(model, signal, ["description", "tooltip", "disabled", "button_style"], () => {
    pressed.textContent = model.get("description");
    pressed.title = model.get("tooltip") || "";
    pressed.disabled = model.get("disabled");
    for (const style of BUTTON_STYLES)
      pressed.classList.toggle(`mod-${style}`, style === model.get("button_style"));
  });
}
