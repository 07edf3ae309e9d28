/**
 * The search files of a site: what a question needs of them is fetched, once.
 *
 * docs/search-files.md says what they hold. A small archive has one file of each kind.
 */

import { joined, loadPart } from "./lunr-index.js";

/**
 * Numbers that scoring.py explains.
 * @typedef {object} Scoring
 * @property {number} guess
 * @property {number} guesses
 * @property {number} exact
 * @property {number} few
 * @property {number} sentence
 * @property {number} nearBest
 */

/**
 * @typedef {object} Manifest
 * @property {string[]} languages
 * @property {Scoring} scoring
 * @property {[kind: string, count: number][]} kinds in the order of the documents
 * @property {{ first: string[], files: string[] }} index first terms, by UTF-16 code units
 * @property {{ first: string[], files: string[] }} lexicon first words
 * @property {{ columns: string[], sizes: number[], group: number, files: string[] }} documents how many each file has, and each folder
 * @property {string} facets
 */

/**
 * A document as it is shown. A passage is its address on the page and its words.
 * @typedef {object} Found
 * @property {string} kind
 * @property {string} title
 * @property {string} path
 * @property {string} language
 * @property {string[]} aliases
 * @property {string} author
 * @property {string} year
 * @property {string[]} tags
 * @property {[address: string, words: string][]} passages
 */

/** @typedef {import("./lunr-index.js").LunrIndex} LunrIndex */
/** @typedef {{ terms: string[], beginnings: string[] }} Needed what is asked of the index */
/** @typedef {import("./lexicon.js").Known} Known */
/** @typedef {Record<string, [value: string, refs: number[]][]>} Facets by name: year, source, tag */

/**
 * @typedef {object} Files
 * @property {Manifest} manifest
 * @property {(needed: Needed) => Promise<LunrIndex>} index with at least these terms
 * @property {(terms: string[], others: string[], parts: number) => string[]} near those of the other
 *   terms that stand in the parts of the first, or in so many more
 * @property {(beginning: string) => Promise<Known[]>} lexicon its words that begin so
 * @property {(beginning: string) => boolean} hasLexicon whether that needs nothing to be fetched
 * @property {(refs: number[]) => Promise<Found[]>} documents in that order
 * @property {() => Promise<Facets>} facets
 * @property {() => Promise<unknown>} prepare fetches what every question needs
 * @property {(ref: number) => string} kindOf
 * @property {number} count of the documents
 * @property {boolean} inParts whether not all documents come at once
 */

/**
 * @param {(name: string) => Promise<any>} read a file of the search folder, as JSON
 * @returns {Promise<Files>}
 */
export async function openFiles(read) {
  /** @type {Manifest} */
  const manifest = await read("manifest.json");
  const index = once(async (/** @type {number} */ part) =>
    loadPart(await read(manifest.index.files[part])),
  );
  const lexicon = once((/** @type {number} */ part) => read(manifest.lexicon.files[part]));
  const facets = once(() => read(manifest.facets));
  const starts = sums(manifest.documents.sizes);
  const rows = once((/** @type {number} */ part) => {
    const { files, group } = manifest.documents;
    return read((files[Math.floor(starts[part] / group)] ?? files[0]).replace("*", String(starts[part])));
  });
  const wordsFrom = (/** @type {string} */ beginning) =>
    partsWith(manifest.lexicon.first, { terms: [], beginnings: [beginning] });
  const count = manifest.kinds.reduce((sum, [, size]) => sum + size, 0);
  const refs = () => Array.from({ length: count }, (_, ref) => String(ref));
  return {
    manifest,
    async index(needed) {
      const parts = partsWith(manifest.index.first, needed);
      return joined(await Promise.all(parts.map(index)), refs);
    },
    near: (terms, others, parts) => near(manifest.index.first, terms, others, parts),
    async lexicon(beginning) {
      const words = (await Promise.all(wordsFrom(beginning).map(lexicon))).flatMap(known);
      return words.filter(([word]) => word.startsWith(beginning));
    },
    hasLexicon: (beginning) => wordsFrom(beginning).every(lexicon.has),
    prepare: async () =>
      manifest.index.files.length > 1 || Promise.all([index(0), rows(0), lexicon(0)]),
    facets: async () => apart(await facets(0)),
    kindOf: (ref) => kindOf(manifest, ref),
    count,
    inParts: manifest.documents.sizes.length > 1,
    documents: (refs) =>
      Promise.all(
        refs.map(async (ref) => {
          const part = lastUpTo(starts, ref);
          return document(manifest, ref, (await rows(part))[ref - starts[part]]);
        }),
      ),
  };
}

