/**
 * The preview's own script: brings the open page up to what was saved, and shows what is wrong.
 *
 * The server puts it into every page before all other scripts, and no published site has it. When a
 * build changed the page, the page is fetched and what differs from the page as it was sent before is
 * changed here: nothing else is touched, so that scroll, focus, selection, what was typed and opened,
 * and all that the theme's own scripts did stay as they are. Those are told by an event of the
 * document, `readingroom:morphed`, whose `detail.changed` are the site's files that differ (null: it is
 * not known which).
 */
import { attach, connected } from "./box.js";
import { offerEditing, said as editingSaid } from "./editing.js";
import { keepForReload, keepPlace, restoreAfterReload } from "./place.js";
import { show } from "./problems.js";
import { begin, morph, sameScripts } from "./source.js";
import { listen } from "./stream.js";
import { swapStyles } from "./styles.js";

/** @typedef {{changed: string[] | null}} Morphed */

const own = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-preview]"));
const { base = "/", scripts = "", root = "" } = own.dataset;
/** What the server sent last: its entity tag, the page's file, what it is made of. */
let { preview: tag = "", page = "", what = "" } = own.dataset;

begin(root);
attach();
restoreAfterReload();

/** @type {Promise<void>} one after the other */
let work = Promise.resolve();
/** Asked for again while one was under way. */
let waiting = false;
/** @type {Set<string> | null} the files that changed since the page was last brought up to date */
let changes = new Set();
/** The page as an event brought it along; empty where it has to be fetched. */
let brought = "";

/**
 * The page is looked at as soon as that is done which is under way; once, however often it is asked for.
 * @param {string[] | null} changed
 */
function refresh(changed) {
  changes = changed && changes ? new Set([...changes, ...changed]) : null;
  if (waiting) return;
  waiting = true;
  work = work.then(async () => {
    waiting = false;
    const files = changes;
    changes = new Set();
    try {
      await bringUpToDate(files && [...files]);
    } catch {
      // The server is away; its return is heard of.
    }
  });
}

/** @param {string[] | null} files */
async function bringUpToDate(files) {
  // The search asks for its own files; no page shows them.
  const shown = !files?.length || files.some((name) => !name.startsWith("search/"));
  const text = brought || (shown ? await fetched() : "");
  brought = "";
  if (text === null) return reload();
  if (text) {
    const next = new DOMParser().parseFromString(text, "text/html");
    const script = /** @type {HTMLScriptElement | null} */ (next.querySelector("script[data-preview]"));
    if (!script || !sameScripts(next)) return reload();
    const restore = keepPlace();
    const sheets = morph(next);
    ({ preview: tag = "", page = "", what = "" } = script.dataset);
    restore();
    tell(files);
    if (sheets.length) {
      await swapStyles(sheets);
      restore();
      tell(files);
    }
  } else if (files === null || files.some((name) => name.startsWith("search/"))) {
    tell(files);
  }
  refreshPictures(files);
}

/** The page as it is now: nothing where it is the same, null where it has to be loaded anew. */
async function fetched() {
  const response = await fetch(location.pathname + location.search, {
    headers: { "If-None-Match": `"${tag}"`, Accept: "text/html" },
    cache: "no-store",
  });
  if (response.redirected || response.headers.get("X-Preview-Scripts") !== scripts) return null;
  return response.status === 304 ? "" : response.text();
}

/** @param {string[] | null} changed */
function tell(changed) {
  document.dispatchEvent(new CustomEvent("readingroom:morphed", { detail: { changed } }));
  offerEditing({ what, page });
}

/** Pictures whose bytes are others under the same name. @param {string[] | null} files */
function refreshPictures(files) {
  const changed = new Set(files ?? []);
  for (const picture of document.images) {
    const address = new URL(picture.src, location.href);
    if (address.origin !== location.origin) continue;
    const file = decodeURIComponent(address.pathname).slice(base.length);
    if (files && !changed.has(file)) continue;
    address.searchParams.set("preview", String(Date.now()));
    picture.src = address.href;
  }
}

/** Loads the page anew. @returns {Promise<never>} what goes needs nothing more */
function reload() {
  keepForReload();
  location.reload();
  return new Promise(() => {});
}

/** The file of the site that this page is, or would be. */
function isMine(/** @type {string} */ name) {
  return name === page || page === "404.html";
}

let known = false;
listen({
  url: new URL("events", own.src).href,
  state(said) {
    editingSaid(said);
    show(said);
    offerEditing({ what, page });
    // Before the stream was open, or while it was not, anything may have been saved.
    refresh(known ? null : []);
    known = true;
    void work.then(connected);
  },
  built(said) {
    show(said);
    const { changed, pages } = said;
    if (said.scripts !== scripts) brought = "";
    else if (!changed || changed.includes(page)) brought = pages[page] ?? "";
    if (!changed || changed.some((name) => isMine(name) || /^(images|search)\//.test(name))) {
      refresh(changed);
    }
  },
});
