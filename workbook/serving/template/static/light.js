// @ts-check
/** The light page: shows the notebook's widgets over the line to their kernel. */

import { Line } from "./light/line.js";
import { Models } from "./light/models.js";
import { UnknownWidget, parsed, prepare, view } from "./light/views.js";
import { appeared, connection, failed, lives, part } from "./page.js";

const WIDGET = "application/vnd.jupyter.widget-view+json";

/** Show what only Voilà's own front end can. */
function showInFull() {
  const there = new URL(location.href);
  there.searchParams.set("shell", "full");
  location.replace(there);
}

/** @param {unknown} fault */
function fail(fault) {
  if (fault instanceof UnknownWidget) return showInFull();
  reportError(fault);
  failed();
}

/** @type {Record<string, (given: any, node: HTMLElement) => void>} */
const PLAIN = {
  "text/html": (given, node) => node.append(parsed(given)),
  "image/svg+xml": (given, node) => node.append(parsed(given)),
  "image/png": (given, node) => picture("image/png", given, node),
  "image/jpeg": (given, node) => picture("image/jpeg", given, node),
  "text/plain": (given, node) => {
    node.append(Object.assign(document.createElement("pre"), { textContent: given }));
  },
};

/** @param {string} kind @param {string} given @param {HTMLElement} node */
function picture(kind, given, node) {
  node.append(Object.assign(new Image(), { src: `data:${kind};base64,${given}`, alt: "" }));
}

/** What a cell of the notebook has put out. @param {Element} script */
function output(script) {
  const { data = {} } = JSON.parse(script.textContent ?? "");
  const node = /** @type {HTMLElement} */ (script.parentElement);
  return { data, node, widget: /** @type {string | undefined} */ (data[WIDGET]?.model_id) };
}

/** @param {Models} models @param {ReturnType<typeof output>} output */
async function show(models, { data, node, widget }) {
  const kind = Object.keys(PLAIN).find((each) => each in data);
  if (widget) {
    node.append(view(await models.get_model(widget), new AbortController().signal, fail));
  } else if (kind) PLAIN[kind]([data[kind]].flat().join(""), node);
  else throw new UnknownWidget(Object.keys(data).join());
}

/** @param {string} kernel */
async function begin(kernel) {
  lives(kernel);
  let known = false;
  const line = new Line(
    kernel,
    (message) => {
      try {
        models.hear(message);
      } catch (fault) {
        fail(fault);
      }
    },
    (state) => {
      connection(state);
      // What was said into a line that was lost may be known by nobody here.
      if (state === "open" && known) models.refresh().catch(fail);
    },
  );
  const models = new Models(line);
  [models.made, models.failed] = [prepare, fail];
  addEventListener("pagehide", () => line.leave());
  await whole;
  if (part("workbook").querySelector(".fault")) return appeared();
  const outputs = [...part("workbook").querySelectorAll(".output > script")].map(output);
  known = true;
  await Promise.all(outputs.map((each) => show(models, each)));
  appeared();
}

/** The page is all here. */
const whole = new Promise((done) => {
  if (document.readyState !== "loading") done(undefined);
  else document.addEventListener("DOMContentLoaded", done);
});

/** The kernel that the page names, when it has come so far. @returns {string} */
function named() {
  const config = document.getElementById("jupyter-config-data");
  try {
    return JSON.parse(config?.textContent ?? "{}").kernelId ?? "";
  } catch {
    return ""; // half of it is here
  }
}

/** Call the kernel as soon as the page names it: its cells are still at work then. */
function beginEarly() {
  const kernel = named();
  if (kernel) begin(kernel).catch(fail);
  return Boolean(kernel);
}

if (!beginEarly()) {
  const watch = new MutationObserver(() => beginEarly() && watch.disconnect());
  watch.observe(part("workbook"), { childList: true, subtree: true, characterData: true });
  whole.then(() => {
    watch.disconnect();
    if (!named()) (part("workbook").querySelector(".fault") ? appeared : failed)();
  });
}
