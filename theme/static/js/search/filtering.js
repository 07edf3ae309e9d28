/**
 * Results by kind, year, source and tag, and how many there are of each.
 */

/** @typedef {import("./files.js").Files} Files */
/** @typedef {import("./rank.js").Hit} Hit */
/** @typedef {Record<string, [value: string, count: number][]>} Counts by the filter's name */

/**
 * The hits that pass all filters; and for each filter its values, with the hits that pass all others.
 * @param {Files} files @param {Hit[]} hits @param {Record<string, string>} filters
 * @param {boolean} all whether the values of year, source and tag are wanted
 * @returns {Promise<{ kept: Hit[], facets: Counts }>}
 */
export async function filtered(files, hits, filters, all) {
  const facets = await facetsFor(files, filters, all);
  const passes = passesOf(files, filters, facets);
  const without = (/** @type {string} */ name) =>
    hits.filter(({ ref }) => Object.keys(passes).every((n) => n === name || passes[n](ref)));
  /** @type {Counts} */
  const counted = { kind: kinds(files, without("kind")) };
  for (const [name, values] of Object.entries(facets)) {
    const met = new Set(without(name).map(({ ref }) => ref));
    counted[name] = values
      .map(([value, refs]) => /** @type {[string, number]} */ ([value, refs.filter((r) => met.has(r)).length]))
      .filter(([value, count]) => count > 0 || value === filters[name]);
  }
  return { kept: without(""), facets: counted };
}

/**
 * Which documents pass all filters.
 * @param {Files} files @param {Record<string, string>} filters
 */
export async function passing(files, filters) {
  const passes = Object.values(passesOf(files, filters, await facetsFor(files, filters, false)));
  return (/** @type {number} */ ref) => passes.every((pass) => pass(ref));
}

/** @param {Files} files @param {Record<string, string>} filters @param {boolean} all */
async function facetsFor(files, { kind: _, ...others }, all) {
  return all || Object.values(others).some(Boolean) ? files.facets() : {};
}

/**
 * By name, which documents pass a filter.
 * @param {Files} files @param {Record<string, string>} filters
 * @param {import("./files.js").Facets} facets
 */
function passesOf(files, { kind, ...others }, facets) {
  /** @type {Record<string, (ref: number) => boolean>} */
  const passes = { kind: (ref) => !kind || files.kindOf(ref) === kind };
  for (const [name, value] of Object.entries(others)) {
    if (!value) continue;
    const refs = new Set(facets[name]?.find(([known]) => known === value)?.[1]);
    passes[name] = (ref) => refs.has(ref);
  }
  return passes;
}

/** @param {Files} files @param {Hit[]} hits @returns {[string, number][]} */
function kinds(files, hits) {
  /** @type {Map<string, number>} */
  const counts = new Map(files.manifest.kinds.map(([kind]) => [kind, 0]));
  for (const { ref } of hits) counts.set(files.kindOf(ref), (counts.get(files.kindOf(ref)) ?? 0) + 1);
  return [...counts];
}
