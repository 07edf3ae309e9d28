"""How well and how fast quotes are found: ``python benchmarks/anchoring.py [--quotes N]``.

Needs nothing but the project and its conformance data (``../shared/conformance/anchoring``); where
rapidfuzz is installed, its ``partial_ratio_alignment`` is measured on the same quotes.

A place is right when it overlaps the true one by 0.85 or more (intersection over union), partly right
when by less, wrong when it is another, missed when none is given. Nothing should be attached where the
passage is absent: quotes of one book looked for in another, and quotes whose passage was cut out while
everything like it stays.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from readingroom.anchoring import anchor_notes  # noqa: E402  # the checkout's own, installed or not
from readingroom.folding import fold  # noqa: E402
from readingroom.model import Document, Note, Quote, Text  # noqa: E402
from readingroom.quotes import Match, match_quote  # noqa: E402

DATA = ROOT.parent / "shared" / "conformance" / "anchoring"
#: Overlap from which a place counts as the right one; the conformance data's own figure.
RIGHT = 0.85
#: Score, of 100, from which rapidfuzz's answer is taken as a place: it always has one, and below this
#: it is noise for the most part.
CUTOFF = 80.0
#: One seed, so that any two runs measure the same quotes.
SEED = 1912

#: text, exact, prefix, suffix, hint → a range, or None.
Search = Callable[[str, str, str, str, int | None], tuple[int, int] | None]


@dataclass(frozen=True)
class Case:
    """A quote from an old revision, and where it stands in the new one."""

    exact: str
    prefix: str
    suffix: str
    truth: tuple[int, int]


@dataclass(frozen=True)
class Book:
    """Two revisions of one book with the quotes to be found again."""

    name: str
    old: str
    new: str
    cases: tuple[Case, ...]


@dataclass
class Tally:
    """What came of many searches; times in milliseconds."""

    right: int = 0
    partly: int = 0
    wrong: int = 0
    missed: int = 0
    times: list[float] = field(default_factory=list)

    def row(self) -> str:
        """One line of the table."""
        total = self.right + self.partly + self.wrong + self.missed
        share = 100 * self.right / total if total else 0.0
        return (
            f"{self.right:5} right ({share:6.2f} %) {self.partly:3} partly {self.wrong:3} wrong "
            f"{self.missed:3} missed   {_times(self.times)}"
        )


def books() -> list[Book]:
    """The conformance data's books."""
    made = []
    for path in sorted(DATA.glob("reanchor-*.json")):
        said: dict[str, Any] = json.loads(path.read_text("utf-8"))
        cases = tuple(
            Case(c["exact"], c["prefix"], c["suffix"], (c["truth"][0], c["truth"][1]))
            for c in said["cases"]
        )
        old, new = (_read(said[key]) for key in ("old", "new"))
        made.append(Book(path.stem.removeprefix("reanchor-"), old, new, cases))
    return made


def _read(name: str) -> str:
    # Offsets are into the characters as they are; no line end may be translated.
    return (DATA / name).read_bytes().decode("utf-8")


def ours(
    text: str, exact: str, prefix: str, suffix: str, hint: int | None
) -> tuple[int, int] | None:
    """This project's ``match_quote``."""
    found = match_quote(text, exact, prefix, suffix, hint)
    return (found.start, found.end) if isinstance(found, Match) else None


def rapidfuzz() -> Search | None:
    """``partial_ratio_alignment`` of the quote alone: it knows nothing of context."""
    if importlib.util.find_spec("rapidfuzz") is None:
        return None
    from rapidfuzz import fuzz

    def search(
        text: str, exact: str, _prefix: str, _suffix: str, _hint: int | None
    ) -> tuple[int, int] | None:
        found = fuzz.partial_ratio_alignment(exact, text, score_cutoff=CUTOFF)
        return (found.dest_start, found.dest_end) if found else None

    return search


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Intersection over union of two ranges."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def found_again(search: Search, text: str, cases: Sequence[Case], *, context: bool = True) -> Tally:
    """How many quotes are found where they are."""
    tally = Tally()
    for case in cases:
        prefix, suffix = (case.prefix, case.suffix) if context else ("", "")
        place = _timed(tally, search, text, case.exact, prefix, suffix)
        if place is None:
            tally.missed += 1
        elif overlap(place, case.truth) >= RIGHT:
            tally.right += 1
        elif overlap(place, case.truth) > 0:
            tally.partly += 1
        else:
            tally.wrong += 1
    return tally


