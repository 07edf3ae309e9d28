"""What is said of a note that does not stand where its quote says: words then and now, the way out."""

from __future__ import annotations

import difflib
import re

from readingroom.anchors import Recorded
from readingroom.diagnostics import Diagnostic, nearest
from readingroom.model import Document, Note, Quote
from readingroom.quotes import Haystack, Match, Miss

#: Code points of a quote that a message shows.
_SHOWN = 80
#: What begins a list's item in Markdown, at the start of a quote's line.
#: Within a paragraph only 1 begins a numbered one.
_LISTED = re.compile(
    r"(?:^ {0,3}(?:(\d{1,9})([.)])|([-+*]))|\n {0,3}(?:(1)([.)])|([-+*])))(?=\s+\S)"
)


def shown(words: str) -> str:
    """Words on one line, cut where they are long."""
    flat = " ".join(words.split())
    return flat if len(flat) <= _SHOWN else flat[:_SHOWN].rstrip() + "…"


def difference(before: str, now: str) -> str:
    """Two wordings in one line: ``the [-old-]{+new+} words``, as wdiff writes it."""
    old, new = before.split(), now.split()
    pieces: list[str] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            same = old[a:b]
            pieces.append(" ".join(same if len(same) < 12 else [*same[:4], "…", *same[-4:]]))
            continue
        if b > a:
            pieces.append(f"[-{' '.join(old[a:b])}-]")
        if d > c:
            pieces.append(f"{{+{' '.join(new[c:d])}+}}")
    return " ".join(pieces)


def changed(
    note: Note, quote: Quote, answer: Match | Miss, known: Recorded | None, haystack: Haystack
) -> Diagnostic:
    """The words have changed, or stand only where they were not accepted."""
    place = (note.path, quote.line, quote.column)
    accept = f"notes accept {note.text}#{note.id}"
    if isinstance(answer, Match):
        before = known.exact if known else quote.raw.replace("==", "")
        now = haystack.text[answer.start : answer.end]
        message = f"the words of `{note.id}` have changed in {note.text}: {difference(before, now)}"
        return Diagnostic("note-changed", message, *place, f"to take the new words: {accept}")
    where = answer.candidates[0]
    around = haystack.text[max(0, where.start - 30) : where.end + 30]
    message = (
        f"the passage that `{note.id}` was on is no longer in {note.text}; the same words stand in "
        f"another context: “…{shown(around)}…”"
    )
    hint = f"if they are meant: {accept}; else quote other words, or delete the note"
    return Diagnostic("note-changed", message, *place, hint)


def miscounted(note: Note, quote: Quote, count: int) -> Diagnostic:
    """``nth`` counts other places than there are, though the record knows which is meant."""
    said = f"{note.nth[0]}/{note.nth[1]}" if note.nth else ""
    message = f"`nth: {said}` of `{note.id}` is out of date: the words stand {_times(count)} now"
    hint = f"to write the count anew: notes accept {note.text}#{note.id}"
    return Diagnostic("note-changed", message, note.path, quote.line, quote.column, hint)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def listed(note: Note, quote: Quote, place: Match, document: Document) -> Diagnostic | None:
    """A quote that Markdown shows as a list, though what it quotes is none."""
    found = _LISTED.search(quote.raw)
    block = document.block_at(place.start)
    inside = document.text[place.start : place.end]
    if not found or not block or block.kind == "item":
        return None
    sign = found.group().strip()
    # Not so where the text has a list somewhere in the passage, or the sign is not its own.
    if sign not in inside or "item" in _kinds(document, place):
        return None
    line = quote.line + quote.raw[: found.start() + 1].count("\n")
    escaped = sign[:-1] + "\\" + sign[-1]
    message = (
        f"`{sign}` at the start of a quote's line makes the quote a list where Markdown shows it"
    )
    return Diagnostic("note-quote-list", message, note.path, line, 1, f"write it `> {escaped} …`")


def _kinds(document: Document, place: Match) -> set[str]:
    return {b.kind for b in document.blocks if b.start < place.end and place.start < b.end}


def missed(note: Note, quote: Quote, miss: Miss, haystack: Haystack) -> Diagnostic:
    """The words stand in several places, or in none."""
    place = (note.path, quote.line, quote.column)
    words = shown(quote.raw)
    if miss.reason == "ambiguous":
        count = len(miss.candidates)
        message = f"“{words}” stands {_times(count)} in {note.text}"
        if note.nth:
            message += f", not {note.nth[1]}"
        hint = (
            "quote more words and mark the ones meant: > words before ==words meant== words after"
        )
        return Diagnostic("note-ambiguous", message, *place, hint)
    message = f"the words “{words}” are not in {note.text}"
    if quote.raw.count("==") > 2:
        hint = "a quote marks one passage; quote the other one by itself, in a `>` line of its own"
        return Diagnostic("note-orphan", message, *place, hint)
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
