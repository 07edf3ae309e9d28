/**
 * The page as the server sent it, beside the page as it is shown, and how the one becomes the next.
 *
 * Scripts change a page: they add buttons, hide notes, write states. What they did is told from what the
 * server says by keeping the source, a copy that no script sees. A new page is compared with the source,
 * and only what differs there is changed in both. So no node that stays the same is ever replaced, and
 * what scripts added stays where it is.
 */
import { match } from "./matching.js";

/** The folder of static files, named by their digest. */
const ASSETS = /\bstatic\/[0-9a-f]+\//;
const SHEET = "link[rel~=stylesheet]";
/** What runs, or was loaded to run: its addresses change with any static file, and it stays. */
const LOADED = "script, link[rel=modulepreload]";

/** @type {Document} */
let source;
/** @type {WeakMap<Node, Node>} each node of the source: the one that is shown */
const shownOf = new WeakMap();
/** @type {import("./styles.js").Exchange[]} */
let sheets = [];

/**
 * Takes the page for what the server sent; to be called before other scripts change it.
 * @param {string} root the tag of the root element as it was sent
 */
export function begin(root) {
  source = /** @type {Document} */ (document.cloneNode(true));
  pair(source, document);
  unscripted(source);
  if (!root) return;
  const sent = new DOMParser().parseFromString(root, "text/html").documentElement;
  for (const { name } of [...source.documentElement.attributes]) {
    source.documentElement.removeAttribute(name);
  }
  for (const { name, value } of sent.attributes) source.documentElement.setAttribute(name, value);
}

/** @param {Node} was @param {Node} shown two trees of the same form */
function pair(was, shown) {
  shownOf.set(was, shown);
  let other = shown.firstChild;
  for (let child = was.firstChild; child && other; child = child.nextSibling) {
    pair(child, other);
    other = other.nextSibling;
  }
}

/** A parser that runs scripts reads `noscript` as words, one that does not as elements. @param {Document} page */
function unscripted(page) {
  for (const part of page.querySelectorAll("noscript")) part.textContent = "";
}

/** Whether a page has the scripts that are running here. @param {Document} next */
export function sameScripts(next) {
  const names = (/** @type {Document} */ page) =>
    [...page.querySelectorAll("script")].map((script) => (script.getAttribute("src") ?? "").replace(ASSETS, ""));
  return names(source).join("\n") === names(next).join("\n");
}

/**
 * Makes the page the next one.
 * @param {Document} next is used up
 * @returns {import("./styles.js").Exchange[]} style sheets that are still to be exchanged
 */
export function morph(next) {
  sheets = [];
  unscripted(next);
  element(source.documentElement, next.documentElement);
  return sheets;
}

/** @param {Element} was @param {Element} now */
function element(was, now) {
  if (was.isEqualNode(now)) return;
  const shown = /** @type {Element | undefined} */ (shownOf.get(was));
  attributes(was, now, shown);
  children(was, now, shown);
}

/** @param {Element} was @param {Element} now @param {Element | undefined} shown */
function attributes(was, now, shown) {
  const stays = was.matches(LOADED);
  for (const { name, value } of [...now.attributes]) {
    const old = was.getAttribute(name);
    if (old === value) continue;
    if (name === "href" && was.matches(SHEET) && shown) {
      const replaced = (/** @type {Node} */ fresh) => shownOf.set(was, fresh);
      sheets.push({ shown: /** @type {HTMLLinkElement} */ (shown), href: value, replaced });
    } else if (name === "class") {
      classes(old ?? "", value, shown);
    } else if (!stays) {
      shown?.setAttribute(name, value);
    }
    was.setAttribute(name, value);
  }
  for (const { name } of [...was.attributes]) {
    if (now.hasAttribute(name)) continue;
    if (name === "class") classes(was.className, "", shown);
    else if (!stays) shown?.removeAttribute(name);
    was.removeAttribute(name);
  }
}

/** Those that scripts gave stay. @param {string} old @param {string} value @param {Element | undefined} shown */
function classes(old, value, shown) {
  const words = (/** @type {string} */ list) => list.split(/\s+/).filter(Boolean);
  const now = words(value);
  shown?.classList.remove(...words(old).filter((word) => !now.includes(word)));
  shown?.classList.add(...now);
}

/** @param {Element} was @param {Element} now @param {Element | undefined} shown */
function children(was, now, shown) {
  const before = [...was.childNodes];
  const after = [...now.childNodes];
  if (shown && before.some(isOtherWords)) return anew(was, after, shown);
  const { pairs, moved } = match(before, after);
  const kept = new Set(pairs.values());
  for (const child of before) {
    if (kept.has(child)) continue;
    const part = shownOf.get(child);
    part?.parentNode?.removeChild(part);
    child.remove();
  }
  /** @type {Node | null} the nodes that the next one stands behind, in the source and as shown */
  let last = null;
  /** @type {Node | null} */
  let lastShown = null;
  for (const child of after) {
    const old = pairs.get(child);
    if (!old) {
      const fresh = document.importNode(child, true);
      was.insertBefore(child, last ? last.nextSibling : was.firstChild);
      pair(child, fresh);
      if (shown) put(shown, fresh, lastShown);
      [last, lastShown] = [child, fresh];
      continue;
    }
    const part = shownOf.get(old);
    if (moved.has(old)) {
      was.insertBefore(old, last ? last.nextSibling : was.firstChild);
      if (shown && part?.parentNode === shown) put(shown, part, lastShown);
    }
    if (old.nodeType === Node.ELEMENT_NODE) element(/** @type {Element} */ (old), /** @type {Element} */ (child));
    else words(/** @type {CharacterData} */ (old), /** @type {CharacterData} */ (child));
    last = old;
    if (part && part.parentNode === shown) lastShown = part;
  }
}

/** Whether a script has cut words up, or put others in their place. @param {Node} child */
function isOtherWords(child) {
  return child.nodeType === Node.TEXT_NODE && shownOf.get(child)?.nodeValue !== child.nodeValue;
}

/** Everything in an element is the next page's, since what is there cannot be told apart. */
/** @param {Element} was @param {ChildNode[]} after @param {Element} shown */
function anew(was, after, shown) {
  const fresh = after.map((child) => document.importNode(child, true));
  was.replaceChildren(...after);
  shown.replaceChildren(...fresh);
  after.forEach((child, i) => pair(child, fresh[i]));
}

/** Puts a node behind another, or first. @param {Element} into @param {Node} node @param {Node | null} behind */
function put(into, node, behind) {
  const before = behind ? behind.nextSibling : into.firstChild;
  // A move that loses nothing, in browsers that have it.
  if (node.isConnected && "moveBefore" in into) /** @type {any} */ (into).moveBefore(node, before);
  else into.insertBefore(node, before);
}

/** Only the characters that differ are replaced, so that a selection round them stays. */
/** @param {CharacterData} was @param {CharacterData} now */
function words(was, now) {
  if (was.data === now.data) return;
  const shown = /** @type {CharacterData | undefined} */ (shownOf.get(was));
  const [a, b] = [shown?.data ?? "", now.data];
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < most - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  shown?.replaceData(start, a.length - start - end, b.slice(start, b.length - end));
  was.data = now.data;
}
