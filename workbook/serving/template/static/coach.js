// @ts-check
/** The coach's page: asks every few seconds what moves in the room, and shows it. */

import { leave, post } from "./posting.js";

const MILLISECONDS = 3000;

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const words = JSON.parse(part("words").textContent ?? "{}");
/** @type {any} */
let state = null;
let asked = 0;

/** @param {string} sentence @param {Record<string, any>} details */
const fill = (sentence, details) =>
  sentence.replace(/\{(\w+)\}/g, (_, key) => String(details[key]));

/** @param {HTMLElement} list @param {HTMLElement[]} parts */
function put(list, parts) {
  list.replaceChildren(...parts);
}

/** @param {string} tag @param {string} [text] */
function made(tag, text = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

/** @param {string} text */
function set(/** @type {HTMLElement} */ element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** The minutes run on between two answers of the server. */
function showLeft() {
  const left = part("left");
  const running = state?.exercise;
  left.hidden = !running;
  if (!running) return;
  const seconds = running.left - (Date.now() - asked) / 1000;
  const [number, after] = /** @type {any} */ (left.children);
  const minutes = Math.ceil(seconds / 60);
  set(number, seconds > 0 ? String(minutes) : words.over);
  set(after, seconds > 0 ? words.minutes : "");
}

function showExercise() {
  const running = state.exercise;
  set(part("running"), running ? running.title : words.nothing);
  part("say").hidden = !running;
  set(part("say"), running ? running.words : "");
  showLeft();
}

function showHands() {
  part("no-hands").hidden = state.hands.length > 0;
  const shown = state.hands.map((/** @type {any} */ hand) => {
    const row = made("li");
    const card = fill(words.card, { number: hand.card });
    const button = /** @type {HTMLButtonElement} */ (made("button", words.helped));
    button.type = "button";
    button.className = "second";
    button.setAttribute("aria-label", `${words.helped}: ${card}`);
    button.addEventListener("click", () => act("helped", hand.card));
    row.append(
      made("strong", card),
      " ",
      fill(words.since, { minutes: hand.minutes }),
      " ",
      button,
    );
    return row;
  });
  const before = part("hands").textContent;
  if (before !== shown.map((/** @type {HTMLElement} */ row) => row.textContent).join(""))
    put(part("hands"), shown);
}

/** @param {string} id @param {string[][]} rows */
function showRows(id, rows) {
  const table = part(id);
  table.hidden = rows.length === 0;
  const shown = rows.map(([head, ...cells]) => {
    const row = made("tr");
    const first = made("th", head);
    first.setAttribute("scope", "row");
    row.append(first, ...cells.map((cell) => made("td", cell)));
    return row;
  });
  put(/** @type {HTMLElement} */ (table.querySelector("tbody")), shown);
}

/** @param {number | null} seconds */
const clock = (seconds) =>
  seconds === null
    ? "?"
    : new Date(seconds * 1000).toLocaleTimeString(
        document.documentElement.lang === "da" ? "da" : "en-GB",
        {
          hour: "2-digit",
          minute: "2-digit",
        },
      );

function showCounts() {
  put(
    part("totals"),
    Object.entries(state.totals).map(([name, count]) => {
      const pair = made("div");
      pair.append(made("dt", words[name]), made("dd", String(count)));
      return pair;
    }),
  );
  part("nobody").hidden = state.steps.length > 0;
  showRows(
    "steps",
    state.steps.map((/** @type {any} */ one) => [one.title, `${one.begun}`, `${one.ready}`]),
  );
  showRows(
    "people",
    state.cards.map((/** @type {any} */ one) => [
      fill(words.card, { number: one.card }),
      `${one.begun}`,
      clock(one.active),
    ]),
  );
}

function showHealth() {
  const health = state.health;
  const said = [
    fill(words.memory, health),
    fill(words.kernels, { count: health.kernels }),
    fill(words.disk, { free: health.disk }),
    fill(words.up, health),
    health.fenced ? words.fenced : words.not_fenced,
  ];
  set(part("health"), `${said.join(" · ")}.`);
  part("gone").hidden = !state.gone;
  if (state.gone) set(part("gone"), fill(words.gone, state.gone));
}

/** @param {any} told */
function show(told) {
  state = told;
  asked = Date.now();
  part("lost").hidden = true;
  showExercise();
  showHands();
  showCounts();
  showHealth();
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
part("next").addEventListener("click", () =>
  act("start", state?.exercise ? state.exercise.line + 1 : 0),
);
part("logout").addEventListener("click", () => leave().catch(() => (part("lost").hidden = false)));
setInterval(() => document.visibilityState === "visible" && look(), MILLISECONDS);
setInterval(showLeft, 1000);
look();
