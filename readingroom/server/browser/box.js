/**
 * What the preview shows of its own: in a shadow tree, so that neither the theme's styles nor its scripts
 * meet it, with a style sheet of its own, as the pages' Content-Security-Policy asks.
 */

const host = document.createElement("div");
host.dataset.previewBox = "";
const root = host.attachShadow({ mode: "open" });

/** Where problems are listed, above the bar. */
export const sheet = part("section", "sheet");
/** Buttons in the corner. */
export const bar = part("div", "bar");
const status = part("p", "status");
status.setAttribute("role", "status");
const toast = part("p", "toast");
sheet.hidden = toast.hidden = true;

const styles = document.createElement("link");
styles.rel = "stylesheet";
styles.href = new URL("box.css", import.meta.url).href;
host.hidden = true;
styles.addEventListener("load", () => {
  host.hidden = false;
});
root.append(styles, status, sheet, toast, bar);

/** Puts it into the page; not before the page was taken for what the server sent. */
export function attach() {
  document.body.append(host);
}

/** Says that the page follows what is saved: it heard how things are, and is up to date with that. */
export function connected() {
  host.dataset.previewBox = "connected";
}

/** How long a message stays, ms: read at leisure. */
const SAID = 8000;
let timer = 0;

/**
 * An element with words in it; words are always set as text.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name @param {string} className @param {string} [words]
 * @returns {HTMLElementTagNameMap[K]}
 */
export function part(name, className, words = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
}

/** @param {string} words @param {() => void} does */
export function button(words, does) {
  const made = part("button", "", words);
  made.type = "button";
  made.addEventListener("click", does);
  return made;
}

/** Says something to screen readers. @param {string} words */
export function announce(words) {
  status.textContent = words;
}

/** Says something to everybody, for a while. @param {string} words */
export function say(words) {
  clearTimeout(timer);
  toast.textContent = words;
  toast.hidden = !words;
  announce(words);
  timer = setTimeout(() => {
    toast.hidden = true;
  }, SAID);
}
