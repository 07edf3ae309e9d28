/**
 * Where the words that were looked for stand in a text, and the sentence round them.
 */

import { analyse, words } from "./analyser.js";

/** @typedef {{ text: string, marked: boolean }} Part */
/** @typedef {{ start: number, end: number, term: string }} Place */

/**
 * What is marked: terms wherever they stand, and folded words where they stand one after another.
 * @typedef {{ terms: string[], sequences: string[][] }} Looked
 */

/** Characters shown before the first match and from it on: about three lines of a telephone. */
const BEFORE = 90;
const AFTER = 170;
/** The end of a sentence, and what may stand behind it. */
const SENTENCE_END = /[.!?…]["”’)\]]*\s|[。！？]/gu;
/** A chunk of text within which no word begins or ends but at its ends. */
const CHUNK = /[^\s‐-―/\-]+/gu;

/**
 * The sentence, or the stretch of it, where most different words stand, in marked and unmarked parts.
 * @param {string} text @param {Place[]} places
 * @returns {Part[]}
 */
export function excerpt(text, places) {
  const first = densest(places);
  const start = first ? startOf(text, first.start) : 0;
  const end = endOf(text, (first?.start ?? 0) + AFTER);
  const parts = marked(text.slice(start, end), within(places, start, end));
  if (start > 0 && !beginsSentence(text, start)) parts.unshift({ text: "…", marked: false });
  if (end < text.length && !endsSentence(text, end)) parts.push({ text: "…", marked: false });
  return parts;
}

/** @param {string} text @param {Place[]} places @returns {Part[]} */
export function marked(text, places) {
  /** @type {Part[]} */
  const parts = [];
  let at = 0;
  for (const { start, end } of places) {
    parts.push({ text: text.slice(at, start), marked: false });
    parts.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  parts.push({ text: text.slice(at), marked: false });
  return parts.filter((part) => part.text);
}

/**
 * Where something that was looked for stands. A chunk between white space is one place, without its
 * outer punctuation; in scripts without spaces, where terms are the very characters, each term is.
 * @param {string} text @param {Looked} looked @param {string} language
 * @returns {Place[]} in order, none inside another
 */
export function placesOf(text, { terms, sequences }, language) {
  if (!terms.length && !sequences.length) return [];
  const chunks = text.match(CHUNK) ?? [];
  const starts = [...text.matchAll(CHUNK)].map(({ index }) => index);
  const wanted = new Set(terms);
  const places = chunks.flatMap((chunk, i) =>
    termsOf(chunk, language)
      .filter((term) => wanted.has(term))
      .flatMap((term) => inChunk(chunk, term, starts[i])),
  );
  const folded = chunks.flatMap((chunk, i) => words(chunk, language).map(([word]) => ({ word, i })));
  for (const sequence of sequences) {
    for (let at = 0; at + sequence.length <= folded.length; at += 1) {
      if (!sequence.every((word, j) => folded[at + j].word === word)) continue;
      const from = folded[at].i;
      const to = folded[at + sequence.length - 1].i;
      if (from === to) places.push(...inChunk(chunks[from], joined(sequence), starts[from]));
      else places.push(spanning(chunks, starts, from, to, sequence.join(" ")));
    }
  }
  places.sort((a, b) => a.start - b.start || b.end - a.end);
  return merged(places);
}

/** The distinct terms of each chunk by language: most come again, in this text or the next. */
const met = new Map();
/** Chunks that are remembered: about the words of an archive's shown results, some MB. */
const REMEMBERED = 20_000;

/** @param {string} chunk @param {string} language @returns {string[]} */
function termsOf(chunk, language) {
  const key = `${language} ${chunk}`;
  let terms = met.get(key);
  if (!terms) {
    if (met.size >= REMEMBERED) met.clear();
    terms = [...new Set(analyse(chunk, language))];
    met.set(key, terms);
  }
  return terms;
}

/** Neighbouring pairs of characters as the run that they are cut from. @param {string[]} sequence */
function joined([first, ...rest]) {
  return first + rest.map((pair) => [...pair].slice(1).join("")).join("");
}

/** @param {string} chunk @param {string} term @param {number} offset @returns {Place[]} */
function inChunk(chunk, term, offset) {
  /** @type {Place[]} */
  const places = [];
  if (!/^[\x00-\x7f]*$/u.test(term)) {
    for (let at = chunk.indexOf(term); at >= 0; at = chunk.indexOf(term, at + 1)) {
      places.push({ start: offset + at, end: offset + at + term.length, term });
    }
  }
  return places.length ? places : [{ ...inner(chunk, offset), term }];
}

/** A chunk without the signs at its ends. @param {string} chunk @param {number} offset */
function inner(chunk, offset) {
  const found = /[\p{L}\p{N}](?:.*[\p{L}\p{M}\p{N}])?/su.exec(chunk);
  const start = offset + (found?.index ?? 0);
  return { start, end: start + (found?.[0] ?? chunk).length };
}

/**
 * @param {string[]} chunks @param {number[]} starts @param {number} from @param {number} to
 * @param {string} term
 */
function spanning(chunks, starts, from, to, term) {
  const { start } = inner(chunks[from], starts[from]);
  return { start, end: inner(chunks[to], starts[to]).end, term };
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

/** @param {Place[]} places @param {number} start @param {number} end */
function within(places, start, end) {
  return places
    .filter((place) => place.start >= start && place.end <= end)
    .map((place) => ({ ...place, start: place.start - start, end: place.end - start }));
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

/** Where the sentence begins, or else a word about BEFORE characters back. */
function startOf(/** @type {string} */ text, /** @type {number} */ place) {
  const from = Math.max(place - BEFORE, 0);
  const ends = [...text.slice(from, place).matchAll(SENTENCE_END)];
  const last = ends.at(-1);
  if (last) return from + last.index + last[0].length;
  if (from === 0) return 0;
  const space = text.slice(from, place).search(/\s/u);
  return whole(text, space < 0 ? from : from + space + 1);
}

/** The end of the last sentence before `limit`, or else of a word. */
function endOf(/** @type {string} */ text, /** @type {number} */ limit) {
  if (text.length <= limit) return text.length;
  const half = limit - AFTER / 2;
  const ends = [...text.slice(half, limit).matchAll(SENTENCE_END)];
  const last = ends.at(-1);
  if (last) return half + last.index + last[0].trimEnd().length;
  const space = text.lastIndexOf(" ", limit);
  return whole(text, space > half ? space : limit);
}

/** @param {string} text @param {number} at */
function beginsSentence(text, at) {
  return /(?:[.!?…]["”’)\]]*\s|[。！？])$/u.test(text.slice(Math.max(at - 8, 0), at));
}

/** @param {string} text @param {number} at */
function endsSentence(text, at) {
  return /(?:[.!?…]["”’)\]]*|[。！？])$/u.test(text.slice(Math.max(at - 8, 0), at));
}

/** An offset that does not halve a surrogate pair. @param {string} text @param {number} offset */
function whole(text, offset) {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}
