// Ways to a company, the best first: who, why, what next, and words to take along.

import { fill, h, whenCalm } from "../forms/dom.js";
import { copyable } from "./copying.js";

const FEW = 3;

/** @param {Widget} widget */
function render({ model, el }) {
  /** @param {string} key @param {Record<string, any>} [details] */
  const say = (key, details = {}) => fill(model.get("texts")[key] ?? key, details);
  /** @type {Set<string>} */
  const unfolded = new Set();
  const said = h("p", { className: "wb-said", role: "status" });
  let all = "";

  /** @param {string[]} names */
  function chain(names) {
    const arrow = () => h("span", { className: "wb-arrow" }, " → ");
    const parts = names.flatMap((name, place) => (place ? [arrow(), name] : [name]));
    return h("h3", {}, ...parts);
  }

  /** @param {string} key @param {[string, string]} text */
  function fold(key, [label, text]) {
    const id = `${key}/${label}`;
    const toggle = (/** @type {any} */ event) =>
      event.target.open ? unfolded.add(id) : unfolded.delete(id);
    return h(
      "details",
      { open: unfolded.has(id), ontoggle: toggle },
      h("summary", {}, label),
      ...copyable(text, say),
    );
  }

  /** @param {WayEntry} entry */
  function entry({ key, names, reasons, next, texts, acts }) {
    const act = (/** @type {string} */ words, /** @type {number} */ number) =>
      h("button", {
        type: "button",
        className: number ? "" : "wb-go",
        textContent: words,
        onclick: () => model.send({ kind: "prepare", way: key, number }),
      });
    return h(
      "li",
      {},
      chain(names),
      ...reasons.map((reason) => h("p", {}, reason)),
      h("p", {}, h("strong", {}, `${say("next")}: `), next),
      ...texts.map((text) => fold(key, text)),
      acts.length ? h("div", { className: "wb-part-ways" }, ...acts.map(act)) : null,
    );
  }

  /** @param {WayEntry[]} entries @param {string} title */
  function list(entries, title) {
    const shown = all === title ? entries : entries.slice(0, FEW);
    const drawn = h("ol", { className: "wb-paths" }, ...shown.map(entry));
    if (shown.length === entries.length) return [drawn];
    const rest = () => {
      all = title;
      build();
      const first = el.querySelectorAll("h3")[FEW];
      first?.setAttribute("tabindex", "-1");
      first?.focus();
    };
    const count = entries.length - FEW;
    const words = say("more", { count });
    return [drawn, h("button", { type: "button", textContent: words, onclick: rest })];
  }

  function build() {
    const title = model.get("title");
    if (!title) return el.replaceChildren();
    said.textContent = model.get("said");
    const link = (/** @type {[string, string]} */ [step, words]) =>
      h("button", {
        type: "button",
        textContent: words,
        onclick: () => model.send({ kind: "go", step }),
      });
    const links = model.get("links");
    const part = h(
      "section",
      { className: "wb-part wb-ways-in", "aria-label": title },
      h("h2", {}, title),
      model.get("lead") ? h("p", {}, model.get("lead")) : null,
      ...(model.get("entries").length ? list(model.get("entries"), title) : []),
      links.length ? h("div", { className: "wb-part-ways" }, ...links.map(link)) : null,
      said,
    );
    return el.replaceChildren(
      h("div", { className: "wb-panel", lang: model.get("language") }, part),
    );
  }

  const later = () => whenCalm(build);
  model.on("change:shown", later);
  build();
  return () => model.off("change:shown", later);
}

export default { render };
