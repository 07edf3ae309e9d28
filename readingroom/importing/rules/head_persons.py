"""Persons over a text in other forms than a plain byline: labelled, on the next line, with an office."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line
from readingroom.importing.rules.above import SALUTATION, is_one_line, is_taken, lines_above
from readingroom.importing.rules.agencies import is_agency
from readingroom.importing.rules.announcing import is_address, is_organisation
from readingroom.importing.rules.elements import content_words
from readingroom.importing.rules.named import Span, first_name, names_in, single_day
from readingroom.importing.rules.names import catalogued, has_office, is_name, people
from readingroom.importing.rules.pieces import between, pieces
from readingroom.importing.segments import Finding, Proposal

_LABEL = re.compile(
    r"(?:(?:presenter|host|guest|speaker|interviewer|interviewee|panell?ist|narrator|"
    r"reporter|author|writer|contributor)s?|presented by|hosted by|interview(?:ed)? by|in the chair|"
    r"participants)\s?:\s+(?=\S)",
    re.IGNORECASE,
)
#: Names with what their bearers are; a longer line is a sentence.
_LENGTH = 160
_POSTED = re.compile(
    r"\W*(?:posted|written|published|submitted|contributed|added|uploaded|reported|interviewed)"
    r"(?P<when>(?: on| at)? [^|]{4,40}?)? by:? (?P<name>[^\W\d_][\w.'’-]+(?: [^\W\d_][\w.'’-]*){0,3}?)"
    r"(?=$|[.,]?\s+(?:at|on|in|under)\b|\s*[|·•,—–(]|\s-)(?P<rest>.*)",
    re.IGNORECASE,
)
_BY_ALONE = re.compile(
    r"[\s(\[]*(?:(?:as )?(?:delivered|preached|given|written|told|presented|compiled|recorded|kept|"
    r"made|taken down)?\s?by(?: the)?|"
    r"an? (?:\w+ )?(?:report|paper|address|lecture|sermon|speech|story|talk|poem|"
    r"memoir) by|(?P<court>before|coram)|words|text|author)\s?:?",
    re.IGNORECASE,
)
_JOINS = re.compile(r"&|,|and|with|und|et|y", re.IGNORECASE)
_JUDGE = re.compile(r"\b(?:justice|judge|recorder|sheriff|magistrate)\b", re.IGNORECASE)
_TOLD = re.compile(r"(?:as )?told to\s+\S", re.IGNORECASE)
_RANK = re.compile(
    r"(?:the (?:hon|rt|rev|ven)\S* )?(?:dr|prof|professor|governor|president|mayor|senator|bishop|"
    r"archbishop|minister|premier|ambassador|captain|capt|colonel|col|admiral|general|rev|reverend|"
    r"(?:mrs?|ms|miss|dame|lord) justice|chief justice|justice|judge|councillor|cllr|dean|principal|"
    r"chancellor|secretary)\b\.?\s",
    re.IGNORECASE,
)
#: Pages and price of a book, whose author did not write the review.
_BOOK = re.compile(r"\bpp\b|\bpages\b|\bISBN\b|[$£€]\s?\d")
#: Whom the press may call, and the columns of a list of those present.
_CONTACT = re.compile(
    r"\S@\S|\b(?:tel|phone|contacts?|present|apologies)\b|\(?\d{3}\)?[ -]\d{3}", re.IGNORECASE
)
#: A line that says who spoke, where and when; longer ones tell a story.
_SPOKEN = 200
_GAP = re.compile(r"\S\s{3,}\S")
#: So far into a text it is looked for who is spoken of.
_BODY = 20_000
#: Its own line, and a footer on the author.
_SPOKEN_OF = 3
#: Below ``source.SURE``: done, and shown to the editor.
_SHOWN = 0.66
#: A salutation stands among a letter's first lines, and whom it is written to above it.
_LETTER = 30


def labelled_persons(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“Hosts: A and B”, “Presenters: A, of the Guard; B, of the Agency”: each by the first words."""
    for _, line in _free(draft, found):
        label = _LABEL.match(draft.text, line.start, line.end)
        if label and len(line.words) <= _LENGTH:
            spans = list(_of_list(draft.text, label.end(), line.end))
            if spans:
                yield from pieces(draft.text, line.start, line.end, spans, 0.86)


