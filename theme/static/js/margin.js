/**
 * The margin of a wide page: measures the notes, has them fitted, and puts them there.
 */
import { body, idOf, marksOf, notes, refsOf } from "./parts.js";
import { fit } from "./settle.js";

/** The width from which notes.css and text.css put the notes into the margin. */
export const WIDE = window.matchMedia("(width >= 64rem)");
/** Between two notes, CSS pixels: about the 0.85rem that notes.css has without scripts. */
const GAP = 14;
/** Lines of a closed note's comment that are shown where there is room; notes.css knows 0 to 4. */
const LINES = 4;
/** A note may stand two lines and a half from its words that others may show more of their comments. */
const REACH = 72;
/** A note that is being read stays beside its words, and the others make way. */
const HELD = 1e4;

const root = document.documentElement;
let held = "";
let frame = 0;

/** Keeps a note beside its words; an empty id lets all move. @param {string} id */
export function hold(id) {
  held = id;
}

/** The id of the note that is kept beside its words, or nothing. */
export const holding = () => held;

/** Settles before the next paint, once however often it is asked for. */
export function settleSoon() {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    settleMargin();
  });
}

/** Settles at once. */
export function settleMargin() {
  const words = body?.firstElementChild;
  if (!body || !words || !notes.length) return;
  const shown = notes.filter((note) => !note.hidden);
  if (!WIDE.matches) {
    delete root.dataset.settled;
    body.style.minBlockSize = "";
    for (const note of notes) note.style.translate = "";
    return;
  }
  const first = root.dataset.settled === undefined;
  if (first) root.dataset.settled = "first";
  const origin = body.getBoundingClientRect().top;
  const extent = words.getBoundingClientRect().height;
  // In the order of their numbers, in which the keyboard and a screen reader meet them too.
  const placed = shown.map((note) => ({ note, wanted: wantedTop(note) - origin }));
  const heights = heightsByLines(placed.map(({ note }) => note));
  const slips = placed.map(({ note, wanted }, i) => ({
    wanted,
    heights: heights[i],
    weight: idOf(note) === held ? HELD : 1,
  }));
  const { lines, tops, foot } = fit(slips, { gap: GAP, extent, reach: REACH });
  placed.forEach(({ note }, i) => {
    note.dataset.preview = String(lines[i]);
    note.style.translate = `0 ${tops[i]}px`;
  });
  body.style.minBlockSize = foot > extent ? `${Math.ceil(foot)}px` : "";
  // The first time they appear in place; from then on they move there.
  if (first) requestAnimationFrame(() => requestAnimationFrame(animate));
}

function animate() {
  if (root.dataset.settled === "first") root.dataset.settled = "";
}

/**
 * The top of the line where a note's words begin.
 * @param {HTMLElement} note
 */
function wantedTop(note) {
  const id = idOf(note);
  const words = marksOf(id)[0] ?? refsOf(id)[0];
  const box = words?.getClientRects()[0] ?? note.closest(".spread")?.firstElementChild?.getBoundingClientRect();
  return box?.top ?? 0;
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

/** Settles now, and whenever the words or the window change. */
export function keepSettled() {
  settleMargin();
  WIDE.addEventListener("change", settleSoon);
  void document.fonts?.ready.then(settleSoon);
  const observer = new ResizeObserver(settleSoon);
  const observe = () => {
    observer.disconnect();
    if (body?.firstElementChild) observer.observe(body.firstElementChild);
  };
  observe();
  document.addEventListener("readingroom:morphed", () => {
    observe();
    settleMargin();
  });
}
