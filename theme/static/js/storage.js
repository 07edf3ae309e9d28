/**
 * What the reader chose, kept in the browser: short texts by key, where the browser allows it.
 */

/** @param {string} key @returns {string} nothing where nothing is kept */
export function remembered(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return ""; // Storage can be forbidden altogether.
  }
}

/** @param {string} key @param {string} value nothing to forget */
export function remember(key, value) {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    // The choice then lasts as long as the page.
  }
}

/**
 * Says when another tab of the site chose otherwise.
 * @param {string} key @param {() => void} heard
 */
export function whenChanged(key, heard) {
  window.addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) heard();
  });
}
