import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Model, draw, load, type } from "./page.js";

const walk = await load("pages/walk.js");
const { after, nobody, same, several } = await load("pages/walk_names.js");
window.Element.prototype.scrollIntoView = () => {};

const place = (name, ...names) => ({
  name,
  label: `Hvem fra ${name}?`,
  prompts: ["Hvem lo du med?", "Hvem bar kassen?"],
  example: "Preben",
  names: names.map((known) => [known, false]),
});
const TEXTS = {
  count: "{count} names, {missing} to go",
  count_one: "one, {missing} to go",
  there: "{name} also in {place}",
  remove: "remove {name}",
  part: "part: {names}",
  left: "{time} left",
};

let model;
let shown;

function open(places = [place("work"), place("school"), place("home")], traits = {}) {
  const known = { owner: "me", language: "da", texts: TEXTS, goal: 10, offered: 0, leads: true };
  model = new Model({ ...known, places, ...traits });
  shown = draw(walk, model);
}
function reopen(...given) {
  shown.end();
  open(...given);
}
beforeEach(() => open());
afterEach(() => {
  shown.end();
  mock.timers.reset();
  sessionStorage.clear();
});

/** From here on time goes by only when it is told to. */
function stopTime() {
  shown.end();
  mock.timers.enable({ apis: ["Date", "setInterval"], now: 1000 });
  open();
}

const find = (selector) => shown.el.querySelector(selector);
const button = (text) =>
  [...shown.el.querySelectorAll("button")].find((found) => found.textContent === text);
const line = () => find(".wb-walk-line input");
const chips = () => [...shown.el.querySelectorAll(".wb-walk-names li")].map((c) => c.textContent);
const note = () => find(".wb-walk-note").textContent;
const sent = () => model.sent.filter((message) => message.kind === "save");
const changes = () => sent().map((message) => message.raw);
const begin = () => button("start").click();
const show = () => model.acts.get("change:shown")();

/** Type a name and press Enter. */
function enter(name) {
  type(line(), name);
  line().form.dispatchEvent(new Event("submit", { cancelable: true }));
}
/** The workbook has what was sent; it says what stands there now. */
function save(places, error = "") {
  model.traits.places = places;
  show();
  for (const { id } of sent()) model.hear({ kind: "saved", id, error });
}

test("at other steps there is nothing", () => {
  reopen([]);
  assert.equal(shown.el.childElementCount, 0);
});

test("it asks one place at a time, with what jogs the memory", () => {
  begin();
  assert.equal(find("h2").textContent, "Hvem fra work?");
  assert.deepEqual(
    [...shown.el.querySelectorAll("li")].map((prompt) => prompt.textContent),
    ["Hvem lo du med?", "Hvem bar kassen?"],
  );
  assert.equal(document.activeElement, line());
  assert.equal(line().labels[0].textContent, "Hvem fra work?");
  button("skip").click();
  assert.equal(find("h2").textContent, "Hvem fra school?");
  assert.equal(document.activeElement, line());
  button("back").click();
  assert.equal(find("h2").textContent, "Hvem fra work?");
});

test("a name is sent and shown at once, and the focus stays", () => {
  begin();
  enter("  Per   Holm ");
  assert.deepEqual(changes(), [{ place: "work", was: "", now: ["Per Holm"] }]);
  assert.deepEqual(chips(), ["Per Holm"]);
  assert.equal(find(".wb-walk-count").textContent, "one, 9 to go");
  assert.equal(line().value, "");
  assert.equal(document.activeElement, line());
});

test("a button adds what stands in the line, and so does going on", () => {
  begin();
  type(line(), "Per");
  button("add").click();
  type(line(), "Ida");
  button("next").click();
  type(line(), "Bo");
  button("stop").click();
  assert.deepEqual(
    changes().map(({ place: at, now }) => [at, ...now]),
    [
      ["work", "Per"],
      ["work", "Ida"],
      ["school", "Bo"],
    ],
  );
  assert.deepEqual(chips(), ["Per", "Ida", "Bo"]);
});

test("nothing that the workbook shows anew takes a key from him", () => {
  begin();
  enter("Per");
  const before = line();
  type(before, "Id");
  save([place("work", "Per"), place("school"), place("home")]);
  assert.equal(line(), before);
  assert.equal(line().value, "Id");
  assert.equal(document.activeElement, line());
  assert.deepEqual(chips(), ["Per"]);
});

test("in another language what he is typing is still there", () => {
  begin();
  type(line(), "Id");
  model.traits.language = "en";
  show();
  assert.equal(line().value, "Id");
  assert.equal(document.activeElement, line());
  assert.equal(find("section").lang, "en");
});

