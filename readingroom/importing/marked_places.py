"""A Markdown parser that tells where in a line it found links, pictures, tags and code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, backtick, html_inline, image, link
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from readingroom.importing.segments import Facts

Places = Sequence[tuple[int, int]]
"""For each line of a content: its offset there, and in the body."""


#: Role, rule and confidence of what stays, and of what only marks it.
BODY = ("markdown", "markdown-body", 0.95)
MARKS = ("markup", "markdown-marks", 1.0)


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the body that is not kept as it stands: its role, and what is put in its place.

    ``words`` are those of the author that are no longer in the body.
    """

    start: int
    end: int
    role: str
    rule: str
    confidence: float
    facts: Facts = ()
    put: str = ""
    words: str = ""


def edit(
    span: tuple[int, int], kind: tuple[str, str, float], put: str = "", words: str = ""
) -> Edit:
    """An edit without facts; ``kind`` is role, rule and confidence."""
    return Edit(*span, kind[0], kind[1], kind[2], (), put, words)


@dataclass(slots=True)
class Walk:
    """A body that is being read: the starts of its lines, and what was found so far."""

    text: str
    lines: list[int]
    edits: list[Edit] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    captions: list[int] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Event:
    """What a rule of the parser found in a content, and the span of its label there."""

    kind: str
    start: int
    end: int
    token: Token | None = None
    label: tuple[int, int] = (0, 0)


def watching_parser() -> MarkdownIt:
    """A CommonMark parser with tables and footnotes; it adds Events to ``env["events"]``."""
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": 60}).enable("table")
    md.validateLink = lambda url: True  # type: ignore[method-assign] # noqa: ARG005
    md.use(footnote_plugin, inline=False, move_to_end=True, always_match_refs=False)
    for name, rule in (
        ("link", link), ("image", image), ("html_inline", html_inline), ("backticks", backtick),
    ):  # fmt: skip
        md.inline.ruler.at(name, _watched(name, rule))
    return md


_TOKENS = {
    "link": {"link_open"}, "image": {"image"}, "html_inline": {"html_inline"},
    "backticks": {"code_inline"},
}  # fmt: skip


def _watched(name: str, rule: Callable[[StateInline, bool], bool]) -> Any:
    """A rule that notes where it found something."""

    def watched(state: StateInline, silent: bool) -> bool:
        start = state.pos
        count = len(state.tokens)
        events: list[Event] = state.env["events"]
        before = len(events)
        done = rule(state, silent)
        if not done:
            del events[before:]
            return False
        # A picture's description is read as a text of its own, whose places mean nothing here.
        if name == "image":
            del events[before:]
        if not silent:
            token = next((t for t in state.tokens[count:] if t.type in _TOKENS[name]), None)
            label = (start + 1 + (name == "image"), 0)
            if name in {"link", "image"}:
                end = state.md.helpers.parseLinkLabel(state, label[0] - 1, name == "link")
                label = (label[0], end)
            if token:
                events.append(Event(name, start, state.pos, token, label))
        return True

    return watched


def places_of(
    text: str, starts: Sequence[int], token: Token, at: int
) -> tuple[list[tuple[int, int]] | None, int]:
    """For each line of an inline token's content: its offset there and in the body; None: unknown."""
    places: list[tuple[int, int]] = []
    if not token.map:
        return None, at
    offset = 0
    for number, line in enumerate(token.content.split("\n"), token.map[0]):
        if number + 1 >= len(starts):
            return None, at
        start = starts[number]
        written = text[start : starts[number + 1] - 1]
        said = line.strip()
        lead = len(line) - len(line.lstrip())
        column = len(written.rstrip()) - len(said)
        if at or not written.rstrip().endswith(said) or (column < 0):
            column = written.find(said, max(at - start, 0))
        if column < 0:
            return None, at
        places.append((offset + lead, start + column))
        offset += len(line) + 1
    return places, places[-1][1] + len(token.content.split("\n")[-1].strip())


def place(places: Sequence[tuple[int, int]], offset: int) -> int:
    """The place in the body of an offset in the content."""
    best = places[0]
    for place in places:
        if place[0] > offset:
            break
        best = place
    return best[1] + offset - best[0]
