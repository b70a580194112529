import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Model, draw, load, pause } from "./page.js";

const module = await load("pages/ways_in.js");
const way = (number) => ({
  key: `way${number}`,
  names: [`Ole ${number}`, `Ulla ${number}`],
  reasons: ["I kender hinanden godt."],
  next: "Ring til Ole.",
  texts: [["Besked", "Hej Ole\n\nMå jeg hilse fra dig?"]],
  acts: ["Forbered med Ole", "Forbered med Ulla"],
});

let model;
let shown;

function open(traits = {}) {
  const entries = [1, 2, 3, 4, 5].map(way);
  const empty = { lead: "", links: [], said: "", language: "da", texts: {} };
  model = new Model({ ...empty, title: "Din vej", entries, ...traits });
  shown = draw(module, model);
}
beforeEach(() => open());
afterEach(() => shown.end());

const all = (selector) => [...shown.el.querySelectorAll(selector)];
const button = (text, nth = 0) => all("button").filter((found) => found.textContent === text)[nth];
const names = () => all("h3").map((found) => found.textContent);
/** Python shows something else. */
const change = (traits) => {
  Object.assign(model.traits, traits);
  model.acts.get("change:shown")();
};

test("without a title there is nothing", () => {
  shown.end();
  open({ title: "" });
  assert.equal(shown.el.childElementCount, 0);
});

test("three ways are shown, and the rest on demand, until another company is open", () => {
  assert.deepEqual(names(), ["Ole 1 → Ulla 1", "Ole 2 → Ulla 2", "Ole 3 → Ulla 3"]);
  button("more").click();
  assert.equal(names().length, 5);
  assert.equal(document.activeElement, all("h3")[3]);
  assert.equal(button("more"), undefined);
  change({ said: "Klar" });
  assert.equal(names().length, 5);
  change({ title: "En anden vej" });
  assert.equal(names().length, 3);
});

test("each person on the way can be prepared for", () => {
  button("Forbered med Ulla", 1).click();
  assert.deepEqual(model.sent, [{ kind: "prepare", way: "way2", number: 1 }]);
});

test("a message stays open when the page is drawn anew, and no other one", () => {
  const open_ = () => all("details").map((details) => details.open);
  all("details")[1].open = true;
  all("details")[1].dispatchEvent(new Event("toggle"));
  change({ said: "Klar" });
  assert.deepEqual(open_(), [false, true, false]);
  assert.equal(all("[role=status]").at(-1).textContent, "Klar");
});

test("a text is copied as it is, and where it cannot be it is chosen to be copied", async () => {
  const copied = [];
  const clipboard = { writeText: async (text) => copied.push(text) };
  Object.defineProperty(globalThis, "navigator", { value: { clipboard }, configurable: true });
  button("copy").click();
  await pause(0);
  assert.deepEqual(copied, ["Hej Ole\n\nMå jeg hilse fra dig?"]);
  assert.equal(all("details [role=status]")[0].textContent, "copied");
  clipboard.writeText = () => Promise.reject(new Error("not allowed"));
  button("copy").click();
  await pause(0);
  assert.equal(all("details [role=status]")[0].textContent, "copy_by_hand");
  assert.equal(window.getSelection().toString(), copied[0]);
});

test("without a way he is led to where one begins", () => {
  shown.end();
  open({ entries: [], lead: "Ingen endnu", links: [["contacts", "Kontakter"]] });
  button("Kontakter").click();
  assert.deepEqual(model.sent, [{ kind: "go", step: "contacts" }]);
  assert.equal(all("ol").length, 0);
});
