/**
 * What may be meant: the word being typed completed, and words that the archive does not have corrected.
 */

import { completions, correctable, correction } from "./lexicon.js";
import { knows } from "./lunr-index.js";
import { folded } from "./query.js";

/** @typedef {import("./files.js").Files} Files */
/** @typedef {import("./lunr-index.js").LunrIndex} LunrIndex */
/** @typedef {import("./query.js").Asked} Asked */

/** One letter begins a tenth of all words; two already tell something. */
const SHORTEST_BEGINNING = 2;

/**
 * The word that is perhaps still being typed, folded; the empty string where that is none.
 * @param {Asked} [last] @returns {string}
 */
export function beginningOf(last) {
  const words = last?.clause.open && !last.clause.quoted ? folded(last.clause.text) : [];
  return words.length === 1 && words[0].length >= SHORTEST_BEGINNING ? words[0] : "";
}

/**
 * The commonest words that a beginning may become, and whether it is a word of the archive itself.
 * @param {Files} files @param {string} beginning
 */
export async function completionsOf(files, beginning) {
  if (!beginning) return { completed: [], isWord: false };
  const known = await files.lexicon(beginning);
  return {
    completed: completions(beginning, known, files.manifest.scoring.guesses),
    isWord: known.some(([word]) => word === beginning),
  };
}

/**
 * What was typed with the words corrected that the archive does not have.
 * @param {Files} files @param {LunrIndex} index @param {string} typed @param {Asked[]} asked
 */
export async function corrected(files, index, typed, asked) {
  let meant = typed;
  for (const { clause, readings } of asked.toReversed()) {
    const words = folded(clause.text);
    const known = readings.some((reading) => reading.every((term) => knows(index, term)));
    if (known || words.length !== 1 || !correctable(words[0])) continue;
    const right = correction(words[0], await files.lexicon([...words[0]][0]));
    const end = clause.start + clause.text.length;
    if (right) meant = meant.slice(0, clause.start) + right + meant.slice(end);
  }
  return meant === typed ? "" : meant;
}
