// What is chosen: options in a group, lines under their headings, and their order.

import { h } from "./dom.js";

/** @param {string} type @param {string} id @param {Choice} choice */
const option = (type, id, { name, label }) =>
  h("label", {}, h("input", { type, name: id, value: String(name) }), h("span", {}, label));

/** @param {Field} field */
const nothing = (field) => h("p", { className: "wb-hint" }, field.none ?? "");

/**
 * Radio buttons or checkboxes in a fieldset of their own.
 * @param {string} type
 * @returns {Maker}
 */
export function options(type) {
  return (field, id, form) => {
    const many = type === "checkbox";
    const box = h("div", { className: field.type === "rating" ? "wb-scale" : "wb-options" });
    const inputs = () => [...box.querySelectorAll("input")];
    box.append(...field.choices.map((choice) => option(type, id, choice)));
    if (!field.choices.length) box.append(nothing(field));
    const chosen = () =>
      inputs()
        .filter((i) => i.checked)
        .map((i) => i.value);
    if (!many && field.choices.length) {
      const clear = () => {
        inputs().forEach((i) => (i.checked = false));
        box.dispatchEvent(new Event("change", { bubbles: true }));
      };
      box.append(
        h("button", {
          type: "button",
          className: "wb-quiet wb-clear",
          textContent: form.say("clear"),
          onclick: clear,
        }),
      );
    }
    const set = (/** @type {any} */ value) => {
      const wanted = many ? (value ?? []).map(String) : value == null ? [] : [String(value)];
      inputs().forEach((i) => (i.checked = wanted.includes(i.value)));
    };
    return { node: box, group: true, get: () => (many ? chosen() : (chosen()[0] ?? null)), set };
  };
}

/**
 * Checkboxes under their headings. What is chosen is kept in order, and what is not
 * shown just now with it; where he may order it, each group has its chosen ones below.
 * @type {Maker}
 */
export function ticks(field, id, form) {
  const box = h("div", { className: "wb-options" });
  const inputs = () => [...box.querySelectorAll("input")];
  /** @type {Ranking[]} */
  let rankings = [];
  /** @type {string[]} */
  let chosen = [];
  let offered = "";

  const draw = () => {
    inputs().forEach((i) => (i.checked = chosen.includes(i.value)));
    rankings.forEach((ranking) => ranking.draw(chosen));
  };
  const swap = (/** @type {string} */ one, /** @type {string} */ other) => {
    const turned = new Map([
      [one, other],
      [other, one],
    ]);
    chosen = chosen.map((name) => turned.get(name) ?? name);
    draw();
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const group = (/** @type {Group} */ { label, choices, gone }) => {
    const boxes = choices.map((choice) => option("checkbox", id, choice));
    const ranking =
      field.ordered && !gone ? ranked(choices, label || field.label, form, swap) : null;
    if (ranking) rankings.push(ranking);
    const body = [...boxes, ranking?.node];
    if (!label) return h("div", {}, ...body);
    return h("fieldset", { className: "wb-group" }, h("legend", {}, label), ...body);
  };
  const build = (/** @type {Group[]} */ groups) => {
    // Built anew only when it differs: he may be on his way to one of the boxes.
    if (JSON.stringify(groups) === offered) return;
    offered = JSON.stringify(groups);
    rankings = [];
    box.replaceChildren(...groups.filter((one) => one.choices.length).map(group));
    if (!inputs().length) box.append(nothing(field));
    draw();
  };

  box.addEventListener("change", (event) => {
    if (event.target === box) return;
    const { value, checked } = /** @type {HTMLInputElement} */ (event.target);
    const listed = inputs().map((i) => i.value);
    chosen = checked ? placed(chosen, value, listed) : chosen.filter((one) => one !== value);
    draw();
  });
  if (field.choices) build([{ label: "", choices: field.choices }]);
  return {
    node: box,
    group: true,
    get: () => chosen,
    set: (value) => {
      chosen = (value ?? []).map(String);
      draw();
    },
    offer: (answer) => field.choices || build((answer.groups ?? []).map(lined)),
  };
}

/** @param {Lines} lines @returns {Group} */
function lined({ label, lines, gone }) {
  return { label, gone, choices: lines.map((line) => ({ name: line, label: line })) };
}

/**
 * What is chosen with one more, before the first that stands later in the list: so
 * what nobody has moved stands as it is listed.
 * @param {string[]} chosen @param {string} name @param {string[]} listed
 */
function placed(chosen, name, listed) {
  const later = listed.slice(listed.indexOf(name) + 1);
  const place = chosen.findIndex((one) => later.includes(one));
  const end = place < 0 ? chosen.length : place;
  return [...chosen.slice(0, end), name, ...chosen.slice(end)];
}

/**
 * The chosen ones of a group in their order, each with a button up and one down.
 * @param {Choice[]} choices @param {string} title @param {Speaker} form
 * @param {(one: string, other: string) => void} swap
 * @returns {Ranking}
 */
function ranked(choices, title, form, swap) {
  const labels = new Map(choices.map((choice) => [choice.name, choice.label]));
  const list = h("ol", { "aria-label": `${form.say("order")}: ${title}` });
  const said = h("p", { className: "wb-aside", role: "status" });
  const node = h("div", { className: "wb-order" }, h("p", {}, form.say("order")), list, said);
  /** @type {string[]} */
  let own = [];

  const move = (/** @type {number} */ place, /** @type {number} */ by) => {
    const [name, other] = [own[place], own[place + by]];
    swap(name, other);
    const [up, down] = list.children[place + by].querySelectorAll("button");
    const same = by < 0 ? up : down;
    (same.disabled ? (by < 0 ? down : up) : same).focus();
    const details = { what: labels.get(name), position: place + by + 1, total: own.length };
    said.textContent = form.say("moved", details);
  };
  const button = (
    /** @type {string} */ text,
    /** @type {string} */ named,
    /** @type {number} */ place,
    /** @type {number} */ by,
  ) =>
    h("button", {
      type: "button",
      textContent: form.say(text),
      "aria-label": form.say(named, { what: labels.get(own[place]) }),
      disabled: !(place + by in own),
      onclick: () => move(place, by),
    });
  const item = (/** @type {string} */ name, /** @type {number} */ place) =>
    h(
      "li",
      {},
      h("span", { className: "wb-code" }, `${place + 1}.`),
      h("span", {}, labels.get(name)),
      button("up", "up_named", place, -1),
      button("down", "down_named", place, 1),
    );
  const draw = (/** @type {string[]} */ chosen) => {
    const now = chosen.filter((name) => labels.has(name));
    if (list.children.length && now.join("\n") === own.join("\n")) return;
    own = now;
    said.textContent = "";
    list.replaceChildren(...own.map(item));
    node.hidden = own.length < 2;
  };
  return { node, draw };
}
