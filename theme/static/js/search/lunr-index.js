/**
 * A reader of the index in Lunr 2.3.9's serialised form: the scores and matches of lunr.js itself.
 *
 * The form is that of lunr.Index.toJSON; the scoring that of lunr.Index.query, whose order of
 * additions is kept so that no last digit differs. tests/search/rank.mjs compares the two.
 */

/** @typedef {{ _index: number } & Record<string, any>} Posting field → ref → {} */
/** @typedef {Map<string, number[]>} Vectors of a field: ref → [term number, score, …] by term number */

/** More than any part has terms. */
const PART = 2 ** 32;

/**
 * An index, or one with some of its terms.
 * @typedef {object} Part
 * @property {string[]} fields
 * @property {Map<string, Posting>} postings by term
 * @property {Map<string, Vectors>} vectors by field
 * @property {string[]} terms sorted by UTF-16 code units
 */

/**
 * Parts of one index, in the order of their terms, or the one that is the whole.
 * @typedef {object} LunrIndex
 * @property {string[]} fields
 * @property {Part[]} parts
 * @property {() => Iterable<string>} refs of all documents
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
 * @returns {Part}
 */
export function loadPart(form) {
  /** @type {Part["vectors"]} */
  const vectors = new Map(form.fields.map((field) => [field, new Map()]));
  for (const [fieldRef, vector] of form.fieldVectors) {
    const slash = fieldRef.indexOf("/"); // a field's name may not hold slashes, a ref may
    vectors.get(fieldRef.slice(0, slash))?.set(fieldRef.slice(slash + 1), vector);
  }
  return {
    fields: form.fields,
    postings: new Map(form.invertedIndex),
    vectors,
    terms: form.invertedIndex.map(([term]) => term),
  };
}

/**
 * One index of several. Nothing is computed anew: a term has its scores in the whole index wherever it is
 * written, and its number by the part and its place there.
 * @param {Part[]} parts at least one, in the order of their terms
 * @param {() => Iterable<string>} [refs] of all documents, where the parts do not have them all
 * @returns {LunrIndex}
 */
export function joined(parts, refs) {
  const known = () =>
    new Set(parts.flatMap(({ vectors }) => [...vectors.values()].flatMap((of) => [...of.keys()])));
  return { fields: parts[0].fields, parts, refs: refs ?? known };
}

/**
 * @param {Form} form
 * @returns {LunrIndex}
 */
export function loadIndex(form) {
  return joined([loadPart(form)]);
}

/**
 * The documents that satisfy the clauses, best first; equals by ref.
 * @param {LunrIndex} index
 * @param {Clause[]} clauses
 * @returns {Match[]}
 */
export function search(index, clauses) {
  const order = new Intl.Collator("en", { numeric: true });
  return [...scored(index, clauses)]
    .map(([ref, score]) => ({ ref, score }))
    .sort((a, b) => b.score - a.score || order.compare(a.ref, b.ref));
}

/**
 * The score of each document that satisfies the clauses, by ref.
 * @param {LunrIndex} index
 * @param {Clause[]} clauses
 * @returns {Map<string, number>}
 */
export function scored(index, clauses) {
  if (clauses.length === 0) return new Map();
  /** @type {Map<string, Query>} */
  const queries = new Map(index.fields.map((field) => [field, new Map()]));
  /** @type {Set<string>[]} */
  const required = [];
  const prohibited = new Set();
  /** @type {[field: string, ref: string][]} */
  const matching = []; // in the order of finding
  const seen = new Map(index.fields.map((field) => [field, new Set()]));
  for (const clause of clauses) {
    const { presence = "optional", boost = 1, fields = index.fields } = clause;
    const matched = new Set();
    for (const term of expanded(index, clause)) {
      const place = index.parts.findIndex(({ postings }) => postings.has(term));
      const part = index.parts[place];
      const posting = part?.postings.get(term);
      if (!posting) continue;
      const number = posting._index;
      const key = place * PART + number;
      for (const field of fields) {
        const refs = Object.keys(posting[field]);
        for (const ref of refs) matched.add(ref);
        if (presence === "prohibited") continue;
        const query = queries.get(field);
        const before = query?.get(key)?.boost ?? 0;
        const vectors = part.vectors.get(field) ?? new Map();
        query?.set(key, { boost: before + boost, vectors, number });
        const met = seen.get(field);
        for (const ref of refs) {
          if (met?.has(ref)) continue;
          met?.add(ref);
          matching.push([field, ref]);
        }
      }
    }
    if (presence === "required") required.push(matched);
    if (presence === "prohibited") for (const ref of matched) prohibited.add(ref);
  }
  const negated = clauses.every(({ presence }) => presence === "prohibited");
  const allowed = (/** @type {string} */ ref) =>
    !prohibited.has(ref) && required.every((refs) => refs.has(ref));
  if (negated) return new Map([...index.refs()].filter(allowed).map((ref) => [ref, 0]));
  return scores(matching, queries, allowed);
}

