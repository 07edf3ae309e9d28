/**
 * The server's events, by one stream for all tabs: a browser opens no more than six connections to a
 * host, and a stream holds one for as long as it is open.
 *
 * One tab has the stream, by a lock that the browser gives to the next when the tab is closed, and hands
 * on what it hears to the others.
 *
 * @typedef {object} Problem
 * @property {string} severity error or warning
 * @property {string} code
 * @property {string} place file, line and column
 * @property {string} message
 * @property {string} hint
 * @property {number} line of the words
 * @property {string} words the line that it is about; empty where there is none
 * @property {number} column the place in the words, from 1; 0 for none
 * @property {boolean} there whether the file can be opened
 *
 * @typedef {{problems: Problem[], more: number, failure: string}} Problems
 * @typedef {Problems & {token: string, editor: string}} State
 * @typedef {Problems & {changed: string[] | null, pages: Record<string, string>, scripts: string}} Built
 * @typedef {{url: string, state: (said: State) => void, built: (said: Built) => void}} Listener
 */

/** A stream that was silent for so long is dead, ms: the server has a pulse of 5 s (server/http.py). */
const DEAD = 15_000;
/** How often that is looked at, ms. */
const LOOK = 5_000;

/** @param {Listener} listener */
export function listen(listener) {
  if (!("locks" in navigator) || !("BroadcastChannel" in window)) {
    stream(listener.url, (kind, said) => tell(listener, kind, said));
    return;
  }
  const name = new URL(listener.url).pathname;
  const channel = new BroadcastChannel(name);
  const me = crypto.randomUUID();
  /** @type {{check: () => void, last: (to: string) => void} | undefined} */
  let leading;
  channel.addEventListener("message", ({ data: { kind, said, by, to } }) => {
    if (kind === "asked") leading?.last(by);
    else if (kind === "check") leading?.check();
    else if (!leading && (!to || to === me)) tell(listener, kind, said);
  });
  // The tab that has the stream says how things are.
  channel.postMessage({ kind: "asked", by: me });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    leading?.check();
    channel.postMessage({ kind: "check" });
  });
  void navigator.locks.request(name, () => {
    leading = lead(listener, channel);
    return new Promise(() => {}); // until the tab is closed
  });
}

/** @param {Listener} listener @param {BroadcastChannel} channel */
function lead(listener, channel) {
  /** @type {State | undefined} */
  let state;
  const check = stream(listener.url, (kind, said) => {
    const { token = state?.token, editor = state?.editor, problems, more, failure } = said;
    state = { token, editor, problems, more, failure };
    channel.postMessage({ kind, said });
    tell(listener, kind, said);
  });
  return {
    check,
    last: (/** @type {string} */ to) => {
      if (state) channel.postMessage({ kind: "state", said: state, to });
    },
  };
}

/** @param {Listener} listener @param {string} kind @param {any} said */
function tell(listener, kind, said) {
  if (kind === "state") listener.state(said);
  else if (kind === "built") listener.built(said);
}

/**
 * A stream that is opened again when it ends or falls silent.
 * @param {string} url @param {(kind: string, said: any) => void} hear
 * @returns {() => void} looks now whether it lives
 */
function stream(url, hear) {
  let heard = Date.now();
  /** @type {EventSource} */
  let source;
  const open = () => {
    heard = Date.now();
    source = new EventSource(url);
    for (const kind of ["state", "built", "pulse"]) {
      source.addEventListener(kind, ({ data }) => {
        heard = Date.now();
        if (kind !== "pulse") hear(kind, JSON.parse(data));
      });
    }
    // It tries again by itself unless the answer was no stream, as of another server in this one's place.
  };
  const check = () => {
    if (source.readyState !== EventSource.CLOSED && Date.now() - heard < DEAD) return;
    source.close();
    open();
  };
  open();
  setInterval(check, LOOK);
  return check;
}
