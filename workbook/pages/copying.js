// A text to be copied: read where it stands, taken along with one press.

import { h } from "../forms/dom.js";

/**
 * Copy, or where the browser does not let it, select the text to be copied by hand.
 * @param {HTMLElement} shown what holds the text on the page
 * @param {HTMLElement} said where it is told how it went
 * @param {(key: string) => string} say
 */
export async function copyText(shown, said, say) {
  const field = shown instanceof window.HTMLTextAreaElement ? shown : null;
  try {
    await navigator.clipboard.writeText(field?.value ?? shown.textContent ?? "");
    said.textContent = say("copied");
  } catch {
    if (field) field.select();
    else window.getSelection()?.selectAllChildren(shown);
    said.textContent = say("copy_by_hand");
  }
}

/**
 * The text, its button, and what is said once it is pressed.
 * @param {string} text @param {(key: string) => string} say
 */
export function copyable(text, say) {
  const said = h("p", { className: "wb-said", role: "status" });
  const words = h("p", { className: "wb-copied" }, text);
  const onclick = () => copyText(words, said, say);
  const button = h("button", { type: "button", textContent: say("copy"), onclick });
  return [words, button, said];
}
