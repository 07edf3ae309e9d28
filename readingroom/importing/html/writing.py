"""The article as Markdown: nested quotations and lists, tables, emphasis and links.

What is set with emphasis or links is read back with the archive's own parser; where that would not
say just the words, they are written plainly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from readingroom.importing.html.metadata import is_address, resolved
from readingroom.importing.html.page import Page, Style, Unit
from readingroom.importing.markdown import Block, columns_of, escape, lines_of, write
from readingroom.readers.syntax import parser

#: Quotations and lists within one another; the archive's reader bears 60 levels of its own counting,
#: of which a quoted list takes four.
_DEPTH = 8
#: Addresses that carry more than this carry a tracker's notes.
_HREF_LENGTH = 1000
#: Spans of emphasis in a paragraph that are still emphasis.
_SPANS = 200
_HREF = re.compile(r"[^\s<>()\[\]\\\"'`|{}^*_]+|[^\s<>\\\"`|{}^]+")
_SAID = frozenset({
    "paragraph_open", "paragraph_close", "inline", "text", "text_special", "hardbreak", "em_open",
    "em_close", "strong_open", "strong_close", "link_open", "link_close",
})  # fmt: skip

#: A bar that no backslash of its own stands before.
_BARE_BAR = re.compile(r"(\\\W)|\|")

Form = Literal["paragraph", "heading", "verse", "columns"]


@dataclass(frozen=True, slots=True)
class Level:
    """A quotation or list item that words stand in: its element, a list's element and number.

    ``mark`` stands behind the number.
    """

    element: int
    parent: int = -1
    number: int | None = None
    mark: str = "."

    @property
    def quotation(self) -> bool:
        """Whether this is a quotation and no list item."""
        return self.parent < 0

    @property
    def marker(self) -> str:
        """What a list item begins with."""
        return "- " if self.number is None else f"{self.number}{self.mark} "


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the article: a span of the page's text within a unit, and what it is written as."""

    start: int
    end: int
    unit: Unit
    form: Form = "paragraph"
    level: int = 0
    path: tuple[Level, ...] = ()
    rows: tuple[tuple[Passage | None, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """How passages are written: links read against ``base``, emphasis or only the words of it."""

    base: str = ""
    bold: bool = True
    italic: bool = True


def write_passages(page: Page, passages: Sequence[Passage], setting: Setting) -> str:
    """The passages as Markdown, a line feed at the end."""
    lines: list[str] = []
    before: tuple[Level, ...] | None = None
    for passage in passages:
        if passage.unit.rule and before is not None and not passage.path and not before:
            lines += ["", "* * *"]
        written = _written(page, passage, setting)
        if not written:
            continue
        path = passage.path[:_DEPTH]
        if before is not None:
            lines += _gap(before, path)
        lines += _prefixed(written, path, before or ())
        before = path
    return "\n".join(lines) + "\n" if lines else ""


def _shared(before: Sequence[Level], path: Sequence[Level]) -> int:
    shared = 0
    while shared < min(len(before), len(path)) and before[shared] == path[shared]:
        shared += 1
    return shared


def _gap(before: tuple[Level, ...], path: tuple[Level, ...]) -> list[str]:
    """The blank line between two passages; items of one list stand close."""
    shared = _shared(before, path)
    after, into = before[shared:], path[shared:]
    if into and not into[0].quotation:
        item = into[0]
        if not after and shared and not path[shared - 1].quotation:
            # A list within an item.
            return [] if item.number in {None, 1} else [_bare(path[:shared])]
        if after and not after[0].quotation and after[0].parent == item.parent:
            return [] if after[0].mark == item.mark else [_bare(path[:shared])]
    return [_bare(path[:shared])]


def _bare(path: Sequence[Level]) -> str:
    return _indent(path).rstrip()


def _indent(path: Sequence[Level]) -> str:
    return "".join("> " if level.quotation else " " * len(level.marker) for level in path)


def _prefixed(written: str, path: Sequence[Level], before: Sequence[Level]) -> list[str]:
    shared = _shared(before, path)
    first = _indent(path[:shared]) + "".join(
        "> " if level.quotation else level.marker for level in path[shared:]
    )
    rest = _indent(path)
    lines = written.split("\n")
    return [first + lines[0], *((rest + line).rstrip() for line in lines[1:])]


def _written(page: Page, passage: Passage, setting: Setting) -> str:
    words = page.text[passage.start : passage.end]
    if passage.rows:
        return _table(page, passage.rows)
    if passage.form == "columns":
        start = page.text.rfind("\n", 0, passage.start) + 1
        indent = page.text[start : passage.start]
        lines = columns_of((indent if not indent.strip() else "") + words)
        return write([Block(lines, kind="table")]).rstrip("\n")
    if passage.form == "heading":
        said = lines_of(words, verse=False)
        return write([Block(said, passage.level, "heading")]).rstrip("\n") if said else ""
    lines = lines_of(words, verse=not passage.unit.wrapped)
    if not lines:
        return ""
    formatted = _formatted(page, passage, setting)
    return formatted or write([Block(lines)]).rstrip("\n")


def _table(page: Page, rows: Sequence[Sequence[Passage | None]]) -> str:
    width = max(map(len, rows))
    lines = []
    for row in rows:
        cells = [_cell(page, cell) if cell else "" for cell in row]
        lines.append("| " + " | ".join(cells + [""] * (width - len(row))) + " |")
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


def _cell(page: Page, cell: Passage) -> str:
    words = " ".join(page.text[cell.start : cell.end].split())
    escaped = _BARE_BAR.sub(lambda match: match[1] or "\\|", escape(words)) if words else ""
    return escaped + " " if escaped.endswith("\\") else escaped


# emphasis and links


def _formatted(page: Page, passage: Passage, setting: Setting) -> str:
    """The passage with emphasis and links, or nothing where there are none or they would not hold."""
    runs = [] if passage.unit.wrapped else _runs(page, passage, setting)
    if not any(style != _PLAIN for style, _ in runs) or len(runs) > _SPANS:
        return ""
    words = "".join(said for _, said in runs)
    written = "".join(_run(style, said) for style, said in runs)
    lines = [" ".join(line.split()) for line in written.split("\n")]
    lines = [line for line in lines if line]
    # What begins a line is plain words there, or a mark of this module's own.
    plain = [" ".join(line.split()) for line in words.split("\n") if line.strip()]
    if len(lines) != len(plain):
        return ""
    started = [
        escape(said)[0] + line
        if escape(said)[:1] == "\\" and line[:1] == said[:1] and line[:1] != "\\"
        else _numbered(line, said)
        for line, said in zip(lines, plain, strict=True)
    ]
    markdown = "\\\n".join(started)
    return markdown if _says(markdown) == "".join(words.split()) else ""


_PLAIN = Style()


def _numbered(line: str, said: str) -> str:
    match = re.match(r"\d{1,9}(?=[.)](?:\s|$))", said)
    if match and line.startswith(match.group()):
        return f"{match.group()}\\{line[match.end() :]}"
    return line


def _runs(page: Page, passage: Passage, setting: Setting) -> list[tuple[Style, str]]:
    """The words by how they are set, with white space outside of what is set in another way."""
    runs: list[tuple[Style, str]] = []
    done = passage.start
    for piece in page.pieces[passage.unit.first : passage.unit.last]:
        start, end = max(piece.start, passage.start), min(piece.end, passage.end)
        if start >= end:
            continue
        style = _kept(piece.style, setting)
        words = page.text[start:end]
        gap = page.text[done:start]
        if gap:
            runs.append((_PLAIN, gap))
        if not words.strip() or "\n" in words:
            style = _PLAIN
        if runs and runs[-1][0] == style:
            runs[-1] = (style, runs[-1][1] + words)
        else:
            runs.append((style, words))
        done = end
    return runs


def _kept(style: Style, setting: Setting) -> Style:
    href = ""
    if style.href and not style.href.startswith("#"):
        address = resolved(style.href, setting.base) if setting.base else style.href
        sound = len(address) <= _HREF_LENGTH and _HREF.fullmatch(address)
        mail = re.fullmatch(r"mailto:[^\s<>()@]+@[^\s<>()@?]+", address)
        if sound and (mail or is_address(address)):
            href = address
    return Style(style.bold and setting.bold, style.italic and setting.italic, href)


def _run(style: Style, said: str) -> str:
    inner = said.strip()
    escaped = _inline(inner)
    if style == _PLAIN or not inner:
        lead = said[: len(said) - len(said.lstrip())]
        return lead + escaped + said[len(said.rstrip()) :] if inner else said
    mark = "*" * (2 * style.bold + style.italic)
    escaped = f"{mark}{escaped}{mark}"
    if style.href:
        plain = re.fullmatch(r"[^()]*", style.href)
        escaped = f"[{escaped}]({style.href if plain else f'<{style.href}>'})"
    lead = said[: len(said) - len(said.lstrip())]
    return lead + escaped + said[len(said.rstrip()) :]


def _inline(words: str) -> str:
    """Words escaped as within a line: the beginning of a line is looked at elsewhere."""
    lines = []
    for line in words.split("\n"):
        # A stop before them keeps what only matters at the beginning of a line as it is.
        escaped = escape("." + line, several="\n" in words)[1:] if line.strip() else line
        lines.append(escaped + line[len(line.rstrip()) :] if line.strip() else line)
    return "\n".join(lines)


def _says(markdown: str) -> str:
    """The ink of a paragraph as the archive's reader gives it; nothing if it is more than one."""
    tokens = parser().parse(markdown)
    if len(tokens) != 3 or tokens[0].type != "paragraph_open":
        return ""
    return _ink(tokens[1].children or [])


def _ink(tokens: Sequence[Token]) -> str:
    if any(token.type not in _SAID for token in tokens):
        return ""
    return "".join("".join(token.content.split()) for token in tokens)
