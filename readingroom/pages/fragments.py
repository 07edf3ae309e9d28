"""Addresses of passages: a block's own, and one that finds the words where that is gone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote

from readingroom.model import Block, Document, Target, Text

#: A passage of more words than this is named in an address by its first and its last words, four each:
#: an address has to fit into a message, and four words are seldom met twice.
_QUOTED_WORDS = 10
_EDGE_WORDS = 4
#: Words of context where a passage's own words stand in the text more than once.
_CONTEXT_WORDS = 3
_WORD = re.compile(r"\w")


def block_id(block: Block | None) -> str:
    """The id of a block's element, as the weaver gives it; a cell has none."""
    if block is None or block.kind == "cell":
        return ""
    return f"{'h' if block.kind == 'heading' else 'p'}-{block.address}"


def words_path(text: Text, targets: Sequence[Target]) -> str:
    """The site path that finds passages by their words, and where it does not, their paragraph.

    ``texts/x/#p-3fa9c1:~:text=prefix-,words,-suffix``, after
    https://wicg.github.io/scroll-to-text-fragment/#syntax. Browsers match whole words within one block
    only, so a half word is completed, and a passage that is long or runs over blocks is named by its
    first and its last words. Empty where no passage has words.
    """
    terms = [term for t in targets if (term := _words_term(text.document, t.start, t.end))]
    if not terms:
        return ""
    fragment = "&".join(f"text={term}" for term in terms)
    return f"texts/{text.slug}/#{block_id(text.document.block_at(targets[0].start))}:~:{fragment}"


def _words_term(document: Document, start: int, end: int) -> str:
    """A passage as the format has it: its words, with context where they are not the only such."""
    text = document.text
    start, end = _whole_words(text, start, end)
    if start == end:
        return ""
    first, last = document.block_at(start), document.block_at(end - 1)
    low, high = first.start if first else 0, last.end if last else len(text)
    words = text[start:end].split()
    if first == last and len(words) <= _QUOTED_WORDS:
        edges = [words]
    else:
        edges = [
            text[start : min(end, first.end if first else end)].split()[:_EDGE_WORDS],
            text[max(start, last.start if last else start) : end].split()[-_EDGE_WORDS:],
        ]
    quoted = [" ".join(edge) for edge in edges]
    term = ",".join(_encoded(words) for words in quoted)
    if all(_is_single(text, words) for words in quoted):
        return term
    before = _context(text[low:start].split()[-_CONTEXT_WORDS:])
    after = _context(text[end:high].split()[:_CONTEXT_WORDS])
    return (f"{before}-," if before else "") + term + (f",-{after}" if after else "")


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A passage without space at its ends, half words completed."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return start, end
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _is_single(text: str, words: str) -> bool:
    """Whether a browser, which minds neither case nor the kind of space, finds the words only once."""
    flat, wanted = _seen(text), words.casefold()
    return flat.find(wanted, flat.find(wanted) + 1) < 0


@lru_cache(maxsize=1)  # the notes of one text come one after the other
def _seen(text: str) -> str:
    return " ".join(text.split()).casefold()


def _context(words: Sequence[str]) -> str:
    """Words beside a passage; a full stop alone tells no place from another."""
    flat = " ".join(words)
    return _encoded(flat) if _WORD.search(flat) else ""


def _encoded(words: str) -> str:
    # A hyphen or comma would be read as the format's own; quote() leaves the hyphen.
    return quote(words, safe="").replace("-", "%2D")
