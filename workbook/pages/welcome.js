// One sentence, the language, one button.

import { fill, h } from "../forms/dom.js";
import { languages } from "./languages.js";

/** @param {Widget} widget */
function render({ model, el }) {
  const say = (/** @type {string} */ key) => fill(model.get("texts")[key] ?? key, {});

  function build() {
    const lang = model.get("language");
    const begin = h("button", {
      type: "button",
      className: "wb-begin",
      textContent: say("begin"),
      onclick: () => model.send({ kind: "begin" }),
    });
    el.replaceChildren(
      h(
        "section",
        { className: "wb-welcome", lang },
        h("p", { className: "wb-product" }, say("title")),
        h("h1", {}, say("welcome")),
        languages(model, say),
        begin,
      ),
    );
    document.documentElement.lang = lang;
  }

  model.on("change:shown", build);
  build();
  return () => model.off("change:shown", build);
}

export default { render };
