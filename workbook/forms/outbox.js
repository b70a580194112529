// What was typed and is not yet acknowledged: kept in this tab and sent until it is.

const PATIENCE = 3000;
const UNSENT = "workbook-unsent:";

/** Texts of this tab that no workbook file has yet, by place. */
class Unsent {
  /** @param {string} owner */
  constructor(owner) {
    this.key = UNSENT + owner;
  }
  /** @returns {Record<string, any>} */
  all() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key) ?? "{}");
    } catch {
      return {};
    }
  }
  /** @param {(all: Record<string, any>) => void} how */
  change(how) {
    const all = this.all();
    how(all);
    try {
      if (Object.keys(all).length) sessionStorage.setItem(this.key, JSON.stringify(all));
      else sessionStorage.removeItem(this.key);
    } catch {
      /* A browser without storage: the text still stands in the field. */
    }
  }
  /** @param {string} place @param {any} raw */
  put(place, raw) {
    this.change((all) => (all[place] = raw));
  }
  /** @param {string} place @param {any} raw */
  done(place, raw) {
    this.change((all) => {
      if (JSON.stringify(all[place]) === JSON.stringify(raw)) delete all[place];
    });
  }
}

/** Sends answers, numbered, again and again until each is acknowledged. */
export class Outbox {
  /** @param {WidgetModel} model */
  constructor(model) {
    this.model = model;
    this.unsent = new Unsent(model.get("owner"));
    /** @type {Map<string, Sent>} */
    this.waiting = new Map();
    this.number = 0;
    /** Tells the posts of this outbox from those of an earlier one on the page. */
    this.start = Math.random().toString(36).slice(2, 8);
  }

  get busy() {
    return this.waiting.size > 0;
  }

  get late() {
    return [...this.waiting.values()].some((sent) => sent.late);
  }

  /** @param {string} place */
  isWaiting(place) {
    return [...this.waiting.values()].some((sent) => sent.place === place);
  }

  /** What was typed at a place and is in no file yet; undefined when all is well.
   * @param {string} place */
  left(place) {
    return this.unsent.all()[place];
  }

  /** @param {string} place @param {any} raw */
  keep(place, raw) {
    this.unsent.put(place, raw);
  }

  /** @param {string} place @param {any} raw @param {ArrayBuffer[]} [buffers] */
  post(place, raw, buffers) {
    for (const [old, sent] of this.waiting) if (sent.place === place) this.waiting.delete(old);
    const id = `${this.start}-${++this.number}`;
    this.waiting.set(id, { place, raw, buffers, at: Date.now() });
    this.emit(id);
  }

  /** Post what an earlier page of this tab could not deliver. */
  deliverLeftovers() {
    for (const [place, raw] of Object.entries(this.unsent.all())) this.post(place, raw);
  }

  /** @param {string} id the number of a post that is now in the file, or refused */
  acknowledge(id) {
    const sent = this.waiting.get(id);
    this.waiting.delete(id);
    if (sent) this.unsent.done(sent.place, sent.raw);
  }

  /** Post again what got no answer. */
  beat() {
    for (const [id, sent] of this.waiting) {
      if (Date.now() - sent.at > PATIENCE) {
        sent.late = true;
        sent.at = Date.now();
        this.emit(id);
      }
    }
  }

  /** @param {string} id */
  emit(id) {
    const { place, raw, buffers } = /** @type {Sent} */ (this.waiting.get(id));
    try {
      this.model.send({ kind: "save", id, place, raw }, undefined, buffers);
    } catch {
      /* No connection just now: the beat sends it again. */
    }
  }
}
