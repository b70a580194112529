import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Model, draw, load } from "./page.js";

const old = await load("pages/old_cv.js");
const SECTIONS = [
  { heading: "first", mine: false, pieces: [["0.0", "Hanne Fiktiv"]] },
  {
    heading: "ERFARING",
    mine: true,
    pieces: [
      ["1.0", "Kok\tCafé Blå", "Kok", "Café Blå"],
      ["1.1", "<b>Lavede mad</b>"],
    ],
  },
];
const TARGETS = [
  ["title", "Hvad er din stilling?"],
  ["employer", "Hvor?"],
];

let model;
let shown;

function open(traits = {}) {
  const about = { language: "da", texts: {}, step: "jobs", error: "", used: [] };
  model = new Model({ ...about, sections: SECTIONS, targets: TARGETS, ...traits });
  shown = draw(old, model);
}
beforeEach(() => open());
afterEach(() => shown.end());

const all = (selector) => [...shown.el.querySelectorAll(selector)];
const piece = (key) => shown.el.querySelector(`[data-key="${key}"]`);
const change = (name, value) => {
  model.traits[name] = value;
  model.acts.get(`change:${name === "used" ? "used" : "shown"}`)();
};

test("without a CV there is nothing", () => {
  shown.end();
  open({ sections: [] });
  assert.equal(shown.el.childElementCount, 0);
});

test("before there is one he is asked for it", () => {
  shown.end();
  open({ sections: [], inviting: true });
  shown.el.querySelector("button").click();
  assert.deepEqual(model.sent, [{ kind: "go" }]);
});

test("a piece and its parts go into the question that is chosen", () => {
  piece("1.0.1").click();
  shown.el.querySelector("select").value = "employer";
  piece("1.0").click();
  assert.deepEqual(model.sent, [
    { kind: "put", key: "1.0.1", question: "title" },
    { kind: "put", key: "1.0", question: "employer" },
  ]);
  model.hear({ kind: "told", text: "Nu står det der" });
  assert.equal(shown.el.querySelector("[role=status]").textContent, "Nu står det der");
});

test("what belongs elsewhere is folded away and not lost", () => {
  const rest = shown.el.querySelector(".wb-old-cv-rest");
  assert.equal(rest.open, false);
  assert.ok(rest.contains(piece("0.0")));
  assert.ok(!rest.contains(piece("1.0")));
  shown.end();
  open({ sections: SECTIONS.slice(0, 1) });
  assert.equal(shown.el.querySelector(".wb-old-cv-rest").open, true);
});

test("a piece that is used is marked without being built anew", () => {
  const before = piece("1.0.0");
  change("used", ["1.0.0"]);
  assert.equal(piece("1.0.0"), before);
  const ticked = all("[data-key]").filter((node) => !node.querySelector(".wb-tick").hidden);
  assert.deepEqual(ticked, [before]);
  assert.match(before.textContent, /Kok ✓ \(used\)/);
  change("used", []);
  assert.ok(before.querySelector(".wb-tick").hidden);
});

test("what he chose and unfolded stays when it is built anew", () => {
  const select = shown.el.querySelector("select");
  select.value = "employer";
  select.dispatchEvent(new window.Event("change"));
  shown.el.querySelector(".wb-old-cv-rest").open = true;
  change("sections", SECTIONS);
  assert.equal(shown.el.querySelector("select").value, "employer");
  assert.ok(shown.el.querySelector(".wb-old-cv-rest").open);
  change("step", "education");
  assert.ok(!shown.el.querySelector(".wb-old-cv-rest").open);
});

test("on its own step it is there to be read, and markup is text", () => {
  shown.end();
  open({ targets: [], step: "old_cv", used: ["0.0"] });
  assert.equal(all("button, select, b").length, 0);
  assert.match(piece("1.1").textContent, /^<b>Lavede mad<\/b>/);
  assert.ok(!piece("0.0").querySelector(".wb-tick").hidden);
});

test("what is wrong with the file is said in place of it", () => {
  shown.end();
  open({ sections: [], targets: [], step: "old_cv", error: "Filen er i stykker." });
  assert.equal(shown.el.querySelector("[role=status]").textContent, "Filen er i stykker.");
});
