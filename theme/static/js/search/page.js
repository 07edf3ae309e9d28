/**
 * The search page: what is typed is answered below the form, and kept in the address.
 *
 * The page has `form.search-form` with `input[name=q]`, `#search-results` and `#search-status`.
 * Nothing is loaded before the input has the focus or the address has a query.
 */

import { ask, getReady } from "./client.js";
import { filtersOf, showFilters } from "./filters.js";
import { SAYS, article, element, told } from "./results.js";

/** @typedef {import("./worker.js").Reply} Reply */

/** Results shown at once: what a person looks through before changing the words. */
const AT_ONCE = 10;
/** An answer that comes sooner, ms, needs no word that it is loading, which would only flicker. */
const PATIENCE = 150;

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.search-form"));
const input = /** @type {HTMLInputElement | null} */ (form?.querySelector("input[name=q]") ?? null);
const results = document.getElementById("search-results");
const status = document.getElementById("search-status");
if (form && input && results && status) enhance(form, input, results, status);

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {HTMLElement} results
 * @param {HTMLElement} status
 */
function enhance(form, input, results, status) {
  const hints = element("p", "search-hints");
  const filters = element("div", "search-filters");
  filters.hidden = true;
  status.after(hints, filters);

  const show = async () => {
    const typed = input.value;
    if (!typed.trim()) return clear();
    const waiting = setTimeout(() => {
      if (!results.hasChildNodes()) status.textContent = SAYS.loading;
      form.ariaBusy = "true";
    }, PATIENCE);
    const reply = await ask({ ...question(typed), from: 0 });
    clearTimeout(waiting);
    if (!reply) return; // overtaken
    form.ariaBusy = null;
    if (reply.failed) {
      status.textContent = SAYS.failed;
      return;
    }
    const filtering = Object.values(filtersOf(location)).some(Boolean);
    status.textContent = reply.asked && !reply.count && filtering ? SAYS.filtered : told(reply, typed);
    hints.replaceChildren(...hintsOf(reply, typed));
    showFilters(filters, reply, (chosen) => {
      keepInAddress(chosen);
      void show();
    });
    results.replaceChildren(...articles(reply, typed, 0));
  };

  const clear = () => {
    void ask({ ...question(""), from: 0 });
    results.replaceChildren();
    hints.replaceChildren();
    filters.hidden = true;
    status.textContent = "";
  };

  const question = (/** @type {string} */ typed) => ({
    typed,
    filters: filtersOf(location),
    count: AT_ONCE,
    facets: filters.querySelector("details")?.open === true,
  });

  const typed = () => {
    keepInAddress({ q: input.value.trim() ? input.value : "" });
    void show();
  };

  /** The results, and a button for more of them. */
  const articles = (
    /** @type {Reply} */ reply, /** @type {string} */ words, /** @type {number} */ from, further = 0,
  ) => {
    const shown = reply.results.map((result) => article(result, words));
    const next = from + reply.results.length;
    if (next < reply.count) shown.push(moreButton(SAYS.more, words, next, further));
    // Those that have quoted words apart make room for those that have them together.
    if (reply.unseen && reply.loose) shown.unshift(moreButton(SAYS.further, words, 0, further + 1));
    else if (reply.unseen && next >= reply.count) {
      shown.push(moreButton(SAYS.further, words, next, further + 1));
    }
    return shown;
  };

  /** Puts the next results in its own place, or, where they are the first, in that of all. */
  const moreButton = (
    /** @type {string} */ label, /** @type {string} */ words, /** @type {number} */ from,
    /** @type {number} */ further,
  ) => {
    const button = /** @type {HTMLButtonElement} */ (element("button", "result-more", label));
    button.type = "button";
    button.addEventListener("click", async () => {
      button.disabled = true;
      const reply = await ask({ ...question(words), from, further });
      button.disabled = false;
      if (!reply || reply.failed) return;
      status.textContent = told(reply, words);
      const next = articles(reply, words, from, further);
      if (from) button.replaceWith(...next);
      else results.replaceChildren(...next);
      (next[0]?.querySelector("a") ?? next[0] ?? input).focus();
    });
    return button;
  };

  const hintsOf = (/** @type {Reply} */ reply, /** @type {string} */ words) => {
    const put = (/** @type {string} */ other) => {
      const button = element("button", "search-hint", other);
      button.setAttribute("type", "button");
      button.addEventListener("click", () => {
        input.value = other;
        input.focus();
        typed();
      });
      return button;
    };
    if (reply.meant) return [`${SAYS.meant} `, put(reply.meant), "?"];
    const before = words.replace(/[^\s:"“”-]+$/u, "");
    return reply.completions.flatMap((word) => [put(`${before}${word} `), " "]);
  };

  const fromAddress = () => {
    input.value = new URLSearchParams(location.search).get("q") ?? "";
    void show();
  };

  input.addEventListener("focus", getReady, { once: true });
  input.addEventListener("input", (event) => {
    // While a Chinese or Japanese word is being composed its letters are not yet the word.
    if (!(/** @type {InputEvent} */ (event).isComposing)) typed();
  });
  input.addEventListener("compositionend", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    typed();
  });
  form.parentElement?.addEventListener("keydown", (event) => stepThrough(event, input, results));
  addEventListener("popstate", fromAddress);
  document.addEventListener("readingroom:morphed", () => {
    if (input.value) void show();
  });
  if (new URLSearchParams(location.search).get("q")) fromAddress();
  else if (input.value) typed(); // the browser has put back what was typed
}

/**
 * Arrows go from the input to the results and from one to the next; Escape goes back.
 * @param {KeyboardEvent} event @param {HTMLInputElement} input @param {HTMLElement} results
 */
function stepThrough(event, input, results) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [input, ...results.querySelectorAll("a")];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  if (at < 0 || event.isComposing) return;
  if (event.key === "Escape" && at > 0) input.focus();
  if (!step || !stops[at + step]) return;
  event.preventDefault();
  stops[at + step].focus();
}

/**
 * Back and forward, and a link sent to somebody, find the same words and filters.
 * @param {Record<string, string>} parts of the address; the empty string takes one away
 */
function keepInAddress(parts) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(parts)) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  // Browsers refuse too many changes in a short time; the next one will be kept.
  try {
    history.replaceState(history.state, "", address);
  } catch {
    /* the address lags behind the words, no more */
  }
}
