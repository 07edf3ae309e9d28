/**
 * The parts of a page that belong to a note: the note itself, its marked words, the numbers behind them.
 *
 * In the preview a page changes while it is open, which the event `readingroom:morphed` says: the parts are
 * gathered anew then, before the modules that import this one hear of it.
 */

/** @template {Element} T @param {string} selector @returns {T[]} */
function all(selector) {
  return /** @type {T[]} */ ([...document.querySelectorAll(selector)]);
}

/** What the notes of the text stand in, with the words beside them as its first child. */
/** @type {HTMLElement | null} */
export let body = null;
/** @type {HTMLDetailsElement[]} the notes beside the text, in their order */
export let notes = [];
/** @type {HTMLDetailsElement[]} those on the whole text and the unplaced ones too */
export let everyNote = [];

/** @type {Map<string, HTMLDetailsElement>} */
const noteById = new Map();
/** @type {Map<string, HTMLElement[]>} */
const marksById = new Map();
/** @type {Map<string, HTMLAnchorElement[]>} */
const refsById = new Map();

gather();
document.addEventListener("readingroom:morphed", gather);

function gather() {
  body = document.querySelector(".text-body");
  notes = all(".text-body .note");
  for (const map of [noteById, marksById, refsById]) map.clear();
  for (const note of /** @type {HTMLDetailsElement[]} */ (all(".note"))) noteById.set(idOf(note), note);
  everyNote = [...noteById.values()];
  for (const mark of /** @type {HTMLElement[]} */ (all("mark[data-note]"))) {
    for (const id of idsOfMark(mark)) put(marksById, id, mark);
  }
  for (const ref of /** @type {HTMLAnchorElement[]} */ (all(".noteref"))) put(refsById, idOfRef(ref), ref);
}

/** @template T @param {Map<string, T[]>} lists @param {string} id @param {T} part */
function put(lists, id, part) {
  const list = lists.get(id);
  if (list) list.push(part);
  else lists.set(id, [part]);
}

/** @param {string} id @returns {HTMLDetailsElement | undefined} */
export const noteOf = (id) => noteById.get(id);
/** Marked words are in pieces where other marks cross them. @param {string} id */
export const marksOf = (id) => marksById.get(id) ?? [];
/** A note on several passages has a number behind each. @param {string} id */
export const refsOf = (id) => refsById.get(id) ?? [];

/** @param {HTMLElement} note */
export function idOf(note) {
  return note.dataset.note ?? "";
}

/** @param {HTMLAnchorElement} ref */
export function idOfRef(ref) {
  return ref.hash.slice("#note-".length);
}

/** Where notes cross, a mark may name several. @param {HTMLElement} mark */
export function idsOfMark(mark) {
  return (mark.dataset.note ?? "").split(" ").filter(Boolean);
}

/**
 * The notes of marked words, those of the marks round them included, the innermost last.
 * @param {HTMLElement} mark
 * @returns {string[]}
 */
export function idsOfWords(mark) {
  const outer = markAt(mark.parentElement);
  return [...(outer ? idsOfWords(outer) : []), ...idsOfMark(mark)];
}

/**
 * The note that an element is part of, if any.
 * @param {EventTarget | null} target
 * @returns {HTMLDetailsElement | null}
 */
export function noteAt(target) {
  return target instanceof Element ? target.closest("details.note") : null;
}

/** @param {EventTarget | null} target @returns {HTMLAnchorElement | null} */
export function refAt(target) {
  return target instanceof Element ? target.closest("a.noteref") : null;
}

/**
 * The innermost marked words; those of a kind that is switched off are words like others.
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}
 */
export function markAt(target) {
  return target instanceof Element ? target.closest("mark[data-note]:not(.is-off)") : null;
}

/**
 * The notes that an element has to do with: as part of one, as a number, as marked words.
 * @param {EventTarget | null} target
 * @returns {string[]}
 */
export function idsAt(target) {
  const note = noteAt(target);
  if (note) return [idOf(note)];
  const ref = refAt(target);
  if (ref) return [idOfRef(ref)];
  const mark = markAt(target);
  return mark ? idsOfMark(mark) : [];
}
