/**
 * Where the notes of a margin stand, and how much of each is shown: arithmetic, without the page.
 *
 * @typedef {object} Slip One note. Lengths are CSS pixels.
 * @property {number} wanted the top it would have alone: that of its words; notes whose words begin
 *   above those of a note before them stand beside words of theirs all the same (see `inOrder`)
 * @property {readonly number[]} heights its height by how many lines of its comment are shown, from 0;
 *   one height only where that cannot be chosen (an open note)
 * @property {number} [weight] how much its displacement counts; 1 if not given
 *
 * @typedef {object} Margin
 * @property {number} gap least distance between two notes
 * @property {number} extent height of the margin
 * @property {number} reach how far from its words a note may stand that others may show more
 *
 * @typedef {{sum: number, weight: number, count: number}} Pool Notes that touch, and move as one.
 */

/**
 * Tops with the least sum of weighted squared displacements, in order and without overlap.
 *
 * With `y = top - heights before`, "no overlap" is "y does not fall", so this is isotonic regression,
 * solved by pooling adjacent violators (Ayer et al., 1955) in linear time. Clipping that solution gives
 * the best one within bounds, so notes rise above their words rather than run off the foot of the text,
 * and do so only when they cannot all fit.
 *
 * @param {readonly {wanted: number, height: number, weight?: number}[]} boxes in their order
 * @param {number} gap
 * @param {number} extent
 * @returns {number[]} tops, whole pixels
 */
export function settle(boxes, gap, extent) {
  /** @type {Pool[]} */
  const pools = [];
  let before = 0;
  for (const { wanted, height, weight = 1 } of boxes) {
    let last = { sum: (wanted - before) * weight, weight, count: 1 };
    before += height + gap;
    for (let above = pools.at(-1); above && mean(above) > mean(last); above = pools.at(-1)) {
      pools.pop();
      last = {
        sum: above.sum + last.sum,
        weight: above.weight + last.weight,
        count: above.count + last.count,
      };
    }
    pools.push(last);
  }
  const room = Math.max(0, extent - (before - gap));
  /** @type {number[]} */
  const tops = [];
  before = 0;
  for (const pool of pools) {
    const shift = Math.min(Math.max(mean(pool), 0), room);
    for (let i = 0; i < pool.count; i += 1) {
      tops.push(Math.round(shift + before));
      before += boxes[tops.length - 1].height + gap;
    }
  }
  return tops;
}

/** @param {Pool} pool */
function mean(pool) {
  return pool.sum / pool.weight;
}

/**
 * How many lines of each comment to show, and where each note then stands.
 *
 * Every note shows its name. Then, a level at a time so that no note is favoured, the notes show a line
 * more wherever that puts none (further) out of reach of its words and the last not below the foot of
 * the text. A range is tried whole before its halves, so a margin that is crowded in few places costs
 * few trials, each linear.
 *
 * @param {readonly Slip[]} given in their order
 * @param {Margin} margin
 * @returns {{lines: number[], tops: number[], foot: number}} foot: where the last note ends
 */
export function fit(given, margin) {
  const slips = inOrder(given);
  const lines = slips.map(() => 0);
  let least = lay(slips, lines, margin).excess;
  const most = Math.max(0, ...slips.map(({ heights }) => heights.length - 1));
  for (let level = 1; level <= most; level += 1) grow(0, slips.length, level);
  const { tops, foot } = lay(slips, lines, margin);
  return { lines, tops, foot };

  /**
   * @param {number} from
   * @param {number} to
   * @param {number} level
   */
  function grow(from, to, level) {
    /** @type {number[]} notes that have this line, and were given the one before it */
    const able = [];
    for (let i = from; i < to; i += 1) {
      if (lines[i] === level - 1 && slips[i].heights.length > level) able.push(i);
    }
    if (!able.length) return;
    for (const i of able) lines[i] = level;
    const { excess } = lay(slips, lines, margin);
    if (excess <= least) {
      least = excess;
      return;
    }
    for (const i of able) lines[i] = level - 1;
    if (able.length === 1) return;
    const middle = able[Math.floor(able.length / 2)];
    grow(from, middle, level);
    grow(middle, to, level);
  }
}

/**
 * The notes with places that keep their order, which is that of the numbers behind the passages' ends.
 *
 * Words that begin above those of an earlier note end below them, so the place beside that note's words
 * is beside their own too: the highest one that is. It costs nobody anything to stand there.
 *
 * @param {readonly Slip[]} slips
 * @returns {Slip[]}
 */
function inOrder(slips) {
  let least = -Infinity;
  return slips.map((slip) => {
    least = Math.max(least, slip.wanted);
    return { ...slip, wanted: least };
  });
}

/**
 * Where the notes stand with so many lines each, and how many pixels too far from their words.
 *
 * @param {readonly Slip[]} slips
 * @param {readonly number[]} lines
 * @param {Margin} margin
 */
function lay(slips, lines, { gap, extent, reach }) {
  const boxes = slips.map(({ wanted, heights, weight }, i) => ({
    wanted,
    weight,
    height: heights[lines[i]],
  }));
  const tops = settle(boxes, gap, extent);
  const last = boxes.length - 1;
  const foot = last < 0 ? 0 : tops[last] + boxes[last].height;
  let excess = Math.max(0, foot - extent);
  tops.forEach((top, i) => {
    excess += Math.max(0, Math.abs(top - boxes[i].wanted) - reach);
  });
  return { tops, foot, excess };
}
