/**
 * Answers questions away from the page, which stays free for typing. Messages are questions, each with
 * a number, and go back as answers with the same number.
 */

// All that is needed is named here, so that it is fetched at once and not module by module.
import "./analyser.js";
import "./lexicon.js";
import "./lunr-index.js";
import "./query.js";
import "./stemmer.js";
import "./stop-words.js";
import "./suggest.js";
import "./words.js";
import { openFiles } from "./files.js";
import { filtered } from "./filtering.js";
import { excerpt, marked, placesOf } from "./passages.js";
import { answer } from "./rank.js";

/** @typedef {import("./files.js").Files} Files */
/** @typedef {import("./files.js").Found} Found */
/** @typedef {import("./passages.js").Looked} Looked */
/** @typedef {import("./passages.js").Part} Part */

/**
 * @typedef {object} Question
 * @property {number} number
 * @property {string} root the site's, as an address
 * @property {string} typed
 * @property {Record<string, string>} filters by name: kind, year, source, tag
 * @property {number} from the first result wanted
 * @property {number} count how many are wanted; 0: only get ready
 * @property {boolean} facets whether the values of all filters are wanted
 */

/**
 * @typedef {object} Result
 * @property {string} kind
 * @property {string} path
 * @property {string} language
 * @property {Part[]} title
 * @property {string} about who wrote it, and when
 * @property {{ address: string, parts: Part[] }[]} passages
 */

/**
 * @typedef {object} Reply
 * @property {number} number
 * @property {string} [failed] why there is no answer
 * @property {number} count of all results
 * @property {number} complete of those that have all the words
 * @property {boolean} partial whether there may be more
 * @property {boolean} asked whether there was a word to look for
 * @property {Result[]} results
 * @property {Record<string, [value: string, count: number][]>} facets
 * @property {string[]} completions
 * @property {string} meant
 */

/** Passages shown of a text. */
const PASSAGES = 3;

/** @type {Promise<Files> | undefined} */
let files;

/** @param {string} root @returns {Promise<Files>} */
function opened(root) {
  files ??= openFiles(async (name) => {
    // The manifest is asked anew each time; all others have another address when they are others.
    const cache = name === "manifest.json" ? "no-cache" : "default";
    const response = await fetch(`${root}search/${name}`, { cache });
    if (!response.ok) throw new Error(`${response.status} ${name}`);
    return response.json();
  });
  files.catch(() => {
    files = undefined;
  });
  return files;
}

/** @param {Question} question @returns {Promise<Reply>} */
async function reply(question) {
  const open = await opened(question.root);
  if (!question.count) await open.prepare();
  const { hits, partial, completions, meant, looked, asked } = await answer(open, question.typed, true);
  const { kept, facets } = await filtered(open, hits, question.filters, question.facets);
  const shown = kept.slice(question.from, question.from + question.count);
  const documents = await open.documents(shown.map(({ ref }) => ref));
  return {
    number: question.number,
    count: kept.length,
    complete: kept.filter(({ all }) => all).length,
    partial,
    asked,
    results: documents.map((document) => result(document, looked)),
    facets,
    completions,
    meant,
  };
}

/** @param {Found} document @param {Looked} looked @returns {Result} */
function result(document, looked) {
  const { kind, path, language, title, author, year } = document;
  return {
    kind,
    path,
    language,
    title: marked(title, placesOf(title, looked, language)),
    about: [author, kind === "text" ? year : ""].filter(Boolean).join(", "),
    passages: passagesOf(document, looked),
  };
}

/**
 * The passages with most of the words, best first; or how the document begins.
 * @param {Found} document @param {Looked} looked
 */
function passagesOf({ kind, passages, language }, looked) {
  const found = passages
    .map(([address, text]) => ({ address, text, places: placesOf(text, looked, language) }))
    .map((passage) => ({ ...passage, weight: new Set(passage.places.map(({ term }) => term)).size }))
    .sort((a, b) => b.weight - a.weight);
  const most = found[0]?.weight ?? 0;
  const shown = found
    .filter(({ weight }) => weight > 0 && weight * 2 >= most)
    .slice(0, kind === "text" ? PASSAGES : 1);
  const [first] = passages;
  if (!shown.length && first) return [{ address: first[0], parts: excerpt(first[1], []) }];
  return shown.map(({ address, text, places }) => ({ address, parts: excerpt(text, places) }));
}

addEventListener("message", async ({ data }) => {
  try {
    try {
      postMessage(await reply(data));
    } catch (reason) {
      if (!files) throw reason;
      // The site may have been built again, and its files have other addresses.
      files = undefined;
      postMessage(await reply(data));
    }
  } catch (reason) {
    postMessage({ number: data.number, failed: String(reason) });
  }
});
