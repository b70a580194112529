// @ts-check
/** The page with Voilà's own front end: this runs before its script. */

import { appeared, connection, lives, part } from "./page.js";

const MILLISECONDS_BETWEEN_LOOKS = 2000;
const LOOKS_UNTIL_RELOAD = 4;

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
    appeared();
  };
  const observer = new MutationObserver(() => seen() && finish());
  observer.observe(main, { childList: true, subtree: true });
  if (seen()) finish();
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
  connection(hopeless ? (answer?.status === 403 ? "ended" : "gone") : "lost");
  if (hopeless) return;
  const next = answer ? looks + 1 : 0;
  look = setTimeout(() => ask(next), MILLISECONDS_BETWEEN_LOOKS);
}

function connected() {
  clearTimeout(look);
  look = undefined;
  connection("open");
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
    lives(kernelId);
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

listen("pagehide", () => (leaving = true));
watchAppearance();
