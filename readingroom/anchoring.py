"""Anchoring: the passages of a text that a note is on.

A quote is looked for as written, then as Markdown renders it; ``==words==`` in it are the target and
the rest is context; ``[…]`` is taken literally first, then as an elision. What was accepted before
(``anchors``) tells a passage from its lookalikes. A quote without one certain place leaves its note
unplaced, with a diagnostic that shows the candidates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from readingroom.anchors import Addresses, Record, Recorded, addresses
from readingroom.diagnostics import Diagnostic
from readingroom.folding import fold
from readingroom.misplaced import changed, listed, missed
from readingroom.model import AnchoredNote, Document, Note, Quote, State, Target, Text
from readingroom.quotes import Haystack, Match, Miss, find_exact, match_in, sides
from readingroom.readers.markdown import read_markdown

_MARKED = re.compile(r"==(?=\S)(.+?)(?<=\S)==", re.DOTALL)
_ELISION = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")


@dataclass(frozen=True, slots=True)
class _Part:
    """Words of a quote between elisions, and which are the target (none in mere context)."""

    words: str
    start: int
    end: int


def anchor_notes(
    notes: Sequence[Note],
    texts: Mapping[str, Text],
    records: Mapping[str, Record] | None = None,
) -> tuple[tuple[AnchoredNote, ...], tuple[Diagnostic, ...]]:
    """Every note with its passages, and a diagnostic for each quote that has no one certain place.

    ``records`` are what was accepted before, by text.
    """
    found: list[Diagnostic] = []
    made: list[AnchoredNote] = []
    haystacks: dict[str, Haystack] = {}
    homes: dict[str, Addresses] = {}
    for note in notes:
        text = texts.get(note.text)
        if text is None:
            continue
        if note.text not in haystacks:
            haystacks[note.text] = Haystack(text.document.text)
        record = (records or {}).get(note.text)
        if note.text not in homes:
            homes[note.text] = addresses(record, text.document)
        known = record.notes.get(note.id, ()) if record else ()
        anchored, wrong = anchor(note, text.document, haystacks[note.text], known, homes[note.text])
        made.append(anchored)
        found += wrong
    return tuple(made), tuple(found)


#: From best to worst: a note is as certain as the least certain of its targets.
_STATES: tuple[State, ...] = ("exact", "moved", "changed", "ambiguous", "orphan")


def anchor(
    note: Note,
    document: Document,
    haystack: Haystack | None = None,
    known: Sequence[Recorded] = (),
    homes: Addresses | None = None,
) -> tuple[AnchoredNote, tuple[Diagnostic, ...]]:
    """One note against the words it is about.

    ``known`` is what was accepted for it before, ``homes`` says where paragraphs that had an address
    then are today.
    """
    haystack = haystack or Haystack(document.text)
    if not note.quotes or note.on == "text":
        state: State = "reply" if note.parent or note.re else "whole"
        return AnchoredNote(note, (), state), ()
    targets: list[Target] = []
    found: list[Diagnostic] = []
    worst: State = "exact"
    by_quote = {recorded.quote: recorded for recorded in known}
    for number, quote in enumerate(note.quotes):
        result = _place(quote, note.nth, haystack)
        before = by_quote.get(quote.raw)
        block = before.block if before else ""
        where = _Where(haystack, document, block, homes or Addresses())
        state, answer = _judged(quote, result, before, where)
        worst = max(worst, state, key=_STATES.index)
        if isinstance(answer, Match):
            found += filter(None, [listed(note, quote, answer, document)])
            start, end = answer.start, answer.end
            if note.on == "paragraph":
                start, end = _widened(document, start, end)
            targets.append(Target(start, end, state, number))
        if state == "changed":
            found.append(changed(note, quote, answer, by_quote.get(quote.raw), haystack))
        elif isinstance(answer, Miss):
            found.append(missed(note, quote, answer, haystack))
    targets.sort(key=lambda target: (target.start, target.end))
    return AnchoredNote(note, tuple(targets), worst), tuple(found)


def reading_of(
    document: Document, haystack: Haystack
) -> Callable[[str, tuple[int, int] | None], tuple[int, int] | None]:
    """Where raw words of a quote, and ``nth``, lead in a text: a range, None where that is not sure."""

    def reads(raw: str, nth: tuple[int, int] | None) -> tuple[int, int] | None:
        note = Note("new", "", "", 1, 1, Document(""), (Quote(raw, 1, 1),), nth=nth)
        anchored, _ = anchor(note, document, haystack)
        target = anchored.targets[0] if anchored.state == "exact" else None
        return (target.start, target.end) if target else None

    return reads


@dataclass(frozen=True, slots=True)
class _Where:
    """A text, the address that an accepted passage's paragraph had, and where old addresses lead."""

    haystack: Haystack
    document: Document
    block: str
    homes: Addresses

    def found(self, match: Match, known: Recorded) -> State | None:
        """What the words at a place are: the passage (exact), the passage elsewhere, or neither.

        They are the passage in its own paragraph; in its own context on both sides; or on one side, in
        the paragraph that its own has most likely become.
        """
        block = self.document.block_at(match.start)
        address = block.address if block else ""
        if address and address in (self.block, self.homes.corrected.get(self.block)):
            return "exact"
        before, after = sides(self.haystack, match, known.prefix, known.suffix)
        likely = bool(address) and self.homes.moved.get(self.block) == address
        return "moved" if (before and after) or (likely and (before or after)) else None


