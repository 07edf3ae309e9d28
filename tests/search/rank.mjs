/**
 * { index, files, queries: [[clause, …], …] } → { ours, parted, read, theirs }: for each query the
 * matches of this project's reader in the index and in the search files, how many of the index's parts
 * it read for that, and the matches of lunr.js in the index; equals by ref. A clause is that of
 * lunr-index.js.
 */

import lunr from "lunr";

import { openFiles } from "../../theme/static/js/search/files.js";
import { loadIndex, search } from "../../theme/static/js/search/lunr-index.js";
import { give, given } from "./io.mjs";

const PRESENCE = {
  optional: lunr.Query.presence.OPTIONAL,
  required: lunr.Query.presence.REQUIRED,
  prohibited: lunr.Query.presence.PROHIBITED,
};
const order = new Intl.Collator("en", { numeric: true });

// In lunr.js one clause has several terms when its pipeline makes them, so this one does.
lunr.Pipeline.registerFunction((token) => token.toString().split(" ").map((t) => new lunr.Token(t)), "cut");
const theirs = lunr.Index.load({ ...given.index, pipeline: ["cut"] });
const ours = loadIndex(given.index);

const pairs = (matches) => matches.map(({ ref, score }) => [ref, score]);

/** Files that have nothing yet but what these clauses need. */
async function inParts(clauses) {
  let read = -1; // the manifest is no part
  const files = await openFiles(async (name) => {
    read += 1;
    return given.files[name.split("?")[0]];
  });
  const prefixes = clauses.filter(({ prefix }) => prefix);
  const index = await files.index({
    terms: clauses.filter(({ prefix }) => !prefix).flatMap(({ terms }) => terms),
    beginnings: prefixes.flatMap(({ terms }) => terms),
  });
  return { matches: pairs(search(index, clauses)), read };
}

const parted = await Promise.all(given.queries.map(inParts));
give({
  ours: given.queries.map((clauses) => pairs(search(ours, clauses))),
  parted: parted.map(({ matches }) => matches),
  read: parted.map(({ read }) => read),
  theirs: given.queries.map((clauses) => {
    const found = theirs.query((query) => {
      for (const { terms, prefix = false, presence = "optional", boost = 1, fields } of clauses) {
        query.clause({
          term: terms.join(" "),
          usePipeline: !prefix,
          wildcard: prefix ? lunr.Query.wildcard.TRAILING : lunr.Query.wildcard.NONE,
          presence: PRESENCE[presence],
          boost,
          ...(fields && { fields }),
        });
      }
    });
    found.sort((a, b) => b.score - a.score || order.compare(a.ref, b.ref));
    return pairs(found);
  }),
});
