// The network map: filters above it, the picture, and the same facts as a table.

import { h, whenCalm } from "../forms/dom.js";
import { table } from "./table.js";

/** @param {Widget} widget */
function render({ model, el }) {
  const say = (/** @type {string} */ key) => model.get("texts")[key] ?? key;
  const lines = h("div", { role: "status" });
  const facts = h("div");
  const called = h("summary");
  const fold = h("details", { className: "wb-map-facts" }, called, facts);
  const picture = h("div", { className: "wb-map-box", tabIndex: 0, role: "region" });
  const network = h("select", { name: "network", onchange: choose });
  const company = h("select", { name: "company", onchange: choose });
  const fresh = h("input", { type: "checkbox", name: "fresh", onchange: choose });
  const leading = h("input", { type: "checkbox", name: "leading", onchange: choose });

  function choose() {
    const only = {
      network: network.value,
      company: company.value,
      fresh: fresh.checked,
      leading: leading.checked,
    };
    model.send({ kind: "only", only });
  }

  /** @param {HTMLSelectElement} select @param {[string, string][]} among @param {string} chosen */
  function offer(select, among, chosen) {
    const all = /** @type {[string, string]} */ (["", say("everybody")]);
    const options = [all, ...among].map(([value, text]) =>
      h("option", { value, selected: value === chosen }, text),
    );
    select.replaceChildren(...options);
  }

  /** The picture comes as text in which every name is text; it is parsed, never run. */
  function drawn() {
    const svg = model.get("svg");
    if (!svg) return [];
    const parsed = new window.DOMParser().parseFromString(svg, "image/svg+xml");
    return [document.importNode(parsed.documentElement, true)];
  }

  /** What has changed stands anew; the filters keep the focus, the picture its place. */
  function fill() {
    const only = model.get("only");
    offer(network, model.get("networks"), only.network);
    offer(company, model.get("companies"), only.company);
    fresh.checked = Boolean(only.fresh);
    leading.checked = Boolean(only.leading);
    const said = model.get("said").map((/** @type {string} */ line) => h("p", {}, line));
    lines.replaceChildren(...said);
    picture.setAttribute("aria-label", say("title"));
    picture.replaceChildren(...drawn());
    called.textContent = say("as_table");
    fold.hidden = !model.get("rows").length;
    facts.replaceChildren(table(model.get("head"), model.get("rows")) ?? "");
  }

  function filters() {
    const labelled = (/** @type {string} */ key, /** @type {HTMLElement} */ field) =>
      h("label", { className: "wb-choose" }, say(key), field);
    const ticked = (/** @type {string} */ key, /** @type {HTMLElement} */ field) =>
      h("label", { className: "wb-map-tick" }, field, say(key));
    const choices = [
      labelled("network", network),
      model.get("companies").length ? labelled("company", company) : null,
      ticked("only_fresh", fresh),
      model.get("companies").length ? ticked("only_leading", leading) : null,
    ];
    return h("fieldset", { className: "wb-map-only" }, h("legend", {}, say("choose")), ...choices);
  }

  function frame() {
    const shown = model.get("networks").length;
    const title = say("title");
    return h(
      "div",
      { className: "wb-panel", lang: model.get("language") },
      h(
        "section",
        { className: "wb-part wb-map", "aria-label": title, "data-for": wanted() },
        h("h2", {}, title),
        ...(shown ? [filters(), lines, picture, fold] : [lines]),
      ),
    );
  }

  /** What the frame is built for: it stands as long as this does not change. */
  const wanted = () =>
    `${model.get("language")} ${model.get("networks").length > 0} ${model.get("companies").length > 0}`;

  function build() {
    if (!model.get("said").length) return el.replaceChildren();
    fill();
    if (el.querySelector("section")?.dataset.for === wanted()) return;
    el.replaceChildren(frame());
    requestAnimationFrame(() => {
      const hidden = picture.scrollWidth - picture.clientWidth;
      picture.scrollLeft = hidden / 2;
      // Where the picture cannot be seen at once, the table is read instead.
      fold.open = hidden > 0;
    });
  }

  const later = () => whenCalm(build);
  model.on("change:shown", later);
  build();
  return () => model.off("change:shown", later);
}

export default { render };
