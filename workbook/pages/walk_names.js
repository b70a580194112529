// The names of the memory walk: as they are typed, and on their way to the workbook.

import { Outbox } from "../forms/outbox.js";

/** Where the outbox keeps what stands in the line and is no name yet. */
const TYPED = "typed";

/** A name on one line, without spaces to spare.
 * @param {string} text */
export function tidy(text) {
  return text.replace(/\s+/g, " ").trim();
}

/** What two names have in common that are one.
 * @param {string} name */
export function same(name) {
  return tidy(name).toLowerCase();
}

/** The names of a list such as "Per, Anne og Ole"; none of a single name.
 * @param {string} text */
export function several(text) {
  const parts = text.split(/[,;]|\s(?:og|and|&)\s/i).map(tidy);
  const named = parts.filter((part) => /\p{L}/u.test(part));
  const found = new Map(named.map((part) => [same(part), part]));
  return found.size > 1 ? [...found.values()] : [];
}

/** Whether a text is a telephone number or an address, and nobody's name.
 * @param {string} text */
export function nobody(text) {
  return !/\p{L}/u.test(text) || /^\S+@\S+\.\S+$/.test(text);
}

/**
 * Names after a change that is under way: the line `was` becomes the lines `now`.
 * @param {WalkName[]} names @param {WalkChange} change @returns {WalkName[]}
 */
export function after(names, { was, now }) {
  const found = was ? names.findIndex(([name]) => same(name) === same(was)) : -1;
  const at = found < 0 ? names.length : found;
  const rest = [...names.slice(0, at), ...names.slice(at + 1)];
  const known = new Set(rest.map(([name]) => same(name)));
  /** @type {WalkName[]} */
  const fresh = now.filter((name) => !known.has(same(name))).map((name) => [name, false]);
  return [...names.slice(0, at), ...fresh, ...names.slice(at + 1)];
}

/** All names by place. Each change is sent until the workbook has it. */
export class WalkNames {
  /** @param {WidgetModel} model */
  constructor(model) {
    this.model = model;
    this.outbox = new Outbox(model);
    const typed = this.typed;
    // What is no name yet is not delivered.
    this.type("");
    this.outbox.deliverLeftovers();
    this.type(typed);
  }

  /** @returns {WalkPlace[]} */
  get places() {
    return this.model.get("places");
  }

  /** What stood in the line when the page was left. @returns {string} */
  get typed() {
    return this.outbox.left(TYPED) ?? "";
  }

  /** @param {string} text */
  type(text) {
    if (text) this.outbox.keep(TYPED, text);
    else this.outbox.unsent.done(TYPED, this.outbox.left(TYPED));
  }

  /** The names at a place, those under way among them.
   * @param {WalkPlace} place @returns {WalkName[]} */
  at(place) {
    const kept = Object.entries(this.outbox.unsent.all());
    const changes = kept.filter(([key]) => key !== TYPED).map(([, change]) => change);
    return changes.filter((change) => change.place === place.name).reduce(after, place.names);
  }

  /** @param {WalkPlace} place @param {string} name */
  has(place, name) {
    return this.at(place).some(([known]) => same(known) === same(name));
  }

  /** The people of places, each once, with the first place he is known from.
   * @param {WalkPlace[]} places @returns {[WalkPlace, WalkName][]} */
  each(places) {
    /** @type {Map<string, [WalkPlace, WalkName]>} */
    const found = new Map();
    for (const place of places)
      for (const name of this.at(place))
        if (!found.has(same(name[0]))) found.set(same(name[0]), [place, name]);
    return [...found.values()];
  }

  get total() {
    return this.each(this.places).length;
  }

  /** @param {WalkPlace} place @param {string} was @param {string[]} now */
  change(place, was, now) {
    // A name that is taken away before it was sent is not sent any more.
    const key = `${place.name}/${same(was || now[0])}`;
    const raw = { place: place.name, was, now };
    this.outbox.keep(key, raw);
    this.outbox.post(key, raw);
  }

  /** Return the name that a change was about. @param {string} id @returns {string} */
  acknowledge(id) {
    const name = this.outbox.waiting.get(id)?.raw.now[0] ?? "";
    this.outbox.acknowledge(id);
    return name;
  }
}
