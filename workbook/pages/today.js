// Today: what is due, what waits, what has no day yet; each is dealt with right here.

import { fill, h, whenCalm } from "../forms/dom.js";
import { copyText } from "./copying.js";

/** @param {Widget} widget */
function render({ model, el }) {
  /** What stands open under an item, by its promise or matter. */
  let open = { id: "", part: "" };
  let led = "";
  /** @param {string} key @param {Record<string, any>} [details] */
  const say = (key, details = {}) => fill(model.get("texts")[key] ?? key, details);
  const told = h("p", { className: "wb-said", role: "status" });

  /** @param {string} kind @param {Record<string, any>} message */
  function send(kind, message) {
    open = { id: "", part: "" };
    model.send({ kind, ...message });
  }

  /**
   * @param {string} text
   * @param {() => void} onclick
   * @param {Record<string, any>} [more]
   */
  function button(text, onclick, more = {}) {
    const props = { type: "button", className: "wb-quiet", ...more };
    return h("button", { ...props, textContent: text, onclick });
  }

  /** @param {TodayItem} item */
  const idOf = ({ promise, matter }) => promise || matter;

  /** The thing without a day that belongs to a matter. */
  function named(/** @type {string} */ matter) {
    /** @type {TodayGroup[]} */
    const groups = model.get("groups");
    const items = groups.flatMap(({ key, items }) => (key === "missing" ? items : []));
    const found = items.find((item) => item.matter === matter);
    return found ? idOf(found) : "";
  }

  /** @param {TodayItem} item @param {string} part @param {string} text */
  function opens(item, part, text, main = false) {
    const isOpen = () => open.id === idOf(item) && open.part === part;
    const toggle = () => {
      const shown = isOpen();
      open = shown ? { id: "", part: "" } : { id: idOf(item), part };
      build();
      const wanted = shown ? `[data-part="${part}"]` : ".wb-dealing button";
      /** @type {HTMLElement | null} */
      const first = el.querySelector(wanted);
      first?.focus();
    };
    const name = `${text}: ${item.title}`;
    return button(text, toggle, {
      className: main ? "wb-go" : "wb-quiet",
      "aria-expanded": String(isOpen()),
      "aria-label": name,
      "data-part": part,
    });
  }

  /** @param {TodayItem} item @param {(day: string) => void} choose */
  function days(item, choose) {
    const chips = item.days.map(([iso, words]) => button(words, () => choose(iso)));
    const input = h("input", { type: "date", min: model.get("from_day") });
    const another = h("label", { className: "wb-day" }, say("another_day"), input);
    const save = button(say("save_day"), () => {
      if (input.value) choose(input.value);
      else input.focus();
    });
    return [
      h("p", { className: "wb-ask" }, say("which_day")),
      h("div", { className: "wb-chips" }, ...chips),
      h("div", { className: "wb-chips" }, another, save),
    ];
  }

  /** @param {TodayItem} item */
  function ending(item) {
    const { matter } = item;
    const learned = h("textarea", { rows: 2, className: "wb-learned" });
    const close = (/** @type {string} */ by) =>
      send("close", { matter, by, learned: learned.value });
    return [
      h("label", { className: "wb-ask" }, say("learned"), learned),
      h(
        "div",
        { className: "wb-chips" },
        button(say("close_me"), () => close("closed_by_me")),
        button(say("close_them"), () => close("closed_by_them")),
        button(say("warm_button"), () => send("warm", { matter })),
      ),
    ];
  }

  /** @param {TodayItem} item */
  function outcome(item) {
    const { promise, matter } = item;
    const ways = ["talked", "voicemail", "no_answer"].map((way) =>
      button(say(way), () => send("done", { promise, matter, outcome: way })),
    );
    return [
      h("p", { className: "wb-ask" }, say("what_came")),
      h("div", { className: "wb-chips" }, ...ways),
    ];
  }

  /** @param {TodayItem} item */
  function nextDay(item) {
    const choose = (/** @type {string} */ day) => send("day", { matter: item.matter, day });
    const ends = h("details", {}, h("summary", {}, say("end")), ...ending(item));
    ends.open = item.stage === "decide";
    const advice = h("p", { className: "wb-hint" }, say(`stage_${item.stage}`));
    return [advice, ...days(item, choose), ends];
  }

  /** @param {TodayItem} item */
  function dealing(item) {
    if (open.id !== idOf(item)) return null;
    const move = (/** @type {string} */ day) => send("move", { promise: item.promise, day });
    /** @type {Record<string, () => any[]>} */
    const parts = {
      done: () => outcome(item),
      move: () => days(item, move),
      end: () => ending(item),
      day: () => nextDay(item),
      words: () => [words(item)],
    };
    return h("div", { className: "wb-dealing" }, ...(parts[open.part]?.() ?? []));
  }

  /** @param {TodayItem} item */
  function words(item) {
    const text = h("p", { className: "wb-words" }, item.words);
    const copy = button(say("copy"), () => copyText(text, told, say));
    return h("div", {}, text, copy);
  }

  /** @param {TodayItem} item @param {string} key */
  function actions(item, key) {
    const due = ["late", "today"].includes(key);
    const phone = item.phone
      ? h("a", {
          className: "wb-ring",
          href: `tel:${item.phone.replace(/[^+\d]/g, "")}`,
          textContent: say("ring", { phone: item.phone }),
        })
      : null;
    if (key === "missing") return [opens(item, "day", say("set_day"), true)];
    return [
      opens(item, "done", say("done"), due),
      phone,
      opens(item, "words", say("say")),
      opens(item, "move", say("move")),
      opens(item, "end", say("end")),
      button(say("write"), () => send("write", { promise: item.promise }), {
        "aria-label": `${say("write")}: ${item.title}`,
      }),
    ];
  }

  /** @param {TodayItem} item @param {string} key */
  function card(item, key) {
    const about = [item.company, item.when].filter(Boolean).join(" · ");
    const title = key === "missing" ? say("no_day", { whom: item.title }) : item.title;
    return h(
      "li",
      { className: "wb-promise" },
      h("p", { className: "wb-promise-name" }, title),
      about ? h("p", { className: "wb-hint" }, about) : null,
      h("div", { className: "wb-chips" }, ...actions(item, key)),
      dealing(item),
    );
  }

  /** @param {TodayGroup} group */
  function listed({ key, items }) {
    const list = h("ul", {}, ...items.map((item) => card(item, key)));
    if (key === "later") {
      const more = h("summary", {}, `${say(key)} (${items.length})`);
      const held = items.some((item) => idOf(item) === open.id);
      return h("details", { className: "wb-later", open: held }, more, list);
    }
    return h("div", { className: `wb-due-${key}` }, h("h3", {}, say(key)), list);
  }

  function build() {
    /** @type {TodayGroup[]} */
    const groups = model.get("groups");
    if (!model.get("shown_here")) return el.replaceChildren();
    const pause = model.get("pause");
    const waiting = groups.some(({ key }) => key !== "later" && key !== "week");
    told.textContent = model.get("said");
    const undo = model.get("undoable") ? button(say("undo"), () => send("undo", {})) : null;
    return el.replaceChildren(
      h(
        "section",
        {
          className: "wb-part wb-today",
          lang: model.get("language"),
          "aria-label": say("title"),
        },
        h("h2", {}, say("title")),
        pause ? h("p", {}, say("paused", { day: pause })) : null,
        waiting || pause ? null : h("p", {}, say("nothing")),
        h("div", { className: "wb-chips wb-told" }, told, undo),
        ...groups.map(listed),
      ),
    );
  }

  const later = () =>
    whenCalm(() => {
      const wanted = model.get("opened");
      if (wanted !== led) open = { id: named(wanted), part: "day" };
      led = wanted;
      const had = el.contains(document.activeElement);
      build();
      /** @type {HTMLElement | null} */
      const first = el.querySelector(".wb-dealing button") ?? el.querySelector("h2");
      if (had && first) {
        if (first.tagName === "H2") first.tabIndex = -1;
        first.focus({ preventScroll: true });
      }
    });
  model.on("change:shown", later);
  build();
  return () => model.off("change:shown", later);
}

export default { render };
