"""What a head's reader goes by: the lines of a text one by one, and its paragraphs of prose whole."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from readingroom.importing.cleaning import squeeze
from readingroom.importing.layout import Draft
from readingroom.importing.line_ends import INDENT
from readingroom.importing.lines import Line, blocks_of, lines_of_page
from readingroom.importing.segments import Finding, word_set

#: So many elements from the beginning and from the end may say something of the whole text.
_FIRST, _LAST = 36, 14
#: Between these only what is as short as a caption, and no more of it than this.
_SHORT, _BETWEEN = 420, 30
#: A paragraph of prose has so many words, and so many lines where it was wrapped.
_WORDS, _LINES = 24, 3
#: Of its line breaks so many go on with a small letter, or stand where the line was full.
_FLOWING = 0.6
#: Sentences of fewer words are titles too.
_SENTENCE_WORDS = 8
#: So far into the text its own words are looked for.
_BODY = 6000
#: What another rule found, as a role of elements; anything else that is taken is ``other``.
_TOLD = {
    "title": "title", "subtitle": "subtitle", "section": "section", "byline": "byline",
    "date": "date", "time": "date", "dateline": "dateline", "caption": "caption",
    "photo-credit": "credit",
}  # fmt: skip
_PAGE = frozenset({"litter", "furniture"})
_SMALL = word_set(
    """the and of to in on at for with from by as is are was were be been has have had not that this
    it its his her their our your who which what when how why an a or but into over after before"""
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Element:
    """A line, or the lines of a paragraph; ``start`` and ``end`` are code points of the text.

    ``blanks`` is how many empty lines stand before it, ``after`` how many behind. ``ruled`` and
    ``underlined``: a line of signs stands over or under it. ``linked``: links of a page stand before
    it. ``told`` is its role where another rule is sure.
    """

    start: int
    end: int
    words: str
    indent: int
    blanks: int
    after: int
    lines: int
    ruled: bool
    underlined: bool
    linked: bool
    told: str


@dataclass(frozen=True, eq=False)
class Head:
    """The elements of a text with what their features ask of the whole of it."""

    draft: Draft
    elements: tuple[Element, ...]

    @cached_property
    def again(self) -> Counter[str]:
        """How often each element's words stand in the text."""
        return Counter(squeeze(one.words).casefold().strip(" .#*") for one in self.elements)

    @cached_property
    def first_prose(self) -> int:
        """The index of the first element that is a paragraph for sure."""
        sure = (at for at, one in enumerate(self.elements) if is_prose(one))
        short = (at for at, one in enumerate(self.elements) if is_sentence(one))
        return next(sure, next(short, len(self.elements)))

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """The words of the paragraphs, small ones and those of every text left out."""
        words: Counter[str] = Counter()
        for one in self.elements[self.first_prose :]:
            if is_prose(one) or is_sentence(one):
                words.update(content_words(one.words[:_BODY]))
        return words


def content_words(words: str) -> list[str]:
    """The words that say what a text is of, folded."""
    # Folding ASCII all at once finds the same words; elsewhere it may add letters to one.
    found = (
        _WORD.findall(words.casefold())
        if words.isascii()
        else [word.casefold() for word in _WORD.findall(words)]
    )
    kept = [word for word in found if len(word) > 2 and word not in _SMALL]
    if "'" in words or "’" in words:
        return [word.removesuffix("'s").removesuffix("’s") for word in kept]
    return kept


_SENTENCE = re.compile(r"[.!?…。！？:;—–][\"”’'»)\]]*(?:\[\d+\])?$")


# Asked of each element of a head by several of its signs.
@lru_cache(maxsize=256)
def is_prose(one: Element) -> bool:
    """Whether an element is long, or has many small words and ends as sentences do."""
    words = one.words.split()
    size = len(words)
    if size < 12 or one.told:
        return False
    small = sum(word[:1].islower() for word in words)
    if size >= 40:
        return small * 2 > size
    return small * 10 > size * 6 and bool(_SENTENCE.search(one.words)) and size >= 18


def is_sentence(one: Element) -> bool:
    """Whether a shorter element ends as sentences do and has mostly small words: a deck, or a text's."""
    words = one.words.split()
    small = sum(word[:1].islower() for word in words)
    return (
        len(words) >= _SENTENCE_WORDS
        and not one.told
        and small * 2 > len(words)
        and one.words[-1] in '.!?”"'
    )


