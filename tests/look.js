// What the tests of the looks measure on a page. Each function returns what is wrong, as texts.
window.look = (() => {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const name = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 120);

  // The parents of an element, itself first.
  function* chain(element) {
    for (; element; element = element.parentElement) yield element;
  }

  // The lines of text that are shown, each with its box. What only screen readers see is left out.
  function lines() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      if (!node.data.trim() || parent.closest("option, textarea, script, .honeypot") || !shown(parent)) continue;
      const styles = [...chain(parent)].map((element) => [element, getComputedStyle(element)]);
      if (styles.some(([, style]) => style.clipPath === "inset(50%)")) continue;
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width > 1) found.push({ box, styles, text: node.data.trim().slice(0, 50) });
      }
    }
    return found;
  }

  // Text that is cut off, hidden by other text, or beyond the sides of the page.
  function lost() {
    // A phone shows more than its screen is wide once a page is wider: `innerWidth` would follow.
    const { clientWidth, scrollWidth } = document.documentElement;
    const all = lines();
    const wrong = new Set();
    for (const { box, styles, text } of all) {
      let reachable = false;
      for (const [element, { overflowX, overflowY }] of styles) {
        const frame = element.getBoundingClientRect();
        const isCut = (overflow, from, to, low, high) => ["hidden", "clip"].includes(overflow) && (from < low - 2 || to > high + 2);
        reachable ||= overflowX === "auto" || overflowX === "scroll";
        if (isCut(overflowX, box.left, box.right, frame.left, frame.right) && !reachable) wrong.add(`cut off: ${text}`);
        if (isCut(overflowY, box.top, box.bottom, frame.top, frame.bottom)) wrong.add(`cut off: ${text}`);
      }
      if (!reachable && (box.left < -1 || box.right > clientWidth + 1)) wrong.add(`beyond the side: ${text}`);
    }
    const shared = (a, b, from, to) => Math.min(a[to], b[to]) - Math.max(a[from], b[from]);
    all.sort((a, b) => a.box.top - b.box.top);
    all.forEach((a, i) => {
      for (let j = i + 1; j < all.length && all[j].box.top < a.box.bottom; j++) {
        const b = all[j];
        const isCovered = shared(a.box, b.box, "left", "right") > 2
          && shared(a.box, b.box, "top", "bottom") > 0.4 * Math.min(a.box.height, b.box.height);
        if (isCovered) wrong.add(`one over the other: ${a.text} / ${b.text}`);
      }
    });
    if (scrollWidth > clientWidth) wrong.add(`the page is ${scrollWidth} pixels wide`);
    return [...wrong];
  }

  // The spacing of text that WCAG 1.4.12 lets a reader choose. Only a sheet made by a script gets past the site's policy.
  const spacing = new CSSStyleSheet();
  spacing.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-bottom: 2em !important; }`);
  function space(isWide) {
    document.adoptedStyleSheets = isWide ? [spacing] : [];
  }

  // Controls without a border, or without an outline when they have the focus. Browsers draw ticks and dots by themselves.
  function unmarked() {
    const wrong = [];
    const fields = "input:not([type=checkbox], [type=radio], [type=hidden]), textarea, select, button, .button";
    for (const field of document.querySelectorAll(fields)) {
      const { borderBottomStyle, borderBottomWidth } = getComputedStyle(field);
      if (shown(field) && (borderBottomStyle === "none" || parseFloat(borderBottomWidth) < 1)) wrong.push(`no border: ${name(field)}`);
    }
    for (const control of document.querySelectorAll("a[href], input, textarea, select, button, summary, [tabindex='0']")) {
      control.focus({ preventScroll: true, focusVisible: true });
      const { outlineStyle, outlineWidth } = getComputedStyle(control);
      const isMarked = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
      if (document.activeElement === control && !isMarked) wrong.push(`no outline: ${name(control)}`);
    }
    document.activeElement?.blur();
    return wrong;
  }

  // What moves or would move.
  function moving() {
    const moves = ({ animationName, transitionDuration, scrollBehavior }) =>
      animationName !== "none" || scrollBehavior === "smooth" || transitionDuration.split(",").some((time) => parseFloat(time) > 0);
    return [...document.querySelectorAll("*")].filter((element) => moves(getComputedStyle(element))).map((element) => `moves: ${name(element)}`);
  }

  return { lost, space, unmarked, moving };
})();
