// Elements and texts, for every widget of the workbook.

/**
 * An element with properties, attributes, listeners (on…) and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [props]
 * @param {...any} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && !name.includes("-")) Object.assign(node, { [name]: value });
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/**
 * A text with its {placeholders} filled in.
 * @param {string} text
 * @param {Record<string, any>} details
 */
export function fill(text, details) {
  return text.replace(/\{(\w+)\}/g, (all, name) => details[name] ?? all);
}

/**
 * A small picture for a button that says in words what it does.
 * @param {string} path
 */
export function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "wb-picture");
  svg.setAttribute("aria-hidden", "true");
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
  drawn.setAttribute("d", path);
  svg.append(drawn);
  return svg;
}

/**
 * Put new parts in place of all there are. What has the focus and is there again keeps
 * it: whoever comes by keyboard would else be sent back to the top of the page.
 * @param {HTMLElement} el
 * @param {...Node} parts
 */
export function renew(el, ...parts) {
  const held = document.activeElement;
  /** @param {(node: Element) => boolean} same */
  const alike = (same) => {
    const found = [...el.querySelectorAll(held?.localName ?? "")].filter(same);
    return { found, at: found.indexOf(/** @type {Element} */ (held)) };
  };
  const inside = held && held !== el && el.contains(held);
  const [said, kind] = [held?.textContent, held?.className];
  const same = (/** @type {Element} */ node) => node.className === kind;
  const verySame = (/** @type {Element} */ node) => same(node) && node.textContent === said;
  const [first, second] = inside ? [alike(verySame), alike(same)] : [];
  el.replaceChildren(...parts);
  if (!first || !second || document.activeElement === held) return;
  const again = alike(verySame).found[first.at] ?? alike(same).found[second.at];
  /** @type {HTMLElement | undefined} */ (again)?.focus({ preventScroll: true });
}

let pressed = false;
const waiting = new Set();
window.addEventListener("pointerdown", () => (pressed = true), true);
// A button is pressed by the space bar when that is let go.
window.addEventListener("keydown", ({ key }) => key === " " && (pressed = true), true);
for (const end of ["pointerup", "pointercancel", "keyup", "blur"]) {
  window.addEventListener(
    end,
    () =>
      pressed &&
      setTimeout(() => {
        pressed = false;
        const acts = [...waiting];
        waiting.clear();
        acts.forEach((act) => act());
      }, 30),
    true,
  );
}

/**
 * Rebuild now, or after the press that is under way: a button that is replaced
 * between press and release, of the mouse or a key, never gets its click.
 * @param {() => void} act
 */
export function whenCalm(act) {
  if (pressed) waiting.add(act);
  else act();
}
