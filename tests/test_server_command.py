"""``serve`` from outside: the command as a person runs it."""

import http.client
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import ROOT, EditedSite, SiteBuilder

#: Seconds after which a test gives up.
LONG = 60
NOTES = "content/notes/letter.md"


class Command:
    """The running command, what it says, and its site."""

    def __init__(self, root: Path, *words: str, program: tuple[str, ...] = ()) -> None:
        run = program or (sys.executable, "-m", "readingroom")
        self.process = subprocess.Popen(
            [*run, "serve", "--root", str(root), *words],
            cwd=ROOT,
            env={**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1", "EDITOR": "vim"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.said: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def line(self, pattern: str) -> re.Match[str]:
        """The next line that holds a pattern."""
        while True:
            line = self.lines.get(timeout=LONG)
            self.said.append(line)
            if found := re.search(pattern, line):
                return found

    def address(self) -> str:
        return self.line(r"Preview at (http://\S+)")[1]

    def end(self, number: int = signal.SIGINT) -> int:
        if os.name == "nt":  # which has no such signal to send
            self.process.kill()
            return 0
        self.process.send_signal(number)
        return self.process.wait(LONG)


Starts = Callable[..., Command]


@pytest.fixture
def site(site: SiteBuilder) -> SiteBuilder:
    """The small archive, saved as editors save."""
    return EditedSite(site.root)


@pytest.fixture
def starts(site: SiteBuilder) -> Iterator[Starts]:
    """Starts the command; whatever is left is ended."""
    started: list[Command] = []

    def start(*words: str, program: tuple[str, ...] = ()) -> Command:
        started.append(Command(site.root, *words, program=program))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.wait()
        assert one.process.stdout
        one.process.stdout.close()


def page(address: str, path: str) -> str:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=LONG)
    connection.request("GET", f"{parts.path}{path}")
    words = connection.getresponse().read().decode()
    connection.close()
    return words


def test_a_line_for_each_build_with_the_page_and_only_new_mistakes(
    site: SiteBuilder, starts: Starts
):
    run = starts("--port", "0")
    run.line(r"^\d\d:\d\d:\d\d built · \d+ pages rendered")
    address = run.address()
    site.change(NOTES, "[[harwich]]", "[[harwch]]")
    run.line(rf"{NOTES} · .* · 1 error · {re.escape(address)}texts/letter/$")
    run.line(r"error\[link-broken\]")
    assert "harwch" in page(address, "texts/letter/")
    site.change("content/pages/about.md", "About", "All about")
    run.line(r"content/pages/about.md · .* · 1 error · ")
    site.change("content/pages/about.md", "[[letter]]", "[[leter]]")
    run.line(r"2 errors")
    run.line(r"content/pages/about.md.*error\[link-broken\]")
    run.line(r"and 1 as before")
    site.change(NOTES, "[[harwch]]", "[[harwich]]")
    site.change("content/pages/about.md", "[[leter]]", "[[letter]]")
    run.line("all mended")
    assert sum("harwch" in line for line in run.said) == 2  # the message and the excerpt
    assert run.end() == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal to send")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_told_to(starts: Starts, number: int):
    run = starts("--port", "0")
    run.address()
    assert run.end(number) == 0
    assert not [line for line in run.said if "Traceback" in line]


def test_the_projects_own_build_py_serves_too(site: SiteBuilder, starts: Starts):
    run = starts("--port", "0", program=(sys.executable, str(ROOT / "build.py")))
    address = run.address()
    shown = site.root / "content/pages/about.md"
    fresh = shown.with_name(".about.md.swp")
    fresh.write_text(shown.read_text().replace("About [[", "All about [["))
    fresh.replace(shown)
    run.line(r"content/pages/about.md · ")
    assert "All about" in page(address, "about/")
    assert run.end() == 0


def test_a_port_in_use_gives_way_or_is_an_error_where_it_was_asked_for(starts: Starts):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = starts("--port", str(port))
        run.line(rf"port {port} cannot be used: .*--port")
        assert run.process.wait(LONG) == 1


def test_the_usual_port_in_use_is_no_hindrance(starts: Starts):
    first = starts()
    ours = urlsplit(first.address()).port
    assert ours
    second = starts()
    second.line(r"Port 8000 is in use, so the preview takes (\d+)")
    assert (urlsplit(second.address()).port or 0) > ours


def test_an_editor_that_cannot_be_used_is_said(starts: Starts):
    run = starts("--port", "0", "--editor", "nvim")
    run.line("nvim runs in a terminal")
    run.address()
