"""Anchoring: the passages of a text that a note is on.

A quote is looked for as written, then as Markdown renders it; ``==words==`` in it are the target and
the rest is context; ``[…]`` is taken literally first, then as an elision. A quote without one certain
place leaves its note unplaced, with a diagnostic that shows the candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from readingroom.diagnostics import Diagnostic, nearest
from readingroom.folding import fold
from readingroom.model import AnchoredNote, Document, Note, Quote, State, Target, Text
from readingroom.quotes import Haystack, Match, Miss, decide, find_exact, find_folded, match_in
from readingroom.readers.markdown import read_markdown

_MARKED = re.compile(r"==(?=\S)(.+?)(?<=\S)==", re.DOTALL)
_ELISION = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")
#: Words shown on each side of a candidate in a message.
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class _Part:
    """Words of a quote: the target and what stands round it."""

    prefix: str
    exact: str
    suffix: str


def anchor_notes(
    notes: Sequence[Note], texts: Mapping[str, Text]
) -> tuple[tuple[AnchoredNote, ...], tuple[Diagnostic, ...]]:
    """Every note with its passages, and a diagnostic for each quote that has no one place."""
    found: list[Diagnostic] = []
    made: list[AnchoredNote] = []
    haystacks: dict[str, Haystack] = {}
    for note in notes:
        text = texts.get(note.text)
        if text is None:
            continue
        if note.text not in haystacks:
            haystacks[note.text] = Haystack(text.document.text)
        anchored, wrong = anchor(note, text.document, haystacks[note.text])
        made.append(anchored)
        found += wrong
    return tuple(made), tuple(found)


def anchor(
    note: Note, document: Document, haystack: Haystack | None = None
) -> tuple[AnchoredNote, tuple[Diagnostic, ...]]:
    """One note against the words it is about."""
    haystack = haystack or Haystack(document.text)
    if not note.quotes or note.on == "text":
        state: State = "reply" if note.parent or note.re else "whole"
        return AnchoredNote(note, (), state), ()
    targets: list[Target] = []
    found: list[Diagnostic] = []
    states: list[State] = []
    for quote in note.quotes:
        result = _place(quote, note.nth, haystack)
        if isinstance(result, Match):
            start, end = result.start, result.end
            if note.on == "paragraph":
                start, end = _widened(document, start, end)
            targets.append(Target(start, end))
            continue
        states.append("ambiguous" if result.reason == "ambiguous" else "orphan")
        found.append(_missed(note, quote, result, haystack))
    if found:
        return AnchoredNote(note, tuple(targets), states[0]), tuple(found)
    return AnchoredNote(note, tuple(sorted(targets, key=lambda t: (t.start, t.end))), "exact"), ()


def _place(quote: Quote, nth: tuple[int, int] | None, haystack: Haystack) -> Match | Miss:
    """The first reading of a quote that has a place; else the most telling miss."""
    missed = Miss("absent")
    for reading in _readings(quote.raw):
        result = _place_parts(reading, nth, haystack)
        if isinstance(result, Match):
            return result
        if result.reason == "ambiguous" and missed.reason == "absent":
            missed = result
    return missed


def _readings(raw: str) -> Iterator[tuple[_Part, ...]]:
    """A quote as it may be meant: literally, with a marked target, rendered, with elisions."""
    yield (_Part("", raw, ""),)
    rendered = read_markdown(raw).document.text
    forms = [raw] if rendered == raw else [raw, rendered]
    for form in forms:
        # A quoted paragraph break is any break; folding sees to that.
        if marked := _MARKED.search(form):
            yield (_Part(form[: marked.start()], marked.group(1), form[marked.end() :]),)
        elif form != raw:
            yield (_Part("", form, ""),)
    for form in forms:
        pieces = _ELISION.split(form)
        if len(pieces) > 1:
            yield tuple(_unmarked(piece) for piece in pieces if piece.strip())


def _unmarked(piece: str) -> _Part:
    marked = _MARKED.search(piece)
    if not marked:
        return _Part("", piece, "")
    return _Part(piece[: marked.start()], marked.group(1), piece[marked.end() :])


def _place_parts(
    parts: tuple[_Part, ...], nth: tuple[int, int] | None, haystack: Haystack
) -> Match | Miss:
    if len(parts) == 1:
        return _place_part(parts[0], nth, haystack)
    chains = _chains(parts, haystack)
    if len(chains) == 1:
        return chains[0]
    return Miss("ambiguous" if chains else "absent", tuple(chains[:5]))


def _chains(parts: tuple[_Part, ...], haystack: Haystack) -> list[Match]:
    """Ranges from the first words to the last, the parts in order and as near as they stand."""
    each = [_all_places(part.exact, haystack) for part in parts]
    if not all(each):
        return []
    chains: list[Match] = []
    for position, first in enumerate(each[0]):
        end = first.end
        for later in each[1:]:
            following = next((m for m in later if m.start >= end), None)
            if following is None:
                return chains
            end = following.end
        # An opening that is said again before the rest follows is not where the range begins.
        again = each[0][position + 1].start if position + 1 < len(each[0]) else None
        second = next(m.start for m in each[1] if m.start >= first.end)
        if again is None or again > second:
            chains.append(Match(first.start, end, first.score, first.method))
    return chains


def _all_places(words: str, haystack: Haystack) -> list[Match]:
    return list(find_exact(haystack, words)) or list(find_folded(haystack, words))


def _place_part(part: _Part, nth: tuple[int, int] | None, haystack: Haystack) -> Match | Miss:
    if part.prefix.strip() or part.suffix.strip():
        whole = _whole(part, haystack)
        if whole:
            return decide(haystack, whole, part.prefix, part.suffix)
        return Miss("absent")
    if nth is None:
        return match_in(haystack, part.exact)
    places = _all_places(part.exact, haystack)
    if len(places) != nth[1]:
        return Miss("ambiguous" if places else "absent", tuple(places[:5]))
    return places[nth[0] - 1]


def _whole(part: _Part, haystack: Haystack) -> list[Match]:
    """Places of the target within places of the whole quote, context and all."""
    whole = part.prefix + part.exact + part.suffix
    exact = [
        Match(m.start + len(part.prefix), m.end - len(part.suffix), 1.0, "exact")
        for m in find_exact(haystack, whole)
    ]
    if exact:
        return exact
    # Folding drops white space at the ends of what it is given, so the pieces are measured inside
    # the whole: up to the target, and up to its end.
    before = len(fold(part.prefix + "x").words) - 1
    upto = len(fold(part.prefix + part.exact + "x").words) - 1
    words, folded = fold(whole).words, haystack.folded
    made: list[Match] = []
    at = folded.words.find(words)
    while at >= 0 and words:
        start, end = folded.span(at + before, at + upto)
        made.append(Match(start, end, 0.99, "folded"))
        at = folded.words.find(words, at + 1)
    return made


def _widened(document: Document, start: int, end: int) -> tuple[int, int]:
    first, last = document.block_at(start), document.block_at(max(start, end - 1))
    return (first.start if first else start), (last.end if last else end)


def _missed(note: Note, quote: Quote, miss: Miss, haystack: Haystack) -> Diagnostic:
    shown = " ".join(quote.raw.split())
    shown = shown if len(shown) <= 2 * _SHOWN else shown[: 2 * _SHOWN].rstrip() + "…"
    place = (note.path, quote.line, quote.column)
    if miss.reason == "ambiguous":
        count = len(miss.candidates)
        if note.nth:
            message = f"“{shown}” stands {count} times in {note.text}, not {note.nth[1]}"
        else:
            message = f"“{shown}” stands {count} times in {note.text}"
        hint = (
            "quote more words and mark the ones meant: > words before ==words meant== words after"
        )
        return Diagnostic("note-ambiguous", message, *place, hint)
    message = f"the words “{shown}” are not in {note.text}"
    near = _nearest_words(quote.raw, haystack.text)
    hint = f"the nearest words there are “{near}”" if near else "quote words that stand in the text"
    return Diagnostic("note-orphan", message, *place, hint)


def _nearest_words(raw: str, text: str) -> str:
    """The sentence of a text that is most like a quote, for the hint."""
    sentences = [
        " ".join(s.split()) for s in re.split(r"(?<=[.!?。！？])\s+|\n+", text) if s.strip()
    ]
    best = nearest(" ".join(raw.replace("==", "").split()), sentences, 1)
    return best[0] if best else ""
