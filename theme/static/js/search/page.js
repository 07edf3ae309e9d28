/**
 * The search page: what is typed is answered below the form, and kept in the address.
 *
 * The page has `form.search-form` with `input[name=q]`, `#search-results` and `#search-status`.
 * Nothing is loaded before the input has the focus or the address has a query. What is shown is set
 * as text, never as HTML.
 */

import { openFiles } from "./files.js";
import { answer } from "./rank.js";
import { snippet } from "./snippets.js";

/** @typedef {import("./files.js").Files} Files */
/** @typedef {import("./files.js").Found} Found */

/** Every word that the page itself says. */
const SAYS = {
  loading: "Loading the index…",
  failed: "The search index could not be loaded. Check the connection and try again.",
  nothing: (/** @type {string} */ words) =>
    `Nothing was found for “${words}”. Try fewer or other words, or browse the lists below.`,
  tooLittle: (/** @type {string} */ words) =>
    `“${words}” holds no word to search for. Try another.`,
  some: (/** @type {number} */ count, /** @type {string} */ words) =>
    `${count} ${count === 1 ? "result" : "results"} for “${words}”`,
  besides: (/** @type {number} */ count) => `, and ${count} with some of the words`,
  partly: (/** @type {number} */ count, /** @type {string} */ words) =>
    `Nothing has all the words of “${words}”; found with some of them: ${count}`,
  more: "More results",
  untitled: "Untitled",
  /** @type {Record<string, string>} */
  kinds: { text: "Text", note: "Note", entry: "Glossary", page: "Page" },
};

/** Results shown at once: what a person looks through before changing the words. */
const AT_ONCE = 20;

/** The way from this page to the site's root: `../`, or `./` where the page is the root. */
const root = document.documentElement.dataset.root || "./";

/** @type {Promise<Files> | undefined} */
let loading;
/** Counts the answers asked for, so that one that comes late is not shown. */
let asked = 0;

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.search-form"));
const input = /** @type {HTMLInputElement | null} */ (form?.querySelector("input[name=q]") ?? null);
const results = document.getElementById("search-results");
const status = document.getElementById("search-status");
if (form && input && results && status) enhance(form, input, results, status);

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {HTMLElement} results
 * @param {HTMLElement} status
 */
function enhance(form, input, results, status) {
  const show = () => showAnswer(input.value, results, status);
  const typed = () => {
    keepInAddress(input.value);
    void show();
  };
  const fromAddress = () => {
    input.value = new URLSearchParams(location.search).get("q") ?? "";
    void show();
  };
  input.addEventListener("focus", () => void load().catch(() => {}), { once: true });
  input.addEventListener("input", (event) => {
    // While a Chinese or Japanese word is being composed its letters are not yet the word.
    if (!(/** @type {InputEvent} */ (event).isComposing)) typed();
  });
  input.addEventListener("compositionend", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    typed();
  });
  addEventListener("popstate", fromAddress);
  // The preview has built the index anew.
  document.addEventListener("readingroom:morphed", (event) => {
    const { changed } = /** @type {CustomEvent<{changed: string[] | null}>} */ (event).detail;
    if (changed && !changed.some((file) => file.startsWith("search/"))) return;
    loading = undefined;
    if (input.value) void show();
  });
  if (new URLSearchParams(location.search).get("q")) fromAddress();
  else if (input.value) typed(); // the browser has put back what was typed
}

/** Back and forward, and a link sent to somebody, find the same words. @param {string} typed */
function keepInAddress(typed) {
  const address = new URL(location.href);
  if (typed.trim()) address.searchParams.set("q", typed);
  else address.searchParams.delete("q");
  // Browsers refuse too many changes in a short time; the next one will be kept.
  try {
    history.replaceState(history.state, "", address);
  } catch {
    /* the address lags behind the words, no more */
  }
}

/** @param {string} typed @param {HTMLElement} results @param {HTMLElement} status */
async function showAnswer(typed, results, status) {
  asked += 1;
  const mine = asked;
  // The page puts its own quotation marks round the words.
  const words = typed.replace(/^[\s"“”]+|[\s"“”]+$/gu, "") || typed.trim();
  if (!words) {
    results.replaceChildren();
    status.textContent = "";
    return;
  }
  if (!results.hasChildNodes()) status.textContent = SAYS.loading;
  try {
    const files = await load();
    const { hits, terms: looked } = await answer(files, typed, true);
    const terms = new Set(looked);
    const refs = hits.map((hit) => hit.ref);
    const made = await articles(files, refs, terms);
    if (mine !== asked) return;
    status.textContent = told(words, hits.length, hits.filter((hit) => hit.all).length, terms.size);
    results.replaceChildren(...made);
  } catch {
    if (mine === asked) status.textContent = SAYS.failed;
  }
}

/**
 * What was found, in words.
 * @param {string} words
 * @param {number} count of documents
 * @param {number} complete those that have all the words
 * @param {number} terms that were looked for
 */
function told(words, count, complete, terms) {
  if (!terms) return SAYS.tooLittle(words);
  if (!count) return SAYS.nothing(words);
  if (!complete) return SAYS.partly(count, words);
  return SAYS.some(complete, words) + (count > complete ? SAYS.besides(count - complete) : "");
}

/**
 * The first results, and a button that puts the next in its own place.
 * @param {Files} files @param {number[]} refs @param {Set<string>} terms
 * @returns {Promise<HTMLElement[]>}
 */
async function articles(files, refs, terms) {
  const found = await files.documents(refs.slice(0, AT_ONCE));
  const shown = found.map((document) => article(document, terms));
  const rest = refs.slice(AT_ONCE);
  if (rest.length) {
    const button = element("button", "result-more", SAYS.more);
    button.setAttribute("type", "button");
    button.addEventListener("click", async () => {
      const next = await articles(files, rest, terms);
      button.replaceWith(...next);
      next[0].querySelector("a")?.focus();
    });
    shown.push(button);
  }
  return shown;
}

/** @param {Found} found @param {Set<string>} terms */
function article(found, terms) {
  const link = document.createElement("a");
  link.href = root + found.path;
  link.textContent = found.title || SAYS.untitled;
  const heading = document.createElement("h2");
  heading.append(link);
  const words = element("p", "result-snippet");
  words.lang = found.language;
  const text = found.passages.map(([, passage]) => passage).join(" ");
  words.append(...marked(snippet(text, terms, found.language)));
  const result = element("article", "result");
  const kind = element("p", "result-kind", SAYS.kinds[found.kind] ?? found.kind);
  result.append(kind, heading, words);
  return result;
}

/** @param {import("./snippets.js").Part[]} parts @returns {(string | HTMLElement)[]} */
function marked(parts) {
  return parts.map((part) => (part.marked ? element("mark", "", part.text) : part.text));
}

/** @param {string} name @param {string} [className] @param {string} [text] */
function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

/** The manifest, loaded once; after a failure the next call tries again. */
function load() {
  loading ??= openFiles(json).catch((reason) => {
    loading = undefined;
    throw reason;
  });
  return loading;
}

/** @param {string} name a file of the site's search folder */
async function json(name) {
  // The manifest is asked anew each time; all others have another address when they are others.
  const cache = name === "manifest.json" ? "no-cache" : "default";
  const response = await fetch(`${root}search/${name}`, { cache });
  if (!response.ok) throw new Error(`${response.status} ${name}`);
  return response.json();
}
