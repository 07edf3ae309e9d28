"""Captions that only what stands beside them tells: a line of credit above or below, other pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft, Unit
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.rules.credits import SLASHED, is_credit
from readingroom.importing.rules.figures import caption_words, credit_facts
from readingroom.importing.rules.links import kind_of
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal, word_set

_WHAT = (
    r"(?i:photo(?:graph|graphie)?s?|pictures?|images?|pics?|credits?|foto(?:graf[ií]a)?s?|"
    r"bild(?:er)?|fotos?|cr[ée]dits?(?: photo)?|фото(?:граф)?|图|摄影?|illustrations?)"
)
#: “Picture: Sandra Low”, “Foto: Jan Lenz / dpa”, “Credit...Ada Hale”, “Photo by Jo Pell”, “© M. Oduya”.
_CREDIT = re.compile(
    rf"(?P<label>(?:{_WHAT}(?: (?i:credit|by|courtesy of))?\s?(?:[:：]|\.{{3}}|…)|"
    rf"{_WHAT} (?i:by|courtesy of)(?=\s)|©|\(c\))\s*)(?P<credit>[^\s\d]\D{{1,80}})"
)
_BY = re.compile(r"(?i:by|story|von|par|por|da|words?|text|interview)\b|(?:Von|Par|Por)\s")
_MARKED = re.compile(r"[\W_]|\d+[.)]\s")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
#: A line of a caption keeps to this; so much of it, at the least, is written small, as in no headline.
_LINE, _SMALL = 200, 0.34
_FEWEST = 4
#: Captions without any sign are short, and stand between paragraphs that are not.
_SHORT, _PROSE, _ABOVE = 140, 160, 60
#: A line of this length was not wrapped: what stands over it in its block is a paragraph of its own.
_UNWRAPPED = 160
#: What is added of the one who is seen: “…, which he polishes on Mondays”.
ADDED = re.compile(r", (?:who|which|whose|where|when|seen|shown|pictured|here)\b[^,.]*")
#: Over the text, who took its pictures: “Text and photographs: Amaia Lertxundi”.
_PICTURED = re.compile(
    r"^[ \t]*(?:\w+(?:,| and|/| &)? )?(?:photograph(?:s|y)|pictures|photos|fotos|photographies)"
    r"(?: by|:) ?\S.{2,40}$",
    re.IGNORECASE | re.MULTILINE,
)
#: With more figures than this the front matter, held to 16 KiB, would not hold their captions.
_MOST = 12
#: Verbs of sentences that tell or argue: captions have none of them, or the present of what is seen.
TELLING = word_set(
    """was were had did has have is are be been will would could should must may might can shall do
    does said says told went came took stood sat ran got made knew thought saw heard felt left kept
    began found gave put let i we you my our your me us not never nobody nothing
    he she they it this there"""
)
#: “Rakes drying against the wall of the store at noon.”
_DOING = re.compile(r"[A-ZÀ-Þ]\S*(?: (?:and |the |a )?\S+){0,3}? [a-z]{2,}ing (?:[a-z]+ ){2}")
DONE = re.compile(r"(?<!, )\b[a-z]{2,}ed\b")
_LINES = re.compile(r"[^\n]*\S")
#: Who took the pictures is said over the text.
_HEAD = 1500
_SAID = re.compile(r"[?!…:;]|^[\"“‘«—–-]|\d{1,2}[:.]\d{2}$")


def captions_beside_credits(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The line right over “Picture: Sandra Low”; the line right under it, where nothing is over it."""
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    free = dict(free_lines(lines, found))
    wrapped = all(len(line.words) < _UNWRAPPED for line in lines)
    made = 0
    for at, line in free.items():
        if len(line.words) > _LINE or made == _MOST:
            continue
        match = _CREDIT.fullmatch(line.words)
        slashed = None if match else SLASHED.fullmatch(line.words)
        if not slashed and not (match and is_credit(match["credit"])):
            continue
        near = _caption_beside(lines, free, at, wrapped=wrapped)
        near = near if near is not None or slashed else _caption_apart(lines, free, at)
        if near is None or (slashed and near > at):
            continue
        made += 1
        over = lines[near]
        yield from caption_words(draft.text, over.start, over.end, 0.8 if match else 0.7)
        if not match:
            yield Proposal(line.start, line.end, "photo-credit", 0.7, credit_facts(line.words))
            continue
        begin = line.end - len(match["credit"])
        yield Proposal(line.start, begin - _blank(draft.text, begin), "label", 0.8)
        yield Proposal(begin, line.end, "photo-credit", 0.8, credit_facts(match["credit"]))


def _blank(text: str, at: int) -> int:
    """How many characters of white space stand before a place."""
    return len(text[:at]) - len(text[:at].rstrip())


