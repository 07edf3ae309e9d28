"""A page is read: its tags are followed, and what they hold is put together.

This is not the standard's tree: inline elements may cross blocks as they do in real pages, and are
only kept for what they say of the words (emphasis, links, class names).
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from readingroom.importing.cleaning import clean
from readingroom.importing.html.elements import (
    BOLD,
    CELLS,
    CORRECTED,
    DEPTH,
    HEADINGS,
    IGNORED,
    ITALIC,
    PRE,
    RAISED,
    SCOPES,
    SIBLINGS,
    TABLE,
    UNSEEN,
    VOID,
    is_inline,
    names_of,
    parted,
)  # fmt: skip
from readingroom.importing.html.page import Element, Page, Piece, Style, Unit
from readingroom.importing.html.tokens import Attribute, Token, spoken, tokens


def read_page(source: str) -> Page:
    """The page that a source holds; any text is one."""
    builder = _Builder(Page(source))
    for token in tokens(source):
        builder.take(token)
    builder.close_unit()
    page = builder.page
    page.text = "".join(builder.words)
    page.origin = builder.origin
    return page


class _Builder:
    """Follows the tags, keeping which elements and formats are open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words: list[str] = []
        self.origin = array("L")
        self.length = 0
        page.elements.append(Element("html", -1, {}, frozenset()))
        #: (number, tag, formats that were open when it began) of each open element.
        self.stack: list[tuple[int, str, int]] = [(0, "html", 0)]
        self.formats: list[tuple[str, str]] = []
        self.style = Style()
        self.first = 0
        self.ink: tuple[int, int] | None = None
        self.block = 0
        self.unseen = 0
        self.pre = 0
        self.breaks = 0
        self.rule = False
        #: The borders of raised or corrected words since the last words: ``<sup``, ``</del``.
        self.border = ""

    def take(self, token: Token) -> None:
        if token.kind == "text":
            if token.name == "title":
                self.page.title = self.page.title or (token.start, token.end)
            elif not self.unseen:
                self.text(token)
        elif token.kind == "start":
            self.begin(token)
        elif token.kind == "end":
            self.finish(token.name)
        elif token.name == "script":
            self.page.scripts.append((token.start, token.end))

    # words

    def text(self, token: Token) -> None:
        written = self.page.source[token.start : token.end]
        words, origin = spoken(written, keep=self.pre > 0, raw=token.raw)
        cleaned = clean(words)
        for kind, count in cleaned.changed:
            self.page.changed[kind] += count
        if not cleaned.text:
            return
        before = self.words[-1] if len(self.page.pieces) > self.first else ""
        if parted(before, cleaned.text, self.border):
            self.gap(" ")
        if not cleaned.text.isspace():
            self.border = ""
            self.breaks = 0
            lead = len(cleaned.text) - len(cleaned.text.lstrip())
            start = self.ink[0] if self.ink else self.length + lead
            self.ink = start, self.length + len(cleaned.text.rstrip())
        if origin is None and not cleaned.changed:
            places: Sequence[int] = range(token.start, token.end)
        else:
            inner = origin if origin is not None else range(len(words))
            places = [inner[i] + token.start for i in cleaned.origin]
        self.origin.extend(places)
        piece = Piece(
            self.length, self.length + len(cleaned.text), (token.start, token.end),
            self.stack[-1][0], self.style,
        )  # fmt: skip
        self.page.pieces.append(piece)
        self.add(cleaned.text)

    def add(self, words: str) -> None:
        self.words.append(words)
        self.length += len(words)

    def gap(self, words: str) -> None:
        """White space of the page's making, which has no place in the source."""
        self.origin.extend([self.origin[-1] if self.origin else 0] * len(words))
        self.add(words)

    def close_unit(self) -> None:
        pieces = self.page.pieces
        if self.ink:
            self.page.units.append(
                Unit(*self.ink, self.first, len(pieces), self.block, self.pre > 0, self.rule)
            )
            self.rule = False
        if len(pieces) > self.first:
            self.gap("\n\n")
        self.first = len(pieces)
        self.ink = None
        self.breaks = 0
        self.block = next(n for n, tag, _ in reversed(self.stack) if not is_inline(tag))

    # tags

    def begin(self, token: Token) -> None:
        tag = token.name
        attributes = token.attributes or {}
        if tag in VOID:
            self.void(tag, attributes)
            return
        if tag in IGNORED:
            if tag in {"html", "body"}:
                # A second one only adds its attributes.
                self.page.elements[0].attributes = attributes | self.page.elements[0].attributes
            return
        inline = is_inline(tag)
        if tag in RAISED or tag in CORRECTED:
            self.border += f"<{tag}"
        if not inline:
            self.end_before(tag)
            self.close_unit()
        number = len(self.page.elements)
        if len(self.stack) < DEPTH:
            self.page.elements.append(
                Element(tag, self.stack[-1][0], attributes, names_of(attributes))
            )
            self.stack.append((number, tag, len(self.formats)))
            self.unseen += tag in UNSEEN
            self.pre += tag in PRE
            if not inline:
                self.block = number
        if tag in BOLD or tag in ITALIC or tag == "a":
            self.begin_format(tag, attributes)

    def void(self, tag: str, attributes: dict[str, Attribute]) -> None:
        if tag == "br":
            self.breaks += 1
            if self.breaks > 1 and not self.pre:
                self.close_unit()
                self.breaks = 1
            elif len(self.page.pieces) > self.first:
                self.gap("\n")
        elif tag == "hr":
            self.end_before(tag)
            self.close_unit()
            self.rule = True
        elif tag in {"meta", "link"}:
            self.page.head.append(Element(tag, 0, attributes, frozenset()))
        elif tag in {"img", "embed"}:
            self.page.images.append(self.stack[-1][0])

    def end_before(self, tag: str) -> None:
        """End what cannot hold a block of this kind."""
        while self.above("p"):
            self.pop()
        if self.stack[-1][1] in HEADINGS and tag in HEADINGS:
            self.pop()
        ended, within = SIBLINGS.get(tag, (frozenset(), frozenset()))
        if ended:
            for index in range(len(self.stack) - 1, 0, -1):
                name = self.stack[index][1]
                if name in within:
                    break
                if name in ended:
                    self.cut(index)

    def above(self, tag: str) -> bool:
        """Whether only inline elements stand between here and such an element."""
        for _, name, _ in reversed(self.stack):
            if not is_inline(name):
                return name == tag
        return False

    def finish(self, tag: str) -> None:
        self.end_format(tag)
        if tag in RAISED or tag in CORRECTED:
            self.border += f"</{tag}"
        if tag in IGNORED:
            return
        if tag == "br":
            self.void("br", {})
            return
        for index in range(len(self.stack) - 1, 0, -1):
            name = self.stack[index][1]
            if name == tag:
                if is_inline(tag):
                    # Blocks that began in it go on.
                    del self.stack[index]
                    self.unseen -= tag in UNSEEN
                else:
                    self.close_unit()
                    self.cut(index)
                    self.close_unit()
                return
            if name in SCOPES and tag not in TABLE:
                break
        if not is_inline(tag):
            self.close_unit()

    def cut(self, index: int) -> None:
        while len(self.stack) > index:
            self.pop()

    def pop(self) -> None:
        _, tag, formats = self.stack.pop()
        self.unseen -= tag in UNSEEN
        self.pre -= tag in PRE
        if tag in CELLS and len(self.formats) > formats:
            del self.formats[formats:]
            self.restyle()

    # emphasis and links

    def begin_format(self, tag: str, attributes: dict[str, Attribute]) -> None:
        if tag == "a":
            self.end_format("a")
        if len(self.formats) < DEPTH:
            href = attributes.get("href")
            self.formats.append((tag, href.value.strip() if href else ""))
            self.restyle()

    def end_format(self, tag: str) -> None:
        for index in range(len(self.formats) - 1, -1, -1):
            if self.formats[index][0] == tag:
                del self.formats[index]
                self.restyle()
                return

    def restyle(self) -> None:
        self.style = Style(
            any(tag in BOLD for tag, _ in self.formats),
            any(tag in ITALIC for tag, _ in self.formats),
            next((href for tag, href in reversed(self.formats) if tag == "a"), ""),
        )
