"""The parts of a head or foot that lost its lines become what the parts of one with lines become."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.layout import Draft
from readingroom.importing.openings import marks_between
from readingroom.importing.rules.blob_foot import foot_parts
from readingroom.importing.rules.blob_head import blob_parts
from readingroom.importing.rules.elements import Element, Head
from readingroom.importing.rules.head_lines import made_of
from readingroom.importing.rules.head_roles import Part
from readingroom.importing.rules.heads import section_before
from readingroom.importing.rules.named import first_name
from readingroom.importing.rules.pieces import between
from readingroom.importing.rules.taken import touches
from readingroom.importing.segments import Facts, Finding, Proposal

#: Done, and shown to the editor: where one part ends and the next begins no line says.
_CERTAIN = 0.68
#: A mark of the page between two parts.
_MARKS = re.compile(r"\s+(?P<mark>[|·•»>/~–—-]+)$")


def blob_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Title, byline, day and the others in the first words of a source that lost its lines."""
    if draft.blob:
        yield from _proposed(draft, found, blob_parts(draft, found))


def blob_closing(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Who wrote it, the day, a signature, links and other pieces below a text that lost its lines."""
    if draft.blob:
        yield from _proposed(draft, found, reversed([*foot_parts(draft, found)]))


def blob_marks(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Marks between sentences, which stand for the breaks that were lost."""
    if draft.blob:
        for mark in marks_between(draft.text):
            if not touches(found, *mark.span("mark")):
                yield Proposal(*mark.span("mark"), "punctuation", 0.75)


def _proposed(
    draft: Draft, found: Sequence[Finding], told: Iterable[tuple[str, int, int]]
) -> Iterable[Proposal]:
    """What the parts become: those of a head by the rules for its lines, others as they stand."""
    parts = []
    known = {f.role for f in found}
    for role, start, end in told:
        if touches(found, start, end) or (role in known and role not in _AS_THEY_STAND):
            continue
        words = draft.text[start:end]
        if role == "aside":
            if not any(map(str.isalnum, words)):
                yield Proposal(start, end, "punctuation", _CERTAIN)
            continue
        if role in _AS_THEY_STAND:
            yield from _AS_THEY_STAND[role](draft, start, end, known)
            continue
        over = list(section_before(draft.text, start, end, _CERTAIN)) if role == "title" else []
        yield from over
        begin = over[-1].end if over else start
        stop = begin + len(_unmarked(draft.text[begin:end], role))
        if stop < end:
            yield from between(draft.text, stop, end, _CERTAIN)
        parts.append(Part(role, (_element(draft, begin, stop),), _CERTAIN))
    head = Head(draft, tuple(part.elements[0] for part in parts))
    yield from made_of(head, found, parts)


def _unmarked(words: str, role: str) -> str:
    """A part's words without the mark of the page behind them, a title's without its full stop."""
    marked = _MARKS.search(words)
    words = words[: marked.start()] if marked else words
    return words.removesuffix(".") if role == "title" else words


def _litter(draft: Draft, start: int, end: int, known: set[str]) -> Iterable[Proposal]:
    """Words of the page, where they say that they are; any others stay in the text."""
    words = draft.text[start:end]
    if _CLAIM.match(words):
        yield from _rights(draft, start, end, known)
    elif _ANOTHER.match(words):
        yield from _related(draft, start, end, known)
    elif _OF_THE_PAGE.search(words) and all(
        _OF_THE_PAGE.search(part) or len(part.split()) <= _LABEL for part in _BARS.split(words)
    ):
        yield Proposal(start, end, "litter", _CERTAIN)


def _rights(draft: Draft, start: int, end: int, known: set[str]) -> Iterable[Proposal]:
    del known
    yield Proposal(start, end, "rights", _CERTAIN, (("rights", squeeze(draft.text[start:end])),))


def _related(draft: Draft, start: int, end: int, known: set[str]) -> Iterable[Proposal]:
    del known
    role = "related-label" if draft.text[end - 1] == ":" else "related-headline"
    yield Proposal(start, end, role, _CERTAIN)


def _note(draft: Draft, start: int, end: int, known: set[str]) -> Iterable[Proposal]:
    del draft, known
    yield Proposal(start, end, "editor-note", _CERTAIN)


def _signature(draft: Draft, start: int, end: int, known: set[str]) -> Iterable[Proposal]:
    """Closing words and a name, which stay; the name is the author's where the head names none."""
    facts: Facts = ()
    if "byline" not in known:
        words = draft.text[start:end]
        for comma in [*_CLOSED.finditer(words), None]:
            at = start + (comma.end() if comma else 0)
            names = list(first_name(draft.text, at, end, said=bool(comma)))
            if names and names[0][0] - at < _NEAR:
                facts = (("creator", names[0][3]),)
                break
    yield Proposal(start, end, "verse", _CERTAIN, facts)


_CLAIM = re.compile(r"(?i)©|\(c\)|copyright\b")
_ANOTHER = re.compile(
    r"(?i)(?:read (?:more|also|next)|see also|more on|related|recent posts|feature)\b[^.:]{0,20}:"
)
#: Between bars so many words are a label; more may be the headline.
_LABEL = 4
_BARS = re.compile(r"(?<=\s)[|•·»>/-]+(?=\s)|[.!?] ")
#: What words of a page say, or how they are parted. By cross-validation a third of the words that the
#: weights alone take for a page's are the text's own.
_OF_THE_PAGE = re.compile(
    r"(?i)\b(?:share|tweet|subscri\w+|sign(?:ed)? (?:in|up)|log in|print|e-?mail|comments?|cookies?|"
    r"menu|newsletter|advert\w*|home|skip to|read|follow|facebook|twitter|listen|video|tags?|filed|"
    r"posted in|permalink|bookmark|register|likes?|reblog|pin it|reply|unsubscribe|cart|breadcrumbs?|"
    r"you are here|release|back to|jump to|source|edition|page \d+|ends|copyright|rights reserved)\b"
    r"|[|»>←→©★]|\S@\S|\bwww\."
)
#: Behind words that close a letter comes the name: “Yours faithfully, W. Okello, Headmaster.”
_CLOSED = re.compile(
    r"\b(?i:yours?|sincerely|faithfully|truly|love|regards|wishes|prayers|servant|sister|brother|son|"
    r"daughter|friend|etc\.?|thanks),? (?=[A-ZÀ-Þ])"
)
_NEAR = 6
_AS_THEY_STAND = {
    "litter": _litter, "rights": _rights, "related": _related, "editor": _note,
    "signature": _signature,
}  # fmt: skip


def _element(draft: Draft, start: int, end: int) -> Element:
    words = squeeze(draft.text[start:end])
    return Element(
        start, end, words, 0, 1, 1, 1, ruled=False, underlined=False, linked=False, told=""
    )
