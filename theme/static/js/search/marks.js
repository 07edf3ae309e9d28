/**
 * Marks the words of a search on the page that a result led to, and brings the first into view.
 *
 * They are marked by the CSS Custom Highlight API, so that the page itself stays as it is; where a
 * browser does not have it, the paragraph is found and nothing is marked.
 */

import { analyse } from "./analyser.js";
import { placesOf } from "./passages.js";
import { read } from "./query.js";

const BLOCKS = "p, li, dd, dt, td, th, h1, h2, h3, h4, h5, h6, figcaption, pre, blockquote, summary";
/** What is the page's own, not the archive's. */
const LEFT_OUT = ".noteref, .note-tools, nav, button, [hidden], .visually-hidden, .reading-tools";

/**
 * @param {string} typed the words of the search
 */
export function mark(typed) {
  const main = document.querySelector("main");
  if (!main || !globalThis.Highlight) return;
  const ranges = blocksOf(main).flatMap((nodes) => rangesIn(nodes, typed));
  if (!ranges.length) return;
  CSS.highlights.set("searched", new Highlight(...ranges));
  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  show(ranges, target);
  offerRemoval(main, ranges.length, typed);
}

/** The first match at or after the place that the address names, where the reader can see it. */
function show(/** @type {Range[]} */ ranges, /** @type {HTMLElement | null} */ target) {
  const within = target && ranges.find((range) => target.contains(range.startContainer));
  const first = within || (target ? null : ranges[0]);
  if (!first) return;
  // A page goes to its fragment once more when it has been laid out; this has to come after.
  const go = () => {
    first.startContainer.parentElement?.closest("details:not([open])")?.setAttribute("open", "");
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

/** @param {Text[]} nodes of one block @param {string} typed @returns {Range[]} */
function rangesIn(nodes, typed) {
  const language = nodes[0].parentElement?.closest("[lang]")?.getAttribute("lang") || "en";
  const text = nodes.map((node) => node.data).join("");
  return placesOf(text, lookedFor(typed, language), language).map(({ start, end }) => {
    const range = document.createRange();
    range.setStart(...at(nodes, start, false));
    range.setEnd(...at(nodes, end, true));
    return range;
  });
}

/**
 * The node and the offset in it at which a place of their joined text is.
 * @param {Text[]} nodes @param {number} place @param {boolean} ends rather at a node's end
 * @returns {[Text, number]}
 */
function at(nodes, place, ends) {
  let before = 0;
  for (const node of nodes) {
    const offset = place - before;
    if (offset < node.length || (ends && offset === node.length)) return [node, offset];
    before += node.length;
  }
  const last = nodes[nodes.length - 1];
  return [last, last.length];
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
    CSS.highlights.delete("searched");
    bar.remove();
    const address = new URL(location.href);
    address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
  });
  bar.append(words, button);
  main.append(bar);
}
