/**
 * The words round the matches in a document, for a list of results.
 */

import { analyse } from "./analyser.js";

/** @typedef {{ text: string, marked: boolean }} Part */

/** Characters shown before the first match and from it on: about two lines. */
const BEFORE = 60;
const AFTER = 160;

/** @type {Map<string, string[]>} the terms of each chunk that was met, by language and chunk */
const remembered = new Map();

/**
 * The stretch of a text where most different terms stand, cut into marked and unmarked parts.
 * @param {string} text
 * @param {Set<string>} terms
 * @param {string} language
 * @returns {Part[]}
 */
export function snippet(text, terms, language) {
  const places = findPlaces(text, terms, language);
  const first = densest(places);
  const start = first ? cutBefore(text, first.start) : 0;
  const end = cutAfter(text, (first?.start ?? 0) + AFTER);
  /** @type {Part[]} */
  const parts = [];
  let at = start;
  for (const place of places) {
    if (place.start < at || place.end > end) continue;
    parts.push({ text: text.slice(at, place.start), marked: false });
    parts.push({ text: text.slice(place.start, place.end), marked: true });
    at = place.end;
  }
  parts.push({ text: text.slice(at, end), marked: false });
  if (start > 0) parts.unshift({ text: "…", marked: false });
  if (end < text.length) parts.push({ text: "…", marked: false });
  return parts.filter((part) => part.text);
}

/** @typedef {{ start: number, end: number, term: string }} Place */

/**
 * Where terms stand. A chunk between white space is one place, without its outer punctuation; in
 * scripts without spaces, where terms are the very characters, each term is.
 * @param {string} text @param {Set<string>} terms @param {string} language
 * @returns {Place[]} in order, none inside another
 */
function findPlaces(text, terms, language) {
  /** @type {Place[]} */
  const places = [];
  if (terms.size === 0) return places;
  for (const match of text.matchAll(/[^\s‐-―/\-]+/gu)) {
    const [chunk] = match;
    const found = [...new Set(termsOf(chunk, language).filter((term) => terms.has(term)))];
    for (const term of found) places.push(...placesOf(chunk, term, match.index));
  }
  places.sort((a, b) => a.start - b.start || b.end - a.end);
  return merged(places);
}

/** @param {string} chunk @param {string} term @param {number} offset */
function placesOf(chunk, term, offset) {
  const unspaced = /^[\u0e00-\u{3ffff}]/u.test(term);
  /** @type {Place[]} */
  const places = [];
  for (let at = chunk.indexOf(term); unspaced && at >= 0; at = chunk.indexOf(term, at + 1)) {
    places.push({ start: offset + at, end: offset + at + term.length, term });
  }
  if (places.length) return places;
  const inner = /[\p{L}\p{N}](?:.*[\p{L}\p{M}\p{N}])?/su.exec(chunk);
  const start = offset + (inner?.index ?? 0);
  return [{ start, end: start + (inner?.[0] ?? chunk).length, term }];
}

/** Places that overlap or touch become one. @param {Place[]} places */
function merged(places) {
  /** @type {Place[]} */
  const apart = [];
  for (const place of places) {
    const last = apart.at(-1);
    if (last && place.start <= last.end) last.end = Math.max(last.end, place.end);
    else apart.push({ ...place });
  }
  return apart;
}

/** The first place with as many different terms near as any. @param {Place[]} places */
function densest(places) {
  let best;
  let most = 0;
  for (let i = 0; i < places.length; i += 1) {
    const near = new Set();
    for (let j = i; j < places.length && places[j].start < places[i].start + AFTER; j += 1) {
      near.add(places[j].term);
    }
    if (near.size > most) [best, most] = [places[i], near.size];
  }
  return best;
}

/** @param {string} chunk @param {string} language */
function termsOf(chunk, language) {
  const key = `${language} ${chunk}`;
  let terms = remembered.get(key);
  if (!terms) {
    terms = analyse(chunk, language);
    remembered.set(key, terms);
  }
  return terms;
}

/** The start of a word about BEFORE characters back. @param {string} text @param {number} place */
function cutBefore(text, place) {
  if (place <= BEFORE) return 0;
  const space = text.slice(place - BEFORE, place).search(/\s/u);
  return whole(text, space < 0 ? place - BEFORE : place - BEFORE + space + 1);
}

/** The end of the last word before `limit`. @param {string} text @param {number} limit */
function cutAfter(text, limit) {
  if (text.length <= limit) return text.length;
  const space = text.lastIndexOf(" ", limit);
  return whole(text, space > limit - AFTER / 2 ? space : limit);
}

/** An offset that does not halve a surrogate pair. @param {string} text @param {number} offset */
function whole(text, offset) {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}
