/** JSON from standard input, JSON to standard output: how the tests talk to these scripts. */

import { readFileSync } from "node:fs";

export const given = JSON.parse(readFileSync(0, "utf8"));

/** @param {unknown} value */
export function give(value) {
  process.stdout.write(JSON.stringify(value));
}
