"""Titles that a text's form tells: a letter's subject, a headword, a bill, the parties of a case."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.rules.above import SALUTATION, is_one_line, is_taken
from readingroom.importing.rules.names import is_name
from readingroom.importing.rules.pieces import between
from readingroom.importing.rules.signatures import greeted
from readingroom.importing.segments import Finding, Proposal

#: A head with addresses and a day has so many lines.
_HEAD = 30
#: A subject is short, and what follows is a paragraph.
_SUBJECT, _PARAGRAPH = 14, 50
_SUBJECT_LABEL = re.compile(r"(?:Re|RE|re|Subject|Ref|Betr(?:eff|\.)?|Objet)\s?[:.]\s+")
_HEADWORD = re.compile(
    r"(?P<word>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’-]+(?:,? (?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]*|\([^()\n]{2,40}\))){0,8})"
    r"(?:[.,]\s?(?:—|–|--)|\s—)\s?(?=[A-Z(])"
)
_BILL = re.compile(r"[^\W\d_].{3,90}\bBill(?: \[[^]]{2,30}\])?\.?", re.IGNORECASE)
_STAGE = re.compile(
    r"\W*(?:\(?(?:first|second|third) reading|order for|order read|\[?order of|considered in|"
    r"committee\b|report stage|clause \d|debate resumed|motion\b|as amended|read a)",
    re.IGNORECASE,
)
#: A time of day stands between a bill and its stage.
_STAMP = re.compile(r"\[?\d{1,2}[.:]\d{2} ?(?:[ap]\.?m\.?)?\]?", re.IGNORECASE)
_LIFE = re.compile(
    r"[Bb]orn\b.{0,60}\d{4}.{0,20}\b[Dd]ied\b.{0,60}\d{4}\W*|\W*1[5-9]\d\d ?[–—-] ?"
    r"(?:1[5-9]|20)\d\d\W*"
)
#: An obituary's head has so few lines, and that of the years is so short.
_FEW, _YEARS = 8, 160
_PARTY = (
    r"\(?(?:plaintiff|defendant|appellant|respondent|claimant|petitioner|applicant)s?"
    r"(?:\s?/\s?\w+)?\)?"
)
_FIRST_PARTY = re.compile(rf"(?P<name>\S.{{2,80}}?),?\s+{_PARTY}\W*", re.IGNORECASE)
_BETWEEN_PARTIES = re.compile(r"[\W_]*(?:and|v|vs|against|versus)[\W_]*", re.IGNORECASE)


def letter_subjects(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The line between “Dear Sir,” and a letter's first paragraph."""
    if is_one_line(draft) or _titled(found):
        return
    lines = lines_of_page(draft.text)[:_HEAD]
    for (dear, line), (_, below) in zip(
        itertools.pairwise(lines), itertools.pairwise(lines[1:]), strict=False
    ):
        apart = line.blanks and below.blanks
        short = len(line.words.split()) <= _SUBJECT and not line.words.endswith(
            (",", ".", ";", "!")
        )
        if not SALUTATION.fullmatch(dear.words) or not apart or not short or is_taken(found, line):
            continue
        label = _SUBJECT_LABEL.match(line.words)
        start = line.start + (label.end() if label else 0)
        words = line.words.split()
        capitals = (
            sum(word[0].isupper() for word in words) * 2 > len(words)
            or line.indent >= _INDENT
            or bool(label)
        )
        if (
            capitals
            and len(below.words) >= min(_PARAGRAPH, below.edge)
            and (label or not line.small)
        ):
            yield from between(draft.text, line.start, start, 0.82)
            subject = squeeze(draft.text[start : line.end])
            yield Proposal(start, line.end, "title", 0.82, (("title", subject),))
            return


#: Set in the middle of the line.
_INDENT = 6


#: “SALT ROADS (Ger. Salzstraßen), the network of …”, “KNOT, in the usual sense, any …”: an entry
#: that goes on with what the word means.
_DEFINED = re.compile(
    r"(?P<word>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’-]{2,}(?: (?:OF|AND|THE|[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’-]+)){0,3})"
    r"(?:,? \([^()\n]{3,160}(?:\n[^()\n]{0,160})?\))?,?\s"
    r"(?:(?:in (?:the|its) [\w ]{3,40}sense|properly|also called|or [a-z]+|from the \w+),\s)?"
    r"(?:an?|any|the|one|that|those|some|name|term|a general|in)\s"
)
#: What else works of reference have: other entries to see, books, the writer's initials.
_REFERENCE = re.compile(
    r"\b(?:[Ss]ee(?: also)?:? [A-ZÀ-Þ]{3}|q\.\s?v\.|cf\.|BIBLIOGRAPHY|Bibliography|AUTHORITIES|Lit\.:)|"
    r"^\W*\((?:[A-Z][a-z]?\. ?){1,3}(?:[A-Z]{3,})?\)\W*$",
    re.MULTILINE,
)


