// A clock that counts ten minutes down: it can stand still, and it never rings.

import { fill, h } from "../forms/dom.js";
import { button } from "./walk_parts.js";

const TEN_MINUTES = 600;

export class Clock {
  /** @param {(key: string) => string} say @param {() => void} changed */
  constructor(say, changed) {
    this.say = say;
    this.changed = changed;
    this.node = h("div", { className: "wb-walk-clock" });
    this.drawn = "";
    this.before = 0;
    this.since = 0;
    /** Whether he walks by the clock at all. */
    this.on = false;
  }

  get running() {
    return this.since > 0;
  }

  /** The seconds that are left. */
  get left() {
    const gone = this.running ? (Date.now() - this.since) / 1000 : 0;
    return Math.max(0, Math.round(this.before - gone));
  }

  /** Begin, or go on with so many seconds left; stand still unless `running`. */
  start(left = TEN_MINUTES, running = true) {
    this.on = true;
    this.before = left;
    this.since = running ? Date.now() : 0;
  }

  stop() {
    this.start(this.left, false);
  }

  /** Walk without a clock from now on. */
  end() {
    this.on = false;
    this.since = 0;
  }

  /** Show the time; the buttons are drawn anew only when they are others. */
  draw() {
    const state = this.on ? `${this.left > 0} ${this.running} ${this.say("pause")}` : "";
    if (state !== this.drawn) {
      const held = this.node.contains(document.activeElement);
      this.node.replaceChildren(...(this.on ? this.parts() : []));
      if (held) this.node.querySelector("button")?.focus();
    }
    this.drawn = state;
    const face = this.node.querySelector("span");
    if (!face) return;
    const time = `${Math.floor(this.left / 60)}:${String(this.left % 60).padStart(2, "0")}`;
    face.textContent = this.left ? time : this.say("over");
    face.setAttribute("aria-label", fill(this.say(this.left ? "left" : "over"), { time }));
  }

  parts() {
    const face = h("span", { role: "timer" });
    if (!this.left) return [face];
    if (this.running) return [face, this.button("pause", () => this.stop())];
    const goOn = this.button("go_on", () => this.start(this.left));
    return [face, goOn, this.button("untimed", () => this.end())];
  }

  /** @param {string} key @param {() => void} act */
  button(key, act) {
    const press = () => {
      act();
      this.draw();
      this.changed();
    };
    return button(this.say(key), press, "wb-quiet");
  }
}
