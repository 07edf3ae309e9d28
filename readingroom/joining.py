"""Scripts of workers, each joined with the modules that it imports.

A worker runs in a global of its own, so nobody can tell whether its modules were one file; but thirteen
files are thirteen answers of a host, of which the browser asks for twelve only when it has read the
first. Joined, the search's worker also takes half of the bytes, since what stands in comments goes.

A module becomes a function that is called at once and gives what it exports, so that no names meet.
That is the same only for plain modules; where one is not, all stay as they are, which is but slower.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

#: What a file is called that is started as a module worker, and imported by none.
WORKER = "worker.js"

_IMPORT = re.compile(r'^import\s+(?:\{([^{}]*)\}\s+from\s+)?"(\.\.?/[^"]+)";[ \t]*\n', re.MULTILINE)
_EXPORT = re.compile(
    r"^export (?=(?:async function\b|function\b|class\b|const\b)\s*\*?\s*([\w$]+))", re.MULTILINE
)
#: Lines that hold nothing, or comment alone; a licence's (``/*!``) stays.
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?!!)(?:[^*]|\*(?!/))*\*/|//.*)?[ \t]*\n", re.MULTILINE)
#: What a function cannot do as a module does: other imports and exports, its own address, waiting before
#: others start; a string that goes on in the next line; and names that are given here.
_ODD = re.compile(
    r"^(?:import|export)\b|\bimport\s*[.(]|^(?!.*\basync\b)\S.*\bawait\b|\\$|\bmodule_\d",
    re.MULTILINE,
)


class _OddError(Exception):
    """A module is of a kind that is not joined."""


def joined_workers(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The workers among a theme's static files as they are published, by name; not those left as is."""
    made = {}
    for name in files:
        if posixpath.basename(name) == WORKER:
            order: dict[str, str] = {}
            try:
                _visit(name, files, (), order)
            except _OddError:
                continue
            made[name] = "".join(order.values()).encode()
    return made


def _visit(
    name: str, files: Mapping[str, bytes], above: tuple[str, ...], order: dict[str, str]
) -> str:
    """Put a module behind those that it imports; what it is called."""
    if name in above or name not in files:
        raise _OddError
    if name not in order:
        source = _plain(files[name])

        def bound(found: re.Match[str]) -> str:
            names, path = found.groups()
            other = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            called = _visit(other, files, (*above, name), order)
            return f"const {{{names.replace(' as ', ': ')}}} = {called};\n" if names else ""

        body = _EXPORT.sub("", _IMPORT.sub(bound, source))
        exported = ", ".join(_EXPORT.findall(source))
        called = f"module_{len(order)}"
        order[name] = f"const {called} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"
    return f"module_{list(order).index(name)}"


def _plain(data: bytes) -> str:
    """A module without comments. Raises _OddError for one that a function cannot be."""
    try:
        source = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _OddError from error
    source = _COMMENT.sub("", source if source.endswith("\n") else f"{source}\n")
    rest = _EXPORT.sub("", _IMPORT.sub("", source))
    # A template that goes over lines may hold lines that look like code.
    if _ODD.search(rest) or any(line.count("`") % 2 for line in rest.split("\n")):
        raise _OddError
    return source
