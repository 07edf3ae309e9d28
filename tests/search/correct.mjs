/** { known, words } → the JavaScript twin's correction of each word. */

import { correction } from "../../theme/static/js/search/lexicon.js";
import { give, given } from "./io.mjs";

give(given.words.map((word) => correction(word, given.known)));