/**
 * The parts that have certain terms, or all that begin alike; always one, since any says the fields.
 * @param {string[]} first
 * @param {Needed} needed
 */
export function partsWith(first, { terms, beginnings }) {
  const parts = new Set(terms.map((term) => lastUpTo(first, term)));
  for (const beginning of beginnings) {
    const from = lastUpTo(first, beginning);
    parts.add(from);
    for (let i = from + 1; i < first.length && first[i].startsWith(beginning); i += 1) parts.add(i);
  }
  return parts.size ? [...parts].sort((a, b) => a - b) : [0];
}

/**
 * Of other terms, those in the parts that some terms are in, and in so many further parts.
 * @param {string[]} first @param {string[]} terms @param {string[]} others @param {number} most
 */
function near(first, terms, others, most) {
  const parts = new Set(terms.map((term) => lastUpTo(first, term)));
  const limit = parts.size + most;
  return others.filter((term) => {
    const part = lastUpTo(first, term);
    if (parts.size < limit) parts.add(part);
    return parts.has(part);
  });
}

/** @param {[words: string, counts: number[]]} part @returns {Known[]} */
function known([words, counts]) {
  return counts.length ? words.split(" ").map((word, i) => [word, counts[i]]) : [];
}

/** Documents are told by how far each is from the one before. @param {Facets} facets */
function apart(facets) {
  const refs = (/** @type {number[]} */ gaps) => {
    let ref = 0;
    return gaps.map((gap) => (ref += gap));
  };
  return Object.fromEntries(
    Object.entries(facets).map(([name, values]) => [
      name,
      values.map(([value, gaps]) => /** @type {[string, number[]]} */ ([value, refs(gaps)])),
    ]),
  );
}

/**
 * The last of ascending values that is not above another; the first where all are.
 * @template {string | number} T
 * @param {T[]} ascending
 * @param {T} value
 */
function lastUpTo(ascending, value) {
  let low = 0;
  let high = ascending.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (ascending[middle] <= value) low = middle;
    else high = middle;
  }
  return low;
}

/** @param {number[]} sizes @returns {number[]} where each begins */
function sums(sizes) {
  let sum = 0;
  return sizes.map((size) => (sum += size) - size);
}

/** @param {Manifest} manifest @param {number} ref @param {unknown[]} row @returns {Found} */
function document(manifest, ref, row) {
  const columns = Object.fromEntries(manifest.documents.columns.map((name, i) => [name, row[i]]));
  return /** @type {any} */ ({ kind: kindOf(manifest, ref), ...columns });
}

/** @param {Manifest} manifest @param {number} ref */
function kindOf({ kinds }, ref) {
  let end = 0;
  return kinds.find(([, count]) => ref < (end += count))?.[0] ?? "";
}

/**
 * A function that asks once for each argument, and again after a failure.
 * @param {(part: number) => Promise<any>} ask
 */
function once(ask) {
  /** @type {Map<number, Promise<any>>} */
  const asked = new Map();
  /** @type {Set<number>} */
  const here = new Set();
  const get = (/** @type {number} */ part) => {
    let answer = asked.get(part);
    if (!answer) {
      answer = ask(part);
      asked.set(part, answer);
      answer.then(() => here.add(part), () => asked.delete(part));
    }
    return answer;
  };
  return Object.assign(get, { has: (/** @type {number} */ part) => here.has(part) });
}
