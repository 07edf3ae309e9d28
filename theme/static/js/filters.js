/**
 * The page of all notes: shows those of a kind, a tag, an author, a text; the choice is in the address.
 *
 * Where the notes have several pages the choice is among those of this page, and a tag or a text that
 * is chosen gets a link to the page that has all (`data-page` and `data-all` of the option).
 */

/** What an item says of itself, by the name of the choice; tags and authors may be several. */
/** @type {Record<string, (item: HTMLElement) => string[]>} */
const SAYS = {
  kind: ({ dataset }) => [dataset.kind ?? ""],
  tag: ({ dataset }) => (dataset.tags ?? "").split(" "),
  by: ({ dataset }) => (dataset.by ?? "").split("\n"),
  text: ({ dataset }) => [dataset.text ?? ""],
};

const FORM = "form.note-filters";
/** @type {HTMLFormElement | null} */
let form;
/** @type {Element | null} */
let status;
/** @type {HTMLElement | null} */
let elsewhere;
/** @type {HTMLSelectElement[]} */
let choices;
/** @type {HTMLElement[]} */
let items;
/** @type {HTMLElement[]} */
let groups;

/** Finds the parts of the page, which the preview may have changed. */
function gather() {
  form = document.querySelector(FORM);
  status = document.querySelector(".notes-shown");
  elsewhere = document.querySelector(".notes-elsewhere");
  choices = form ? [...form.querySelectorAll("select")] : [];
  items = [...document.querySelectorAll(/** @type {"li"} */ (".note-list > .note-line"))];
  groups = [...document.querySelectorAll(/** @type {"section"} */ ("main section.group"))];
}

/** Shows what fits every choice, and says how many. */
function apply() {
  const made = choices.filter(({ value }) => value);
  for (const item of items) {
    item.hidden = !made.every(({ name, value }) => SAYS[name]?.(item).includes(value));
  }
  for (const group of groups) group.hidden = !group.querySelector(".note-line:not([hidden])");
  const count = items.filter((item) => !item.hidden).length;
  form?.toggleAttribute("data-chosen", made.length > 0);
  if (elsewhere) {
    const links = made.flatMap(({ selectedOptions }) => [...selectedOptions].flatMap(wholePage));
    elsewhere.replaceChildren(...links);
    elsewhere.hidden = !links.length;
  }
  if (!status) return;
  const here = elsewhere ? " on this page" : "";
  const some = `${count} ${count === 1 ? "note" : "notes"} shown${here}`;
  status.textContent = !made.length ? "" : count ? some : `No note${here} fits all of these`;
}

/** A list item with a link to the page of all that a choice stands for. @param {HTMLOptionElement} chosen */
function wholePage({ dataset }) {
  if (!dataset.page) return [];
  const link = document.createElement("a");
  link.href = dataset.page;
  link.textContent = dataset.all ?? "";
  const item = document.createElement("li");
  item.append(link);
  return [item];
}

/** Takes the choices from the address; what it names that is not to be chosen is passed over. */
function fromAddress() {
  const asked = new URLSearchParams(location.search);
  for (const choice of choices) {
    const value = asked.get(choice.name) ?? "";
    choice.value = [...choice.options].some((option) => option.value === value) ? value : "";
  }
  apply();
}

/** Puts the choices into the address, a step back for each. */
function toAddress() {
  const asked = new URLSearchParams();
  for (const { name, value } of choices) if (value) asked.set(name, value);
  history.pushState(null, "", asked.size ? `?${asked}` : location.pathname);
  apply();
}

/** Whether an event is of the form. @param {Event} event */
const ofForm = ({ target }) => target instanceof Element && target.closest(FORM) !== null;

document.addEventListener("change", (event) => {
  if (ofForm(event)) toAddress();
});
document.addEventListener("submit", (event) => {
  if (ofForm(event)) event.preventDefault();
});
document.addEventListener("reset", (event) => {
  if (!ofForm(event)) return;
  event.preventDefault();
  for (const choice of choices) choice.value = "";
  toAddress();
  choices[0]?.focus(); // The button that had the focus goes.
});
window.addEventListener("popstate", fromAddress);
gather();
if (form) fromAddress();
document.addEventListener("readingroom:morphed", () => {
  gather();
  if (form) fromAddress();
});
