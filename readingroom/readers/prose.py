"""Markdown that is paragraphs and nothing else, which most of what is written here is.

Telling so takes a look at how each line begins; a parser of blocks would try its rules on each of them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from markdown_it.common.utils import mdTrim, normalizeReference
from markdown_it.token import Token

from readingroom.readers.syntax import WIKI

#: What can make a line more than words of a paragraph: white space or a sign of a block before them, a
#: number of a list. The line feed stands first: to look for it takes a tenth of the time of ``^``.
_BLOCK = re.compile(r"[^\S\n]|[#>\-+*=_~`<|:]|\d{1,9}[.)]")
_BLOCKS = re.compile(rf"\n(?:{_BLOCK.pattern})")
#: The same anywhere: the end of a definition's label; line ends and NULs that the parser has to mend.
_ANYWHERE = ("]:", "\r", "\0")
#: Beginnings of what is more than words in a line. Before a line's end a space is dropped, two break it.
_MARKS = re.compile(r"[\\`*_\[<&]")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def paragraphs(source: str) -> Iterator[tuple[int, str]] | None:
    """Each paragraph and the line that it begins on, from 0; None where there are other blocks."""
    if _BLOCK.match(source) or _BLOCKS.search(source) or any(s in source for s in _ANYWHERE):
        return None
    return _paragraphs(source)


def _paragraphs(source: str) -> Iterator[tuple[int, str]]:
    line = at = 0
    for found in _PARAGRAPH.finditer(source):
        line += source.count("\n", at, found.start())
        at = found.start()
        yield line, mdTrim(found.group())


def is_plain(paragraph: str) -> bool:
    """Whether a paragraph is its words as they are written."""
    return not _MARKS.search(paragraph) and " \n" not in paragraph


def with_links(paragraph: str, references: Container[str]) -> list[Token] | None:
    """What stands in a paragraph that is words and ``[[links]]``; None where there is more in it.

    ``references`` are those that the file defines, which such a link does not hide.
    """
    made: list[Token] = []
    at = 0
    for found in WIKI.finditer(paragraph):
        target, label = found.group(1).strip(), (found.group(2) or "").strip()
        if not target or (references and normalizeReference(target) in references):
            return None
        made.append(Token("text", "", 0, content=paragraph[at : found.start()]))
        meta = {"target": target, "labelled": bool(label)}
        made.append(Token("wiki_link", "a", 0, content=label or target, meta=meta))
        at = found.end()
    made.append(Token("text", "", 0, content=paragraph[at:]))
    return made if all(is_plain(one.content) for one in made[::2]) else None
