// What the memory walk is put together from: a place, the line, a name, a button.

import { fill, h, icon } from "../forms/dom.js";

const CROSS = "M5 5l10 10M15 5L5 15";

/** @param {string} text @param {() => void} act @param {string} [className] */
export function button(text, act, className = "") {
  return h("button", { type: "button", className, textContent: text, onclick: act });
}

/** The question of a place and what jogs the memory.
 * @param {WalkPlace} place @param {string} id the line's @param {string} example */
export function asked(place, id, example) {
  const said = place.example ? fill(example, { example: place.example }) : "";
  return [
    h("h2", {}, h("label", { htmlFor: id }, place.label)),
    h(
      "div",
      { className: "wb-walk-prompts", id: `${id}-prompts` },
      h("ul", {}, ...place.prompts.map((prompt) => h("li", {}, prompt))),
      said ? h("p", { className: "wb-example" }, said) : null,
    ),
  ];
}

/** The line for a name. @param {(text: string) => void} typed
 * @param {(lines: string[]) => void} pasted told of several lines, a name each */
export function line(typed, pasted) {
  const input = h("input", {
    type: "text",
    autocomplete: "off",
    autocapitalize: "words",
    enterKeyHint: "enter",
    spellcheck: false,
    maxLength: 300,
    oninput: () => typed(input.value),
    onpaste: (/** @type {ClipboardEvent} */ event) => {
      const lines = (event.clipboardData?.getData("text") ?? "").split(/\r?\n/);
      const said = lines.filter((text) => text.trim());
      if (said.length < 2) return;
      event.preventDefault();
      pasted(said);
    },
  });
  return input;
}

/** The line with its button; the focus stays in the line, and a phone's keyboard up.
 * @param {HTMLInputElement} input @param {string} lang @param {string} add
 * @param {() => void} enter */
export function entry(input, lang, add, enter) {
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    enter();
    input.focus({ preventScroll: true });
  };
  const onmousedown = (/** @type {Event} */ event) => event.preventDefault();
  const press = h("button", { type: "submit", textContent: add, onmousedown });
  return h("form", { className: "wb-walk-line", lang, noValidate: true, onsubmit }, input, press);
}

/** A name that can be taken away, marked where it is a contact.
 * @param {WalkName} name @param {(key: string, details?: object) => string} say
 * @param {() => void} remove */
export function chip([name, known], say, remove) {
  const mark = h("span", { role: "img", "aria-label": say("contact") }, "✓");
  const title = say("remove", { name });
  const about = { type: "button", className: "wb-icon", title, "aria-label": title };
  const cross = h("button", { ...about, onclick: remove }, icon(CROSS));
  return h("li", {}, h("span", {}, name), known ? mark : null, cross);
}
