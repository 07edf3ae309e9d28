/** [[typed, languages], …] → the JavaScript twin's reading of each query. */

import { read } from "../../theme/static/js/search/query.js";
import { give, given } from "./io.mjs";

give(given.map(([typed, languages]) => read(typed, languages)));
