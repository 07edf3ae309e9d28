"""What a writer is, on the line under the name: “Courier Sports Writer”, “Special to the Beacon”."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.lines import lines_of_page
from readingroom.importing.rules.names import has_office, is_name
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal, word_set

#: An office has so many words; most begin with a capital, and it is no sentence.
_MOST, _LONGEST = 7, 60
_SMALL = word_set("of the for in at and to staff writer correspondent reporter editor special our")
_STOPPED = (".", "!", "?", ":", ",", ";", "”", '"')


def offices_below(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A line right under a byline that says what its bearer is; the name stands above and is moved."""
    if draft.blob:
        return
    ends = {f.end for f in found if f.role in {"byline", "label"} and _names(found, f)}
    lines = lines_of_page(draft.text)
    for at, line in free_lines(lines, found):
        above = lines[at - 1] if at and not line.blanks else None
        if above and above.end in ends and _is_office(line.words):
            yield Proposal(line.start, line.end, "label", 0.75)


def _names(found: Sequence[Finding], one: Finding) -> bool:
    """Whether a finding names who wrote the text, or stands behind one that does in the same line."""
    return one.role == "byline" or any(
        f.role == "byline" and f.end <= one.start <= f.end + _MOST for f in found
    )


def _is_office(words: str) -> bool:
    said = words.split()
    if len(said) > _MOST or len(words) > _LONGEST or words.endswith(_STOPPED):
        return False
    plain = all(word[0].isupper() or word.casefold() in _SMALL for word in said)
    return plain and has_office(words) and not is_name(words)
