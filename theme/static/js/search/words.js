/**
 * The words of a document, compared with what is looked for.
 */

import { folded } from "./query.js";

/** @typedef {import("./files.js").Found} Found */

/**
 * Whether any of the sequences stands in any of the fields (in any at all, where none is named).
 * @param {Found} document @param {string[][]} sequences @param {string[]} fields
 */
export function inSequence(document, sequences, fields) {
  /** @type {Record<string, string[]>} */
  const texts = {
    title: [document.title],
    aliases: document.aliases,
    tags: document.tags,
    author: [document.author],
    body: document.passages.map(([, words]) => words),
  };
  const searched = (fields.length ? fields : Object.keys(texts)).flatMap((name) => texts[name]);
  return searched.some((text) => {
    const words = folded(text, document.language);
    return sequences.some((sequence) => contains(words, sequence));
  });
}

/** @param {string[]} words @param {string[]} sequence */
function contains(words, sequence) {
  return words.some((_, at) => sequence.every((word, i) => words[at + i] === word));
}

/**
 * Whether a document's title or an alias is just what was typed.
 * @param {Found} document @param {string} typed
 */
export function calledSo(document, typed) {
  const words = folded(typed, document.language).join(" ");
  const names = [document.title, ...document.aliases];
  return names.some((name) => folded(name, document.language).join(" ") === words);
}
