/**
 * A reader of the index in Lunr 2.3.9's serialised form: the scores and matches of lunr.js itself.
 *
 * The form is that of lunr.Index.toJSON; the scoring that of lunr.Index.query, whose order of
 * additions is kept so that no last digit differs. tests/search/rank.mjs compares the two.
 */

/** @typedef {{ _index: number } & Record<string, any>} Posting field → ref → {} */

/**
 * @typedef {object} LunrIndex
 * @property {string[]} fields
 * @property {Map<string, number[]>} vectors "field/ref" → [term number, score, …] by term number
 * @property {Map<string, Posting>} postings by term
 * @property {string[]} terms sorted by UTF-16 code units
 */

/**
 * What is asked of a term, of several that stand for each other, or of all that begin alike.
 * @typedef {object} Clause
 * @property {string[]} terms
 * @property {boolean} [prefix] the terms are beginnings
 * @property {"optional" | "required" | "prohibited"} [presence]
 * @property {number} [boost]
 * @property {string[]} [fields] all, when left out
 */

/** @typedef {{ ref: string, score: number }} Match */

/**
 * @typedef {object} Form what index.json holds, as far as it is read
 * @property {string[]} fields
 * @property {[string, number[]][]} fieldVectors
 * @property {[string, Posting][]} invertedIndex
 */

/**
 * @param {Form} form
 * @returns {LunrIndex}
 */
export function loadIndex(form) {
  return {
    fields: form.fields,
    vectors: new Map(form.fieldVectors),
    postings: new Map(form.invertedIndex),
    terms: form.invertedIndex.map(([term]) => term),
  };
}

/**
 * The documents that satisfy the clauses, best first; equals by ref.
 * @param {LunrIndex} index
 * @param {Clause[]} clauses
 * @returns {Match[]}
 */
export function search(index, clauses) {
  if (clauses.length === 0) return [];
  const vectors = new Map(index.fields.map((field) => [field, new Map()]));
  /** @type {Set<string>[]} */
  const required = [];
  const prohibited = new Set();
  const matching = new Set(); // "field/ref" in the order of finding
  for (const clause of clauses) {
    const { presence = "optional", boost = 1, fields = index.fields } = clause;
    const matched = new Set();
    for (const term of expanded(index, clause)) {
      const posting = index.postings.get(term);
      if (!posting) continue;
      for (const field of fields) {
        const refs = Object.keys(posting[field]);
        for (const ref of refs) matched.add(ref);
        if (presence === "prohibited") continue;
        const vector = vectors.get(field);
        vector?.set(posting._index, (vector.get(posting._index) ?? 0) + boost);
        for (const ref of refs) matching.add(`${field}/${ref}`);
      }
    }
    if (presence === "required") required.push(matched);
    if (presence === "prohibited") for (const ref of matched) prohibited.add(ref);
  }
  const negated = clauses.every(({ presence }) => presence === "prohibited");
  const allowed = (/** @type {string} */ ref) =>
    !prohibited.has(ref) && required.every((refs) => refs.has(ref));
  return scored(index, negated ? index.vectors.keys() : matching, vectors, allowed);
}

/**
 * Whether a document has a term in any field.
 * @param {LunrIndex} index
 * @param {string} term
 * @param {string} ref
 */
export function holds(index, term, ref) {
  const posting = index.postings.get(term);
  return posting !== undefined && index.fields.some((field) => Object.hasOwn(posting[field], ref));
}

/**
 * The terms that begin with a string, in the index's order.
 * @param {LunrIndex} index
 * @param {string} beginning
 * @returns {string[]}
 */
export function beginningWith(index, beginning) {
  let low = 0;
  let high = index.terms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (index.terms[middle] < beginning) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < index.terms.length && index.terms[end].startsWith(beginning)) end += 1;
  return index.terms.slice(low, end);
}

/** @param {LunrIndex} index @param {Clause} clause */
function expanded(index, clause) {
  return clause.prefix ? clause.terms.flatMap((term) => beginningWith(index, term)) : clause.terms;
}

/**
 * @param {LunrIndex} index
 * @param {Iterable<string>} fieldRefs
 * @param {Map<string, Map<number, number>>} vectors the query's, by field: term number → boost
 * @param {(ref: string) => boolean} allowed
 * @returns {Match[]}
 */
function scored(index, fieldRefs, vectors, allowed) {
  const queries = new Map([...vectors].map(([field, vector]) => [field, queryVector(vector)]));
  /** @type {Map<string, number>} */
  const scores = new Map();
  for (const fieldRef of fieldRefs) {
    const slash = fieldRef.indexOf("/"); // a ref may hold slashes, a field's name may not
    const ref = fieldRef.slice(slash + 1);
    if (!allowed(ref)) continue;
    const query = queries.get(fieldRef.slice(0, slash));
    const score = query ? similarity(query, index.vectors.get(fieldRef) ?? []) : 0;
    scores.set(ref, (scores.get(ref) ?? 0) + score);
  }
  const order = new Intl.Collator("en", { numeric: true });
  return [...scores]
    .map(([ref, score]) => ({ ref, score }))
    .sort((a, b) => b.score - a.score || order.compare(a.ref, b.ref));
}

/** A query's vector in order of term numbers, and its length. */
function queryVector(/** @type {Map<number, number>} */ vector) {
  const entries = [...vector].sort(([a], [b]) => a - b);
  const squares = entries.reduce((sum, [, boost]) => sum + boost * boost, 0);
  return { entries, magnitude: Math.sqrt(squares) };
}

/** Lunr divides by the length of the query's vector alone. */
function similarity(
  /** @type {{ entries: [number, number][], magnitude: number }} */ query,
  /** @type {number[]} */ vector,
) {
  let product = 0;
  for (const [number, boost] of query.entries) product += boost * component(vector, number);
  return product / query.magnitude || 0;
}

/** The score of a term in a vector, by halving; 0 where the field does not have it. */
function component(/** @type {number[]} */ vector, /** @type {number} */ number) {
  let low = 0;
  let high = vector.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (vector[2 * middle] < number) low = middle + 1;
    else high = middle;
  }
  return vector[2 * low] === number ? vector[2 * low + 1] : 0;
}
