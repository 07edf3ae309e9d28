/** [word, …] → { ours, theirs }: the JavaScript twin's stems and lunr.js's. */

import lunr from "lunr";

import { stem } from "../../theme/static/js/search/stemmer.js";
import { give, given } from "./io.mjs";

give({
  ours: given.map(stem),
  theirs: given.map((word) => lunr.stemmer(new lunr.Token(word, {})).toString()),
});
