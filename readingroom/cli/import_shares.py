"""What a new text shares with those that the archive has."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from readingroom.cli.import_files import read
from readingroom.frontmatter import split
from readingroom.importing import Source
from readingroom.importing.planning import cites
from readingroom.importing.record import Shared
from readingroom.parallels import Fingerprints, Parallel, count_words, find

_DIGEST = re.compile(r"\bsha256: ?\"?(?P<digest>[0-9a-f]{64})\b")
#: Share of the words of either text from which it is told. The two reports of one speech in this
#: repository share 0.57; of 669 pages of 130 words from three novels three pairs share anything, a
#: refrain or an echo within one novel, and at most 0.27.
_LEAST = 0.3
#: Texts that a new one is compared with word by word, those of most common hashes first.
_MOST_TEXTS = 8
#: Passages of one text that its relation names.
_MOST_PASSAGES = 20
#: First words of a passage, as many as show which it is.
_FIRST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a new text shares with one that is there. ``passages``: first words and count of words.

    ``other_share`` is the share of the other one's words.
    """

    shared: Shared
    other_share: float
    passages: tuple[tuple[str, int], ...]


class Texts:
    """The archive's texts as far as new ones are held against them; they are read once, when asked."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "content" / "texts"
        self._known: Fingerprints | None = None
        self._by_digest: dict[str, list[str]] = {}
        self._undigested: list[str] = []

    def made_of(self, digest: str, name: str) -> tuple[str, ...]:
        """The slugs of the texts that were made of a source, known by its SHA-256.

        Or else of those that cite it by its name alone.
        """
        self._read()
        return tuple(self._by_digest.get(digest) or self._by_name(name))

    def _by_name(self, name: str) -> list[str]:
        file = name.rsplit("/", 1)[-1]
        there = ((slug, read(self._folder / f"{slug}.md") or "") for slug in self._undigested)
        return [slug for slug, words in there if file in words and cites(words, name)]

    def add(self, slug: str, markdown: str) -> None:
        """Count a text that was just made among those that are there."""
        known = self._read()
        parts, _ = split(markdown, "")
        known.add(slug, parts.body)
        cited = _DIGEST.search(parts.front_matter)
        if cited:
            self._by_digest.setdefault(cited["digest"], []).append(slug)
        elif "source:" in parts.front_matter:
            self._undigested.append(slug)

    def like(self, source: Source) -> list[Likeness]:
        """The texts that share much with a new one, the most first."""
        words, starts = _kept(source)
        found = []
        for slug in self._read().like(words, _MOST_TEXTS, _LEAST):
            there = split(read(self._folder / f"{slug}.md") or "", "")[0].body
            passages = find({"": words, slug: there})
            likeness = _likeness(slug, passages, words, there, starts)
            if max(likeness.shared.share, likeness.other_share) >= _LEAST:
                found.append(likeness)
        return sorted(found, key=lambda one: -one.shared.share)

    def _read(self) -> Fingerprints:
        if self._known is None:
            self._known = Fingerprints()
            for path in sorted(self._folder.rglob("*.md")):
                self.add(
                    path.relative_to(self._folder).with_suffix("").as_posix(), read(path) or ""
                )
        return self._known


def _kept(source: Source) -> tuple[str, list[tuple[int, int]]]:
    """The words that stand in the body, and where each stretch of them stands here and in the source."""
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []
    done = 0
    for segment in source.segments:
        if segment.fate == "kept":
            starts.append((done, segment.start))
            pieces.append(source.text[segment.start : segment.end])
            done += segment.end - segment.start + 1
    return "\n".join(pieces), starts


def _likeness(
    slug: str,
    passages: tuple[Parallel, ...],
    words: str,
    there: str,
    starts: list[tuple[int, int]],
) -> Likeness:
    def in_source(at: int) -> int:
        here, source = starts[bisect_right(starts, at, key=lambda pair: pair[0]) - 1]
        return source + at - here

    mine = [words[p.a_start : p.a_end] for p in passages]
    counts = [count_words(passage) for passage in mine]
    # A passage may differ in a few words: those are in one text only.
    others = [count_words(there[p.b_start : p.b_end]) for p in passages]
    same = sum(
        round(p.score * max(pair)) for p, *pair in zip(passages, counts, others, strict=True)
    )
    spans = tuple((in_source(p.a_start), in_source(p.a_end - 1) + 1) for p in passages)
    first = [" ".join(passage.split()[:_FIRST_WORDS]) for passage in mine]
    return Likeness(
        Shared(slug, _part(same, count_words(words)), spans[:_MOST_PASSAGES]),
        _part(same, count_words(there)),
        tuple(zip(first, counts, strict=True)),
    )


def _part(some: int, of: int) -> float:
    """A share in hundredths, rounded down: all is said of all only."""
    return 100 * some // of / 100 if of else 0.0
