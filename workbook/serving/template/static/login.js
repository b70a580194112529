// @ts-check
/**
 * The login: takes the code of a scanned card from behind the `#`, where no server and
 * no log sees it, and posts what was typed.
 */

import { post } from "./posting.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("login"));
const code = /** @type {HTMLInputElement} */ (document.getElementById("code"));
const wrong = /** @type {HTMLElement} */ (document.getElementById("wrong"));
const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
const label = button.textContent ?? "";

/** @param {string} sentence */
function refuse(sentence) {
  wrong.textContent = sentence;
  wrong.hidden = false;
  code.setAttribute("aria-invalid", "true");
  code.focus();
}

/** @param {boolean} busy */
function show(busy) {
  button.disabled = busy;
  button.textContent = busy ? (button.dataset.busy ?? label) : label;
}

async function enter() {
  wrong.hidden = true;
  code.removeAttribute("aria-invalid");
  show(true);
  try {
    const answer = await post("/login", { code: code.value, next: form.dataset.next });
    const said = await answer.json();
    if (answer.ok) {
      code.value = "";
      location.replace(said.next);
      return;
    }
    refuse(said.error);
  } catch {
    refuse(form.dataset.offline ?? "");
  }
  show(false);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  enter();
});

// Only here: a page that is being left may still put something into the storage.
if (new URLSearchParams(location.search).has("left")) {
  sessionStorage.clear();
  localStorage.clear();
  history.replaceState(null, "", location.pathname);
}

const scanned = decodeURIComponent(location.hash.slice(1));
if (scanned) {
  history.replaceState(null, "", location.pathname + location.search);
  code.value = scanned;
  enter();
} else {
  code.focus();
}
