/**
 * Porter's stemmer with the results of lunr.js 2.3.9, whose index this project reads.
 *
 * The rules are those of M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), with
 * the two departures of his own later versions (bli, logi). The steps are named as in the paper.
 */

// A word is [C](VC)^m[V]. An initial y is a consonant; stem() writes it Y, which is in no class.
const C = "[^aeiou][^aeiouy]*";
const V = "[aeiouy][aeiou]*";
const MEASURE_SOME = new RegExp(`^(?:${C})?${V}${C}`); // m > 0
const MEASURE_ONE = new RegExp(`^(?:${C})?${V}${C}(?:${V})?$`); // m = 1
const MEASURE_MANY = new RegExp(`^(?:${C})?${V}${C}${V}${C}`); // m > 1
const WITH_VOWEL = new RegExp(`^(?:${C})?[aeiouy]`);
const SHORT = new RegExp(`^${C}[aeiouy][^aeiouwxy]$`); // hop, not snow, box, tray

/** @type {Map<string, string>} */
const STEP_2 = new Map(Object.entries({
  ational: "ate", tional: "tion", enci: "ence", anci: "ance", izer: "ize", bli: "ble", alli: "al",
  entli: "ent", eli: "e", ousli: "ous", ization: "ize", ation: "ate", ator: "ate", alism: "al",
  iveness: "ive", fulness: "ful", ousness: "ous", aliti: "al", iviti: "ive", biliti: "ble",
  logi: "log",
}));
/** @type {Map<string, string>} */
const STEP_3 = new Map(Object.entries({
  icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", ful: "", ness: "",
}));
const STEP_4 =
  /^(.+?)(?:al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$/;
const STEP_4_ION = /^(.+?[st])ion$/;

/** The longest of the suffixes that ends a word, with something before it. */
const suffixed = (/** @type {Map<string, string>} */ rules) =>
  new RegExp(`^(.+?)(${[...rules.keys()].join("|")})$`);
const STEP_2_ENDS = suffixed(STEP_2);
const STEP_3_ENDS = suffixed(STEP_3);

/**
 * The stem of an English word of lower-case ASCII letters and digits.
 * @param {string} word
 * @returns {string}
 */
export function stem(word) {
  if (word.length < 3) return word;
  const initialY = word.startsWith("y");
  let w = initialY ? `Y${word.slice(1)}` : word;
  w = step1b(step1a(w)).replace(/^(.+?[^aeiou])y$/, "$1i");
  w = replaced(replaced(w, STEP_2_ENDS, STEP_2), STEP_3_ENDS, STEP_3);
  w = step5(step4(w));
  return initialY ? `y${w.slice(1)}` : w;
}

/** Plurals. @param {string} w */
function step1a(w) {
  return /^.+?(?:ss|i)es$/.test(w) ? w.slice(0, -2) : w.replace(/^(.+?[^s])s$/, "$1");
}

/** -eed, -ed and -ing. @param {string} w */
function step1b(w) {
  if (/^.+?eed$/.test(w)) return MEASURE_SOME.test(w.slice(0, -3)) ? w.slice(0, -1) : w;
  const cut = /^(.+?)(?:ed|ing)$/.exec(w)?.[1];
  if (cut === undefined || !WITH_VOWEL.test(cut)) return w;
  if (/(?:at|bl|iz)$/.test(cut)) return `${cut}e`;
  if (/([^aeiouylsz])\1$/.test(cut)) return cut.slice(0, -1);
  return SHORT.test(cut) ? `${cut}e` : cut;
}

/** Steps 2 and 3. @param {string} w @param {RegExp} ends @param {Map<string, string>} rules */
function replaced(w, ends, rules) {
  const [, before, suffix] = ends.exec(w) ?? [];
  return before && MEASURE_SOME.test(before) ? before + rules.get(suffix) : w;
}

/** Suffixes of words that are long without them. @param {string} w */
function step4(w) {
  const before = (STEP_4.exec(w) ?? STEP_4_ION.exec(w))?.[1];
  return before && MEASURE_MANY.test(before) ? before : w;
}

/** Final -e and -ll. @param {string} w */
function step5(w) {
  const before = /^(.+?)e$/.exec(w)?.[1];
  if (before && (MEASURE_MANY.test(before) || (MEASURE_ONE.test(before) && !SHORT.test(before)))) {
    w = before;
  }
  return w.endsWith("ll") && MEASURE_MANY.test(w) ? w.slice(0, -1) : w;
}
