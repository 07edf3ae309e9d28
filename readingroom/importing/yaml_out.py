"""YAML as import writes it: every word that could be read as something else stands in quotes.

PyYAML's own writer follows YAML 1.1 and leaves words bare that a 1.2 reader takes for numbers
(``1e5``); its layout also changes between versions, and a record must not.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

_BARE = re.compile(r"[A-Za-z][\w./-]*(?: [\w./-]+)*", re.ASCII)
#: Words that YAML 1.1 or 1.2 takes for something else.
_NOT_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
#: What YAML 1.2 (section 5.1) does not let stand in a file, and what would break a line in it.
_UNPRINTABLE = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def quoted(words: str) -> str:
    """A double-quoted scalar on one line."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{printable(escaped)}"'


def printable(words: str) -> str:
    """The words, with what YAML does not let stand in a file as its escapes of four digits."""
    return _UNPRINTABLE.sub(lambda m: f"\\u{ord(m.group()):04x}", words)


def scalar(value: Any) -> str:
    """A word, number or date in flow or block context; words bare only where that is safe."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    words = str(value)
    bare = _BARE.fullmatch(words) and words.casefold() not in _NOT_WORDS and words[-1] not in "./-"
    return words if bare else quoted(words)


def flow(value: Any) -> str:
    """A value on one line: ``{file: a.txt, encoding: utf-8}``, ``[Xinhua]``."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    return scalar(value)


def mapping(values: dict[str, Any]) -> str:
    """Keys and values, a line each; a list of mappings takes a line for each key of them."""
    lines = []
    for key, value in values.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append(f"{key}:")
            for inner in value:
                pairs = [f"{name}: {flow(words)}" for name, words in inner.items()]
                lines.append("  - " + "\n    ".join(pairs))
        else:
            lines.append(f"{key}: {flow(value)}")
    return "".join(line + "\n" for line in lines)
