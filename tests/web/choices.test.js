import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Model, draw, load } from "./page.js";

const form = await load("forms/form.js");
const WORDS = {
  order: "Order",
  up: "Up",
  up_named: "Move {what} up",
  down: "Down",
  down_named: "Move {what} down",
  moved: "{what} is now number {position} of {total}.",
};
const COOK = { label: "Cook", lines: ["Less waste", "Calm", "Two courses"] };
const SMITH = { label: "Smith", lines: ["Calm", "No accidents"] };
const GONE = { label: "No longer there", lines: ["Old one", "Older one"], gone: true };

let model;
let shown;

beforeEach(() => {
  sessionStorage.clear();
  model = new Model({
    owner: "me",
    record: "cv/one",
    title: "CV",
    language: "en",
    heading: false,
    texts: WORDS,
    answers: { results: { groups: [COOK, SMITH] } },
    fields: [
      {
        name: "jobs",
        type: "references",
        label: "Jobs",
        ordered: true,
        choices: ["Baker", "Cook", "Driver", "Editor"].map((label) => ({
          name: label[0].toLowerCase(),
          label,
        })),
      },
      { name: "results", type: "lines", label: "Results", ordered: true, none: "Write it first" },
    ],
  });
  shown = draw(form, model);
});
afterEach(() => shown.end());

const row = (name) => document.getElementById(`wb-cv-one-${name}-error`).closest(".wb-row");
const box = (name, label, number = 0) =>
  [...row(name).querySelectorAll("label")].filter((l) => l.textContent === label)[number]
    .firstChild;
const tick = (name, ...labels) => labels.forEach((label) => box(name, label).click());
const ticked = (name) =>
  [...row(name).querySelectorAll("input:checked")].map((i) => i.nextSibling.textContent);
const lists = (name) =>
  [...row(name).querySelectorAll(".wb-order:not([hidden]) ol")].map((list) =>
    [...list.querySelectorAll(".wb-code + span")].map((s) => s.textContent),
  );
const button = (label) => document.querySelector(`[aria-label="${label}"]`);
const raw = () => model.sent.filter((m) => m.kind === "save").at(-1)?.raw;
const refreshed = (answers) => model.hear({ kind: "refreshed", answers });

test("one chosen has no order, two have", () => {
  tick("jobs", "Cook");
  assert.deepEqual(lists("jobs"), []);
  tick("jobs", "Driver");
  assert.deepEqual(lists("jobs"), [["Cook", "Driver"]]);
  tick("jobs", "Cook");
  assert.deepEqual(lists("jobs"), []);
});

test("whatever the order of ticking, what nobody moved stands as it is listed", () => {
  tick("jobs", "Driver", "Baker", "Editor", "Cook");
  assert.deepEqual(raw(), ["b", "c", "d", "e"]);
});

test("a new one stands before the first that is listed later", () => {
  tick("jobs", "Baker", "Driver", "Editor");
  button("Move Editor up").click();
  button("Move Editor up").click();
  assert.deepEqual(raw(), ["e", "b", "d"]);
  tick("jobs", "Cook");
  assert.deepEqual(raw(), ["c", "e", "b", "d"]);
  tick("jobs", "Editor");
  assert.deepEqual(raw(), ["c", "b", "d"]);
});

test("a move is saved, said, and leaves the list of boxes as it was", () => {
  tick("jobs", "Baker", "Cook", "Driver");
  const before = model.sent.length;
  button("Move Baker down").click();
  assert.equal(model.sent.length, before + 1);
  assert.deepEqual(raw(), ["c", "b", "d"]);
  assert.deepEqual(lists("jobs"), [["Cook", "Baker", "Driver"]]);
  assert.deepEqual(ticked("jobs"), ["Baker", "Cook", "Driver"]);
  const said = row("jobs").querySelector("[role=status]");
  assert.equal(said.textContent, "Baker is now number 2 of 3.");
});

