/**
 * The filters of the search page: kinds as buttons, the rest as lists behind a word.
 */

import { element } from "./results.js";

/** @typedef {import("./worker.js").Reply} Reply */

/** @type {Record<string, string>} */
const KINDS = { "": "All", text: "Texts", note: "Notes", entry: "Glossary", page: "Pages" };
/** @type {Record<string, string>} */
const LISTS = { year: "Year", source: "Source", tag: "Tag" };

/** The filters that an address has. @param {{ search: string }} address */
export function filtersOf(address) {
  const given = new URLSearchParams(address.search);
  const names = ["kind", ...Object.keys(LISTS)];
  return Object.fromEntries(names.map((name) => [name, given.get(name) ?? ""]));
}

/**
 * @param {HTMLElement} box
 * @param {Reply} reply
 * @param {(chosen: Record<string, string>) => void} choose
 */
export function showFilters(box, reply, choose) {
  const chosen = filtersOf(location);
  const filtering = Object.values(chosen).some(Boolean);
  box.hidden = !reply.asked || (!reply.count && !filtering);
  if (!box.hasChildNodes()) box.append(...made(chosen, choose));
  showKinds(box, reply.facets.kind ?? [], chosen.kind);
  for (const name of Object.keys(LISTS)) {
    if (reply.facets[name]) showList(box, name, reply.facets[name], chosen[name]);
  }
}

/**
 * @param {Record<string, string>} chosen
 * @param {(chosen: Record<string, string>) => void} choose
 */
function made(chosen, choose) {
  const kinds = element("fieldset", "search-kinds");
  kinds.append(element("legend", "visually-hidden", "Kinds shown"));
  for (const [kind, label] of Object.entries(KINDS)) {
    const row = element("label", "search-kind");
    const radio = Object.assign(document.createElement("input"), {
      type: "radio", name: "kind", value: kind, checked: kind === chosen.kind,
    });
    radio.addEventListener("change", () => choose({ kind }));
    row.append(radio, element("span", "", label), element("span", "search-count"));
    kinds.append(row);
  }
  const details = document.createElement("details");
  details.className = "search-more";
  details.open = Object.keys(LISTS).some((name) => chosen[name]);
  details.append(element("summary", "", "Year, source and tag"));
  const lists = element("div", "search-lists");
  for (const [name, label] of Object.entries(LISTS)) {
    const row = element("label", "search-list", label);
    const list = document.createElement("select");
    list.name = name;
    list.addEventListener("change", () => choose({ [name]: list.value }));
    row.append(list);
    lists.append(row);
  }
  details.append(lists);
  details.addEventListener("toggle", () => {
    if (details.open) choose({});
  });
  return [kinds, details];
}

/** @param {HTMLElement} box @param {[string, number][]} counts @param {string} chosen */
function showKinds(box, counts, chosen) {
  const of = new Map(counts);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  for (const row of box.querySelectorAll(".search-kind")) {
    const radio = row.querySelector("input");
    const count = row.querySelector(".search-count");
    if (!radio || !count) continue;
    const found = radio.value ? (of.get(radio.value) ?? 0) : all;
    radio.checked = radio.value === chosen;
    radio.disabled = !found && !radio.checked;
    /** @type {HTMLElement} */ (row).hidden = radio.value !== "" && !of.has(radio.value);
    count.textContent = String(found);
  }
}

/** @param {HTMLElement} box @param {string} name @param {[string, number][]} values @param {string} chosen */
function showList(box, name, values, chosen) {
  const list = /** @type {HTMLSelectElement | null} */ (box.querySelector(`select[name=${name}]`));
  if (!list) return;
  const options = values.map(([value, count]) => new Option(`${value} (${count})`, value));
  list.replaceChildren(new Option("Any", ""), ...options);
  list.value = chosen;
  list.disabled = !values.length;
}
