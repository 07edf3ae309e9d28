"""What a printed page carries beside its words: its number, and the running head or foot."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from readingroom.importing.dates import full_dates
from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.months import MONTH
from readingroom.importing.rules.page_forms import GAP, Candidate, formed
from readingroom.importing.segments import Facts, Finding, Proposal

_DATED = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{MONTH})\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{4,}")
_STOPPED = re.compile(r"[.!?…:;][\"”’')\]*†‡]*$")
#: The widest sheet that a typist fills, and room for a newspaper's name and day in one line.
_WIDEST = 200
#: A line as long as this is prose; between two heads of pages there is some.
_PROSE = 40
#: The first page's head stands over its first lines.
_TOP = 3
#: A running head is short, whatever the paper.
_HEAD = 60
#: Pages are set in the middle or to the right of the line.
_INDENTED = 8
#: A number of four figures in this range is a year, until pages say otherwise.
_YEARS = range(1000, 2100)
#: Where a page's number stands, what the signs beside it are worth. A line that says “page” or sets
#: dashes round its number needs no other sign; a bare number needs two.
_WORTH = {
    "said": 0.7,
    "bracketed": 0.7,
    "address": 0.85,
    "spaced": 0.4,
    "close": 0.2,
    "small": 0.1,
    "plain": 0.4,
}
_SURE = 0.97
#: Forms that no table has.
_OWN = frozenset({"said", "bracketed", "address"})
#: Forms that sections and notes have as well.
_BARE = frozenset({"plain", "bracketed"})
#: Where a sign is missing that a bare number cannot do without, it is shown, not removed.
_SHOWN = 0.55
#: Not even shown: more texts have numbered sections than page numbers that break no sentence.
_UNSAID = 0.4
#: What it is worth that a line stands amid a sentence, which nothing but a page does.
_AMID = 0.3


@dataclass(frozen=True, slots=True)
class Count:
    """The bare numbers of a text: how many, whether any stands amid a sentence, where runs begin.

    ``leading`` are those of a run that leads up to the last line.
    """

    size: int
    amid: bool
    first: dict[int, int]
    leading: frozenset[int]


def page_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Page numbers and running heads: by form, by what they interrupt, and by what recurs."""
    del found
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    candidates = {c.at: c for c in _candidates(lines)}
    if not candidates:
        return
    again = Counter(line.words for line in lines)
    short = [at for at, line in enumerate(lines) if len(line.words) <= _HEAD]
    others = {at for at in short if again[lines[at].words] > 1} | set(candidates)
    candidates = {at: _placed(c, lines, others) for at, c in candidates.items()}
    heads = Counter(_folded(line.words) for line in lines if len(line.words) <= _WIDEST)
    numbers = {number for c in candidates.values() for number in c.numbers}
    crowded = _crowded(lines, candidates)
    count = _count(candidates.values())
    for candidate in candidates.values():
        if candidate.at in crowded:
            continue
        line = lines[candidate.at]
        sure = _signs(candidate, line, numbers, heads)
        if candidate.at in {0, len(lines) - 1} and candidate.form != "plain":
            sure += 0.1
        if candidate.form == "said" and len(candidates) == 1 and _is_amid(lines, candidate):
            # “Page 3” once, between two sentences: a heading of a script, or a page's number.
            sure = min(sure, _SHOWN)
        if candidate.form in _BARE:
            sure = _bare(candidate, line, count, sure)
        # Below even odds it is not worth a remark: most short lines with a number are no page's.
        if sure >= _SHOWN:
            facts = day_of(line.words) if candidate.at < _TOP else ()
            begin = line.start
            address, _, _ = line.words.partition(" ")
            # Of what a browser prints, the address is the text's own; with a query it is the printer's.
            if _ADDRESS.fullmatch(address) and address != line.words and "?" not in address:
                begin += len(address)
                yield Proposal(line.start, begin, "url", 0.85, (("identifier", address),))
            yield Proposal(begin, line.end, "furniture", round(min(sure, _SURE), 2), facts)


def day_of(words: str) -> Facts:
    """The day of the issue, which the head of its first page may name and nothing else does."""
    days = {found.day for found in full_dates(words)}
    return (("date", days.pop().isoformat()),) if len(days) == 1 else ()


def _candidates(lines: Sequence[Line]) -> Iterable[Candidate]:
    for at, line in enumerate(lines):
        if len(line.words) <= _WIDEST:
            candidate = formed(at, line.words)
            if candidate:
                yield candidate


def _placed(candidate: Candidate, lines: Sequence[Line], others: AbstractSet[int]) -> Candidate:
    """A candidate with where it stands: apart from other lines, and amid a sentence or not.

    ``others`` are lines that recur and other candidates: what a page's foot and head are made of.
    """
    at = candidate.at
    before = next((i for i in range(at - 1, max(at - 5, -1), -1) if i not in others), None)
    after = next((i for i in range(at + 1, min(at + 5, len(lines))) if i not in others), None)
    above = at == 0 or lines[at].blanks > 0 or at - 1 in others
    below = at + 1 == len(lines) or lines[at + 1].blanks > 0 or at + 1 in others
    broken = 0.0
    if before is not None and after is not None:
        stopped = _STOPPED.search(lines[before].words)
        goes_on = lines[after].words[:1].islower()
        prose = len(lines[before].words) >= _PROSE
        broken = _AMID if goes_on and not stopped else 0.1 if prose and not stopped else 0.0
    return replace(candidate, isolated=above and below, interrupts=broken, last=after is None)


