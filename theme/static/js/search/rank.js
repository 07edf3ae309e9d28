/**
 * From what is typed to the documents that answer it, best first: the same as on the command line.
 *
 * The twin is readingroom/search/ranking.py.
 */

import { analyse } from "./analyser.js";
import { beginningWith, holders, knows, scored } from "./lunr-index.js";
import { anywhere, read, unquoted } from "./query.js";
import { beginningOf, completionsOf, corrected } from "./suggest.js";
import { calledSo, inSequence } from "./words.js";

/** @typedef {import("./files.js").Files} Files */
/** @typedef {import("./lunr-index.js").LunrIndex} LunrIndex */
/** @typedef {import("./query.js").Asked} Asked */
/** @typedef {{ ref: number, score: number, all: boolean }} Hit `all`: has every word */
/** @typedef {(one: Asked, ref: number) => boolean} Has */

/**
 * @typedef {object} Answer
 * @property {Hit[]} hits best first
 * @property {boolean} asked whether there was a word to look for
 * @property {import("./passages.js").Looked} looked what is to be marked
 * @property {number} unseen documents that have the words but were not looked through for them together
 * @property {boolean} loose whether nothing has the quoted words together, and these have them apart
 * @property {string[]} completions of the word being typed
 * @property {string} meant what was typed with its unknown words corrected, or the empty string
 */

/** The fields in which a document says what it is called. */
const NAMES = ["title", "aliases"];
/** Further parts of the index that are fetched for words that are only guessed. */
const GUESSED_PARTS = 1;
/** Letters of which there are few words: `xi` is one. */
const HARDLY = 3;
/** Documents that are fetched at once to find words one after another: some 70 kB. */
const AT_ONCE = 60;

/**
 * How an answer is looked for. Words that must stand together are seen to in the documents themselves;
 * where these come in parts, until there are enough.
 * @typedef {object} Manner
 * @property {boolean} [typing] whether the last word may be unfinished
 * @property {number} [wanted] enough answers
 * @property {number} [reach] documents that are looked through at the most
 * @property {(ref: number) => boolean} [passes] what counts as an answer
 * @property {(hits: Hit[]) => void} [soon] is told the answer but for a few that may come first
 */

/**
 * The answer; where nothing has the quoted words together, what has them apart.
 * @param {Files} files
 * @param {string} typed any string
 * @param {Manner} [manner]
 * @returns {Promise<Answer>}
 */
export async function kindAnswer(files, typed, manner = {}) {
  const found = await answer(files, typed, manner);
  const words = unquoted(typed);
  if (found.hits.length || words === typed) return found;
  const apart = await answer(files, words, { ...manner, typing: false });
  return apart.hits.length ? { ...apart, unseen: found.unseen, loose: true } : found;
}

/**
 * @param {Files} files
 * @param {string} typed any string
 * @param {Manner} [manner]
 * @returns {Promise<Answer>}
 */
export async function answer(files, typed, manner = {}) {
  const { typing = false, soon = () => {} } = manner;
  const { languages, scoring } = files.manifest;
  const query = read(typed, languages);
  const asked = query.asked.filter(({ excluded }) => !excluded);
  if (!asked.length) return nothing();
  const { index, completed } = await looking(files, query.asked, typing ? asked.at(-1) : undefined);
  const guesses = new Map(
    asked.map((one) => [one, guessed(index, one, languages, one.clause.open ? completed : [])]),
  );
  const held = new Map(query.asked.map((one) => [one, holding(index, one, guesses.get(one))]));
  /** @type {Has} */
  const has = (one, ref) => anywhere(one) || held.get(one)?.has(ref) === true;
  const found = met(files, index, telling(asked, scoring.few), guesses, scoring.guess).filter(
    ({ ref }) =>
      about(query, files.kindOf(ref)) && asked.every((one) => !one.must || has(one, ref)),
  );
  const { hits, unseen } = await verified(files, found, query.asked, has, manner);
  soon(hits);
  return {
    hits: await namedFirst(files, index, hits, asked, query.title),
    asked: true,
    looked: looked(asked, guesses),
    unseen,
    loose: false,
    completions: others(completed, asked.at(-1), languages),
    meant: completed.length ? "" : await corrected(files, index, typed, asked),
  };
}

