"""Words compared as readers see them: folded, with a map back to where each folded character stood.

Two texts that differ in case, in the form of quotes and dashes, in ligatures, in white space, in soft
hyphens and zero-width characters, or in combining marks on Latin, Greek and Cyrillic letters fold to
the same string. On other scripts combining marks are letters of their own and stay.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from readingroom.values import frozen

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
    # Variation selectors: text or emoji form of one character.
    "\ufe0e\ufe0f"
)
_FOLDING_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
_REGIONAL = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
_JOINERS = "\u200c\u200d"


@frozen
class Folded:
    """Folded words with a map back.

    The map is made of pieces, in order. Piece ``n`` begins at the folded index ``places[n]`` and stands
    for what starts at the offset ``starts[n]`` of the original. Where ``ends[n]`` is 0 it is a run, one
    folded character for each of the original; else all of it is from the one character, with the marks
    that belong to it, that ends there. Most of most texts is runs.
    """

    words: str
    places: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original half-open range of a non-empty folded range."""
        return self._start(start), self._end(end - 1)

    def find(self, words: str) -> Iterator[tuple[int, int]]:
        """Folded ranges where folded words stand, none of which takes a character apart.

        Half a ligature or an ellipsis, or a letter without the vowel sign on it, is something else.
        """
        at = self.words.find(words) if words else -1
        while at >= 0:
            end = at + len(words)
            if not self.within(at) and not self.within(end):
                yield at, end
            at = self.words.find(words, at + 1)

    def within(self, index: int) -> bool:
        """Whether a folded index falls between parts of what readers see as one character."""
        return 0 < index < len(self.words) and self._end(index - 1) > self._start(index)

    def index(self, offset: int) -> int:
        """The folded index of the first character that starts at or behind an original offset."""
        piece = bisect_left(self.starts, offset) - 1
        if piece < 0:
            return 0
        stop = self.places[piece + 1] if piece + 1 < len(self.places) else len(self.words)
        if self.ends[piece]:
            return stop
        return min(self.places[piece] + offset - self.starts[piece], stop)

    def _start(self, index: int) -> int:
        piece = bisect_right(self.places, index) - 1
        run = 0 if self.ends[piece] else index - self.places[piece]
        return self.starts[piece] + run

    def _end(self, index: int) -> int:
        piece = bisect_right(self.places, index) - 1
        return self.ends[piece] or self.starts[piece] + index - self.places[piece] + 1


#: What each character of ASCII folds to.
_ASCII = {code: " " if chr(code).isspace() else chr(code).lower() for code in range(128)} | {
    96: "'"
}


def fold(text: str) -> Folded:
    """Fold ``text``; runs of white space become one space, none at the ends."""
    folding = _Folding(text)
    if unicodedata.is_normalized("NFC", text):
        lower, letters = _one_by_one(text)
        odd = _odd_places(letters)
        at = 0
        # A single space at either end is none; within a run it stays.
        while at < len(text) and lower[at] == " ":
            at += 1
        last = len(lower.rstrip(" "))
        for run in odd.finditer(lower, at, last):
            folding.take_run(at, run.start(), lower)
            folding.take((n, n + 1, text[n]) for n in range(run.start(), run.end()))
            at = run.end()
        folding.take_run(at, last, lower)
    else:
        folding.take(_characters(text))
    return Folded("".join(folding.words), folding.places, folding.starts, folding.ends)


def folded_words(text: str) -> str:
    """The words of ``fold(text)``, where the map is of no use."""
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    if unicodedata.is_normalized("NFC", text):
        lower, odd = _one_by_one(text)
        if not odd:
            return " ".join(lower.split())
    return fold(text).words


def _one_by_one(text: str) -> tuple[str, str]:
    """The text with each character folded that folds to one, as long as it was; and the others in it.

    White space is a space there. The others, and runs of spaces, have to be folded with care.
    """
    if text.isascii():
        return text.translate(_ASCII), ""
    # The one letter whose lower case is two.
    lower = text.lower() if "İ" not in text else "İ".join(part.lower() for part in text.split("İ"))
    letters = {*_BEYOND.findall(lower)}
    odd = {c for c in letters.union(_BEYOND.findall(text)) if _is_odd(c)}
    for letter in (*_ASCII_FORMS, *(letters - odd)):
        if letter in lower and (folded := _folded(letter)) != letter:
            lower = lower.replace(letter, folded)
    return lower, "".join(sorted(odd))


#: Of most texts a few kinds of letters only are beyond ASCII; of ASCII these fold to others.
_BEYOND = re.compile("[^\0-\x7f]")
_ASCII_FORMS = ("`", *(chr(code) for code in range(32) if chr(code).isspace()))


@lru_cache(maxsize=4096)
def _is_odd(letter: str) -> bool:
    """Whether a letter folds to more or less than one, or may belong to what stands before it."""
    return (
        len(_folded(letter)) != 1
        or _folded(letter.lower()) != _folded(letter)
        or unicodedata.category(letter) in ("Mn", "Mc", "Me", "So", "Sk")
    )


