"""Captions that only what stands beside them tells: a line of credit above or below, other pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft, Unit
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.rules.credits import is_credit
from readingroom.importing.rules.figures import caption_words, credit_facts
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal, word_set

#: “Picture: Sandra Low”, “Foto: Jan Lenz / dpa”, “Photo : Yann Le Goff”, “© Mina Oduya”, alone.
_CREDIT = re.compile(
    r"(?P<label>(?:(?i:photo(?:graph|graphie)?s?|pictures?|images?|pics?|credits?|foto(?:graf[ií]a)?s?|"
    r"bild(?:er)?|fotos?|cr[ée]dits?(?: photo)?|фото(?:граф)?|图|摄影?|illustrations?)"
    r"(?: (?i:credit|by|courtesy of))?\s?[:：]|©|\(c\))\s*)(?P<credit>\S.{1,80})"
)
_BY = re.compile(r"(?i:by|story|von|par|por|da|words?|text|interview)\b|(?:Von|Par|Por)\s")
_MARKED = re.compile(r"[\W_]|\d+[.)]\s")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
#: A line of a caption keeps to this; so much of it, at the least, is written small, as in no headline.
_LINE, _SMALL = 200, 0.34
_FEWEST = 4
#: Captions without any sign are short, and stand between paragraphs that are not.
_SHORT, _PROSE = 140, 160
#: With more figures than this the front matter, held to 16 KiB, would not hold their captions.
_MOST = 12
#: Verbs of sentences that tell or argue: captions have none of them, or the present of what is seen.
_TELLING = word_set(
    """was were had did has have is are be been will would could should must may might can shall do
    does said says told went came took stood sat ran got made knew thought saw heard felt left kept
    began found gave put let i we you my our your me us not never nobody nothing
    he she they it this there"""
)
_DONE = re.compile(r"(?<!, )\b[a-z]{2,}ed\b")
_SAID = re.compile(r"[?!…:;]|^[\"“‘«—–-]|\d{1,2}[:.]\d{2}$")


def captions_beside_credits(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The line right over “Picture: Sandra Low”; the line right under it, where nothing is over it."""
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    free = dict(free_lines(lines, found))
    made = 0
    for at, line in free.items():
        match = _CREDIT.fullmatch(line.words) if len(line.words) <= _LINE else None
        if not match or not is_credit(match["credit"]) or made == _MOST:
            continue
        near = _caption_beside(lines, free, at)
        if near is None:
            continue
        made += 1
        over = lines[near]
        yield from caption_words(draft.text, over.start, over.end, 0.8)
        begin = line.end - len(match["credit"])
        yield Proposal(line.start, begin - _blank(draft.text, begin), "label", 0.8)
        yield Proposal(begin, line.end, "photo-credit", 0.8, credit_facts(match["credit"]))


def _blank(text: str, at: int) -> int:
    """How many characters of white space stand before a place."""
    return len(text[:at]) - len(text[:at].rstrip())


def _caption_beside(lines: Sequence[Line], free: dict[int, Line], at: int) -> int | None:
    """The index of the line over a credit, or of that under it, if it could be the caption."""
    above = at - 1
    if above > 0 and above in free and not lines[at].blanks:
        # Another line over it in the same block may be the caption's first, or the text's.
        first = lines[above].blanks > 0 or above - 1 not in free or lines[above - 1].ended
        if first and _describes(lines[above].words):
            return above
        return None
    below = at + 1
    alone = below + 1 == len(lines) or (below + 1 < len(lines) and lines[below + 1].blanks > 0)
    if alone and below in free and not lines[below].blanks and _describes(lines[below].words):
        return below
    return None


def _describes(words: str) -> bool:
    """Whether a line could say what a picture shows: no headline's capitals, nobody's name alone."""
    if _MARKED.match(words):
        return False
    if len(words) > _LINE or _BY.match(words) or _SAID.search(words):
        # “FULL: The staff car park” has its word in capitals before the colon.
        words = re.sub(r"^[A-Z]{3,12}: ", "", words)
        if len(words) > _LINE or _BY.match(words) or _SAID.search(words):
            return False
    said = _WORD.findall(words)
    small = sum(word[0].islower() for word in said)
    return len(said) >= _FEWEST and small >= _SMALL * len(said)


def unsigned_captions(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A short line between long paragraphs that tells nothing, where other pictures are known.

    Done and shown to the editor: an essay may have such sentences too.
    """
    pictured = {"photo-credit", "caption"}
    if draft.blob or not any(f.role in pictured for f in found):
        return
    if any(f.role in {"caption-dateline", "agency"} for f in found):
        # Agencies' captions have their signs, and their sentences are short paragraphs.
        return
    made = sum(f.role == "caption" for f in found)
    units = [unit for unit in draft.units if unit.kind == "paragraph"]
    free = {unit.start for unit in draft.free(found)}
    for above, unit, below in zip(units, units[1:], units[2:], strict=False):
        if unit.start not in free or made >= _MOST or not _tells_nothing(draft, unit):
            continue
        long = max(above.end - above.start, below.end - below.start) >= _PROSE
        if long and draft.words(above)[-1] in '.!?”"’':
            made += 1
            yield from caption_words(draft.text, unit.start, unit.end, 0.62)


def _tells_nothing(draft: Draft, unit: Unit) -> bool:
    words = draft.words(unit)
    sentence = (
        words[0].isupper()
        and not words.isupper()
        and words.endswith(".")
        and ", " in words
        and not _SAID.search(words)
    )
    sentence = sentence and not _BY.match(words)
    if len(words) > _SHORT or not sentence:
        return False
    said = {word.casefold() for word in _WORD.findall(words)}
    one = not re.search(r"[.!?] [A-Z]", words.rstrip("."))
    return len(said) >= _FEWEST - 1 and one and not said & _TELLING and not _DONE.search(words)
