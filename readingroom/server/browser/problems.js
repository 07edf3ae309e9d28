/**
 * What is wrong with the archive, over the last good site: a list that comes up by itself with a new
 * error, can be put away, and goes when all is mended.
 */
import { announce, bar, button, part, say, sheet } from "./box.js";
import { open } from "./opening.js";

/** @typedef {import("./stream.js").Problem} Problem */

/** The errors that were put away, so that they stay away on the next page too. */
const AWAY = "readingroom-preview-away";

const toggle = button("", () => expand(sheet.hidden, true));
toggle.className = "problems";
toggle.hidden = true;
bar.append(toggle);
sheet.setAttribute("aria-label", "Problems");
let signature = "";
let errors = "";

/** @param {import("./stream.js").Problems} said */
export function show({ problems, more, failure }) {
  const now = JSON.stringify([problems, more, failure]);
  if (now === signature) return;
  const before = signature;
  signature = now;
  const wrong = problems.filter(({ severity }) => severity === "error");
  errors = wrong.length || failure ? JSON.stringify([wrong.map(({ place, code }) => [place, code]), failure]) : "";
  const words = counted(problems, more, failure);
  toggle.hidden = !words;
  toggle.textContent = words;
  toggle.classList.toggle("grave", errors !== "");
  const list = part("ol", "list");
  list.append(...(failure ? [broken(failure)] : []), ...problems.map(listed));
  if (more > 0) list.append(part("li", "more", `and ${more} more, which the terminal lists`));
  const away = button("Hide", () => expand(false, true));
  sheet.replaceChildren(away, list);
  sheet.classList.toggle("grave", errors !== "");
  expand(errors !== "" && remembered() !== errors, false);
  if (words) announce(words);
  else if (before && before !== "[[],0,\"\"]") announce("All problems are mended.");
}

/** @param {Problem[]} problems @param {number} more @param {string} failure */
function counted(problems, more, failure) {
  if (failure) return "The build failed";
  const of = (/** @type {string} */ kind) => {
    const count = problems.filter(({ severity }) => severity === kind).length;
    return count ? [`${count}${more ? "+" : ""} ${kind}${count === 1 && !more ? "" : "s"}`] : [];
  };
  return [...of("error"), ...of("warning")].join(", ");
}

/** @param {Problem} problem */
function listed({ severity, code, place, message, hint, line, words, column, there }) {
  const item = part("li", severity);
  const head = part("p", "head");
  head.append(part("span", "severity", severity), " ", part("span", "message", message));
  const where = part("p", "where");
  where.append(part("span", "place", place || code));
  if (there) {
    const edit = button("Open in the editor", async () => {
      const problem = await open({ problem: place });
      if (problem) say(`Not opened: ${problem}`);
    });
    edit.setAttribute("aria-label", `Open ${place} in the editor`);
    where.append(" ", edit);
  }
  item.append(head, where);
  if (words) item.append(excerpt(line, words, column));
  if (hint) item.append(part("p", "hint", hint));
  return item;
}

/** The line with the character that is meant marked. @param {number} line @param {string} words @param {number} column */
function excerpt(line, words, column) {
  const box = part("pre", "excerpt");
  const number = part("span", "line", `${line}  `);
  // Columns are code points.
  const points = [...words];
  const at = column ? column - 1 : points.length;
  box.append(number, points.slice(0, at).join(""));
  if (column) box.append(part("mark", "", points[at] ?? " "), points.slice(at + 1).join(""));
  return box;
}

/** @param {string} failure */
function broken(failure) {
  const item = part("li", "error");
  item.append(
    part("p", "head", "The program failed, and the site is as it was before"),
    part("pre", "excerpt", failure.trim().split("\n").slice(-4).join("\n")),
  );
  return item;
}

/** @param {boolean} shown @param {boolean} chosen by the reader */
function expand(shown, chosen) {
  sheet.hidden = !shown;
  toggle.setAttribute("aria-expanded", String(shown));
  if (!chosen) return;
  try {
    sessionStorage.setItem(AWAY, shown ? "" : errors);
  } catch {
    // Storage can be forbidden; the list then comes up again on the next page.
  }
  if (!shown) toggle.focus();
}

function remembered() {
  try {
    return sessionStorage.getItem(AWAY) ?? "";
  } catch {
    return "";
  }
}
