import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Model, draw, load, pause, type } from "./page.js";

const form = await load("forms/form.js");
const KEY = "workbook-unsent:me";
const PLACE = "jobs/one/title";
const WORDS = {
  saving: "Saving",
  saved_at: "Saved at {time}",
  not_saved: "Not saved yet",
  required: "needed",
};

let model;
let shown;

beforeEach(() => {
  sessionStorage.clear();
  model = new Model({
    owner: "me",
    record: "jobs/one",
    title: "Jobs",
    language: "en",
    heading: false,
    texts: WORDS,
    answers: {},
    fields: [
      { name: "title", type: "text", label: "Title", required: true, choices: [] },
      { name: "why", type: "long_text", label: "Why", hint: "In a line", choices: [] },
    ],
  });
  shown = draw(form, model);
});
afterEach(() => shown.end());

const unsent = () => JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
const field = (number = 0) => shown.el.querySelectorAll("input, textarea")[number];
const status = () => shown.el.querySelector(".wb-status").textContent;
const saves = () => model.sent.filter((message) => message.kind === "save");

function acknowledge(sent, answer = { value: sent.raw }) {
  const question = sent.place.split("/")[2];
  model.hear({ kind: "saved", id: sent.id, place: sent.place, question, answer, at: "14:03" });
}

test("a label names its field, a hint describes it", () => {
  const label = shown.el.querySelector("label");
  assert.equal(label.htmlFor, field().id);
  assert.equal(label.textContent, "Title (needed)");
  const described = field(1).getAttribute("aria-describedby").split(" ");
  assert.equal(document.getElementById(described[0]).textContent, "In a line");
});

test("what is typed is kept at once and sent after a moment", async () => {
  type(field(), "Smed");
  assert.deepEqual(unsent(), { [PLACE]: "Smed" });
  assert.equal(saves().length, 0);
  assert.equal(status(), "Saving");
  await pause(500);
  assert.deepEqual(
    saves().map(({ place, raw }) => [place, raw]),
    [[PLACE, "Smed"]],
  );
});

test("an acknowledged text is kept no longer, and its time is said", async () => {
  type(field(), "Smed");
  await pause(500);
  acknowledge(saves()[0]);
  assert.equal(sessionStorage.getItem(KEY), null);
  assert.equal(status(), "Saved at 14:03");
});

test("what was typed after the acknowledged text is kept", async () => {
  type(field(), "Smed");
  await pause(500);
  type(field(), "Smed og svejser");
  acknowledge(saves()[0]);
  assert.deepEqual(unsent(), { [PLACE]: "Smed og svejser" });
  assert.equal(field().value, "Smed og svejser");
});

test("a text that got no answer is called unsaved and sent again", async () => {
  model.connected = false;
  type(field(), "Smed");
  await pause(4600);
  assert.equal(status(), "Not saved yet");
  assert.deepEqual(unsent(), { [PLACE]: "Smed" });
  model.connected = true;
  await pause(4000);
  acknowledge(saves().at(-1));
  assert.deepEqual(unsent(), {});
  assert.equal(status(), "Saved at 14:03");
});

test("a page opened again sends what the last one could not", () => {
  shown.end();
  sessionStorage.setItem(KEY, JSON.stringify({ [PLACE]: "Smed" }));
  shown = draw(form, model);
  assert.equal(field().value, "Smed");
  assert.equal(saves().at(-1).raw, "Smed");
});

test("another participant's words are left alone", () => {
  shown.end();
  sessionStorage.setItem("workbook-unsent:you", JSON.stringify({ [PLACE]: "Yours" }));
  shown = draw(form, model);
  assert.equal(field().value, "");
  assert.equal(saves().length, 0);
});

test("leaving the page sends the last words at once", () => {
  type(field(), "Smed");
  window.dispatchEvent(new window.Event("pagehide"));
  assert.equal(saves().at(-1).raw, "Smed");
});

test("an answer that cannot be read is said at its field", async () => {
  type(field(), "x");
  field().dispatchEvent(new window.Event("change", { bubbles: true }));
  acknowledge(saves()[0], { value: "x", error: "Too short" });
  assert.equal(field().getAttribute("aria-invalid"), "true");
  assert.equal(shown.el.querySelector(".wb-error").textContent, "Too short");
});
