// How long a document is, and its pages as they will be printed.

import { fill, h, whenCalm } from "../forms/dom.js";

const POINT = 96 / 72;
// Below this the letters of a page on the screen are hard to read.
const READABLE = 0.85;

class Preview {
  /** @param {WidgetModel} model @param {HTMLElement} el */
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.large = false;
    this.length = h("p", { className: "wb-length" });
    this.known = h("p", { className: "wb-hint" });
    this.summary = h("summary");
    this.near = h("p", { className: "wb-hint" });
    this.button = h("button", {
      type: "button",
      className: "wb-quiet",
      hidden: true,
      onclick: () => this.resize(!this.large),
    });
    // What he wrote stands in a page of its own, in which nothing can run or lead away.
    this.frame = h("iframe", { sandbox: "", scrolling: "no" });
    this.paper = h("div", { className: "wb-paper" }, this.frame);
    this.box = h("div", { className: "wb-papers" }, this.paper);
    this.fold = h(
      "details",
      { className: "wb-look", ontoggle: () => this.toggle() },
      this.summary,
      this.near,
      this.button,
      this.box,
    );
    this.title = h("h2");
    this.part = h(
      "section",
      { className: "wb-part wb-preview" },
      this.title,
      this.length,
      this.known,
      this.fold,
    );
    this.watch = new ResizeObserver(() => this.fit());
    this.watch.observe(this.box);
    this.build();
  }

  /** @param {string} key */
  say(key) {
    return fill(this.model.get("texts")[key] ?? key, {});
  }

  build() {
    const length = this.model.get("length");
    if (!length) return this.el.replaceChildren();
    if (!this.part.parentNode) this.el.replaceChildren(this.part);
    const verdict = h("span", { className: this.model.get("fits") ? "" : "wb-long" });
    verdict.textContent = this.model.get("verdict");
    this.part.lang = this.model.get("language");
    this.part.setAttribute("aria-label", this.say("title"));
    this.title.textContent = this.say("title");
    this.length.replaceChildren(h("strong", {}, length), " ", verdict);
    this.known.textContent = this.model.get("how_known");
    this.summary.textContent = this.say("look");
    this.near.textContent = this.say("near");
    this.button.textContent = this.say(this.large ? "smaller" : "larger");
    this.fold.hidden = !this.model.get("verdict");
    this.fold.open = this.model.get("unfolded");
    return this.draw();
  }

  draw() {
    /** @type {Sheets} */
    const { html, css } = this.model.get("sheets");
    if (!html) return;
    const own = `html,body{margin:0;overflow:hidden}${css}`;
    const page = `<!doctype html><meta charset="utf-8"><style>${own}</style>${html}`;
    this.frame.title = this.say("shown");
    if (this.frame.srcdoc !== page) this.frame.srcdoc = page;
    this.fit();
  }

  toggle() {
    const unfolded = this.model.get("unfolded");
    if (this.fold.open !== unfolded) this.model.send({ kind: this.fold.open ? "open" : "close" });
  }

  /** @param {boolean} large */
  resize(large) {
    this.large = large;
    this.fit();
  }

  /** Make the pages as wide as there is room, or as large as on paper. */
  fit() {
    /** @type {Sheets} */
    const { width, height, gap, pages } = this.model.get("sheets");
    if (!width || !this.box.clientWidth) return;
    const wide = width * POINT;
    const tall = (height + gap) * pages * POINT;
    const room = Math.min(1, this.box.clientWidth / wide);
    const scale = this.large ? 1 : room;
    Object.assign(this.frame.style, { width: `${wide}px`, height: `${tall}px` });
    this.frame.style.transform = `scale(${scale})`;
    this.paper.style.width = `${wide * scale}px`;
    this.paper.style.height = `${tall * scale}px`;
    this.button.hidden = room > READABLE;
    this.button.textContent = this.say(this.large ? "smaller" : "larger");
    // What scrolls must be reached by keyboard, and then have a name.
    const scrolls = this.large && room < 1;
    this.box.tabIndex = scrolls ? 0 : -1;
    this.box.setAttribute("role", scrolls ? "group" : "presentation");
    this.box.setAttribute("aria-label", scrolls ? this.say("shown") : "");
  }

  end() {
    this.watch.disconnect();
  }
}

/** @param {Widget} widget */
function render({ model, el }) {
  const preview = new Preview(model, el);
  const later = () => whenCalm(() => preview.build());
  model.on("change:shown", later);
  return () => {
    model.off("change:shown", later);
    preview.end();
  };
}

export default { render };
