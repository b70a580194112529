// A form as real HTML. What is typed is sent, numbered, and kept in this tab until
// the workbook has acknowledged it; nothing else is stored in the browser.

import { beneath, earlier } from "./beneath.js";
import { CONTROLS } from "./controls.js";
import { fill, h, whenCalm } from "./dom.js";
import { Outbox } from "./outbox.js";

const DEBOUNCE = 400;
const READ = 4000;

class Form {
  /** @param {WidgetModel} model @param {HTMLElement} el */
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.outbox = new Outbox(model);
    /** @type {Map<string, number>} */
    this.timers = new Map();
    /** @type {Map<string, Row>} */
    this.rows = new Map();
    this.status = h("p");
    this.versions = h("ul");
    this.savedAt = "";
    this.fading = 0;
    this.build();
    this.outbox.deliverLeftovers();
    this.tell();
  }

  /** @param {string} key @param {Record<string, any>} [details] */
  say(key, details = {}) {
    return fill(this.model.get("texts")[key] ?? key, details);
  }

  /** @param {Field} field */
  place(field) {
    return field.place ?? `${this.model.get("record")}/${field.name}`;
  }

  build() {
    this.flush();
    /** @type {Field[]} */
    const fields = this.model.get("fields");
    const short = fields.filter((f) => f.short || f.type === "note");
    const deep = short.some((f) => f.short) ? fields.filter((f) => !short.includes(f)) : [];
    this.rows = new Map();
    this.status = h("p", { className: "wb-status", role: "status" });
    const heading = this.model.get("heading");
    const own = fields.some((f) => !f.place);
    const form = h(
      "form",
      {
        className: "wb-form",
        lang: this.model.get("language"),
        noValidate: true,
        autocomplete: "on",
        "aria-label": this.model.get("title"),
        onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
      },
      fields.length && heading ? h("h2", {}, heading) : null,
      ...(deep.length ? short : fields).map((f) => this.row(f)),
      deep.length ? this.deeper(deep) : null,
      own ? this.history() : null,
      own ? this.another() : null,
      fields.length ? this.status : null,
    );
    this.el.replaceChildren(form);
    this.tell();
  }

  /** @param {Field[]} fields */
  deeper(fields) {
    const answered = fields.some((f) => this.answer(f).value != null);
    return h(
      "details",
      { className: "wb-deeper", open: answered },
      h("summary", {}, this.say("go_deeper")),
      ...fields.map((f) => this.row(f)),
    );
  }

  /** @param {Field} field @returns {Answer} */
  answer(field) {
    return this.model.get("answers")[field.name] ?? {};
  }

  /** @param {Field} field */
  row(field) {
    // Two forms on a page may ask questions of the same name.
    const id = `wb-${this.place(field).replaceAll("/", "-")}`;
    const control = CONTROLS[field.type](field, id, this);
    const lines = this.lines(field, id);
    const below = h("div", { className: "wb-below" });
    const label = this.label(field, id, control);
    const error = h("p", { className: "wb-error", id: `${id}-error`, "aria-live": "polite" });
    const described = [...lines.filter((l) => l.id).map((l) => l.id), error.id].join(" ");
    const body = [...lines, control.node, error, below];
    const node = control.group
      ? h("fieldset", { className: "wb-row", "aria-describedby": described }, label, ...body)
      : h("div", { className: `wb-row wb-${field.type}` }, label, ...body);
    control.named?.setAttribute("aria-describedby", described);
    /** @type {Row} */
    const row = { field, place: this.place(field), control, node, error, below, touched: false };
    this.rows.set(field.name, row);
    this.listen(row);
    this.show(row);
    return node;
  }

  /** @param {Field} field @param {string} id @param {Control} control */
  label(field, id, control) {
    if (field.type === "note") return h("p", { className: "wb-note-title" }, field.label);
    const needed = field.required
      ? h("span", { className: "wb-needed" }, ` (${this.say("required")})`)
      : null;
    if (control.group) return h("legend", {}, field.label, needed);
    return h("label", { htmlFor: id }, field.label, needed);
  }

  /** @param {Field} field @param {string} id */
  lines(field, id) {
    /** @type {HTMLElement[]} */
    const found = [];
    if (field.hint) found.push(h("p", { className: "wb-hint", id: `${id}-hint` }, field.hint));
    if (field.example) {
      const example = `${this.say("example_prefix")} ${field.example}`;
      found.push(h("p", { className: "wb-example", id: `${id}-example` }, example));
    }
    if (field.guidance) {
      const summary = h("summary", {}, this.say("guidance"));
      found.push(h("details", { className: "wb-guidance" }, summary, h("p", {}, field.guidance)));
    }
    return found;
  }

  /** @param {Row} row */
  listen(row) {
    const { field, control, node } = row;
    if (field.type === "note" || field.type === "file") return;
    control.node.addEventListener("input", (event) => {
      const { type } = /** @type {HTMLInputElement} */ (event.target);
      if (type === "radio" || type === "checkbox") return;
      this.keep(row);
      clearTimeout(this.timers.get(field.name));
      this.timers.set(
        field.name,
        setTimeout(() => this.flushRow(row), DEBOUNCE),
      );
      this.tell();
    });
    control.node.addEventListener("change", () => {
      row.touched = true;
      this.keep(row);
      this.flushRow(row);
    });
    node.addEventListener("focusout", () => {
      row.touched = true;
      if (this.timers.has(field.name)) this.flushRow(row);
      this.showError(row);
    });
  }

  /**
   * Bring a row in line with its answer, unless he is writing in it just now.
   * @param {Row} row
   */
  show(row, force = true) {
    const { field, control } = row;
    const answer = this.answer(field);
    const left = this.outbox.left(row.place);
    if (force || !row.node.contains(document.activeElement)) control.offer?.(answer);
    if (left !== undefined && field.type !== "file") control.set(left);
    else if (answer.error && answer.value === undefined) row.touched = true;
    else if (force || field.type === "file" || !row.node.contains(document.activeElement))
      control.set(answer.value);
    if (answer.error && (force || field.type === "file")) row.touched = true;
    this.showError(row);
    row.below.replaceChildren(...beneath(this, row, answer));
  }

  /** @param {Row} row */
  showError(row) {
    const error = row.touched ? (this.answer(row.field).error ?? "") : "";
    if (row.error.textContent !== error) row.error.textContent = error;
    const named = row.control.named ?? row.node;
    if (error) named.setAttribute("aria-invalid", "true");
    else named.removeAttribute("aria-invalid");
  }

  /** @param {Row} row @param {Message} message */
  ask(row, message) {
    this.flushRow(row);
    this.model.send({ ...message, place: row.place });
    row.control.named?.focus();
  }

  /** A button for a further record, where one finishes with this one. */
  another() {
    const text = this.model.get("another");
    if (!text) return null;
    return h("button", {
      type: "button",
      className: "wb-another",
      textContent: text,
      onclick: () => this.model.send({ kind: "another" }),
    });
  }

  /** @param {Record<string, Answer>} answers */
  refresh(answers) {
    for (const [name, row] of this.rows) {
      this.model.get("answers")[name] = answers[name] ?? {};
      const busy = this.timers.has(name) || this.outbox.isWaiting(row.place);
      if (!busy) this.show(row, false);
    }
  }

  history() {
    const list = h("ul", {});
    this.versions = list;
    return h(
      "details",
      {
        className: "wb-history",
        ontoggle: (/** @type {any} */ event) =>
          event.target.open &&
          this.model.send({ kind: "versions", record: this.model.get("record") }),
      },
      h("summary", {}, this.say("earlier_versions")),
      list,
    );
  }

  // --- sending and being answered ---

  flush() {
    for (const row of this.rows?.values() ?? []) {
      if (this.timers.has(row.field.name)) this.flushRow(row);
    }
  }

  /** @param {Row} row */
  flushRow(row) {
    clearTimeout(this.timers.get(row.field.name));
    const typed = this.timers.delete(row.field.name);
    const raw = row.control.get();
    if (raw === undefined) return;
    if (typed || this.outbox.left(row.place) !== undefined) this.post(row.place, raw);
  }

  /** @param {Field} field @param {any} raw @param {ArrayBuffer[]} [buffers] */
  send(field, raw, buffers) {
    this.post(this.place(field), raw, buffers);
  }

  /** @param {string} place @param {any} raw @param {ArrayBuffer[]} [buffers] */
  post(place, raw, buffers) {
    this.outbox.post(place, raw, buffers);
    this.tell();
  }

  /** @param {Row} row */
  keep(row) {
    const raw = row.control.get();
    if (raw !== undefined) this.outbox.keep(row.place, raw);
  }

  /** Send again what got no answer, and say how things stand. */
  beat() {
    this.outbox.beat();
    this.tell();
  }

  /** @param {Message} message */
  receive(message) {
    if (message.kind === "versions")
      return this.versions.replaceChildren(...earlier(this, message.versions));
    if (message.kind === "focus") return this.focus();
    if (message.kind === "refreshed") return this.refresh(message.answers);
    if (message.kind !== "saved") return undefined;
    this.outbox.acknowledge(message.id);
    if (message.at) this.savedAt = message.at;
    const row = this.rows.get(message.question);
    if (row && message.place === row.place) {
      this.model.get("answers")[message.question] = message.answer;
      const busy = this.timers.has(message.question) || this.outbox.isWaiting(message.place);
      if (!busy) this.show(row, message.force ?? false);
    }
    return this.tell();
  }

  focus() {
    /** @type {HTMLElement | null} */
    const first = this.el.querySelector("input:not([tabindex='-1']), textarea, select");
    first?.focus();
  }

  tell() {
    const late = this.outbox.late;
    let text = "";
    if (late) text = this.say("not_saved");
    else if (this.outbox.busy || this.timers.size) text = this.say("saving");
    else if (this.savedAt) text = this.say("saved_at", { time: this.savedAt });
    this.status.classList.toggle("wb-late", late);
    if (this.status.textContent === text) return;
    this.status.textContent = text;
    this.status.classList.toggle("wb-on", Boolean(text));
    clearTimeout(this.fading);
    const quiet = () => this.status.classList.remove("wb-on");
    if (!late) this.fading = setTimeout(quiet, READ);
  }
}

/** @param {Widget} widget */
function render({ model, el }) {
  const form = new Form(model, el);
  const rebuild = () => form.build();
  const receive = (/** @type {Message} */ message) => whenCalm(() => form.receive(message));
  const flush = () => form.flush();
  model.on("change:shown", rebuild);
  model.on("msg:custom", receive);
  window.addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flush);
  const beat = setInterval(() => form.beat(), 1000);
  return () => {
    form.flush();
    model.off("change:shown", rebuild);
    model.off("msg:custom", receive);
    window.removeEventListener("pagehide", flush);
    document.removeEventListener("visibilitychange", flush);
    clearInterval(beat);
  };
}

export default { render };
