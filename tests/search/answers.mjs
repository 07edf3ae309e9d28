/** { files, typed, typing } → for each string typed: the hits and first snippet shown. */

import { openFiles } from "../../theme/static/js/search/files.js";
import { answer } from "../../theme/static/js/search/rank.js";
import { excerpt, placesOf } from "../../theme/static/js/search/passages.js";
import { give, given } from "./io.mjs";

const files = await openFiles(async (name) => given.files[name.split("?")[0]]);
const answers = [];
for (const typed of given.typed) {
  const { hits, looked, meant, completions } = await answer(files, typed, { typing: given.typing });
  const [shown] = await files.documents(hits.slice(0, 1).map((hit) => hit.ref));
  const text = shown?.passages.map(([, words]) => words).join(" ") ?? "";
  const parts = excerpt(text, placesOf(text, looked, shown?.language ?? "en"));
  answers.push({
    hits: hits.map(({ ref, score, all }) => [ref, score, all]),
    meant,
    completions,
    snippet: parts.map((part) => (part.marked ? `[${part.text}]` : part.text)).join(""),
  });
}
give(answers);
