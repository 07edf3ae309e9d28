"""Words compared as readers see them: folded, with a map back to where each folded character stood.

Two texts that differ in case, in the form of quotes and dashes, in ligatures, in white space, in soft
hyphens and zero-width characters, or in combining marks on Latin, Greek and Cyrillic letters fold to
the same string. On other scripts combining marks are letters of their own and stay.
"""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_FORMS = {
    **dict.fromkeys("‘’‚‛′ʼ`´＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    "…": "...",
    "ß": "ss",
    "ſ": "s",
}
#: Soft hyphen, zero-width space, non-joiner, joiner, word joiner, byte order mark, directional marks:
#: none of them is seen. Joiners shape Indic and Persian words but never tell two of them apart here.
_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
)
_FOLDING_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded words with a map back.

    ``starts[i]`` is the offset in the original of the character that gave ``words[i]``, ``ends[i]``
    the offset behind it and the combining marks that belong to it.
    """

    words: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original half-open range of a non-empty folded range."""
        return self.starts[start], self.ends[end - 1]

    def index(self, offset: int) -> int:
        """The folded index of the first character that starts at or behind an original offset."""
        return bisect_right(self.starts, offset - 1)


def fold(text: str) -> Folded:
    """Fold ``text``; runs of white space become one space, none at the ends."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    space_at = -1
    for offset, character in enumerate(text):
        folded = _folded(character)
        if folded == "":
            # A mark or an invisible character belongs to what stands before it, so that no range
            # ever ends within a grapheme.
            if words and space_at < 0 and unicodedata.combining(character):
                last = ends[-1]
                for back in range(len(ends) - 1, -1, -1):
                    if ends[back] != last:
                        break
                    ends[back] = offset + 1
            continue
        if folded == " ":
            if space_at < 0:
                space_at = offset
            continue
        if space_at >= 0:
            if words:
                words.append(" ")
                starts.append(space_at)
                ends.append(offset)
            space_at = -1
        for piece in folded:
            words.append(piece)
            starts.append(offset)
            ends.append(offset + 1)
    return Folded("".join(words), tuple(starts), tuple(ends))


@lru_cache(maxsize=65536)
def _folded(character: str) -> str:
    if character in _INVISIBLE:
        return ""
    if character.isspace():
        return " "
    if character < "\u0080":
        return _FORMS.get(character) or character.lower()
    if character in _FORMS:
        return _FORMS[character]
    decomposed = unicodedata.normalize("NFKD", character)
    if unicodedata.combining(character) or character == decomposed == "":
        # Alone, a mark shows no base; the common ones are those of the three folding scripts.
        return "" if "\u0300" <= character <= "\u036f" else character
    name = unicodedata.name(decomposed[0], "")
    if name.startswith(_FOLDING_SCRIPTS):
        decomposed = "".join(c for c in decomposed if not unicodedata.combining(c))
    else:
        decomposed = unicodedata.normalize("NFKC", character)
    folded = "".join(_FORMS.get(c, c) for c in decomposed).casefold()
    return " " if folded.isspace() else folded.replace(" ", "")


def address(words: str) -> str:
    """The short hash that a paragraph is cited by: six hexadecimal digits of its folded words.

    Six digits keep the chance that any two of a text's 1,000 paragraphs meet under 3 %; those that do
    are told apart by a count.
    """
    folded = fold(words).words
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:6]
