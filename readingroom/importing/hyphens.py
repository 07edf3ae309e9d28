"""Words that were divided at the ends of wrapped lines are joined, as far as that can be told."""

from __future__ import annotations

import bisect
import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from readingroom.importing.cleaning import Cleaned
from readingroom.importing.layout import Draft
from readingroom.importing.segments import word_set

_LETTERS = r"(?:[^\W_]|[\u0300-\u036f])"
#: OCR writes ``¬`` for a hyphen that it takes to be the printer's.
_LINE_END = re.compile(r"[-\u2010¬](?P<gap>[ \t]*\n[ \t]*)")
#: Bounded, since no word of prose is longer and a file of one long word must not take long.
_BEFORE = re.compile(rf"{_LETTERS}{{1,40}}$")
_AFTER = re.compile(rf"{_LETTERS}{{1,40}}")
_WORD = re.compile(rf"{_LETTERS}+(?:[-\u2010]{_LETTERS}+)*")
#: The same where there are no accents of their own, in half of the time.
_PLAIN_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ACCENT = re.compile("[\u0300-\u036f]")
#: First parts of English compounds that keep their hyphen; no word is divided after most of them.
_FIRST_PARTS = word_set(
    """well self half non anti post vice all cross high low long short old new full ill
    far first second third one two three four five six seven eight nine ten twenty thirty forty
    fifty sixty seventy eighty ninety north south east west mid semi quasi double single left right
    so much ever great grand good hard soft deep wide large small late early fast slow free open"""
)
#: Ends of words that are none by themselves: “east-ern”, “hard-ly”, “mid-dle”.
_LAST_PARTS = word_set(
    """ern erly ing ings ed er ers est ly ness less ment ments en ens dle tion tions ty ties ward wards
    ship ships dom hood ful able ible ance ence ic ical ism ist ity ous ive al ate ize ise cial ciety"""
)
#: After these the hyphen hangs: “pre- and post-war”.
_HANGING = word_set("and or nor to")
#: “in-to”, “un-to” are words of their own.
_WITH_TO = word_set("in on un here there where hither thither")
#: The word stands elsewhere in the source in this form; otherwise its form is a guess.
_KNOWN, _GUESSED = 0.9, 0.6
#: More words than this in one remark are not read.
_SHOWN = 5

How = Literal["joined", "kept", "apart"]


@dataclass(frozen=True, slots=True)
class Joining:
    """What was done at one line's end: ``hyphen`` is its code point in the cleaned text as it was.

    ``joined``: hyphen and line end are gone; ``kept``: the line end is; ``apart``: neither, as in
    “pre- and post-war” and in verse. ``word`` is how it stands now.
    """

    hyphen: int
    gap: tuple[int, int]
    word: str
    how: How
    confidence: float


@dataclass(frozen=True, slots=True)
class Joined:
    """Text and layout after joining; ``hyphens`` are (code point of the decoded text, confidence).

    ``remarks`` say what an editor should look at.
    """

    cleaned: Cleaned
    draft: Draft
    hyphens: tuple[tuple[int, float], ...] = ()
    remarks: tuple[str, ...] = ()


def join_line_ends(cleaned: Cleaned, draft: Draft) -> Joined:
    """Join what wrapping divided in paragraphs; the lines of verse keep their ends, and are shown."""
    joinings = _joinings(draft)
    if not joinings:
        return Joined(cleaned, draft)
    gone = [
        (joining.hyphen if joining.how == "joined" else joining.gap[0], joining.gap[1])
        for joining in joinings
        if joining.how != "apart"
    ]
    hyphens = tuple((cleaned.origin[j.hyphen], j.confidence) for j in joinings if j.how == "joined")
    without = _without(cleaned, gone)
    return Joined(without, _moved(draft, without.text, gone), hyphens, _remarks(joinings))


def _joinings(draft: Draft) -> list[Joining]:
    found = [
        (unit.kind, match, before.group(), after.group())
        for unit in draft.units
        for match in _LINE_END.finditer(draft.text, unit.start, unit.end)
        if (
            before := _BEFORE.search(
                draft.text[max(unit.start, match.start() - 40) : match.start()]
            )
        )
        if (after := _AFTER.match(draft.text, match.end(), unit.end))
    ]
    if not found:
        return []
    words = _words_of(draft.text)
    for _, _, first, second in found:
        # The halves of divided words say nothing about words.
        words.subtract((first.casefold(), second.casefold()))
    joinings = []
    for kind, match, first, second in found:
        if kind in {"paragraph", "quotation"}:
            joinings.append(_joining(draft.text, match, first, second, words))
        elif kind == "verse" and second[0].islower():
            # The poet's own division, or prose that was taken for verse.
            word = f"{first}- {second}"
            apart = Joining(match.start(), match.span("gap"), word, "apart", _GUESSED)
            joinings.append(apart)
    return joinings