def headwords(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“SALT ROADS.—The name of …”: what an article of a work of reference is on; no day follows."""
    if draft.blob or not draft.units or _titled(found):
        return
    unit = draft.units[0]
    match = _HEADWORD.match(draft.text, unit.start, unit.end)
    if not match and _REFERENCE.search(draft.text, unit.start):
        match = _DEFINED.match(draft.text, unit.start, unit.end)
    if (
        match
        and not any(f.start < match.end() for f in found)
        and unit.end - match.end() > _PARAGRAPH
    ):
        words = squeeze(match["word"])
        yield Proposal(unit.start, match.end("word"), "title", 0.8, (("title", words),))
        comma = match.end("word") + (draft.text[match.end("word")] == ",")
        stop = match.end() if match.re is _HEADWORD else comma
        yield from between(draft.text, match.end("word"), stop, 0.8)


def bills(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The bill that a parliament debates, over its stage: “FERRIES (LICENCES) BILL / Second Reading”."""
    if is_one_line(draft) or _titled(found):
        return
    lines = lines_of_page(draft.text)[:_HEAD]
    lines = [line for line in lines if not _STAMP.fullmatch(line.words)]
    for line, below in itertools.pairwise(lines):
        bill = _BILL.fullmatch(line.words) and not is_taken(found, line)
        if bill and _STAGE.match(below.words):
            words = squeeze(line.words).removesuffix(".")
            yield Proposal(line.start, line.end, "title", 0.85, (("title", words),))
            return


def lives(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """An obituary's name: alone among the first lines, the years of its bearer's life close below."""
    if is_one_line(draft) or _titled(found):
        return
    lines = lines_of_page(draft.text)[:_FEW]
    for at, line in enumerate(lines):
        below = [other.words for other in lines[at + 1 : at + 4] if len(other.words) < _YEARS]
        alone = is_name(line.words.strip(".")) and not is_taken(found, line)
        if alone and any(_LIFE.fullmatch(words) for words in below):
            words = squeeze(line.words).strip(".")
            yield Proposal(line.start, line.end, "title", 0.82, (("title", words),))
            return


def parties(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“A. COE (Plaintiff) / - and - / B. LEE (Defendant)”: a case's name over three lines."""
    if is_one_line(draft) or _titled(found):
        return
    lines = lines_of_page(draft.text)[:_HEAD]
    for first, middle, second in zip(lines, lines[1:], lines[2:], strict=False):
        run: tuple[Line, ...] = (first, middle, second)
        if any(is_taken(found, line) for line in run):
            continue
        if (
            _FIRST_PARTY.fullmatch(first.words)
            and _BETWEEN_PARTIES.fullmatch(middle.words)
            and _FIRST_PARTY.fullmatch(second.words)
        ):
            words = squeeze(draft.text[first.start : second.end])
            yield Proposal(first.start, second.end, "title", 0.82, (("title", words),))
            return


_LETTERS = re.compile(
    r"(?:(?:Your|Readers['’]) )?Letters(?: to the Editor| from Readers)?|Correspondence|To the "
    r"Editor|Postbag",
    re.IGNORECASE,
)


def letters_pages(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“Letters to the Editor” over several letters, of which each may have a heading of its own."""
    if is_one_line(draft) or _titled(found):
        return
    lines = lines_of_page(draft.text)
    if len(greeted(lines)) < _SEVERAL:
        return
    for line in lines[:_FEW]:
        if _LETTERS.fullmatch(line.words.strip(" .:")) and not is_taken(found, line):
            words = squeeze(line.words).strip(" .:")
            yield Proposal(line.start, line.end, "title", 0.8, (("title", words),))
            return


#: One letter under that label is called otherwise.
_SEVERAL = 2


def _titled(found: Sequence[Finding]) -> bool:
    return any(f.role == "title" for f in found)
