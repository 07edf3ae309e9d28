"""The lines above and below a text: what each of them is, by its own signs and its neighbours'.

``signs.SIGNS`` asks, ``weights.json`` says what each answer counts, ``chain`` finds the roles that go
best together; here a line becomes what its role makes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import MONTH, day_line
from readingroom.importing.layout import Draft
from readingroom.importing.months import WEEKDAY
from readingroom.importing.rules.above import SALUTATION
from readingroom.importing.rules.announced import announced
from readingroom.importing.rules.announcing import is_address, is_organisation, is_section
from readingroom.importing.rules.days import ENTRY, dated
from readingroom.importing.rules.elements import Head, head_of
from readingroom.importing.rules.head_pictures import TRUSTED, caption_of, credit_of
from readingroom.importing.rules.head_roles import Part, parts_of
from readingroom.importing.rules.head_titles import LABEL, SURE, titles_of
from readingroom.importing.rules.named import first_name, names_in, single_day, talking
from readingroom.importing.rules.pieces import between, pieces
from readingroom.importing.segments import Facts, Finding, Proposal

#: The role that goes best with all others is taken from here on, and shown to the editor.
_LEAST = 0.42
#: A section by its place and by its words.
_LABELLED = 0.8
#: So many days that open entries make a diary.
_ENTRIES = 3


def head_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Title, subtitle, section, byline, day, dateline, captions and credits, as their lines say."""
    head = head_of(draft, found) if not draft.blob else None
    if head and head.elements:
        yield from made_of(head, found, list(parts_of(head)))


def made_of(head: Head, found: Sequence[Finding], parts: Sequence[Part]) -> Iterable[Proposal]:
    """What the parts of a head become, each by its role."""
    known = {key for f in found for key, _ in f.facts}
    known |= {words for f in found for key, words in f.facts if key == "date"}
    tables = [unit for unit in head.draft.units if unit.kind == "table"]
    parts = [p for p in parts if not any(t.start <= p.start < t.end for t in tables)]
    parts = _headed(parts, known)
    yield from titles_of(head, found, parts, known)
    for part in parts:
        rule = _RULES.get(part.role)
        if rule and not part.elements[0].told:
            raised = replace(part, sure=max(part.sure, SURE)) if part.sure >= _LEAST else part
            yield from rule(head, raised, known)


def _headed(parts: Sequence[Part], known: set[str]) -> Sequence[Part]:
    """A label that may be a section's, where nothing is a title, is the title."""
    # Words of sections alone, with space about them, are a section's wherever a head has them.
    parts = [
        replace(part, role="section", sure=max(part.sure, _LABELLED)) if _is_label(part) else part
        for part in parts
    ]
    labels = [part for part in parts if part.role == "section" and part.sure < _LABELLED]
    if len(labels) != 1 or "title" in known or any(part.role == "title" for part in parts):
        return parts
    return [replace(part, role="title") if part is labels[0] else part for part in parts]


def _is_label(part: Part) -> bool:
    """Whether a line of which the chain knows nothing is a section's label by its words."""
    one = part.elements[0]
    if part.role not in {"aside", "section"} or len(part.elements) > 1 or one.told:
        return False
    return bool(one.blanks and one.after) and is_section(one.words)


#: “Words by Ann Lee, music by Bob Coe”: who wrote it, and more than front matter has room for.
_SHARED = re.compile(r"\W*(?:words|text|story|music|lyrics) by\b", re.IGNORECASE)


def _subtitle(head: Head, part: Part, known: set[str]) -> Iterable[Proposal]:
    text = head.draft.text
    label = LABEL.match(text, part.start, part.end)
    start = label.end() if label else part.start
    if label:
        yield Proposal(part.start, start, "label", part.sure)
    words = squeeze(text[start : part.end])
    if _SHARED.match(words):
        yield Proposal(start, part.end, "byline", min(part.sure, 0.5))
        return
    facts: list[tuple[str, str]] = [("subtitle", words)]
    facts += [("creator", name) for name in talking(words, head.vocabulary)]
    if len(facts) == 1:
        facts += [("creator", name) for name in announced(words)]
    day = single_day(words)
    if day and "date" not in known:
        facts.append(("date", day))
    yield Proposal(start, part.end, "subtitle", part.sure, tuple(facts))


