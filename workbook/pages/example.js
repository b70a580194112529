// How the made-up participant has answered: folded away until it is wanted.

import { h, whenCalm } from "../forms/dom.js";
import { section } from "./table.js";

/** @param {Widget} widget */
function render({ model, el }) {
  const say = (/** @type {string} */ key) => model.get("texts")[key] ?? key;

  /** @param {ExampleRecord} record */
  function answered({ name, answers }) {
    const pairs = answers.flatMap(([question, answer]) => [
      h("dt", {}, question),
      h("dd", {}, answer),
    ]);
    return h("article", {}, name ? h("h3", {}, name) : null, h("dl", {}, ...pairs));
  }

  function inside() {
    /** @type {ExampleRecord[]} */
    const records = model.get("records");
    /** @type {Part[]} */
    const parts = model.get("parts");
    const about = h("p", { className: "wb-source" }, say(records.length ? "about" : "nothing"));
    const drawn = parts.map((part) => section(part, () => {}));
    const fold = () => {
      /** @type {HTMLDetailsElement | null} */
      const details = el.querySelector(".wb-example-fold");
      if (details) details.open = false;
      el.querySelector("summary")?.focus();
    };
    const close = h("button", { type: "button", textContent: say("close"), onclick: fold });
    return [about, ...records.map(answered), ...drawn, close];
  }

  function build() {
    const open = model.get("unfolded");
    const toggle = (/** @type {any} */ event) =>
      event.target.open && !model.get("unfolded") && model.send({ kind: "open" });
    el.replaceChildren(
      h(
        "details",
        { className: "wb-example-fold", lang: model.get("language"), open, ontoggle: toggle },
        h("summary", {}, say("show")),
        ...(open ? inside() : []),
      ),
    );
  }

  const later = () => whenCalm(build);
  model.on("change:shown", later);
  build();
  return () => model.off("change:shown", later);
}

export default { render };
