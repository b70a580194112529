// Keeping in touch: a few people at a time, each with words to copy and a button.

import { fill, h, whenCalm } from "../forms/dom.js";
import { copyText } from "./copying.js";

/** @param {Widget} widget */
function render({ model, el }) {
  /** @param {string} key @param {Record<string, any>} [details] */
  const say = (key, details = {}) => fill(model.get("texts")[key] ?? key, details);
  const told = h("p", { className: "wb-said", role: "status" });

  /** @param {string} key @param {() => void} onclick @param {Record<string, any>} more */
  const button = (key, onclick, more) =>
    h("button", { type: "button", textContent: say(key), onclick, ...more });

  /** @param {Kept} person */
  function card({ contact, name, when, lines, words }) {
    const text = h("p", { className: "wb-words" }, words);
    const named = (/** @type {string} */ key) => ({ "aria-label": `${say(key)}: ${name}` });
    const done = () => model.send({ kind: "done", contact });
    return h(
      "li",
      {},
      h("h3", {}, name),
      h("p", { className: "wb-hint" }, when),
      ...lines.map((line) => h("p", {}, line)),
      text,
      h(
        "div",
        { className: "wb-chips" },
        button("done", done, { className: "wb-done", ...named("done") }),
        button("copy", () => copyText(text, told, say), {
          className: "wb-quiet",
          ...named("copy"),
        }),
      ),
    );
  }

  function status() {
    told.textContent = model.get("said");
    const undo = model.get("undo")
      ? button("undo", () => model.send({ kind: "undo" }), { className: "wb-quiet" })
      : null;
    return h("div", { className: "wb-told" }, told, undo);
  }

  /**
   * To what had the focus, or what is nearest: the way to undo what he did.
   * @param {HTMLElement} shown @param {string | null | undefined} held
   */
  function refocus(shown, held) {
    const buttons = [...el.querySelectorAll("button")];
    const same = buttons.find((one) => held && one.getAttribute("aria-label") === held);
    (same ?? shown.querySelector("button") ?? buttons[0])?.focus();
  }

  function build() {
    /** @type {Kept[]} */
    const people = model.get("people");
    if (!people.length && !model.get("said")) return el.replaceChildren();
    const more = model.get("more");
    const active = document.activeElement;
    const held = el.contains(active) ? active?.getAttribute("aria-label") : undefined;
    const shown = status();
    el.replaceChildren(
      h(
        "section",
        {
          className: "wb-part wb-keeping",
          lang: model.get("language"),
          "aria-label": say("title"),
        },
        h("h2", {}, say("title")),
        people.length ? h("p", {}, say("lead")) : null,
        shown,
        h("ul", {}, ...people.map(card)),
        more ? h("p", { className: "wb-hint" }, more) : null,
      ),
    );
    if (held !== undefined) refocus(shown, held);
    return undefined;
  }

  const later = () => whenCalm(build);
  model.on("change:shown", later);
  build();
  return () => model.off("change:shown", later);
}

export default { render };