def _section(head: Head, part: Part, known: set[str]) -> Iterable[Proposal]:
    del known
    words = squeeze(head.draft.text[part.start : part.end])
    if words.startswith("[") and words.find("]") == len(words) - 1:
        words = words[1:-1]
    # Words of section labels are that, wherever a head has them.
    sure = max(part.sure, _LABELLED) if is_section(words) and part.sure >= SURE else part.sure
    yield Proposal(part.start, part.end, "section", sure, (("section", words),))


def _byline(head: Head, part: Part, known: set[str]) -> Iterable[Proposal]:
    """Names one by one; a line of which no name can be read stays, and the editor is asked."""
    del known
    text = head.draft.text
    words = squeeze(text[part.start : part.end])
    if _BOOK.search(text[part.end : part.end + _IMPRINT].strip().partition("\n")[0]):
        return
    pair = talking(words, head.vocabulary)
    if pair:
        facts = tuple(("creator", name) for name in pair)
        yield Proposal(part.start, part.end, "subtitle", part.sure, (("subtitle", words), *facts))
        return
    spans = list(_names_of(text, part))
    if not spans and part.sure >= TRUSTED:
        spans = list(first_name(text, part.elements[0].start, part.elements[0].end))
    if not spans:
        yield Proposal(part.start, part.end, "byline", min(part.sure, 0.5))
        return
    yield from pieces(text, part.start, part.end, spans, part.sure)


#: Pages and price of a book under review, whose author is not the reviewer; an imprint's length.
_BOOK = re.compile(r"\bpp\b|\bpages\b.*[$£€]\s?\d|\bISBN\b")
_IMPRINT = 120
#: The names of a byline that go on in the next line.
_GOES_ON = re.compile(r"(?:,|&|\band|\bAND|\bwith)$", re.IGNORECASE)


def _names_of(text: str, part: Part) -> Iterator[tuple[int, int, str, str]]:
    """The names in a byline's lines: under a line of names stand offices and houses."""
    named = False
    first = part.elements[0]
    if len(part.elements) > 1 and _GOES_ON.search(first.words):
        joined = names_in(text, first.start, part.elements[1].end)
        named = bool(joined)
        yield from joined
    for number, one in enumerate(part.elements):
        lone = number > 0 and not named
        # “delivered by” or “BY” has a line to itself on title pages.
        least = 1 if lone and part.elements[number - 1].words.casefold().endswith("by") else 2
        spans = [] if named else names_in(text, one.start, one.end, least=least)
        if any(is_address(name) or is_organisation(name) for _, _, _, name in spans):
            spans = []
        named = named or bool(spans)
        yield from spans


def _is_diary(head: Head) -> bool:
    """Whether several lines open entries of a diary: their days are theirs."""
    return sum(bool(ENTRY.match(one.words[:60])) for one in head.elements) >= _ENTRIES


def _date(head: Head, part: Part, known: set[str]) -> Iterable[Proposal]:
    text = head.draft.text
    if ENTRY.match(squeeze(text[part.start : part.end])) and _is_diary(head):
        return
    line = day_line(text, part.start, part.end)
    if line and line.full and "date" in known and line.said not in known:
        # Words above gave the text another day.
        return
    if line:
        said = line.said if "date" not in known else ""
        yield from dated(line, part.sure if line.said else min(part.sure, 0.62), said)
        return
    words = squeeze(text[part.start : part.end])
    day = single_day(words)
    if not day:
        yield Proposal(part.start, part.end, "date", min(part.sure, 0.5))
        return
    given: Facts = (("date", day),) if "date" not in known else ()
    if _ON_PAGE.search(words) or _CLOCKED.fullmatch(words.replace(" ", "")):
        # A site's name with day and hour, as pages have them under a headline.
        yield Proposal(part.start, part.end, "date", min(part.sure, _SHOWN), given)
        return
    if _greets(head, part):
        # “Tuesday night, 3rd Nov. 1896.”: a letter's own words.
        yield Proposal(part.start, part.end, "verse", part.sure, given)
        return
    yield Proposal(part.start, part.end, "subtitle", part.sure, (("subtitle", words), *given))