/** The part that has a term. @param {LunrIndex} index @param {string} term */
function partOf(index, term) {
  return index.parts.find(({ postings }) => postings.has(term));
}

/** Whether any document has a term. @param {LunrIndex} index @param {string} term */
export function knows(index, term) {
  return partOf(index, term) !== undefined;
}

/**
 * The documents that have a term in any of the fields (in any at all, where none is named), whose refs
 * are numbers.
 * @param {LunrIndex} index @param {string} term @param {string[]} fields
 * @returns {Set<number>}
 */
export function holders(index, term, fields) {
  const posting = partOf(index, term)?.postings.get(term);
  if (!posting) return new Set();
  const searched = fields.length ? fields : index.fields;
  return new Set(searched.flatMap((field) => Object.keys(posting[field]).map(Number)));
}

/**
 * The terms that begin with a string, in the index's order.
 * @param {LunrIndex} index
 * @param {string} beginning
 * @returns {string[]}
 */
export function beginningWith(index, beginning) {
  return index.parts.flatMap(({ terms }) => {
    let low = 0;
    let high = terms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (terms[middle] < beginning) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < terms.length && terms[end].startsWith(beginning)) end += 1;
    return terms.slice(low, end);
  });
}

/**
 * A term before those that it begins, else the later one first: the order in which lunr.TokenSet gives
 * them, on which the order of additions depends.
 * @param {string} a @param {string} b
 */
function asLunrExpands(a, b) {
  if (a.startsWith(b) || b.startsWith(a)) return a.length - b.length;
  return a < b ? 1 : -1;
}

/** @param {LunrIndex} index @param {Clause} clause */
function expanded(index, clause) {
  if (!clause.prefix) return clause.terms;
  return clause.terms.flatMap((term) => beginningWith(index, term).sort(asLunrExpands));
}

/** A field's query: by a term's number in all parts its boost, and its number in the vectors that have
 * its scores.
 * @typedef {{ boost: number, vectors: Vectors, number: number }} Weighed
 * @typedef {Map<number, Weighed>} Query */

/**
 * @param {[field: string, ref: string][]} matching
 * @param {Map<string, Query>} queries by field
 * @param {(ref: string) => boolean} allowed
 */
function scores(matching, queries, allowed) {
  const normed = new Map([...queries].map(([field, query]) => [field, inOrder(query)]));
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const [field, ref] of matching) {
    if (!allowed(ref)) continue;
    const query = normed.get(field);
    found.set(ref, (found.get(ref) ?? 0) + (query ? similarity(query, ref) : 0));
  }
  return found;
}

/** @typedef {{ entries: Weighed[], length: number }} Normed */

/** A query's vector in order of term numbers, and its length. @param {Query} query @returns {Normed} */
function inOrder(query) {
  const entries = [...query].sort(([a], [b]) => a - b).map(([, weighed]) => weighed);
  const squares = entries.reduce((sum, { boost }) => sum + boost * boost, 0);
  return { entries, length: Math.sqrt(squares) };
}

/** Lunr divides by the length of the query's vector alone. */
function similarity(/** @type {Normed} */ query, /** @type {string} */ ref) {
  let product = 0;
  for (const { boost, vectors, number } of query.entries) {
    const vector = vectors.get(ref);
    if (vector) product += boost * component(vector, number);
  }
  return product / query.length || 0;
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