def _of_list(text: str, start: int, end: int) -> Iterator[Span]:
    """The names of a list: all of it where it is names and offices, else each part's first words."""
    persons = people(text, start, end, said=True) if ";" not in text[start:end] else None
    if persons and not persons.lost:
        yield from persons.spans
        return
    done = start
    for mark in [*re.finditer(r"\s*;\s*", text[start:end]), None]:
        stop = start + mark.start() if mark else end
        yield from first_name(text, done, stop, said=True)
        done = start + mark.end() if mark else end


def posted_bylines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“Posted by Nell at 7:12 AM | 3 Comments”: the name, a day where there is one, no other words."""
    if any(f.role == "byline" for f in found):
        return
    known = {key for f in found for key, _ in f.facts}
    lines, begin = lines_above(draft, found)
    for line in lines[: begin + 1]:
        # A page's links may stand behind it.
        taken = [f.start for f in found if f.end > line.start and f.start < line.end]
        match = _POSTED.fullmatch(draft.text, line.start, min([line.end, *taken]))
        if not match or not is_name(match["name"], least=1, said=True):
            continue
        day = single_day(squeeze(f"{match['when'] or ''} {match['rest']}"))
        span = (*match.span("name"), "creator", squeeze(match["name"]))
        for proposal in pieces(draft.text, *match.span(), [span], 0.82):
            dated = day and "date" not in known and proposal.role == "byline"
            facts = (*proposal.facts, ("date", day)) if dated else proposal.facts
            yield Proposal(proposal.start, proposal.end, proposal.role, proposal.confidence, facts)
        return


#: “Spoken by her nephew Iain Ferrier at Dunbrae”, “[Notes of an address by Big Ed Wozniak at …]”.
_SPOKEN_BY = re.compile(
    r"(?:^|\b(?:speech|address|sermon|talk|lecture|remarks|tribute|eulogy|statement|testimony) |"
    r"^\W*(?:[Ss]poken|[Gg]iven|[Dd]elivered|[Rr]ead|[Pp]reached|[Ss]aid|[Tt]old) )(?:spoken |"
    r"given |delivered |read |"
    r"preached |made )?by (?:(?:his|her|their|its|the|our|my) (?:[a-z-]+ ){1,3},? ?)?"
    r"(?P<name>[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){1,3}?)(?=$|[,.;\])]|\s(?:at|in|on|"
    r"to|before|for|of)\s)"
)


def spoken_by(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Over a text that names nobody else: who spoke it, and where; the words stay as they stand."""
    if is_one_line(draft) or any(key == "creator" for f in found for key, _ in f.facts):
        return
    lines, begin = lines_above(draft, found)
    for line in lines[: begin + 1]:
        match = _SPOKEN_BY.search(line.words) if len(line.words) <= _SPOKEN else None
        name = catalogued(squeeze(match["name"])) if match else ""
        if name and is_name(name, said=True) and not has_office(name) and not is_taken(found, line):
            yield Proposal(line.start, line.end, "editor-note", 0.72, (("creator", name),))
            return


