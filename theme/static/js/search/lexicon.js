/**
 * Completing and correcting what is typed, by the words that the archive has.
 *
 * The twin of `correction` is in readingroom/search/lexicon.py.
 */

/** @typedef {[word: string, count: number]} Known a word of the archive, folded */

/** Words of so many letters are corrected, and from so many on with two mistakes; lexicon.py. */
const CORRECTED = 4;
const TWICE = 8;

const LETTERS = /^[\p{L}\p{M}]+$/u;

/**
 * The commonest words that begin so, and are longer.
 * @param {string} beginning folded
 * @param {Known[]} known
 * @param {number} most
 * @returns {string[]}
 */
export function completions(beginning, known, most) {
  return known
    .filter(([word]) => word.length > beginning.length && word.startsWith(beginning))
    .sort(([a, counted], [b, count]) => count - counted || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([word]) => word);
}

/** Whether a word is of a kind that is corrected: letters, and not too few. @param {string} word */
export function correctable(word) {
  return LETTERS.test(word) && [...word].length >= CORRECTED;
}

/**
 * The known word that is most likely meant, or the empty string; lexicon.py says which that is.
 * @param {string} word folded
 * @param {Known[]} known
 * @returns {string}
 */
export function correction(word, known) {
  if (!correctable(word)) return "";
  const letters = [...word];
  let best = "";
  let least = letters.length >= TWICE ? 2 : 1;
  let most = 0;
  for (const [other, count] of known) {
    const others = [...other];
    if (others[0] !== letters[0]) continue;
    const wrong = mistakes(letters, others, least);
    if (wrong > least || (wrong === least && best && count <= most)) continue;
    [best, least, most] = [other, wrong, count];
  }
  return best;
}

/**
 * The optimal string alignment distance of two words, or more than `most`.
 * @param {string[]} a @param {string[]} b @param {number} most
 */
function mistakes(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let earlier = new Array(b.length + 1).fill(0);
  let row = earlier.map((_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    [before, earlier, row] = [earlier, row, [i]];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = earlier[j - 1] + Number(a[i - 1] !== b[j - 1]);
      row[j] = Math.min(earlier[j] + 1, row[j - 1] + 1, changed);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...row) > most) return most + 1;
  }
  return row[b.length];
}
