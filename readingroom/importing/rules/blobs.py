"""The head of a source that lost its lines: byline, day and dateline in one stretch with the title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import MONTH, day_line
from readingroom.importing.layout import Draft
from readingroom.importing.rules.names import people
from readingroom.importing.rules.pieces import between, pieces
from readingroom.importing.segments import Facts, Finding, Proposal

#: Links of a page, title, byline and day are over before the text has two paragraphs.
_HEAD = 2500
_BY = re.compile(
    r"(?<!\S)(?:[Bb]y|BY|Written by|Posted by|Edited by|Words by|Text by|Reported by):?\s+(?=[A-ZÀ-Þ])"
)
#: What ends a byline: a bar, a date with its label, an agency's brackets, a place in capitals.
_END = re.compile(
    r",?\s(?:Special to|(?:[A-Z]\w+ ){0,3}(?:Staff|Writer|Reporter|Correspondent|Editor))\b"
    r"|\s[|·•–—-]+\s|\s(?:Published|Posted|Updated|Last|First|Created|Date|Modified|Share|Print|E-?mail|Tweet|Comments?|"
    rf"Photos?|Image|Follow)\b|,?\s(?:{MONTH})\s\d|\s\d{{1,2}}\s(?:{MONTH})|\s\(|"
    rf"\s[A-ZÀ-Þ]{{3,}}[A-ZÀ-Þ .]*[,:(]"
    r"|\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,"
)
_DAY = re.compile(
    r"(?P<label>(?:First |Last |Web )?(?:Published|Posted|Updated|Created|Modified|Date|"
    r"PUBLISHED|UPDATED|POSTED)"
    r"(?: on| at| date)?:?\s+)?(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    rf"(?P<date>(?:{MONTH})\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s(?:{MONTH}),?\s\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
    r"(?P<time>(?:,|\s(?:at|\|))?\s\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s(?:[A-Z]{2,4}|GMT[+-]\d+))?)?"
)
_PLACE = re.compile(
    r"(?<!\S)(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3})(?P<mark>:|"
    r"\s?[—–]|\s--)\s(?=[\"“‘']?[A-ZÀ-Þ])"
)


#: “THE PRESIDENT:”, “ORAL ANSWERS TO QUESTIONS:” open speeches and sections.
_LABEL = re.compile(r"THE |.+? .+? ")


_OPENING = re.compile(
    r"\s(?=(?:The|An?|In|On|At|It|He|She|They|We|This|That|There|When|After|As|For|If|But|What|How|"
    r"Two|Three|Its|His|Her) )"
)
#: The longest headline of the wires had 20 words, with a section and a source before it some more.
_TITLE_WORDS = 32
_SENTENCE_END = re.compile(r"[a-z)”\"’][.!?]\s+[A-Z“\"]")
#: “On May 4, 2011 the …”, “the storm of 4 May 2011”: a day within a sentence.
_PREPOSITION = re.compile(
    r"(?:(?<!\w)(?:on|of|in|since|until|till|by|from|to|before|after|and|the|dated|for|[Oo]n|last|this),?|[,(])\s*$"
)
_NEW = re.compile(r"[\s|*•–—-]*[\"“‘'(\[]*[^\W_a-zß-öø-ÿ]")
_CAPITALS = re.compile(r"(?<!\S)(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){1,3})\s*$")


def blob_byline(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“By NAME” before the text of a source without lines begins: before its dateline or its day."""
    if not draft.blob or not draft.units:
        return
    text, start = draft.text, draft.units[0].start
    stop = min(_stop(draft, found), start + _HEAD)
    for by in _BY.finditer(text, start, stop):
        before = text[start : by.start()]
        if re.search(r"[.!?]\s+\S+(?:\s\S+){8}", before):
            return
        ends = [m.start() for m in [_END.search(text, by.end(), stop)] if m]
        ends += [f.start for f in found if f.start >= by.end()]
        end = min([*ends, stop])
        # “By Ana Ruiz The tide clock …”: the text's first word is no part of a name.
        word = _OPENING.search(text, by.end(), min(end, by.end() + 80))
        end = word.start() if word else end
        persons = people(text, by.end(), end) if end - by.end() < 160 else None
        if persons and persons.lost:
            yield Proposal(by.start(), end, "byline", 0.5)
            return
        if persons:
            if by.group().startswith("Edited"):
                facts: Facts = (("contributor", squeeze(text[by.end() : end])),)
                yield Proposal(by.start(), end, "contributor", 0.8, facts)
                return
            yield from pieces(text, by.start(), end, persons.spans, 0.85)
            return


