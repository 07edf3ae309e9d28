"""Markdown read as words and standoff marks.

The words are the canonical stream: blocks in order with their separators (a blank line between
blocks, a line feed between the items of a tight list and the rows of a table, a tab between cells),
footnotes last. Every element is a mark over them, in document order with its depth.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from readingroom.diagnostics import Diagnostic
from readingroom.model import Attrs, Block, Document, LinkUse, Mark
from readingroom.readers.headings import heading_ids
from readingroom.readers.prose import is_plain, paragraphs, with_links
from readingroom.readers.splice import addressed
from readingroom.readers.syntax import NESTING_LIMIT, parser
from readingroom.values import frozen

#: Elements whose own words make a citable block, by the kind the block is of.
_LEAVES = {
    "p": "paragraph", "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading",
    "h5": "heading", "h6": "heading", "td": "cell", "th": "cell", "pre": "code",
}  # fmt: skip

_HEADING_ID = re.compile(r"\s*(?<!\\)\{#([A-Za-z0-9][A-Za-z0-9_-]*)\}\s*$")
_DANGLING = re.compile(r"\[\^([^\]\s]+)\]")


@frozen
class MarkdownReading:
    """A document and what was found while reading it."""

    document: Document
    diagnostics: tuple[Diagnostic, ...]


def read_markdown(
    source: str,
    path: str = "",
    *,
    first_line: int = 1,
    references: Mapping[str, Any] | None = None,
    plain: bool = False,
) -> MarkdownReading:
    """Read ``source`` (LF line ends), whose first line is line ``first_line`` of the file at ``path``.

    ``references`` are link references defined elsewhere in the file, as ``link_references`` gives
    them; ``plain`` reads bare CommonMark. Never raises for what is written.
    """
    env: dict[str, Any] = {"references": dict(references or {})}
    walk = _Walk(source.split("\n"), path, first_line)
    prose = paragraphs(source)
    if prose is None:
        walk.blocks_of(parser(plain=plain).parse(source, env))
        walk.check_footnotes(env)
    else:
        for line, written in prose:
            walk.paragraph(written, _inside(written, env, plain=plain), line + first_line)
    return MarkdownReading(walk.document(), tuple(walk.found))


def words_of(source: str) -> str:
    """The words of the document that ``read_markdown`` makes of ``source``, without making it."""
    prose = paragraphs(source)
    written = [words for _, words in prose] if prose is not None else None
    if written is not None and all(words and is_plain(words) for words in written):
        return "\n\n".join(written)
    return read_markdown(source).document.text


def _inside(written: str, env: dict[str, Any], *, plain: bool) -> Sequence[Token] | None:
    """What stands in a paragraph; None where that is its words and no more."""
    if is_plain(written):
        return None
    if not plain and (tokens := with_links(written, env["references"])) is not None:
        return tokens
    return parser(plain=plain).parseInline(written, env)[0].children or ()


def link_references(source: str) -> dict[str, Any]:
    """The link references that a file defines, for its parts to be read with."""
    env: dict[str, Any] = {}
    md = parser()
    if "]:" not in source:
        return {}
    md.parse(source, env)
    references: dict[str, Any] = env.get("references", {})
    return references


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet."""

    mark: int
    tag: str
    start: int
    attrs: Attrs
    hidden: bool = False
    line: int = 0


