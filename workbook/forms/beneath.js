// What stands beneath an answer: where it came from, what other answers suggest, and
// at the foot of the form what its answers were before.

import { h } from "./dom.js";

/** @param {Asker} form @param {Row} row @param {Answer} answer */
export function beneath(form, row, answer) {
  const parts = [];
  if (answer.earlier) parts.push(h("p", { className: "wb-hint" }, answer.earlier));
  for (const origin of answer.origins ?? []) parts.push(cameFrom(form, row, origin));
  if (answer.suggestions?.length) parts.push(suggested(form, row, answer.suggestions));
  return parts;
}

/** @param {Asker} form @param {Row} row @param {Origin} origin */
function cameFrom(form, row, origin) {
  const button = (/** @type {string} */ kind, /** @type {string} */ text) =>
    h("button", {
      type: "button",
      className: "wb-quiet",
      textContent: form.say(text),
      onclick: () => form.ask(row, { kind, source: origin.source, text: origin.changed }),
    });
  const from = h("p", {}, form.say("taken_from", { source: origin.label }));
  if (!origin.changed) return h("div", { className: "wb-origin" }, from);
  return h(
    "div",
    { className: "wb-origin wb-changed" },
    h("p", {}, form.say("source_changed", { source: origin.label })),
    h("blockquote", {}, origin.changed),
    button("take", "take_new"),
    button("keep_mine", "keep_mine"),
  );
}

/** @param {Asker} form @param {Row} row @param {Suggestion[]} suggestions */
function suggested(form, row, suggestions) {
  const item = (/** @type {Suggestion} */ found) =>
    h(
      "li",
      {},
      h("p", { className: "wb-source" }, found.label),
      h("blockquote", {}, found.text),
      h("button", {
        type: "button",
        className: "wb-quiet",
        textContent: form.say("take_over"),
        "aria-label": `${form.say("take_over")}: ${found.label}`,
        onclick: () => form.ask(row, { kind: "take", source: found.source, text: found.text }),
      }),
    );
  /** @type {HTMLDetailsElement | null} */
  const shown = row.below.querySelector(".wb-suggestions");
  const open = shown?.open ?? false;
  const summary = `${form.say("suggestions")} (${suggestions.length})`;
  return h(
    "details",
    { className: "wb-suggestions", open },
    h("summary", {}, summary),
    h("ul", {}, ...suggestions.map(item)),
  );
}

/** @param {Asker} form @param {Version[]} versions */
export function earlier(form, versions) {
  const item = (/** @type {Version} */ found) =>
    h(
      "li",
      {},
      h("p", { className: "wb-source" }, `${found.label} · ${found.at}`),
      h("blockquote", {}, found.text || form.say("empty_version")),
      h("button", {
        type: "button",
        className: "wb-quiet",
        textContent: form.say("restore"),
        "aria-label": `${form.say("restore")}: ${found.label}, ${found.at}`,
        onclick: () =>
          form.model.send({ kind: "restore", place: found.place, version: found.version }),
      }),
    );
  return versions.length ? versions.map(item) : [h("li", {}, form.say("no_versions"))];
}
