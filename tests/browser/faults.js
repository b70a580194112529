// What in this page somebody could not use: a sentence each. WCAG 2.2, and the
// sizes of the house: 44 px to press, 16 px to read and to write in.
() => {
  const faults = [];
  const root = document.querySelector(".wb-page");
  const shown = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const inPage = (selector) => [...root.querySelectorAll(selector)].filter(shown);
  const say = (node, what) => {
    const words = (node.getAttribute("aria-label") || node.textContent || node.id || "").trim();
    faults.push(`${what}: <${node.localName} class="${node.className}"> ${words.slice(0, 60)}`);
  };

  // One page: a heading, landmarks, a language, no sideways scrolling.
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) {
    faults.push(`scrolls sideways: ${page.scrollWidth} > ${page.clientWidth}`);
    for (const node of inPage("*")) {
      if (node.getBoundingClientRect().right > page.clientWidth + 1) say(node, "sticks out");
    }
  }
  const headings = [...document.querySelectorAll("h1")].filter(shown);
  if (headings.length !== 1) faults.push(`${headings.length} h1`);
  if (document.querySelectorAll("main").length !== 1) faults.push("not one main");
  for (const landmark of ["nav", "header", "footer"]) {
    if (inPage(landmark).length !== 1) faults.push(`not one ${landmark}`);
  }
  if (inPage(".wb-head")[0]?.lang !== page.lang) faults.push(`html lang is ${page.lang}`);
  for (const form of inPage("form")) if (form.lang !== page.lang) say(form, "other lang");
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  for (const id of ids.filter((id, n) => ids.indexOf(id) !== n)) faults.push(`two ids ${id}`);

  // Every control has a name, every group a legend, every description is there.
  const name = (node) =>
    node.getAttribute("aria-label") ||
    [...(node.labels ?? [])].map((label) => label.textContent.trim()).join(" ") ||
    (node.localName === "button" && node.textContent.trim());
  const controls = inPage("input, textarea, select, button").filter(
    (node) => node.getAttribute("aria-hidden") !== "true",
  );
  for (const node of controls) if (!name(node)) say(node, "no name");
  for (const node of inPage("input[type=radio], input[type=checkbox]")) {
    if (!node.closest("fieldset")?.querySelector("legend")?.textContent) say(node, "no legend");
  }
  for (const node of inPage("[aria-describedby]")) {
    for (const id of node.getAttribute("aria-describedby").split(" ")) {
      if (!document.getElementById(id)) say(node, `described by nothing (${id})`);
    }
  }

  // Large enough to press, to read and to write in.
  for (const node of controls.concat(inPage("summary"))) {
    const target = /radio|checkbox/.test(node.type ?? "") ? node.closest("label") : node;
    const { width, height } = target.getBoundingClientRect();
    if (width < 43.9 || height < 43.9) say(node, `small, ${width.toFixed()}×${height.toFixed()}`);
  }
  const size = (node) => parseFloat(getComputedStyle(node).fontSize);
  for (const node of inPage("input, textarea, select")) {
    if (size(node) < 16) say(node, `written in ${size(node)} px`);
  }

  // Dark enough on its background.
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const [r, g, b, a = 1] = numbers(getComputedStyle(at).backgroundColor);
      if (a > 0.99) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => {
      const part = c / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const words = inPage("*").filter((node) =>
    [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()),
  );
  for (const node of words) {
    const ratio = contrast(numbers(getComputedStyle(node).color).slice(0, 3), behind(node));
    if (ratio < 4.5) say(node, `contrast ${ratio.toFixed(1)}`);
    if (size(node) < 13) say(node, `read in ${size(node)} px`);
  }
  for (const node of controls.filter((n) => n.matches("input:not([type=file]), textarea, select"))) {
    const ratio = contrast(numbers(getComputedStyle(node).borderTopColor).slice(0, 3), [255, 255, 255]);
    if (!/radio|checkbox/.test(node.type) && ratio < 3) say(node, `border ${ratio.toFixed(1)}`);
  }

  // The focus can be seen wherever it is.
  for (const node of controls.concat(inPage("summary"))) {
    if (node.disabled) continue;
    node.focus({ preventScroll: true, focusVisible: true });
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(node);
    if (document.activeElement !== node) say(node, "takes no focus");
    else if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) say(node, "focus unseen");
    else {
      const ratio = contrast(numbers(outlineColor).slice(0, 3), behind(node.parentElement));
      if (ratio < 3) say(node, `focus ${ratio.toFixed(1)}`);
    }
  }
  document.activeElement.blur();
  return faults;
}
