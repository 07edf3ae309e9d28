/**
 * From note to note by single keys, which the reader can switch off (WCAG 2.2, 2.1.4).
 *
 * The keyboard goes to the number behind the words, whose name says the note once; Enter opens it.
 */
import { everyNote, idOf, noteAt, idsAt, refsOf } from "./parts.js";
import { remember, remembered, whenChanged } from "./storage.js";

/** "off" where the reader wants the letters to do nothing. */
const KEY = "reading-room-note-keys";
/** Letters, and how many notes on each goes: those of mail readers, and those of vi. */
/** @type {Record<string, 1 | -1>} */
const STEPS = { n: 1, j: 1, p: -1, k: -1 };
/** Where letters are letters. */
const TYPED = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

const BOX = /** @type {"input"} */ (".note-keys input");
const boxNow = () => document.querySelector(BOX);

/**
 * What the keyboard goes to for a note: the first of its numbers, or its own head.
 * @param {HTMLDetailsElement} note
 * @returns {HTMLElement | null}
 */
const stopOf = (note) => refsOf(idOf(note))[0] ?? note.querySelector("summary");

/**
 * The note to go to: beside the one that has the focus, or else the first below or above what is read.
 * @param {1 | -1} step
 */
function goal(step) {
  const shown = everyNote.filter((note) => !note.hidden);
  const focus = document.activeElement;
  const [id] = noteAt(focus) || focus?.matches(".noteref") ? idsAt(focus) : [];
  const at = shown.findIndex((note) => idOf(note) === id);
  if (at >= 0) return shown[at + step];
  const top = (/** @type {HTMLDetailsElement} */ note) => stopOf(note)?.getBoundingClientRect().top ?? 0;
  return step > 0 ? shown.find((note) => top(note) >= 0) : shown.findLast((note) => top(note) < 0);
}

/** @param {HTMLElement} stop */
function go(stop) {
  const { top, bottom } = stop.getBoundingClientRect();
  const seen = top >= 0 && bottom <= innerHeight;
  stop.focus({ preventScroll: true });
  // In the middle, so that the sentence and what follows it can be read.
  if (!seen) stop.scrollIntoView({ block: "center" });
}

/** Listens for the keys from now on. */
export function followKeys() {
  const restore = () => {
    const box = boxNow();
    if (box) box.checked = remembered(KEY) !== "off";
  };
  restore();
  whenChanged(KEY, restore);
  document.addEventListener("readingroom:morphed", restore);
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.matches(BOX)) remember(KEY, target.checked ? "" : "off");
  });
  document.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const other = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (!step || !boxNow()?.checked || other || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest(TYPED)) return;
    const note = goal(step);
    const stop = note && stopOf(note);
    if (!stop) return;
    event.preventDefault();
    go(stop);
  });
}
