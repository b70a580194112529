import assert from "node:assert/strict";
import { test } from "node:test";
import { load, pause, pointer } from "./page.js";

const { fill, h, whenCalm } = await load("forms/dom.js");

test("a placeholder nobody fills stays visible", () => {
  assert.equal(fill("{a} of {b}", { a: 1 }), "1 of {b}");
  assert.equal(fill("{a}", { a: "$& {b}" }), "$& {b}");
});

test("what a participant typed never becomes markup", () => {
  const typed = "<img src=x> & R&D";
  assert.equal(h("p", {}, typed).innerHTML, "&lt;img src=x&gt; &amp; R&amp;D");
});

test("an element gets properties, attributes and listeners, and no empty ones", () => {
  let clicked = 0;
  const made = h("button", {
    type: "button",
    hidden: false,
    title: null,
    "aria-label": "Go",
    onclick: () => clicked++,
  });
  made.click();
  assert.equal(made.outerHTML, '<button type="button" aria-label="Go"></button>');
  assert.equal(clicked, 1);
});

test("nothing is rebuilt between press and release", async () => {
  let built = 0;
  const build = () => built++;
  whenCalm(build);
  assert.equal(built, 1);
  pointer("down");
  whenCalm(build);
  whenCalm(build);
  assert.equal(built, 1);
  pointer("up");
  await pause(50);
  assert.equal(built, 2);
});
