import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Model, draw, load } from "./page.js";

const plan = await load("pages/plan.js");
const route = (name) => ({ name, title: name, lead: "", minutes: 120 });
const SHOWN = {
  language: "da",
  texts: {},
  routes: [route("two_hours"), route("alone")],
  chosen: "",
  title: "",
  progress: [0, 9],
  sentence: "",
  way: "",
  now: [],
};

let model;
let shown;

function open(traits = {}) {
  model = new Model({ ...SHOWN, ...traits });
  shown = draw(plan, model);
}
beforeEach(() => open());
afterEach(() => shown.end());

const find = (selector) => shown.el.querySelector(selector);
const chosen = { chosen: "two_hours", title: "two_hours" };

test("the routes stand open until one is chosen", () => {
  assert.equal(find("details"), null);
  find("input[value=two_hours]").click();
  assert.deepEqual(model.sent, [{ kind: "choose", route: "two_hours" }]);
  model.change(chosen);
  assert.ok(find("details").open, "he has it before him still");
});

test("one that was chosen before folds the others away, below what is next", () => {
  shown.end();
  open(chosen);
  assert.equal(find("details").open, false);
  const parts = [...find(".wb-plan").children].map((part) => part.className);
  assert.deepEqual(parts, ["wb-standing", "wb-routes-fold"]);
  assert.ok(find("input[value=two_hours]").checked);
});

test("where there is nothing to choose nothing is folded", () => {
  shown.end();
  open({ ...chosen, routes: [] });
  assert.equal(find("details"), null);
});
