"""Where paragraphs begin in running text by its own signs: a diary's days, speakers, numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise

from readingroom.importing.dates import MONTH
from readingroom.importing.sentences import divide

#: The start, or a place where a sentence has ended: paragraphs begin nowhere else.
_PLACE = re.compile(r"[.!?…:)\]\"”’'—–]\s+")
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{MONTH} {_DAY}|{_DAY} {MONTH})(?:,? \d{{4}})?"
#: “Monday, 3 May. Rain”, “3 May: Left”, “Tuesday. Rain”.
_ENTRY = re.compile(rf"(?:(?:{_WEEKDAY},? )?{_DATE}|{_WEEKDAY})(?:\.? ?(?:[–—]|--?)|[.:]) (?=\S)")
#: “Jan. 2, 1931. –” opens an entry wherever it stands, such as behind a title.
_DASH = re.compile(r"[.:] ?[–—] ?(?=\S)")
_DATED = re.compile(rf"(?<!\S){_DATE}$")
#: “September 30th, 1931” and what may stand before a word's first letter.
_DATE_LENGTH = 24
#: A speaker's name, with “Mr.” or initials before it or not.
_NAME = r"(?:[A-Z][A-Za-z]{0,2}\.|[A-Z][\w'’-]{0,20})"
_SPEECH = re.compile(rf"(?P<label>[QA]|{_NAME}(?: {_NAME}){{0,3}}):\s(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s(?=[A-Z“\"‘])")
#: “… ended. | The next”; not “(AP) -- The” and not “Jan. 3. – Thaw”.
_BETWEEN = re.compile(
    r"(?:(?<=[a-zß-öø-ÿ]{2}[.!?])|(?<=[.!?][\"”’)]))\s+(?P<mark>[|•·/»~¶–—-]{1,2})\s+"
    r"(?=[\"“‘(]?[A-ZÀ-Þ\d])"
)
_GLUED = re.compile(r"[a-zß-öø-ÿ][.!?][\"”’]?[\"“‘]?[A-ZÀ-Þ]")
_REMARK = re.compile(r"\[[A-Z][^\[\]]{20,400}\](?=\s|\Z)\s*")
#: Two may be chance; a diary, an interview or a numbered speech has more.
_FEWEST = 3
#: A speaker speaks twice at least; “Note: …” does not.
_TURNS = 2


def openings(text: str, start: int, end: int) -> list[int]:
    """Where paragraphs begin between ``start`` and ``end``, in order; empty where nothing says so."""
    part = text[start:end]
    entries = list(_dated(part))
    turns: list[tuple[int, str]] = []
    numbers: list[int] = []
    remarks: list[int] = []
    done = 0
    for at in chain((0,), (place.end() for place in _PLACE.finditer(part))):
        if at < done:
            # “Mrs.” ends no sentence where a speaker's name follows it.
            continue
        first = part[at : at + 1]
        if first.isdigit():
            number = _NUMBER.match(part, at)
            if number and int(number[1]) == len(numbers) + 1:
                numbers.append(at)
        elif first == "[":
            remark = _REMARK.match(part, at)
            remarks += (at, remark.end()) if remark else ()
        elif first.isupper():
            speech = _SPEECH.match(part, at)
            if speech:
                turns.append((at, speech["label"]))
                done = speech.end("label")
        if _ENTRY.match(part, at):
            entries.append(at)
    speakers = Counter(label for _, label in turns)
    often = sum(count for count in speakers.values() if count >= _TURNS)
    places = {
        *(set(entries) if len(set(entries)) >= _FEWEST else ()),
        *((at for at, _ in turns) if often >= _FEWEST else ()),
        *(numbers if len(numbers) >= _FEWEST else ()),
    }
    if places:
        places.update(remarks)
    places.update(_traces(part))
    return sorted(start + at for at in places if at < len(part))


def marks_between(text: str) -> list[re.Match[str]]:
    """Marks between sentences that stand for a break: “… ended. | The next … ended. | Then …”."""
    marks = list(_BETWEEN.finditer(text))
    often = Counter(mark["mark"] for mark in marks)
    return [mark for mark in marks if often[mark["mark"]] >= _FEWEST]


def _traces(part: str) -> list[int]:
    """What is left of lost breaks: marks between sentences, or no space where others have one."""
    places = [mark.end() for mark in marks_between(part)]
    if len(_GLUED.findall(part)) >= _FEWEST:
        spans = divide(part, 0, len(part))
        glued = [b[0] for a, b in pairwise(spans) if a[1] == b[0]]
        places += glued if len(glued) >= _FEWEST else ()
    return places


def _dated(part: str) -> Iterator[int]:
    """Where dates begin that a stop and a dash follow."""
    for dash in _DASH.finditer(part):
        begin = max(0, dash.start() - _DATE_LENGTH)
        date = _DATED.search(part[begin : dash.start()])
        if date:
            yield begin + date.start()
