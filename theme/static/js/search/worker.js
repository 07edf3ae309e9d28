/**
 * Answers questions away from the page, which stays free for typing. Messages are questions, each with
 * a number, and go back as answers with the same number.
 */

import { openFiles } from "./files.js";
import { filtered, passing } from "./filtering.js";
import { excerpt, marked, placesOf } from "./passages.js";
import { kindAnswer } from "./rank.js";

/** @typedef {import("./files.js").Files} Files */
/** @typedef {import("./files.js").Found} Found */
/** @typedef {import("./rank.js").Hit} Hit */
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
 * @property {number} [further] how often more documents were to be looked through for quoted words
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
 * @property {number} unseen documents that may have the quoted words and were not looked through
 * @property {boolean} loose whether these have the quoted words only apart
 * @property {boolean} asked whether there was a word to look for
 * @property {Result[]} results
 * @property {Record<string, [value: string, count: number][]>} facets
 * @property {string[]} completions
 * @property {string} meant
 */

/** Passages shown of a text. */
const PASSAGES = 3;
/** Documents that are looked through for quoted words at first, where they come in parts: 150 kB. */
const REACH = 120;

/** @type {Promise<Files> | undefined} */
let files;
/** @type {(manifest: object | undefined) => void} */
let give;
/** What the page fetches meanwhile, which is good once. @type {Promise<object | undefined>} */
let manifest = new Promise((resolve) => {
  give = resolve;
});

/** @param {string} root @returns {Promise<Files>} */
function opened(root) {
  files ??= openFiles(async (name) => {
    if (name !== "manifest.json") return read(`${root}search/${name}`, "default");
    // The manifest is asked anew each time; all others have another address when they are others.
    const known = await manifest;
    manifest = Promise.resolve(undefined);
    return known ?? read(`${root}search/${name}`, "no-cache");
  });
  files.catch(() => {
    files = undefined;
  });
  return files;
}

/** @param {string} address @param {RequestCache} cache */
async function read(address, cache) {
  const response = await fetch(address, { cache });
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response.json();
}

/** The number of the last question, before which none needs an answer any more. */
let latest = 0;

/** @param {Question} question @returns {Promise<Reply | undefined>} undefined where another came */
async function reply(question) {
  const open = await opened(question.root);
  if (!question.count) await open.prepare();
  const shown = async (/** @type {Hit[]} */ hits, /** @type {boolean} */ all) => {
    const { kept, facets } = await filtered(open, hits, question.filters, all);
    const these = kept.slice(question.from, question.from + question.count);
    return { kept, facets, documents: await open.documents(these.map(({ ref }) => ref)) };
  };
  const found = await kindAnswer(open, question.typed, {
    typing: true,
    wanted: question.from + question.count,
    reach: REACH * 2 ** (question.further ?? 0),
    passes: await passing(open, question.filters),
    // What will be shown is fetched while it is found out whether something else is called just so.
    soon: (hits) => {
      if (question.number === latest) shown(hits, false).catch(() => {});
    },
  });
  if (question.number < latest) return undefined;
  const { kept, facets, documents } = await shown(found.hits, question.facets);
  return {
    number: question.number,
    count: kept.length,
    complete: kept.filter(({ all }) => all).length,
    unseen: found.unseen,
    loose: found.loose,
    asked: found.asked,
    results: documents.map((document) => result(document, found.looked)),
    facets,
    completions: found.completions,
    meant: found.meant,
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

/** @param {Question} question */
async function answerOrTryAgain(question) {
  try {
    return await reply(question);
  } catch (reason) {
    if (!files) throw reason;
    // The site may have been built again, and its files have other addresses.
    files = undefined;
    return reply(question);
  }
}

addEventListener("message", async ({ data }) => {
  if ("manifest" in data) return give(data.manifest);
  latest = Math.max(latest, data.number);
  try {
    const made = await answerOrTryAgain(data);
    if (made) postMessage(made);
  } catch (reason) {
    postMessage({ number: data.number, failed: String(reason) });
  }
});
