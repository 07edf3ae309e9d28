/**
 * Notes and their words: lights up what belongs together, opens on a click, leads back.
 *
 * Everything here is convenience: without it the notes stand in the margin or under their paragraph all
 * the same, and their numbers lead to them.
 */
import { offerAddresses } from "./addresses.js";
import { followKeys } from "./keys.js";
import { followKinds, reveal } from "./kinds.js";
import { WIDE, hold, holding, keepSettled, settleMargin, settleSoon } from "./margin.js";
import {
  body,
  everyNote,
  idOf,
  idOfRef,
  idsAt,
  idsOfWords,
  markAt,
  marksOf,
  noteAt,
  noteOf,
  refAt,
  refsOf,
} from "./parts.js";
import { followPreviews } from "./preview.js";

// --- what belongs together -------------------------------------------------------------------------

/** @type {string[]} */
let lit = [];

/** @param {string[]} ids */
function light(ids) {
  if (ids.join() === lit.join()) return;
  for (const part of lit.flatMap(partsOf)) part.classList.remove("is-active");
  lit = ids;
  for (const part of lit.flatMap(partsOf)) part.classList.add("is-active");
}

/** @param {string} id @returns {HTMLElement[]} */
function partsOf(id) {
  const note = noteOf(id);
  return [...(note ? [note] : []), ...refsOf(id), ...marksOf(id)];
}

document.addEventListener("pointerover", ({ target }) => {
  const ids = idsAt(target);
  light(ids.length ? ids : idsAt(document.activeElement));
});
document.addEventListener("focusout", () => light([]));
document.addEventListener("focusin", ({ target }) => {
  light(idsAt(target));
  // A link in a comment of which the margin shows the beginning only. A pointer needs no opening, and
  // the link would move from under it.
  const note = noteAt(target);
  const link = /** @type {Element} */ (target);
  if (note && link.closest(".note-body") && link.matches(":focus-visible")) note.open = true;
});

// --- opening and returning -------------------------------------------------------------------------

/** @type {HTMLAnchorElement | undefined} the number that led to a note */
let from;

/**
 * Opens a note where it stands and brings it into sight.
 * @param {HTMLDetailsElement} note
 * @param {{focus?: boolean}} [how] focus: whether the keyboard goes there too
 */
function read(note, { focus = false } = {}) {
  const id = idOf(note);
  hold(id);
  note.open = true;
  settleMargin();
  if (focus) note.querySelector("summary")?.focus({ preventScroll: true });
  // The margin may still be moving: where the note will stand is where its words are.
  const goal = WIDE.matches && body?.contains(note) ? refsOf(id)[0] : undefined;
  (goal ?? note).scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const other = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (event.defaultPrevented || other || !(event.target instanceof Element)) return;
  const ref = refAt(event.target);
  if (ref) {
    followRef(event, ref);
  } else if (!event.target.closest("a, summary") && getSelection()?.isCollapsed) {
    const note = noteAt(event.target);
    const mark = markAt(event.target);
    if (note && !note.open) read(note);
    else if (!note && mark) toggle(mark);
  }
});

/** @param {Event} event @param {HTMLAnchorElement} ref */
function followRef(event, ref) {
  const note = noteOf(idOfRef(ref));
  if (!note) return;
  event.preventDefault();
  history.replaceState(history.state, "", ref.hash);
  from = ref;
  read(note, { focus: true });
}

/**
 * Opens the notes of marked words one after the other, the innermost first; then closes them.
 * @param {HTMLElement} mark
 */
function toggle(mark) {
  const found = idsOfWords(mark).flatMap((id) => noteOf(id) ?? []).filter((note) => !note.hidden);
  const closed = found.filter((note) => !note.open).at(-1);
  if (closed) read(closed);
  else for (const note of found) note.open = false;
}

document.addEventListener("keydown", (event) => {
  const note = event.key === "Escape" ? noteAt(document.activeElement) : null;
  if (!note) return;
  const refs = refsOf(idOf(note));
  const back = refs.find((ref) => ref === from) ?? refs[0] ?? note.querySelector("summary");
  note.open = false;
  back?.focus();
});

// `toggle` does not bubble.
document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!(target instanceof HTMLDetailsElement) || !target.matches(".note")) return;
    if (target.open) offerAddresses(target);
    if (target.open) hold(idOf(target));
    else if (holding() === idOf(target)) hold("");
    settleSoon();
  },
  true,
);

/** Opens the note that the address names, whatever the browser does by itself. */
function followAddress() {
  // Ids of notes need no escapes, so an address with some names no note.
  const note = noteAt(document.getElementById(location.hash.slice(1)));
  if (!note) return;
  reveal(note);
  read(note);
}

followKinds();
followKeys();
followPreviews();
keepSettled();
followAddress();
window.addEventListener("hashchange", followAddress);

// The preview has changed the page.
document.addEventListener("readingroom:morphed", () => {
  light(lit.filter(noteOf));
  for (const note of everyNote) if (note.open) offerAddresses(note);
});
