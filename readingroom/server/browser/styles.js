/**
 * Style sheets exchanged without a flash: the new ones are loaded aside, then take the old ones' place.
 *
 * @typedef {object} Exchange
 * @property {HTMLLinkElement} shown
 * @property {string} href the new address
 * @property {(fresh: HTMLLinkElement) => void} replaced told what is shown in its place
 */

/** @param {Exchange[]} sheets */
export async function swapStyles(sheets) {
  const swaps = sheets.map(({ shown, href, replaced }) => {
    const fresh = /** @type {HTMLLinkElement} */ (shown.cloneNode());
    fresh.href = href;
    // Loaded, and not applied.
    fresh.media = "not all";
    const loaded = new Promise((done) => {
      fresh.addEventListener("load", done);
      fresh.addEventListener("error", done);
    });
    shown.after(fresh);
    replaced(fresh);
    return { shown, fresh, loaded };
  });
  await Promise.all(swaps.map(({ loaded }) => loaded));
  for (const { shown, fresh } of swaps) {
    if (shown.hasAttribute("media")) fresh.media = shown.media;
    else fresh.removeAttribute("media");
    shown.remove();
  }
}
