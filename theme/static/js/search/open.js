/**
 * On every page: `/`, Ctrl-K and Cmd-K open the search, which is loaded only then; and the words that a
 * result was found by are marked on the page it led to.
 *
 * `/` alone can be switched off (WCAG 2.2, 2.1.4), in the dialog.
 */

import { remembered } from "../storage.js";

/** "off" where the reader wants `/` to do nothing; the dialog says so. */
export const KEY = "reading-room-search-key";
/** Where `/` is a sign like others. */
const TYPED = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

/** Whether the dialog is being loaded. */
let opening = false;

const isSearchPage = document.getElementById("search-results") !== null;

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const chord = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
  if (!chord && !(event.key === "/" && isFree(event))) return;
  event.preventDefault();
  const input = /** @type {HTMLInputElement | null} */ (document.querySelector("#search-words"));
  if (isSearchPage && input) {
    input.focus();
    input.select();
  } else void openDialog();
});

/** Opens the dialog, with what was typed while it was being loaded. */
async function openDialog() {
  if (opening) return;
  opening = true;
  let early = "";
  const keep = (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isLetter = [...event.key].length === 1;
    if (!isLetter && event.key !== "Backspace" && event.key !== "Enter") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // A key that is held down does not type what it opened.
    if (isLetter && (early || !event.repeat)) early += event.key;
    if (event.key === "Backspace") early = [...early].slice(0, -1).join("");
  };
  addEventListener("keydown", keep, { capture: true });
  const given = () => {
    removeEventListener("keydown", keep, { capture: true });
    return early;
  };
  try {
    await (await import("./dialog.js")).open(given);
  } finally {
    given();
    opening = false;
  }
}

/** @param {KeyboardEvent} event */
function isFree(event) {
  const typed = event.target instanceof Element && event.target.closest(TYPED);
  return !typed && !event.ctrlKey && !event.metaKey && remembered(KEY) !== "off";
}

const typed = new URLSearchParams(location.search).get("q");
if (typed && !isSearchPage) void import("./marks.js").then(({ mark }) => mark(typed));
