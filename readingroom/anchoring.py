"""Anchoring: the passages of a text that a note is on, and how certain that is.

``targets`` says where the words of a quote stand. What was accepted before (``anchors``) tells a passage
from its lookalikes. A quote without one certain place leaves its note unplaced, with a diagnostic that
shows the candidates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from readingroom.anchors import Addresses, Record, Recorded, addresses
from readingroom.diagnostics import Diagnostic
from readingroom.misplaced import changed, listed, miscounted, missed
from readingroom.model import AnchoredNote, Document, Note, Quote, State, Target, Text
from readingroom.quotes import Haystack, Match, Miss, find_exact, match_in, sides
from readingroom.targets import likely, place
from readingroom.values import frozen
from readingroom.written import Markdown


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
    sources: dict[str, Markdown] = {}
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
        if note.text not in sources:
            sources[note.text] = Markdown(text.markdown, text.document)
        where = haystacks[note.text], known, homes[note.text], sources[note.text]
        anchored, wrong = anchor(note, text.document, *where)
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
    source: Markdown | None = None,
) -> tuple[AnchoredNote, tuple[Diagnostic, ...]]:
    """One note against the words it is about.

    ``known`` is what was accepted for it before, ``homes`` says where paragraphs that had an address
    then are today, ``source`` is the Markdown that the document was made of.
    """
    haystack = haystack or Haystack(document.text)
    if not note.quotes or note.on == "text":
        state: State = "reply" if note.parent or note.re else "whole"
        return AnchoredNote(note, (), state), ()
    by_quote = {recorded.quote: recorded for recorded in known}
    placed: list[_Placed] = []
    for number, quote in enumerate(note.quotes):
        before = by_quote.get(quote.raw)
        block = before.block if before else ""
        where = _Where(haystack, document, block, homes or Addresses())
        placed.append(
            _placed(note, number, place(quote, note.nth, haystack, source), before, where)
        )
    targets = sorted((p.target for p in placed if p.target), key=lambda t: (t.start, t.end))
    worst = max((p.state for p in placed), key=_STATES.index)
    lookalikes = tuple(p.lookalike for p in placed if p.lookalike)
    found = tuple(one for p in placed for one in p.found)
    return AnchoredNote(note, tuple(targets), worst, lookalikes), found


@frozen
class _Placed:
    """What became of one quote: its passage, or a place that is like it, and what is to be told."""

    state: State
    target: Target | None
    lookalike: Target | None
    found: tuple[Diagnostic, ...]


def _placed(
    note: Note, number: int, result: Match | Miss, before: Recorded | None, where: _Where
) -> _Placed:
    """One quote of a note, given where its words were found."""
    quote, haystack = note.quotes[number], where.haystack
    state, answer = _judged(quote, result, before, where)
    found: list[Diagnostic] = []
    if state in ("exact", "moved") and note.nth and isinstance(result, Miss) and result.candidates:
        # The record knows the passage all the same, but the count that is written is wrong.
        state = "changed"
        found.append(miscounted(note, quote, len(result.candidates)))
    elif state == "changed":
        found.append(changed(note, quote, answer, before, haystack))
    elif isinstance(answer, Miss):
        found.append(missed(note, quote, answer, haystack))
    if isinstance(answer, Miss):
        near = answer.candidates[0] if state == "changed" else None
        lookalike = Target(near.start, near.end, state, number) if near else None
        return _Placed(state, None, lookalike, tuple(found))
    found += filter(None, [listed(note, quote, answer, where.document)])
    start, end = answer.start, answer.end
    if note.on == "paragraph":
        start, end = _widened(where.document, start, end)
    return _Placed(state, Target(start, end, state, number), None, tuple(found))


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


@frozen
class _Where:
    """A text, the address that an accepted passage's paragraph had, and where old addresses lead."""

    haystack: Haystack
    document: Document
    block: str
    homes: Addresses

    def found(self, match: Match, known: Recorded) -> State | None:
        """What the words at a place are: the passage (exact), the passage elsewhere, or neither.

        They are the passage in its own paragraph; in its own context on both sides; or on one side, in
        the paragraph that its own has most likely become. Where the words stand less often than they
        did, only their own paragraph tells them from a twin whose context is the same.
        """
        block = self.document.block_at(match.start)
        address = block.address if block else ""
        if address and address in (self.block, self.homes.corrected.get(self.block)):
            return "exact"
        if known.total > 1 and sum(1 for _ in find_exact(self.haystack, known.exact)) < known.total:
            return None
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
        near = likely(quote, haystack)
        return ("changed", near) if isinstance(near, Match) else ("orphan", result)
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
    twins = tuple(match for match in again.candidates if match.method != "fuzzy")
    return ("changed", Miss("absent", twins)) if twins else ("orphan", result)


def _widened(document: Document, start: int, end: int) -> tuple[int, int]:
    first, last = document.block_at(start), document.block_at(max(start, end - 1))
    return (first.start if first else start), (last.end if last else end)
