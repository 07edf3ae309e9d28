/** null → the JavaScript twin's stop words. */

import { STOP_WORDS } from "../../theme/static/js/search/stop-words.js";
import { give } from "./io.mjs";

give([...STOP_WORDS].sort());