class _Walk:
    """Turns markdown-it's tokens into words, marks, blocks and links."""

    def __init__(self, lines: Sequence[str], path: str, first_line: int) -> None:
        self.lines = lines
        self.path = path
        self.first_line = first_line
        self.words: list[str] = []
        self.at = 0
        self.separator = ""
        self.marks: list[Mark] = []
        self.stack: list[_Open] = []
        self.blocks: list[tuple[int, int, str, int, int]] = []
        self.links: list[LinkUse] = []
        self.found: list[Diagnostic] = []
        self.custom_ids: dict[int, str] = {}
        self.searched: dict[int, int] = {}

    # words and marks

    def write(self, words: str) -> None:
        if words:
            # One can only come from an entity, and a parser of HTML reads it as a line feed.
            self.words.append(words.replace("\r", "\n"))
            self.at += len(words)

    def separate(self) -> None:
        """Write the separator that is due, before a block's first words or opening."""
        if self.separator and self.at:
            self.write(self.separator)
        self.separator = ""

    def due(self, separator: str) -> None:
        order = ("", "\t", "\n", "\n\n")
        if order.index(separator) > order.index(self.separator):
            self.separator = separator

    def open(self, tag: str, attrs: Attrs = (), *, hidden: bool = False, line: int = 0) -> None:
        mark = len(self.marks)
        if not hidden:
            depth = sum(1 for element in self.stack if not element.hidden)
            self.marks.append(Mark(self.at, self.at, depth, tag, attrs))
        self.stack.append(_Open(mark, tag, self.at, attrs, hidden, line))

    def close(self) -> _Open:
        element = self.stack.pop()
        if not element.hidden:
            begun = self.marks[element.mark]
            self.marks[element.mark] = Mark(
                begun.start, self.at, begun.depth, begun.tag, element.attrs
            )
        return element

    def void(self, tag: str, attrs: Attrs = ()) -> None:
        self.open(tag, attrs)
        self.close()

    # blocks

    def blocks_of(self, tokens: Sequence[Token]) -> None:
        deepest = 0
        line = self.first_line
        for token in tokens:
            deepest = max(deepest, token.level)
            # The cells of a table have no lines of their own, only its rows.
            line = token.map[0] + self.first_line if token.map else line
            if token.type == "inline":
                self.inline(token, line)
            elif token.type in ("fence", "code_block"):
                self.code(token, line)
            elif token.type == "hr":
                self.void("hr")
            elif token.type == "footnote_anchor":
                number = str(token.meta["id"] + 1)
                sub = str(token.meta.get("subId", 0))
                self.void("fnback", (("n", number), ("sub", sub)))
            elif token.nesting == 1:
                self.begin(token, line)
            elif token.nesting == -1:
                self.finish(token)
        if deepest >= NESTING_LIMIT - 1:
            message = f"blocks are nested more than {NESTING_LIMIT - 2} levels deep"
            hint = "the words in the deepest levels would be lost; take some levels out"
            line = next((t.map[0] for t in tokens if t.level >= NESTING_LIMIT - 1 and t.map), 0)
            self.report("nesting-too-deep", message, line + self.first_line, 1, hint)

    def begin(self, token: Token, line: int) -> None:
        if token.hidden:
            self.separate()
            self.open("p", hidden=True, line=line)
            return
        if token.type == "footnote_block_open":
            self.separate()
            self.open("section", (("class", "footnotes"),))
            self.open("ol")
            return
        self.separate()
        attrs = _safe_attrs(token)
        if token.type == "footnote_open":
            self.open("li", (("fn", str(token.meta["id"] + 1)),), line=line)
        else:
            self.open(token.tag, attrs, line=line)

    def finish(self, token: Token) -> None:
        if token.type == "footnote_block_close":
            self.close()
            self.close()
            return
        element = self.close()
        if element.tag in _LEAVES and self.at > element.start:
            kind = "item" if element.hidden else _LEAVES[element.tag]
            mark = element.mark if not element.hidden else self.stack[-1].mark
            self.blocks.append((element.start, self.at, kind, mark, element.line))
        self.due(self.behind(element))

    def behind(self, element: _Open) -> str:
        """What separates an element from the one that follows it."""
        if element.tag in ("td", "th"):
            return "\t"
        if element.hidden or element.tag in ("tr", "thead", "tbody", "li"):
            return "\n" if self.at > element.start else ""
        if element.tag in ("ul", "ol") and any(e.tag == "li" for e in self.stack):
            return "\n"
        return "\n\n" if self.at > element.start or element.tag == "p" else ""

    def paragraph(self, written: str, tokens: Sequence[Token] | None, line: int) -> None:
        """A paragraph at the top, whose words are as they are written where no token has others."""
        self.separate()
        self.open("p", line=line)
        if tokens is not None:
            self.pieces(tokens, line)
        else:
            self.write(written)
        element = self.close()
        if self.at > element.start:
            self.blocks.append((element.start, self.at, "paragraph", element.mark, line))
        self.due("\n\n")

    def code(self, token: Token, line: int) -> None:
        self.separate()
        language = (unescapeAll(token.info).split() or [""])[0]
        self.open("pre", line=line)
        self.open("code", (("class", f"language-{language}"),) if language else ())
        self.write(token.content)
        self.close()
        element = self.close()
        if token.content:
            self.blocks.append((element.start, self.at, "code", element.mark, line))
        # Its own last line ends with a line feed; one more makes the blank line.
        self.due("\n" if token.content.endswith("\n") else "\n\n")

    # what stands in a line

    def inline(self, token: Token, line: int) -> None:
        children: Sequence[Token] = token.children or ()
        if self.stack and self.stack[-1].tag.startswith("h"):
            children = self.heading_id(token.content, children)
        self.pieces(children, line)

    def pieces(self, tokens: Sequence[Token], line: int) -> None:
        for token in tokens:
            self.piece(token, line)
            if token.type in ("softbreak", "hardbreak"):
                line += 1
            else:
                line += token.content.count("\n") if token.type == "text" else 0

    def heading_id(self, written: str, children: Sequence[Token]) -> Sequence[Token]:
        """Take ``{#id}`` off the end of a heading's words, unless it was escaped, and so is words."""
        if not children or children[-1].type != "text" or not _HEADING_ID.search(written):
            return children
        found = _HEADING_ID.search(children[-1].content)
        if not found:
            return children
        self.custom_ids[self.stack[-1].mark] = found.group(1)
        last = children[-1].copy(content=children[-1].content[: found.start()])
        return [*children[:-1], last]

    def piece(self, token: Token, line: int) -> None:
        if token.type in ("text", "text_special"):
            self.report_dangling(token.content, line)
            self.write(token.content)
        elif token.type == "softbreak":
            self.write("\n")
        elif token.type == "hardbreak":
            self.void("br")
            self.write("\n")
        elif token.type == "code_inline":
            # What looks like a link in it is none: the search goes on behind it.
            self.place(line, token.content)
            self.open("code")
            self.write(token.content)
            self.close()
        elif token.type == "image":
            self.image(token, line)
        elif token.type == "wiki_link":
            target, labelled = token.meta["target"], token.meta["labelled"]
            self.link("wiki", target, line, "[[" + target, labelled=labelled)
            self.open("a")
            self.write(token.content)
            self.close()
        elif token.type == "footnote_ref":
            number, sub = str(token.meta["id"] + 1), str(token.meta.get("subId", 0))
            self.void("fnref", (("n", number), ("sub", sub)))
        elif token.nesting == 1:
            if token.tag == "a":
                href = str(token.attrGet("href") or "")
                self.link("href", href, line, href, labelled=True)
            self.open(token.tag, _safe_attrs(token))
        elif token.nesting == -1:
            self.close()
        else:
            self.write(token.content)

    def image(self, token: Token, line: int) -> None:
        source = str(token.attrGet("src") or "")
        self.link("src", source, line, source, labelled=True)
        attrs = [("src", source), ("alt", _alt(token.children or []))]
        if title := token.attrGet("title"):
            attrs.append(("title", str(title)))
        self.void("img", tuple(attrs))
        # A description is words only, so a footnote's mark in it stands behind the picture.
        for child in token.children or []:
            if child.type == "footnote_ref":
                self.piece(child, line)

    def link(self, form: Any, target: str, line: int, written: str, *, labelled: bool) -> None:
        line, column = self.place(line, written)
        self.links.append(LinkUse(len(self.marks), form, target, labelled, line, column))

    def place(self, line: int, written: str) -> tuple[int, int]:
        """The line and column where ``written`` stands, looked for from ``line`` on.

        markdown-it keeps no columns; what is written is looked for behind what was found before it,
        on this line and, since a cell or a wrapped link may begin later, the nine after it.
        """
        for number in range(line, line + 10):
            index = number - self.first_line
            if not 0 <= index < len(self.lines):
                break
            column = self.lines[index].find(written, self.searched.get(number, 0))
            if column >= 0:
                self.searched[number] = column + max(len(written), 1)
                return number, column + 1
        return line, 1

    # footnotes

    def report_dangling(self, words: str, line: int) -> None:
        for found in _DANGLING.finditer(words):
            if not any(f"[^{found.group(1)}]" in text for text in self.lines):
                continue
            at, column = self.place(line, found.group(0))
            if self.lines[at - self.first_line][column - 2 : column - 1] == "\\":
                continue
            message = f"the mark {found.group(0)} has no footnote"
            hint = f"write `{found.group(0)}: …` on a line of its own, or `\\{found.group(0)}` for words"
            self.report("footnote-broken", message, at, column, hint)

    def check_footnotes(self, env: Mapping[str, Any]) -> None:
        """Footnotes that no mark leads to, or that another one hides, would not be shown."""
        numbers = env.get("footnotes", {}).get("refs", {})
        seen: set[str] = set()
        for label, line in env.get("definitions", ()):
            if label in seen:
                message = f"the footnote [^{label}] is defined twice"
            elif numbers.get(f":{label}", -1) < 0:
                message = f"no mark leads to the footnote [^{label}]"
            else:
                seen.add(label)
                continue
            hint = "footnotes without a mark are not shown, so their words would be lost"
            self.report("footnote-broken", message, line + self.first_line, 1, hint)

    def report(self, code: str, message: str, line: int, column: int, hint: str) -> None:
        self.found.append(Diagnostic(code, message, self.path, line, column, hint))

    # the result

    def document(self) -> Document:
        text = "".join(self.words)
        ids = heading_ids(
            [
                (mark, text[start:end])
                for start, end, kind, mark, _ in self.blocks
                if kind == "heading"
            ],
            self.custom_ids,
        )
        blocks = [
            Block(start, end, 0, ids.get(mark, ""), kind, mark, line)
            for start, end, kind, mark, line in sorted(self.blocks)
        ]
        return addressed(Document(text, tuple(self.marks), tuple(blocks), tuple(self.links)))


def _safe_attrs(token: Token) -> Attrs:
    """A token's attributes; alignment becomes a class, since pages hold no inline style."""
    attrs: list[tuple[str, str]] = []
    for name, value in token.attrs.items():
        if name == "style":
            attrs.append(("class", str(value).replace("text-align:", "align-")))
        else:
            attrs.append((name, str(value)))
    return tuple(attrs)


def _alt(tokens: Sequence[Token]) -> str:
    """An image's description as plain words, as CommonMark wants it."""
    words: list[str] = []
    for token in tokens:
        if token.type == "image":
            words.append(_alt(token.children or []))
        elif token.type in ("softbreak", "hardbreak"):
            words.append("\n")
        else:
            words.append(token.content)
    return "".join(words)
