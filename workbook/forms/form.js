// A form as real HTML. What is typed is sent, numbered, and kept in this tab until
// the workbook has acknowledged it; nothing else is stored in the browser.

import { fill, h, icon, whenCalm } from "./dom.js";

const DEBOUNCE = 400;
const PATIENCE = 3000;
const LARGEST = 5 * 1024 * 1024;
const CALENDAR = "M3 5h14v12H3zM3 9h14M7 3v4M13 3v4";
const UNSENT = "workbook-unsent:";

// --- controls: one function per question type ------------------------------------

/** @typedef {(field: Field, id: string, form: Form) => Control} Maker */

/**
 * A line of text; `mode` is the phone's keyboard.
 * @param {string} type
 * @param {string} [mode]
 * @param {string} [format] the key of the text that shows how to write it
 * @returns {Maker}
 */
function line(type, mode, format) {
  return (field, id, form) => {
    const node = h("input", {
      id,
      type,
      inputMode: mode ?? "",
      autocomplete: field.autocomplete ?? "off",
      placeholder: format ? form.say(format) : "",
      spellcheck: type === "text" && !mode,
    });
    return { node, named: node, get: () => node.value, set: (v) => (node.value = v ?? "") };
  };
}

/**
 * A line for a date, and the browser's own picker beside it.
 * @param {string} format
 * @param {string} picks
 * @returns {Maker}
 */
function day(format, picks) {
  const written = line("text", "text", format);
  return (field, id, form) => {
    const control = written(field, id, form);
    const picker = h("input", { type: picks, tabIndex: -1, "aria-hidden": "true" });
    const button = h(
      "button",
      {
        type: "button",
        className: "wb-pick",
        title: form.say("choose_date"),
        "aria-label": `${form.say("choose_date")}: ${field.label}`,
        onclick: () => picker.showPicker(),
      },
      icon(CALENDAR),
    );
    picker.addEventListener("change", () => {
      control.set(picker.value);
      control.node.dispatchEvent(new Event("change", { bubbles: true }));
    });
    if (!("showPicker" in picker)) return control;
    return { ...control, node: h("div", { className: "wb-day" }, control.node, button, picker) };
  };
}

/** @type {Maker} */
function longText(_field, id) {
  const node = h("textarea", { id, rows: 3, spellcheck: true, autocomplete: "off" });
  const grow = () => {
    node.style.height = "auto";
    if (node.scrollHeight) node.style.height = `${node.scrollHeight + 2}px`;
  };
  node.addEventListener("input", grow);
  const set = (/** @type {any} */ value) => {
    node.value = value ?? "";
    requestAnimationFrame(grow);
  };
  return { node, named: node, get: () => node.value, set };
}

/**
 * Radio buttons or checkboxes in a fieldset of their own.
 * @param {string} type
 * @returns {Maker}
 */
