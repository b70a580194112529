// @ts-check
/** What the pages around the workbook have in common: posting, and leaving. */

/** @param {string} url @param {object} [told] @returns {Promise<Response>} */
export const post = (url, told = {}) => send(url, JSON.stringify(told), "application/json");

/** @param {string} url @param {BodyInit} body @param {string} kind */
export function send(url, body, kind) {
  const token = document.cookie.match(/\b_xsrf=([^;]*)/);
  const headers = { "Content-Type": kind, "X-XSRFToken": token ? token[1] : "" };
  return fetch(url, { method: "POST", headers, body });
}

/** Whoever logs out in one tab wants no other tab to go on showing what is his. */
const tabs = new BroadcastChannel("workbook-left");
tabs.addEventListener("message", () => location.replace("/login?left"));

/** Tell this browser's other tabs that he has left. */
export const tell = () => tabs.postMessage(null);

/** Log out; the page that comes then leaves nothing of his in this browser. */
export async function leave() {
  const answer = await post("/logout");
  if (!answer.ok && answer.status !== 403) throw new Error("not logged out");
  tell();
  location.replace("/login?left");
}
