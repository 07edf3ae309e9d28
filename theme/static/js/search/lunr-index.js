/**
 * A reader of the index in Lunr 2.3.9's serialised form: the scores and matches of lunr.js itself.
 *
 * The form is that of lunr.Index.toJSON; the scoring that of lunr.Index.query, whose order of
 * additions is kept so that no last digit differs. tests/search/rank.mjs compares the two.
 */

/** @typedef {{ _index: number } & Record<string, any>} Posting field → ref → {} */
/** @typedef {Map<string, number[]>} Vectors "field/ref" → [term number, score, …] by term number */

/**
 * An index, or one with some of its terms.
 * @typedef {object} Part
 * @property {string[]} fields
 * @property {Map<string, Posting>} postings by term
 * @property {Vectors} vectors
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
  return {
    fields: form.fields,
    postings: new Map(form.invertedIndex),
    vectors: new Map(form.fieldVectors),
    terms: form.invertedIndex.map(([term]) => term),
  };
}

/**
 * One index of several. Nothing is computed anew: a term has its number and its scores in the whole
 * index wherever it is written.
 * @param {Part[]} parts at least one
 * @param {() => Iterable<string>} [refs] of all documents, where the parts do not have them all
 * @returns {LunrIndex}
 */
export function joined(parts, refs) {
  const known = () => new Set(parts.flatMap(({ vectors }) => [...vectors.keys()].map(refOf)));
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
  if (clauses.length === 0) return [];
  /** @type {Map<string, Query>} */
  const queries = new Map(index.fields.map((field) => [field, new Map()]));
  /** @type {Set<string>[]} */
  const required = [];
  const prohibited = new Set();
  const matching = new Set(); // "field/ref" in the order of finding
  for (const clause of clauses) {
    const { presence = "optional", boost = 1, fields = index.fields } = clause;
    const matched = new Set();
    for (const term of expanded(index, clause)) {
      const part = partOf(index, term);
      const posting = part?.postings.get(term);
      if (!part || !posting) continue;
      for (const field of fields) {
        const refs = Object.keys(posting[field]);
        for (const ref of refs) matched.add(ref);
        if (presence === "prohibited") continue;
        const query = queries.get(field);
        const before = query?.get(posting._index)?.boost ?? 0;
        query?.set(posting._index, { boost: before + boost, vectors: part.vectors });
        for (const ref of refs) matching.add(`${field}/${ref}`);
      }
    }
    if (presence === "required") required.push(matched);
    if (presence === "prohibited") for (const ref of matched) prohibited.add(ref);
  }
  const negated = clauses.every(({ presence }) => presence === "prohibited");
  const allowed = (/** @type {string} */ ref) =>
    !prohibited.has(ref) && required.every((refs) => refs.has(ref));
  if (negated) return ordered(new Map([...index.refs()].filter(allowed).map((ref) => [ref, 0])));
  return ordered(scores(matching, queries, allowed));
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

/** A field's query: by a term's number its boost, and the vectors that have its scores.
 * @typedef {Map<number, { boost: number, vectors: Vectors }>} Query */

/**
 * @param {Iterable<string>} fieldRefs
 * @param {Map<string, Query>} queries by field
 * @param {(ref: string) => boolean} allowed
 */
function scores(fieldRefs, queries, allowed) {
  const normed = new Map([...queries].map(([field, query]) => [field, inOrder(query)]));
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const fieldRef of fieldRefs) {
    const ref = refOf(fieldRef);
    if (!allowed(ref)) continue;
    const query = normed.get(fieldRef.slice(0, fieldRef.indexOf("/")));
    found.set(ref, (found.get(ref) ?? 0) + (query ? similarity(query, fieldRef) : 0));
  }
  return found;
}

/** A field's name may not hold slashes, a ref may. @param {string} fieldRef */
function refOf(fieldRef) {
  return fieldRef.slice(fieldRef.indexOf("/") + 1);
}

/** @param {Map<string, number>} found @returns {Match[]} */
function ordered(found) {
  const order = new Intl.Collator("en", { numeric: true });
  return [...found]
    .map(([ref, score]) => ({ ref, score }))
    .sort((a, b) => b.score - a.score || order.compare(a.ref, b.ref));
}

/** @typedef {{ entries: [number, { boost: number, vectors: Vectors }][], length: number }} Normed */

/** A query's vector in order of term numbers, and its length. @param {Query} query @returns {Normed} */
function inOrder(query) {
  const entries = [...query].sort(([a], [b]) => a - b);
  const squares = entries.reduce((sum, [, { boost }]) => sum + boost * boost, 0);
  return { entries, length: Math.sqrt(squares) };
}

/** Lunr divides by the length of the query's vector alone. */
function similarity(/** @type {Normed} */ query, /** @type {string} */ fieldRef) {
  let product = 0;
  for (const [number, { boost, vectors }] of query.entries) {
    const vector = vectors.get(fieldRef);
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
