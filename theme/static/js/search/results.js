/**
 * Results as elements. What is shown is set as text, never as HTML.
 */

/** @typedef {import("./worker.js").Reply} Reply */
/** @typedef {import("./worker.js").Result} Result */
/** @typedef {import("./passages.js").Part} Part */

/** Every word that the search itself says. */
export const SAYS = {
  loading: "Loading the index…",
  failed: "The search index could not be loaded. Check the connection and try again.",
  nothing: (/** @type {string} */ words) =>
    `Nothing was found for “${words}”. Try fewer or other words, or browse the lists below.`,
  notYet: (/** @type {string} */ words) => `Nothing was found for “${words}” so far.`,
  apart: (/** @type {number} */ count, /** @type {string} */ words) =>
    `Nothing has “${words}” word for word; found with its words: ${count}`,
  unseen: (/** @type {number} */ count) =>
    ` (${count} further ${count === 1 ? "document was" : "documents were"} not looked through.)`,
  further: "Look through more",
  tooLittle: (/** @type {string} */ words) =>
    `“${words}” holds no word to search for. Try another.`,
  some: (/** @type {string} */ count, /** @type {boolean} */ one, /** @type {string} */ words) =>
    `${count} ${one ? "result" : "results"} for “${words}”`,
  besides: (/** @type {number} */ count) => `, and ${count} with some of the words`,
  partly: (/** @type {number} */ count, /** @type {string} */ words) =>
    `Nothing has all the words of “${words}”; found with some of them: ${count}`,
  filtered: "Nothing that was found passes the filters.",
  more: "More results",
  all: "All results",
  meant: "Did you mean",
  untitled: "Untitled",
  /** @type {Record<string, string>} */
  kinds: { text: "Text", note: "Note", entry: "Glossary", page: "Page" },
};

/** The way from this page to the site's root. */
export const root = document.documentElement.dataset.root || "./";

/**
 * What was found, in words.
 * @param {Reply} reply
 * @param {string} typed
 */
export function told({ asked, count, complete, unseen, loose }, typed) {
  // The page puts its own quotation marks round the words.
  const words = typed.replace(/^[\s"“”]+|[\s"“”]+$/gu, "") || typed.trim();
  if (!words) return "";
  if (!asked) return SAYS.tooLittle(words);
  const rest = unseen ? SAYS.unseen(unseen) : "";
  if (loose) return SAYS.apart(count, words) + rest;
  if (!count) return (unseen ? SAYS.notYet(words) : SAYS.nothing(words)) + rest;
  if (!complete) return SAYS.partly(count, words);
  const some = SAYS.some(unseen ? `At least ${complete}` : `${complete}`, complete === 1, words);
  return some + (count > complete ? SAYS.besides(count - complete) : "") + rest;
}

/** @param {Result} result @param {string} typed */
export function article(result, typed) {
  const made = element("article", "result");
  const kind = element("p", "result-kind", SAYS.kinds[result.kind] ?? result.kind);
  if (result.about) kind.append(` · ${result.about}`);
  const heading = element("h2");
  heading.append(titleLink(result));
  made.append(kind, heading);
  for (const passage of result.passages) {
    const words = element("p", "result-snippet");
    words.lang = result.language;
    const link = /** @type {HTMLAnchorElement} */ (element("a"));
    link.href = passageAddress(result, passage.address, typed);
    link.append(...parts(passage.parts));
    words.append(link);
    made.append(words);
  }
  return made;
}

/** @param {Result} result */
function titleLink(result) {
  const link = /** @type {HTMLAnchorElement} */ (element("a"));
  link.href = root + result.path;
  link.lang = result.language;
  link.append(...parts(result.title));
  if (!result.title.length) link.textContent = SAYS.untitled;
  return link;
}

/**
 * Where the words stand, with the words, which the page then marks.
 * @param {Result} result @param {string} address @param {string} typed
 */
export function passageAddress({ path }, address, typed) {
  const [page, own = ""] = path.split("#");
  const fragment = address || own;
  const query = new URLSearchParams({ q: typed.trim() });
  return `${root}${page}?${query}${fragment && `#${fragment}`}`;
}

/** @param {Part[]} written @returns {(string | HTMLElement)[]} */
export function parts(written) {
  return written.map((part) => (part.marked ? element("mark", "", part.text) : part.text));
}

/** @param {string} name @param {string} [className] @param {string} [text] */
export function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