/** @returns {Answer} */
function nothing() {
  const looked = { terms: [], sequences: [] };
  const none = { unseen: 0, loose: false, completions: [], meant: "" };
  return { hits: [], asked: false, looked, ...none };
}

/**
 * The words that are found otherwise than the last; of those found alike the shortest, `valley` of `valleys`.
 * @param {string[]} words @param {Asked | undefined} last @param {string[]} languages
 */
function others(words, last, languages) {
  const known = new Set(last?.readings.map((reading) => reading.join(" ")));
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const word of words) {
    const readings = languages.map((language) => analyse(word, language).join(" "));
    const before = found.get(readings.join());
    if (readings.some((one) => !known.has(one)) && !(before && before.length <= word.length)) {
      found.set(readings.join(), word);
    }
  }
  return [...found.values()];
}

/** @param {Asked[]} asked @param {Map<Asked, string[]>} guesses */
function looked(asked, guesses) {
  const loose = asked.filter(({ clause }) => !clause.quoted);
  const terms = loose.flatMap((one) => [...one.readings.flat(), ...(guesses.get(one) ?? [])]);
  return { terms: [...new Set(terms)], sequences: asked.flatMap(({ sequences }) => sequences) };
}

/**
 * The index with what the words ask of it, and what the last may become, where it is being typed.
 * @param {Files} files @param {Asked[]} asked @param {Asked} [last]
 */
async function looking(files, asked, last) {
  const beginning = beginningOf(last);
  // Two letters are hardly a word; and where the lexicon is here it tells at once whether this is one. Else
  // the part with such a term is fetched on the chance, while the lexicon comes.
  const waits = beginning && (beginning.length < HARDLY || files.hasLexicon(beginning));
  const others = asked.filter((one) => one !== last);
  const [{ completed, isWord }] = await Promise.all([
    completionsOf(files, beginning),
    files.index(needed(files, waits ? others : asked, [])),
  ]);
  const guesses = completed.flatMap((word) => termsOf(word, files.manifest.languages));
  const unfinished = waits && last && completed.length > 0 && !isWord;
  const terms = unfinished ? [...guesses, ...last.readings.flat()] : guesses;
  const index = await files.index(needed(files, unfinished ? others : asked, terms));
  return { index, completed };
}

/** What the words ask of the index, with some terms more where that takes few further parts. */
function needed(
  /** @type {Files} */ files, /** @type {Asked[]} */ asked, /** @type {string[]} */ more,
) {
  const terms = asked.flatMap(({ readings }) => readings.flat());
  const beginnings = asked.flatMap(({ readings }) => alone(readings));
  return { terms: [...terms, ...files.near(terms, more, GUESSED_PARTS)], beginnings };
}

/**
 * Terms that a word may be the beginning of: those of its completions; and for one character of a
 * script without spaces, which is indexed with its neighbours, all that begin so.
 * @param {LunrIndex} index @param {Asked} one @param {string[]} languages
 * @param {string[]} completed
 */
function guessed(index, one, languages, completed) {
  const own = new Set(one.readings.flat());
  const more = completed.flatMap((word) => termsOf(word, languages));
  const found = [...more, ...alone(one.readings).flatMap((start) => beginningWith(index, start))];
  return [...new Set(found)].filter((term) => !own.has(term) && knows(index, term));
}

/** Readings that are one character of a script without spaces. @param {string[][]} readings */
function alone(readings) {
  return readings.filter((r) => r.length === 1 && /^[\u0e00-\u{3ffff}]$/u.test(r[0])).flat();
}

/** @param {string} word @param {string[]} languages */
function termsOf(word, languages) {
  return languages.flatMap((language) => analyse(word, language));
}

