// @ts-check
/** The bar above the workbook: what runs in the room, his hand, and the way out. */

import { leave, post } from "./posting.js";

const SECONDS_BETWEEN = 10;
const UNSENT = "workbook-unsent:";

const room = /** @type {HTMLElement} */ (document.getElementById("room"));
const line = /** @type {HTMLElement} */ (document.getElementById("exercise"));
const hand = document.getElementById("hand");
/** @type {{ title: string, left: number } | null} */
let running = null;
let asked = 0;
let up = false;

/** @param {string} sentence @param {Record<string, unknown>} details */
const fill = (sentence, details) =>
  sentence.replace(/\{(\w+)\}/g, (_, key) => String(details[key]));

function showExercise() {
  line.hidden = !running;
  if (!running) return;
  const minutes = Math.ceil((running.left - (Date.now() - asked) / 1000) / 60);
  const said = (minutes > 0 ? room.dataset.left : room.dataset.over) ?? "";
  line.textContent = fill(said, { title: running.title, minutes });
}

/** @param {boolean} failed */
function showHand(failed) {
  if (!hand) return;
  hand.setAttribute("aria-pressed", String(up));
  const said = failed ? hand.dataset.failed : up ? hand.dataset.up : hand.dataset.down;
  if (hand.textContent !== said) hand.textContent = said ?? "";
}

/** @param {Promise<Response>} answer @param {boolean} [pressed] */
async function take(answer, pressed = false) {
  try {
    const found = await answer;
    if (!found.ok) throw new Error(String(found.status));
    const told = await found.json();
    [running, up, asked] = [told.exercise, told.hand, Date.now()];
    showHand(false);
  } catch {
    if (pressed) showHand(true);
  }
  showExercise();
}

const look = () => {
  if (document.visibilityState === "visible") take(fetch("/room", { cache: "no-store" }));
};

/** What was typed in this tab and no file has yet: `forms/outbox.js` keeps it so. */
const unsaved = () => Object.keys(sessionStorage).some((key) => key.startsWith(UNSENT));

hand?.addEventListener("click", () => take(post("/room", { up: !up }), true));
document.getElementById("logout")?.addEventListener("click", () => {
  if (unsaved() && !confirm(room.dataset.unsaved)) return;
  leave().catch(() => showHand(true));
});
document.addEventListener("visibilitychange", look);
sessionStorage.removeItem("workbook-tries"); // again.js: it has worked
setInterval(look, SECONDS_BETWEEN * 1000);
setInterval(showExercise, 5000);
look();
