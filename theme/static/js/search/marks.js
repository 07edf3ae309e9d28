/**
 * Marks the words of a search on the page that a result led to, and brings the first into view.
 *
 * They are marked by the CSS Custom Highlight API, so that the page itself stays as it is; where a
 * browser does not have it, by elements.
 */

import { analyse } from "./analyser.js";
import { placesOf } from "./passages.js";
import { read } from "./query.js";

const BLOCKS = "p, li, dd, dt, td, th, h1, h2, h3, h4, h5, h6, figcaption, pre, blockquote, summary";
/** What is the page's own, not the archive's. */
const LEFT_OUT = ".noteref, .note-tools, nav, button, [hidden], .visually-hidden, .reading-tools";

/** A stretch of a text node. @typedef {{ node: Text, start: number, end: number }} Piece */

/** What the highlights and the elements are called. */
const NAME = "searched";

/**
 * @param {string} typed the words of the search
 */
export function mark(typed) {
  const main = document.querySelector("main");
  if (!main) return;
  const places = blocksOf(main).flatMap((nodes) => placesIn(nodes, typed));
  if (!places.length) return;
  const ranges = globalThis.Highlight ? highlighted(places) : wrapped(places);
  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  show(ranges, target);
  offerRemoval(main, ranges.length, typed);
}

/** @param {Piece[][]} places @returns {Range[]} */
function highlighted(places) {
  const ranges = places.map((pieces) => {
    const [first, last] = [pieces[0], pieces[pieces.length - 1]];
    const range = document.createRange();
    range.setStart(first.node, first.start);
    range.setEnd(last.node, last.end);
    return range;
  });
  CSS.highlights.set(NAME, new Highlight(...ranges));
  return ranges;
}

/** @param {Piece[][]} places @returns {Range[]} */
function wrapped(places) {
  // From the last to the first, since a text node that is cut keeps what stands before.
  const ranges = places.toReversed().map((pieces) => {
    const marks = pieces.toReversed().map(({ node, start, end }) => {
      node.splitText(end);
      const made = document.createElement("mark");
      made.className = NAME;
      const words = node.splitText(start);
      words.replaceWith(made);
      made.append(words);
      return made;
    });
    const range = document.createRange();
    range.setStartBefore(marks[marks.length - 1]);
    range.setEndAfter(marks[0]);
    return range;
  });
  return ranges.toReversed();
}

function removeMarks() {
  globalThis.CSS.highlights?.delete(NAME);
  for (const made of document.querySelectorAll(`mark.${NAME}`)) {
    const { parentNode } = made;
    made.replaceWith(...made.childNodes);
    parentNode?.normalize();
  }
}

/** The first match at or after the place that the address names, where the reader can see it. */
function show(/** @type {Range[]} */ ranges, /** @type {HTMLElement | null} */ target) {
  const within = target && ranges.find((range) => target.contains(range.startContainer));
  const first = within || (target ? null : ranges[0]);
  if (!first) return;
  // A page goes to its fragment once more when it has been laid out; this has to come after.
  const go = () => {
    elementOf(first)?.closest("details:not([open])")?.setAttribute("open", "");
    const { top, bottom } = first.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) scrollBy({ top: top - innerHeight / 3, behavior: "instant" });
  };
  if (document.readyState === "complete") go();
  else addEventListener("load", go, { once: true });
}

/**
 * The text nodes of each block of words, in order.
 * @param {Element} main @returns {Text[][]}
 */
function blocksOf(main) {
  /** @type {Map<Element, Text[]>} */
  const blocks = new Map();
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    const block = node.parentElement?.closest(BLOCKS);
    if (!block || node.parentElement?.closest(LEFT_OUT)) continue;
    blocks.set(block, [...(blocks.get(block) ?? []), node]);
  }
  return [...blocks.values()];
}

/**
 * Where the words stand in a block; a place may go through several of its nodes.
 * @param {Text[]} nodes @param {string} typed @returns {Piece[][]}
 */
function placesIn(nodes, typed) {
  const language = nodes[0].parentElement?.closest("[lang]")?.getAttribute("lang") || "en";
  const text = nodes.map((node) => node.data).join("");
  let before = 0;
  const starts = nodes.map((node) => (before += node.length) - node.length);
  return placesOf(text, lookedFor(typed, language), language).map(({ start, end }) =>
    nodes
      .map((node, i) => ({
        node,
        start: Math.max(start - starts[i], 0),
        end: Math.min(end - starts[i], node.length),
      }))
      .filter((piece) => piece.start < piece.end),
  );
}

/** @param {Range} range */
function elementOf({ startContainer }) {
  return startContainer instanceof Element ? startContainer : startContainer.parentElement;
}

/**
 * What of a query is marked in words of a language.
 * @param {string} typed @param {string} language
 * @returns {import("./passages.js").Looked}
 */
function lookedFor(typed, language) {
  const asked = read(typed, [language]).asked.filter(({ excluded }) => !excluded);
  const loose = asked.filter(({ clause }) => !clause.quoted);
  return {
    terms: loose.flatMap(({ clause }) => analyse(clause.text, language)),
    sequences: asked.flatMap(({ sequences }) => sequences),
  };
}

/** @param {Element} main @param {number} count @param {string} typed */
function offerRemoval(main, count, typed) {
  const bar = document.createElement("p");
  bar.className = "marked-words";
  const words = document.createElement("span");
  words.textContent = `${count} ${count === 1 ? "place" : "places"} marked for “${typed}” `;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Remove the marks";
  button.addEventListener("click", () => {
    removeMarks();
    bar.remove();
    const address = new URL(location.href);
    address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
  });
  bar.append(words, button);
  main.append(bar);
}
