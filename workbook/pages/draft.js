// Above an application: begin with a draft, and see what it filled.

import { h, renew, whenCalm } from "../forms/dom.js";

/** @param {Widget} widget */
function render({ model, el }) {
  const say = (/** @type {string} */ key) => model.get("texts")[key] ?? key;
  const said = h("p", { className: "wb-said", role: "status" });

  function offer() {
    const begin = h("button", {
      type: "button",
      className: "wb-go",
      textContent: say("draft"),
      onclick: () => model.send({ kind: "draft" }),
    });
    return h(
      "section",
      { className: "wb-part" },
      h("h2", {}, say("draft_title")),
      h("p", {}, say("draft_about")),
      begin,
    );
  }

  function build() {
    said.textContent = model.get("said");
    const parts = model.get("offered") ? [offer()] : [];
    if (!parts.length && !said.textContent) return el.replaceChildren();
    const panel = h("div", { className: "wb-panel", lang: model.get("language") });
    panel.append(...parts, said);
    return renew(el, panel);
  }

  const later = () => whenCalm(build);
  model.on("change:shown", later);
  build();
  return () => model.off("change:shown", later);
}

export default { render };
