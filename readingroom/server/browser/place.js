/**
 * Where the reader is in a page, kept while it changes: what is in sight, the focus, the selection.
 */

/** Heights of the window at which something is looked for that stays, from the top: where one reads. */
const EYES = [0.15, 0.3, 0.5, 0.7, 0.9];
/** What a place in words is counted from. */
const BLOCK = "p, li, dd, dt, td, th, h1, h2, h3, h4, h5, h6, blockquote, pre, figcaption, summary, main, body";
const KEPT = "readingroom-preview";

/** @typedef {{block: Element, offset: number, words: string}} Point a place in the words of a block */

/**
 * Remembers the place; what is returned goes back to it, as near as what is left allows.
 * @returns {() => void}
 */
export function keepPlace() {
  const marks = marksInSight();
  const focused = document.activeElement;
  const range = selected();
  const text = getSelection()?.toString() ?? "";
  return () => {
    const mark = marks.find(({ part }) => part.isConnected && part.getClientRects().length > 0);
    if (mark) {
      const slipped = mark.part.getBoundingClientRect().top - mark.top;
      if (Math.abs(slipped) >= 1) scrollBy({ top: slipped, behavior: "instant" });
    }
    refocus(focused);
    if (range && getSelection()?.toString() !== text) reselect(range);
  };
}

/** Elements in sight, the innermost first, with where they stand; those of the margin move by themselves. */
function marksInSight() {
  const main = document.querySelector("main");
  const box = (main ?? document.body).getBoundingClientRect();
  const left = Math.max(box.left, 0) + Math.min(box.width, innerWidth) / 3;
  return EYES.flatMap((eye) => document.elementsFromPoint(left, innerHeight * eye))
    .filter((part) => main?.contains(part) && part !== main && !part.closest("details"))
    .map((part) => ({ part, top: part.getBoundingClientRect().top }))
    .sort((a, b) => Math.abs(a.top) - Math.abs(b.top));
}

/** @param {Element | null} focused */
function refocus(focused) {
  if (!(focused instanceof HTMLElement) || document.activeElement === focused) return;
  const again = focused.isConnected ? focused : focused.id && document.getElementById(focused.id);
  if (again) again.focus({ preventScroll: true });
}

/** @returns {[Point, Point] | null} where the selection of words begins and ends */
function selected() {
  const selection = getSelection();
  if (!selection?.anchorNode || !selection.focusNode || selection.isCollapsed) return null;
  const from = pointAt(selection.anchorNode, selection.anchorOffset);
  const to = pointAt(selection.focusNode, selection.focusOffset);
  return from && to ? [from, to] : null;
}

/** @param {Node} node @param {number} offset @returns {Point | null} */
function pointAt(node, offset) {
  const block = (node instanceof Element ? node : node.parentElement)?.closest(BLOCK);
  if (!block) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  return { block, offset: before.toString().length, words: block.textContent ?? "" };
}

/** @param {[Point, Point]} range */
function reselect([from, to]) {
  const [anchor, focus] = [nodeAt(from), nodeAt(to)];
  if (anchor && focus) getSelection()?.setBaseAndExtent(...anchor, ...focus);
}

/** The place in the words as they are now. @param {Point} point @returns {[Node, number] | null} */
function nodeAt({ block, offset, words }) {
  if (!block.isConnected) return null;
  let left = shifted(offset, words, block.textContent ?? "");
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  while (node) {
    const { length } = /** @type {Text} */ (node);
    if (left <= length) return [node, left];
    left -= length;
    node = walker.nextNode();
  }
  return null;
}

/** An offset in words of which a stretch was changed. @param {number} offset @param {string} was @param {string} now */
function shifted(offset, was, now) {
  const most = Math.min(was.length, now.length);
  let start = 0;
  while (start < most && was[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && was.at(-1 - end) === now.at(-1 - end)) end += 1;
  if (offset <= start) return offset;
  return offset >= was.length - end ? offset + now.length - was.length : start;
}

// --- over a reload, where scripts changed ---------------------------------------------------------

const FIELDS = "main input, main textarea, main select";

/** Keeps what can be told again of a page that is loaded anew. */
export function keepForReload() {
  const notes = [...document.querySelectorAll(/** @type {"details"} */ ("details"))].map(({ open }) => open);
  const fields = fieldsOf().map((field) => [field.value, "checked" in field && field.checked]);
  const kept = { path: location.pathname, y: scrollY, notes, fields, focus: document.activeElement?.id };
  history.scrollRestoration = "manual";
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // Storage can be forbidden altogether; the page then begins at its top.
  }
}

/** Puts it back before other scripts look at the page, and once more when they have. */
export function restoreAfterReload() {
  let said = null;
  try {
    said = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
  } catch {
    // As above.
  }
  if (!said) return;
  const kept = JSON.parse(said);
  if (kept.path !== location.pathname) return;
  history.scrollRestoration = "manual";
  const details = document.querySelectorAll("details");
  if (details.length === kept.notes.length) details.forEach((part, i) => (part.open = kept.notes[i]));
  const fields = fieldsOf();
  if (fields.length === kept.fields.length) {
    fields.forEach((field, i) => {
      field.value = kept.fields[i][0];
      if ("checked" in field) field.checked = kept.fields[i][1];
    });
  }
  window.addEventListener("load", () => {
    // Scripts lay the page out before the frame after the next.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        scrollTo({ top: kept.y, behavior: "instant" });
        if (kept.focus) document.getElementById(kept.focus)?.focus({ preventScroll: true });
        history.scrollRestoration = "auto";
      }),
    );
  });
}

const fieldsOf = () =>
  /** @type {(HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[]} */ ([...document.querySelectorAll(FIELDS)]);
