/** [typed, …] → each with what is quoted as words. */

import { unquoted } from "../../theme/static/js/search/query.js";
import { give, given } from "./io.mjs";

give(given.map(unquoted));