def bylines_over_two_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“delivered by” on a line of its own, “Before:” in a court's head: the next line's name."""
    lines = _free(draft, found)
    for (at, line), (below, other) in itertools.pairwise(lines):
        match = _BY_ALONE.fullmatch(line.words)
        if not match or below != at + 1 or len(other.words) > _LENGTH:
            continue
        if match["court"] and not _JUDGE.search(other.words):
            continue
        spans = names_in(draft.text, other.start, other.end)
        if spans:
            yield from between(draft.text, line.start, line.end, 0.84)
            yield from pieces(draft.text, other.start, other.end, spans, 0.84)
            yield from _joined_names(draft, [one for _, one in lines if one.start > other.start])
            return


def _joined_names(draft: Draft, below: Sequence[Line]) -> Iterable[Proposal]:
    """“By / Owen Prewitt / & / Saira Malik”: each name has a line, and what joins them too."""
    for join, line in zip(below[::2], below[1::2], strict=False):
        spans = names_in(draft.text, line.start, line.end)
        if not _JOINS.fullmatch(join.words) or not spans:
            return
        yield from between(draft.text, join.start, join.end, 0.84)
        yield from pieces(draft.text, line.start, line.end, spans, 0.84)


def tellers(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Over “As told to …” who told it: “Denny Marsh, 66, retired, Quayside”."""
    lines, begin = lines_above(draft, found)
    for at, line in enumerate(lines[1 : begin + 1], 1):
        over = lines[at - 1]
        if at < 2 or not _TOLD.match(line.words) or is_taken(found, over):
            continue
        spans = list(first_name(draft.text, over.start, over.end))
        if spans and len(over.words) <= _LENGTH // 2:
            yield from pieces(draft.text, over.start, over.end, spans, 0.8)
        return


def persons_over_the_text(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Where nothing else says who wrote a text: a line over it that is a person, with rank or office.

    A name without either is taken where the text speaks of no such person.
    """
    known = (words for f in found for key, words in f.facts if key == "creator")
    if any(not is_agency(words) for words in known):
        return
    lines, begin = lines_above(draft, found)
    letter = any(SALUTATION.fullmatch(line.words) for line in lines[:_LETTER])
    free = [(at, line) for at, line in enumerate(lines[:begin]) if not is_taken(found, line)]
    if letter or is_one_line(draft):
        return
    said = Counter(content_words(draft.text[:_BODY])) if free else Counter()
    meant = [
        (line, spans)
        for at, line in free
        if (spans := _persons(draft.text, line, said))
        # Over all else a name alone is a title, if no office stands under it.
        and (at or spans[0][1] < line.end or _is_office(lines[at + 1 : at + 2]))
        and not any(_BOOK.search(other.words) for other in lines[at + 1 : at + 3])
        and not any(_CONTACT.search(other.words) for other in lines[at - 1 : at + 5])
        # “MRS THEODORE LINDQUIST / 118 ALDER ST”: whom it was sent to.
        and not any(is_address(other.words) for other in lines[at + 1 : at + 2])
    ]
    # Several such lines are those who were present, or a cast.
    if len(meant) == 1:
        line, spans = meant[0]
        yield from pieces(draft.text, line.start, line.end, spans, _SHOWN)


def _is_office(below: Sequence[Line]) -> bool:
    """Whether a line says what somebody is: “Agriculture Correspondent”, “Special to the Beacon”."""
    return any(has_office(line.words) and len(line.words) <= _LENGTH // 3 for line in below)


def _persons(text: str, line: Line, said: Counter[str]) -> list[Span]:
    words = line.words
    if len(words) > _LENGTH // 2 or is_address(words) or is_organisation(words) or ":" in words:
        return []
    if _GAP.search(text, line.start, line.end):
        return []
    spans = [span for span in names_in(text, line.start, line.end) if span[2] == "creator"]
    if len(spans) != 1 or spans[0][0] > line.start + 30:
        return []
    rank = _RANK.match(words)
    beside = words[spans[0][1] - line.start :]
    silent = said[spans[0][3].split()[-1].casefold()] < _SPOKEN_OF
    plain = is_name(words.strip(" .,*_")) and silent
    return spans if rank or (has_office(beside) and silent) or plain else []


def _free(draft: Draft, found: Sequence[Finding]) -> list[tuple[int, Line]]:
    """The lines over the text that no rule has taken, but for the very first, and their numbers."""
    if is_one_line(draft):
        return []
    lines, begin = lines_above(draft, found)
    return [
        (at, line) for at, line in enumerate(lines[: begin + 1]) if at and not is_taken(found, line)
    ]
