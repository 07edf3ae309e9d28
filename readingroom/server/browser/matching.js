/**
 * Which children of an element in one page are those of the same element in the next.
 *
 * First what is equal at both ends; between, elements with the same name of their own, then equal ones,
 * then those that hold parts with the same names, then those that stand at the same place and are of one
 * form. Words belong to the element before them.
 */

/** What names an element among its siblings. */
const NAMES = ["id", "data-note", "name", "property", "value", "for", "rel"];
/** The addresses of static files change with all of them. */
const ASSETS = /\bstatic\/[0-9a-f]+\//g;

/**
 * @typedef {object} Matched
 * @property {Map<Node, Node>} pairs children of the next page: those of the old one
 * @property {Set<Node>} moved those of the old one that do not stand in the order of the next
 */

/**
 * @param {ChildNode[]} before
 * @param {ChildNode[]} after
 * @returns {Matched}
 */
export function match(before, after) {
  /** @type {Map<Node, Node>} */
  const pairs = new Map();
  let start = 0;
  const most = Math.min(before.length, after.length);
  while (start < most && before[start].isEqualNode(after[start])) {
    pairs.set(after[start], before[start]);
    start += 1;
  }
  let end = 0;
  while (end < most - start && before.at(-1 - end)?.isEqualNode(after.at(-1 - end) ?? null)) {
    end += 1;
    pairs.set(after[after.length - end], before[before.length - end]);
  }
  const old = before.slice(start, before.length - end);
  const now = after.slice(start, after.length - end);
  matchElements(old.filter(isElement), now.filter(isElement), pairs);
  matchWords(old, now, pairs);
  return { pairs, moved: outOfOrder(before, after, pairs) };
}

/** @param {Node} node @returns {node is Element} */
const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;

/** @param {Element[]} old @param {Element[]} now @param {Map<Node, Node>} pairs */
function matchElements(old, now, pairs) {
  const free = new Set(old);
  /** @param {(part: Element) => string} sign nothing where an element has none */
  const bySign = (sign) => {
    /** @type {Map<string, Element[]>} */
    const bearers = new Map();
    for (const part of old) {
      const name = free.has(part) ? sign(part) : "";
      if (name) bearers.set(name, [...(bearers.get(name) ?? []), part]);
    }
    for (const part of now) {
      const found = pairs.has(part) ? undefined : bearers.get(sign(part))?.shift();
      if (!found) continue;
      pairs.set(part, found);
      free.delete(found);
    }
  };
  bySign(nameOf);
  bySign((part) => part.outerHTML);
  bySign((part) => innerName(part));
  inGaps(old, now, pairs, free);
}

/** @param {Element} part */
function nameOf(part) {
  const names = NAMES.filter((name) => part.hasAttribute(name));
  if (!names.length) return "";
  const address = part.matches("link") ? (part.getAttribute("href") ?? "").replace(ASSETS, "") : "";
  return [part.localName, ...names.map((name) => part.getAttribute(name)), address].join("\n");
}

/** The first part with a name in an element that has none. @param {Element} part */
function innerName(part) {
  const inner = part.querySelector("[id], [data-note]");
  return inner ? `${formOf(part)}\n${nameOf(inner)}` : "";
}

/** What two elements have to have in common to be one that changed. @param {Element} part */
function formOf(part) {
  return `${part.localName}.${part.classList[0] ?? ""}`;
}

/**
 * Elements that changed all over, in their order between those that are known.
 * @param {Element[]} old @param {Element[]} now @param {Map<Node, Node>} pairs @param {Set<Element>} free
 */
function inGaps(old, now, pairs, free) {
  const place = new Map(old.map((part, i) => [/** @type {Node} */ (part), i]));
  let from = 0;
  now.forEach((part, i) => {
    const known = pairs.get(part);
    if (known) {
      from = Math.max(from, (place.get(known) ?? -1) + 1);
      return;
    }
    const next = now.slice(i + 1).map((one) => pairs.get(one)).find(Boolean);
    const to = next ? (place.get(next) ?? old.length) : old.length;
    for (let at = from; at < to; at += 1) {
      const one = old[at];
      // Another note is another note, open or not.
      const other = one.matches("details") && nameOf(one) !== nameOf(part);
      if (!free.has(one) || other || formOf(one) !== formOf(part)) continue;
      pairs.set(part, one);
      free.delete(one);
      from = at + 1;
      return;
    }
  });
}

/** @param {ChildNode[]} old @param {ChildNode[]} now @param {Map<Node, Node>} pairs */
function matchWords(old, now, pairs) {
  const taken = new Set(pairs.values());
  const among = new Set(old);
  for (const part of now) {
    if (isElement(part)) continue;
    const before = part.previousSibling;
    const found = before ? pairs.get(before)?.nextSibling : part.parentNode && firstOf(old);
    if (!found || taken.has(found) || !among.has(/** @type {ChildNode} */ (found))) continue;
    if (found.nodeType !== part.nodeType) continue;
    pairs.set(part, found);
    taken.add(found);
  }
}

/** The first child of all. @param {ChildNode[]} old */
const firstOf = (old) => old[0]?.parentNode?.firstChild;

/**
 * The matched nodes outside of the longest run that keeps its order; the fewer move, the better.
 * Longest increasing subsequence by patience sorting, O(n log n).
 * @param {ChildNode[]} before @param {ChildNode[]} after @param {Map<Node, Node>} pairs
 */
function outOfOrder(before, after, pairs) {
  const place = new Map(before.map((node, i) => [/** @type {Node} */ (node), i]));
  const order = after.flatMap((node) => place.get(pairs.get(node) ?? node) ?? []);
  /** @type {number[]} the index in `order` of the last of the best run of each length */
  const tails = [];
  /** @type {number[]} */
  const previous = [];
  order.forEach((at, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (order[tails[middle]] < at) low = middle + 1;
      else high = middle;
    }
    previous[i] = low ? tails[low - 1] : -1;
    tails[low] = i;
  });
  const stays = new Set();
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]) stays.add(order[i]);
  return new Set(order.filter((at) => !stays.has(at)).map((at) => /** @type {Node} */ (before[at])));
}
