// On the overview: what he has done, as a list to be copied into his job log.

import { h, whenCalm } from "../forms/dom.js";
import { table } from "./table.js";

/** @param {Widget} widget */
function render({ model, el }) {
  const say = (/** @type {string} */ key) => model.get("texts")[key] ?? key;
  const said = h("p", { className: "wb-said", role: "status" });
  const list = h("div");
  const choose = h("select", {
    onchange: () => model.send({ kind: "period", period: choose.value }),
  });

  /** Copy, or where the browser does not let it, choose the text to be copied. */
  async function copy() {
    const text = model.get("text");
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = say("copied");
    } catch {
      const shown = h("textarea", { readOnly: true, rows: 6, value: text });
      shown.setAttribute("aria-label", say("title"));
      list.querySelector("textarea")?.remove();
      said.after(shown);
      shown.select();
      said.textContent = say("copy_by_hand");
    }
  }

  /** Its notes stand below their rows: beside them they would be a word wide. */
  function log() {
    /** @type {string[][]} */
    const rows = model.get("rows");
    const head = model.get("head").slice(0, -1);
    const cells = rows.map((row) => row.slice(0, -1).map((text) => ({ text })));
    const drawn = /** @type {HTMLElement} */ (table(head, cells));
    drawn.querySelectorAll("tbody tr").forEach((row, number) => {
      const note = rows[number].at(-1);
      const label = model.get("head").at(-1);
      const below = h("td", { colSpan: head.length, "data-head": label }, note);
      if (note) row.after(h("tr", { className: "wb-joblog-note" }, below));
    });
    return drawn;
  }

  /** What has changed stands anew; the choice of the period keeps the focus. */
  function fill() {
    const option = (/** @type {string} */ period) =>
      h("option", { value: period, selected: period === model.get("period") }, say(period));
    const button = h("button", { type: "button", textContent: say("copy"), onclick: copy });
    said.textContent = "";
    choose.replaceChildren(...model.get("periods").map(option));
    const rows = model.get("rows").length;
    list.replaceChildren(...(rows ? [button, said, log()] : [say("nothing")]));
  }

  function frame() {
    return h(
      "div",
      { className: "wb-panel", lang: model.get("language") },
      h(
        "details",
        { className: "wb-part wb-joblog", open: el.querySelector("details")?.open },
        h("summary", {}, say("title")),
        h("p", {}, say("about")),
        h("label", { className: "wb-choose" }, say("period"), choose),
        list,
      ),
    );
  }

  function build() {
    if (!model.get("offered")) return el.replaceChildren();
    fill();
    const there = el.querySelector(`[lang="${model.get("language")}"]`);
    return there ? undefined : el.replaceChildren(frame());
  }

  const later = () => whenCalm(build);
  model.on("change:shown", later);
  build();
  return () => model.off("change:shown", later);
}

export default { render };