def _judged(
    quote: Quote, result: Match | Miss, known: Recorded | None, where: _Where
) -> tuple[State, Match | Miss]:
    """The state of a target, and its place or why it has none.

    What was accepted decides between repeats, and whether words that are found are the passage or a
    lookalike: they are the passage in its own paragraph, or in its own context on both sides. A
    lookalike is shown to nobody as the passage: the answer is a miss that names it.
    """
    haystack = where.haystack
    if known is None:
        if isinstance(result, Match):
            return "exact", result
        if result.reason == "ambiguous":
            return "ambiguous", result
        likely = _likely(quote, haystack)
        return ("changed", likely) if isinstance(likely, Match) else ("orphan", result)
    if isinstance(result, Match) and (state := where.found(result, known)):
        return state, result
    again = match_in(haystack, known.exact, known.prefix, known.suffix, known.start)
    if isinstance(again, Match):
        if again.method == "fuzzy":
            return "changed", again
        again_state = where.found(again, known)
        return (again_state, again) if again_state else ("changed", Miss("absent", (again,)))
    if again.reason == "ambiguous":
        at_home = [match for match in again.candidates if where.found(match, known) == "exact"]
        return ("exact", at_home[0]) if len(at_home) == 1 else ("ambiguous", again)
    if isinstance(result, Match):
        return "changed", Miss("absent", (result,))
    if result.reason == "ambiguous":
        return "changed", Miss("absent", result.candidates)
    return "orphan", result


def _likely(quote: Quote, haystack: Haystack) -> Match | Miss:
    """Where words that nothing is remembered of stand in another form, if that can be told."""
    rendered = read_markdown(quote.raw).document.text
    part = _unmarked(rendered)
    if _cut(part):
        return Miss("absent")
    words = part.words
    return match_in(haystack, words[part.start : part.end], words[: part.start], words[part.end :])


def _place(quote: Quote, nth: tuple[int, int] | None, haystack: Haystack) -> Match | Miss:
    """The first reading of a quote that has a place; else the most telling miss."""
    missed = Miss("absent")
    for reading in _readings(quote.raw):
        result = _chosen(_ranges(reading, haystack), nth)
        if isinstance(result, Match):
            return result
        if result.reason == "ambiguous" and missed.reason == "absent":
            missed = result
    return missed


def _chosen(places: list[Match], nth: tuple[int, int] | None) -> Match | Miss:
    """The only place, or the one that ``nth`` counts where there are as many as it says."""
    if not places:
        return Miss("absent")
    number, total = nth or (1, 1)
    if len(places) == total and 1 <= number <= total:
        return places[number - 1]
    return Miss("ambiguous", tuple(places))


