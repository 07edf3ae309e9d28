"""The head of a source that lost its lines, where no dateline or day ends it: by its first sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import full_dates
from readingroom.importing.layout import Draft
from readingroom.importing.rules.announced import named_in_title
from readingroom.importing.rules.names import NAME, catalogued, is_name, leading_name
from readingroom.importing.segments import Facts, Finding, Proposal

#: Title and occasion of a sermon or lecture have some 300 characters together.
_HEAD = 500
#: Titles within a line have three to sixteen words; fewer are a name or a label.
_FEWEST, _MOST = 3, 16
#: Of a title's longer words so many begin with capitals; sentences have half as many.
_CAPITALS = 0.99
#: Words so short are small in titles too.
_SMALL = 4
_FIRST = re.compile(
    r"(?P<words>[^\W_a-z].{8,140}?[^\W_][)\"”’]?)(?<!\b[A-Z])(?<!Mr|St|Dr|No)(?<!Mrs|Rev)[.!?]\s+(?=[A-ZÀ-Þ(\"“‘Q])"
)
_KIND = re.compile(
    r"(?:An? |The )?(?:Interview|Conversation|Speech|Address|Remarks|Lecture|Sermon|Letter|Diary|"
    r"Journal|Minutes|"
    r"Report|Statement|Transcript|Notes|Talk|Obituary)\b.{0,30}? (?:with|by|of|to|from|on|at|in) ",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"(?:An? |The )?(?:[A-Z]\w+ )?(?:sermon|lecture|address|speech|paper|talk|essay|poem|story|"
    r"discourse|report|"
    r"interview|homily|oration|edited|translated|transcribed|collected|recorded|delivered|preached|read|given)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"(?<!\w)[Bb]y (?:the )?(?:(?:Very |Right |Most )?(?:Rev|Revd|Hon|Prof|Dr|Mr|Mrs|Ms|Miss|Capt|"
    rf"Col)\.? |"
    rf"Professor |Captain |Bishop |Father )*(?P<name>{NAME})"
)
_UPPER = re.compile(
    r"(?P<words>[A-ZÀ-Þ][A-ZÀ-Þ'’-]*(?:[ ,:&]+(?:[A-ZÀ-Þ][A-ZÀ-Þ'’-]*|\d+)){1,13}[?!]?)\s+"
    r"(?=(?:An? |[A-ZÀ-Þ][a-zß-ÿ’']|[\"“‘]))"
)


def blob_first_sentence(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The first words as a title: in capitals, or a short sentence in title case."""
    if not draft.blob or not draft.units or any(f.role == "title" for f in found):
        return
    text, start = draft.text, draft.units[0].start
    stop = min(len(text), start + _HEAD)
    stop = min([stop, *(f.start for f in found if f.role not in {"contributor", "label"})])
    if text[start : start + _HEAD].isupper():
        return
    upper = _UPPER.match(text, start, stop)
    if upper and len(upper["words"].split()) >= _FEWEST - 1 and len(upper["words"]) > _FEWEST * 3:
        yield from _title(draft, found, upper.span("words"), 0.65)
        return
    first = _titled(text, start, stop)
    if first:
        yield from _title(draft, found, first.span("words"), 0.65)


def blob_occasion(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A title as the first sentence, and of what it is the title: “A Sermon preached at …”."""
    if not draft.blob or not draft.units or any(f.role == "title" for f in found):
        return
    text, start = draft.text, draft.units[0].start
    stop = min(len(text), start + _HEAD)
    stop = min([stop, *(f.start for f in found if f.role not in {"contributor", "label"})])
    first = None if text[start : start + _HEAD].isupper() else _titled(text, start, stop)
    if first and _OCCASION.match(text[first.end() : stop]):
        yield from _title(draft, found, first.span("words"), 0.8)
        end = _sentence_end(text, first.end(), stop)
        yield from _occasion(draft, (first.end(), end))


def _titled(text: str, start: int, stop: int) -> re.Match[str] | None:
    """The first sentence, if it is in title case or says what kind of text it heads."""
    first = _FIRST.match(text, start, stop)
    words = squeeze(first["words"]) if first else ""
    if not _FEWEST <= len(words.split()) <= _MOST:
        return None
    kind = bool(_KIND.match(words)) and not re.search(r" (?:is|was|were|has|had|said|will) ", words)
    return first if _is_title_case(words) or kind else None


def _is_title_case(words: str) -> bool:
    long = [w.strip('"“”‘’(),;:') for w in words.split()]
    long = [w for w in long if len(w) > _SMALL or not w.islower()]
    capital = sum(w[:1].isupper() or w[:1].isdigit() for w in long)
    return len(long) > 1 and capital >= _CAPITALS * len(long) and not is_name(words)


def _title(
    draft: Draft, found: Sequence[Finding], span: tuple[int, int], sure: float
) -> Iterable[Proposal]:
    words = squeeze(draft.text[slice(*span)])
    facts: Facts = (("title", words),)
    named = named_in_title(draft, [*found, Finding(*span, "title", "", sure, facts)])
    yield Proposal(*span, "title", sure, (*facts, *named))
    mark = re.compile(r"\s*[.!?]+").match(draft.text, span[1])
    if mark and mark.group().strip() == ".":
        yield Proposal(span[1], mark.end(), "punctuation", sure)


def _sentence_end(text: str, start: int, stop: int) -> int:
    """Where the words of an occasion end: at a stop that no initial or “Rev.” has."""
    for match in re.compile(r"[.!?](?=\s+[A-ZÀ-Þ(\"“‘])").finditer(text, start, stop):
        before = text[start : match.start()].rsplit(None, 1)[-1]
        if len(before) > 3 or before.islower() or before.count("."):
            return match.end()
    return stop


def _occasion(draft: Draft, span: tuple[int, int]) -> Iterable[Proposal]:
    """“A Sermon preached at … on …, by …”: the line below the title, with its day and its author."""
    words = squeeze(draft.text[slice(*span)])
    if len(words) > _HEAD // 2:
        return
    days = {each.day for each in full_dates(words)}
    by = _BY.search(words)
    facts: list[tuple[str, str]] = [("subtitle", words.rstrip("."))]
    if len(days) == 1:
        facts.append(("date", days.pop().isoformat()))
    name = leading_name(by["name"]) if by else ""
    if name:
        edited = re.match(r"(?:edited|translated|transcribed|collected)\b", words, re.IGNORECASE)
        facts.append(("contributor" if edited else "creator", catalogued(name)))
    yield Proposal(*span, "subtitle", 0.72, tuple(facts))