/**
 * Lunr's score of each document that has any of the words.
 * @param {Files} files @param {LunrIndex} index @param {Asked[]} asked
 * @param {Map<Asked, string[]>} guesses @param {number} boost of a guess
 * @returns {Hit[]}
 */
function met(files, index, asked, guesses, boost) {
  /** @type {Map<string, import("./lunr-index.js").Clause>} */
  const clauses = new Map();
  const want = (/** @type {Asked} */ { fields }, /** @type {string} */ term, /** @type {number} */ b) => {
    const key = `${term} ${fields}`;
    const within = fields.length ? { fields } : {};
    const clause = clauses.get(key);
    if (!clause) clauses.set(key, { terms: [term], boost: b, ...within });
    // A word that is repeated counts again, as it does in Lunr.
    else if (b === 1) clause.boost = (clause.boost ?? 0) + 1;
  };
  for (const one of asked) for (const term of new Set(one.readings.flat())) want(one, term, 1);
  for (const one of asked) for (const term of guesses.get(one) ?? []) want(one, term, boost);
  const scores = scored(index, [...clauses.values()]);
  const hits = [...scores].map(([ref, score]) => ({ ref: Number(ref), score, all: false }));
  if (!asked.some(anywhere)) return hits;
  const refs = Array.from({ length: files.count }, (_, ref) => ref);
  const others = refs.filter((ref) => !scores.has(String(ref)));
  return [...hits, ...others.map((ref) => ({ ref, score: 0, all: false }))];
}

/** The documents that have a clause's terms. */
function holding(
  /** @type {LunrIndex} */ index, /** @type {Asked} */ { readings, fields },
  /** @type {string[]} */ guesses = [],
) {
  const found = new Set();
  for (const [first, ...rest] of readings) {
    const others = rest.map((term) => holders(index, term, fields));
    for (const ref of holders(index, first, fields)) {
      if (others.every((refs) => refs.has(ref))) found.add(ref);
    }
  }
  for (const term of guesses) for (const ref of holders(index, term, fields)) found.add(ref);
  return /** @type {Set<number>} */ (found);
}

/** @param {{ kinds: string[], without: string[] }} query @param {string} kind */
function about({ kinds, without }, kind) {
  return (!kinds.length || kinds.includes(kind)) && !without.includes(kind);
}

/**
 * Those first that have all the words; of a sentence, if they are among the best.
 * @param {Hit[]} hits @param {Asked[]} asked @param {import("./files.js").Scoring} scoring
 */
function inOrder(hits, asked, scoring) {
  const best = hits.reduce((most, { score }) => Math.max(most, score), 0);
  const least = isSentence(asked, scoring) ? best * scoring.nearBest : 0;
  const first = (/** @type {Hit} */ { all, score }) => Number(all && score >= least);
  return hits.sort((a, b) => first(b) - first(a) || b.score - a.score || a.ref - b.ref);
}

/**
 * Without stop words in a longer question, unless in capitals: `us` is hardly `U.S.` there.
 * @param {Asked[]} asked @param {number} most
 */
function telling(asked, most) {
  if (areFew(asked, most)) return asked;
  return asked.filter(({ counts, must, clause }) => counts || must || inCapitals(clause.text));
}

/** @param {string} text */
function inCapitals(text) {
  return text.length > 1 && text === text.toUpperCase() && text !== text.toLowerCase();
}

function areFew(/** @type {Asked[]} */ asked, /** @type {number} */ most) {
  return different(asked.filter(({ counts, excluded }) => counts && !excluded)) <= most;
}

/**
 * Whether somebody asks in a sentence, of which not every word need be answered.
 * @param {Asked[]} asked @param {import("./files.js").Scoring} scoring
 */
function isSentence(asked, { few, sentence }) {
  const stopWords = asked.filter(({ counts, must, excluded }) => !counts && !must && !excluded);
  return !areFew(asked, few) && different(stopWords) >= sentence;
}