def _readings(raw: str) -> Iterator[tuple[_Part, ...]]:
    """A quote as it may be meant: literally, with a marked target, rendered, with elisions."""
    yield (_Part(raw, 0, len(raw)),)
    rendered = read_markdown(raw).document.text
    forms = [_unmarked(form) for form in dict.fromkeys((raw, rendered))]
    for part in forms:
        if part.words != raw:
            yield (part,)
    for part in forms:
        if pieces := _cut(part):
            yield pieces


def _unmarked(form: str) -> _Part:
    """The words without the signs that mark the target; all are the target where there are none."""
    marked = _MARKED.search(form)
    if not marked:
        return _Part(form, 0, len(form))
    before, target = form[: marked.start()], marked.group(1)
    return _Part(before + target + form[marked.end() :], len(before), len(before + target))


def _cut(part: _Part) -> tuple[_Part, ...]:
    """The pieces between elisions, none where there is no elision."""
    elisions = [m.span() for m in _ELISION.finditer(part.words)]
    if not elisions:
        return ()
    begins = [0, *(end for _, end in elisions)]
    ends = [*(start for start, _ in elisions), len(part.words)]
    return tuple(
        _Part(
            part.words[begin:end],
            min(max(part.start, begin), end) - begin,
            min(max(part.end, begin), end) - begin,
        )
        for begin, end in zip(begins, ends, strict=True)
        if part.words[begin:end].strip()
    )


def _ranges(parts: tuple[_Part, ...], haystack: Haystack) -> list[Match]:
    """From the target's first words to its last, the parts in order and as near as they stand."""
    each = [_places(part, haystack) for part in parts]
    if not all(each):
        return []
    ranges: list[Match] = []
    for position, first in enumerate(each[0]):
        chain = [first]
        for later in each[1:]:
            following = next((p for p in later if p[0].start >= chain[-1][0].end), None)
            if following is None:
                return ranges
            chain.append(following)
        # An opening that is said again before the rest follows is not where the range begins.
        again = each[0][position + 1][0].start if position + 1 < len(each[0]) else None
        if again is not None and len(chain) > 1 and again < chain[1][0].start:
            continue
        targets = [t for part, (_, t) in zip(parts, chain, strict=True) if part.start < part.end]
        if targets:
            last = targets[-1]
            ranges.append(replace(targets[0], end=last.end, score=min(t.score for t in targets)))
    return list(dict.fromkeys(ranges))


def _places(part: _Part, haystack: Haystack) -> list[tuple[Match, Match]]:
    """Where the words of a part stand, and the target within them."""
    exact = [
        (m, replace(m, start=m.start + part.start, end=m.start + part.end))
        for m in find_exact(haystack, part.words)
    ]
    if exact:
        return _whole_words(haystack.text, exact)
    # Folding drops white space at the ends of what it is given, so the pieces are measured inside
    # the whole: up to the target, and up to its end.
    before = len(fold(part.words[: part.start] + "x").words) - 1
    upto = len(fold(part.words[: part.end] + "x").words) - 1
    upto -= upto > before and part.words[part.end - 1].isspace()
    made: list[tuple[Match, Match]] = []
    for at, stop in haystack.folded.find(fold(part.words).words):
        whole = Match(*haystack.folded.span(at, stop), 0.99, "folded")
        target = whole
        if before < upto:
            start, end = haystack.folded.span(at + before, min(at + upto, stop))
            target = replace(whole, start=start, end=end)
        made.append((whole, target))
    return _whole_words(haystack.text, made)


def _whole_words(text: str, found: list[tuple[Match, Match]]) -> list[tuple[Match, Match]]:
    """Those of the places that begin and end with a word; all, where none does.

    `art` is not meant to be in `party` while it stands by itself elsewhere.
    """
    whole = [pair for pair in found if not _within_word(text, pair[0])]
    return whole or found


def _within_word(text: str, match: Match) -> bool:
    def joins(at: int) -> bool:
        return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()

    return joins(match.start) or joins(match.end)


def _widened(document: Document, start: int, end: int) -> tuple[int, int]:
    first, last = document.block_at(start), document.block_at(max(start, end - 1))
    return (first.start if first else start), (last.end if last else end)
