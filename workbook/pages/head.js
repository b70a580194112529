// Where the participant is, and the way to everywhere else.

import { fill, h, renew, whenCalm } from "../forms/dom.js";
import { languages } from "./languages.js";

/** @param {Widget} widget */
function render({ model, el }) {
  /** @param {string} key @param {Record<string, any>} [details] */
  const say = (key, details = {}) => fill(model.get("texts")[key] ?? key, details);
  const heading = h("h1", { tabIndex: -1 });
  let moved = model.get("moved");

  /** @param {MenuStep} step */
  function entry({ name, title, state }) {
    const here = model.get("step") === name;
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          className: `wb-step wb-is-${state}`,
          "aria-current": here ? "step" : null,
          onclick: () => model.send({ kind: "go", step: name }),
        },
        title,
        h("span", { className: "wb-state" }, say(`step_${state}`)),
      ),
    );
  }

  /** @returns {HTMLDetailsElement | null} */
  function drawer() {
    return el.querySelector(".wb-menu");
  }

  function menu() {
    /** @type {MenuPage[]} */
    const menu = model.get("menu");
    const pages = menu.map((page) =>
      h("li", {}, h("p", {}, page.title), h("ol", {}, ...page.steps.map(entry))),
    );
    const [done, total] = model.get("progress");
    const words = say("progress", { done, total });
    const bar = h("progress", { value: done, max: total, "aria-label": words });
    return h(
      "details",
      { className: "wb-menu", open: drawer()?.open ?? false },
      h("summary", {}, h("span", {}, say("menu")), h("span", {}, words), bar),
      h("ol", {}, ...pages),
    );
  }

  function build() {
    const lang = model.get("language");
    heading.textContent = model.get("title");
    const bar = h(
      "div",
      { className: "wb-bar" },
      h("p", { className: "wb-product" }, say("title")),
      languages(model, say),
    );
    const nav = h("nav", { "aria-label": say("menu") }, menu());
    /** @type {string[]} */
    const texts = model.get("leads");
    const leads = texts.map((text) => h("p", { className: "wb-lead" }, text));
    renew(el, h("header", { className: "wb-head", lang }, bar, nav, heading, ...leads));
    document.documentElement.lang = lang;
    if (model.get("link")) address();
    if (moved !== model.get("moved")) arrive();
  }

  function address() {
    const url = new URL(location.href);
    const first = !url.searchParams.has("step");
    url.searchParams.set("step", model.get("step"));
    if (first) history.replaceState(null, "", url);
    else if (url.href !== location.href) history.pushState(null, "", url);
    document.title = `${model.get("title")} · ${say("title")}`;
  }

  /** After a move a screen reader and the eye begin at the top of the step. */
  function arrive() {
    moved = model.get("moved");
    const open = drawer();
    if (open) open.open = false;
    heading.focus({ preventScroll: true });
    el.scrollIntoView({ block: "start" });
  }

  const later = () => whenCalm(build);
  /** The browser's own way back leads through the steps, too. */
  const back = () => {
    const step = new URL(location.href).searchParams.get("step");
    if (model.get("link") && step) model.send({ kind: "go", step });
  };
  model.on("change:shown", later);
  window.addEventListener("popstate", back);
  build();
  return () => {
    model.off("change:shown", later);
    window.removeEventListener("popstate", back);
  };
}

export default { render };
