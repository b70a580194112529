// What is shown on the page with a role and a name, within a form when one is named: as
// somebody who has the page read aloud finds it. A name may go on after what is asked for.
(role, name, form) => {
  const inputs = "input:not([type=radio], [type=checkbox], [type=file])";
  const where = {
    button: "button",
    checkbox: "input[type=checkbox]",
    file: "input[type=file]",
    form: ".wb-form",
    heading: "h1",
    radio: "input[type=radio]",
    region: "section[aria-label], section[aria-labelledby], [role=region]",
    textbox: `textarea, ${inputs}`,
  };
  const words = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const pointed = (node) =>
    (node.getAttribute("aria-labelledby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent)
      .join(" ");
  const named = (node) =>
    words(pointed(node)) ||
    words(node.getAttribute("aria-label")) ||
    words([...(node.labels ?? [])].map((label) => label.textContent).join(" ")) ||
    words(node.textContent);
  const shown = (role, within) =>
    [...within.querySelectorAll(where[role])].filter((node) =>
      node.checkVisibility({ visibilityProperty: true }),
    );
  const best = (role, name, within) => {
    const all = shown(role, within);
    return (
      all.find((node) => named(node) === name) ??
      all.find((node) => named(node).startsWith(name)) ??
      null
    );
  };
  const within = form ? best("form", form, document) : document;
  return within && best(role, name, within);
}