@lru_cache(maxsize=256)
def _odd_places(odd: str) -> re.Pattern[str]:
    letters = re.escape(odd)
    return re.compile(f"[ {letters}]{{2,}}|[{letters}]" if odd else " {2,}")


class _Folding:
    """Folded pieces as they are gathered, with their map."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.length = 0
        self.places: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.space_at = -1

    def take_run(self, begin: int, end: int, lower: str) -> None:
        """Characters that fold one for one."""
        if begin < end:
            self.end_space(begin)
            self.add(lower[begin:end], begin, 0)

    def add(self, words: str, start: int, end: int) -> None:
        """One piece more."""
        self.words.append(words)
        self.places.append(self.length)
        self.starts.append(start)
        self.ends.append(end)
        self.length += len(words)

    def end_space(self, offset: int) -> None:
        """Write the one space that a run of white space before ``offset`` becomes."""
        if self.space_at >= 0 and self.places:
            self.add(" ", self.space_at, offset)
        self.space_at = -1

    def take(self, characters: Iterable[tuple[int, int, str]]) -> None:
        """Characters with their ranges, one by one."""
        for offset, stop, character in characters:
            folded = _folded(character)
            if folded == "":
                # A mark or a joiner belongs to what stands before it, so that no range ever ends
                # within a grapheme.
                if self.places and self.space_at < 0 and splits(self.text, offset):
                    self.lengthen(stop)
                continue
            if folded == " ":
                if self.space_at < 0:
                    self.space_at = offset
                continue
            self.end_space(offset)
            # What is one character with the one before it shares that one's start.
            begin = offset
            if self.places and splits(self.text, offset):
                self.part_last()
                begin = self.starts[-1]
            self.add(folded, begin, stop)

    def part_last(self) -> None:
        """Make the last character of a run a piece of its own."""
        if self.ends[-1]:
            return
        length = self.length - self.places[-1]
        start = self.starts[-1] + length - 1
        if length > 1:
            self.places.append(self.length - 1)
            self.starts.append(start)
            self.ends.append(start + 1)
        else:
            self.ends[-1] = start + 1

    def lengthen(self, stop: int) -> None:
        """Let all that ends where the last character does end at ``stop``."""
        self.part_last()
        last = self.ends[-1]
        for back in range(len(self.ends) - 1, -1, -1):
            if self.ends[back] != last:
                break
            self.ends[back] = stop


def splits(text: str, offset: int) -> bool:
    """Whether an offset falls within what readers see as one character (a part of UAX 29's rules).

    Marks, joiners and skin tones belong to what stands before them, as does an emoji to a joiner; two
    regional indicators are a flag.
    """
    if not 0 < offset < len(text) or text[offset] < "\u0300" or text[offset - 1] == "\n":
        return False
    if text[offset] in _REGIONAL:
        before = 0
        while before < offset and text[offset - 1 - before] in _REGIONAL:
            before += 1
        return before % 2 == 1
    kind = unicodedata.category(text[offset])
    return (
        kind[0] == "M"
        or text[offset] in _JOINERS
        or "\U0001f3fb" <= text[offset] <= "\U0001f3ff"
        or (kind == "So" and text[offset - 1] == "\u200d")
    )


def _characters(text: str) -> Iterator[tuple[int, int, str]]:
    """Characters with the range of the text that each is from: composed where the text is not."""
    if unicodedata.is_normalized("NFC", text):
        yield from ((at, at + 1, character) for at, character in enumerate(text))
        return
    at = 0
    while at < len(text):
        stop = at + 1
        while stop < len(text) and (
            unicodedata.combining(text[stop]) or "\u1160" <= text[stop] <= "\u11ff"
        ):
            stop += 1
        composed = unicodedata.normalize("NFC", text[at:stop])
        if composed == text[at:stop]:
            yield from ((at + n, at + n + 1, character) for n, character in enumerate(composed))
        else:
            yield from ((at, stop, character) for character in composed)
        at = stop


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
    if unicodedata.combining(character):
        # Alone, a mark shows no base; the common ones are those of the three folding scripts.
        return "" if "\u0300" <= character <= "\u036f" else character
    name = unicodedata.name(decomposed[0], "")
    if name.startswith(_FOLDING_SCRIPTS):
        decomposed = "".join(c for c in decomposed if not unicodedata.combining(c))
    else:
        decomposed = unicodedata.normalize("NFKC", character)
    if decomposed.startswith(" ") and len(decomposed) > 1:
        # A mark that stands by itself (¨) stays one: its parts would be a space and a mark.
        decomposed = unicodedata.normalize("NFD", character)[0]
    folded = "".join(_FORMS.get(c, c) for c in decomposed.casefold())
    return " " if folded.isspace() else folded.replace(" ", "")


def address(words: str) -> str:
    """The short hash that a paragraph is cited by: six hexadecimal digits of its folded words.

    Six digits keep the chance that any two of a text's 1,000 paragraphs meet under 3 %; those that do
    are told apart by a count.
    """
    folded = folded_words(words)
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:6]
