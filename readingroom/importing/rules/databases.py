"""Print-outs of newspaper databases: each line of the head and the foot is a field with its label.

Labels as LexisNexis and ProQuest print them before a colon, and the two letters of Factiva.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import full_dates
from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.rules.credits import ending
from readingroom.importing.rules.figures import caption_words, credit_facts
from readingroom.importing.rules.names import has_office, people
from readingroom.importing.rules.pieces import pieces
from readingroom.importing.segments import Facts, Finding, Proposal, word_set

_NEXIS = re.compile(r"(?P<label>[A-Z][A-Z-]{3,20}):(?:\s+|$)")
_FACTIVA = re.compile(r"(?P<label>[A-Z]{2,3})(?:\s{2,}|\t|$)")
_PROQUEST = re.compile(
    r"(?P<label>Title|Author|Byline|Publication date|Dateline|Section|Full [Tt]ext|Abstract|Details|"
    r"Illustration|Subject|Location|People|Company / organization|Publication title|Publication info|"
    r"Volume|Issue|Pages?|Number of pages|Publication year|Year|Publisher|Place of publication|"
    r"Country of publication|Publication subject|ISSN|Source type|Language(?: of publication)?|"
    r"(?:ProQuest )?[Dd]ocument (?:type|ID|URL)|Last updated|Database|Links|"
    r"Start [Pp]age)(?::(?:\s+|$)|$)"
)
#: What a field of either is; all others that are known say nothing of the text.
_KINDS = {
    "HEADLINE": "title", "HD": "title", "TITLE": "title", "HIGHLIGHT": "subtitle",
    "BYLINE": "byline", "BY": "byline", "SECTION": "section", "SE": "section", "CLM": "section",
    "DATELINE": "dateline", "PD": "date", "DATE": "date", "GRAPHIC": "picture", "ART": "picture",
    "Title": "title", "Author": "byline", "Byline": "byline", "Publication date": "date",
    "Dateline": "dateline", "Section": "section", "Illustration": "picture", "Full Text": "label",
    "Full text": "label", "Abstract": "label", "Details": "label",
    "BODY": "label", "TEXT": "label", "LP": "label", "TD": "label", "CY": "rights",
}  # fmt: skip
_FOR_DESK = word_set(
    """LENGTH LOAD-DATE LANGUAGE PUBLICATION-TYPE JOURNAL-CODE DISTRIBUTION DOCUMENT-TYPE ACC-NO ISSN
    SOURCE PUB-TYPE SUBJECT COMPANY TICKER INDUSTRY GEOGRAPHIC PERSON ORGANIZATION STATE COUNTRY CITY
    EDITION CATEGORY SERIES TYPE LOAD
    WC ET SN SC ED PG LA CO IN NS RE IPC IPD PUB AN RF CT VOL GC NGC CR"""
)
#: Labels of which a print-out has one at least, and how many of any it has.
_TELLING = word_set("LENGTH LOAD-DATE BODY ACC-NO WC AN SC") | {
    "Document ID", "ProQuest document ID", "Document URL", "Publication title",
}  # fmt: skip
_FEWEST = 3
_COUNTED = re.compile(r"\d{1,4} of \d{1,4} (?:DOCUMENTS?|Documents?)")
_PICTURED = re.compile(
    r"(?:(?:Photos?|PHOTOS?|Pictures?|Maps?|Drawings?|Image)\b[ ,:;.]*)?(?:\d\)? )?"
)
#: A field goes on in so many lines.
_LINES = 4
_SURE = 0.9


def database_fields(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The fields of a print-out; what has no field of its own is left to the other rules."""
    del found
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    for form in (_NEXIS, _FACTIVA, _PROQUEST):
        fields = [(at, match) for at, line in enumerate(lines) if (match := _field(form, line))]
        labels = {match["label"] for _, match in fields}
        if len(labels) < _FEWEST or labels.isdisjoint(_TELLING):
            continue
        if form is _NEXIS:
            yield from _above(lines[: fields[0][0]])
        for at, match in fields:
            last = _last_of(lines, at, {begun for begun, _ in fields})
            start = lines[at].start + match.end()
            kind = _KINDS.get(match["label"], "litter")
            yield from _MADE[kind](draft.text, lines[at].start, start, lines[last].end)
        return


