import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Model, draw, load } from "./page.js";

const calling = await load("pages/calling.js");
const CARD = {
  call: "one",
  whom: "Mette Holm",
  company: "Pumpefabrikken",
  phone: "+45 86 12 34 56",
  sections: [{ key: "questions", lines: [["Hvad har I travlt med?", ""]] }],
  objections: [
    ["Vi søger ikke", "Må jeg spørge om to ting?"],
    ["Skriv til HR", ""],
  ],
};

let model;
let shown;

function open(card = CARD, asking = false) {
  model = new Model({ language: "da", texts: {}, card, asking });
  shown = draw(calling, model);
}
beforeEach(() => open());
afterEach(() => shown.end());

const button = (text) =>
  [...shown.el.querySelectorAll("button")].find((found) => found.textContent === text);
const kinds = () => model.sent.map((message) => message.kind);

test("without a call there is nothing", () => {
  shown.end();
  open({});
  assert.equal(shown.el.childElementCount, 0);
});

test("before he rings he is told to use the speaker, then he is asked how it went", () => {
  button("ring").click();
  const link = shown.el.querySelector(".wb-dial");
  assert.equal(link.getAttribute("href"), "tel:+4586123456");
  assert.match(shown.el.querySelector(".wb-ringing").textContent, /^speaker/);
  assert.deepEqual(kinds(), []);
  link.click();
  assert.deepEqual(kinds(), ["rings"]);
  for (const outcome of ["reached", "voicemail", "try_again", "not_called"])
    assert.ok(button(outcome));
  button("voicemail").click();
  assert.deepEqual(kinds(), ["rings", "voicemail"]);
});

test("hours later he is still asked", () => {
  shown.end();
  open(CARD, true);
  assert.equal(shown.el.querySelectorAll(".wb-asked").length, 1);
});

test("without a number he is told so", () => {
  shown.end();
  open({ ...CARD, phone: "" });
  button("ring").click();
  assert.equal(shown.el.querySelector(".wb-dial"), null);
  assert.equal(shown.el.querySelector(".wb-ringing").textContent, "no_phone");
});

test("every objection is drawn before one comes again", () => {
  button("rehearse").click();
  assert.match(shown.el.querySelector("[role=timer]").textContent, /^left/);
  for (let round = 0; round < 3; round++) {
    const seen = new Set();
    while (seen.size < CARD.objections.length) {
      const before = seen.size;
      button("draw").click();
      seen.add(shown.el.querySelector("blockquote").textContent);
      assert.equal(seen.size, before + 1);
    }
  }
});

test("an objection without an answer asks for one", () => {
  button("rehearse").click();
  for (let drawn = 0; drawn < CARD.objections.length; drawn++) {
    button("draw").click();
    const own = shown.el.querySelector("blockquote").textContent === "Vi søger ikke";
    assert.equal(Boolean(shown.el.querySelector(".wb-drawn-card details")), own);
  }
});
