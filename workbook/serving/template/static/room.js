// @ts-check
/** The bar above the workbook: what runs in the room, his hand, and the way out. */

import { leave, post } from "./posting.js";

const SECONDS_BETWEEN = 10;
const UNSENT = "workbook-unsent:";
const PERSON = "workbook-person";

const room = /** @type {HTMLElement} */ (document.getElementById("room"));
const line = /** @type {HTMLElement} */ (document.getElementById("exercise"));
const heard = /** @type {HTMLElement} */ (document.getElementById("heard"));
const hand = document.getElementById("hand");
const out = /** @type {HTMLButtonElement | null} */ (document.getElementById("logout"));
const leaving = out?.textContent ?? "";
/** @type {{ line: number, title: string, left: number } | null} */
let running = null;
let announced = "";
let asked = 0;
let up = false;

/** @param {string} sentence @param {Record<string, unknown>} details */
const fill = (sentence, details) =>
  sentence.replace(/\{(\w+)\}/g, (_, key) => String(details[key]));

/** Say aloud that an exercise begins and that its time is up; not each minute of it.
 * @param {string} what */
function announce(what) {
  if (what === announced) return;
  announced = what;
  heard.textContent = what && line.textContent;
}

function showExercise() {
  line.hidden = !running;
  if (!running) return announce("");
  const minutes = Math.ceil((running.left - (Date.now() - asked) / 1000) / 60);
  const said = (minutes > 0 ? room.dataset.left : room.dataset.over) ?? "";
  line.textContent = fill(said, { title: running.title, minutes });
  announce(`${running.line} ${minutes > 0}`);
}

/** @param {boolean} failed */
function showHand(failed) {
  if (!hand) return;
  hand.setAttribute("aria-pressed", String(up));
  const said = failed ? hand.dataset.failed : up ? hand.dataset.up : hand.dataset.down;
  if (hand.textContent !== said) hand.textContent = said ?? "";
  if (failed) heard.textContent = said ?? "";
}

/** @param {string | undefined} failed */
function showOut(failed) {
  if (out) out.textContent = failed || leaving;
}

/** @param {Promise<Response>} answer @param {boolean} [pressed] */
async function take(answer, pressed = false) {
  try {
    const found = await answer;
    if (!found.ok) throw new Error(String(found.status));
    const told = await found.json();
    [running, up, asked] = [told.exercise, told.hand, Date.now()];
    showHand(false);
    showOut("");
  } catch {
    if (pressed) showHand(true);
  }
  showExercise();
}

const look = () => {
  if (document.visibilityState === "visible") take(fetch("/room", { cache: "no-store" }));
};

/** What was typed in this tab and no file has yet: `forms/outbox.js` keeps it so. */
const unsaved = () => Object.keys(sessionStorage).filter((key) => key.startsWith(UNSENT));

/** The last field is sent as it loses the focus to the button: give it time to arrive. */
async function arrived() {
  for (let look = 0; look < 20 && unsaved().length; look++) {
    await new Promise((done) => setTimeout(done, 100));
  }
  return !unsaved().length;
}

/** On a computer that is shared nobody finds what another could not send. */
function forgetOthers() {
  const person = room.dataset.person ?? "";
  const before = sessionStorage.getItem(PERSON) ?? person;
  if (before !== person) for (const key of unsaved()) sessionStorage.removeItem(key);
  sessionStorage.setItem(PERSON, person);
}

forgetOthers();
hand?.addEventListener("click", () => take(post("/room", { up: !up }), true));
out?.addEventListener("click", async () => {
  out.disabled = true;
  if ((await arrived()) || confirm(room.dataset.unsaved)) {
    await leave().catch(() => showOut(out.dataset.failed));
  }
  out.disabled = false;
});
document.addEventListener("visibilitychange", look);
sessionStorage.removeItem("workbook-tries"); // again.js: it has worked
setInterval(look, SECONDS_BETWEEN * 1000);
setInterval(showExercise, 5000);
look();
