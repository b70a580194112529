import assert from "node:assert/strict";
import { test } from "node:test";
import { load, pause, pointer } from "./page.js";

const { fill, h, renew, whenCalm } = await load("forms/dom.js");

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

test("what has the focus keeps it when its surroundings are made anew", () => {
  const el = document.createElement("div");
  document.body.append(el);
  const way = (className, text) => h("button", { type: "button", className }, text);
  const parts = () => [h("p", {}), way("back", "Back"), way("next", "Next"), way("next", "More")];
  renew(el, ...parts());
  el.children[3].focus();
  renew(el, ...parts());
  assert.equal(document.activeElement, el.children[3]);
  el.children[2].focus();
  // Its words have changed.
  renew(el, way("back", "Back"), way("next", "On"));
  assert.equal(document.activeElement, el.children[1]);
  // A part that is put in again loses the focus for a moment.
  const [again] = el.children;
  again.focus();
  renew(el, h("p", {}), again);
  assert.equal(document.activeElement, again);
  renew(el, h("p", {}));
  assert.equal(document.activeElement, document.body);
  const outside = document.body.appendChild(way("next", "Next"));
  outside.focus();
  renew(el, ...parts());
  assert.equal(document.activeElement, outside);
  outside.remove();
  el.remove();
});

test("nothing is rebuilt while the space bar is down on a button", async () => {
  const key = (kind, name) =>
    window.dispatchEvent(Object.assign(new window.Event(kind), { key: name }));
  let built = 0;
  key("keydown", " ");
  whenCalm(() => built++);
  assert.equal(built, 0);
  key("keyup", " ");
  await pause(50);
  assert.equal(built, 1);
  key("keydown", "a");
  whenCalm(() => built++);
  assert.equal(built, 2);
});
