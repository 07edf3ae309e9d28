/** [[text, language], …] → the JavaScript twin's terms of each. */

import { analyse } from "../../theme/static/js/search/analyser.js";
import { give, given } from "./io.mjs";

give(given.map(([text, language]) => analyse(text, language)));