def _field(form: re.Pattern[str], line: Line) -> re.Match[str] | None:
    match = form.match(line.words)
    proquest = form is _PROQUEST
    known = match and (proquest or match["label"] in _KINDS or match["label"].casefold() in _DESK)
    return match if known else None


_DESK = frozenset(map(str.casefold, _FOR_DESK))


def _last_of(lines: Sequence[Line], at: int, begun: set[int]) -> int:
    """The line with which a field ends: before a blank line, or the next field."""
    last = at
    while last + 1 < len(lines) and last - at < _LINES:
        if last + 1 in begun or lines[last + 1].blanks:
            break
        last += 1
    return last


def _above(lines: Sequence[Line]) -> Iterable[Proposal]:
    """Over the fields: which document of how many this is, the paper, its day."""
    for line in lines:
        days = full_dates(line.words)
        if _COUNTED.fullmatch(line.words):
            yield Proposal(line.start, line.end, "furniture", _SURE)
        elif days and line.words.startswith(line.words[days[0].start : days[0].end]):
            facts: Facts = (("date", days[0].day.isoformat()),)
            yield Proposal(line.start, line.end, "date", _SURE, facts)
        elif not re.search(r"©|\(c\)|copyright", line.words, re.IGNORECASE):
            yield Proposal(line.start, line.end, "litter", 0.8)


def _labelled(role: str, key: str) -> Callable[[str, int, int, int], Iterable[Proposal]]:
    """A field whose words are a fact of that name."""

    def made(text: str, label: int, start: int, end: int) -> Iterable[Proposal]:
        words = squeeze(text[start:end])
        yield Proposal(label, start, "label", _SURE)
        if words:
            yield Proposal(start, end, role, _SURE, ((key, words),))

    return made


def _byline(text: str, label: int, start: int, end: int) -> Iterable[Proposal]:
    by = re.compile(r"[Bb][Yy]\s+").match(text, start, end)
    begin = by.end() if by else start
    office = re.compile(r",(?=[^,\n]*$)").search(text, begin, end)
    stop = office.start() if office and has_office(text[office.end() : end]) else end
    persons = people(text, begin, stop, least=1, said=True)
    if persons:
        yield from pieces(text, label, end, persons.spans, _SURE)
    else:
        yield Proposal(label, end, "byline", 0.5)


def _date(text: str, label: int, start: int, end: int) -> Iterable[Proposal]:
    days = full_dates(text[start:end])
    facts: Facts = (("date", days[0].day.isoformat()),) if len(days) == 1 else ()
    yield Proposal(label, start, "label", _SURE)
    yield Proposal(start, end, "date", _SURE if facts else 0.62, facts)


def _picture(text: str, label: int, start: int, end: int) -> Iterable[Proposal]:
    kind = _PICTURED.match(text, start, end)
    begin = kind.end() if kind else start
    credit = ending(text, begin, end)
    stop = credit[0].start() if credit else end
    if not text[begin:stop].strip():
        yield Proposal(label, end, "litter", 0.8)
        return
    yield Proposal(label, begin, "label", _SURE)
    yield from caption_words(text, begin, stop, 0.8)
    if credit:
        yield Proposal(
            *credit[0].span(), "photo-credit", 0.8, credit_facts(squeeze(credit[0].group()))
        )


def _alone(text: str, label: int, start: int, end: int) -> Iterable[Proposal]:
    """A label over the text itself: its words are the text's."""
    del end
    yield Proposal(label, label + len(text[label:start].rstrip()), "label", _SURE)


def _litter(text: str, label: int, start: int, end: int) -> Iterable[Proposal]:
    del text, start
    yield Proposal(label, end, "litter", _SURE)


def _rights(text: str, label: int, start: int, end: int) -> Iterable[Proposal]:
    yield Proposal(label, start, "label", _SURE)
    yield Proposal(start, end, "rights", _SURE, (("rights", squeeze(text[start:end])),))


_MADE: dict[str, Callable[[str, int, int, int], Iterable[Proposal]]] = {
    "title": _labelled("title", "title"),
    "subtitle": _labelled("subtitle", "subtitle"),
    "section": _labelled("section", "section"),
    "dateline": _labelled("dateline", "dateline"),
    "byline": _byline,
    "date": _date,
    "picture": _picture,
    "label": _alone,
    "litter": _litter,
    "rights": _rights,
}
