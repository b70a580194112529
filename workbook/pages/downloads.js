// A document arrives over the connection and is saved from a blob.

import { fill, h, renew, whenCalm } from "../forms/dom.js";

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const CALENDAR = "text/calendar";
/** @type {Record<string, string>} */
const TYPES = { docx: WORD, ics: CALENDAR, pdf: "application/pdf", zip: "application/zip" };

/** @param {Offer} offer */
const isWord = (offer) => !["calendar", "kept", "pack"].includes(offer.document);

/** @param {Widget} widget */
function render({ model, el }) {
  /** @param {string} key @param {Record<string, any>} [details] */
  const say = (key, details = {}) => fill(model.get("texts")[key] ?? key, details);
  let wanted = "";
  let said = h("p");

  function languages() {
    const option = (/** @type {string} */ code) =>
      h("option", { value: code, selected: code === wanted }, say(`language_${code}`));
    const choose = h(
      "select",
      { onchange: (/** @type {any} */ event) => (wanted = event.target.value) },
      option("da"),
      option("en"),
    );
    return h("label", { className: "wb-choose" }, say("document_language"), choose);
  }

  /** @param {string} hint */
  function lead(hint) {
    return h("button", {
      type: "button",
      className: "wb-quiet wb-missing",
      textContent: hint,
      onclick: () => model.send({ kind: "go" }),
    });
  }

  /** @param {Offer} offered @param {boolean} [pdf] */
  function button({ document: what, record, label, title }, pdf = false) {
    const text = pdf ? say("download_pdf", { name: title }) : label;
    return h("button", {
      type: "button",
      className: pdf || what.startsWith("blank") ? "wb-quiet" : "wb-download",
      textContent: text,
      onclick: () => {
        said.textContent = say("document_preparing");
        model.send({ kind: "make", document: what, record, language: wanted, pdf });
      },
    });
  }

  /** @param {Offer} offered */
  function offer(offered) {
    const printed = offered.title && model.get("office");
    return h("div", {}, button(offered), printed ? button(offered, true) : null);
  }

  function build() {
    const offers = model.get("offers");
    if (!offers.length) return el.replaceChildren();
    wanted = wanted || model.get("language");
    const calendar = offers.every((/** @type {Offer} */ o) => o.document === "calendar");
    const title = say(calendar ? "appointments" : "documents");
    said = h("p", { className: "wb-said", role: "status" });
    const hint = model.get("hint");
    return renew(
      el,
      h(
        "section",
        { className: "wb-documents", lang: model.get("language"), "aria-label": title },
        h("h2", {}, title),
        hint ? lead(hint) : null,
        offers.some(isWord) ? languages() : null,
        h("div", { className: "wb-offers" }, ...offers.map(offer)),
        offers.some((/** @type {Offer} */ o) => o.title) && !model.get("office")
          ? h("p", { className: "wb-hint" }, say("pdf_by_word"))
          : null,
        said,
      ),
    );
  }

  /** @param {Message} message @param {BlobPart[]} buffers */
  function receive(message, buffers) {
    if (message.kind === "failed") said.textContent = message.text;
    if (message.kind !== "made") return;
    const type = TYPES[message.name.split(".").pop()];
    const url = URL.createObjectURL(new Blob([buffers[0]], { type }));
    const link = h("a", { href: url, download: message.name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    said.textContent = say("download_ready", { file: message.name });
  }

  const later = () => whenCalm(build);
  model.on("change:shown", later);
  model.on("msg:custom", receive);
  build();
  return () => {
    model.off("change:shown", later);
    model.off("msg:custom", receive);
  };
}

export default { render };
