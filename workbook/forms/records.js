// The list of records: a real table, each row opened by a button.

import { fill, h, icon, whenCalm } from "./dom.js";

/** So many offers stand open beside the rows; more are folded away. */
const FEW = 5;

/** @type {Record<string, string>} */
const PICTURES = {
  move_up: "M10 16V4M5 9l5-5 5 5",
  move_down: "M10 4v12M5 11l5 5 5-5",
  duplicate: "M7 7h9v9H7zM4 13V4h9",
  delete: "M4 6h12M8 6V4h4v2M6 6l1 10h6l1-10",
};

class Records {
  /** @param {WidgetModel} model @param {HTMLElement} el */
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.build();
  }

  /** @param {string} key @param {Record<string, any>} [details] */
  say(key, details = {}) {
    return fill(this.model.get("texts")[key] ?? key, details);
  }

  /** @param {string} kind @param {string} record */
  ask(kind, record) {
    this.model.send({ kind, record });
  }

  build() {
    const active = /** @type {HTMLElement | null} */ (document.activeElement);
    const focused = this.el.contains(active) ? active?.dataset.what : undefined;
    const offers = this.offers();
    if (!this.model.get("add") && !offers) return this.el.replaceChildren();
    const rows = this.model.get("rows");
    const table = rows.length
      ? this.table(rows)
      : h("p", { className: "wb-empty" }, this.say("empty"));
    this.said = h("div", { className: "wb-said", role: "status" });
    const label = this.model.get("title");
    const lang = this.model.get("language");
    this.el.replaceChildren(
      h(
        "section",
        { className: "wb-records", lang, "aria-label": label },
        this.model.get("add") ? table : null,
        this.add(),
        offers,
        this.said,
      ),
    );
    this.tell();
    if (focused) this.refocus(focused);
    return undefined;
  }

  add() {
    const text = this.model.get("add");
    if (!text) return null;
    return h("button", {
      type: "button",
      className: "wb-add",
      textContent: text,
      "data-what": "add",
      onclick: () => this.ask("add", ""),
    });
  }

  /** What other answers offer as further records, each with a button. */
  offers() {
    /** @type {Suggestion[]} */
    const offers = this.model.get("offers") ?? [];
    if (!offers.length) return null;
    const accept = (/** @type {Suggestion[]} */ found) =>
      this.model.send({ kind: "accept", offers: found.map((o) => [o.source, o.text]) });
    const item = (/** @type {Suggestion} */ found) =>
      h(
        "li",
        {},
        h("p", {}, found.text, h("span", { className: "wb-source" }, found.label)),
        h("button", {
          type: "button",
          className: "wb-accept",
          textContent: this.say("accept"),
          "aria-label": this.say("accept_named", { what: found.text }),
          "data-what": "accept",
          onclick: () => accept([found]),
        }),
      );
    const all = h("button", {
      type: "button",
      className: "wb-quiet",
      textContent: this.say("accept_all", { count: offers.length }),
      "data-what": "accept",
      onclick: () => accept(offers),
    });
    /** @type {HTMLDetailsElement | null} */
    const shown = this.el.querySelector(".wb-offered");
    return h(
      "details",
      {
        className: "wb-offered",
        open: shown?.open ?? (!this.model.get("rows").length || offers.length <= FEW),
      },
      h("summary", {}, `${this.say("offers")} (${offers.length})`),
      h("ul", {}, ...offers.map(item)),
      offers.length > 1 && this.model.get("several") ? all : null,
    );
  }

  /**
   * To what had the focus or what is nearest: after a deletion the way to undo it.
   * @param {string} what
   */
  refocus(what) {
    const same = `[data-what="${CSS.escape(what)}"]`;
    const near = ["[data-what='undo']", ".wb-records [aria-expanded]", "[data-what='add']"];
    for (const wanted of [same, ...near]) {
      /** @type {HTMLElement | null} */
      const found = this.el.querySelector(wanted);
      if (found) return found.focus();
    }
    return undefined;
  }

  /** @param {string[][]} rows each with the record's id first */
  table(rows) {
    /** @type {string[]} */
    const columns = this.model.get("columns");
    const heads = columns.map((c) => h("th", { scope: "col" }, c));
    const actions = h("th", { scope: "col", className: "wb-actions" }, this.say("actions"));
    return h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...heads, actions)),
      h("tbody", {}, ...rows.map((row, number) => this.row(row, number, rows.length))),
    );
  }

  /** @param {string[]} row @param {number} number @param {number} count */
  row([record, first, ...cells], number, count) {
    const open = this.model.get("opened") === record;
    const what = first || this.say("unnamed");
    const name = h("button", {
      type: "button",
      className: "wb-open",
      textContent: what,
      "aria-expanded": String(open),
      "data-what": `open ${record}`,
      onclick: () => this.ask(open ? "close" : "open", record),
    });
    const action = (/** @type {string} */ kind) =>
      h(
        "button",
        {
          type: "button",
          className: `wb-icon wb-${kind}`,
          title: this.say(kind),
          "aria-label": this.say(`${kind}_named`, { what }),
          "data-what": `${kind} ${record}`,
          onclick: () => this.ask(kind, record),
        },
        icon(PICTURES[kind]),
      );
    const sorting = this.model.get("ordered")
      ? [...(number > 0 ? ["move_up"] : []), ...(number < count - 1 ? ["move_down"] : [])]
      : [];
    const actions = [...sorting, "duplicate", "delete"].map(action);
    return h(
      "tr",
      { className: open ? "wb-current" : "" },
      h("th", { scope: "row" }, name),
      ...cells.map((cell) => h("td", {}, cell)),
      h("td", { className: "wb-actions" }, ...actions),
    );
  }

  tell() {
    const { text, undo } = this.model.get("message");
    if (!this.said) return;
    const button = undo
      ? h("button", {
          type: "button",
          className: "wb-quiet",
          textContent: this.say("undo"),
          "data-what": "undo",
          onclick: () => this.ask("bring_back", undo),
        })
      : null;
    const parts = [text ? h("span", {}, text) : null, button];
    const active = document.activeElement;
    const held = this.said.contains(active);
    this.said.replaceChildren(...parts.filter((part) => part !== null));
    // Who pressed a button that is gone goes on from what is nearest.
    if (held) this.refocus("");
  }
}

/** @param {Widget} widget */
function render({ model, el }) {
  const records = new Records(model, el);
  const build = () => records.build();
  const rebuild = () => whenCalm(build);
  const tell = () => records.tell();
  model.on("change:shown", rebuild);
  model.on("change:message", tell);
  return () => {
    model.off("change:shown", rebuild);
    model.off("change:message", tell);
  };
}

export default { render };
