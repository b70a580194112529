// @ts-check
/**
 * What surrounds the workbook, whichever front end shows it: the loading line, a word
 * when the connection is lost, and an end for the kernel when the page is left.
 */

const SECONDS_TO_APPEAR = 60;

/** @param {string} id */
export const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

let ownKernel = "";
const late = setTimeout(failed, SECONDS_TO_APPEAR * 1000);

/** The kernel of this page: it is ended when the page is left. @param {string} id */
export function lives(id) {
  ownKernel = id;
}

/** There is something to see: the loading line goes. */
export function appeared() {
  clearTimeout(late);
  part("loading").hidden = true;
  document.body.classList.remove("loading");
}

/** Nothing will come any more, or not all of it: say so. */
export function failed() {
  appeared();
  part("fault").hidden = false;
}

/**
 * Say how the connection is; nothing when all is well. In a workshop whoever has no
 * right to his kernel is logged out: the page itself leads on to the login.
 * @param {"lost" | "gone" | "ended" | "open"} state
 */
export function connection(state) {
  const out = state === "ended" && "workshop" in document.body.dataset;
  const line = out ? "ended" : state === "ended" ? "gone" : state;
  const box = part("connection");
  for (const each of box.children) {
    /** @type {HTMLElement} */ (each).hidden = each.getAttribute("data-when") !== line;
  }
  box.hidden = state === "open";
}

/** Keep to the language of the forms, here and in the page loaded next. */
function followLanguage() {
  const follow = () => {
    const spoken = part("workbook").querySelector("form[lang], section[lang]");
    const language = spoken?.getAttribute("lang");
    if (!language || language === document.documentElement.lang) return;
    document.documentElement.lang = language;
    document.cookie = `workbook-language=${language}; path=/; samesite=strict`;
  };
  const watched = { childList: true, subtree: true, attributeFilter: ["lang"] };
  new MutationObserver(follow).observe(part("workbook"), watched);
}

addEventListener("pagehide", () => {
  const token = document.cookie.match(/\b_xsrf=([^;]*)/);
  const form = new FormData();
  form.append("_xsrf", token ? token[1] : "");
  if (ownKernel) navigator.sendBeacon(`/voila/api/shutdown/${ownKernel}`, form);
});
// A page taken back from the browser's memory has no kernel any more.
addEventListener("pageshow", (event) => event.persisted && location.reload());

for (const button of part("connection").querySelectorAll("button")) {
  button.addEventListener("click", () => location.reload());
}
followLanguage();
