"""Blocks of Markdown that the archive would not show: raw HTML, footnotes without a mark."""

from __future__ import annotations

import re
from typing import Any

from markdown_it.token import Token

from readingroom.importing.html.tokens import tokens as html_tokens
from readingroom.importing.html.tokens import unescape
from readingroom.importing.markdown import escape
from readingroom.importing.marked_places import BODY, MARKS, Places, Walk, edit, place, places_of


def mend_definition(walk: Walk, token: Token, env: dict[str, Any]) -> None:
    """A footnote that no mark leads to would not be shown: it becomes a paragraph."""
    label = str(token.meta["label"])
    seen: set[str] = env.setdefault("seen", set())
    refs = env.get("footnotes", {}).get("refs", {})
    if label in seen or refs.get(f":{label}", -1) < 0:
        start = walk.lines[token.map[0]] if token.map else 0
        at = walk.text.find("[^", start)
        walk.edits.append(edit((at, at + 1), BODY, "\\["))
        walk.words.append(f"[^{label}]:")
    seen.add(label)


def take_html(walk: Walk, token: Token) -> bool:
    """Lines of raw HTML: tags are taken out, their words stay as words."""
    places, _ = places_of(walk.text, walk.lines, token, 0)
    if places is None:
        return False
    for part in html_tokens(token.content):
        written = token.content[part.start : part.end]
        if part.kind == "text" and part.name not in {"title", "textarea"}:
            for line in re.finditer(r"[^\n]+", written):
                words = line.group() if part.raw else unescape(line.group())
                start, end = part.start + line.start(), part.start + line.end()
                if not words.strip():
                    continue
                walk.words.append(words)
                first = not token.content[token.content.rfind("\n", 0, start) + 1 : start].strip()
                put = escape(words) if first else " " + escape("." + words.strip())[1:]
                walk.edits.append(edit(_span(places, start, end), BODY, put))
        elif written.strip():
            for line in re.finditer(r"[^\n]+", written):
                start, end = part.start + line.start(), part.start + line.end()
                if line.group().strip():
                    walk.edits.append(edit(_span(places, start, end), MARKS))
    return True


def _span(places: Places, start: int, end: int) -> tuple[int, int]:
    return place(places, start), place(places, end - 1) + 1