def _words_of(text: str) -> Counter[str]:
    """The words of a text, folded; those with a hyphen are one."""
    folded = text.replace("\u2010", "-").casefold()
    plain = folded.isascii() or not _ACCENT.search(folded)
    return Counter((_PLAIN_WORD if plain else _WORD).findall(folded))


def _joining(
    text: str, match: re.Match[str], first: str, second: str, words: Counter[str]
) -> Joining:
    at = match.start()
    how, sure = _decide(first, second, words)
    outer = text[at - len(first) - 1 : at - len(first)] + text[match.end() + len(second) :][:1]
    if how != "apart" and ("-" in outer or "\u2010" in outer):
        # “mother-in-law”: a word with one hyphen has the others too.
        how, sure = "kept", _KNOWN
    if text[at] == "¬":
        # No compound is written with the printer's sign.
        how, sure = "joined", _KNOWN
    between = {"joined": "", "kept": text[at], "apart": text[at] + " "}[how]
    return Joining(at, match.span("gap"), first + between + second, how, sure)


def joined_across(text: str, end: int, start: int) -> bool:
    """Whether the hyphen before ``end`` only divides a word that goes on at ``start``, a page later."""
    before = _BEFORE.search(text[max(0, end - 41) : end - 1])
    after = _AFTER.match(text, start)
    if text[end - 1] not in "-\u2010¬" or not before or not after or not after.group()[0].islower():
        return False
    first, second = before.group(), after.group()
    if text[end - 1] == "¬":
        return True
    words = _words_of(text)
    words.subtract((first.casefold(), second.casefold()))
    return _decide(first, second, words)[0] == "joined"


def _decide(first: str, second: str, words: Counter[str]) -> tuple[How, float]:
    """What to do with a divided word, and how sure that is."""
    a, b = first.casefold(), second.casefold()
    whole, compound = words[a + b] > 0, words[f"{a}-{b}"] > 0
    if whole != compound:
        return ("joined" if whole else "kept"), _KNOWN
    alike = (first[-1].islower() and second.islower()) or (first + second).isupper()
    if not alike or len(first) == 1:
        # “Anglo-Saxon”, “UN-backed”, “1914-1918”, “x-ray”.
        return "kept", _KNOWN
    if b in _LAST_PARTS or (b == "to" and a in _WITH_TO):
        return "joined", _GUESSED
    if b in _HANGING:
        return "apart", _GUESSED
    if compound or a in _FIRST_PARTS or (words[a] > 0 and words[b] > 0):
        return "kept", _GUESSED
    return "joined", _GUESSED


def _remarks(joinings: Sequence[Joining]) -> tuple[str, ...]:
    says: dict[How, str] = {
        "joined": "words joined at line ends",
        "kept": "hyphens kept at line ends",
        "apart": "hyphens left hanging at line ends",
    }
    remarks = []
    for how, says_so in says.items():
        words = [j.word for j in joinings if j.how == how and j.confidence < _KNOWN]
        words = list(dict.fromkeys(words))
        more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
        if words:
            remarks.append(f"{says_so}: {', '.join(words[:_SHOWN])}{more}")
    return tuple(remarks)


def _without(cleaned: Cleaned, gone: Sequence[tuple[int, int]]) -> Cleaned:
    pieces: list[str] = []
    origin = array("L")
    done = 0
    for start, end in (*gone, (len(cleaned.text), len(cleaned.text))):
        pieces.append(cleaned.text[done:start])
        origin.extend(cleaned.origin[done:start])
        done = end
    return Cleaned("".join(pieces), origin, cleaned.changed)


def _moved(draft: Draft, text: str, gone: Sequence[tuple[int, int]]) -> Draft:
    """The layout for the text without some stretches, which lie within units."""
    ends = [end for _, end in gone]
    lost = [0]
    for start, end in gone:
        lost.append(lost[-1] + end - start)
    units = tuple(
        replace(
            unit,
            start=unit.start - lost[bisect.bisect_right(ends, unit.start)],
            end=unit.end - lost[bisect.bisect_right(ends, unit.end)],
        )
        for unit in draft.units
    )
    return Draft(text, units, draft.blob)
