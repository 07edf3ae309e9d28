/**
 * Asks the worker, which is started with the first question. An answer that is overtaken is dropped.
 */

/** @typedef {import("./worker.js").Question} Question */
/** @typedef {import("./worker.js").Reply} Reply */

/** A letter alone says hardly anything, and mostly another follows: it is waited for so long, ms. */
const LONE_LETTER = /(?:^|[\s:"'(-])[a-z0-9]$/i;
const PATIENCE = 400;

/** The site's root as an address. */
const root = new URL(document.documentElement.dataset.root || "./", location.href).href;

/** @type {Worker | undefined} */
let worker;
/** Counts the questions, so that only the answer to the last is given. */
let last = 0;
/** @type {Map<number, (reply: Reply | undefined) => void>} */
const waiting = new Map();

// The preview has built the index anew: what was loaded of the old one goes.
document.addEventListener("readingroom:morphed", (event) => {
  const { changed } = /** @type {CustomEvent<{changed: string[] | null}>} */ (event).detail;
  if (changed && !changed.some((file) => file.startsWith("search/"))) return;
  forget();
  worker?.terminate();
  worker = undefined;
});

/** Starts to load what every question needs. */
export function getReady() {
  if (!worker) post({ number: 0, typed: "", filters: {}, from: 0, count: 0, facets: false });
}

/**
 * @param {Omit<Question, "number" | "root">} question
 * @returns {Promise<Reply | undefined>} undefined where another was asked meanwhile
 */
export function ask(question) {
  last += 1;
  const number = last;
  for (const drop of waiting.values()) drop(undefined);
  waiting.clear();
  return new Promise((resolve) => {
    waiting.set(number, resolve);
    const send = () => number === last && post({ ...question, number });
    if (LONE_LETTER.test(question.typed)) setTimeout(send, PATIENCE);
    else send();
  });
}

/** Drops the answer that is waited for. */
export function forget() {
  last += 1;
  for (const drop of waiting.values()) drop(undefined);
  waiting.clear();
}

/** @param {Omit<Question, "root">} question */
function post(question) {
  worker ??= started();
  worker.postMessage({ ...question, root });
}

/** The worker, and the manifest, which is fetched while the worker's own modules are. */
function started() {
  const made = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  made.addEventListener("message", ({ data }) => {
    waiting.get(data.number)?.(data);
    waiting.delete(data.number);
  });
  made.addEventListener("error", () => {
    // The script itself could not be loaded: what waits is told, and the next question tries again.
    for (const [number, tell] of waiting) tell(/** @type {any} */ ({ number, failed: "script" }));
    waiting.clear();
    worker = undefined;
  });
  // Without a manifest the worker asks for it itself, and tells what comes of that.
  fetch(`${root}search/manifest.json`, { cache: "no-cache" })
    .then((response) => (response.ok ? response.json() : undefined))
    .catch(() => undefined)
    .then((manifest) => made.postMessage({ manifest }));
  return made;
}
