import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Model, draw, load } from "./page.js";

const joblog = await load("pages/joblog.js");
const SHOWN = {
  language: "da",
  offered: true,
  period: "weeks",
  periods: ["weeks", "months", "all"],
  head: ["Dato", "Virksomhed", "Note"],
  rows: [["24.11.2026", "Åkilde", ""]],
  text: "Dato\tVirksomhed\n2026-11-24\tÅkilde\n",
  texts: {},
};

let model;
let shown;

function open(traits = {}) {
  model = new Model({ ...SHOWN, ...traits });
  shown = draw(joblog, model);
}
/** A browser that copies, or that refuses to. */
function clipboard(writeText) {
  Object.defineProperty(globalThis, "navigator", {
    value: writeText ? { clipboard: { writeText } } : {},
    configurable: true,
  });
}
beforeEach(() => open());
afterEach(() => shown.end());

const find = (selector) => shown.el.querySelector(selector);
const said = () => find("[role=status]").textContent;

/** Press the button that copies, and wait for the browser to have done it. */
async function copy() {
  find("button").click();
  await new Promise((done) => setTimeout(done));
}

test("with nothing done there is nothing, and it comes and goes", () => {
  model.change({ offered: false });
  assert.equal(shown.el.childElementCount, 0);
  model.change({ offered: true });
  assert.equal(shown.el.querySelectorAll("tbody tr").length, 1);
});

test("each cell is named by its column, the first one by its row", () => {
  assert.equal(find("th[scope=row]").textContent, "24.11.2026");
  assert.equal(find("td").dataset.head, "Virksomhed");
});

test("a note stands below its row, and without one there is none", () => {
  model.change({ rows: [...SHOWN.rows, ["01.02.2026", "Havrevang", "De flytter."]] });
  const rows = [...shown.el.querySelectorAll("tbody tr")];
  assert.equal(rows.length, 3);
  const note = rows[2].querySelector("td");
  assert.equal(note.textContent, "De flytter.");
  assert.deepEqual([note.colSpan, note.dataset.head], [2, "Note"]);
});

test("another period is asked for, and the choice keeps the focus", () => {
  find("details").open = true;
  const choose = find("select");
  assert.equal(find("label").contains(choose), true);
  choose.focus();
  choose.value = "all";
  choose.dispatchEvent(new window.Event("change"));
  assert.deepEqual(model.sent, [{ kind: "period", period: "all" }]);
  model.change({ period: "all", rows: [...SHOWN.rows, ["01.02.2026", "Havrevang", ""]] });
  assert.equal(shown.el.querySelectorAll("tbody tr").length, 2);
  assert.equal(document.activeElement, choose);
  assert.equal(choose.value, "all");
  assert.equal(find("details").open, true);
});

test("a period without anything says so and has nothing to copy", () => {
  model.change({ rows: [] });
  assert.equal(find("table"), null);
  assert.equal(find("button"), null);
  assert.match(shown.el.textContent, /nothing/);
});

test("what is copied is the text, and he is told", async () => {
  const copied = [];
  clipboard((text) => copied.push(text));
  await copy();
  assert.deepEqual(copied, [SHOWN.text]);
  assert.equal(said(), "copied");
});

test("a browser that does not copy shows the text to be copied, once", async () => {
  for (const refuses of [null, () => Promise.reject(new Error("no"))]) {
    clipboard(refuses);
    await copy();
    const texts = shown.el.querySelectorAll("textarea");
    assert.equal(texts.length, 1);
    assert.equal(texts[0].value, SHOWN.text);
    assert.equal(said(), "copy_by_hand");
    assert.equal(texts[0].selectionEnd - texts[0].selectionStart, SHOWN.text.length);
  }
});

test("another language is another frame, open as it was", () => {
  find("details").open = true;
  model.change({ language: "en", texts: { title: "For your job log" } });
  assert.equal(find(".wb-panel").lang, "en");
  assert.equal(find("summary").textContent, "For your job log");
  assert.equal(find("details").open, true);
});
