/**
 * The colour scheme: the device's, or the reader's own choice, remembered.
 *
 * A classic script that blocks the first paint, because a module would run after it and the page would
 * flash. It also says by `data-js` that scripts run at all ("", then "loaded").
 */
(() => {
  "use strict";

  /** Where the reader's choice is kept: "light" or "dark"; nothing for the device's. */
  const KEY = "reading-room-scheme";
  const root = document.documentElement;

  /** What the button says, by scheme; its order is the order in which the button goes round. */
  /** @type {Record<string, string>} */
  const NAMES = { auto: "as the device", light: "light", dark: "dark" };

  /** @returns {string} one of the names of NAMES */
  function remembered() {
    try {
      const scheme = localStorage.getItem(KEY);
      return scheme === "light" || scheme === "dark" ? scheme : "auto";
    } catch {
      return "auto"; // Storage can be forbidden altogether.
    }
  }

  /** @param {string} scheme */
  function remember(scheme) {
    try {
      if (scheme === "auto") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, scheme);
    } catch {
      // The choice then lasts as long as the page.
    }
  }

  /** @param {string} scheme */
  function show(scheme) {
    if (scheme === "auto") delete root.dataset.scheme;
    else root.dataset.scheme = scheme;
    for (const name of document.querySelectorAll(".scheme-name")) name.textContent = NAMES[scheme];
  }

  root.dataset.js = "";
  let scheme = remembered();
  show(scheme);

  function offer() {
    show(scheme);
    /** @type {NodeListOf<HTMLButtonElement>} */
    const buttons = document.querySelectorAll("button.scheme-toggle");
    for (const button of buttons) button.hidden = false;
  }
  document.addEventListener("DOMContentLoaded", offer);
  // The preview has changed the page.
  document.addEventListener("readingroom:morphed", offer);
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest("button.scheme-toggle")) return;
    const order = Object.keys(NAMES);
    scheme = order[(order.indexOf(scheme) + 1) % order.length];
    remember(scheme);
    show(scheme);
  });

  // Modules have run by now, or never will: the page then lays itself out as it would without scripts.
  window.addEventListener("load", () => {
    root.dataset.js = "loaded";
  });

  // Another tab of the same site.
  window.addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) show((scheme = remembered()));
  });
})();