def head_of(draft: Draft, found: Sequence[Finding]) -> Head:
    """The elements of a text, its page's own lines left out."""
    elements: list[Element] = []
    linked = False
    ruled = False
    for run in blocks_of(lines_of_page(draft.text)):
        for lines in _gathered(run):
            told = _told(found, lines[0].start, lines[-1].end)
            signs = not any(c.isalnum() for line in lines for c in line.words)
            if told in _PAGE:
                linked = True
                continue
            if lines[0].words.startswith(">"):
                continue
            if signs:
                ruled = True
                if elements and lines[0].blanks <= 1:
                    elements[-1] = replace(elements[-1], underlined=True)
                continue
            blanks = max(lines[0].blanks, int(linked or ruled))
            if elements:
                elements[-1] = replace(elements[-1], after=blanks)
            elements.append(_element(lines, blanks, told, ruled=ruled, linked=linked))
            linked = ruled = False
    return Head(draft, tuple(_chosen(elements)))


def _element(
    lines: Sequence[Line], blanks: int, told: str, *, ruled: bool, linked: bool
) -> Element:
    words = squeeze(" ".join(line.words for line in lines))
    start, end = lines[0].start, lines[-1].end
    if words.startswith("^"):
        # The wires of the Associated Press set marks round the lines of a head.
        start, end = start + 1, end - (len(words) - len(words.rstrip("<=")))
        words = words.strip("^<=")
    return Element(
        start, end, words or "^", lines[0].indent, blanks, 9, len(lines), ruled, False, linked, told
    )


def _chosen(elements: Sequence[Element]) -> list[Element]:
    """The first and the last elements, and the short ones between them."""
    if len(elements) <= _FIRST + _LAST:
        return list(elements)
    between = [one for one in elements[_FIRST:-_LAST] if one.end - one.start <= _SHORT]
    return [*elements[:_FIRST], *between[:_BETWEEN], *elements[-_LAST:]]


def _told(found: Sequence[Finding], start: int, end: int) -> str:
    """The role of the finding that covers most of a stretch; nothing where it covers a part."""
    size = {"": 0}
    # Findings are in order and apart: those before are passed over in one step.
    first = bisect.bisect_right(found, start, key=lambda finding: finding.end)
    for finding in found[first : first + end - start]:
        if finding.start >= end:
            break
        role = finding.role if finding.role in _PAGE else _TOLD.get(finding.role, "other")
        if role == "other" and finding.role in {"label", "punctuation", "agency"}:
            role = "label"
        size[role] = size.get(role, 0) + min(end, finding.end) - max(start, finding.start)
    if sum(size.values()) < 0.7 * (end - start):
        return ""
    size.pop("label", 0) if len(size) > 2 else None
    best = max(size, key=lambda role: size[role])
    return "other" if best == "label" else best


def _gathered(run: Sequence[Line]) -> list[list[Line]]:
    """A run of lines one by one; where they flow as a wrapped paragraph does, as one."""
    for at in range(len(run) - _LINES + 1):
        rest = run[at:]
        if at and not rest[0].capital:
            continue
        if _goes_on(rest) and _flows(rest):
            return [*([line] for line in run[:at]), list(rest)]
    return [[line] for line in run]


#: A title and a byline over a paragraph are no lines of it: so many of its first are looked at.
_OPENING_LINES = 3


def _goes_on(lines: Sequence[Line]) -> bool:
    """Whether the first lines are full, or the next go on with a small letter, and none is set in."""
    edges = sorted(line.edge for line in lines)
    width = edges[len(edges) // 2]
    return all(
        b.small or (a.edge + len(b.words.split()[0]) >= width and b.indent - a.indent < INDENT)
        for a, b in itertools.pairwise(lines[:_OPENING_LINES])
    ) and not any(line.words.endswith(("=", "<")) for line in lines[:_OPENING_LINES])


def _flows(lines: Sequence[Line]) -> bool:
    words = [word for line in lines for word in line.words.split()]
    small = sum(word[0].islower() for word in words)
    if len(words) < _WORDS or small * 2 < len(words):
        return False
    edges = sorted(line.edge for line in lines)
    width = edges[len(edges) // 2]
    going_on = sum(
        b.small or not (a.ended or b.capital) or a.edge + len(b.words.split()[0]) >= width
        for a, b in itertools.pairwise(lines)
    )
    starts = sum(b.small for b in lines[1:])
    return (
        going_on >= _FLOWING * (len(lines) - 1)
        and starts * 3 >= len(lines) - 1
        and lines[0].edge >= width * 0.7
    )
