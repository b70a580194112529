// Pictures beside a step.

import { h, renew, whenCalm } from "../forms/dom.js";
import { section } from "./table.js";

/** @param {Widget} widget */
function render({ model, el }) {
  const go = (/** @type {string} */ step) => model.send({ kind: "go", step });

  function build() {
    /** @type {Part[]} */
    const parts = model.get("parts");
    if (!parts.length) return el.replaceChildren();
    const drawn = parts.map((part) => section(part, go));
    return renew(el, h("div", { className: "wb-panel", lang: model.get("language") }, ...drawn));
  }

  const later = () => whenCalm(build);
  model.on("change:shown", later);
  build();
  return () => model.off("change:shown", later);
}

export default { render };
