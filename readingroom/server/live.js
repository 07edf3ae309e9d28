// The preview's own script: reloads the page when the site was rebuilt, and shows what is wrong.
// It is served by the preview only and is never a part of a published site.

/** @typedef {{severity: string, code: string, place: string, message: string, hint: string}} Problem */

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const KEPT = "readingroom-preview";
let number = -1;

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  .preview-problems {
    position: fixed; inset: auto 0 0 0; z-index: 1000; max-height: 50vh; overflow: auto;
    margin: 0; padding: 0.75rem 1rem; font: 14px/1.45 ui-monospace, monospace;
    color: #fff; background: #3b1219; border-top: 3px solid #e5484d;
  }
  .preview-problems.mild { background: #33270a; border-color: #f5a524; }
  .preview-problems ol { margin: 0; padding: 0; list-style: none; }
  .preview-problems li + li { margin-top: 0.6rem; }
  .preview-problems b { display: block; }
  .preview-problems i { display: block; font-style: normal; opacity: 0.8; }
  .preview-problems button {
    position: sticky; top: 0; float: right; font: inherit; padding: 0.2rem 0.6rem; cursor: pointer;
  }
  @media print { .preview-problems { display: none; } }
`);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

/**
 * An element with words in it; words are always set as text.
 * @param {string} name
 * @param {string} words
 */
function element(name, words) {
  const made = document.createElement(name);
  made.textContent = words;
  return made;
}

/** @param {Problem[]} problems */
function show(problems) {
  document.querySelector(".preview-problems")?.remove();
  if (!problems.length) return;
  const box = element("aside", "");
  box.className = "preview-problems";
  box.setAttribute("role", "status");
  if (problems.every((one) => one.severity === "warning")) box.classList.add("mild");
  const hide = element("button", "Hide");
  hide.addEventListener("click", () => box.remove());
  const list = element("ol", "");
  for (const one of problems) {
    const item = element("li", "");
    item.append(element("b", `${one.place || one.code}: ${one.message}`));
    if (one.hint) item.append(element("i", one.hint));
    list.append(item);
  }
  box.append(hide, list);
  document.body.append(box);
}

/** What a reader had open and where they were, kept over the reload. */
function keep() {
  const open = [...document.querySelectorAll("details[open][data-note]")];
  const notes = open.map((one) => /** @type {HTMLElement} */ (one).dataset.note);
  history.scrollRestoration = "manual";
  sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, y: scrollY, notes }));
}

function restore() {
  history.scrollRestoration = "auto";
  const said = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (!said) return;
  const kept = JSON.parse(said);
  if (kept.path !== location.pathname) return;
  for (const id of kept.notes) {
    const note = document.querySelector(`details[data-note="${CSS.escape(id)}"]`);
    if (note) /** @type {HTMLDetailsElement} */ (note).open = true;
  }
  requestAnimationFrame(() => scrollTo(0, kept.y));
}

restore();
// One stream a tab, closed while the tab is hidden: a browser has six connections to a host.
/** @type {EventSource | null} */
let stream = null;

function listen() {
  if (stream || document.hidden) return;
  stream = new EventSource(new URL("events", script.src));
  stream.addEventListener("message", (event) => {
    const said = JSON.parse(event.data);
    if (number >= 0 && said.number !== number) {
      keep();
      location.reload();
      return;
    }
    number = said.number;
    show(said.problems);
  });
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    stream?.close();
    stream = null;
  } else {
    listen();
  }
});
listen();
