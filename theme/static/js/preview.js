/**
 * The beginning of a note or of a glossary entry beside its number or name, where it is not in sight.
 *
 * As WCAG 2.2, 1.4.13 asks: Escape dismisses it, the pointer can go onto it, and it stays until the
 * pointer and the keyboard have left. It stands below or above the words and never on them.
 */
import { noteOf, idOfRef, refAt } from "./parts.js";

/** A pointer on its way elsewhere asks for nothing, ms. */
const PATIENCE = 150;
/** Time to go from the words to the preview, ms. */
const GRACE = 300;
/** Between words and preview, and between preview and window, CSS pixels. */
const GAP = 8;
/** Of a note's body that is in sight, CSS pixels: a line. */
const LINE = 16;

const box = document.createElement("div");
box.className = "preview";
box.id = "preview";
box.role = "tooltip";
box.popover = "manual";

/** @type {HTMLAnchorElement | null} what the preview is of */
let owner = null;
/** @type {HTMLAnchorElement | null} what it was dismissed at, until that is left */
let dismissed = null;
let timer = 0;

/** @param {EventTarget | null} target @returns {HTMLAnchorElement | null} */
function triggerAt(target) {
  return refAt(target) ?? (target instanceof Element ? target.closest("a.term[data-summary]") : null);
}

/** @param {Element} element */
function inSight(element) {
  const { height, top, bottom } = element.getBoundingClientRect();
  // What a closed note hides has a height all the same.
  const shown = height > 0 && element.checkVisibility({ contentVisibilityProperty: true });
  return shown && bottom > LINE && top < innerHeight - LINE;
}

/**
 * The parts of a preview: class and words of each. None where the note itself can be read.
 * @param {HTMLAnchorElement} trigger
 * @returns {[string, string][]}
 */
function partsFor(trigger) {
  if (trigger.dataset.summary) return [["preview-words", trigger.dataset.summary]];
  const note = noteOf(idOfRef(trigger));
  const body = note?.querySelector(".note-body");
  if (!note || !body || inSight(body)) return [];
  const words = (/** @type {string} */ selector) => note.querySelector(selector)?.textContent.trim() ?? "";
  const comment = [...body.children].find((part) => part.matches("p, ul, ol, blockquote:not(.note-quote)"));
  return [
    ["preview-kind", words(".note-kind")],
    ["preview-name", words(".note-name")],
    ["preview-words", comment?.textContent.trim() ?? ""],
  ];
}

/** @param {HTMLAnchorElement} trigger */
function show(trigger) {
  hide();
  const parts = partsFor(trigger).filter(([, words]) => words);
  if (!parts.length) return;
  owner = trigger;
  box.replaceChildren(
    ...parts.map(([name, words]) => {
      const part = document.createElement("p");
      part.className = name;
      part.textContent = words;
      return part;
    }),
  );
  // The colour of a note's kind; a note says its words itself when it is opened, an entry does not.
  const colour = noteOf(idOfRef(trigger))?.className.match(/note-[a-z]+/)?.[0];
  box.className = `preview${colour ? ` ${colour}` : ""}`;
  if (trigger.dataset.summary) trigger.setAttribute("aria-describedby", box.id);
  box.showPopover();
  place();
}

function hide() {
  clearTimeout(timer);
  if (!owner) return;
  owner.removeAttribute("aria-describedby");
  owner = null;
  box.hidePopover();
}

/** Below the words, or above them where there is more room. */
function place() {
  if (!owner) return;
  const words = owner.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const room = document.documentElement.clientWidth - width - GAP;
  const below = words.bottom + GAP;
  const above = words.top - GAP - height;
  const top = below + height + GAP > innerHeight && above > 0 ? above : below;
  box.style.left = `${Math.max(GAP, Math.min(words.left + words.width / 2 - width / 2, room))}px`;
  box.style.top = `${top}px`;
}

/** @param {() => void} then @param {number} wait */
function later(then, wait) {
  clearTimeout(timer);
  timer = setTimeout(then, wait);
}

/** @param {PointerEvent} event */
function pointed({ target, pointerType }) {
  if (pointerType === "touch") return; // A touch goes where the number leads.
  const trigger = triggerAt(target);
  if (trigger !== dismissed) dismissed = null;
  const kept = trigger === owner || (target instanceof Node && box.contains(target));
  if (owner && kept) clearTimeout(timer);
  else if (trigger && !dismissed) later(() => show(trigger), PATIENCE);
  else if (!owner) clearTimeout(timer);
  else if (document.activeElement !== owner) later(hide, GRACE);
}

/** Shows previews from now on, in browsers that have popovers. */
export function followPreviews() {
  if (!("showPopover" in box)) return;
  // Below `main`, so that what is read stands in a landmark.
  document.querySelector("main")?.append(box);
  document.addEventListener("pointerover", pointed);
  document.addEventListener("focusin", ({ target }) => {
    const trigger = triggerAt(target);
    if (trigger?.matches(":focus-visible")) show(trigger);
    else hide();
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Node && box.contains(target))) hide();
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !owner) return;
      dismissed = owner;
      hide();
      event.stopPropagation();
    },
    true,
  );
  document.addEventListener("scroll", () => (owner && !inSightOf(owner) ? hide() : place()), { passive: true });
  window.addEventListener("resize", hide);
  document.addEventListener("readingroom:morphed", () => {
    if (!owner?.isConnected) hide();
  });
}

/** @param {Element} words */
function inSightOf(words) {
  const { top, bottom } = words.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
