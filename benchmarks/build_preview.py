"""``serve`` measured: from saving a note to its bytes at a client, and to its words in the DOM."""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from archives import Work, notes_file

#: Where the preview tells of new generations, below the site's base path (server/answers.py, live.js).
_EVENTS = "__live__/events"
#: Seconds for the first build and for a save to be seen; 10,000 texts may take a minute, and a benchmark
#: that waits for ever says nothing.
_READY, _SEEN = 600, 120
#: Seconds between two saves, least and most: at random, so that the server's own rhythm is not met.
_PAUSE = (0.3, 0.9)
#: Runs in each page before its own scripts: notes the time at which a mark is first in the page.
_OBSERVER = """
new MutationObserver(() => {
  const words = document.querySelector("main")?.textContent ?? "";
  for (const [mark] of words.matchAll(/Amended \\d+ times/g)) {
    sessionStorage[mark] ??= performance.timeOrigin + performance.now();
  }
}).observe(document, { childList: true, subtree: true, characterData: true });
"""


@dataclass(frozen=True, slots=True)
class Latencies:
    """Seconds from each save; ``dom`` is empty where there is no browser, and ``note`` says why.

    ``legs`` are the parts of ``client``, by what takes the time.
    """

    client: list[float]
    dom: list[float]
    legs: Mapping[str, list[float]]
    note: str = ""


@contextmanager
def _server(root: Path, archive: Path) -> Iterator[str]:
    """The address of a preview's first page, while it runs."""
    command = [sys.executable, "-u", "-m", "readingroom", "--root", str(archive)]
    command += ["serve", "--port", "0"]
    wide = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
    process = subprocess.Popen(command, cwd=root, env=wide, stdout=subprocess.PIPE, text=True)
    lines: Queue[str] = Queue()
    assert process.stdout
    # Read to the end, as a full pipe would stop the server.
    Thread(target=_drain, args=(process.stdout, lines), daemon=True).start()
    try:
        while not (found := re.search(r"http://\S+", lines.get(timeout=_READY))):
            pass
        yield found[0]
    except Empty:
        raise TimeoutError("the preview did not start") from None
    finally:
        process.terminate()
        process.wait()


def _drain(told: Iterable[str], lines: Queue[str]) -> None:
    for line in told:
        lines.put(line)


class _Client:
    """Asks for a page whenever the server tells of a new generation.

    ``times`` are those of each save: changed files known, site built, event here, page here.
    """

    def __init__(self, site: str, page: str) -> None:
        parts = urlsplit(site)
        assert parts.hostname
        self._host, self._port = parts.hostname, parts.port
        self._page = f"{parts.path}{page}"
        self.times: list[tuple[float, float, float, float]] = []
        stream = http.client.HTTPConnection(self._host, self._port, timeout=_SEEN)
        stream.request("GET", f"{parts.path}{_EVENTS}", headers={"Accept": "text/event-stream"})
        self._stream = stream.getresponse()
        self._page_there = http.client.HTTPConnection(self._host, self._port, timeout=_SEEN)
        self._next("state")

    def _next(self, kind: str) -> Any:
        """What the next event of that kind says."""
        heard = ""
        while not self._stream.isclosed():
            name, _, said = self._stream.readline().decode().strip().partition(": ")
            if name == "event":
                heard = said
            elif name == "data" and heard == kind:
                return json.loads(said)
        raise TimeoutError("the preview closed its stream")

    def seen(self, mark: str) -> float:
        """When the page first came with the mark; seconds of the epoch."""
        while True:
            said = self._next("built")
            told = time.time()
            self._page_there.request("GET", self._page)
            body = self._page_there.getresponse().read()
            if mark.encode() in body:
                now = time.time()
                self.times.append((said["heard"], said["done"], told, now))
                return now


def _saves(file: Path, numbers: range, seen: Callable[[str], float]) -> list[float]:
    """Seconds from saves, as editors save (a new file over the old), to their sight.

    ``numbers`` are those of the saves; the file is left as it was saved last, as putting it back would
    set off a build that the next save had to wait for.
    """
    pick = random.Random(0)
    said, taken = file.read_text("utf-8"), []
    for number in numbers:
        time.sleep(pick.uniform(*_PAUSE))
        mark = f"Amended {number} times"
        fresh = file.with_name(f".{file.name}.tmp")
        fresh.write_text(f"{said}\n{mark}.\n", "utf-8")
        begun = time.time()
        fresh.replace(file)
        taken.append(seen(mark) - begun)
    return taken


def latencies(root: Path, archive: Path, work: Work, count: int, browser: str) -> Latencies:
    """Serve an archive, save a note of one text ``count`` times for a client and for a browser each."""
    file, page = notes_file(archive, work), f"texts/{work.slug}/"
    with _server(root, archive) as site:
        asking = _Client(site, page)
        client = _saves(file, range(count), asking.seen)
        legs = _legs(client, asking.times)
        try:
            dom = _in_browser(site + page, file, range(count, 2 * count), browser)
        except (ImportError, OSError, RuntimeError) as error:
            return Latencies(client, [], legs, f"no browser: {error}")
    return Latencies(client, dom, legs)


def _legs(
    whole: list[float], times: list[tuple[float, float, float, float]]
) -> dict[str, list[float]]:
    """What took the time of each save, in the order in which it passes."""
    names = ("noticed", "built", "told", "fetched")
    made: dict[str, list[float]] = {name: [] for name in names}
    for seconds, moments in zip(whole, times, strict=True):
        before = moments[-1] - seconds
        for name, moment in zip(names, moments, strict=True):
            made[name].append(moment - before)
            before = moment
    return made


def _in_browser(page: str, file: Path, numbers: range, browser: str) -> list[float]:
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as play:
        try:
            chromium = play.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        except Error as error:
            raise RuntimeError(str(error).splitlines()[0]) from error
        tab = chromium.new_page()
        tab.add_init_script(_OBSERVER)
        tab.goto(page)
        # The stream opens after the page's own scripts have run.
        tab.wait_for_timeout(1000)

        def seen(mark: str) -> float:
            asked = f"() => sessionStorage[{mark!r}]"
            tab.wait_for_function(asked, polling=50, timeout=_SEEN * 1000)
            return float(tab.evaluate(asked)) / 1000

        taken = _saves(file, numbers, seen)
        chromium.close()
    return taken