test("loaded again he is at the same place, and nothing is lost or sent half", () => {
  begin();
  button("skip").click();
  enter("Per");
  type(line(), "Half a na");
  reopen();
  assert.equal(find("h2").textContent, "Hvem fra school?");
  assert.equal(line().value, "Half a na");
  assert.deepEqual(chips(), ["Per"]);
  assert.deepEqual(changes(), [{ place: "school", was: "", now: ["Per"] }]);
  save([place("work"), place("school", "Per"), place("home")]);
  reopen(model.traits.places);
  assert.deepEqual(chips(), ["Per"]);
  assert.deepEqual(changes(), []);
  assert.equal(line().value, "Half a na");
});

test("without a connection names wait, and are said to be unsaved", () => {
  stopTime();
  begin();
  model.connected = false;
  enter("Per");
  enter("Ida");
  mock.timers.tick(5000);
  assert.equal(note(), "not_saved");
  assert.deepEqual(chips(), ["Per", "Ida"]);
  model.connected = true;
  mock.timers.tick(4000);
  assert.deepEqual(new Set(changes().map(({ now }) => now[0])), new Set(["Per", "Ida"]));
  save([place("work", "Per", "Ida"), place("school"), place("home")]);
  assert.equal(note(), "");
});

test("a name that stands here is not written twice", () => {
  reopen([place("work", "Per Holm"), place("school"), place("home")]);
  button("carry_on").click();
  button("back").click();
  enter("per  holm");
  assert.deepEqual(changes(), []);
  assert.equal(note(), "here");
});

test("one he knows from two places counts once", () => {
  reopen([place("work", "Per"), place("school"), place("home")]);
  button("carry_on").click();
  enter("per");
  assert.equal(note(), "per also in Hvem fra work?");
  assert.equal(find(".wb-walk-count").textContent, "one, 9 to go");
  button("stop").click();
  assert.deepEqual(chips(), ["Per"]);
});

test("a number is asked about, and taken when he means it", () => {
  begin();
  enter("20 12 34 56");
  assert.equal(note(), "whose");
  assert.equal(line().value, "20 12 34 56");
  assert.equal(line().selectionStart, 0);
  assert.deepEqual(changes(), []);
  enter("20 12 34 56");
  enter("Jan 86 12 34 56");
  assert.deepEqual(chips(), ["20 12 34 56", "Jan 86 12 34 56"]);
});

test("a list is taken as it is, and parted when he says so", () => {
  begin();
  enter("Per, Anne og Ole");
  assert.deepEqual(chips(), ["Per, Anne og Ole"]);
  button("part: Per · Anne · Ole").click();
  assert.deepEqual(chips(), ["Per", "Anne", "Ole"]);
  assert.deepEqual(changes()[1], {
    place: "work",
    was: "Per, Anne og Ole",
    now: ["Per", "Anne", "Ole"],
  });
  assert.equal(document.activeElement, line());
});

test("lines that are pasted are a name each", () => {
  begin();
  const paste = new Event("paste", { cancelable: true });
  paste.clipboardData = { getData: () => "Per\r\n\n Ida \nBo" };
  line().dispatchEvent(paste);
  assert.ok(paste.defaultPrevented);
  assert.deepEqual(chips(), ["Per", "Ida", "Bo"]);
});

test("a name is taken away, and one that was not sent yet is sent no more", () => {
  stopTime();
  begin();
  model.connected = false;
  enter("Per");
  shown.el.querySelector("[aria-label='remove Per']").click();
  assert.deepEqual(chips(), []);
  assert.equal(document.activeElement, line());
  model.connected = true;
  mock.timers.tick(5000);
  assert.deepEqual(changes(), [{ place: "work", was: "Per", now: [] }]);
});

test("a name that was taken away comes back when he regrets it", () => {
  reopen([place("work", "Per", "Ida")]);
  button("carry_on").click();
  find("[aria-label='remove Per']").click();
  assert.match(note(), /^removed/);
  button("undo").click();
  assert.deepEqual(chips(), ["Per", "Ida"]);
  assert.equal(note(), "");
  assert.equal(document.activeElement, line());
});

test("what cannot be taken comes back into the line with the reason", () => {
  begin();
  enter("Per 1");
  save(model.traits.places, "No such number.");
  assert.equal(note(), "No such number.");
  assert.equal(line().value, "Per 1");
  assert.deepEqual(chips(), []);
  enter("Ida 2");
  type(line(), "Bo");
  save(model.traits.places, "No such number.");
  assert.equal(note(), "Ida 2: No such number.");
  assert.equal(line().value, "Bo");
});

