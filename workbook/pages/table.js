// A picture that is a table: each bar stands in the cell of its number.

import { h } from "../forms/dom.js";

/** @param {Cell} cell */
function inside({ text, bar, mark }) {
  const words = h("span", { className: mark ? `wb-mark wb-${mark}` : "" }, text);
  if (bar === null || bar === undefined) return words;
  const drawn = h("span", { className: "wb-drawn", "aria-hidden": "true" });
  drawn.style.setProperty("--wb-share", String(bar));
  return h("span", { className: "wb-bar-cell" }, words, drawn);
}

/** @param {string[]} head @param {Cell[][]} rows */
export function table(head, rows) {
  if (!rows.length) return null;
  const heads = head.map((text) => h("th", { scope: "col" }, text));
  /** @param {Cell[]} row */
  const line = ([first, ...cells]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, inside(first)),
      ...cells.map((cell, number) =>
        h("td", { "data-head": cell.text ? (head[number + 1] ?? "") : "" }, inside(cell)),
      ),
    );
  const drawn = h(
    "table",
    { className: "wb-table" },
    head.length ? h("thead", {}, h("tr", {}, ...heads)) : null,
    h("tbody", {}, ...rows.map(line)),
  );
  return h("div", { className: "wb-table-box" }, drawn);
}

/**
 * A part of a panel: heading, sentences, table, ways.
 * @param {Part} part @param {(step: string) => void} go
 */
export function section({ title, texts, head, rows, ways, source }, go) {
  const way = (/** @type {[string, string]} */ [step, words]) =>
    h("button", { type: "button", textContent: words, onclick: () => go(step) });
  return h(
    "section",
    { className: "wb-part", "aria-label": title },
    h("h2", {}, title),
    ...texts.map((text) => h("p", {}, text)),
    table(head, rows),
    source ? h("p", { className: "wb-source" }, source) : null,
    ways.length ? h("div", { className: "wb-part-ways" }, ...ways.map(way)) : null,
  );
}
