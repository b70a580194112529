// @ts-check
/** A participant's own data: a copy to take along, one to put back, and the end of all. */

import { post, send, tell } from "./posting.js";

/** @param {string} id */
const part = (id) => /** @type {any} */ (document.getElementById(id));
const [said, failed, file, undo] = [part("said"), part("failed"), part("file"), part("undo")];

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
 * @param {(button: HTMLButtonElement) => Promise<void>} act
 */
function on(id, act) {
  const button = part(id);
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await act(button);
    } catch {
      say(failed, failed.dataset.offline);
    }
    button.disabled = false;
  });
}

/**
 * Say what the server answers; whoever is logged in no longer is led to the login.
 * @param {Response} answer
 */
async function take(answer) {
  if (answer.status === 403) {
    location.replace("/login?next=/mine");
    return {};
  }
  const told = await answer.json();
  say(answer.ok ? said : failed, told.said);
  if ("kept" in told) undo.hidden = !told.kept;
  return told;
}

on("out", async (button) => {
  say(said, button.dataset.busy ?? "");
  const answer = await post("/mine/out");
  if (answer.status === 403) {
    location.replace("/login?next=/mine");
    return;
  }
  if (!answer.ok) {
    say(failed, (await answer.json()).said);
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = button.dataset.name ?? "";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  say(said, button.dataset.said ?? "");
});

on("in", async (button) => {
  const chosen = file.files[0];
  // A server that is sent too much hangs up before it can say so.
  if (chosen.size > Number(file.dataset.most)) {
    say(failed, file.dataset.tooBig);
    return;
  }
  if (!confirm(undo.hidden ? button.dataset.ask : button.dataset.askAgain)) return;
  say(said, button.dataset.busy ?? "");
  await take(await send("/mine/in", chosen, "application/octet-stream"));
});

on("undo", async () => {
  await take(await post("/mine/undo"));
});

on("delete", async () => {
  const told = await take(await post("/mine/delete"));
  if (!told.next) return;
  tell();
  setTimeout(() => location.replace(`${told.next}?left`), 4000);
});

file.addEventListener("change", () => (part("in").disabled = !file.files.length));
part("sure").addEventListener("change", () => (part("delete").disabled = !part("sure").checked));