#: A site's name, or a link, beside a day.
_ON_PAGE = re.compile(
    r"\b[\w-]+\.(?:com|org|net|cn|example|co\.uk|gov|edu|info|ru|de|fr)\b|\[[Mm]ore\]"
)
#: “6 October 2018 • 7:00am”: marks between a day and its hour.
_CLOCKED = re.compile(r"[\w.,]{6,20}[•·|/–—-]\d{1,2}[:.]\d\d(?:[ap]\.?m\.?)?(?:[A-Z]{2,4})?")
#: Below ``source.SURE``: done, and shown to the editor.
_SHOWN = 0.66
#: A dateline of which the chain is not told by another rule says a day.
_PLACED = re.compile(rf"\d|\b(?:{MONTH}|{WEEKDAY})\b")
#: What a court or a page did on that day.
_LEGAL = re.compile(
    r"(?:argued|decided|filed|delivered|heard|judgment|posted|published|updated|recorded)\b",
    re.IGNORECASE,
)


def _dateline(head: Head, part: Part, known: set[str]) -> Iterable[Proposal]:
    words = squeeze(head.draft.text[part.start : part.end])
    if "dateline" in known or not _PLACED.search(words) or _LEGAL.match(words):
        return
    line = day_line(head.draft.text, part.start, part.end)
    if line and line.full:
        # A day alone, without a place.
        yield from _date(head, part, known)
        return
    if _greets(head, part):
        # A letter's place and day are its own words; a dateline opens a report.
        day = single_day(words)
        given: Facts = (("date", day),) if day and "date" not in known else ()
        yield Proposal(part.start, part.end, "verse", part.sure, given)
        return
    facts: list[tuple[str, str]] = [("dateline", words)]
    day = single_day(words)
    if day and "date" not in known:
        facts.append(("date", day))
    yield Proposal(part.start, part.end, "dateline", part.sure, tuple(facts))


def _greets(head: Head, part: Part) -> bool:
    """Whether a letter's salutation follows within a few lines."""
    below = [one for one in head.elements if one.start >= part.end][:_LETTER]
    return any(SALUTATION.fullmatch(one.words) for one in below)


#: Between place and day and the salutation stands whom the letter is to.
_LETTER = 6
#: What leads up to who wrote it, in a line that says other things too.
_BY_WORDS = re.compile(r"\b(?:by|By|BY):?\s+")


def _mixed(head: Head, part: Part, known: set[str]) -> Iterable[Proposal]:
    """“Posted on May 4, 2011 by Ann Lee”: day and names are moved; a line without a day stays."""
    text, end = head.draft.text, part.end
    by = _BY_WORDS.search(text, part.start, end)
    names = names_in(text, by.start(), end) if by else []
    names = names or (list(first_name(text, by.end(), end, said=True)) if by else [])
    first = day_line(text, part.start, by.start()) if by else None
    if by and names and first and first.full and "date" not in known:
        yield from dated(first, part.sure, first.said)
        yield from between(text, by.start(), names[0][0], part.sure)
        yield from pieces(text, names[0][0], names[-1][1], names, part.sure)
        return
    facts: list[tuple[str, str]] = []
    day = single_day(squeeze(text[part.start : end]))
    if day and "date" not in known:
        facts.append(("date", day))
    facts += [(key, name) for _, _, key, name in names]
    if facts:
        yield Proposal(part.start, end, "editor-note", part.sure, tuple(facts))


_RULES = {
    "subtitle": _subtitle, "section": _section, "byline": _byline, "date": _date, "dateline": _dateline,
    "caption": caption_of, "credit": credit_of, "mixed": _mixed,
}  # fmt: skip
