/**
 * Notes and their words: settles the margin, lights up what belongs together, opens on a click.
 *
 * Everything here is convenience: without it the notes stand in the margin or under their paragraph all
 * the same, and their numbers lead to them.
 */
import { fit } from "./settle.js";

/** The width from which notes.css and text.css put the notes into the margin. */
const WIDE = window.matchMedia("(width >= 64rem)");
/** Between two notes of the margin, CSS pixels: about the 0.85rem that notes.css has without scripts. */
const GAP = 14;
/** Lines of a closed note that the margin shows where there is room. */
const LINES = 4;
/** A note may stand two lines and a half from its words that others may show more of their comments. */
const REACH = 72;
/** A note that is being read stays beside its words, and the others make way. */
const HELD = 1e4;

const body = document.querySelector(".text-body");
/** @type {HTMLDetailsElement[]} */
const notes = [...document.querySelectorAll(".text-body .note")];
/** @type {Map<string, HTMLDetailsElement>} */
const noteById = new Map(
  [...document.querySelectorAll(".note")].map((note) => [note.dataset.note, note]),
);
/** @type {Map<string, HTMLElement[]>} */
const marksById = new Map();
for (const mark of document.querySelectorAll("mark[data-note]")) {
  for (const id of mark.dataset.note.split(" ")) {
    marksById.set(id, [...(marksById.get(id) ?? []), mark]);
  }
}
/** @type {string | undefined} the note being read */
let held;
/** @type {Element | undefined} the number that led to it */
let from;

/** The numbers behind a note's words; a note on several passages has one behind each. */
const refsOf = (id) => document.querySelectorAll(`.noteref[href$="#note-${CSS.escape(id)}"]`);
/** @param {Element} ref */
const idOfRef = (ref) => /** @type {HTMLAnchorElement} */ (ref).hash.slice("#note-".length);

// --- the margin ------------------------------------------------------------------------------------

let frame = 0;
/** Settles before the next paint, once however often it is asked for. */
function settleSoon() {
  if (!frame) {
    frame = requestAnimationFrame(() => {
      frame = 0;
      settleMargin();
    });
  }
}

function settleMargin() {
  if (!body || !notes.length) return;
  const root = document.documentElement;
  if (!WIDE.matches) {
    delete root.dataset.settled;
    body.style.minBlockSize = "";
    for (const note of notes) note.style.translate = "";
    return;
  }
  const first = root.dataset.settled === undefined;
  if (first) root.dataset.settled = "first";
  const origin = body.getBoundingClientRect().top;
  const extent = body.firstElementChild.getBoundingClientRect().height;
  const placed = notes
    .map((note) => ({ note, wanted: wantedTop(note) - origin }))
    .sort((a, b) => a.wanted - b.wanted);
  const heights = heightsByLines(placed.map(({ note }) => note));
  const slips = placed.map(({ note, wanted }, i) => ({
    wanted,
    heights: heights[i],
    weight: note.dataset.note === held ? HELD : 1,
  }));
  const { lines, tops, foot } = fit(slips, { gap: GAP, extent, reach: REACH });
  placed.forEach(({ note }, i) => {
    note.dataset.preview = String(lines[i]);
    note.style.translate = `0 ${tops[i]}px`;
  });
  body.style.minBlockSize = foot > extent ? `${Math.ceil(foot)}px` : "";
  // The first time they appear in place; from then on they move there.
  if (first) requestAnimationFrame(() => requestAnimationFrame(() => (root.dataset.settled = "")));
}

/**
 * How high each note is with 0, 1 … lines of its comment; an open one has one height.
 * Measured a level at a time, so that the page is laid out once a level and not once a note.
 * @param {HTMLDetailsElement[]} list
 * @returns {number[][]}
 */
function heightsByLines(list) {
  /** @type {number[][]} */
  const heights = list.map(() => []);
  for (let lines = 0; lines <= LINES; lines += 1) {
    for (const note of list) note.dataset.preview = String(lines);
    list.forEach((note, i) => {
      if (!note.open || lines === 0) heights[i].push(note.offsetHeight);
    });
  }
  return heights;
}

/**
 * The top of the line where a note's words begin.
 * @param {HTMLDetailsElement} note
 */
function wantedTop(note) {
  const id = note.dataset.note;
  const mark = marksById.get(id)?.[0] ?? refsOf(id)[0];
  const box = mark?.getClientRects()[0];
  return (box ?? note.closest(".spread").firstElementChild.getBoundingClientRect()).top;
}

