// The old CV: a question to choose, and pieces to put into it.

import { h, whenCalm } from "../forms/dom.js";

/** Where the CV has a tab the eye sees a gap. @param {string} text */
const spaced = (text) => text.replaceAll("\t", "\u2003");

class OldCv {
  /** @param {WidgetModel} model @param {HTMLElement} el */
  constructor(model, el) {
    this.model = model;
    this.el = el;
    /** What he chose, by step. @type {Record<string, string>} */
    this.chosen = {};
    this.step = "";
    this.said = h("p");
    this.box = h("div");
    this.build();
  }

  /** @param {string} key */
  say(key) {
    return this.model.get("texts")[key] ?? key;
  }

  build() {
    const here = this.model.get("step") === this.step;
    const open = this.el.querySelector(".wb-old-cv-fold")?.hasAttribute("open") ?? true;
    const rest = here && this.el.querySelector(".wb-old-cv-rest")?.hasAttribute("open");
    const scrolled = here ? this.box.scrollTop : 0;
    this.step = this.model.get("step");
    this.el.replaceChildren(...this.parts(open, Boolean(rest)));
    this.box.scrollTop = scrolled;
    this.mark();
  }

  /** @param {boolean} open @param {boolean} rest */
  parts(open, rest) {
    /** @type {CvSection[]} */
    const sections = this.model.get("sections");
    const error = this.model.get("error");
    if (this.model.get("inviting")) return [this.invitation()];
    if (!sections.length && !error) return [];
    this.said = h("p", { className: "wb-said", role: "status" });
    const title = this.say("title");
    const whole = !this.model.get("targets").length;
    const inside = whole ? this.whole(sections, error) : this.beside(sections, open, rest);
    const lang = this.model.get("language");
    return [h("section", { className: "wb-old-cv", lang, "aria-label": title }, ...inside)];
  }

  invitation() {
    return h("button", {
      type: "button",
      className: "wb-quiet wb-old-cv-invite",
      lang: this.model.get("language"),
      textContent: this.say("invite"),
      onclick: () => this.model.send({ kind: "go" }),
    });
  }

  /** @param {CvSection[]} sections @param {string} error */
  whole(sections, error) {
    const title = h("h2", {}, this.say("title"));
    if (error) return [title, h("p", { className: "wb-old-cv-error", role: "status" }, error)];
    const text = sections.map((section) => this.section(section));
    return [title, h("p", {}, this.say("whole")), this.scrolling(text)];
  }

  /** @param {CvSection[]} sections @param {boolean} open @param {boolean} rest */
  beside(sections, open, rest) {
    const draw = (/** @type {CvSection} */ section) => this.section(section);
    const mine = sections.filter((section) => section.mine).map(draw);
    const others = sections.filter((section) => !section.mine).map(draw);
    const below = h(
      "details",
      { className: "wb-old-cv-rest", open: rest || !mine.length },
      h("summary", {}, this.say("rest")),
      ...others,
    );
    const fold = h(
      "details",
      { className: "wb-old-cv-fold", open },
      h("summary", {}, h("h2", {}, this.say("title"))),
      h("p", {}, this.say("lead")),
      this.target(),
      this.said,
      this.scrolling([...mine, others.length ? below : null]),
    );
    return [fold];
  }

  /** @param {(HTMLElement | null)[]} inside */
  scrolling(inside) {
    const about = { tabIndex: 0, role: "group", "aria-label": this.say("text") };
    this.box = h("div", { className: "wb-old-cv-text", ...about }, ...inside);
    return this.box;
  }

  target() {
    /** @type {[string, string][]} */
    const targets = this.model.get("targets");
    const chosen = this.chosen[this.step];
    const select = h(
      "select",
      { onchange: (/** @type {any} */ event) => (this.chosen[this.step] = event.target.value) },
      ...targets.map(([value, label]) => h("option", { value, selected: value === chosen }, label)),
    );
    return h("label", { className: "wb-old-cv-target" }, this.say("target"), select);
  }

  /** @param {CvSection} section */
  section({ heading, pieces }) {
    const list = pieces.map((piece) => h("li", {}, this.piece(piece)));
    return h(
      "section",
      { "aria-label": heading },
      h("h3", { dir: "auto" }, heading),
      h("ul", {}, ...list),
    );
  }

  /** @param {CvPiece} piece */
  piece([key, text, ...parts]) {
    if (!this.model.get("targets").length) return this.text(key, text);
    const line = this.button(key, text, "wb-piece");
    if (!parts.length) return line;
    const apart = parts.map((part, number) =>
      this.button(`${key}.${number}`, part, "wb-piece-part"),
    );
    return h("div", {}, line, h("div", { className: "wb-piece-parts" }, ...apart));
  }

  /** @param {string} key @param {string} text */
  text(key, text) {
    return h("p", { dir: "auto", "data-key": key }, spaced(text), this.tick());
  }

  /** @param {string} key @param {string} text @param {string} className */
  button(key, text, className) {
    return h(
      "button",
      { type: "button", className, "data-key": key, onclick: () => this.put(key) },
      h("span", { dir: "auto" }, spaced(text)),
      this.tick(),
    );
  }

  /** A tick for the eye, words for the ear; shown where a piece is used. */
  tick() {
    const eye = h("span", { "aria-hidden": "true" }, " ✓");
    const ear = h("span", { className: "wb-ear" }, ` (${this.say("used")})`);
    return h("span", { className: "wb-tick", hidden: true }, eye, ear);
  }

  /** @param {string} key */
  put(key) {
    const select = this.el.querySelector("select");
    if (select) this.model.send({ kind: "put", key, question: select.value });
  }

  mark() {
    /** @type {Set<string>} */
    const used = new Set(this.model.get("used"));
    for (const node of this.el.querySelectorAll("[data-key]")) {
      const there = used.has(node.getAttribute("data-key") ?? "");
      /** @type {HTMLElement | null} */
      const tick = node.querySelector(".wb-tick");
      if (tick) tick.hidden = !there;
    }
  }

  /** @param {Message} message */
  hear(message) {
    if (message.kind === "told") this.said.textContent = message.text;
  }
}

/** @param {Widget} widget */
function render({ model, el }) {
  const cv = new OldCv(model, el);
  const later = () => whenCalm(() => cv.build());
  const mark = () => cv.mark();
  const hear = (/** @type {Message} */ message) => cv.hear(message);
  model.on("change:shown", later);
  model.on("change:used", mark);
  model.on("msg:custom", hear);
  return () => {
    model.off("change:shown", later);
    model.off("change:used", mark);
    model.off("msg:custom", hear);
  };
}

export default { render };
