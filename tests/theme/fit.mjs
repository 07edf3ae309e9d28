/** [{ slips, margin }, …] → [{ lines, tops, foot }, …]: what theme/static/js/settle.js makes of each. */

import { readFileSync } from "node:fs";

import { fit } from "../../theme/static/js/settle.js";

const cases = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map(({ slips, margin }) => fit(slips, margin))));