/** @param {Asked[]} asked */
function different(asked) {
  const key = (/** @type {Asked} */ { readings, sequences, fields, must }) =>
    JSON.stringify([readings, sequences, fields, must]);
  return new Set(asked.map(key)).size;
}

/**
 * The hits without those that have what is excluded, or lack words that must stand together.
 * @param {Files} files @param {Hit[]} found @param {Asked[]} asked @param {Has} has
 * @param {Manner} manner
 */
async function verified(files, found, asked, has, manner) {
  const judged = (/** @type {Has} */ having) =>
    inOrder(
      found
        .filter(({ ref }) =>
          asked.every((one) => (one.excluded ? !having(one, ref) : !one.must || having(one, ref))),
        )
        .map((hit) => ({
          ...hit,
          all: asked.every((one) => one.excluded || !one.counts || having(one, hit.ref)),
        })),
      asked,
      files.manifest.scoring,
    );
  const together = asked.filter(({ sequences }) => sequences.length > 0);
  if (!together.length) return { hits: judged(has), unseen: 0 };
  // Words that are to be left out are there only when they are seen to stand together.
  const perhaps = judged((one, ref) => has(one, ref) && !(one.excluded && one.sequences.length));
  const doubtful = perhaps.map(({ ref }) => ref).filter((ref) => together.some((one) => has(one, ref)));
  const { standing, looked } = await lookThrough(files, doubtful, together, manner);
  const hits = judged((one, ref) => has(one, ref) && (standing.get(one)?.has(ref) ?? true));
  return { hits, unseen: doubtful.length - looked };
}

/**
 * Which documents have the words of clauses together; where documents are in parts, until enough have.
 * @param {Files} files @param {number[]} refs best first @param {Asked[]} together @param {Manner} manner
 */
async function lookThrough(files, refs, together, manner) {
  const { wanted = Infinity, reach = Infinity, passes = () => true } = manner;
  /** @type {Map<Asked, Set<number>>} */
  const standing = new Map(together.map((one) => [one, new Set()]));
  const demanded = together.filter(({ excluded }) => !excluded);
  const most = files.inParts ? Math.min(refs.length, reach) : refs.length;
  let looked = 0;
  let found = 0;
  while (looked < most && (found < wanted || !files.inParts)) {
    const these = refs.slice(looked, files.inParts ? Math.min(looked + AT_ONCE, most) : most);
    looked += these.length;
    (await files.documents(these)).forEach((document, i) => {
      const here = together.filter((one) => inSequence(document, one.sequences, one.fields));
      for (const one of here) standing.get(one)?.add(these[i]);
      const answers = here.length === demanded.length && here.every(({ excluded }) => !excluded);
      if (answers && passes(these[i])) found += 1;
    });
  }
  return { standing, looked };
}

/**
 * Those first that are called just what was typed, of those that have all words in their names and few
 * others there.
 * @param {Files} files @param {LunrIndex} index @param {Hit[]} hits @param {Asked[]} asked
 * @param {string} title
 */
async function namedFirst(files, index, hits, asked, title) {
  const { guess, exact } = files.manifest.scoring;
  const naming = asked
    .filter((one) => one.counts && !one.fields.length)
    .map((one) => ({ ...one, fields: NAMES }));
  if (!naming.length) return hits;
  const held = naming.map((one) => holding(index, one));
  const left = new Set(hits.map(({ ref }) => ref));
  const best = met(files, index, naming, new Map(), guess)
    .filter(({ ref }) => left.has(ref) && held.every((refs) => refs.has(ref)))
    .sort((a, b) => b.score - a.score || a.ref - b.ref)
    .slice(0, exact)
    .map(({ ref }) => ref);
  const documents = await files.documents(best);
  const first = new Set(best.filter((_, i) => calledSo(documents[i], title)));
  const isFirst = (/** @type {Hit} */ { ref }) => first.has(ref);
  return [...hits.filter(isFirst), ...hits.filter((hit) => !isFirst(hit))];
}
