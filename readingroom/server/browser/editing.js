/**
 * "Edit this text", "Edit" in every note: what opens the file at the line, in the preview only.
 */
import { bar, button, say } from "./box.js";
import { editor, meet, open } from "./opening.js";

/** What the buttons say, by what the page is made of. */
/** @type {Record<string, string>} */
const SAYS = { text: "Edit this text", entry: "Edit this entry", page: "Edit this page" };
/** A note of a page, or a reply, and where its links stand. */
const NOTE = "[id^=note-]";
const FOOT = ":scope > .note-foot";

let page = "";
/** @type {WeakSet<Element>} */
const offered = new WeakSet();

const whole = button("", () => {
  // The paragraph that is being read.
  const words = [...document.querySelectorAll("main [id^=p-]")];
  const read = words.find((part) => part.getBoundingClientRect().bottom > innerHeight / 5);
  void ask({ page, id: read?.id ?? "" });
});
whole.hidden = true;
bar.prepend(whole);

/** @param {import("./stream.js").State} state */
export function said(state) {
  meet(state);
  whole.title = editor ? `Opens the file in ${editor}` : "Opens the file in your editor";
}

/**
 * Offers what the page can be edited by; to be called again when it has changed.
 * @param {{what: string, page: string}} made
 */
export function offerEditing(made) {
  page = made.page;
  whole.textContent = SAYS[made.what] ?? "";
  whole.hidden = !whole.textContent;
  if (made.what !== "text") return;
  for (const note of document.querySelectorAll(NOTE)) {
    const foot = note.querySelector(FOOT);
    if (!foot || offered.has(foot)) continue;
    offered.add(foot);
    const edit = button("Edit this note", () => void ask({ page, id: note.id }));
    // As the theme's own button beside it looks.
    edit.className = "note-copy";
    foot.append(edit);
  }
}

/** @param {Parameters<typeof open>[0]} place */
async function ask(place) {
  const problem = await open(place);
  say(problem ? `Not opened: ${problem}` : `Opened in ${editor}`);
}
