"""The preview's HTTP server: bound to this machine, answering only to its own name."""

from __future__ import annotations

import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from readingroom.server.answers import LIVE, answer, told
from readingroom.server.preview import Preview

HOST = "127.0.0.1"
#: Seconds between signs of life on an event stream, so that a page that is gone is noticed.
_PULSE = 15.0


class PreviewServer(ThreadingHTTPServer):
    """Serves one preview; raises OSError when the port is taken."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        super().__init__((HOST, port), _Request)

    @property
    def address(self) -> str:
        """Where the site's first page is."""
        generation = self.preview.generation
        base = generation.base_path if generation else "/"
        return f"http://{HOST}:{self.server_port}{base}"

    def start(self) -> threading.Thread:
        """Answer in a thread of its own."""
        thread = threading.Thread(target=self.serve_forever, daemon=True)
        thread.start()
        return thread


class _Request(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    timeout: ClassVar[float] = 60.0  # an idle connection is not kept for ever

    def do_GET(self) -> None:
        """Answer a page, a file, or the stream of generations."""
        preview = self.server.preview
        generation = preview.generation
        if not self.allowed() or generation is None:
            self.refuse()
            return
        if self.path.partition("?")[0] == f"{generation.base_path}{LIVE}events":
            self.stream(preview)
            return
        found = answer(generation, self.path)
        self.send_response(found.status)
        for name, value in found.headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.body)

    do_HEAD = do_GET  # noqa: N815 -- the standard library's names

    def allowed(self) -> bool:
        """Whether the request names this server, and comes from one of its own pages.

        Any page of the web can make a browser ask 127.0.0.1; a name of its own that it lets point
        there (DNS rebinding) shows in Host, another origin in Origin.
        """
        port = self.server.server_port
        names = {f"{host}:{port}" for host in (HOST, "localhost")}
        if port == 80:
            names |= {HOST, "localhost"}
        origin = self.headers.get("Origin")
        return self.headers.get("Host") in names and (
            origin is None or origin.removeprefix("http://") in names
        )

    def refuse(self) -> None:
        """Say no, without a body to read."""
        self.send_response(HTTPStatus.FORBIDDEN)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def stream(self, preview: Preview) -> None:
        """Server-sent events: one when the stream opens and one for each generation."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        number = -1
        try:
            while not preview.stopped:
                newest = preview.wait_beyond(number, _PULSE)
                if newest > number:
                    number = newest
                    self.wfile.write(told(number, preview.problems))
                else:
                    self.wfile.write(b": still here\n\n")
                self.wfile.flush()
        except OSError:
            # The page was closed.
            return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- inherited
        """Say nothing of requests: the terminal is for builds."""