def _timed(
    tally: Tally, search: Search, text: str, exact: str, prefix: str, suffix: str
) -> tuple[int, int] | None:
    begun = time.perf_counter()
    place = search(text, exact, prefix, suffix, None)
    tally.times.append(1000 * (time.perf_counter() - begun))
    return place


def strangers(all_books: Sequence[Book], count: int) -> Iterator[tuple[str, Case]]:
    """Quotes of one book with the text of another, but for those whose very words stand there too."""
    chance = random.Random(SEED)
    pairs = [(a, b) for a in all_books for b in all_books if a is not b]
    folded = {book.name: fold(book.new).words for book in all_books}
    for number in range(count):
        there, here = pairs[number % len(pairs)]
        while True:
            case = _taken(here.new, chance, [case.exact for case in here.cases])
            if fold(case.exact).words not in folded[there.name]:
                break
        yield there.new, case


def cut_out(all_books: Sequence[Book], count: int) -> Iterator[tuple[str, Case]]:
    """Quotes with the text that their passage was cut out of, with its own context still there.

    Every conformance case is cut out of the new revision, then passages of the book at random.
    """
    chance = random.Random(SEED + 1)
    cases = [(book, case) for book in all_books for case in book.cases]
    for number in range(count):
        if number < len(cases):
            book, case = cases[number]
        else:
            book = all_books[number % len(all_books)]
            case = _taken(book.new, chance, [one.exact for one in book.cases])
        start, end = case.truth
        yield book.new[:start] + book.new[end:], case


def repeated(all_books: Sequence[Book], count: int) -> Iterator[tuple[str, Case]]:
    """Words that a book has at least twice, one of their places cut out: a twin must not be taken."""
    chance = random.Random(SEED + 2)
    for number in range(count):
        book = all_books[number % len(all_books)]
        while True:
            case = _taken(book.new, chance, ["two or three"], least=8)
            if book.new.count(case.exact) > 1:  # about one in fifty
                break
        start, end = case.truth
        yield book.new[:start] + book.new[end:], case


def _taken(text: str, chance: random.Random, like: Sequence[str], least: int = 1) -> Case:
    """Whole words at random, about as many as one of the quotes ``like`` has, with their context."""
    while True:
        wanted = len(chance.choice(like).split())
        at = chance.randrange(len(text) - 4000)
        # The first word may have been cut.
        words = list(islice(re.finditer(r"\S+", text[at : at + 4000]), 1, wanted + 1))
        if not words:
            continue
        start, end = at + words[0].start(), at + words[-1].end()
        if end - start >= least:
            prefix, suffix = text[max(0, start - 32) : start], text[end : end + 32]
            return Case(text[start:end], prefix, suffix, (start, end))


def attached(search: Search, absent: Iterator[tuple[str, Case]], *, context: bool = True) -> str:
    """How many quotes are attached though their passage is not there."""
    tally, count = Tally(), 0
    for text, case in absent:
        count += 1
        prefix, suffix = (case.prefix, case.suffix) if context else ("", "")
        tally.wrong += _timed(tally, search, text, case.exact, prefix, suffix) is not None
    return (
        f"{tally.wrong:5} of {count} attached ({100 * tally.wrong / count:5.2f} %)"
        f"{'':25}{_times(tally.times)}"
    )


def _times(times: Sequence[float]) -> str:
    return f"median {median(times):7.2f} ms, worst {max(times):8.1f} ms" if times else ""


# --- speed ---------------------------------------------------------------------------------------


