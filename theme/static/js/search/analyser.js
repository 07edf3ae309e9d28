/**
 * From text to the terms of the index, the same for what is indexed and what is typed.
 *
 * docs/search-analysis.md is the specification, rule by rule; the numbers below are its rules. The
 * twin is readingroom/search/analyser.py, held equal by tests/search/vectors.json and by sweeps.
 * Whatever is changed here is changed there, and the other way round.
 */

import { stem } from "./stemmer.js";
import { STOP_WORDS } from "./stop-words.js";

/** Tokens with more code points are dropped; analyser.py says why. */
const LONGEST = 64;

// Rule 1: apostrophes are one, trade marks part words, invisible characters go.
const APOSTROPHES = /['\u0060´ʹʻʼ‘’‛′＇]/g;
const TRADE_MARKS = /[™℠]/g;
const INVISIBLE = /[\p{Cf}\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

// Rule 2: combining marks on Latin, Greek and Cyrillic letters, and letters that do not decompose.
const MARKED = /([A-Za-z\u00aa-\u02ff\u0370-\u052f])[\u0300-\u036f]+/g;
/** @type {Record<string, string>} */
const LETTERS = {
  æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ŧ: "t", ς: "σ", ʼ: "'",
};
const LETTER = /[æœøłđðþħŧςʼ]/g;

// Rule 4: only spaces, apostrophes, full stops and commas part the words.
const SEPARATORS = /[^\p{L}\p{M}\p{N}'.,]/gu;
const LONE_MARKS = /(^|[ '.,])[\u0300-\u036f]+/g;
const THOUSANDS = /([0-9]),(?=[0-9]{3}(?![0-9]))/g;
const POINT = /([0-9])\.(?=[0-9])/g;
/** Stands for the point within a number while words are cut; itself it never is part of a word. */
const INNER_POINT = "·";

// Rule 5: scripts written without spaces: Han, kana and Hangul; Thai, Lao, Myanmar and Khmer.
const UNSPACED =
  "[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3041-\\u30ff\\u31f0-\\u31ff" +
  "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]+";
const RUN = new RegExp(UNSPACED, "gu");
const STARTS_RUN = new RegExp(`^${UNSPACED}`, "u");

// Rules 6 and 7: an initialism (with a possessive), or a word with apostrophes within.
const WORD =
  /([^ '.,0-9](?:\.[^ '.,0-9])+)(?![^ '.,])(?:\.?'s(?![^ '.,]))?|([^ '.,]+(?:'[^ '.,]+)*)/gu;
const SPLITTING = new Set(["ca", "fr", "it", "oc", "tr"]);
const ENDINGS = /'(?:s|ll|re|ve|d|m)$/;
const POSSESSIVE = /'s$/;

// Rule 9.
const STEMMABLE = /^[0-9a-z]+$/;

/**
 * The terms of a text in order, repeats included.
 * @param {string} text
 * @param {string} [language] a BCP 47 tag
 * @returns {string[]}
 */
export function analyse(text, language = "en") {
  const english = primary(language) === "en";
  const terms = [];
  for (const [word, whole] of words(text, language)) {
    if (!english || whole) terms.push(word);
    else if (!STOP_WORDS.has(word)) terms.push(STEMMABLE.test(word) ? stem(word) : word);
  }
  return terms;
}

/**
 * The folded words of a text, and whether each is a term as it is.
 *
 * Those are initialisms and pairs of characters from scripts without spaces; the other words are
 * yet to meet stop words and the stemmer.
 * @param {string} text
 * @param {string} [language] a BCP 47 tag
 * @returns {[word: string, whole: boolean][]}
 */
export function words(text, language = "en") {
  const main = primary(language);
  const spread = SPLITTING.has(main) ? spreadOut(text).replaceAll("'", " ") : spreadOut(text);
  /** @type {[string, boolean][]} */
  const found = [];
  for (const [, initialism, token] of spread.matchAll(WORD)) {
    if (token !== undefined && STARTS_RUN.test(token)) {
      for (const pair of pairs(token)) found.push([pair, true]);
      continue;
    }
    const word = initialism
      ? initialism.replaceAll(".", "")
      : token
          .replace(main === "en" ? ENDINGS : POSSESSIVE, "")
          .replaceAll("'", "")
          .replaceAll(INNER_POINT, ".");
    if (word.length <= LONGEST || [...word].length <= LONGEST) {
      found.push([word, initialism !== undefined]);
    }
  }
  return found;
}

/** The primary subtag of a language tag: `en` of `en-GB`. @param {string} language */
export function primary(language) {
  return language.toLowerCase().split(/[-_]/, 1)[0];
}

/** Folded text in which only spaces, apostrophes, full stops and commas part the words. */
function spreadOut(/** @type {string} */ text) {
  return fold(text.replace(APOSTROPHES, "'").replace(TRADE_MARKS, " ").replace(INVISIBLE, ""))
    .replace(LETTER, (letter) => LETTERS[letter])
    .replace(SEPARATORS, " ")
    .replace(LONE_MARKS, "$1")
    .replace(RUN, " $& ")
    .replace(THOUSANDS, "$1")
    .replace(POINT, `$1${INNER_POINT}`);
}

/** Rules 2 and 3: compatibility forms, diacritics and case, by upper case and then lower. */
function fold(/** @type {string} */ text) {
  return text
    .normalize("NFKD").replace(MARKED, "$1")
    .toUpperCase().toLowerCase()
    .normalize("NFKD").replace(MARKED, "$1")
    .normalize("NFC");
}

/** Rule 5: every two neighbouring characters; the character itself when it is alone. */
function pairs(/** @type {string} */ run) {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, i) => characters[i] + character);
}
