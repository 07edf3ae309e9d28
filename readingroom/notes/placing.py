"""Where in a text the part stands that another program's selectors describe."""

from __future__ import annotations

from dataclasses import dataclass

from readingroom.notes.selectors import Quoted, Selected
from readingroom.quotes import Haystack, Match, Miss, match_in


@dataclass(frozen=True, slots=True)
class Found:
    """A passage (code points, half open), and in words why an editor should look at it, if so."""

    start: int
    end: int
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Unfound:
    """In words that follow a note's name, why there is no passage."""

    says: str


#: No place, or none that its words and their context tell for certain.
NOWHERE = Unfound("has no certain place")
#: The words are there, and that is not enough.
REPEATED = Unfound("has no certain place, for its words stand more than once")


def locate(haystack: Haystack, selected: Selected) -> Found | Unfound:
    """The passage, without white space at its ends, or why there is no certain one.

    A place in ``index.txt`` is believed where its words and their context are those quoted, and
    otherwise only decides between equals.
    """
    found: Found | Unfound = NOWHERE
    if selected.quote:
        found = _by_quote(haystack, selected.quote, selected.place)
    elif selected.ends:
        found = _by_ends(haystack, *selected.ends, selected.place)
    elif selected.place and selected.place[1] <= len(haystack.text):
        doubt = "is placed by its offsets alone; see whether these are its words"
        found = Found(*selected.place, doubt)
    elif selected.strange:
        found = Unfound(f"has its place in a form that is not understood ({selected.strange})")
    return _trimmed(haystack.text, found) if isinstance(found, Found) else found


def _by_quote(haystack: Haystack, quote: Quoted, place: tuple[int, int] | None) -> Found | Unfound:
    text = haystack.text
    if place:
        start, end = place
        if (
            text[start:end] == quote.exact
            and text[:start].endswith(quote.prefix)
            and text.startswith(quote.suffix, end)
        ):
            return Found(start, end)
    whole = quote.prefix + quote.exact + quote.suffix
    at = text.find(whole) if quote.exact.strip() else -1
    if at >= 0 and text.find(whole, at + 1) < 0:
        # Said once with all of its context: no likeness has to be weighed.
        return Found(at + len(quote.prefix), at + len(quote.prefix + quote.exact))
    found = match_in(haystack, quote.exact, quote.prefix, quote.suffix, place[0] if place else None)
    if isinstance(found, Miss):
        return REPEATED if found.reason == "ambiguous" else NOWHERE
    doubt = "quotes words that have changed; the note is on what they are now"
    return Found(found.start, found.end, doubt if found.method == "fuzzy" else "")


def _by_ends(
    haystack: Haystack, first: Quoted, last: Quoted, place: tuple[int, int] | None
) -> Found | Unfound:
    """A range begins where its first selector does and ends before what its last one selects."""
    text = haystack.text
    if place:
        start, end = place
        if (
            text.startswith(first.exact, start)
            and text[:start].endswith(first.prefix)
            and text[:end].endswith(last.prefix)
            and text.startswith(last.exact, end)
        ):
            return Found(start, end)
    begins = match_in(haystack, first.exact, first.prefix, first.suffix, place and place[0])
    if last.exact.strip():
        behind = match_in(haystack, last.exact, last.prefix, last.suffix, place and place[1])
        stop = behind.start if isinstance(behind, Match) else -1
    else:
        before = match_in(haystack, last.prefix, hint=place and place[1])
        stop = before.end if isinstance(before, Match) else -1
    if not isinstance(begins, Match) or stop <= begins.start:
        return NOWHERE
    return Found(begins.start, stop)


def _trimmed(text: str, found: Found) -> Found | Unfound:
    words = text[found.start : found.end]
    if not words.strip():
        return NOWHERE
    start = found.start + len(words) - len(words.lstrip())
    return Found(start, start + len(words.strip()), found.doubt)
