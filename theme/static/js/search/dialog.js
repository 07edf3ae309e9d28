/**
 * The search as a dialog over any page: a combobox and the list of what it finds.
 *
 * Arrows choose, Enter goes there (or, where nothing is chosen, to all results), Escape closes.
 */

import { remember, remembered } from "../storage.js";
import { ask, forget, getReady } from "./client.js";
import { KEY } from "./open.js";
import { SAYS, element, parts, passageAddress, root, told } from "./results.js";

/** @typedef {import("./worker.js").Result} Result */

/** Results in the dialog: what is in sight on a laptop without scrolling. */
const AT_ONCE = 8;

const dialog = /** @type {HTMLDialogElement} */ (element("dialog", "search-dialog"));
const form = /** @type {HTMLFormElement} */ (element("form", "search-form"));
const input = /** @type {HTMLInputElement} */ (element("input"));
const list = element("div", "search-options");
const status = element("p", "search-told");
const all = /** @type {HTMLAnchorElement} */ (element("a", "search-all", SAYS.all));
/** @type {Promise<unknown> | undefined} */
let styled;

/**
 * Opens the dialog, made when it is first asked for.
 * @param {() => string} early gives what was typed until now; from then on the input has the keys
 */
export async function open(early) {
  styled ??= make();
  await styled;
  if (!dialog.open) dialog.showModal();
  const words = early();
  if (!words) return input.select();
  input.value = words;
  void show();
}

async function make() {
  getReady();
  dialog.ariaLabel = "Search";
  form.action = `${root}search/`;
  form.role = "search";
  Object.assign(input, {
    type: "search", name: "q", id: "search-dialog-words", autocomplete: "off", spellcheck: false,
    enterKeyHint: "search", placeholder: "Texts, notes, names and terms",
    role: "combobox", ariaLabel: "Search texts, notes and glossary", ariaExpanded: "false",
    ariaAutoComplete: "list", ariaHasPopup: "listbox",
  });
  input.autocapitalize = "off";
  input.setAttribute("aria-controls", "search-options");
  const close = element("button", "search-close", "Close");
  close.setAttribute("type", "button");
  close.addEventListener("click", () => dialog.close());
  form.append(input, close);
  list.id = "search-options";
  list.role = "listbox";
  list.ariaLabel = "Results";
  list.hidden = true;
  status.role = "status";
  all.hidden = true;
  const foot = element("div", "search-foot");
  foot.append(all, slashChoice());
  dialog.append(form, status, list, foot);
  input.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) void show();
  });
  input.addEventListener("compositionend", () => void show());
  input.addEventListener("keydown", steer);
  form.addEventListener("submit", (event) => {
    if (!input.value.trim()) event.preventDefault();
  });
  // A touch or click on what lies behind the dialog closes it, as Escape does.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  await styles();
  document.body.append(dialog);
}

/** Whether `/` opens the dialog. */
function slashChoice() {
  const label = element("label", "search-slash");
  const box = Object.assign(document.createElement("input"), {
    type: "checkbox", checked: remembered(KEY) !== "off",
  });
  box.addEventListener("change", () => remember(KEY, box.checked ? "" : "off"));
  const keys = element("span");
  keys.append("Open with ", element("kbd", "", "/"));
  label.append(box, keys);
  return label;
}

/** The style sheet of the search page, which other pages do not have. */
function styles() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("../../css/search.css", import.meta.url).href;
  return new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    document.head.append(link);
  });
}

async function show() {
  const typed = input.value;
  if (!typed.trim()) {
    forget();
    status.textContent = "";
    all.hidden = true;
    return showOptions([], "");
  }
  if (list.hidden) status.textContent = SAYS.loading;
  const reply = await ask({ typed, filters: {}, from: 0, count: AT_ONCE, facets: false });
  if (!reply) return; // overtaken
  const meant = reply.meant ? ` ${SAYS.meant} “${reply.meant}”?` : "";
  status.textContent = reply.failed ? SAYS.failed : told(reply, typed) + meant;
  showOptions(reply.failed ? [] : reply.results, typed);
  all.hidden = reply.failed !== undefined || !(reply.count || reply.unseen);
}

/** @param {Result[]} results @param {string} typed */
function showOptions(results, typed) {
  list.replaceChildren(...results.map((result, i) => option(result, i, typed)));
  list.hidden = !results.length;
  all.href = `${root}search/?${new URLSearchParams({ q: typed })}`;
  input.ariaExpanded = String(results.length > 0);
  input.removeAttribute("aria-activedescendant");
}

/** @param {Result} result @param {number} i @param {string} typed */
function option(result, i, typed) {
  const made = /** @type {HTMLAnchorElement} */ (element("a", "search-option"));
  const [passage] = result.passages;
  made.id = `search-option-${i}`;
  made.role = "option";
  made.ariaSelected = "false";
  made.tabIndex = -1;
  made.href = passage ? passageAddress(result, passage.address, typed) : root + result.path;
  const title = element("span", "result-title");
  title.lang = result.language;
  title.append(...parts(result.title));
  if (!result.title.length) title.textContent = SAYS.untitled;
  made.append(title, element("span", "result-kind", SAYS.kinds[result.kind] ?? result.kind));
  if (passage) {
    const words = element("span", "result-snippet");
    words.lang = result.language;
    words.append(...parts(passage.parts));
    made.append(words);
  }
  // The page that it leads to may be this one, of which only the fragment changes.
  made.addEventListener("click", () => dialog.close());
  return made;
}

/** @param {KeyboardEvent} event */
function steer(event) {
  if (event.isComposing) return;
  const options = [...list.querySelectorAll(/** @type {"a"} */ ("[role=option]"))];
  const at = options.findIndex((option) => option.ariaSelected === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    event.preventDefault();
    // One more place than there are options: before the first and behind the last is the input.
    const places = options.length + 1;
    select(options, ((at + 1 + step + places) % places) - 1);
  } else if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    options[at].click();
  }
}

/** @param {HTMLAnchorElement[]} options @param {number} chosen -1 for none */
function select(options, chosen) {
  options.forEach((option, i) => {
    option.ariaSelected = String(i === chosen);
  });
  if (chosen < 0) input.removeAttribute("aria-activedescendant");
  else input.setAttribute("aria-activedescendant", options[chosen].id);
  options[chosen]?.scrollIntoView({ block: "nearest" });
}
