/**
 * A note's addresses, to copy: its own, and one that finds its words should the note be gone.
 */

/** How long a button says that it has copied, ms: read at leisure. */
const SAID = 2500;

const status = document.createElement("p");
status.className = "visually-hidden";
status.role = "status";
document.querySelector("main")?.append(status);

/**
 * Adds them behind each permalink of a note and its replies, once.
 * @param {HTMLElement} note
 */
export function offerAddresses(note) {
  for (const link of note.querySelectorAll(/** @type {"a"} */ (".note-link"))) {
    const { offered, words = "" } = link.dataset;
    if (offered === words) continue;
    link.dataset.offered = words;
    // In the preview the words may have changed since.
    link.parentElement?.querySelector(":scope > .note-words")?.remove();
    if (words) link.after(byWords(words));
    // Only pages of a secure address may write to the clipboard.
    if (navigator.clipboard && offered === undefined) link.after(copier(link));
  }
}

/** @param {string} address */
function byWords(address) {
  const link = document.createElement("a");
  link.className = "note-words";
  link.href = address;
  link.textContent = "Link by words";
  link.title = "Finds the passage by its words, should the note be gone";
  return link;
}

/** @param {HTMLAnchorElement} link */
function copier(link) {
  const button = document.createElement("button");
  button.className = "note-copy";
  button.type = "button";
  button.textContent = "Copy link";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(link.href);
      button.textContent = status.textContent = "Copied";
    } catch {
      // Not allowed: the permalink beside it can be copied by hand.
      button.textContent = status.textContent = "Not allowed";
    }
    setTimeout(() => {
      button.textContent = "Copy link";
      status.textContent = "";
    }, SAID);
  });
  return button;
}
