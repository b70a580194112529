// @ts-check
/** A participant's own data: a copy to take along, one to put back, and the end of all. */

import { post } from "./posting.js";

/** @param {string} id */
const part = (id) => /** @type {any} */ (document.getElementById(id));
const [said, failed, file] = [part("said"), part("failed"), part("file")];

/** @param {HTMLElement} where @param {string} sentence */
function say(where, sentence) {
  said.hidden = failed.hidden = true;
  where.textContent = sentence;
  where.hidden = false;
  where.scrollIntoView({ block: "nearest" });
}

/**
 * Run what a button does; say so when the server cannot be reached.
 * @param {string} id
 * @param {() => Promise<void>} act
 */
function on(id, act) {
  part(id).addEventListener("click", async () => {
    part(id).disabled = true;
    try {
      await act();
    } catch {
      say(failed, failed.dataset.offline);
    }
    part(id).disabled = false;
  });
}

/** @param {Response} answer */
async function tell(answer) {
  if (answer.status === 403) location.replace("/login?next=/mine");
  const told = await answer.json();
  say(answer.ok ? said : failed, told.said);
  return told;
}

on("out", async () => {
  const answer = await post("/mine/out");
  if (answer.status === 403) location.replace("/login?next=/mine");
  if (!answer.ok) throw new Error(String(answer.status));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = part("out").dataset.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  say(said, part("out").dataset.said);
});

on("in", async () => {
  const token = document.cookie.match(/\b_xsrf=([^;]*)/);
  const answer = await fetch("/mine/in", {
    method: "POST",
    headers: {
      "Content-Type": "application/octet-stream",
      "X-XSRFToken": token ? token[1] : "",
    },
    body: file.files[0],
  });
  await tell(answer);
  if (answer.ok) part("undo").hidden = false;
});

on("undo", async () => {
  await tell(await post("/mine/undo"));
  part("undo").hidden = true;
});

on("delete", async () => {
  const told = await tell(await post("/mine/delete"));
  if (told.next) setTimeout(() => location.replace(`${told.next}?left`), 4000);
});

file.addEventListener("change", () => (part("in").disabled = !file.files.length));
part("sure").addEventListener("change", () => (part("delete").disabled = !part("sure").checked));
