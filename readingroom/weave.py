"""The one weaver: a document's words, its marks and the spans laid over them become HTML.

Structure is fixed and never broken. Spans (an annotated passage, a glossary name) may nest, cross and
run across any structure; they stand innermost and are closed and opened again wherever they meet a
boundary that they cross. Whatever is woven, taking the tags out gives the words back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from readingroom.model import Attrs, Document, Mark
from readingroom.values import frozen, replace

_VOID = frozenset({"br", "hr", "img", "fnref", "fnback"})
#: Nothing may be put into these: a link in a link is not HTML, and code and footnotes are not broken.
_CLOSED = frozenset({"a", "code", "pre"})
_INLINE = frozenset(
    {"em", "strong", "a", "code", "br", "img", "fnref", "fnback", "s", "sup", "sub"}
)
#: White space directly in these separates blocks; it is not a part of any passage.
_CONTAINERS = frozenset(
    {"", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "section", "figure",
     "figcaption"}
)  # fmt: skip
#: The one element in which words stand beside blocks: an item of a list without blank lines.
_MIXED = "li"


@frozen
class Span:
    """Something laid over words: ``[start, end)`` in code points, and the element that shows it.

    ``after`` is HTML that follows the last of its pieces (a note's reference), put behind any link or
    code that the span ends in.
    """

    start: int
    end: int
    tag: str
    attrs: Attrs = ()
    after: str = ""


@frozen
class Woven:
    """The HTML of one element at the top of a document, and the range of words that it holds."""

    start: int
    end: int
    html: str


def weave(
    document: Document,
    spans: Sequence[Span] = (),
    *,
    root: str = "",
    prefix: str = "",
    ids: Mapping[int, str] | None = None,
    places: Mapping[int, int] | None = None,
    formers: Mapping[int, Sequence[str]] | None = None,
) -> tuple[Woven, ...]:
    """HTML for each element at the top, in order; joined they are the whole document.

    ``root`` leads from the page to the site's root and goes before every link within the site;
    ``prefix`` before the ids of footnotes; ``ids`` gives the id of a mark, by its index; ``places`` the
    number of a paragraph, which gets a link to its own address (and answers to ``#p3`` as well);
    ``formers`` its former ids, which lead to it still.
    """
    weaver = _Weaver(document, spans, root, prefix, ids or {}, places or {}, formers or {})
    return weaver.pieces() if weaver.waiting else weaver.plain_pieces()


def html_of(
    document: Document,
    *,
    root: str = "",
    prefix: str = "",
    ids: Mapping[int, str] | None = None,
) -> str:
    """A whole document's HTML, without spans."""
    return "".join(piece.html for piece in weave(document, root=root, prefix=prefix, ids=ids))


class _Weaver:
    def __init__(
        self,
        document: Document,
        spans: Sequence[Span],
        root: str,
        prefix: str,
        ids: Mapping[int, str],
        places: Mapping[int, int],
        formers: Mapping[int, Sequence[str]],
    ) -> None:
        self.text = document.text
        self.marks = document.marks
        self.root, self.prefix, self.ids, self.places = root, prefix, ids, places
        self.formers = formers
        # The longer of two that begin together is outside, so that fewer have to be split.
        laid = sorted((s for s in spans if s.start < s.end), key=_outer)
        self.waiting = [_to_words(span, self.text) for span in laid[::-1]]
        self.active: list[Span] = []
        self.shown: list[Span] = []
        self.after: list[str] = []
        self.elements: list[Mark] = []
        self.out: list[str] = []
        self.at = 0

    def pieces(self) -> tuple[Woven, ...]:
        made: list[Woven] = []
        begin = 0
        for index, mark in enumerate(self.marks):
            while self.elements and self.elements[-1].depth >= mark.depth:
                self.end_element()
            self.write(mark.start)
            if mark.depth == 0 and self.out:
                made.append(Woven(begin, mark.start, "".join(self.out)))
                self.out = []
            if mark.depth == 0:
                begin = mark.start
            self.begin_element(index, mark)
        while self.elements:
            self.end_element()
        self.write(len(self.text))
        self.finish_spans(len(self.text))
        self.out += self.after
        if self.out:
            made.append(Woven(begin, len(self.text), "".join(self.out)))
        return tuple(made)

    def plain_pieces(self) -> tuple[Woven, ...]:
        """The same where nothing is laid over the words: most comments, half as long under way."""
        text, out, within = self.text, self.out, self.elements
        made: list[Woven] = []
        begin = at = 0
        for index, mark in enumerate(self.marks):
            start, depth = mark.start, mark.depth
            while within and within[-1].depth >= depth:
                ended = within.pop()
                if at < ended.end:
                    out.append(_escaped(text[at : ended.end]))
                    at = ended.end
                out.append(f"</{ended.tag}>")
            if at < start:
                out.append(_escaped(text[at:start]))
                at = start
            if depth == 0:
                if out:
                    made.append(Woven(begin, start, "".join(out)))
                    out.clear()
                begin = start
            self.open(index, mark)
        for ended in reversed(within):
            out.append(_escaped(text[at : ended.end]) + f"</{ended.tag}>")
            at = max(at, ended.end)
        out.append(_escaped(text[at:]))
        if html := "".join(out):
            made.append(Woven(begin, len(text), html))
        return tuple(made)

    # structure

    def begin_element(self, index: int, mark: Mark) -> None:
        self.hide()
        if mark.tag == "br":
            self.flush_after()
        elif mark.tag not in _INLINE:
            self.finish_spans(mark.start)
            self.flush_before_block()
        self.open(index, mark)

    def open(self, index: int, mark: Mark) -> None:
        """The tag that begins an element, and what stands right behind it."""
        if mark.tag in _VOID:
            self.out.append(self.void(index, mark))
            return
        self.out.append(f"<{mark.tag}{self.attributes(index, mark)}>")
        for former in self.formers.get(index, ()):
            self.out.append(f'<span id="{escape(former)}"></span>')
        if index in self.places:
            self.out.append(self.place(index))
        self.elements.append(mark)

    def end_element(self) -> None:
        mark = self.elements[-1]
        self.write(mark.end)
        self.finish_spans(mark.end)
        self.hide()
        if mark.tag not in _INLINE:
            self.flush_after()
        self.elements.pop()
        self.out.append(f"</{mark.tag}>")
        if mark.tag == "pre":
            self.flush_after()

    def attributes(self, index: int, mark: Mark) -> str:
        attrs = mark.attrs
        if index in self.ids:
            attrs = (("id", self.ids[index]), *attrs)
        said = []
        for name, value in attrs:
            if name == "to":
                said.append(f' href="{escape(self.root + value) or "./"}"')
            elif name == "from":
                said.append(f' src="{escape(self.root + value)}"')
            elif name == "fn":
                said.append(f' id="{self.prefix}fn-{escape(value)}"')
            else:
                said.append(f' {name}="{_escaped(value)}"')
        return "".join(said)

    def place(self, index: int) -> str:
        """A link without words, which the theme shows as the paragraph's number."""
        number, own = self.places[index], escape(self.ids.get(index, ""))
        return (
            f'<a class="place" id="p{number}" href="#{own}" data-number="{number}" '
            f'aria-label="Paragraph {number}"></a>'
        )

    def void(self, index: int, mark: Mark) -> str:
        if mark.tag == "fnref":
            number, sub = escape(mark.get("n")), mark.get("sub")
            own = f"{self.prefix}fnref-{number}" + (f"-{escape(sub)}" if sub != "0" else "")
            link = f'<a id="{own}" href="#{self.prefix}fn-{number}" role="doc-noteref">'
            return f'<sup class="fnref">{link}{number}</a></sup>'
        if mark.tag == "fnback":
            number, sub = escape(mark.get("n")), mark.get("sub")
            own = f"{self.prefix}fnref-{number}" + (f"-{escape(sub)}" if sub != "0" else "")
            label = f"Back to footnote mark {number}"
            return f' <a class="fnback" href="#{own}" aria-label="{label}">↩</a>'
        return f"<{mark.tag}{self.attributes(index, mark)} />"

    # words

    def write(self, end: int) -> None:
        """Write the words up to ``end``, with the spans that begin and end on the way."""
        while self.at < end:
            if not self.active and (not self.waiting or self.waiting[-1].start >= end):
                # Nearly all words have nothing laid over them.
                self.words(self.text[self.at : end])
                self.at = end
                return
            if self.waiting and self.lone(end):
                continue
            self.finish_spans(self.at)
            while self.waiting and self.waiting[-1].start <= self.at:
                self.active.append(self.waiting.pop())
            stop = end
            for span in self.active:
                if self.at < span.end < stop:
                    stop = span.end
            if self.waiting and self.at < self.waiting[-1].start < stop:
                stop = self.waiting[-1].start
            self.words(self.text[self.at : stop])
            self.at = stop

    def lone(self, end: int) -> bool:
        """Write the next span, with the words before it, where it meets no other and no boundary."""
        span, within = self.waiting[-1], self.elements[-1].tag if self.elements else ""
        if self.active or self.shown or span.end >= end or span.start < self.at:
            return False
        if within in _CONTAINERS:
            return False
        if span.tag == "a" and any(mark.tag in _CLOSED for mark in self.elements):
            return False
        if len(self.waiting) > 1 and self.waiting[-2].start < span.end:
            return False
        self.waiting.pop()
        if self.at < span.start:
            self.words(self.text[self.at : span.start])
        self.flush_after()
        words = _escaped(self.text[span.start : span.end])
        self.out.append(f"<{span.tag}{self.said(span)}>{words}</{span.tag}>")
        if span.after:
            self.after.append(span.after)
        self.at = span.end
        return True

    def said(self, span: Span) -> str:
        """The attributes of a span's element."""
        return "".join(
            f' href="{escape(self.root + v)}"' if n == "to" else f' {n}="{_escaped(v)}"'
            for n, v in span.attrs
        )

    def words(self, words: str) -> None:
        within = self.elements[-1].tag if self.elements else ""
        if within in _CONTAINERS and words.isspace():
            self.hide()
            self.flush_before_block()
        else:
            self.flush_after()
            self.show()
        self.out.append(_escaped(words))

    # spans

    def show(self) -> None:
        """Open the active spans that are not open, in order, on what they share with those open."""
        if not self.active and not self.shown:
            return
        wanted = self.wanted()
        same = 0
        while same < min(len(wanted), len(self.shown)) and wanted[same] is self.shown[same]:
            same += 1
        self.hide(same)
        for span in wanted[same:]:
            self.out.append(f"<{span.tag}{self.said(span)}>")
            self.shown.append(span)

    def wanted(self) -> list[Span]:
        """The active spans, the longer outside; of links the outermost, and none in a link or code."""
        if len(self.active) == 1 and self.active[0].tag != "a":
            return self.active
        spans = sorted(self.active, key=_outer)
        links = [s for s in spans if s.tag == "a"]
        barred = links if any(m.tag in _CLOSED for m in self.elements) else links[1:]
        return [s for s in spans if not any(s is other for other in barred)]

    def hide(self, keep: int = 0) -> None:
        while len(self.shown) > keep:
            self.out.append(f"</{self.shown.pop().tag}>")

    def finish_spans(self, at: int) -> None:
        """End the spans that end at or before ``at``; what follows them waits for a fit place."""
        done = [s for s in self.active if s.end <= at] if self.active else ()
        if not done:
            return
        keep = min((self.shown.index(s) for s in done if s in self.shown), default=len(self.shown))
        self.hide(keep)
        self.active = [s for s in self.active if s.end > at]
        self.after += [s.after for s in done if s.after]

    def flush_after(self) -> None:
        if self.after and not any(m.tag in _CLOSED for m in self.elements):
            # A link is not put into a span that is a link itself.
            if any(s.tag == "a" for s in self.shown):
                self.hide()
            self.out += self.after
            self.after = []

    def flush_before_block(self) -> None:
        """What follows the words of an item stands with them, not in the list that the item holds."""
        if self.elements and self.elements[-1].tag == _MIXED:
            self.flush_after()


def _outer(span: Span) -> tuple[int, int]:
    """What spans are sorted by: of two that begin together the longer comes first."""
    return span.start, -span.end


def _to_words(span: Span, text: str) -> Span:
    """The span up to its last word: what follows it must not wait for the next block's words."""
    words = text[span.start : span.end].rstrip()
    end = span.start + len(words)
    return replace(span, end=end) if words and end < span.end else span


def _escaped(words: str) -> str:
    return (
        words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
