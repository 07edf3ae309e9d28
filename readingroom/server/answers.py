"""Answers to a browser, from a generation in memory: no path of the file system is ever formed."""

from __future__ import annotations

import json
import mimetypes
from dataclasses import dataclass
from http import HTTPStatus
from importlib import resources
from urllib.parse import unquote, urlsplit

from readingroom.diagnostics import Diagnostic
from readingroom.pipeline import Generation

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
}
LIVE = "__live__/"


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers, body."""

    status: HTTPStatus
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""


def answer(generation: Generation, target: str) -> Answer:
    """The answer to ``GET target``, with the site under its base path."""
    path = unquote(urlsplit(target).path, errors="replace")
    base = generation.base_path
    if not path.startswith(base):
        if path in ("/", base.rstrip("/")):
            return _moved(base)
        return _missing(generation)
    name = path[len(base) :]
    if name == f"{LIVE}live.js":
        script = (resources.files("readingroom.server") / "live.js").read_bytes()
        return _found("live.js", script)
    file = f"{name}index.html" if name == "" or name.endswith("/") else name
    if file in generation.files:
        return _found(file, generation.files[file])
    if f"{name}/index.html" in generation.files:
        return _moved(f"{base}{name}/")
    return _missing(generation)


def told(number: int, found: tuple[Diagnostic, ...]) -> bytes:
    """A generation's number and problems, as the preview's script reads them."""
    shown = [
        {"severity": d.severity, "code": d.code, "place": d.place, "message": d.message,
         "hint": d.hint}
        for d in found
    ]  # fmt: skip
    said = json.dumps({"number": number, "problems": shown}, ensure_ascii=False)
    return f"data: {said}\n\n".encode("utf-8", "replace")


def _found(name: str, body: bytes, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    suffix = name[name.rfind(".") :] if "." in name else ""
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = (
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    )
    return Answer(status, headers, body)


def _moved(to: str) -> Answer:
    # Three slashes in a row would name a host.
    to = "/" + to.lstrip("/")
    return Answer(HTTPStatus.FOUND, (("Location", to), ("Content-Length", "0")))


def _missing(generation: Generation) -> Answer:
    page = generation.files.get("404.html", b"Not found")
    return _found("404.html", page, HTTPStatus.NOT_FOUND)
