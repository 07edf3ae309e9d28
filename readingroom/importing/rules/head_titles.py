"""The title that the lines of a head give, with the same words where they are said again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from readingroom.importing.cleaning import squeeze
from readingroom.importing.rules.announced import named_in_title
from readingroom.importing.rules.choosing import CHAPTER
from readingroom.importing.rules.elements import Element, Head
from readingroom.importing.rules.head_roles import Part
from readingroom.importing.segments import Facts, Finding, Proposal

LABEL = re.compile(
    r"\W*(?:title|headline|episode|subject|re|betreff|objet|topic|post subject|hed|subtitle|deck|dek|"
    r"standfirst|summary)\s?[:：]\s+",
    re.IGNORECASE,
)
#: As the list of rules has it: what is less sure stays where it stands.
SURE = 0.6
#: The same words where titles stand, among so many first lines.
_AGAIN, _NEAR = 0.9, 12
#: A deck or a label that says what the headline says is the headline once more.
_REPEATED = frozenset({"title", "subtitle", "section"})


def titles_of(
    head: Head, found: Sequence[Finding], parts: Sequence[Part], known: set[str]
) -> Iterable[Proposal]:
    """The likeliest title; the same words once more, as a page has them, go with it."""
    if "title" in known:
        yield from _said_again(head, found)
        return
    titles = [part for part in parts if part.role == "title" and not part.elements[0].told]
    if not titles:
        return
    text = head.draft.text
    best = max(titles, key=lambda part: part.sure)
    label = LABEL.match(text, best.start, best.end)
    start = label.end() if label else best.start
    if len(best.elements) > 1 and CHAPTER.fullmatch(best.elements[0].words):
        # A chapter's number alone is a heading over its title.
        start = best.elements[1].start
        yield Proposal(best.start, best.elements[0].end, "heading", max(best.sure, SURE))
    words = squeeze(text[start : best.end])
    if words.endswith((" =", " <")):
        best = replace(best, elements=(*best.elements[:-1], _bare(best.elements[-1])))
        words = words[:-2].rstrip()
    if words.startswith("[") and words.endswith("]"):
        words = words.strip("[]")
    sure = max(best.sure, SURE)
    facts: Facts = (("title", words),)
    named = named_in_title(head.draft, [*found, Finding(start, best.end, "title", "", sure, facts)])
    if label:
        yield Proposal(best.start, start, "label", sure)
    yield Proposal(start, best.end, "title", sure, (*facts, *named))
    for other in parts:
        again = (
            other.role in _REPEATED
            and other is not best
            and not other.elements[0].told
            and squeeze(text[other.start : other.end]).casefold() == words.casefold()
        )
        if again:
            yield Proposal(other.start, other.end, "title", sure)


def _said_again(head: Head, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The title that a message's subject or a page's head gave, once more over the text."""
    given = {
        words.casefold().strip(" .") for f in found for key, words in f.facts if key == "title"
    }
    for one in head.elements[:_NEAR]:
        if not one.told and one.words.casefold().strip(" .") in given:
            yield Proposal(one.start, one.end, "title", _AGAIN)


def _bare(one: Element) -> Element:
    """A line without the sign with which wires end the lines of a head."""
    words = one.words[:-1].rstrip()
    return replace(one, words=words, end=one.start + len(words))
