"""Other reports that a page adds after the text: a label, then headlines and their openings."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.rules.datelines import Dateline, datelines
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal, word_set
from readingroom.importing.sentences import divide

_LABEL = (
    r"(?P<words>Related(?: (?:stories|story|news|articles?|reports?|links?|coverage|content|reading|"
    r"items?|objects|pages|topics|posts?|documents|videos?))?|See also|Also see|"
    r"More (?:stories|news|in [A-Z]\w+|from this section)|More on this (?:story|topic)|Read also|"
    r"Also read|Read (?:more|next)|In other news|Also in the news|Elsewhere on the web|"
    r"Don['’]t miss|Must[- ]read|Recommended reading|Further reading|More coverage|"
    r"In case you missed it|"
    r"You (?:may|might) also (?:like|enjoy|be interested in)(?: these)?|"
    r"(?:Readers|People) also (?:read|liked?)|"
    r"Mehr zum Thema|Lesen Sie auch|Auch interessant|(?:[ÀA] )?[Ll]ire aussi|Sur le même sujet|"
    r"Lea también|Noticias relacionadas|Leia também|Leggi anche|Lees ook|Läs också|Zobacz także|"
    r"Czytaj także|Читайте также|По теме)"
)
#: With the headline in the same line: “Read more: How the bridge was paid for”.
_WITH_HEADLINE = re.compile(
    rf"(?:[*•–—>»▶►]+ *)?{_LABEL}(?P<mark>\s*(?::|>>?|»|›|[|–—]|- )+)\s*(?P<headline>\S.{{7,}})",
    re.IGNORECASE,
)
#: “See also: the note below.” and “Related: he was her uncle” are sentences.
_OWN_SENTENCE = word_set("she he it they we i you this that these those there in on at who what")
LABEL_LINE = re.compile(rf"{_LABEL}(?P<mark>\s*:)?", re.IGNORECASE)
_LABEL_INSIDE = re.compile(rf"(?<!\S){_LABEL}(?P<mark>\s*:)\s")
_SENTENCE_BEFORE = re.compile(r"[.!?…][\"”’')\]]*\s*$")
#: With nothing below them these ask for a click that the source no longer has.
_ASKING = word_set("Read READ You YOU More MORE Also ALSO Recommended RECOMMENDED Don't Don’t")
#: More items than this are an index.
_ITEMS = 20
_BULLET = re.compile(r"(?:[•·▪■►>»*]|[-–](?=\s))\s*(?=\S)")
#: Who edited the text stands below the last of them.
_EDITED = re.compile(r"[\[(]?(?:[Ee]ditors?|EDITORS?|[Rr]esponsible editor|责任编辑|编辑)\s?[:：]")
#: Headlines of more words than this were not seen; wires keep them under a line.
_HEADLINE_WORDS = 30
_HEADLINE_LENGTH = 160


def related_in_running_text(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """After the label, a headline runs up to the next dateline and its opening up to the next link.

    Where no link stands between two items, a headline begins after the last sentence before its
    dateline.
    """
    if not draft.blob:
        return
    for unit in draft.units:
        for match in _LABEL_INSIDE.finditer(draft.text, unit.start, unit.end):
            after = _litter_before(found, match.start(), unit.start)
            before = draft.text[max(after, match.start() - 40) : match.start()]
            lines = datelines(draft.text, match.end(), unit.end, running=True)
            if lines and (not before.strip() or _SENTENCE_BEFORE.search(before)):
                yield from _label(match, 0.95)
                yield from _items(draft, found, lines, match.end(), unit.end)
                return


def _litter_before(found: Sequence[Finding], at: int, start: int) -> int:
    """Where the last link of the page before a place ends, or the place to start from."""
    index = bisect.bisect_left(found, at, key=lambda f: f.start)
    return (
        max(start, found[index - 1].end) if index and found[index - 1].role == "litter" else start
    )


def _label(match: re.Match[str], sure: float) -> Iterable[Proposal]:
    yield Proposal(match.start("words"), match.end("words"), "related-label", sure)
    if match["mark"]:
        yield Proposal(match.start("mark"), match.end("mark"), "punctuation", sure)


def _items(
    draft: Draft, found: Sequence[Finding], lines: Sequence[Dateline], start: int, end: int
) -> Iterable[Proposal]:
    starts = [f.start for f in found if f.role == "litter" and f.start >= start]
    ends = [f.end for f in found if f.role == "litter" and f.start >= start]
    heads: list[int] = []
    for index, line in enumerate(lines):
        after = lines[index - 1].end if index else start
        link = bisect.bisect_right(ends, line.start)
        after = max(after, ends[link - 1]) if link else after
        sentences = divide(draft.text, after, line.start)
        # The last stretch before a dateline has no stop of its own: that is the headline.
        heads.append(sentences[-1][0] if sentences else line.start)
    for index, line in enumerate(lines):
        stop = heads[index + 1] if index + 1 < len(heads) else end
        link = bisect.bisect_left(starts, line.end)
        stop = min(stop, starts[link]) if link < len(starts) else stop
        headline = _span(draft.text, heads[index], line.start)
        if headline[0] < headline[1]:
            words = len(draft.text[slice(*headline)].split())
            sure = 0.93 if words <= _HEADLINE_WORDS else 0.65
            yield Proposal(*headline, "related-headline", sure)
        yield Proposal(*_span(draft.text, line.start, stop), "related-lead", 0.92)


def _span(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def related_in_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A label and one headline behind it, in one line: kept, since it names another text.

    A label with nothing behind it is a link of the page, and litter.
    """
    if draft.blob:
        return
    starts = {unit.start for unit in draft.units}
    for at, line in free_lines(lines_of_page(draft.text), found):
        match = (
            _WITH_HEADLINE.fullmatch(line.words) if len(line.words) <= _HEADLINE_LENGTH else None
        )
        if not match or not at:
            continue
        headline = match["headline"]
        first = headline.split()[0].casefold()
        said = headline.endswith(".") or (headline[0].islower() and first in _OWN_SENTENCE)
        sure = 0.5 if said else 0.85 if line.start in starts else 0.65
        begin = line.start
        yield Proposal(
            begin + match.start("words"), begin + match.end("words"), "related-label", sure
        )
        mark = match["mark"]
        start = begin + match.start("mark") + len(mark) - len(mark.lstrip())
        yield Proposal(start, begin + match.start("mark") + len(mark.rstrip()), "punctuation", sure)
        yield Proposal(begin + match.start("headline"), line.end, "related-headline", sure)


