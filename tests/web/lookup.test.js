import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Model, draw, load, type } from "./page.js";

const form = await load("forms/form.js");
const { matches } = await load("forms/lookup.js");
const ENTRIES = [
  ["Restauranter og caféer", "kok, køkken, tjener", "56.1"],
  ["Lager", "lagermand, truck, pakke", "52.1"],
  ["Kontor og administration", "sekretær, kokkin", "82.1"],
];
const MANY = Array.from({ length: 30 }, (_, n) => [`Branche ${n}`, "ord", `${n}`]);

let shown;
let model;

beforeEach(() => {
  sessionStorage.clear();
  const field = { name: "name", type: "text", label: "Branche", choices: [] };
  model = new Model({
    owner: "me",
    record: "industries/one",
    title: "Brancher",
    language: "da",
    texts: { lookup_found: "Forslag: {count}" },
    answers: {},
    fields: [{ ...field, lookup: ENTRIES, lookup_source: "Kilde" }],
  });
  shown = draw(form, model);
});
afterEach(() => shown.end());

const labels = (found) => found.map(([label]) => label);
const buttons = () => [...shown.el.querySelectorAll(".wb-matches button")];
const input = () => shown.el.querySelector("input");

test("an everyday word leads to its entry, a name before a word", () => {
  assert.deepEqual(labels(matches(ENTRIES, "kok")), [ENTRIES[0][0], ENTRIES[2][0]]);
  assert.deepEqual(labels(matches(ENTRIES, "KO")), [ENTRIES[2][0], ENTRIES[0][0]]);
  assert.deepEqual(labels(matches(ENTRIES, "52.1")), ["Lager"]);
  assert.deepEqual(matches(ENTRIES, "zz"), []);
});

test("a short list stands there before a word is typed, a long one does not", () => {
  assert.equal(matches(ENTRIES, "").length, 3);
  assert.equal(matches(MANY, "").length, 0);
  assert.equal(matches(MANY, "ord").length, 8);
});

test("what is chosen is the answer, and the list is gone", () => {
  type(input(), "truck");
  assert.equal(shown.el.querySelector(".wb-lookup [role=status]").textContent, "Forslag: 1");
  const [found] = buttons();
  assert.equal(found.textContent, "Lager52.1");
  found.click();
  assert.equal(input().value, "Lager");
  assert.equal(model.sent.at(-1).raw, "Lager");
  assert.equal(buttons().length, 0);
});

test("his own words stand, whatever the list says", () => {
  type(input(), "Kirkeklokker");
  input().dispatchEvent(new window.Event("change", { bubbles: true }));
  assert.equal(model.sent.at(-1).raw, "Kirkeklokker");
});