test("ten names are enough, and he may go on", () => {
  const nine = "abcdefghi".split("");
  reopen([place("work", ...nine), place("school"), place("home")], { offered: 9 });
  button("carry_on").click();
  assert.equal(button("make"), undefined);
  enter("Per");
  assert.equal(find(".wb-walk-count").textContent, "count_enough");
  assert.ok(button("make"));
  assert.equal(document.activeElement, line());
});

test("they become contacts when the last one is saved", () => {
  reopen([place("work", "Ida"), place("school"), place("home")], { offered: 1, goal: 2 });
  button("carry_on").click();
  enter("Per");
  button("make").click();
  assert.equal(model.sent.at(-1).kind, "save");
  save([place("work", "Ida"), place("school", "Per"), place("home")]);
  assert.deepEqual(model.sent.at(-1), { kind: "contacts" });
});

test("where there is no way to the contacts none is shown", () => {
  reopen([place("work", "Ida")], { offered: 1, leads: false, goal: 1 });
  assert.equal(button("make_one"), undefined);
  model.traits.leads = true;
  show();
  assert.ok(button("make_one"));
});

test("a name that is a contact is marked so, also for the ear", () => {
  const known = { ...place("work"), names: [["Ida", true]] };
  reopen([known]);
  assert.equal(find(".wb-walk-foot p").textContent, "made");
  assert.equal(find(".wb-walk-names [role=img]").getAttribute("aria-label"), "contact");
});

test("names that are no contacts are not said to be", () => {
  reopen([place("work", "Ida")]);
  assert.equal(find(".wb-walk-foot p").textContent, "some");
});

test("after the last place he sees all his names", () => {
  reopen([place("work", "Ida"), place("school")]);
  button("carry_on").click();
  assert.equal(button("stop"), undefined);
  enter("Per");
  button("last").click();
  assert.equal(find("details").open, true);
  assert.deepEqual(chips(), ["Ida", "Per"]);
  assert.equal(document.activeElement, button("carry_on"));
});

test("the clock counts down, stands still, goes on, and only says that time is up", () => {
  stopTime();
  begin();
  const time = () => find("[role=timer]")?.textContent;
  assert.equal(time(), "10:00");
  mock.timers.tick(65_000);
  assert.equal(time(), "8:55");
  button("pause").focus();
  button("pause").click();
  mock.timers.tick(60_000);
  assert.equal(time(), "8:55");
  assert.equal(document.activeElement, button("go_on"));
  reopen();
  assert.equal(time(), "8:55");
  button("go_on").click();
  mock.timers.tick(10_000);
  assert.equal(time(), "8:45");
  assert.equal(find("[role=timer]").getAttribute("aria-label"), "8:45 left");
  mock.timers.tick(600_000);
  assert.equal(time(), "over");
  enter("Per");
  assert.deepEqual(chips(), ["Per"]);
});

test("he can walk without a clock, from the start or from a pause", () => {
  button("untimed").click();
  assert.equal(find("[role=timer]"), null);
  button("stop").click();
  begin();
  button("pause").click();
  button("untimed").click();
  assert.equal(find("[role=timer]"), null);
});

test("one name is told from several and from none", () => {
  assert.deepEqual(several("Per, Anne og Ole"), ["Per", "Anne", "Ole"]);
  assert.deepEqual(several("Ann; Bo & Cy"), ["Ann", "Bo", "Cy"]);
  assert.deepEqual(several("Dogan and Roger"), ["Dogan", "Roger"]);
  for (const one of ["Per", "Per,", "Per, per", "Bogland", "Sand & ", ""])
    assert.deepEqual(several(one), []);
  for (const text of ["20 12 34 56", "+45", "per@example.com"]) assert.ok(nobody(text));
  for (const text of ["Per 20123456", "Åse", "Per (per@example.com)"]) assert.ok(!nobody(text));
  assert.equal(same(" PER  Holm"), "per holm");
});

test("a change leaves the other names and their order alone", () => {
  const names = [
    ["A", true],
    ["B", false],
    ["C", false],
  ];
  const said = (was, now) => after(names, { was, now }).map(([name]) => name);
  assert.deepEqual(said("b", ["X", "Y"]), ["A", "X", "Y", "C"]);
  assert.deepEqual(said("", ["c", "D"]), ["A", "B", "C", "D"]);
  assert.deepEqual(said("B", []), ["A", "C"]);
  assert.deepEqual(said("Z", []), ["A", "B", "C"]);
});
