"""Answers to a browser, from a generation in memory: no path of the file system is ever formed."""

from __future__ import annotations

import hashlib
import html
import json
import mimetypes
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from importlib import resources
from urllib.parse import quote, unquote, urlsplit

from readingroom.pipeline import Generation
from readingroom.server.origins import origin
from readingroom.server.preview import Built
from readingroom.server.problems import as_json

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
#: What the preview itself answers stands here, below the site's base path.
LIVE = "__live__/"
#: The digest of the scripts that the site has, on every page of it.
SCRIPTS = "X-Preview-Scripts"
#: Names of changed files that an event holds at the most; behind more, every page looks for itself.
_NAMED = 500
#: Pages that go along with an event, so that they need not be asked for: the last ones that were, if
#: they are no larger than this many bytes.
_ALONG, _LARGE = 3, 200_000
#: Shown where a site has no page of its own for what is not there.
_BARE = b"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head>
<body><main><h1>There is no such page</h1><p>It appears here as soon as there is one.</p></main></body>
</html>"""
_STATIC = re.compile(r"static/[0-9a-f]+/")
_HEAD = re.compile(rb"<script\b|</head", re.IGNORECASE)
_ROOT = re.compile(rb"<html\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers, body; ``page`` is the site's file where a page was asked for that there is."""

    status: HTTPStatus
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A generation as it is answered from.

    ``assets`` is the folder of its static files, ``scripts`` the digest of those that run; ``former``
    are the base paths that the site had before, of which there may be open pages.
    """

    generation: Generation
    assets: str
    scripts: str
    former: frozenset[str] = frozenset()

    @classmethod
    def of(cls, generation: Generation, former: frozenset[str] = frozenset()) -> Shown:
        """Find the static files of a generation, and the digest of its scripts."""
        digest = hashlib.sha256()
        assets = ""
        for name in sorted(n for n in generation.files if n.startswith("static/")):
            assets = assets or "/".join(name.split("/")[:2]) + "/"
            if name.endswith(".js"):
                digest.update(name.removeprefix(assets).encode() + generation.files[name])
        for name, script in own_files().items():
            digest.update(name.encode() + script)
        return cls(generation, assets, digest.hexdigest()[:16], former)


def answer(shown: Shown, target: str, known: str = "") -> Answer:
    """The answer to ``GET target``, with the site under its base path.

    ``known`` is the entity tag of what the browser has; it is spared to send that again.
    """
    path = unquote(urlsplit(target).path, errors="replace")
    generation = shown.generation
    base = generation.base_path
    if not path.startswith(base):
        return _elsewhere(shown, path, known)
    name = path[len(base) :]
    if name.startswith(LIVE):
        own = own_files().get(name.removeprefix(LIVE))
        return _found(shown, name, own, known) if own is not None else _missing(shown, known)
    file = f"{name}index.html" if name == "" or name.endswith("/") else name
    if file not in generation.files:
        # A page that stays while style sheets change keeps the scripts that it has.
        file = _STATIC.sub(shown.assets, file, count=1)
    if file in generation.files:
        return _found(shown, file, generation.files[file], known)
    if f"{name}/index.html" in generation.files:
        return _moved(f"{base}{name}/")
    return _elsewhere(shown, path, known)


def _elsewhere(shown: Shown, path: str, known: str) -> Answer:
    """The answer where nothing is: the way to it where it is below the site's base path."""
    base = shown.generation.base_path
    for old in sorted(shown.former | {"/"}, key=len, reverse=True):
        name = path[len(old) :]
        if old == base or not f"{path}/".startswith(old):
            continue
        if name in ("", f"{LIVE}events") or f"{name}index.html" in shown.generation.files:
            return _moved(base + name)
    return _moved(base) if path == base.rstrip("/") else _missing(shown, known)


@cache
def own_files() -> Mapping[str, bytes]:
    """The scripts and style sheets of the preview itself, by name."""
    folder = resources.files("readingroom.server") / "browser"
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir(), key=lambda f: f.name)}


def told(kind: str, **said: object) -> bytes:
    """A server-sent event.

    The form: https://html.spec.whatwg.org/multipage/server-sent-events.html
    """
    words = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return f"event: {kind}\ndata: {words}\n\n".encode("utf-8", "replace")


def state_of(built: Built) -> dict[str, object]:
    """What is wrong after a build, as the preview's script reads it."""
    return {
        "problems": as_json(built.problems),
        "more": len(built.diagnostics) - len(built.problems),
        "failure": built.failure,
    }


def changed_by(builds: Iterable[Built]) -> list[str] | None:
    """The files of the site that some builds changed together; None for all, or too many to name."""
    names: set[str] = set()
    for built in builds:
        if built.changed is None:
            return None
        names |= built.changed
    return sorted(names) if len(names) <= _NAMED else None


def pages_along(
    shown: Shown, asked: Sequence[str], changed: Sequence[str] | None
) -> dict[str, str]:
    """The pages that changed, of those asked for (the last one first), as they are sent."""
    made: dict[str, str] = {}
    for name in asked if changed is not None else ():
        page = shown.generation.files.get(name, b"")
        if name in (changed or ()) and page and len(page) <= _LARGE and len(made) < _ALONG:
            made[name] = _found(shown, name, page, "").body.decode("utf-8", "replace")
    return made


def _found(
    shown: Shown, name: str, body: bytes, known: str, status: HTTPStatus = HTTPStatus.OK
) -> Answer:
    suffix = name[name.rfind(".") :] if "." in name else ""
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    tag = hashlib.sha256(body + str(status.value).encode()).hexdigest()[:16]
    headers = [
        ("Content-Type", kind),
        ("Cache-Control", "no-cache"),
        ("ETag", f'"{tag}"'),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        (SCRIPTS, shown.scripts),
    ]
    page = name if kind == _TYPES[".html"] and status == HTTPStatus.OK else ""
    if known.removeprefix("W/").strip('"') == tag:
        return Answer(HTTPStatus.NOT_MODIFIED, tuple(headers), page=page)
    if kind == _TYPES[".html"]:
        body = _with_script(shown, name, body, tag)
    return Answer(status, (*headers, ("Content-Length", str(len(body)))), body, page)


def _with_script(shown: Shown, name: str, page: bytes, tag: str) -> bytes:
    """A page with the preview's own script before all others, which finds it as it was sent.

    The root's tag is handed over as well: a script that blocks may have changed it by then.
    """
    base = shown.generation.base_path
    root = _ROOT.search(page)
    made = origin(shown.generation.archive, name.removesuffix("index.html"))
    given = {
        "type": "module",
        "src": quote(f"{base}{LIVE}live.js"),
        "data-preview": tag,
        "data-base": base,
        "data-scripts": shown.scripts,
        "data-what": made.what if made else "",
        "data-page": name,
        "data-root": root[0].decode("utf-8", "replace") if root else "",
    }
    written = " ".join(f'{key}="{html.escape(value)}"' for key, value in given.items())
    place = _HEAD.search(page)
    at = place.start() if place else 0
    return page[:at] + f"<script {written}></script>\n".encode() + page[at:]


def _moved(to: str) -> Answer:
    # Three slashes in a row would name a host.
    to = "/" + to.lstrip("/")
    return Answer(HTTPStatus.FOUND, (("Location", to), ("Content-Length", "0")))


def _missing(shown: Shown, known: str) -> Answer:
    page = shown.generation.files.get("404.html", _BARE)
    return _found(shown, "404.html", page, known, HTTPStatus.NOT_FOUND)
