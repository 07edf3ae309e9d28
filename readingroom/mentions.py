"""Glossary names found in texts, and the sentence that a place in a text stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from readingroom.model import Document, Entry, Occurrence
from readingroom.values import frozen

#: One character for one, so that offsets stay.
_ALIKE = {"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "\n": " ", "\u00a0": " "}
_WORD = re.compile(r"\w+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
#: What may begin each of its alternatives stands first, so that it is looked for quickly.
_SENTENCE_END = re.compile(
    r"[.!?…。！？\n\t](?:(?<=[.!?…])['\"’”)\]]*\s+(?=[\"'“‘(\[]*[^\W\d_a-z])"
    r"|(?<=[。！？])|(?<=\n)\n|(?<=\t))"
)
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vol|pp?|cf|e\.g|i\.e|etc)|\b[A-Z])\.$")
_SPACES = re.compile(r"\s+")
#: Code points of a sentence shown on each side of the words meant.
SNIPPET = 140


@frozen
class NameIndex:
    """Glossary names to look for: by their first word, and those of scripts without spaces."""

    by_word: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    unspaced: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> NameIndex:
        """Titles and aliases of the entries that are looked for, longest first."""
        by_word: dict[str, list[tuple[str, str]]] = {}
        unspaced: list[tuple[str, str]] = []
        for entry in entries:
            if not entry.match:
                continue
            for name in dict.fromkeys((entry.title, *entry.alias)):
                plain = " ".join(_alike(name).split())
                words = _WORD.search(plain)
                if not words:
                    continue
                if _CJK.search(plain):
                    unspaced.append((plain, entry.slug))
                    continue
                for form in dict.fromkeys((plain, plain[0].upper() + plain[1:])):
                    first = _WORD.match(form, words.start())
                    by_word.setdefault(first.group() if first else form, []).append(
                        (form, entry.slug)
                    )
        longest = {
            w: tuple(sorted(set(n), key=lambda p: (-len(p[0]), p))) for w, n in by_word.items()
        }
        return cls(longest, tuple(sorted(set(unspaced), key=lambda p: (-len(p[0]), p))))

    def find(self, text: str, words: str) -> tuple[Occurrence, ...]:
        """Every place where a name stands as whole words; of overlapping ones the longest.

        ``text`` is the slug of the text that ``words`` are of. Case counts, but for the first letter
        of a name that begins a sentence.
        """
        plain = _alike(words)
        found: list[Occurrence] = []
        behind = 0
        for at, word in self._first_words(plain):
            if at < behind:
                continue
            for name, slug in self.by_word[word]:
                begin = at - name.index(word)
                end = begin + len(name)
                if begin < 0 or not plain.startswith(name, begin):
                    continue
                if _joins(plain[end : end + 1]):
                    continue
                found.append(Occurrence(slug, text, begin, end))
                behind = end
                break
        taken = [(o.start, o.end) for o in found] if self.unspaced else []
        for name, slug in self.unspaced:
            at = plain.find(name)
            while at >= 0:
                if not any(s < at + len(name) and at < e for s, e in taken):
                    found.append(Occurrence(slug, text, at, at + len(name)))
                    taken.append((at, at + len(name)))
                at = plain.find(name, at + len(name))
        return tuple(sorted(found, key=lambda o: (o.start, o.end)))

    def _first_words(self, plain: str) -> list[tuple[int, str]]:
        """Where the words of a text stand that a name begins with, in order: most texts have few."""
        places: list[tuple[int, str]] = []
        for word in self.by_word.keys() & _WORD.findall(plain):
            at = plain.find(word)
            while at >= 0:
                end = at + len(word)
                if not (_joins(plain[at - 1 : at]) or _joins(plain[end : end + 1])):
                    places.append((at, word))
                at = plain.find(word, end)
        return sorted(places)


def _alike(words: str) -> str:
    """Words in which what is written in several ways is written in one."""
    # Eight looks at all of it take a hundredth of the time of `str.translate`, for 800 code points.
    for sign, form in _ALIKE.items():
        words = words.replace(sign, form)
    return words


def _joins(character: str) -> bool:
    """Whether it makes one word with what stands beside it."""
    return character.isalnum() or character == "_"


@frozen
class Snippet:
    """Words with what stands round them in their sentence."""

    before: str
    words: str
    after: str


def snippet(document: Document, start: int, end: int) -> Snippet:
    """The sentence round ``[start, end)``, cut at about 140 code points on each side."""
    block = document.block_at(start)
    low, high = (block.start, block.end) if block else (0, len(document.text))
    high = max(high, end)
    text = document.text
    begin = low
    for boundary in _SENTENCE_END.finditer(text, low, start):
        if not _ABBREVIATION.search(text[low : boundary.start() + 1]):
            begin = boundary.end()
    stop = high
    for boundary in _SENTENCE_END.finditer(text, end, high):
        if not _ABBREVIATION.search(text[low : boundary.start() + 1]):
            stop = boundary.end()
            break
    before, after = text[begin:start], text[end:stop]
    if len(before) > SNIPPET:
        before = "…" + before[-SNIPPET:].partition(" ")[2]
    if len(after) > SNIPPET:
        after = after[:SNIPPET].rpartition(" ")[0] + "…"
    return Snippet(_flat(before).lstrip(), _flat(text[start:end]), _flat(after).rstrip())


def _flat(words: str) -> str:
    # Of white space only a space is printable.
    plain = "  " not in words and words.isprintable()
    return words if plain else _SPACES.sub(" ", words)


def first_sentences(words: str, limit: int = 220) -> str:
    """The opening of a text, whole sentences where they fit into ``limit`` code points."""
    flat = " ".join(words[: limit * 3].split())
    if len(flat) <= limit:
        return flat
    last = 0
    for found in _SENTENCE_END.finditer(flat):
        if found.end() > limit:
            break
        last = found.end()
    if last > limit // 3:
        return flat[:last].rstrip()
    return flat[:limit].rpartition(" ")[0].rstrip(",;:—–-") + "…"


def by_entry(occurrences: Sequence[Occurrence]) -> dict[str, tuple[Occurrence, ...]]:
    """The occurrences of each entry, in their order."""
    made: dict[str, list[Occurrence]] = {}
    for occurrence in occurrences:
        made.setdefault(occurrence.entry, []).append(occurrence)
    return {entry: tuple(places) for entry, places in made.items()}