test("the focus stays with what was moved, also at the ends", () => {
  tick("jobs", "Baker", "Cook", "Driver");
  button("Move Baker down").focus();
  button("Move Baker down").click();
  assert.equal(document.activeElement, button("Move Baker down"));
  button("Move Baker down").click();
  assert.ok(button("Move Baker down").disabled);
  assert.equal(document.activeElement, button("Move Baker up"));
  assert.ok(button("Move Cook up").disabled);
});

test("an acknowledgement takes neither the focus nor the place of a button", () => {
  tick("jobs", "Baker", "Cook");
  button("Move Baker down").click();
  const held = document.activeElement;
  const { id, place } = model.sent.at(-1);
  const answer = { value: ["c", "b"] };
  model.hear({ kind: "saved", id, place, question: "jobs", answer, at: "14:03" });
  assert.equal(document.activeElement, held);
  assert.deepEqual(lists("jobs"), [["Cook", "Baker"]]);
});

test("a saved order is shown again", () => {
  shown.end();
  model.traits.answers = { jobs: { value: ["d", "b", "gone"] } };
  shown = draw(form, model);
  assert.deepEqual(lists("jobs"), [["Driver", "Baker"]]);
  tick("jobs", "Cook");
  assert.deepEqual(raw(), ["c", "d", "b", "gone"]);
});

test("lines stand under the name of their record", () => {
  const groups = [...row("results").querySelectorAll("fieldset")];
  assert.deepEqual(
    groups.map((g) => g.querySelector("legend").textContent),
    ["Cook", "Smith"],
  );
  assert.equal(groups[0].querySelectorAll("input").length, 3);
});

test("each record's lines have an order of their own", () => {
  tick("results", "No accidents", "Two courses", "Less waste");
  assert.deepEqual(lists("results"), [["Less waste", "Two courses"]]);
  button("Move Less waste down").click();
  assert.deepEqual(raw(), ["Two courses", "Less waste", "No accidents"]);
  const list = row("results").querySelector("ol");
  assert.equal(list.getAttribute("aria-label"), "Order: Cook");
});

test("the same line of two records is one", () => {
  tick("results", "Calm");
  assert.ok(box("results", "Calm", 1).checked);
  assert.deepEqual(raw(), ["Calm"]);
  box("results", "Calm", 1).click();
  assert.ok(!box("results", "Calm").checked);
  assert.deepEqual(raw(), []);
});

test("lines follow another answer, and what is not shown stays chosen", () => {
  tick("results", "Less waste", "No accidents");
  acknowledgeAll();
  box("jobs", "Cook").focus();
  refreshed({ results: { value: ["Less waste", "No accidents"], groups: [SMITH] } });
  assert.deepEqual(ticked("results"), ["No accidents"]);
  tick("results", "Calm");
  assert.deepEqual(raw(), ["Less waste", "Calm", "No accidents"]);
});

test("boxes are not built anew for the same lines", () => {
  const before = box("results", "Calm");
  refreshed({ results: { value: ["Calm"], groups: [COOK, SMITH] } });
  assert.equal(box("results", "Calm"), before);
  assert.ok(before.checked);
});

test("a line that is gone stands last, ticked, and can be let go", () => {
  const value = ["Old one", "Calm", "Older one"];
  refreshed({ results: { value, groups: [COOK, GONE] } });
  const last = [...row("results").querySelectorAll("fieldset")].at(-1);
  assert.equal(last.querySelector("legend").textContent, "No longer there");
  assert.equal(last.querySelectorAll("input:checked").length, 2);
  assert.equal(last.querySelector(".wb-order"), null);
  tick("results", "Less waste");
  assert.deepEqual(raw(), ["Less waste", "Old one", "Calm", "Older one"]);
  tick("results", "Old one");
  assert.deepEqual(raw(), ["Less waste", "Calm", "Older one"]);
});

test("where there are no lines it is said where to write them", () => {
  refreshed({});
  assert.equal(row("results").querySelector(".wb-options").textContent, "Write it first");
});

function acknowledgeAll() {
  for (const { id, place, raw: value } of model.sent) {
    const question = place.split("/")[2];
    const answer = { ...model.traits.answers[question], value };
    model.hear({ kind: "saved", id, place, question, answer, at: "14:03" });
  }
}