def _stop(draft: Draft, found: Sequence[Finding]) -> int:
    """Where the text begins: at its dateline; without one, anywhere in the head."""
    marks = [f.start for f in found if f.role in {"dateline", "caption-dateline", "related-label"}]
    return min(marks, default=len(draft.text))


def blob_date(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The day of publication behind the byline, or with its label, before the text begins."""
    if not draft.blob or not draft.units:
        return
    text, start = draft.text, draft.units[0].start
    stop = min(_stop(draft, found), start + _HEAD)
    byline = max(
        (f.end for f in found if f.role in {"byline", "label"} and f.end <= stop), default=-1
    )
    for number, match in enumerate(_DAY.finditer(text, start, stop)):
        taken = any(f.start < match.end() and match.start() < f.end for f in found)
        gap = text[byline : match.start()] if byline >= 0 else "long gap"
        near = not any(c.isalnum() for c in gap)
        directly = not text[match.end() : stop].strip() and stop < len(text)
        first = number == 0 and _heads(text, start, match.span())
        if taken or not (match["label"] or near or directly or first):
            continue
        line = day_line(text, match.start(), match.end())
        if not line or not line.full:
            continue
        if first and byline < 0:
            yield from _name_before(text, start, match.start())
        if near and byline >= 0:
            yield from between(text, byline, match.start(), 0.85)
        facts: Facts = (("date", line.said),)
        for part in line.parts:
            yield Proposal(*part, 0.85, facts if part[2] == "date" else ())
        return


def _heads(text: str, start: int, span: tuple[int, int]) -> bool:
    """Whether a date stands between a title and a text: no sentence before it, a capital behind it."""
    before, after = text[start : span[0]], text[span[1] : span[1] + 40]
    title = 2 < len(before.split()) <= _TITLE_WORDS and not _SENTENCE_END.search(before)
    said = _PREPOSITION.search(before)
    return title and not said and bool(_NEW.match(after))


def _name_before(text: str, start: int, end: int) -> Iterable[Proposal]:
    """A name in capitals between a title that is not and the day."""
    match = _CAPITALS.search(text[start:end])
    if not match or text[start : start + match.start()].isupper():
        return
    begin = start + match.start("name")
    stop = start + match.end("name")
    persons = people(text, begin, stop)
    if persons and len(persons.names) == 1:
        yield from pieces(text, begin, stop, persons.spans, 0.72)


def blob_dateline(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A place in capitals before a colon or dash, behind byline, day or links of a page."""
    if not draft.blob or any(f.role == "dateline" for f in found) or not draft.units:
        return
    text, start = draft.text, draft.units[0].start
    heads = [f.end for f in found if f.role in {"byline", "date", "time", "litter", "label"}]
    for match in _PLACE.finditer(text, start, start + _HEAD):
        behind = [end for end in heads if end <= match.start()]
        if not behind or text[max(behind) : match.start()].strip():
            continue
        if match["mark"] == ":" and _LABEL.match(match["place"]):
            continue
        yield Proposal(
            *match.span("place"), "dateline", 0.75, (("dateline", squeeze(match["place"])),)
        )
        yield from between(text, match.end("place"), match.end(), 0.75)
        return
