/** { index, documents, typed, typing } → for each string typed: the hits and first snippet shown. */

import { loadIndex } from "../../theme/static/js/search/lunr-index.js";
import { answer } from "../../theme/static/js/search/query.js";
import { snippet } from "../../theme/static/js/search/snippets.js";
import { give, given } from "./io.mjs";

const index = loadIndex(given.index);
const { languages, columns, rows } = given.documents;
give(
  given.typed.map((typed) => {
    const { hits, terms } = answer(index, typed, languages, given.typing);
    const row = rows[hits[0]?.ref] ?? [];
    const text = row[columns.indexOf("text")] ?? "";
    const parts = snippet(text, terms, row[columns.indexOf("language")] ?? "en");
    return {
      hits: hits.map(({ ref, score, all }) => [ref, score, all]),
      snippet: parts.map((part) => (part.marked ? `[${part.text}]` : part.text)).join(""),
    };
  }),
);