def speeds(all_books: Sequence[Book]) -> Iterator[tuple[str, str]]:
    """Seconds and milliseconds on texts of 600 kB: what is measured, and what it took."""
    text = "\n\n".join(book.new for book in all_books) * 2
    text = text.encode()[:600_000].decode("utf-8", "ignore")
    chance = random.Random(SEED + 3)
    notes = _exact_notes(text, chance, 1000)
    document = Document(text)
    subject = Text("big", "content/texts/big.md", "Big", document)
    begun = time.perf_counter()
    made, _ = anchor_notes(notes, {"big": subject})
    exact = sum(note.state == "exact" for note in made)
    yield "1,000 notes, exact (< 2 s)", f"{time.perf_counter() - begun:8.3f} s   {exact} exact"
    yield "one changed quote, cold (< 150 ms)", _cold(text, _changed(text, chance, 200))
    yield "the same, of 2,500 code points", _cold(text, _changed(text, chance, 2500))
    for size in (75_000, 150_000, 300_000, 600_000):
        yield f"`a a a …`, {size:,} code points", _cold("a " * (size // 2), "a b " * 50)
    yield "`a a a …`, the quote repeats too", _cold("a " * 300_000, "a " * 100 + "b")


def _exact_notes(text: str, chance: random.Random, count: int) -> list[Note]:
    notes: list[Note] = []
    while len(notes) < count:
        case = _taken(text[: len(text) // 2], chance, ["one two three four five six seven eight"])
        if text.count(case.exact) == 1 and "\n" not in case.exact:
            quotes = (Quote(case.exact, 1, 1),)
            notes.append(Note(f"n{len(notes)}", "big", "n.md", 1, 1, Document("c"), quotes))
    return notes


def _changed(text: str, chance: random.Random, length: int) -> str:
    """A passage with one word in twelve replaced by another of the text."""
    start = chance.randrange(len(text) // 4, len(text) // 3)
    words = text[start : start + length].split(" ")
    for at in range(5, len(words), 12):
        words[at] = chance.choice(words)[::-1]
    return " ".join(words)


def _cold(text: str, quote: str) -> str:
    """One search on a text that nothing is known of; the median of five."""
    times = []
    for number in range(5):
        fresh = f"{number} {text}"  # a text that the search has not folded before
        begun = time.perf_counter()
        found = match_quote(fresh, quote)
        times.append(1000 * (time.perf_counter() - begun))
    said = found.method if isinstance(found, Match) else found.reason
    return f"{median(times):8.1f} ms  {said}"


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quotes", type=int, default=1000, help="absent quotes of each kind")
    count = options.parse_args().quotes
    if not DATA.is_dir():
        print(f"the conformance data is not at {DATA}", file=sys.stderr)
        return 1
    all_books = books()
    searches: list[tuple[str, Search]] = [("reading room", ours)]
    if other := rapidfuzz():
        searches.append((f"rapidfuzz, score ≥ {CUTOFF:g}", other))
    else:
        print("rapidfuzz is not installed; with it (pip install rapidfuzz) it stands beside.\n")
    for name, search in searches:
        print(name)
        for book in all_books:
            print(f"  {book.name:36}{found_again(search, book.new, book.cases).row()}")
            if search is ours:
                tally = found_again(search, book.new, book.cases, context=False)
                print(f"  {'  without context':36}{tally.row()}")
        print(f"  {'absent: of other books':36}{attached(search, strangers(all_books, count))}")
        print(f"  {'absent: the passage cut out':36}{attached(search, cut_out(all_books, count))}")
        if search is ours:
            row = attached(search, repeated(all_books, count // 4))
            print(f"  {'absent: cut out, its twin stays':36}{row}")
            row = attached(search, strangers(all_books, count), context=False)
            print(f"  {'  without context: of other books':36}{row}")
        print(flush=True)
    print("speed, texts of 600 kB")
    for what, took in speeds(all_books):
        print(f"  {what:36}{took}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
