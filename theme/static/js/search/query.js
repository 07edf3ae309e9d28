/**
 * What somebody types, read: words, "quoted words", -without, title: author: tag: and kind:.
 *
 * docs/search-queries.md is the specification; the twin is readingroom/search/query.py, held equal by
 * tests/search/queries.json. Any string is a query.
 */

import { analyse, words } from "./analyser.js";

/** The fields that a name typed before a colon stands for. @type {Record<string, string[]>} */
const FIELDS_OF = {
  title: ["title", "aliases"], author: ["author"], tag: ["tags"], tags: ["tags"],
};
/** What may be typed after `kind:`. @type {Map<string, string>} */
const KINDS = new Map(Object.entries({
  text: "text", texts: "text", note: "note", notes: "note", entry: "entry", entries: "entry",
  glossary: "entry", page: "page", pages: "page",
}));

/** White space: all that either language calls so. */
const SPACE = "\\s\\x1c-\\x1f\\x85\\ufeff";
const QUOTES = '"“”„«»「」『』';
/** A minus, a field, and words in quotation marks (which the end closes) or without. */
const CLAUSE = new RegExp(
  `([-−])?(?:(title|author|tags?|kind):)?` +
    `(?:[${QUOTES}]([^${QUOTES}]*)([${QUOTES}]|$)|([^${SPACE}]+))`,
  "gi",
);
/** What parts words, or means something before one. */
const SIGNS = new RegExp(`[${SPACE}:−-]+`, "g");
const FILLED = new RegExp(`[^${SPACE}]`);
/** Three characters or more of a script without spaces; query.py says why. */
const LONG_RUN = /[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]{3}/;

/**
 * A word, or words in quotation marks, as typed, and where. `open`: nothing stands after it.
 * @typedef {object} Clause
 * @property {string} text
 * @property {string} field
 * @property {boolean} quoted
 * @property {boolean} excluded
 * @property {boolean} open
 * @property {number} start of the text, in UTF-16 units
 */

/**
 * A clause as it is looked for; query.py says what the parts mean.
 * @typedef {object} Asked
 * @property {string[][]} readings
 * @property {string[][]} sequences
 * @property {string[]} fields
 * @property {boolean} must
 * @property {boolean} counts
 * @property {boolean} excluded
 * @property {Clause} clause
 */

/**
 * @typedef {object} Query
 * @property {Asked[]} asked
 * @property {string[]} kinds
 * @property {string[]} without
 * @property {string} title
 */

/** @param {string} typed @returns {Clause[]} */
export function parse(typed) {
  const clauses = [];
  for (const found of typed.matchAll(CLAUSE)) {
    const [whole, minus, field = "", quoted, closing, word] = found;
    const text = quoted ?? word;
    if (!FILLED.test(text)) continue;
    const end = found.index + whole.length;
    clauses.push({
      text,
      field: field.toLowerCase(),
      quoted: quoted !== undefined,
      excluded: minus !== undefined,
      open: end === typed.length && !closing,
      start: end - (closing ?? "").length - text.length,
    });
  }
  return clauses;
}

/** @param {string} typed @param {string[]} languages of the archive @returns {Query} */
export function read(typed, languages) {
  const clauses = parse(typed).map((clause) =>
    clause.field === "kind" && !KINDS.has(clause.text.toLowerCase())
      ? { ...clause, field: "" }
      : clause,
  );
  const kinds = clauses.filter(({ field }) => field === "kind");
  const rest = clauses.filter(({ field }) => field !== "kind");
  const named = (/** @type {boolean} */ excluded) =>
    kinds
      .filter((clause) => clause.excluded === excluded)
      .map(({ text }) => KINDS.get(text.toLowerCase()) ?? "");
  return {
    asked: rest.flatMap((clause) => asked(clause, languages)),
    kinds: named(false),
    without: named(true),
    title: rest.filter((c) => !c.field && !c.excluded).map(({ text }) => text).join(" "),
  };
}

/**
 * The same with what is quoted as words, unless it is to be left out; what was typed, where nothing is.
 * @param {string} typed @returns {string}
 */
export function unquoted(typed) {
  const clauses = parse(typed);
  if (!clauses.some(({ quoted, excluded }) => quoted && !excluded)) return typed;
  return clauses
    .flatMap(({ text, field, quoted, excluded }) => {
      const start = (excluded ? "-" : "") + (field && `${field}:`);
      if (!quoted || excluded) return [start + (quoted ? `"${text}"` : text)];
      return text.replace(SIGNS, " ").split(" ").filter(Boolean).map((word) => start + word);
    })
    .join(" ");
}

/** Whether it may stand in any document: quoted stop words, which no index holds. */
export function anywhere(/** @type {Asked} */ { must, counts }) {
  return must && !counts;
}

/**
 * The clause as it is looked for; nothing, where it has no words.
 * @param {Clause} clause @param {string[]} languages
 * @returns {Asked[]}
 */
function asked(clause, languages) {
  const { text, field, quoted, excluded } = clause;
  const readings = languages.map((language) => analyse(text, language));
  const counts = readings.every((reading) => reading.length > 0);
  // A stop word as it stands, so that `US` finds what is indexed for `U.S.`.
  if (!counts && !quoted) readings.push(folded(text));
  const together = quoted || LONG_RUN.test(text);
  const sequences = together ? languages.map((language) => folded(text, language)) : [];
  const found = {
    readings: distinct(readings),
    sequences: distinct(sequences),
    fields: FIELDS_OF[field] ?? [],
    must: quoted || field !== "",
    counts,
    excluded,
    clause,
  };
  const saysNothing = found.must && !quoted && !counts; // title:the
  return saysNothing || !(found.readings.length || found.sequences.length) ? [] : [found];
}

/** The words of a text as they are compared: neither stemmed nor without stop words. */
export function folded(/** @type {string} */ text, /** @type {string} */ language = "en") {
  return words(text, language).map(([word]) => word);
}

/** @param {string[][]} lists @returns {string[][]} those that are not empty, each once */
function distinct(lists) {
  const filled = lists.filter((list) => list.length > 0);
  return [...new Map(filled.map((list) => [list.join(" "), list])).values()];
}