def _caption_beside(
    lines: Sequence[Line], free: dict[int, Line], at: int, *, wrapped: bool
) -> int | None:
    """The index of the line over a credit, or of that under it, if it could be the caption."""
    above = at - 1
    if above > 0 and above in free and not lines[at].blanks:
        # Another line over it in the same block may be the caption's first, or the text's.
        first = lines[above].blanks > 0 or above - 1 not in free or lines[above - 1].ended
        first = first or bool(kind_of(lines[above - 1].words))
        # Under a site's links stands who owns it.
        if kind_of(lines[above].words):
            return None
        if (first or not wrapped) and describes(lines[above].words):
            return above
        return None
    below = at + 1
    alone = below + 1 == len(lines) or (below + 1 < len(lines) and lines[below + 1].blanks > 0)
    if alone and below in free and not lines[below].blanks and describes(lines[below].words):
        return below
    return None


def _caption_apart(lines: Sequence[Line], free: dict[int, Line], at: int) -> int | None:
    """The index of a short sentence apart over a credit, or under it, that tells no event."""
    # At the head the text's own first sentence stands below who took the pictures.
    begun = lines[at].blanks > 0 and any(
        line.ended and len(line.words) > _ABOVE for line in lines[: max(at - 1, 0)]
    )
    for near in (at - 1, at + 1) if begun else (at - 1,):
        alone = near in free and all(
            each == len(lines) or lines[each].blanks == 1 for each in (near, near + 1)
        )
        if not alone or not near or len(lines[near].words) > _SHORT:
            continue
        words = lines[near].words
        said = {word.casefold() for word in WORD.findall(ADDED.sub("", words))}
        if (
            words.endswith(".")
            and describes(words)
            and not said & TELLING
            and not DONE.search(words)
        ):
            return near
    return None


def describes(words: str) -> bool:
    """Whether a line could say what a picture shows: no headline's capitals, nobody's name alone."""
    if _MARKED.match(words):
        return False
    if len(words) > _LINE or _BY.match(words) or _SAID.search(words):
        # “FULL: The staff car park” has its word in capitals before the colon.
        words = re.sub(r"^[A-Z]{3,12}: ", "", words)
        if len(words) > _LINE or _BY.match(words) or _SAID.search(words):
            return False
    said = WORD.findall(words)
    small = sum(word[0].islower() for word in said)
    return len(said) >= _FEWEST and small >= _SMALL * len(said)


def unsigned_captions(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A short line between long paragraphs that tells nothing, where other pictures are known.

    Done and shown to the editor: an essay may have such sentences too.
    """
    if draft.blob or any(f.role in {"caption-dateline", "agency"} for f in found):
        # Agencies' captions have their signs, and their sentences are short paragraphs.
        return
    if not _is_pictured(draft, found):
        return
    made = sum(f.role == "caption" for f in found)
    units = [unit for unit in draft.units if unit.kind in {"paragraph", "verse"}]
    free = {unit.start for unit in draft.free(found)}
    for above, unit, below in zip(units, units[1:], [*units[2:], None], strict=False):
        if unit.start not in free or made >= _MOST:
            continue
        over = draft.words(above)
        long = len(over) >= _ABOVE and (
            below is None or max(len(over), below.end - below.start) >= _PROSE
        )
        if not long or over[-1] not in '.!?”"’':
            continue
        for begin, end in _captions_of(draft, unit):
            made += 1
            yield from caption_words(draft.text, begin, end, 0.62)


def _is_pictured(draft: Draft, found: Sequence[Finding]) -> bool:
    """Whether a caption or a credit is known, or the text's head says who took its pictures."""
    if any(f.role in {"photo-credit", "caption"} for f in found):
        return True
    head = draft.units[0].start if draft.units else 0
    return bool(_PICTURED.search(draft.text, head, head + _HEAD))


def _captions_of(draft: Draft, unit: Unit) -> Iterable[tuple[int, int]]:
    """The captions of a unit: the whole of it, or each of two or three lines without a stop."""
    if tells_nothing(draft.words(unit)):
        yield unit.start, unit.end
        return
    lines = [match.span() for match in _LINES.finditer(draft.text, unit.start, unit.end)]
    words = [draft.text[begin:end].strip() for begin, end in lines]
    if 1 < len(lines) < _FEWEST and all(
        not each.endswith((".", ",", "-")) and tells_nothing(each + ".") for each in words
    ):
        yield from lines


def tells_nothing(words: str) -> bool:
    """Whether a line is a sentence or fragment that tells no event, as captions do."""
    sentence = (
        words[0].isupper()
        and not words.isupper()
        and words.endswith(".")
        and (", " in words or bool(_DOING.match(words)))
        and not _SAID.search(words)
    )
    sentence = sentence and not _BY.match(words)
    if len(words) > _SHORT or not sentence:
        return False
    plain = ADDED.sub("", words)
    said = {word.casefold() for word in WORD.findall(plain)}
    one = not re.search(r"[.!?] [A-Z]", words.rstrip("."))
    return len(said) >= _FEWEST - 1 and one and not said & TELLING and not DONE.search(plain)
