// @ts-check
/** The coach's page: asks every few seconds what moves in the room, and shows it. */

import { leave, post } from "./posting.js";

const MILLISECONDS = 3000;

/**
 * @typedef {{ number: number, title: string, minutes: number }} Line
 * @typedef {{ line: number, title: string, left: number, words: string, wrong: string,
 *   save: string, saved: number }} Exercise
 * @typedef {{ card: number, minutes: number }} Hand
 * @typedef {{ title: string, begun: number, ready: number }} Step
 * @typedef {{ card: number, begun: number | null, ready: number | null,
 *   active: number | null }} Card
 * @typedef {{ exercise: Exercise | null, next: Line | null, hands: Hand[],
 *   totals: Record<string, number>, steps: Step[], cards: Card[],
 *   health: Record<string, any>, gone: { day: string, soon: boolean } }} State
 */

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const words = JSON.parse(part("words").textContent ?? "{}");
const locale = document.documentElement.lang === "da" ? "da" : "en-GB";
/** @type {State | null} */
let state = null;
let asked = 0;

/** @param {string} sentence @param {Record<string, any>} details */
const fill = (sentence, details) =>
  sentence.replace(/\{(\w+)\}/g, (_, key) => {
    const value = details[key];
    return typeof value === "number" ? value.toLocaleString(locale) : String(value);
  });

