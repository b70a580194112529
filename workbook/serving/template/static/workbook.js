// @ts-check
/**
 * What surrounds the workbook: the loading line, a word when the connection is lost,
 * and an end for the kernel when the page is left. Runs before Voilà's own script.
 */

const SECONDS_TO_APPEAR = 60;
const MILLISECONDS_BETWEEN_LOOKS = 2000;
const LOOKS_UNTIL_RELOAD = 4;

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

let kernelId = "";
let leaving = false;
/** @type {number | undefined} */
let look;

/** Hide the loading line once the first widget, or a fault, can be seen. */
function watchAppearance() {
  const main = part("workbook");
  const seen = () => main.querySelector(".jp-OutputArea-output > .lm-Widget > *, .fault");
  const finish = () => {
    observer.disconnect();
    clearTimeout(late);
    part("loading").hidden = true;
    document.body.classList.remove("loading");
  };
  const observer = new MutationObserver(() => seen() && finish());
  const late = setTimeout(() => {
    finish();
    part("fault").hidden = false;
  }, SECONDS_TO_APPEAR * 1000);
  observer.observe(main, { childList: true, subtree: true });
  if (seen()) finish();
}

/** Keep to the language of the forms, here and in the page loaded next. */
function followLanguage() {
  const follow = () => {
    const spoken = part("workbook").querySelector("form[lang], section[lang]");
    const language = spoken?.getAttribute("lang");
    if (!language) return;
    document.documentElement.lang = language;
    document.cookie = `workbook-language=${language}; path=/; samesite=strict`;
  };
  const watched = { childList: true, subtree: true, attributeFilter: ["lang"] };
  new MutationObserver(follow).observe(part("workbook"), watched);
}

/** @param {"lost" | "back" | "ended" | ""} state */
function say(state) {
  const box = part("connection");
  for (const line of box.children) {
    /** @type {HTMLElement} */ (line).hidden = line.getAttribute("data-when") !== state;
  }
  box.hidden = !state;
}

/**
 * Ask the server what became of the kernel until the connection is back, or until it
 * is plain that only loading the page again will help.
 * @param {number} looks how often it was asked in vain although the server answered
 */
async function ask(looks) {
  let answer;
  try {
    answer = await fetch(`/api/kernels/${kernelId}`, { cache: "no-store" });
  } catch {
    answer = null;
  }
  if (look === undefined) return;
  // While the server starts anew, whatever stands in front of it answers so.
  if (answer && answer.status >= 500) answer = null;
  const hopeless = answer && (!answer.ok || looks >= LOOKS_UNTIL_RELOAD);
  // In a workshop he is nobody until he logs in again: the page itself leads there.
  const ended = answer?.status === 403 && "workshop" in document.body.dataset;
  say(hopeless ? (ended ? "ended" : "back") : "lost");
  if (hopeless) return;
  const next = answer ? looks + 1 : 0;
  look = setTimeout(() => ask(next), MILLISECONDS_BETWEEN_LOOKS);
}

function connected() {
  clearTimeout(look);
  look = undefined;
  say("");
}

function disconnected() {
  if (leaving || look !== undefined) return;
  look = setTimeout(() => ask(0), 500);
}

/** Voilà gives no word of the connection (voila#67): watch the socket itself. */
class WatchedSocket extends WebSocket {
  /**
   * @param {string | URL} url
   * @param {string | string[]} [protocols]
   */
  constructor(url, protocols) {
    super(url, protocols);
    const found = String(url).match(/\/api\/kernels\/([^/]+)\/channels/);
    if (!found) return;
    kernelId = found[1];
    this.addEventListener("open", connected);
    this.addEventListener("close", disconnected);
  }
}
window.WebSocket = WatchedSocket;

/**
 * Voilà ends the kernel on `beforeunload`, which a mail or telephone link fires too,
 * and closes the socket before the forms have sent their last words. So its listener
 * is left out and the kernel is ended on `pagehide`; the server waits for the words.
 */
const listen = window.addEventListener.bind(window);
/** @type {any} */ (window).addEventListener = (
  /** @type {string} */ kind,
  /** @type {any} */ listener,
  /** @type {any} */ options,
) => {
  if (kind === "beforeunload" && String(listener).includes("api/shutdown")) return;
  listen(kind, listener, options);
};

listen("pagehide", () => {
  leaving = true;
  const token = document.cookie.match(/\b_xsrf=([^;]*)/);
  const form = new FormData();
  form.append("_xsrf", token ? token[1] : "");
  if (kernelId) navigator.sendBeacon(`/voila/api/shutdown/${kernelId}`, form);
});
// A page taken back from the browser's memory has no kernel any more.
listen("pageshow", (event) => event.persisted && location.reload());

for (const button of part("connection").querySelectorAll("button")) {
  button.addEventListener("click", () => location.reload());
}
watchAppearance();
followLanguage();