def _signs(candidate: Candidate, line: Line, numbers: set[int], heads: Counter[str]) -> float:
    """The worth of a candidate's form and of what stands round it."""
    sure = _WORTH[candidate.form] + candidate.interrupts + 0.1 * candidate.isolated
    own = set(candidate.numbers)
    if any(n + step in numbers and n + step not in own for n in own for step in (1, -1)):
        sure += 0.15
    elif any(n + 1 in own for n in own):
        # Columns of a debate are numbered two to the page.
        sure += 0.1
    if candidate.head:
        own_line = _folded(line.words)
        folded = _folded(candidate.head)
        again = heads[own_line] > 1 or (folded != own_line and heads[folded] > 0)
        sure += 0.25 if folded and again else 0.0
        sure += 0.05 if candidate.head.isupper() else 0.0
        sure += 0.15 if _DATED.search(candidate.head) else 0.0
        # “Diary   1943” names a year, unless pages say otherwise.
        sure -= 0.3 if not again and own and all(number in _YEARS for number in own) else 0.0
    return sure


def _is_amid(lines: Sequence[Line], candidate: Candidate) -> bool:
    """Whether a line without a head stands between two sentences that are whole."""
    at = candidate.at
    if candidate.head or candidate.interrupts or not 0 < at < len(lines) - 1:
        return False
    whole = _STOPPED.search(lines[at - 1].words) and not lines[at + 1].words[:1].islower()
    return bool(whole)


def _count(candidates: Iterable[Candidate]) -> Count:
    """The numbers without words, and where each run of them begins."""
    bare = [c for c in candidates if c.form in _BARE]
    first: dict[int, int] = {}
    for number in sorted({c.numbers[0] for c in bare}):
        first[number] = first.get(number - 1, number)
    plain = {c.numbers[0] for c in bare if c.form == "plain" and c.isolated}
    last = max((c.numbers[0] for c in bare if c.last and c.numbers[0] in plain), default=0)
    begun = first.get(last, 0)
    leads = begun > 1 and last > begun and plain.issuperset(range(begun, last + 1))
    leading = frozenset(range(begun, last + 1) if leads else ())
    return Count(len(bare), any(c.interrupts >= _AMID for c in bare), first, leading)


def _bare(candidate: Candidate, line: Line, count: Count, sure: float) -> float:
    """A number alone: sections, years, the days of a diary and footnotes are written so too."""
    if candidate.interrupts >= _AMID:
        return sure
    number = candidate.numbers[0]
    if number in count.leading:
        # Nothing stands under the last line but the number of its page, and before it was another.
        return sure + 0.3
    if number in _YEARS:
        return min(sure, _UNSAID)
    if count.amid:
        return sure + 0.1
    # Sections, notes and stanzas are counted from the first; a page's number comes from nowhere.
    begun = count.first[number] > 1
    if candidate.form == "bracketed":
        # Under the last page's number stands nothing.
        paged = count.size == 1 or candidate.last or begun
        return sure if paged else min(sure, _SHOWN)
    roman = not line.words.isdigit()
    if begun and candidate.isolated and (roman or line.indent >= _INDENTED):
        return sure + 0.2
    return min(sure, _UNSAID)


def _folded(words: str) -> str:
    """A head without its numbers, so that two pages' can be compared."""
    return re.sub(r"[\d\W_]+", " ", words.casefold()).strip()


def _crowded(lines: Sequence[Line], candidates: dict[int, Candidate]) -> set[int]:
    """Candidates in rows, with no prose between: lines of a table, of contents, of a count."""
    crowded: set[int] = set()
    run: list[int] = []
    for at, line in enumerate(lines):
        if at in candidates:
            run.append(at)
        elif len(line.words) > _PROSE and not GAP.search(line.words):
            crowded.update(run if _is_row(candidates, run) else ())
            run = []
    crowded.update(run if _is_row(candidates, run) else ())
    for at, candidate in candidates.items():
        near = [i for i in (at - 1, at + 1) if 0 <= i < len(lines) and _together(lines, at, i)]
        columned = [i for i in near if _columned(lines[i], candidates.get(i))]
        if columned and candidate.form not in _OWN:
            crowded.add(at)
    return crowded


def _is_row(candidates: dict[int, Candidate], run: Sequence[int]) -> bool:
    """Whether lines together are more than the foot of one page and the head of the next."""
    others = [i for i in run if candidates[i].form not in _OWN]
    numbers = len(run) > 1 and all(candidates[i].form == "plain" for i in run)
    return len(others) > 2 or numbers


def _columned(line: Line, candidate: Candidate | None) -> bool:
    """Whether a line has columns that are no page's."""
    own = candidate and candidate.form in _OWN
    return not own and len(GAP.split(line.words)) > 1


def _together(lines: Sequence[Line], at: int, other: int) -> bool:
    return lines[max(at, other)].blanks == 0