def related_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A label on a line alone, then lines that are headlines, or openings with a dateline."""
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    free = list(free_lines(lines, found))
    index = 0
    while index < len(free):
        line = free[index][1]
        match = LABEL_LINE.fullmatch(draft.text, line.start, line.end)
        items = list(_item_lines(draft, free[index + 1 :][:_ITEMS])) if match and index else []
        # “Related” alone may be a heading of the text; with a noun, a colon or a list it is not.
        plain = match and (match["mark"] or " " in match["words"] or len(items) > 1)
        if match and items:
            yield from _label(match, 0.9 if plain else 0.65)
            yield from items
        elif match and index and " " in match["words"] and match["words"].split()[0] in _ASKING:
            yield Proposal(line.start, line.end, "litter", 0.7)
        index += len(items) + 1


def _item_lines(draft: Draft, lines: Sequence[tuple[int, Line]]) -> Iterable[Proposal]:
    """Headlines and leads in a row, until a sentence or other findings end it."""
    ends = {unit.start: unit.end for unit in draft.units}
    before, done = lines[0][0] - 1 if lines else 0, 0
    for at, line in lines:
        inside = line.start < done
        if at - before > 1:
            return
        before = at
        if inside:
            continue
        if datelines(draft.text, line.start, line.end, running=False):
            # A lead may be wrapped over several lines.
            done = ends.get(line.start, line.end)
            yield Proposal(line.start, done, "related-lead", 0.85)
        elif _EDITED.match(line.words):
            return
        elif len(line.words) <= _HEADLINE_LENGTH and not line.words.endswith((".", ":", ",", ";")):
            bullet = _BULLET.match(line.words)
            start = line.start + (bullet.end() if bullet else 0)
            if bullet:
                yield Proposal(line.start, line.start + len(bullet[0].rstrip()), "punctuation", 0.8)
            yield Proposal(start, line.end, "related-headline", 0.8)
        else:
            return
