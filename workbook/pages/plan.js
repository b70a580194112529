// The plan: what is next, and on the first step the routes to choose among.

import { fill, h, renew, whenCalm } from "../forms/dom.js";

/** @param {Widget} widget */
function render({ model, el }) {
  /** @param {string} key @param {Record<string, any>} [details] */
  const say = (key, details = {}) => fill(model.get("texts")[key] ?? key, details);

  /** @param {RouteShown} route */
  function choice({ name, title, lead, minutes }) {
    const hours =
      minutes < 180
        ? say("minutes", { minutes })
        : say("hours", { hours: Math.round(minutes / 60) });
    const input = h("input", {
      type: "radio",
      name: "wb-route",
      value: name,
      checked: model.get("chosen") === name,
      onchange: () => model.send({ kind: "choose", route: name }),
    });
    const words = h(
      "span",
      {},
      h("strong", {}, title),
      ` · ${hours}`,
      h("span", { className: "wb-route-lead" }, lead),
    );
    return h("label", { className: "wb-route" }, input, words);
  }

  // Once a plan is chosen, the others are folded away until he asks for them.
  let unfolded = !model.get("chosen");

  function chooser() {
    const routes = routesShown();
    if (!routes || !model.get("chosen")) return routes;
    return h(
      "details",
      {
        className: "wb-routes-fold",
        open: unfolded,
        ontoggle: (/** @type {Event} */ { target }) => {
          unfolded = /** @type {HTMLDetailsElement} */ (target).open;
        },
      },
      h("summary", {}, say("change")),
      routes,
    );
  }

  function routesShown() {
    /** @type {RouteShown[]} */
    const routes = model.get("routes");
    if (!routes.length) return null;
    return h(
      "fieldset",
      { className: "wb-routes" },
      h("legend", {}, say("choose")),
      h("p", { className: "wb-hint" }, say("choose_hint")),
      ...routes.map(choice),
    );
  }

  function standing() {
    const title = model.get("title");
    if (!title) return null;
    const [done, total] = model.get("progress");
    const words = say("standing", { route: title, done, total });
    const bar = h("progress", { value: done, max: total || 1, "aria-label": words });
    return h("p", { className: "wb-standing" }, words, bar);
  }

  function now() {
    /** @type {[string, string][]} */
    const lines = model.get("now");
    if (!lines.length) return null;
    const line = (/** @type {[string, string]} */ [label, text]) =>
      h("p", {}, h("span", { className: "wb-source" }, label), h("br"), text);
    return h("div", { className: "wb-now" }, ...lines.map(line));
  }

  function next() {
    const sentence = model.get("sentence");
    if (!sentence) return null;
    const step = model.get("way");
    const button = step
      ? h("button", {
          type: "button",
          className: "wb-go",
          textContent: say("go"),
          "aria-label": `${say("go")}: ${sentence}`,
          onclick: () => model.send({ kind: "go", step }),
        })
      : null;
    return h("div", { className: "wb-thing" }, h("p", {}, sentence), button);
  }

  function build() {
    renew(
      el,
      h(
        "section",
        { className: "wb-plan", lang: model.get("language"), "aria-label": say("plan") },
        model.get("chosen") ? null : chooser(),
        standing(),
        next(),
        now(),
        model.get("chosen") ? chooser() : null,
      ),
    );
  }

  const later = () => whenCalm(build);
  model.on("change:shown", later);
  build();
  return () => model.off("change:shown", later);
}

export default { render };
