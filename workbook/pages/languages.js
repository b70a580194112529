// The two languages, to choose between.

import { h } from "../forms/dom.js";

/** @param {WidgetModel} model @param {(key: string) => string} say */
export function languages(model, say) {
  const button = (/** @type {string} */ code) => {
    const here = model.get("language") === code;
    return h("button", {
      type: "button",
      lang: code,
      className: "wb-language",
      textContent: say(`language_${code}`),
      "aria-pressed": String(here),
      onclick: () => here || model.send({ kind: "speak", language: code }),
    });
  };
  return h("div", { role: "group", "aria-label": say("language") }, button("da"), button("en"));
}
