// A text to be copied: read where it stands, taken along with one press.

import { h } from "../forms/dom.js";

/**
 * The text, its button, and what is said once it is pressed.
 * @param {string} text @param {(key: string) => string} say
 */
export function copyable(text, say) {
  const said = h("p", { className: "wb-said", role: "status" });
  const words = h("p", { className: "wb-copied" }, text);

  /** Copy, or where the browser does not let it, choose the text to be copied. */
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = say("copied");
    } catch {
      window.getSelection()?.selectAllChildren(words);
      said.textContent = say("copy_by_hand");
    }
  }

  const button = h("button", { type: "button", textContent: say("copy"), onclick: copy });
  return [words, button, said];
}
