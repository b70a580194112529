// @ts-check
/** anywidget's contract: a widget's own module, loaded once, and what it is handed. */

/** @typedef {import("./models.js").Model} Model */

/** @type {Map<string, Promise<any>>} */
const modules = new Map();
/** @type {WeakMap<Model, Promise<Module>>} */
const modulesOf = new WeakMap();
/** @type {WeakMap<Model, unknown>} */
const exportsOf = new WeakMap();
const styled = new Set();

const isAddress = (/** @type {string} */ text) =>
  text.startsWith("http://") || text.startsWith("https://");

/** Load the module of a widget that is new, and let it initialize.
 * @param {Model} model */
export function initialize(model) {
  const end = new AbortController();
  model.on("destroy", () => end.abort());
  const started = start(model, end.signal);
  modulesOf.set(model, started);
  // What it is told waits for it; a fault is shown where the widget is to stand.
  model.ready = started.catch(() => {});
}

/** @param {Model} model @param {AbortSignal} signal @returns {Promise<Module>} */
async function start(model, signal) {
  style(model.get("_css"));
  const module = await load(model.get("_esm"));
  const { default: given, render } = module;
  const widget = render ? { render } : typeof given === "function" ? await given() : given;
  if (signal.aborted) return widget;
  const owner = Symbol("initialize");
  const done = await widget.initialize?.({
    model: handed(model, owner),
    signal,
    experimental: { invoke: model.invoke.bind(model) },
  });
  if (typeof done === "function") whenOver(signal, () => done());
  else exportsOf.set(model, done ?? undefined);
  return widget;
}

/** Draw a widget; it is cleaned up when `signal` says so.
 * @param {Model} model @param {HTMLElement} el @param {AbortSignal} signal */
export async function draw(model, el, signal) {
  const widget = await modulesOf.get(model);
  if (!widget?.render || signal.aborted) return;
  const clean = await widget.render({
    model: handed(model, signal),
    el,
    signal,
    host: host(model, signal),
    experimental: { invoke: model.invoke.bind(model) },
  });
  whenOver(signal, () => {
    model.off(null, null, signal);
    if (typeof clean === "function") clean();
  });
}

/** @param {string} text @returns {Promise<any>} */
function load(text) {
  const known = modules.get(text);
  if (known) return known;
  const url = isAddress(text)
    ? text
    : URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const loaded = import(url).finally(() => isAddress(text) || URL.revokeObjectURL(url));
  modules.set(text, loaded);
  return loaded;
}

/** @param {string | undefined} css */
function style(css) {
  if (!css || styled.has(css)) return;
  styled.add(css);
  const address = isAddress(css);
  const node = document.createElement(address ? "link" : "style");
  if (node instanceof HTMLLinkElement) [node.rel, node.href] = ["stylesheet", css];
  else node.textContent = css;
  document.head.append(node);
}

/** What a module gets of a model: its listeners go when their owner does.
 * @param {Model} model @param {unknown} owner */
function handed(model, owner) {
  return {
    get: model.get.bind(model),
    set: model.set.bind(model),
    save_changes: model.save_changes.bind(model),
    send: model.send.bind(model),
    on: (/** @type {string} */ name, /** @type {any} */ act) => model.on(name, act, owner),
    off: (/** @type {string?} */ name, /** @type {any} */ act) => model.off(name, act, owner),
    widget_manager: model.widget_manager,
  };
}

/** The way from one widget to another. @param {Model} model @param {AbortSignal} signal */
function host(model, signal) {
  const found = (/** @type {string} */ reference) =>
    model.models.get_model(reference.replace(/^anywidget:/, ""));
  return {
    getModel: async (/** @type {string} */ reference) => handed(await found(reference), signal),
    getWidget: async (/** @type {string} */ reference) => {
      const other = await found(reference);
      await modulesOf.get(other);
      return {
        exports: exportsOf.get(other),
        render: (/** @type {{ el: HTMLElement, signal?: AbortSignal }} */ into) =>
          draw(other, into.el, into.signal ?? signal),
      };
    },
  };
}

/** @param {AbortSignal} signal @param {() => unknown} act */
function whenOver(signal, act) {
  const safely = async () => {
    try {
      await act();
    } catch (fault) {
      reportError(fault);
    }
  };
  if (signal.aborted) safely();
  else signal.addEventListener("abort", safely, { once: true });
}
