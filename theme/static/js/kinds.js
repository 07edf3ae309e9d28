/**
 * Kinds of notes switched off and on: their notes and numbers are hidden, their words look like others.
 */
import { settleSoon } from "./margin.js";
import { everyNote, idOf, idsOfMark, marksOf, noteOf, refsOf } from "./parts.js";
import { remember, remembered, whenChanged } from "./storage.js";

/** The kinds that are off, by slug, with spaces between: for all texts, since kinds are the archive's. */
const KEY = "reading-room-kinds-off";

const BOX = /** @type {"input"} */ (".kinds input");
/** @type {HTMLInputElement[]} */
let boxes = [];

const keptOff = () => new Set(remembered(KEY).split(" ").filter(Boolean));

/** Shows and hides by what the boxes say. */
function apply() {
  const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
  for (const note of everyNote) note.hidden = off.has(note.dataset.kind ?? "");
  for (const note of everyNote) {
    for (const ref of refsOf(idOf(note))) ref.hidden = note.hidden;
    for (const mark of marksOf(idOf(note))) {
      // Words of several notes keep their look as long as one of them is shown.
      mark.classList.toggle("is-off", idsOfMark(mark).every((id) => noteOf(id)?.hidden));
    }
  }
  settleSoon();
}

/** Kinds that this text has no notes of stay as they were. */
function keep() {
  const off = keptOff();
  for (const box of boxes) {
    if (box.checked) off.delete(box.value);
    else off.add(box.value);
  }
  remember(KEY, [...off].join(" "));
}

function restore() {
  const off = keptOff();
  for (const box of boxes) box.checked = !off.has(box.value);
  apply();
}

/**
 * Shows a note that somebody asks for by its address, and so its kind, until the page is left.
 * @param {HTMLElement} note
 */
export function reveal(note) {
  if (!note.hidden) return;
  for (const box of boxes) box.checked ||= box.value === note.dataset.kind;
  apply();
}

/** Finds the boxes; those that were there stay as they are, others are set to what the reader chose. */
function gather() {
  const off = keptOff();
  const before = new Set(boxes);
  boxes = [...document.querySelectorAll(BOX)];
  for (const box of boxes) if (!before.has(box)) box.checked = !off.has(box.value);
  apply();
}

/** Follows the boxes from now on. */
export function followKinds() {
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof Element) || !target.matches(BOX)) return;
    keep();
    apply();
  });
  whenChanged(KEY, restore);
  gather();
  document.addEventListener("readingroom:morphed", gather);
}
