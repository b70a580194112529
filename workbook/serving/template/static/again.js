// @ts-check
/** A page that could not be had: tries again by itself, later and later, never at once. */

const KEY = "workbook-tries";
const line = /** @type {HTMLElement} */ (document.getElementById("again"));
const tries = Number(sessionStorage.getItem(KEY) ?? 0);
const longest = Math.min(60, 5 * 2 ** tries);
// Forty phones that were refused together must not come back together.
let seconds = Math.ceil(longest * (0.5 + Math.random() / 2));

function again() {
  sessionStorage.setItem(KEY, String(Math.min(tries + 1, 6)));
  location.reload();
}

function tick() {
  line.textContent = (line.dataset.in ?? "").replace("{seconds}", String(seconds));
  if (seconds-- <= 0) again();
}

document.getElementById("now")?.addEventListener("click", again);
setInterval(tick, 1000);
tick();
