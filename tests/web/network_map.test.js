import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Model, draw, load, pointer } from "./page.js";

const map = await load("pages/network_map.js");
const NS = "http://www.w3.org/2000/svg";
const picture = (name) =>
  `<svg xmlns="${NS}" role="img" viewBox="0 0 680 500"><text x="1" y="1">${name}</text></svg>`;
const SHOWN = {
  language: "da",
  texts: { title: "Kortet", everybody: "Alle" },
  said: ["Her er dine 3 kontakter."],
  networks: [
    ["friends", "Venner"],
    ["family", "Familien"],
  ],
  companies: [["k", "Pumper"]],
  only: { network: "", company: "", fresh: false, leading: false },
  svg: picture("Bo"),
  head: ["Hvem", "Vej til"],
  rows: [[{ text: "Bo" }, { text: "Pumper" }]],
};

let model;
let shown;

function open(traits = {}) {
  model = new Model({ ...SHOWN, ...traits });
  shown = draw(map, model);
}
beforeEach(() => open());
afterEach(() => shown.end());

const find = (selector) => shown.el.querySelector(selector);
const field = (name) => find(`[name=${name}]`);
function choose(name, value) {
  const found = field(name);
  if (found.type === "checkbox") found.checked = value;
  else found.value = value;
  found.dispatchEvent(new window.Event("change"));
}

test("beside other steps there is nothing", () => {
  model.change({ said: [] });
  assert.equal(shown.el.childElementCount, 0);
});

test("with too few contacts there is one sentence and nothing to choose", () => {
  shown.end();
  open({ said: ["Når du har tre."], networks: [], companies: [], svg: "", rows: [] });
  assert.equal(find("[role=status]").textContent, "Når du har tre.");
  assert.equal(shown.el.querySelectorAll("select, input, svg, table, details").length, 0);
});

test("the picture is parsed as SVG, and a name in it is text", () => {
  model.change({ svg: picture("&lt;img src=x onerror=alert(1)&gt;") });
  const svg = find("svg");
  assert.equal(svg.namespaceURI, NS);
  assert.equal(svg.querySelector("text").textContent, "<img src=x onerror=alert(1)>");
  assert.equal(shown.el.querySelectorAll("img").length, 0);
});

test("the picture can be reached and scrolled by the keyboard, and is called by name", () => {
  const region = find("[role=region]");
  assert.equal(region.tabIndex, 0);
  assert.equal(region.getAttribute("aria-label"), "Kortet");
});

test("the table below has a row for each contact", () => {
  const heads = [...shown.el.querySelectorAll("thead th")].map((th) => th.textContent);
  assert.deepEqual(heads, ["Hvem", "Vej til"]);
  assert.equal(find("tbody th").textContent, "Bo");
  assert.equal(find("tbody td").textContent, "Pumper");
});

test("each filter sends all that is chosen", () => {
  choose("network", "family");
  choose("company", "k");
  choose("fresh", true);
  choose("leading", true);
  const last = model.sent.at(-1);
  assert.equal(model.sent.length, 4);
  assert.deepEqual(last, {
    kind: "only",
    only: { network: "family", company: "k", fresh: true, leading: true },
  });
});

test("every filter has a label, and all are a group with a name", () => {
  const fields = [...shown.el.querySelectorAll("select, input")];
  assert.equal(fields.length, 4);
  for (const one of fields) assert.ok(one.closest("label").textContent.trim());
  assert.ok(find("fieldset > legend").textContent);
});

test("a filter keeps the focus and what it says when the map comes back", () => {
  const before = field("network");
  before.focus();
  choose("network", "family");
  const only = { ...SHOWN.only, network: "family" };
  model.change({ only, svg: picture("Ida"), rows: [[{ text: "Ida" }, { text: "" }]] });
  assert.equal(field("network"), before);
  assert.equal(document.activeElement, before);
  assert.equal(before.value, "family");
  assert.equal(find("svg text").textContent, "Ida");
});

test("when nobody fits, the filters stay and the table is hidden", () => {
  model.change({ said: ["Ingen passer."], svg: "", rows: [] });
  assert.equal(find("svg"), null);
  assert.ok(find("details").hidden);
  assert.ok(field("network"));
});

test("without a way there is no company to choose, and it comes with the first", () => {
  shown.end();
  open({ companies: [] });
  assert.equal(field("company"), null);
  assert.equal(field("leading"), null);
  model.change({ companies: [["k", "Pumper"]] });
  assert.equal(field("company").options.length, 2);
});

test("an unfolded table stays unfolded when the map changes", () => {
  find("details").open = true;
  model.change({ svg: picture("Ida") });
  assert.ok(find("details").open);
});

test("another language builds it anew", () => {
  model.change({ language: "en", texts: { title: "The map" } });
  assert.equal(find("h2").textContent, "The map");
  assert.equal(find(".wb-panel").lang, "en");
});

test("a press that is under way is not taken away", async () => {
  pointer("down");
  model.change({ svg: picture("Ida") });
  assert.equal(find("svg text").textContent, "Bo");
  pointer("up");
  await new Promise((done) => setTimeout(done, 60));
  assert.equal(find("svg text").textContent, "Ida");
});
