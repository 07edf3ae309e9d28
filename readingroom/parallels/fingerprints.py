"""Which texts that came before a new one is like, told without keeping their words."""

from __future__ import annotations

from collections import Counter

from readingroom.parallels.words import COMMON, fingerprint, keys_of, shingles


class Fingerprints:
    """The hashes of texts that came before, by which a new one that shares much with them is known.

    It keeps a few numbers of each text and none of its words.
    """

    #: Of a long text every fourth hash is kept: 1,000 texts of 800 words take 7 MiB.
    _KEPT = 4
    #: Hashes of a text of about 200 words; shorter texts keep all.
    _FEW = 64

    def __init__(self) -> None:
        self._names: list[str] = []
        self._texts: dict[int, int] = {}
        self._more: dict[int, list[int]] = {}

    def add(self, name: str, text: str) -> None:
        """Remember a text."""
        number = len(self._names)
        self._names.append(name)
        hashes = fingerprint(shingles(keys_of(text)))
        if len(hashes) > self._FEW:
            hashes = {one for one in hashes if not one % self._KEPT}
        for one in hashes:
            if self._texts.setdefault(one, number) != number:
                self._more.setdefault(one, []).append(number)

    def like(self, text: str, most: int) -> list[str]:
        """The names of texts that share words with one, those that may share most first."""
        hits: Counter[int] = Counter()
        for one in fingerprint(shingles(keys_of(text))):
            if one in self._texts:
                numbers = [self._texts[one], *self._more.get(one, ())]
                if len(numbers) <= COMMON:
                    hits.update(numbers)
        return [self._names[number] for number, _ in hits.most_common(most)]
