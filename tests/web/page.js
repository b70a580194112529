// A page without a browser, and a widget's module in it as the workbook ships it.

import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { JSDOM } from "jsdom";

const WORKBOOK = fileURLToPath(new URL("../../workbook/", import.meta.url));
const dom = new JSDOM("<!doctype html><body></body>", {
  url: "http://127.0.0.1/",
  pretendToBeVisual: true,
});
const BROWSERS = [
  "window",
  "document",
  "sessionStorage",
  "location",
  "requestAnimationFrame",
  "DOMParser",
  "Event",
];
for (const name of BROWSERS) {
  Object.defineProperty(globalThis, name, { value: dom.window[name], configurable: true });
}
// jsdom draws no dialogs.
Object.assign(dom.window.HTMLDialogElement.prototype, { showModal() {}, close() {} });
Object.defineProperty(globalThis, "CSS", { value: { escape: (text) => text } });

const ROOMS = ["forms", "pages", "serving/template/static"];

/** Import a module of workbook/, such as forms/form.js; Node asks for "module" beside it. */
export async function load(name) {
  const folder = await mkdtemp(path.join(tmpdir(), "workbook-"));
  try {
    for (const room of ROOMS) {
      const scripts = (from) => !path.extname(from) || from.endsWith(".js");
      await cp(path.join(WORKBOOK, room), path.join(folder, room), {
        recursive: true,
        filter: scripts,
      });
    }
    await writeFile(path.join(folder, "package.json"), '{ "type": "module" }');
    return await import(pathToFileURL(path.join(folder, name)));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A widget's model: what the page sends is kept in `sent`. */
export class Model {
  constructor(traits) {
    this.traits = traits;
    this.sent = [];
    this.acts = new Map();
    this.connected = true;
  }
  get(name) {
    return this.traits[name];
  }
  send(message) {
    if (!this.connected) throw new Error("no connection");
    this.sent.push(message);
  }
  on(event, act) {
    this.acts.set(event, act);
  }
  off(event) {
    this.acts.delete(event);
  }
  /** What Python changes, and then says that it did. */
  change(traits) {
    Object.assign(this.traits, traits);
    this.acts.get("change:shown")();
  }
  /** What Python sends. */
  hear(message) {
    this.acts.get("msg:custom")(message);
  }
}

/** Let a widget draw itself; returns its element and what ends it. */
export function draw(module, model) {
  const el = document.createElement("div");
  document.body.append(el);
  const end = module.default.render({ model, el });
  return {
    el,
    end: () => {
      end();
      el.remove();
    },
  };
}

/** Type into a field as a person does. */
export function type(field, text) {
  field.value = text;
  field.dispatchEvent(new dom.window.Event("input", { bubbles: true }));
}

/** Press or release the mouse button, somewhere. */
export function pointer(kind) {
  dom.window.dispatchEvent(new dom.window.Event(`pointer${kind}`));
}

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
