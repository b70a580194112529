// @ts-check
/** The light page: shows the notebook's widgets over the line to their kernel. */

import { Line } from "./light/line.js";
import { Models } from "./light/models.js";
import { UnknownWidget, parsed, prepare, view } from "./light/views.js";
import { appeared, connection, failed, lives, part } from "./page.js";

const SECONDS_TO_TELL = 40;
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

/** What a cell of the notebook has put out. @param {Models} models @param {Element} script */
async function show(models, script) {
  const { data = {} } = JSON.parse(script.textContent ?? "");
  const node = /** @type {HTMLElement} */ (script.parentElement);
  const kind = Object.keys(PLAIN).find((each) => each in data);
  if (WIDGET in data) {
    const model = await models.get_model(data[WIDGET].model_id);
    node.append(view(model, new AbortController().signal, fail));
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
      if (state === "open" && known) models.ask(1000 * SECONDS_TO_TELL).catch(fail);
    },
  );
  const models = new Models(line);
  [models.made, models.failed] = [prepare, fail];
  addEventListener("pagehide", () => line.leave());
  await models.ask(1000 * SECONDS_TO_TELL);
  known = true;
  const outputs = part("workbook").querySelectorAll(".output > script");
  await Promise.all([...outputs].map((script) => show(models, script)));
  appeared();
}

const config = document.getElementById("jupyter-config-data");
if (part("workbook").querySelector(".fault")) appeared();
else if (config) begin(JSON.parse(config.textContent ?? "").kernelId).catch(fail);
else failed();
