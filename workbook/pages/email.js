// Beside an application: the e-mail it is sent with, to be copied.

import { h, renew, whenCalm } from "../forms/dom.js";
import { copyText } from "./copying.js";

/** @param {Widget} widget */
function render({ model, el }) {
  const say = (/** @type {string} */ key) => model.get("texts")[key] ?? key;
  const said = h("p", { className: "wb-said", role: "status" });

  function mail() {
    const email = model.get("email");
    const text = h("textarea", {
      readOnly: true,
      rows: email.split("\n").length + 2,
      value: email,
      "aria-label": say("email_title"),
    });
    const button = h("button", {
      type: "button",
      className: "wb-quiet",
      textContent: say("copy"),
      onclick: () => copyText(text, said, say),
    });
    said.textContent = "";
    return h(
      "details",
      { className: "wb-part wb-mail" },
      h("summary", {}, say("email_title")),
      h("p", {}, say("email_about")),
      h("p", {}, h("strong", {}, `${say("subject")}: `), model.get("subject")),
      text,
      button,
      said,
    );
  }

  function build() {
    if (!model.get("email")) return el.replaceChildren();
    const open = el.querySelector("details")?.open ?? false;
    const parts = h("div", { className: "wb-panel", lang: model.get("language") });
    const email = mail();
    email.open = open;
    parts.append(email);
    return renew(el, parts);
  }

  const later = () => whenCalm(build);
  model.on("change:shown", later);
  build();
  return () => model.off("change:shown", later);
}

export default { render };
