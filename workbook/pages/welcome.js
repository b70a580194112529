// One sentence, the language, one button.

import { fill, h } from "../forms/dom.js";

/** @param {Widget} widget */
function render({ model, el }) {
  const say = (/** @type {string} */ key) => fill(model.get("texts")[key] ?? key, {});

  /** @param {string} code */
  function language(code) {
    const here = model.get("language") === code;
    return h("button", {
      type: "button",
      lang: code,
      className: "wb-language",
      textContent: say(`language_${code}`),
      "aria-pressed": String(here),
      onclick: () => here || model.send({ kind: "speak", language: code }),
    });
  }

  function build() {
    const lang = model.get("language");
    const begin = h("button", {
      type: "button",
      className: "wb-begin",
      textContent: say("begin"),
      onclick: () => model.send({ kind: "begin" }),
    });
    const languages = [language("da"), language("en")];
    el.replaceChildren(
      h(
        "section",
        { className: "wb-welcome", lang },
        h("p", { className: "wb-product" }, say("title")),
        h("h1", {}, say("welcome")),
        h("div", { role: "group", "aria-label": say("language") }, ...languages),
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
