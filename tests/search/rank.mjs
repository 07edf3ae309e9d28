/**
 * { index, queries: [[clause, …], …] } → { ours, theirs }: for each query the matches of this project's
 * reader and of lunr.js on the same index, equals by ref. A clause is that of lunr-index.js.
 */

import lunr from "lunr";

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

give({
  ours: given.queries.map((clauses) => search(ours, clauses).map(({ ref, score }) => [ref, score])),
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
    return found.map(({ ref, score }) => [ref, score]);
  }),
});
