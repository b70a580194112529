// @ts-check
/** What the pages around the workbook have in common: posting, and leaving. */

/** @param {string} url @param {object} [told] @returns {Promise<Response>} */
export function post(url, told = {}) {
  const token = document.cookie.match(/\b_xsrf=([^;]*)/);
  return fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-XSRFToken": token ? token[1] : "" },
    body: JSON.stringify(told),
  });
}

/** Log out; the page that comes then leaves nothing of his in this browser. */
export async function leave() {
  const answer = await post("/logout");
  if (!answer.ok && answer.status !== 403) throw new Error("not logged out");
  location.replace("/login?left");
}
