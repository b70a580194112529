import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Model, draw, load } from "./page.js";

const keeping = await load("pages/keeping.js");
const person = (contact, name) => ({
  contact,
  name,
  reason: "hello",
  when: "I dag er en god dag.",
  lines: ["Det kan du gøre: Kaffe"],
  words: `Hej ${name}. Hvordan går det?`,
});
const BENT = person("bent", "Bent");
const IDA = person("ida", "Ida");

let model;
let shown;

function open(people, traits = {}) {
  model = new Model({ language: "da", texts: {}, said: "", undo: "", more: "", people, ...traits });
  shown = draw(keeping, model);
}
beforeEach(() => open([BENT, IDA]));
afterEach(() => shown.end());

const button = (label) =>
  [...shown.el.querySelectorAll("button")].find(
    (each) => (each.getAttribute("aria-label") ?? each.textContent) === label,
  );

/** What Python shows next. */
function show(traits) {
  Object.assign(model.traits, traits);
  model.acts.get("change:shown")();
}

test("with nobody due and nothing said there is nothing", () => {
  shown.end();
  open([]);
  assert.equal(shown.el.childElementCount, 0);
});

test("each button says whom it is about", () => {
  button("done: Ida").click();
  assert.deepEqual(model.sent, [{ kind: "done", contact: "ida" }]);
});

test("from a button that is gone he goes on at the way to undo it, and back", () => {
  button("done: Bent").focus();
  button("done: Bent").click();
  show({ people: [IDA], said: "Skrevet ned: Bent.", undo: "k1" });
  assert.equal(shown.el.querySelector("[role=status]").textContent, "Skrevet ned: Bent.");
  assert.equal(document.activeElement.textContent, "undo");
  document.activeElement.click();
  assert.deepEqual(model.sent.at(-1), { kind: "undo" });
  show({ people: [BENT, IDA], said: "Fortrudt.", undo: "" });
  assert.equal(document.activeElement, button("done: Bent"));
});

test("when something else changes the focus stays where it is", () => {
  button("copy: Ida").focus();
  show({ people: [BENT, IDA], more: "Flere: 2" });
  assert.equal(document.activeElement, button("copy: Ida"));
});

test("when nothing here had the focus none of it takes it", () => {
  show({ people: [IDA] });
  assert.equal(shown.el.contains(document.activeElement), false);
});

test("after the last one what was said still stands there", () => {
  show({ people: [], said: "Skrevet ned: Ida.", undo: "k2" });
  assert.match(shown.el.textContent, /Skrevet ned: Ida\./);
  assert.equal(shown.el.querySelectorAll("li").length, 0);
});

test("where copying is not allowed the words are chosen to be copied by hand", async () => {
  const chosen = [];
  window.getSelection = () => ({ selectAllChildren: (node) => chosen.push(node.textContent) });
  button("copy: Bent").click();
  await new Promise((done) => setTimeout(done));
  assert.deepEqual(chosen, [BENT.words]);
  assert.equal(shown.el.querySelector("[role=status]").textContent, "copy_by_hand");
});
