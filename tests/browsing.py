"""What tests in a browser share: a web server, Chromium, pages whose complaints are heard, axe."""

import http.server
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from needs import missing
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    Request,
    Response,
    Route,
    expect,
    sync_playwright,
)

#: axe-core, MPL-2.0, from tests/package.json: `npm ci --prefix tests`.
AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
PHONE, TABLET, DESK = (390, 844), (820, 1180), (1440, 900)

#: Milliseconds after which a test gives up waiting: only ends what hangs, on a busy machine too.
LONG = 30_000
expect.set_options(timeout=LONG)
#: The same for the start of a browser, whose program alone is 300 MB to read.
START = 120_000

Opens = Callable[..., Page]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below ``prefix`` as GitHub Pages does: 404.html for what is not there."""

    # A connection of its own for every file would be most of the browser tests' time.
    protocol_version = "HTTP/1.1"
    # Head and body are two packets; together with delayed receipts that is 40 ms a file.
    disable_nagle_algorithm = True

    def __init__(self, *args: Any, prefix: str, **kwargs: Any) -> None:
        self.prefix = prefix
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(Path(self.directory) / "nothing-is-here")
        return super().translate_path("/" + path[len(self.prefix) :])

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[..., str]]:
    """Serves a folder on this machine: ``serve_folder(path, "/repo/")`` gives its address."""
    servers: list[http.server.ThreadingHTTPServer] = []
    known: dict[tuple[Path, str], str] = {}

    def serve(folder: Path, prefix: str = "/") -> str:
        if (folder, prefix) not in known:
            answers = partial(_Quiet, directory=str(folder), prefix=prefix)
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), answers)
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, daemon=True).start()
            servers.append(server)
            known[folder, prefix] = f"http://127.0.0.1:{server.server_address[1]}{prefix}"
        return known[folder, prefix]

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


#: Nothing that calls out, and what a container without a graphics card needs.
CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine. A module has its own: Playwright bears no second one beside it."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path  # where `playwright install chromium` puts it
        path = next((found for name in (*names, own) if (found := shutil.which(name))), None)
        if path is None:
            missing("Chromium, looked for on PATH as " + ", ".join(names))
        try:
            browser = playwright.chromium.launch(
                executable_path=path, args=CHROMIUM_ARGUMENTS, timeout=START
            )
        except Error as error:
            missing(f"Chromium at {path} does not start: {str(error).splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture
def opens(chromium: Browser) -> Iterator[Opens]:
    """Opens an address in a browser of its own, and complains at the end of what went wrong there:
    anything in the console, any file that is not there, any request that leaves the host."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def opening(
        address: str, size: tuple[int, int] = DESK, *, scripts: bool = True, **options: Any
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(LONG)
        contexts.append(context)
        page = context.new_page()
        host = urlsplit(address).netloc

        def answered(response: Response) -> None:
            if host and urlsplit(response.url).netloc != host:
                wrong.append(f"{response.url} is asked of another host")
            elif response.status >= 400 and not response.request.is_navigation_request():
                wrong.append(f"{response.url}: {response.status}")

        def failed(request: Request) -> None:
            # Scripts that are switched off fail; so does what a reader who goes on does not wait for.
            off = request.resource_type == "script" and not scripts
            if not off and request.failure != "net::ERR_ABORTED":
                wrong.append(f"{request.url}: {request.failure}")

        page.on("response", answered)
        page.on("requestfailed", failed)
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda said: (
                wrong.append(f"{page.url}: {said.text}")
                if said.type in ("error", "warning") and "404 (Not Found)" not in said.text
                else None
            ),
        )
        page.goto(address)
        return page

    yield opening
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def below(demo_below: Path, serve_folder: Callable[..., str]) -> str:
    """The address of the archive of this repository, below /repo/."""
    return serve_folder(demo_below, "/repo/")


def soon(page: Page, true: Callable[[], bool]) -> bool:
    """Whether something comes true before a test gives up; also where a page may run no scripts.

    Where a browser scrolls to, and the address that it shows, follow a click in their own time.
    """
    until = time.monotonic() + LONG / 1000
    while not (so := true()) and time.monotonic() < until:
        page.wait_for_timeout(20)
    return so


def held_back(page: Page, address: str) -> Callable[[], None]:
    """Holds back the first answer to ``address`` until what is returned is called.

    That call waits for the request itself: a busy machine may not have sent it yet.
    """
    held: list[Route] = []
    page.route(address, lambda route: held.append(route), times=1)  # noqa: PLW0108

    def released() -> None:
        assert soon(page, lambda: bool(held)), f"{address} was never asked for"
        held[0].continue_()

    return released


def settled(page: Page, selector: str) -> None:
    """Waits until the boxes of what ``selector`` finds have stood still for ten frames."""
    page.wait_for_function(
        """selector => {
          const boxes = [...document.querySelectorAll(selector)]
            .flatMap(one => Object.values(one.getBoundingClientRect().toJSON())).join();
          window.still = boxes === window.stood ? (window.still ?? 0) + 1 : 0;
          window.stood = boxes;
          return window.still >= 10;
        }""",
        arg=selector,
    )


def violations(page: Page) -> list[str]:
    """What axe objects to: rule, and the elements."""
    if not AXE.is_file():
        missing("axe-core: npm ci --prefix tests")
    # Evaluated by the browser itself, so the page's policy stays as it is.
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']]} "
        f"{one['nodes'][0].get('failureSummary', '')}"
        for one in found
    ]
