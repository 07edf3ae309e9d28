"""Documents put together and mended: new words for old, one document behind another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from readingroom.folding import address
from readingroom.model import Block, Document, Mark
from readingroom.values import replace

#: What readers count; captions and cells have addresses only.
_NUMBERED = frozenset({"paragraph", "item", "code"})
#: Between two documents, as between two blocks of one.
_SEPARATOR = "\n\n"


def joined(first: Document, second: Document) -> Document:
    """``second`` behind ``first``, its blocks numbered on."""
    if not first.marks:
        return second
    separator = _SEPARATOR if first.text and second.text else ""
    shift = len(first.text) + len(separator)
    marks = [replace(m, start=m.start + shift, end=m.end + shift) for m in second.marks]
    blocks = [
        replace(b, start=b.start + shift, end=b.end + shift, mark=b.mark + len(first.marks))
        for b in second.blocks
    ]
    links = [replace(link, mark=link.mark + len(first.marks)) for link in second.links]
    return addressed(
        Document(
            first.text + separator + second.text,
            (*first.marks, *marks),
            (*first.blocks, *blocks),
            (*first.links, *links),
        )
    )


def spliced(document: Document, changes: Sequence[tuple[int, int, str]]) -> Document:
    """The document with each range (start, end, words) said in other words.

    Ranges are sorted and apart, and each is the whole of an element's words (a link's), so that no
    mark begins or ends within one.
    """
    if not changes:
        return document
    pieces: list[str] = []
    at = 0
    starts: list[int] = []
    shifts: list[int] = [0]
    for start, end, words in changes:
        pieces += [document.text[at:start], words]
        at = end
        starts.append(end)
        shifts.append(shifts[-1] + len(words) - (end - start))
    pieces.append(document.text[at:])

    def moved(offset: int) -> int:
        return offset + shifts[bisect_right(starts, offset)]

    def mark(m: Mark) -> Mark:
        # What begins where a replaced range ends begins behind the new words; an element that is the
        # range itself begins before them.
        return replace(m, start=moved(m.start), end=moved(m.end))

    return addressed(
        replace(
            document,
            text="".join(pieces),
            marks=tuple(mark(m) for m in document.marks),
            blocks=tuple(
                replace(b, start=moved(b.start), end=moved(b.end)) for b in document.blocks
            ),
        )
    )


def demoted(document: Document) -> Document:
    """The document with its headings one level down where one is of the first, which is the page's."""
    if not any(mark.tag == "h1" for mark in document.marks):
        return document
    lower = {f"h{n}": f"h{min(n + 1, 6)}" for n in range(1, 7)}
    marks = tuple(
        replace(mark, tag=lower[mark.tag]) if mark.tag in lower else mark for mark in document.marks
    )
    return replace(document, marks=marks)


def addressed(document: Document) -> Document:
    """The document with its blocks numbered and addressed anew, after its words were changed."""
    made: list[Block] = []
    seen: dict[str, int] = {}
    count = 0
    for block in document.blocks:
        if block.kind == "heading":
            made.append(block)
            continue
        numbered = block.kind in _NUMBERED
        count += numbered
        name = address(document.text[block.start : block.end])
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            name = f"{name}-{seen[name]}"
        made.append(
            Block(
                block.start, block.end, count if numbered else 0, name,
                block.kind, block.mark, block.line,
            )
        )  # fmt: skip
    return Document(document.text, document.marks, tuple(made), document.links)
