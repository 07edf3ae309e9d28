/** { index, words } → the refs that stock lunr.js finds for each string of words. */

import lunr from "lunr";

import { give, given } from "./io.mjs";

const index = lunr.Index.load(given.index);
give(given.words.map((words) => index.search(words).map((match) => match.ref)));
