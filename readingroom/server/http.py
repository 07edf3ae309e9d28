"""The preview's HTTP server: bound to this machine, answering only to its own name."""

from __future__ import annotations

import contextlib
import json
import secrets
import socket
import threading
from collections.abc import Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from readingroom.server.answers import LIVE, Shown, answer, changed_by, pages_along, state_of, told
from readingroom.server.editors import Editor, open_file
from readingroom.server.origins import origin
from readingroom.server.preview import Built, Preview

HOST = "127.0.0.1"
#: Seconds between signs of life on an event stream; a browser that heard none for three times as long
#: (browser/stream.js) opens another.
_PULSE = 5.0
#: Milliseconds after which a browser tries again when a stream has ended: the server is started anew.
_RETRY = 300
#: Bytes of a request to open a file: a page, an id.
_ASKED = 4096


class PreviewServer(ThreadingHTTPServer):
    """Serves one preview; raises OSError when the port is taken.

    ``editor`` opens files, or says why there is none that could.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, preview: Preview, port: int, editor: Editor | str = "") -> None:
        self.preview = preview
        self.editor = editor
        #: What a request to open a file has to name: pages of the site know it, others do not.
        self.token = secrets.token_urlsafe(16)
        self._shown: Shown | None = None
        #: What browsers are connected by, open as long as they like to keep it.
        self._connections: set[socket.socket] = set()
        super().__init__((HOST, port), _Request)

    @property
    def address(self) -> str:
        """Where the site's first page is."""
        generation = self.preview.generation
        base = generation.base_path if generation else "/"
        return f"http://{HOST}:{self.server_port}{base}"

    @property
    def shown(self) -> Shown | None:
        """The newest generation, ready to be answered from."""
        generation = self.preview.generation
        if generation is None:
            return None
        shown = self._shown
        if shown is None or shown.generation is not generation:
            former = (
                frozenset({shown.generation.base_path}) | shown.former if shown else frozenset()
            )
            self._shown = shown = Shown.of(generation, former)
        return shown

    def start(self) -> threading.Thread:
        """Answer in a thread of its own."""
        thread = threading.Thread(target=self.serve_forever, daemon=True)
        thread.start()
        return thread

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer a connection, in a thread of its own."""
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """A connection has ended."""
        self._connections.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Take no more connections, and end those there are.

        A browser that kept one would ask the old server, and hear of the old site.
        """
        super().server_close()
        for connection in tuple(self._connections):
            with contextlib.suppress(OSError):  # ended by the browser in the same moment
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that goes away in the midst of an answer is no mistake."""


class _Request(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version = "ReadingRoom"
    sys_version = ""
    timeout: ClassVar[float] = 60.0  # an idle connection is not kept for ever
    # Head and body go out together, at once: apart they wait for a receipt, 40 ms on Linux.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer a page, a file, or the stream of generations."""
        shown = self.server.shown
        if shown is None or not self.allowed():
            self.refuse()
            return
        if self.asked() == f"{shown.generation.base_path}{LIVE}events":
            self.stream(self.server.preview)
            return
        found = answer(shown, self.path, self.headers.get("If-None-Match", ""))
        if found.page:
            self.server.preview.asked(found.page)
        self.say(found.status, found.headers, found.body)

    do_HEAD = do_GET  # noqa: N815 -- the standard library's names

    def do_POST(self) -> None:
        """Open the file that a page, a note or a problem of the site comes from."""
        shown = self.server.shown
        own = self.headers.get("Origin") == f"http://{self.headers.get('Host')}"
        token = self.headers.get("X-Preview-Token", "")
        known = secrets.compare_digest(token.encode(), self.server.token.encode())
        if shown is None or not self.allowed() or not own or not known:
            self.refuse()
        elif self.asked() != f"{shown.generation.base_path}{LIVE}open":
            self.refuse(HTTPStatus.NOT_FOUND)
        else:
            problem = self.opened(shown)
            body = json.dumps({"problem": problem}).encode()
            head = (("Content-Type", "application/json"), ("Content-Length", str(len(body))))
            self.say(HTTPStatus.CONFLICT if problem else HTTPStatus.OK, head, body)

    def opened(self, shown: Shown) -> str:
        """Do what a request asks for; a sentence on why it cannot be done, or nothing.

        A request names no file: what it may name is a page with an id in it, or a problem by its place.
        """
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _ASKED:
            self.close_connection = True
            return "the request is too long"
        try:
            asked = json.loads(self.rfile.read(int(length)))
        except ValueError:
            asked = None
        asked = asked if isinstance(asked, dict) else {}
        editor, root = self.server.editor, self.server.preview.root
        if isinstance(editor, str):
            return editor
        if "problem" in asked:
            built = self.server.preview.built
            for one in built.diagnostics if built else ():
                if one.place == asked["problem"]:
                    return open_file(editor, root, one.path, one.line, one.column)
            return "the file has changed since"
        page, id_ = str(asked.get("page", "")), str(asked.get("id", ""))
        found = origin(shown.generation.archive, page.removesuffix("index.html"), id_)
        if found is None:
            return "this page is made of many files"
        return open_file(editor, root, found.path, found.line, found.column)

    def asked(self) -> str:
        """The path of the request."""
        return self.path.partition("?")[0]

    def allowed(self) -> bool:
        """Whether the request names this server, and comes from one of its own pages.

        Any page of the web can make a browser ask 127.0.0.1; a name of its own that it lets point
        there (DNS rebinding) shows in Host, another origin in Origin or in what browsers say of the
        site that asks. A link to here may stand anywhere: it only shows the page.
        """
        port = self.server.server_port
        names = {f"{host}:{port}" for host in (HOST, "localhost")}
        if port == 80:
            names |= {HOST, "localhost"}
        host, origin_ = self.headers.get("Host"), self.headers.get("Origin")
        near = self.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")
        link = self.headers.get("Sec-Fetch-Dest") == "document" and self.command == "GET"
        own = origin_ is None or origin_ == f"http://{host}"
        return host in names and own and (near or link)

    def refuse(self, status: HTTPStatus = HTTPStatus.FORBIDDEN) -> None:
        """Say no, without a body to read."""
        self.close_connection = True
        self.say(status, (("Content-Length", "0"), ("Connection", "close")))

    def say(
        self, status: HTTPStatus, headers: tuple[tuple[str, str], ...], body: bytes = b""
    ) -> None:
        """A whole answer."""
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def stream(self, preview: Preview) -> None:
        """Server-sent events: how things are, then one for each build, with a pulse between."""
        self.close_connection = True
        head = (
            ("Content-Type", "text/event-stream"),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
        )
        built = preview.built
        if built is None:
            self.refuse()
            return
        editor = self.server.editor
        named = editor.name if isinstance(editor, Editor) else ""
        number = built.number
        try:
            self.say(HTTPStatus.OK, head, f"retry: {_RETRY}\n".encode())
            first = told("state", token=self.server.token, editor=named, **state_of(built))
            self.wfile.write(first)
            self.wfile.flush()
            while not preview.stopped:
                newer = preview.wait_beyond(number, _PULSE)
                if newer:
                    self.wfile.write(self.news(newer, number))
                    number = newer[-1].number
                else:
                    self.wfile.write(told("pulse"))
                self.wfile.flush()
        except OSError:
            # The page was closed.
            return

    def news(self, newer: Sequence[Built], number: int) -> bytes:
        """The event that tells of some builds to who has heard of those up to ``number``."""
        last, shown = newer[-1], self.server.shown
        # Of more builds than are remembered nobody knows what they changed.
        changed = changed_by(newer) if newer[0].number == number + 1 else None
        pages = pages_along(shown, self.server.preview.looked_at, changed) if shown else {}
        return told(
            "built",
            changed=changed,
            pages=pages,
            scripts=shown.scripts if shown else "",
            heard=last.heard,
            done=last.done,
            **state_of(last),
        )

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- inherited
        """Say nothing of requests: the terminal is for builds."""