// --- what belongs together -------------------------------------------------------------------------

/**
 * The notes that an element belongs to, the one to open first first.
 * @param {EventTarget | null} target
 * @returns {string[]}
 */
function idsAt(target) {
  if (!(target instanceof Element)) return [];
  const note = target.closest(".note");
  if (note) return [note.dataset.note];
  const ref = target.closest(".noteref");
  if (ref) return [idOfRef(ref)];
  return target.closest("mark[data-note]")?.dataset.note.split(" ") ?? [];
}

/**
 * @param {string[]} ids
 * @param {boolean} on
 */
function light(ids, on) {
  for (const id of ids) {
    for (const part of [noteById.get(id), ...refsOf(id), ...(marksById.get(id) ?? [])]) {
      part?.classList.toggle("is-active", on);
    }
  }
}

/** @type {string[]} */
let lit = [];
/** @param {string[]} ids */
function lightOnly(ids) {
  if (ids.join() === lit.join()) return;
  light(lit, false);
  light((lit = ids), true);
}

const focused = () => idsAt(document.activeElement);
document.addEventListener("pointerover", (event) => {
  const ids = idsAt(event.target);
  lightOnly(ids.length ? ids : focused());
});
document.addEventListener("focusin", (event) => {
  lightOnly(idsAt(event.target));
  // A link in a comment of which the margin shows the beginning only. A pointer needs no opening, and
  // the link would move from under it.
  const link = /** @type {Element} */ (event.target);
  const note = link.closest(".note-body")?.closest(".note");
  if (note && link.matches(":focus-visible")) note.open = true;
});
document.addEventListener("focusout", () => lightOnly([]));

// --- opening and returning -------------------------------------------------------------------------

/**
 * Opens a note where it stands and leads the reader there.
 * @param {string} id
 * @param {boolean} [focus] whether the keyboard goes there too
 */
function read(id, focus = true) {
  const note = noteById.get(id);
  if (!note) return;
  held = id;
  note.open = true;
  settleMargin();
  const summary = note.querySelector("summary");
  if (focus) summary.focus({ preventScroll: true });
  // The margin may still be moving: where the note will stand is where its words are.
  const goal = WIDE.matches && note.closest(".text-body") ? refsOf(id)[0] : note;
  goal?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const target = /** @type {Element} */ (event.target);
  const ref = target.closest(".noteref");
  if (ref) {
    event.preventDefault();
    const id = idOfRef(ref);
    from = ref;
    history.replaceState(history.state, "", ref.hash);
    read(id);
    return;
  }
  const preview = target.closest(".note:not([open]) > .note-body");
  if (preview && !target.closest("a") && getSelection()?.isCollapsed) {
    read(preview.parentElement.dataset.note, false);
    return;
  }
  const mark = target.closest("mark[data-note]");
  if (!mark || target.closest("a, summary") || !getSelection()?.isCollapsed) return;
  const ids = mark.dataset.note.split(" ");
  const closed = ids.filter((id) => !noteById.get(id)?.open);
  if (closed.length) read(closed.at(-1), false);
  else for (const id of ids) noteById.get(id).open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const note = document.activeElement?.closest(".note");
  if (!note) return;
  note.open = false;
  const refs = [...refsOf(note.dataset.note)];
  (refs.find((ref) => ref === from) ?? refs[0] ?? note.querySelector("summary")).focus();
});

// `toggle` does not bubble.
document.addEventListener(
  "toggle",
  (event) => {
    const note = event.target;
    if (!(note instanceof HTMLDetailsElement) || !note.matches(".note")) return;
    if (note.open) held = note.dataset.note;
    else if (held === note.dataset.note) held = undefined;
    settleSoon();
  },
  true,
);

/** Opens the note that the address names, whatever the browser does by itself. */
function followHash() {
  // Ids of notes need no escapes, so an address with some names no note.
  const target = document.getElementById(location.hash.slice(1));
  const note = target?.closest(".note");
  if (note) read(note.dataset.note, false);
}

settleMargin();
followHash();
window.addEventListener("hashchange", followHash);
WIDE.addEventListener("change", settleSoon);
document.fonts?.ready.then(settleSoon);
if (body) new ResizeObserver(settleSoon).observe(body.firstElementChild);
