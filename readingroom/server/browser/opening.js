/**
 * Files opened in the editor, by the server, which is told what is meant and never a path.
 */

let token = "";
/** How people call the editor; empty where there is none. */
export let editor = "";

/** @param {import("./stream.js").State} state */
export function meet(state) {
  ({ token, editor } = state);
}

/**
 * @param {{page: string, id?: string} | {problem: string}} place
 * @returns {Promise<string>} why it could not be done; empty when it was
 */
export async function open(place) {
  const script = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-preview]"));
  try {
    const response = await fetch(new URL("open", script.src), {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Preview-Token": token },
      body: JSON.stringify(place),
    });
    if (response.status === 403) return "The preview was started anew; load the page again.";
    return (await response.json()).problem;
  } catch {
    return "The preview does not answer; is it still running?";
  }
}
