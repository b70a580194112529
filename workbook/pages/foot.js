// What is missing here, and the way on: never locked.

import { h, renew, whenCalm } from "../forms/dom.js";

/** @param {Widget} widget */
function render({ model, el }) {
  /** @param {"back" | "next"} kind */
  function way(kind) {
    const [step, words] = model.get(kind);
    if (!step) return h("span");
    return h("button", {
      type: "button",
      className: `wb-way wb-${kind}`,
      textContent: words,
      onclick: () => model.send({ kind: "go", step }),
    });
  }

  function build() {
    /** @type {string[]} */
    const texts = model.get("blockers");
    const blockers = texts.map((text) => h("li", {}, text));
    const title = model.get("blockers_title");
    /** @type {[string, string][]} */
    const lines = model.get("interludes");
    const line = (/** @type {[string, string]} */ [label, text]) =>
      h("p", {}, h("span", { className: "wb-source" }, label), h("br"), text);
    const missing = h(
      "div",
      { className: blockers.length ? "wb-blockers" : "wb-ready", role: "status" },
      title ? h("p", {}, title) : null,
      blockers.length ? h("ul", {}, ...blockers) : null,
    );
    renew(
      el,
      h(
        "footer",
        { className: "wb-foot", lang: model.get("language") },
        missing,
        model.get("ending") ? h("p", { className: "wb-ending" }, model.get("ending")) : null,
        lines.length ? h("div", { className: "wb-interludes" }, ...lines.map(line)) : null,
        h("div", { className: "wb-ways" }, way("back"), way("next")),
        h("p", { className: "wb-where" }, model.get("where")),
      ),
    );
  }

  const later = () => whenCalm(build);
  model.on("change:shown", later);
  build();
  return () => model.off("change:shown", later);
}

export default { render };
