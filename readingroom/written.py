"""A quote as it is written in a text's Markdown: where in the Markdown, and so where in its words.

The words of a quote with its markup say little by themselves: a footnote's mark, a link whose address
stands elsewhere, a row of a table or an item's number are read as what they are only where they stand.
So the quote is looked for in the Markdown, its ends are marked there by signs that no text has, and the
Markdown is read with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from readingroom.folding import splits
from readingroom.frontmatter import split
from readingroom.model import Document
from readingroom.readers.markdown import read_markdown

#: Private characters, which stand for nothing in a text; one that uses them has no such quotes.
_BEGIN, _END = "\ue000", "\ue001"
#: Places of one quote that are read: each costs a reading of the whole text.
_MOST = 8
#: Words from either end of a quote that are tried: its end may hold a footnote's label, or an address.
_INWARD = 3
_WORDS = re.compile(r"\w+")
_MARKED = re.compile(r"==(?=\S)(.+?)(?<=\S)==", re.DOTALL)


@dataclass(frozen=True)
class Markdown:
    """A text's file, and the document that was made of it."""

    source: str
    document: Document

    @cached_property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return split(self.source, "")[0].body

    def find(self, raw: str) -> Iterator[tuple[int, int]]:
        """The ranges of the document that a quote has where it stands in the Markdown as it is."""
        marked = _MARKED.search(raw)
        before, target, after = (
            (raw[: marked.start()], marked.group(1), raw[marked.end() :])
            if marked
            else ("", raw, "")
        )
        if _BEGIN in self.body or _END in self.body or not _WORDS.search(target):
            return
        groups = [_spaced(part) for part in (before, target, after)]
        pattern = re.compile(f"(?:{groups[0]})({groups[1]})(?:{groups[2]})")
        for found in islice(pattern.finditer(self.body), _MOST):
            start, end = found.span(1)
            if splits(self.body, start) or splits(self.body, end):
                continue
            if place := self._read(start, end):
                yield place

    def _read(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a range of the body stands in the document."""
        words = [found.span() for found in _WORDS.finditer(self.body, start, end)]
        # The first or last may be a footnote's label or an address, and no word of the text.
        for begin in words[:_INWARD]:
            for stop in reversed(words[-_INWARD:]):
                if begin <= stop and (found := self._signed(begin[0], stop[1])):
                    ahead, behind = self.body[start : begin[0]], self.body[stop[1] : end]
                    return self._with_signs(*found, ahead, behind)
        return None

    def _signed(self, begin: int, stop: int) -> tuple[int, int] | None:
        """The same for a range from word to word, None where signs there would change the text."""
        signed = self.body[:begin] + _BEGIN + self.body[begin:stop] + _END + self.body[stop:]
        read = read_markdown(signed).document
        if read.text.replace(_BEGIN, "").replace(_END, "") != self._plain:
            return None
        low, high = read.text.find(_BEGIN), read.text.find(_END) - 1
        shift = _Shift.between(read, self.document, (low, high)) if 0 <= low < high else None
        return (shift.at(low), shift.at(high, end=True)) if shift else None

    @cached_property
    def _plain(self) -> str:
        return read_markdown(self.body).document.text

    def _with_signs(self, start: int, end: int, ahead: str, behind: str) -> tuple[int, int]:
        """The range with those quotation marks and stops at its ends that the document has as well."""
        text = self.document.text
        while ahead and start > 0 and text[start - 1] == ahead[-1] and not ahead[-1].isspace():
            start, ahead = start - 1, ahead[:-1]
        while behind and end < len(text) and text[end] == behind[0] and not behind[0].isspace():
            end, behind = end + 1, behind[1:]
        return start, end


@dataclass(frozen=True, slots=True)
class _Shift:
    """How offsets of the Markdown as read lead to those of the document, whose links have their titles.

    ``links`` are (start, end) before and (start, end) in the document, in order; ``whole`` is the shift
    where there are none.
    """

    links: tuple[tuple[int, int, int, int], ...]
    whole: int

    @classmethod
    def between(cls, read: Document, document: Document, signs: tuple[int, int]) -> _Shift | None:
        """The shift from a reading with signs in it to the document; None where they are not alike."""
        if len(read.links) != len(document.links):
            return None

        def plain(at: int) -> int:
            return at - (at > signs[0]) - (at > signs[1] + 1)

        pairs = []
        for one, other in zip(read.links, document.links, strict=True):
            was, now = read.marks[one.mark], document.marks[other.mark]
            pairs.append((plain(was.start), plain(was.end), now.start, now.end))
        return cls(tuple(sorted(pairs)), len(document.text) - (len(read.text) - 2))

    def at(self, offset: int, *, end: bool = False) -> int:
        """Where an offset leads; one within a link whose words changed leads to the link's edge."""
        if not self.links:
            return offset + self.whole
        shift = self.links[0][2] - self.links[0][0]
        for start, stop, now_start, now_stop in self.links:
            if offset <= start:
                break
            if offset < stop and now_stop - now_start != stop - start:
                return now_stop if end else now_start
            shift = now_stop - stop if offset >= stop else now_start - start
        return offset + shift


def _spaced(words: str) -> str:
    """A pattern of the words with any white space between them."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    lead = r"\s*" if words[:1].isspace() else ""
    return lead + pattern + (r"\s*" if words[-1:].isspace() else "")
