"""Search in Chromium, from a server on this machine that compresses: bytes and milliseconds."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

#: What a page needs to be read, not searched.
_READING = (".html", "/", ".css", ".woff2", ".svg", ".ico", ".png", ".webmanifest")
#: Milliseconds in which a page that has shown a result asks for what else it needs.
_SETTLED = 400
#: Milliseconds for everything, as lunr.js takes a while with an index of tens of megabytes.
_PATIENCE = 600_000


class UnavailableError(Exception):
    """Why something cannot be measured here."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Medians over some queries: bytes on the wire, and milliseconds to the first result."""

    bytes: float
    ms: float


BARE = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Search</title><ol id="found"></ol>'
)

_SHOW = """
  const row = ([title, path]) => {
    const [li, a] = [document.createElement("li"), document.createElement("a")];
    a.textContent = title;
    a.href = path;
    li.append(a);
    return li;
  };
  const show = (rows) => document.getElementById("found").replaceChildren(...rows.map(row));
"""

#: Each takes words, and gives the milliseconds until the page shows something for them.
OURS_ASKS = """async (words) => {
  const input = document.querySelector("form.search-form input[name=q]");
  const results = document.getElementById("search-results");
  const shown = new Promise((resolve) => {
    new MutationObserver(() => results.querySelector("a") && resolve())
      .observe(results, { childList: true, subtree: true });
  });
  const start = performance.now();
  input.focus();
  input.value = words;
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await shown;
  return performance.now() - start;
}"""
LUNR_ASKS = f"""async (words) => {{{_SHOW}
  const start = performance.now();
  const read = async (name) => (await fetch(`files/${{name}}.json`)).json();
  window.loaded ??= Promise.all([read("index"), read("titles")])
    .then(([index, titles]) => [lunr.Index.load(index), titles]);
  const [index, titles] = await window.loaded;
  show(index.search(words).slice(0, 20).map(({{ ref }}) => titles[Number(ref)]));
  return performance.now() - start;
}}"""
PAGEFIND_ASKS = f"""async (words) => {{{_SHOW}
  const start = performance.now();
  const pagefind = await import("/pagefind/pagefind.js");
  const {{ results }} = await pagefind.search(words);
  const first = await Promise.all(results.slice(0, 5).map((one) => one.data()));
  show(first.map(({{ meta, url }}) => [meta.title, url]));
  return performance.now() - start;
}}"""


def answered(site: Path, page: str, asks: str, queries: Sequence[str]) -> tuple[Answered, Answered]:
    """First answers, half of the queries, each in a browser of its own; and the next ones there."""
    firsts, nexts = [], []
    half = len(queries) // 2
    with served(site) as (address, sent), browser() as chromium:
        for one, other in zip(queries[:half], queries[half:], strict=True):
            context = chromium.new_context()
            shown = context.new_page()
            shown.set_default_timeout(_PATIENCE)
            sent.clear()
            shown.goto(address + page, wait_until="networkidle")
            for words, found in ((one, firsts), (other, nexts)):
                ms = shown.evaluate(asks, words)
                shown.wait_for_timeout(_SETTLED)
                found.append((sum(sent), ms))
                sent.clear()
            context.close()
    first, then = (Answered(*map(median, zip(*of, strict=True))) for of in (firsts, nexts))
    return first, then


@contextmanager
def served(site: Path) -> Iterator[tuple[str, list[int]]]:
    """A folder's address on this machine, and the bytes sent for all but the reading of pages."""
    sent: list[int] = []
    answering = functools.partial(_Answering, sent, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", sent
        server.shutdown()


class _Answering(http.server.SimpleHTTPRequestHandler):
    """As a host of static files does: compressed where that is smaller, kept open between files."""

    protocol_version = "HTTP/1.1"
    #: Heads and body leave as two packets; else the second waits 40 ms for the first to be acknowledged.
    disable_nagle_algorithm = True

    def __init__(self, sent: list[int], *rest: Any, **more: Any) -> None:
        self._sent = sent
        super().__init__(*rest, **more)

    def do_GET(self) -> None:
        asked = self.path.partition("?")[0]
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body, packed = _packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        if not asked.endswith(_READING):
            self._sent.append(len(body))

    def log_message(self, *_said: object) -> None:
        pass


@functools.lru_cache(maxsize=1 << 10)
def _packed(path: Path) -> tuple[bytes, bool]:
    """A file as it is sent, and whether with gzip; packed once, so that it costs no time."""
    raw = path.read_bytes()
    small = gzip.compress(raw, 6)
    return (small, True) if len(small) < len(raw) else (raw, False)


@contextmanager
def browser(program: str = "/usr/bin/chromium") -> Iterator[Any]:
    """Chromium."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise UnavailableError("Playwright is not installed") from error
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as play:
        try:
            started = play.chromium.launch(executable_path=program, args=arguments)
        except Error as error:
            raise UnavailableError(f"no browser: {error}") from error
        yield started
        started.close()
