/**
 * From what a person types to the documents that answer it, those with all the words first.
 */

import { analyse, words } from "./analyser.js";
import { beginningWith, holds, knows, search } from "./lunr-index.js";

/** @typedef {import("./lunr-index.js").LunrIndex} LunrIndex */
/** @typedef {import("./files.js").Files} Files */

/**
 * A typed word: a document has it when it has all terms of any of its readings, or a guess.
 * There is a reading for each language of the archive. A stop word is not required.
 * @typedef {{ readings: string[][], guesses: string[], required: boolean }} QueryWord
 */

/**
 * @typedef {object} Answer
 * @property {{ ref: number, score: number, all: boolean }[]} hits best first; `all`: has every word
 * @property {Set<string>} terms that were looked for
 */

/** One letter begins a tenth of all words; two already tell something. */
const SHORTEST_BEGINNING = 2;
/** Letters that may be taken off a half-typed word that stems otherwise (universit, univers). */
const MOST_TAKEN_OFF = 3;
/** What is left then must still be most of a word. */
const SHORTEST_LEFT = 4;

/**
 * @param {Files} files
 * @param {string} typed any string
 * @param {boolean} [typing] whether the last word may be unfinished
 * @returns {Promise<Answer>}
 */
export async function answer(files, typed, typing = false) {
  const { languages, guess } = files.manifest;
  const index = await files.index(needed(typed, languages, typing));
  const asked = queryWords(index, typed, languages, typing);
  const exact = new Set(asked.flatMap((word) => word.readings.flat()));
  const guesses = new Set(asked.flatMap((word) => word.guesses).filter((term) => !exact.has(term)));
  const matches = search(index, [
    ...[...exact].map((term) => ({ terms: [term] })),
    ...[...guesses].map((term) => ({ terms: [term], boost: guess })),
  ]);
  const hits = matches.map(({ ref, score }) => ({
    ref: Number(ref),
    score,
    all: asked.every((word) => !word.required || has(index, word, ref)),
  }));
  hits.sort((a, b) => Number(b.all) - Number(a.all) || b.score - a.score || a.ref - b.ref);
  return { hits, terms: new Set([...exact, ...guesses]) };
}

/**
 * What the words ask of the index.
 * @param {string} typed @param {string[]} languages @param {boolean} typing
 */
function needed(typed, languages, typing) {
  const folded = words(typed).map(([word]) => word);
  const terms = languages.flatMap((language) => analyse(typed, language));
  const last = typing && !/\s$/u.test(typed) ? folded.slice(-1) : [];
  const beginnings = [...folded.filter(alone), ...last.filter((w) => w.length >= SHORTEST_BEGINNING)];
  return { terms: [...terms, ...folded], beginnings };
}

/** @param {LunrIndex} index @param {QueryWord} word @param {string} ref */
function has(index, word, ref) {
  return (
    word.readings.some((reading) => reading.every((term) => holds(index, term, ref))) ||
    word.guesses.some((term) => holds(index, term, ref))
  );
}

/**
 * @param {LunrIndex} index
 * @param {string} typed
 * @param {string[]} languages
 * @param {boolean} typing
 */
function queryWords(index, typed, languages, typing) {
  const chunks = typed.split(/\s+/u).filter(Boolean);
  const unfinished = typing && !/\s$/u.test(typed) ? chunks.length - 1 : -1;
  /** @type {QueryWord[]} */
  const found = [];
  chunks.forEach((chunk, i) => {
    const word = queryWord(index, chunk, languages, i === unfinished);
    if (word.readings.length || word.guesses.length) found.push(word);
  });
  return found;
}

/**
 * A stop word is offered as it stands, so that `US` finds what is indexed for `U.S.`.
 * @param {LunrIndex} index
 * @param {string} chunk
 * @param {string[]} languages
 * @param {boolean} unfinished
 * @returns {QueryWord}
 */
function queryWord(index, chunk, languages, unfinished) {
  const readings = languages.map((language) => analyse(chunk, language));
  const required = readings.every((reading) => reading.length > 0);
  const pieces = words(chunk);
  if (!required) readings.push(pieces.map(([word]) => word));
  const distinct = [...new Map(readings.map((reading) => [reading.join(" "), reading])).values()];
  return {
    readings: distinct.filter((reading) => reading.length > 0),
    guesses: pieces.length === 1 ? guesses(index, pieces[0][0], languages, unfinished) : [],
    required,
  };
}

/**
 * Terms that a word may be the beginning of: a word being typed, or one character of a script
 * without spaces, which is indexed with its neighbours.
 * @param {LunrIndex} index
 * @param {string} word
 * @param {string[]} languages
 * @param {boolean} unfinished
 * @returns {string[]}
 */
function guesses(index, word, languages, unfinished) {
  if (!alone(word) && !(unfinished && word.length >= SHORTEST_BEGINNING)) return [];
  const found = beginningWith(index, word);
  const known = (/** @type {string} */ beginning) =>
    languages.flatMap((l) => analyse(beginning, l)).filter((term) => knows(index, term));
  if (alone(word) || found.length || known(word).length) return found;
  for (let cut = 1; cut <= MOST_TAKEN_OFF && word.length - cut >= SHORTEST_LEFT; cut += 1) {
    const shorter = word.slice(0, -cut);
    const near = [...beginningWith(index, shorter), ...known(shorter)];
    if (near.length) return near;
  }
  return [];
}

/** One character of a script without spaces, or of another far from Latin. @param {string} word */
function alone(word) {
  return /^[\u0e00-\u{3ffff}]$/u.test(word);
}