function options(type) {
  return (field, id, form) => {
    const many = type === "checkbox";
    const box = h("div", { className: field.type === "rating" ? "wb-scale" : "wb-options" });
    const inputs = () => [...box.querySelectorAll("input")];
    const option = (/** @type {string} */ value, /** @type {string} */ label) =>
      box.append(
        h("label", {}, h("input", { type, name: id, value: String(value) }), h("span", {}, label)),
      );
    for (const choice of field.choices) option(choice.name, choice.label);
    if (!field.choices.length) box.append(h("p", { className: "wb-hint" }, field.none ?? ""));
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

/** @type {Maker} */
function select(field, id, form) {
  const node = h(
    "select",
    { id },
    h("option", { value: "" }, form.say("choose")),
    ...field.choices.map((c) => h("option", { value: c.name }, c.label)),
  );
  const empty = field.choices.length ? null : h("p", { className: "wb-hint" }, field.none ?? "");
  const set = (/** @type {any} */ value) => (node.value = value ?? "");
  return { node: h("div", {}, node, empty), named: node, get: () => node.value || null, set };
}

/** @type {Maker} */
function file(field, id, form) {
  const input = h("input", { id, type: "file" });
  const name = h("p", { className: "wb-file-name" });
  const remove = h("button", {
    type: "button",
    className: "wb-quiet",
    textContent: form.say("remove_file"),
    onclick: () => {
      input.value = "";
      input.focus();
      form.send(field, null);
    },
  });
  input.addEventListener("change", async (event) => {
    event.stopPropagation();
    const chosen = input.files?.[0];
    if (!chosen) return;
    const content = chosen.size > LARGEST ? new ArrayBuffer(0) : await chosen.arrayBuffer();
    const about = { name: chosen.name, media_type: chosen.type, size: chosen.size };
    form.send(field, about, [content]);
  });
  const set = (/** @type {any} */ value) => {
    name.textContent = value ?? "";
    remove.hidden = !value;
  };
  return { node: h("div", {}, name, input, remove), named: input, get: () => undefined, set };
}

/** @type {Record<string, Maker>} */
const CONTROLS = {
  text: line("text"),
  long_text: longText,
  integer: line("text", "numeric"),
  rating: options("radio"),
  date: day("date_format", "date"),
  month: line("text", "text", "month_format"),
  datetime: day("datetime_format", "datetime-local"),
  email: line("email", "email"),
  phone: line("tel", "tel"),
  url: line("url", "url"),
  select_one: (field, id, form) =>
    (field.choices.length > 7 ? select : options("radio"))(field, id, form),
  select_multiple: options("checkbox"),
  tags: line("text"),
  reference: select,
  references: options("checkbox"),
  file,
  note: () => ({ node: h("span"), get: () => undefined, set: () => {} }),
};

// --- what was typed and not yet acknowledged ---------------------------------------

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

// --- the form ---------------------------------------------------------------------

class Form {
  /** @param {WidgetModel} model @param {HTMLElement} el */
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.unsent = new Unsent(model.get("owner"));
    /** @type {Map<string, Sent>} */
    this.waiting = new Map();
    /** @type {Map<string, number>} */
    this.timers = new Map();
    /** @type {Map<string, Row>} */
    this.rows = new Map();
    this.status = h("p");
    this.versions = h("ul");
    this.savedAt = "";
    this.number = 0;
    this.build();
    this.deliverLeftovers();
  }

  /** @param {string} key @param {Record<string, any>} [details] */
  say(key, details = {}) {
    return fill(this.model.get("texts")[key] ?? key, details);
  }

  /** @param {Field} field */
  place(field) {
    return `${this.model.get("record")}/${field.name}`;
  }

  build() {
    this.flush();
    /** @type {Field[]} */
    const fields = this.model.get("fields");
    const short = fields.filter((f) => f.short || f.type === "note");
    const deep = short.some((f) => f.short) ? fields.filter((f) => !short.includes(f)) : [];
    this.rows = new Map();
    this.status = h("p", { className: "wb-status", role: "status" });
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
      this.model.get("heading") ? h("h2", {}, this.model.get("title")) : null,
      ...(deep.length ? short : fields).map((f) => this.row(f)),
      deep.length ? this.deeper(deep) : null,
      fields.length ? this.history() : null,
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
    const id = `wb-${this.model.model_id ?? "form"}-${field.name}`;
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
    const row = { field, control, node, error, below, touched: false };
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

  /** @param {Row} row */
  keep(row) {
    const raw = row.control.get();
    if (raw !== undefined) this.unsent.put(this.place(row.field), raw);
  }

  /**
   * Bring a row in line with its answer, unless he is writing in it just now.
   * @param {Row} row
   */
  show(row, force = true) {
    const { field, control } = row;
    const answer = this.answer(field);
    const left = this.unsent.all()[this.place(field)];
    if (left !== undefined && field.type !== "file") control.set(left);
    else if (answer.error && answer.value === undefined) row.touched = true;
    else if (force || field.type === "file" || !row.node.contains(document.activeElement))
      control.set(answer.value);
    if (answer.error && force) row.touched = true;
    this.showError(row);
    row.below.replaceChildren(...this.beneath(row, answer));
  }

  /** @param {Row} row */
  showError(row) {
    const error = row.touched ? (this.answer(row.field).error ?? "") : "";
    if (row.error.textContent !== error) row.error.textContent = error;
    const named = row.control.named ?? row.node;
    if (error) named.setAttribute("aria-invalid", "true");
    else named.removeAttribute("aria-invalid");
  }

  /** @param {Row} row @param {Answer} answer */
  beneath(row, answer) {
    const parts = [];
    if (answer.earlier) parts.push(h("p", { className: "wb-hint" }, answer.earlier));
    for (const origin of answer.origins ?? []) parts.push(this.origin(row, origin));
    if (answer.suggestions?.length) parts.push(this.suggestions(row, answer.suggestions));
    return parts;
  }

  /** @param {Row} row @param {Origin} origin */
  origin(row, origin) {
    const button = (/** @type {string} */ kind, /** @type {string} */ text) =>
      h("button", {
        type: "button",
        className: "wb-quiet",
        textContent: this.say(text),
        onclick: () => this.ask(row, { kind, source: origin.source }),
      });
    const from = h("p", {}, this.say("taken_from", { source: origin.label }));
    if (!origin.changed) return h("div", { className: "wb-origin" }, from);
    return h(
      "div",
      { className: "wb-origin wb-changed" },
      h("p", {}, this.say("source_changed", { source: origin.label })),
      h("blockquote", {}, origin.changed),
      button("take", "take_new"),
      button("keep_mine", "keep_mine"),
    );
  }

  /** @param {Row} row @param {Suggestion[]} suggestions */
  suggestions(row, suggestions) {
    const item = (/** @type {Suggestion} */ found) =>
      h(
        "li",
        {},
        h("p", { className: "wb-source" }, found.label),
        h("blockquote", {}, found.text),
        h("button", {
          type: "button",
          className: "wb-quiet",
          textContent: this.say("take_over"),
          "aria-label": `${this.say("take_over")}: ${found.label}`,
          onclick: () => this.ask(row, { kind: "take", source: found.source }),
        }),
      );
    /** @type {HTMLDetailsElement | null} */
    const shown = row.below.querySelector(".wb-suggestions");
    const open = shown?.open ?? false;
    const summary = `${this.say("suggestions")} (${suggestions.length})`;
    return h(
      "details",
      { className: "wb-suggestions", open },
      h("summary", {}, summary),
      h("ul", {}, ...suggestions.map(item)),
    );
  }

  /** @param {Row} row @param {Message} message */
  ask(row, message) {
    this.flushRow(row);
    this.model.send({ ...message, place: this.place(row.field) });
    row.control.named?.focus();
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

  /** @param {Version[]} versions */
  showVersions(versions) {
    const item = (/** @type {Version} */ found) =>
      h(
        "li",
        {},
        h("p", { className: "wb-source" }, `${found.label} · ${found.at}`),
        h("blockquote", {}, found.text || this.say("empty_version")),
        h("button", {
          type: "button",
          className: "wb-quiet",
          textContent: this.say("restore"),
          "aria-label": `${this.say("restore")}: ${found.label}, ${found.at}`,
          onclick: () =>
            this.model.send({ kind: "restore", place: found.place, version: found.version }),
        }),
      );
    const none = h("li", {}, this.say("no_versions"));
    this.versions.replaceChildren(...(versions.length ? versions.map(item) : [none]));
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
    const place = this.place(row.field);
    if (typed || this.unsent.all()[place] !== undefined) this.post(place, raw);
  }

  /** @param {Field} field @param {any} raw @param {ArrayBuffer[]} [buffers] */
  send(field, raw, buffers) {
    this.post(this.place(field), raw, buffers);
  }

  /** @param {string} place @param {any} raw @param {ArrayBuffer[]} [buffers] */
  post(place, raw, buffers) {
    for (const [old, sent] of this.waiting) if (sent.place === place) this.waiting.delete(old);
    const id = `${++this.number}`;
    this.waiting.set(id, { place, raw, buffers, at: Date.now() });
    this.emit(id);
    this.tell();
  }

  /** @param {string} id */
  emit(id) {
    const { place, raw, buffers } = /** @type {Sent} */ (this.waiting.get(id));
    try {
      this.model.send({ kind: "save", id, place, raw }, undefined, buffers);
    } catch {
      /* No connection just now: it is sent again below. */
    }
  }

  /** Send again what got no answer, and say how things stand. */
  beat() {
    for (const [id, sent] of this.waiting) {
      if (Date.now() - sent.at > PATIENCE) {
        sent.late = true;
        sent.at = Date.now();
        this.emit(id);
      }
    }
    this.tell();
  }

  deliverLeftovers() {
    for (const [place, raw] of Object.entries(this.unsent.all())) this.post(place, raw);
  }

  /** @param {Message} message */
  receive(message) {
    if (message.kind === "versions") return this.showVersions(message.versions);
    if (message.kind === "focus") return this.focus();
    if (message.kind !== "saved") return undefined;
    const sent = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (sent) this.unsent.done(sent.place, sent.raw);
    if (message.at) this.savedAt = message.at;
    const row = this.rows.get(message.question);
    if (row && message.place === this.place(row.field)) {
      this.model.get("answers")[message.question] = message.answer;
      const busy = this.timers.has(message.question) || this.isWaiting(message.place);
      if (!busy) this.show(row, message.force ?? false);
    }
    this.invalid = message.answer?.error;
    return this.tell();
  }

  /** @param {string} place */
  isWaiting(place) {
    return [...this.waiting.values()].some((sent) => sent.place === place);
  }

  focus() {
    /** @type {HTMLElement | null} */
    const first = this.el.querySelector("input:not([tabindex='-1']), textarea, select");
    first?.focus();
  }

  tell() {
    const late = [...this.waiting.values()].some((sent) => sent.late);
    let text = "";
    if (late) text = this.say("not_saved");
    else if (this.waiting.size || this.timers.size) text = this.say("saving");
    else if (this.savedAt) text = this.say("saved_at", { time: this.savedAt });
    this.status.classList.toggle("wb-late", late);
    this.status.classList.toggle("wb-on", Boolean(text));
    if (this.status.textContent !== text) this.status.textContent = text;
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
