// The call card: one screen, large text, boxes to tick; a rehearsal; the way to ring.

import { fill, h, whenCalm } from "../forms/dom.js";

const MINUTES = 7;
const OUTCOMES = ["reached", "voicemail", "try_again"];

class Calling {
  /** @param {WidgetModel} model @param {HTMLElement} el */
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.ends = 0;
    this.ticking = 0;
    this.rang = false;
    /** @type {[string, string][]} */
    this.undrawn = [];
    this.dialog = h("dialog", {});
    this.time = h("p", {});
    this.drawn = h("div", {});
    this.ringing = h("div", {});
    this.build();
  }

  /** @param {string} key @param {Record<string, any>} [details] */
  say(key, details = {}) {
    return fill(this.model.get("texts")[key] ?? key, details);
  }

  /** @returns {Card} */
  get card() {
    return this.model.get("card");
  }

  /**
   * @param {string} key @param {() => void} act @param {string} [className]
   * @param {Record<string, any>} [details]
   */
  button(key, act, className = "", details = {}) {
    const textContent = this.say(key, details);
    return h("button", { type: "button", className, textContent, onclick: act });
  }

  build() {
    const open = this.dialog.open;
    clearInterval(this.ticking);
    if (!this.card.call) return this.el.replaceChildren();
    this.dialog = this.sheet();
    this.el.replaceChildren(
      h(
        "section",
        {
          className: "wb-calling",
          lang: this.model.get("language"),
          "aria-label": this.say("title"),
        },
        this.model.get("asking") || this.rang ? this.asked() : null,
        h("h2", {}, this.say("title")),
        h("p", {}, this.say("lead", { whom: this.card.whom })),
        h(
          "div",
          { className: "wb-part-ways" },
          this.button("show", () => this.dialog.showModal(), "wb-go"),
        ),
        this.dialog,
      ),
    );
    if (open) this.dialog.showModal();
    return undefined;
  }

  // --- the card ---

  sheet() {
    const { whom, company, sections } = this.card;
    this.time = h("p", { className: "wb-timer", role: "timer" });
    this.drawn = h("div", { className: "wb-drawn-card", "aria-live": "polite" });
    this.ringing = h("div", { className: "wb-ringing" });
    return h(
      "dialog",
      {
        className: "wb-card",
        "aria-label": this.say("title"),
        // Back on the page, too, he is asked how it went.
        onclose: () => this.rang && this.build(),
      },
      h(
        "header",
        {},
        h(
          "p",
          { className: "wb-card-whom" },
          whom,
          company ? h("span", {}, ` · ${company}`) : null,
        ),
        h(
          "div",
          { className: "wb-card-acts" },
          this.button("ring", () => this.ring(), "wb-go"),
          this.button("rehearse", () => this.rehearse()),
          this.button("print", () => window.print()),
          this.button("close", () => this.dialog.close()),
        ),
        this.time,
      ),
      this.ringing,
      this.drawn,
      h("div", { className: "wb-card-parts" }, ...sections.map((section) => this.part(section))),
    );
  }

  /** @param {CardSection} section */
  part({ key, lines }) {
    const line = (/** @type {[string, string]} */ [text, small]) =>
      h(
        "li",
        {},
        h(
          "label",
          {},
          h("input", { type: "checkbox" }),
          h("span", {}, text, small ? h("span", { className: "wb-card-small" }, small) : null),
        ),
      );
    return h("section", {}, h("h3", {}, this.say(key)), h("ul", {}, ...lines.map(line)));
  }

  // --- ringing ---

  ring() {
    const { phone, whom } = this.card;
    this.quiet();
    if (!phone) return this.ringing.replaceChildren(h("p", {}, this.say("no_phone", { whom })));
    const link = h(
      "a",
      {
        className: "wb-dial",
        href: `tel:${phone.replace(/[^+\d]/g, "")}`,
        onclick: () => this.rings(),
      },
      this.say("dial", { whom, phone: phone.replaceAll(" ", "\u00a0") }),
    );
    this.ringing.replaceChildren(h("p", {}, this.say("speaker")), link);
    return link.focus();
  }

  /** He leaves for the telephone; back here he is asked how it went. */
  rings() {
    this.rang = true;
    this.model.send({ kind: "rings" });
    this.ringing.replaceChildren(this.asked());
  }

  asked() {
    const tell = (/** @type {string} */ kind) => () => {
      this.rang = false;
      this.dialog.close();
      this.model.send({ kind });
    };
    return h(
      "div",
      {
        className: "wb-asked",
        role: "group",
        "aria-label": this.say("asked", { whom: this.card.whom }),
      },
      h("p", {}, this.say("asked", { whom: this.card.whom })),
      ...OUTCOMES.map((kind) => this.button(kind, tell(kind), "wb-outcome")),
      this.button("not_called", tell("not_called"), "wb-quiet"),
    );
  }

  // --- rehearsing ---

  /** The rehearsal is over: nothing of it stands there while he rings. */
  quiet() {
    clearInterval(this.ticking);
    this.time.textContent = "";
    this.drawn.replaceChildren();
  }

  rehearse() {
    this.ringing.replaceChildren();
    this.ends = Date.now() + MINUTES * 60_000;
    clearInterval(this.ticking);
    this.ticking = setInterval(() => this.tick(), 500);
    this.tick();
    this.drawn.replaceChildren(this.button("draw", () => this.draw()));
    this.drawn.querySelector("button")?.focus();
  }

  tick() {
    const left = Math.max(0, Math.round((this.ends - Date.now()) / 1000));
    const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    this.time.textContent = left ? this.say("left", { time: clock }) : this.say("over");
    if (!left) clearInterval(this.ticking);
  }

  /** Draw one at random; none comes twice before all have come. */
  draw() {
    if (!this.undrawn.length) this.undrawn = [...this.card.objections];
    const [found] = this.undrawn.splice(Math.floor(Math.random() * this.undrawn.length), 1);
    const [objection, answer] = found ?? ["", ""];
    const mine = answer
      ? h("details", {}, h("summary", {}, this.say("my_answer")), h("p", {}, answer))
      : h("p", { className: "wb-source" }, this.say("no_answer"));
    const more = this.button("draw", () => this.draw());
    this.drawn.replaceChildren(h("blockquote", {}, objection), mine, more);
    more.focus();
  }

  end() {
    clearInterval(this.ticking);
  }
}

/** @param {Widget} widget */
function render({ model, el }) {
  const calling = new Calling(model, el);
  const later = () => whenCalm(() => calling.build());
  const open = () => calling.dialog.isConnected && calling.dialog.showModal();
  model.on("change:shown", later);
  model.on("msg:custom", open);
  return () => {
    calling.end();
    model.off("change:shown", later);
    model.off("msg:custom", open);
  };
}

export default { render };
