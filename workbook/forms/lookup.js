// A line of text with a list to look up in: the words people use lead to its entries.

import { h } from "./dom.js";

const MOST = 8;
const SHORT = 20;
const ENOUGH = 2;

/** @param {string} text */
function plain(text) {
  return text.toLocaleLowerCase().trim();
}

/**
 * The entries that fit: those whose name begins like it, then those with a word that
 * does, then those that hold it somewhere.
 * @param {Entry[]} entries
 * @param {string} typed
 */
export function matches(entries, typed) {
  const wanted = plain(typed);
  /** @param {Entry} entry */
  const rank = ([label, words, code]) => {
    const all = plain(`${label}, ${words}`);
    if (plain(label).startsWith(wanted) || (code && code.startsWith(wanted))) return 0;
    if (all.split(/[\s,]+/).some((word) => word.startsWith(wanted))) return 1;
    return all.includes(wanted) ? 2 : 3;
  };
  if (wanted.length < ENOUGH) return entries.length > SHORT ? [] : entries;
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter((found) => found.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map((found) => found.entry);
}

/**
 * @param {Control} control
 * @param {Field} field
 * @param {Speaker} form
 * @returns {Control}
 */
export function lookup(control, field, form) {
  const { lookup: entries } = field;
  if (!entries) return control;
  const input = /** @type {HTMLInputElement} */ (control.node);
  const list = h("ul", { className: "wb-matches" });
  const count = h("p", { className: "wb-aside", role: "status" });
  const source = h("p", { className: "wb-source" }, field.lookup_source ?? "");

  /** @param {Entry} entry */
  function item([label, , code]) {
    const choose = () => {
      control.set(label);
      input.dispatchEvent(new Event("change", { bubbles: true }));
      input.focus();
      show([]);
    };
    const small = code ? h("span", { className: "wb-code" }, code) : null;
    return h("li", {}, h("button", { type: "button", onclick: choose }, label, small));
  }

  /** @param {Entry[]} found */
  function show(found) {
    list.replaceChildren(...found.map(item));
    count.textContent = found.length ? form.say("lookup_found", { count: found.length }) : "";
  }

  const look = () => {
    const found = matches(entries, input.value);
    const chosen = found.some(([label]) => label === input.value);
    show(chosen ? [] : found);
  };
  input.addEventListener("input", look);
  if (entries.length <= SHORT) input.addEventListener("focus", look);
  const node = h("div", { className: "wb-lookup" }, input, count, list, source);
  return { ...control, node };
}