/** @param {string} tag @param {string} [text] */
function made(tag, text = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

/** @param {Element} element @param {string} text */
function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Leave alone what has not changed: somebody may be reading or marking it.
 * @param {HTMLElement} list @param {HTMLElement[]} parts */
function put(list, parts) {
  const before = [...list.children];
  const same = (/** @type {HTMLElement} */ one, /** @type {number} */ at) =>
    one.isEqualNode(before[at]);
  if (before.length !== parts.length || !parts.every(same)) list.replaceChildren(...parts);
}

/** @param {number} milliseconds @param {Intl.DateTimeFormatOptions} [more] */
const clock = (milliseconds, more = {}) =>
  new Date(milliseconds).toLocaleString(locale, { hour: "2-digit", minute: "2-digit", ...more });

/** The minutes run on between two answers of the server. */
function showLeft() {
  const running = state?.exercise;
  part("left").hidden = !running;
  if (!running) return;
  const ends = asked + running.left * 1000;
  const minutes = Math.ceil((ends - Date.now()) / 60000);
  const [number, after] = part("left").children;
  set(number, String(Math.max(0, minutes)));
  if (minutes > 0)
    set(after, fill(minutes === 1 ? words.minute : words.minutes, { time: clock(ends) }));
  else set(after, minutes < 0 ? fill(words.over_for, { minutes: -minutes }) : words.over);
}

/** @param {Exercise | null} running */
function showExercise(running) {
  set(part("running"), running?.title ?? words.nothing);
  part("say").hidden = !running;
  set(part("say"), running?.words ?? "");
  const hints = [
    [words.wrong, running?.wrong],
    [fill(words.save, { minutes: running?.saved }), running?.save],
  ].filter(([, said]) => said);
  part("hints").hidden = hints.length === 0;
  const pairs = hints.flatMap(([what, said]) => [made("dt", what), made("dd", said)]);
  put(part("hints"), pairs);
  showLeft();
}

/** @param {Exercise | null} running @param {Line | null} next */
function showPlan(running, next) {
  const on = /** @type {HTMLButtonElement} */ (part("next"));
  on.hidden = false;
  on.disabled = !next;
  set(on, next ? fill(words.next, next) : words.finished);
  for (const button of document.querySelectorAll(".acts .second"))
    button.setAttribute("aria-disabled", String(!running));
  for (const row of document.querySelectorAll("[data-line]")) {
    const current = Number(/** @type {HTMLElement} */ (row).dataset.line) === running?.line;
    if (current) row.setAttribute("aria-current", "step");
    else row.removeAttribute("aria-current");
  }
}

/** @param {number} number */
function handUp(number) {
  const row = made("li");
  const card = fill(words.card, { number });
  const button = /** @type {HTMLButtonElement} */ (made("button", words.helped));
  button.type = "button";
  button.className = "second";
  button.setAttribute("aria-label", `${words.helped}: ${card}`);
  button.addEventListener("click", () => act("helped", number));
  row.dataset.card = String(number);
  row.append(made("strong", card), made("span"), button);
  return row;
}

/** A row stays the same while its hand is up: the keyboard may be on its button.
 * @param {Hand[]} hands */
function showHands(hands) {
  const list = part("hands");
  const within = list.contains(document.activeElement);
  const rows = new Map(
    [...list.children].map((row) => [/** @type {HTMLElement} */ (row).dataset.card, row]),
  );
  const up = new Set(hands.map((hand) => String(hand.card)));
  for (const [card, row] of rows) if (!up.has(card ?? "")) row.remove();
  for (const { card, minutes } of hands) {
    let row = rows.get(String(card));
    if (!row) {
      row = list.appendChild(handUp(card));
      set(part("heard"), fill(words.new_hand, { number: card }));
    }
    const since = minutes ? fill(words.since, { minutes }) : words.just_now;
    set(/** @type {Element} */ (row.querySelector("span")), since);
  }
  part("no-hands").hidden = hands.length > 0;
  if (within && !list.contains(document.activeElement))
    (list.querySelector("button") ?? part("hands-head")).focus();
}

/** @param {string} id @param {string} none @param {string[][]} rows */
function showRows(id, none, rows) {
  part(id).hidden = rows.length === 0;
  part(none).hidden = rows.length > 0;
  const shown = rows.map(([head, ...cells]) => {
    const row = made("tr");
    const first = made("th", head);
    first.setAttribute("scope", "row");
    row.append(first, ...cells.map((cell) => made("td", cell)));
    return row;
  });
  put(/** @type {HTMLElement} */ (part(id).querySelector("tbody")), shown);
}

/** @param {number | null} seconds */
function when(seconds) {
  if (seconds === null) return words.unknown;
  const today = new Date().toDateString() === new Date(seconds * 1000).toDateString();
  return clock(seconds * 1000, today ? {} : { day: "numeric", month: "short" });
}

/** @param {State} told */
function showCounts(told) {
  const totals = Object.entries(told.totals).map(([name, count]) => {
    const pair = made("div");
    pair.append(made("dt", words[name]), made("dd", count.toLocaleString(locale)));
    return pair;
  });
  put(part("totals"), totals);
  const steps = told.steps.map((one) => [one.title, `${one.begun}`, `${one.ready}`]);
  showRows("steps", "nobody", steps);
  const cards = told.cards.map((one) => [
    String(one.card),
    `${one.begun ?? "–"}`,
    `${one.ready ?? "–"}`,
    when(one.active),
  ]);
  showRows("people", "nobody-came", cards);
}

/** @param {State} told */
function showHealth({ health, gone }) {
  const fence = health.missing.length ? health.missing : [words.fenced];
  const said = [words.kernels, words.memory, words.busy, words.disk, words.up, words.expires];
  const details = { ...health, ...gone, count: health.kernels };
  const lines = [...said.map((sentence) => fill(sentence, details)), ...fence];
  const shown = lines.map((line) => made("li", line));
  put(part("health"), shown);
  part("full").hidden = !health.full;
  part("gone").hidden = !gone.soon;
  set(part("gone"), fill(words.gone, gone));
}

/** @param {State} told */
function show(told) {
  state = told;
  asked = Date.now();
  part("lost").hidden = true;
  showExercise(told.exercise);
  showPlan(told.exercise, told.next);
  showHands(told.hands);
  showCounts(told);
  showHealth(told);
}

/** @param {Promise<Response>} answer */
async function take(answer) {
  try {
    const found = await answer;
    if (found.status === 403) location.replace("/login?next=/coach");
    if (!found.ok) throw new Error(String(found.status));
    show(await found.json());
  } catch {
    part("lost").hidden = false;
  }
}

/** @param {string} what @param {number} number */
const act = (what, number) => take(post("/coach/state", { do: what, number }));

const look = () => take(fetch("/coach/state", { cache: "no-store" }));

for (const button of document.querySelectorAll("button[data-do]")) {
  const { do: what, number } = /** @type {HTMLElement} */ (button).dataset;
  button.addEventListener("click", () => act(what ?? "", Number(number)));
}
// Pressed twice it starts the same line twice, and skips none.
part("next").addEventListener("click", () => state?.next && act("start", state.next.number));
part("logout").addEventListener("click", () => leave().catch(() => (part("lost").hidden = false)));
const lookIfSeen = () => document.visibilityState === "visible" && look();
document.addEventListener("visibilitychange", lookIfSeen);
setInterval(lookIfSeen, MILLISECONDS);
setInterval(showLeft, 1000);
look();
