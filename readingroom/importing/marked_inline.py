"""What in a Markdown body means something else here than where it was written, and where it stands.

A CommonMark parser with raw HTML, tables and footnotes reads the body; the places of links, pictures
and tags are taken from it while it reads, since its tokens keep only lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from readingroom.importing.cleaning import squeeze
from readingroom.importing.html.metadata import is_address
from readingroom.importing.marked_blocks import mend_definition, take_html
from readingroom.importing.marked_places import (
    BODY,
    MARKS,
    Edit,
    Event,
    Places,
    Walk,
    edit,
    place,
    places_of,
    watching_parser,
)
from readingroom.importing.segments import word_set

#: Elements of HTML that people write in Markdown; any other name in angle brackets is words.
_ELEMENTS = word_set(
    """a abbr address article aside audio b blockquote body br button caption center cite code col
    colgroup dd del details dfn div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6
    head header hr html i iframe img input ins kbd label li link main mark meta nav noscript object ol
    p picture pre q s samp script section small source span strike strong style sub summary sup table
    tbody td textarea tfoot th thead time title tr tt u ul var video wbr"""
)
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_WIKI = re.compile(r"\[\[([^\[\]\n|]+?)(?:\\?\|[^\[\]\n]+)?\]\](?!\])")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_LIQUID = re.compile(r"\{%[^%\n]{0,300}%\}")
_FILLED = re.compile(r"(?<=\]\()\{\{[^{}\n]{0,100}\}\}")
_HEADING_ID = re.compile(r"\s*(?<!\\)\{#([A-Za-z0-9][A-Za-z0-9_-]*)\}\s*$")
_CREDIT = re.compile(
    r"\s*([*_])((?:Photo|Image|Picture|Illustration|Credit)s?\b[^*_\n]{1,80})\1\s*$"
)
#: Words that open no list, heading or quotation where a line break is put before them.
_GOES_ON = re.compile(r"[^\W\d_]|[“‘\"'(]\w")
#: As for pictures of pages: what front matter (16 KiB) has room for.
_MOST, _CAPTION_LENGTH, _TOGETHER = 12, 700, 4_000


@dataclass(frozen=True, slots=True)
class Marked:
    """A body's edits, its words as the author's program says them, and a heading that is its title.

    ``title`` is (start, start of the words, their end, end, words); ``pictures`` are the addresses of
    their files.
    """

    edits: tuple[Edit, ...]
    words: str
    title: tuple[int, int, int, int, str] | None = None
    pictures: tuple[str, ...] = ()


def read_marks(text: str) -> Marked | None:
    """Read a body (LF line ends); None where a place cannot be told."""
    md = watching_parser()
    env: dict[str, Any] = {}
    blocks: list[Token] = []
    # An address that a template fills in is an address, spaces and all.
    filled = _FILLED.sub(lambda m: m.group().replace(" ", "_"), text)
    md.block.parse(filled, md, env, blocks)
    starts = [0, *(match.end() for match in re.finditer("\n", text)), len(text) + 1]
    walk = Walk(filled, starts)
    inner: list[tuple[Token, Token | None, list[Event], list[Token]]] = []
    above: Token | None = None
    row: list[int] | None = None
    for token in blocks:
        row = token.map or row
        if token.type == "inline":
            events: list[Event] = []
            env["events"] = events
            children: list[Token] = []
            md.inline.parse(token.content, md, env, children)
            token.map = token.map or row
            inner.append((token, above, events, children))
        above = token
    table_at = 0
    found = iter(inner)
    for token in blocks:
        if token.type in {"fence", "code_block"}:
            walk.words.append(token.content)
        elif token.type == "html_block":
            if not take_html(walk, token):
                return None
        elif token.type == "footnote_reference_open":
            mend_definition(walk, token, env)
        elif token.type == "inline":
            parsed, over, events, children = next(found)
            cell = over is not None and over.type in {"td_open", "th_open"}
            places, table_at = places_of(walk.text, walk.lines, parsed, table_at if cell else 0)
            if not _inline(walk, parsed, over, events, children, places, env):
                return None
    words = "".join(walk.words)
    return Marked(tuple(walk.edits), words, _title(walk, blocks), tuple(walk.pictures))


def _inline(
    walk: Walk,
    token: Token,
    above: Token | None,
    events: Sequence[Event],
    children: Sequence[Token],
    places: Places | None,
    env: dict[str, Any],
) -> bool:
    """The edits of one line or paragraph; False where they have no place."""
    said = _said(children)
    if above and above.type == "heading_open":
        said = _HEADING_ID.sub("", said)
    walk.words.append(said)
    # In a heading, cell or quotation a line break would end it, or want marks before the next line.
    broken = token.level == 1 and above is not None and above.type == "paragraph_open"
    made = list(_edits(walk, token, events, env, broken=broken))
    if made and places is None:
        return False
    for one in made:
        assert places is not None
        start = place(places, one.start)
        end = start if one.end == one.start else place(places, one.end - 1) + 1
        walk.edits.append(
            Edit(start, end, one.role, one.rule, one.confidence, one.facts, one.put, one.words)
        )
    return True


def _said(children: Sequence[Token]) -> str:
    words = []
    for token in children:
        if token.type == "image":
            words.append(_said(token.children or []))
        elif token.type == "html_inline":
            words.append("" if _is_markup(token.content) else token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            words.append("\n")
        elif token.type != "footnote_ref":
            words.append(token.content)
    return "".join(words)


def _is_markup(tag: str) -> bool:
    name = _TAG_NAME.match(tag)
    return not name or name[1].lower() in _ELEMENTS


def _edits(
    walk: Walk, token: Token, events: Sequence[Event], env: dict[str, Any], *, broken: bool
) -> Iterator[Edit]:
    content = token.content
    taken: list[tuple[int, int]] = []
    links: set[int] = set()
    for event in events:
        if event.kind == "backticks":
            taken.append((event.start, event.end))
        elif event.kind == "html_inline":
            taken.append((event.start, event.end))
            if _is_markup(content[event.start : event.end]):
                yield edit((event.start, event.end), MARKS, _break(content, event, broken=broken))
        elif event.kind == "link":
            links.add(event.start)
            taken.append((event.label[1], event.end))
            if not _leads_on(event.token):
                yield edit((event.start, event.label[0]), MARKS)
                yield edit((event.label[1], event.end), MARKS)
        elif event.kind == "image":
            taken.append((event.start, event.end))
            yield from _picture(walk, content, event)
    yield from _scanned(content, taken, links, env)


def _break(content: str, event: Event, *, broken: bool) -> str:
    """What stands for a tag: a line break for ``<br>``, where a line may be ``broken``; or nothing."""
    if content[event.start : event.start + 3].lower() != "<br":
        return ""
    following = content[event.end : event.end + 1]
    if following in {"", "\n"}:
        return "\\" if following else ""
    return "\\\n" if broken and _GOES_ON.match(content, event.end) else " "


def _leads_on(token: Token | None) -> bool:
    href = str(token.attrGet("href") or "") if token else ""
    return is_address(href) or bool(re.fullmatch(r"mailto:[^\s@]+@[^\s@]+", href))


def _picture(walk: Walk, content: str, event: Event) -> Iterator[Edit]:
    """A picture that has a paragraph to itself is a figure; the words of any other stay."""
    alt = _said(event.token.children or []) if event.token else ""
    walk.pictures.append(str(event.token.attrGet("src") or "") if event.token else "")
    caption = squeeze(alt)
    rest = content[event.end :]
    credit = _CREDIT.match(rest)
    alone = not content[: event.start].strip() and (not rest.strip() or credit)
    start, end = event.label
    yield edit((event.start, start), MARKS)
    yield edit((end, event.end), MARKS)
    room = len(walk.captions) < _MOST and sum(walk.captions) + len(caption) < _TOGETHER
    if not (alone and caption and room and len(caption) <= _CAPTION_LENGTH):
        return
    walk.captions.append(len(caption))
    facts = (("figure.caption", caption),)
    yield Edit(start, end, "caption", "markdown-pictures", 0.9, facts, "", alt)
    if credit:
        said = credit[2].strip()
        fact = (("figure.credit", said),)
        begin, stop = event.end + credit.start(2), event.end + credit.end(2)
        yield edit((begin - 1, begin), MARKS)
        yield Edit(begin, stop, "photo-credit", "markdown-pictures", 0.9, fact, "", said)
        yield edit((stop, stop + 1), MARKS)


def _scanned(
    content: str, taken: Sequence[tuple[int, int]], links: set[int], env: dict[str, Any]
) -> Iterator[Edit]:
    """Words that mean something only here: ``[[…]]`` and footnotes without a note; tags of Liquid."""

    def free(match: re.Match[str]) -> bool:
        return not any(start < match.end() and match.start() < end for start, end in taken)

    if "[[" in content:
        for match in _WIKI.finditer(content):
            known = normalizeReference(match[1].strip()) in env.get("references", {})
            if match.start() in links:
                yield edit((match.start() + 1, match.start() + 2), BODY, "\\[")
                yield edit((match.end() - 2, match.end() - 1), BODY, "\\]")
            elif free(match) and not known:
                yield edit((match.start(), match.start() + 1), BODY, "\\[")
    if "[^" in content:
        refs = env.get("footnotes", {}).get("refs", {})
        for match in _NOTE.finditer(content):
            if (
                free(match)
                and f":{match[1]}" not in refs
                and content[match.start() - 1 : match.start()] != "\\"
            ):
                yield edit((match.start(), match.start() + 1), BODY, "\\[")
    if "{%" in content:
        for match in _LIQUID.finditer(content):
            if free(match):
                rule = ("litter", "markdown-templates", 0.9)
                yield edit(match.span(), rule, words=match.group())


def _title(walk: Walk, blocks: Sequence[Token]) -> tuple[int, int, int, int, str] | None:
    """The heading of the first rank that opens the body, if it is the only one."""
    ranks = [
        i
        for i, t in enumerate(blocks)
        if t.type == "heading_open" and t.tag == "h1" and not t.level
    ]
    if ranks != [0] or not blocks[0].map:
        return None
    token = blocks[1]
    places, _ = places_of(walk.text, walk.lines, token, 0)
    if places is None or not token.content.strip():
        return None
    begin, end = places[0][1], place(places, len(token.content) - 1) + 1
    start, stop = walk.lines[blocks[0].map[0]], walk.lines[blocks[0].map[1]] - 1
    md = watching_parser()
    children: list[Token] = []
    md.inline.parse(token.content, md, {"events": []}, children)
    return (
        start,
        begin,
        end,
        min(stop, len(walk.text)),
        squeeze(_HEADING_ID.sub("", _said(children))),
    )
