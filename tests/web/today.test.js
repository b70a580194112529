import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Model, draw, load } from "./page.js";

const today = await load("pages/today.js");
const about = { company: "Bøge Kager", words: "Goddag, Ida.", stage: "angle" };
const DAYS = [
  ["2026-11-30", "mandag den 30. november"],
  ["2026-12-04", "fredag den 4. december"],
];
const DUE = {
  ...about,
  promise: "f1",
  matter: "conversations/t1",
  title: "Ring til Ida",
  when: "kl. 9.00",
  phone: "+45 12 34 56 78",
  days: DAYS,
};
const WITHOUT_DAY = { ...DUE, promise: "", title: "Bo", matter: "conversations/t2" };

let model;
let shown;

function open(groups, traits = {}) {
  const base = { language: "da", texts: {}, said: "", undoable: false, opened: "" };
  const here = { shown_here: true, from_day: "2026-11-27", pause: "" };
  model = new Model({ ...base, ...here, groups, ...traits });
  shown = draw(today, model);
}
beforeEach(() => open([{ key: "today", items: [DUE] }]));
afterEach(() => shown.end());

const button = (text) =>
  [...shown.el.querySelectorAll("button")].find((each) => each.textContent === text);
const press = (text) => button(text).click();

test("beside other steps there is nothing", () => {
  shown.end();
  open([], { shown_here: false });
  assert.equal(shown.el.childElementCount, 0);
});

test("what was done is told in two presses", () => {
  press("done");
  press("no_answer");
  assert.deepEqual(model.sent, [
    { kind: "done", promise: "f1", matter: "conversations/t1", outcome: "no_answer" },
  ]);
});

test("it is moved to a day that is proposed, or to any other", () => {
  press("move");
  press("fredag den 4. december");
  press("move");
  press("save_day");
  shown.el.querySelector("input[type=date]").value = "2026-12-24";
  press("save_day");
  const days = model.sent.map(({ kind, day }) => [kind, day]);
  assert.deepEqual(days, [
    ["move", "2026-12-04"],
    ["move", "2026-12-24"],
  ]);
});

test("it is closed with what was learned, and nothing else ends it", () => {
  press("end");
  shown.el.querySelector("textarea").value = "De ansætter til maj.";
  press("close_them");
  const [{ kind, by, learned }] = model.sent;
  assert.deepEqual([kind, by, learned], ["close", "closed_by_them", "De ansætter til maj."]);
  assert.equal(button("dismiss"), undefined);
});

test("what has no day has one button, and the days come when it is pressed", () => {
  shown.end();
  open([{ key: "missing", items: [WITHOUT_DAY] }]);
  assert.equal(shown.el.querySelectorAll("li button").length, 1);
  press("set_day");
  press("mandag den 30. november");
  assert.deepEqual(model.sent, [{ kind: "day", matter: "conversations/t2", day: "2026-11-30" }]);
});

test("after it was done the next day is asked for at once", () => {
  const next = { ...WITHOUT_DAY, matter: DUE.matter };
  model.traits.groups = [{ key: "missing", items: [next] }];
  model.traits.opened = DUE.matter;
  model.acts.get("change:shown")();
  assert.ok(button("mandag den 30. november"));
});

test("a number is dialled as it is, and the words can be read before", () => {
  assert.equal(shown.el.querySelector("a").getAttribute("href"), "tel:+4512345678");
  press("say");
  assert.ok(shown.el.textContent.includes("Goddag, Ida."));
});

test("an answer is text and never HTML", () => {
  shown.end();
  open([{ key: "late", items: [{ ...DUE, title: "<img src=x>", words: "<b>" }] }]);
  assert.equal(shown.el.querySelector("img"), null);
});
