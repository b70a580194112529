// The memory walk: one place at a time, one line for a name, until there are ten.

import { fill, h, whenCalm } from "../forms/dom.js";
import { Clock } from "./walk_clock.js";
import { WalkNames, nobody, several, tidy } from "./walk_names.js";
import { asked, button, chip, entry, line } from "./walk_parts.js";
import { counted, ways } from "./walk_ways.js";

const WALK = "workbook-walk:";

class Walk {
  /** @param {WidgetModel} model @param {HTMLElement} el */
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.names = new WalkNames(model);
    this.clock = new Clock(
      (key) => this.say(key),
      () => this.remember(),
    );
    /** The place he is at; "" when he is not walking. */
    this.at = "";
    this.ended = false;
    /** Whether the names are to be contacts as soon as they are saved. */
    this.wanting = false;
    this.asked = "";
    this.drawn = "";
    // Made once: nothing that is drawn anew takes a key from him.
    this.input = line(
      (text) => this.names.type(text),
      (lines) => lines.forEach((text) => this.add(tidy(text))),
    );
    this.note = h("div", { className: "wb-walk-note", role: "status" });
    this.count = h("p", { className: "wb-walk-count", role: "status" });
    this.bar = h("progress", { "aria-hidden": "true" });
    this.chips = h("ul", { className: "wb-walk-names" });
    this.foot = h("div", {});
    this.resume();
    this.show();
  }

  /** @param {string} key @param {Record<string, any>} [details] */
  say(key, details = {}) {
    return fill(this.model.get("texts")[key] ?? key, details);
  }

  get number() {
    return this.names.places.findIndex((place) => place.name === this.at);
  }

  get place() {
    return this.names.places[this.number];
  }

  // --- what this tab remembers ---

  resume() {
    this.input.value = this.names.typed;
    try {
      const kept = JSON.parse(sessionStorage.getItem(WALK + this.model.get("owner")) ?? "{}");
      this.at = kept.at ?? "";
      if (kept.on) this.clock.start(kept.left, kept.running);
    } catch {
      /* A browser without storage begins again at the start. */
    }
  }

  remember() {
    const { on, left, running } = this.clock;
    try {
      const kept = JSON.stringify({ at: this.at, on, left, running });
      sessionStorage.setItem(WALK + this.model.get("owner"), kept);
    } catch {
      /* As above. */
    }
  }

  // --- on the page ---

  /** Show what is here; drawn anew only at another place or in another language. */
  show() {
    const { places } = this.names;
    if (!places.length) this.ended = false;
    else if (this.number < 0) this.at = "";
    // Where he walks the first name changes only what `refresh` changes.
    const any = !this.at && this.names.total > 0;
    const here = [this.model.get("language"), places.length, this.at, this.ended, any].join();
    if (here !== this.drawn) this.draw(any);
    this.drawn = here;
    this.refresh();
  }

  /** @param {boolean} any */
  draw(any) {
    const held = document.activeElement === this.input;
    this.tell();
    this.foot = h("div", { className: "wb-walk-foot" });
    const about = {
      className: "wb-walk",
      lang: this.model.get("language"),
      "aria-label": this.say("title"),
    };
    const parts = this.at ? this.walking() : this.resting(any);
    this.el.replaceChildren(...(this.names.places.length ? [h("section", about, ...parts)] : []));
    if (held) this.input.focus({ preventScroll: true });
  }

  /** @param {boolean} any */
  resting(any) {
    const lead = this.say("lead", { places: this.names.places.length });
    if (!any) return [h("p", {}, lead), this.foot];
    const all = h(
      "details",
      { className: "wb-walk-all", open: this.ended },
      h("summary", {}, this.say("names")),
      this.chips,
    );
    return [this.standing(), this.foot, all, this.note];
  }

  walking() {
    const id = `wb-walk-${this.at}`;
    this.input.id = id;
    this.input.setAttribute("aria-describedby", `${id}-prompts`);
    const where = { number: this.number + 1, places: this.names.places.length };
    return [
      this.standing(this.clock.node),
      h("p", { className: "wb-walk-where" }, this.say("place", where)),
      ...asked(this.place, id, this.say("example")),
      entry(this.input, this.model.get("language"), this.say("add"), () => this.enter()),
      this.note,
      this.chips,
      this.foot,
    ];
  }

  /** @param {HTMLElement} [clock] */
  standing(clock) {
    return h("div", { className: "wb-walk-top" }, this.count, clock, this.bar);
  }

  refresh() {
    if (!this.names.places.length) return;
    const { total } = this.names;
    const goal = this.model.get("goal");
    this.bar.max = goal;
    this.bar.value = Math.min(total, goal);
    put(this.count, this.say(counted(total, goal), { count: total, missing: goal - total }));
    this.list();
    this.footing(total);
    this.tick();
  }

  /** Show the names of this place, or all; drawn anew only when they are others. */
  list() {
    const places = this.at ? [this.place] : this.names.places;
    const key = JSON.stringify([this.say("contact"), ...places.map((p) => this.names.at(p))]);
    if (this.chips.dataset.key === key) return;
    this.chips.dataset.key = key;
    const found = this.names.each(places).map(([place, name]) =>
      chip(
        name,
        (said, details) => this.say(said, details),
        () => this.remove(place, name[0]),
      ),
    );
    this.chips.replaceChildren(...found);
  }

  /** What he can do next; drawn anew only where that is something else.
   * @param {number} total */
  footing(total) {
    const { says, does } = ways(this.state(total));
    const key = JSON.stringify([says, does, this.say("stop")]);
    if (this.foot.dataset.key === key) return;
    const held = this.foot.contains(document.activeElement);
    this.foot.dataset.key = key;
    const said = says.map((text) => this.say(text)).join(" ");
    const buttons = does.map(([text, act, look]) =>
      button(this.say(text), () => this[act](), look),
    );
    this.foot.replaceChildren(
      ...(said ? [h("p", {}, said)] : []),
      h("div", { className: "wb-walk-ways" }, ...buttons),
      ...(total || this.at ? [] : [h("p", { className: "wb-source" }, this.say("by_hand"))]),
    );
    if (held) this.foot.querySelector("button")?.focus();
  }

  /** @param {number} total @returns {WalkState} */
  state(total) {
    const offered = this.model.get("offered") > 0 || this.names.outbox.busy;
    return {
      walking: this.at !== "",
      first: this.number === 0,
      last: this.number === this.names.places.length - 1,
      any: this.at !== "" && this.names.at(this.place).length > 0,
      total,
      enough: total >= this.model.get("goal"),
      offered: offered && this.model.get("leads"),
      made: this.names.each(this.names.places).every(([, [, known]]) => known),
    };
  }

  // --- names ---

  /** Take what stands in the line as a name; a number is asked about first. */
  enter(sure = false) {
    const text = tidy(this.input.value);
    if (!text) return;
    if (nobody(text) && !sure && this.asked !== text) {
      this.asked = text;
      this.tell(h("p", {}, this.say("whose")));
      this.input.setSelectionRange(0, 0);
      return;
    }
    this.type("");
    this.add(text);
  }

  /** @param {string} text */
  type(text) {
    this.input.value = text;
    this.names.type(text);
  }

  /** @param {string} name */
  add(name) {
    const here = this.place;
    const known = this.names.places.filter((place) => this.names.has(place, name));
    if (known.includes(here)) return this.tell(h("p", {}, this.say("here", { name })));
    const parts = several(name);
    this.change(here, "", [name]);
    const [other] = known;
    if (other) this.tell(h("p", {}, this.say("there", { name, place: other.label })));
    else if (parts.length) this.tell(this.parting(here, name, parts));
    return undefined;
  }

  /** @param {WalkPlace} place @param {string} whole @param {string[]} parts */
  parting(place, whole, parts) {
    const text = this.say("part", { count: parts.length, names: parts.join(" · ") });
    const part = () => {
      this.change(place, whole, parts);
      this.input.focus({ preventScroll: true });
    };
    return button(text, part, "wb-quiet");
  }

  /** @param {WalkPlace} place @param {string} name */
  remove(place, name) {
    this.change(place, name, []);
    const back = () => {
      this.change(place, "", [name]);
      this.input.focus({ preventScroll: true });
    };
    const undo = button(this.say("undo"), back, "wb-quiet");
    this.tell(h("p", {}, this.say("removed", { name }), " ", undo));
    const next = this.at ? this.input : this.el.querySelector("summary");
    next?.focus({ preventScroll: true });
  }

  /** @param {WalkPlace} place @param {string} was @param {string[]} now */
  change(place, was, now) {
    this.names.change(place, was, now);
    this.tell();
    this.show();
  }

  /** @param {Message} message */
  receive(message) {
    if (message.kind !== "saved") return;
    const name = this.names.acknowledge(message.id);
    this.show();
    if (message.error) this.refused(name, message.error);
    if (this.wanting && !this.names.outbox.busy) this.make();
  }

  /** A name that cannot be taken goes back into the line, unless he writes there.
   * @param {string} name @param {string} error */
  refused(name, error) {
    const said = this.input.value ? `${name}: ${error}` : error;
    if (!this.input.value) this.type(name);
    this.tell(h("p", { className: "wb-error" }, said));
  }

  /** Say something in place of what was said before. @param {HTMLElement} [node] */
  tell(node) {
    this.note.replaceChildren(...(node ? [node] : []));
  }

  // --- from place to place ---

  begin() {
    this.clock.start();
    this.untimed();
  }

  untimed() {
    const { places } = this.names;
    const empty = places.find((place) => !this.names.at(place).length);
    this.arrive((empty ?? places[0]).name);
  }

  on() {
    this.move(1);
  }

  back() {
    this.move(-1);
  }

  /** @param {number} by */
  move(by) {
    this.enter(true);
    const place = this.names.places[this.number + by];
    if (place) this.arrive(place.name);
    else this.leave();
  }

  /** @param {string} place */
  arrive(place) {
    this.at = place;
    this.ended = false;
    this.remember();
    this.show();
    this.el.scrollIntoView({ block: "start" });
    this.input.focus({ preventScroll: true });
  }

  leave() {
    this.enter(true);
    this.at = "";
    this.ended = true;
    this.clock.end();
    this.remember();
    this.show();
    this.el.scrollIntoView({ block: "start" });
    this.foot.querySelector("button")?.focus({ preventScroll: true });
  }

  /** Make contacts of all names as soon as the workbook has them. */
  make() {
    if (this.at) this.enter(true);
    this.wanting = this.names.outbox.busy;
    if (this.wanting) return;
    this.at = "";
    this.clock.end();
    this.remember();
    this.model.send({ kind: "contacts" });
  }

  // --- time ---

  tick() {
    const unsaved = this.note.querySelector(".wb-walk-unsaved");
    if (!this.names.outbox.late) unsaved?.remove();
    else if (!unsaved) this.tell(h("p", { className: "wb-walk-unsaved" }, this.say("not_saved")));
    this.clock.draw();
  }

  beat() {
    this.names.outbox.beat();
    this.tick();
  }
}

/** Change a text only if it is another: what is said aloud is said once.
 * @param {HTMLElement} node @param {string} text */
function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** @param {Widget} widget */
function render({ model, el }) {
  const walk = new Walk(model, el);
  const later = () => whenCalm(() => walk.show());
  const receive = (/** @type {Message} */ message) => whenCalm(() => walk.receive(message));
  const leave = () => walk.remember();
  model.on("change:shown", later);
  model.on("msg:custom", receive);
  window.addEventListener("pagehide", leave);
  const beat = setInterval(() => walk.beat(), 1000);
  return () => {
    walk.remember();
    clearInterval(beat);
    model.off("change:shown", later);
    model.off("msg:custom", receive);
    window.removeEventListener("pagehide", leave);
  };
}

export default { render };
