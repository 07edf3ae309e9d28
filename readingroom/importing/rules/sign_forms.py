"""The form of a line: its length, its marks and capitals, the name, day or credit that it is."""

from __future__ import annotations

import re

from readingroom.importing.dates import day_line, full_dates
from readingroom.importing.rules.credits import BRACKETED, ending
from readingroom.importing.rules.datelines import datelines
from readingroom.importing.rules.elements import Head
from readingroom.importing.rules.names import has_office, is_name, people

_SENTENCES = re.compile(r"[\w\"”’)]{2}[.!?][\"”’)]*\s+[\"“‘(]?[^\W\d_a-z]")
_ENDS = {".": "stop", "?": "question", "!": "cry", ":": "colon", ",": "comma", ";": "semicolon",
         "-": "dash", "–": "dash", "—": "dash", ")": "bracket", "]": "bracket"}  # fmt: skip


def steps_of(count: int, *steps: int) -> str:
    """The step that a number stays under, as a word."""
    return next((str(step) for step in steps if count <= step), "more")


def length(head: Head, at: int) -> str:
    """How many words, in steps."""
    return steps_of(len(head.elements[at].words.split()), 1, 2, 3, 5, 8, 12, 18, 26, 40)


def end_mark(head: Head, at: int) -> str:
    """The mark it ends with."""
    words = head.elements[at].words.rstrip("\"”’'»*_ ")
    return _ENDS.get(words[-1:], "none") if words else "none"


def first_mark(head: Head, at: int) -> str:
    """What it begins with: a small letter, a figure, a quotation mark, a bracket, a dash."""
    first = head.elements[at].words[0]
    if first.isalpha():
        return "small" if first.islower() else "capital"
    if first.isdigit():
        return "figure"
    return next((name for name, marks in _OPENERS if first in marks), "other")


_OPENERS = (("quoted", "\"“‘«'"), ("bracketed", "(["), ("dashed", "-–—*•"), ("hashed", "#>"))


def sentences_in_it(head: Head, at: int) -> bool:
    """Two sentences, or a sentence and the beginning of another."""
    return bool(_SENTENCES.search(head.elements[at].words))


def capitals(head: Head, at: int) -> str:
    """All of it in capitals, a capital for each long word, half of them, or a sentence's."""
    words = head.elements[at].words
    if words.isupper():
        return "all"
    parts = [w.strip("\"“”‘’'(),;:.[]*_#") for w in words.split()]
    parts = [w for w in parts if w[:1].isalpha()]
    if not parts:
        return "none"
    long = [w for w in parts if len(w) > 4] or parts
    share = sum(w[0].isupper() for w in long) / len(long)
    if len(parts) > 1 and share == 1:
        return "each"
    return "many" if share > 0.5 else "few" if len(parts) > 1 else "word"


def leading_capitals(head: Head, at: int) -> bool:
    """It begins with a word or more in capitals, and goes on in small letters."""
    return bool(re.match(r"\W*[A-ZÀ-Þ]{3,}[A-ZÀ-Þ'’ .]*[\s,]+[a-z]", head.elements[at].words))


def who(head: Head, at: int) -> str:
    """A name alone; names with roles or places beside them; an office without a name."""
    words = head.elements[at].words
    if len(words) > 160:
        return ""
    if is_name(words.strip(".,*_()[]—–- ")):
        return "name"
    persons = people(words, 0, len(words))
    if persons:
        return "names beside" if persons.beside else "names"
    return "office" if has_office(words) and len(words) < 90 else ""


def by_whom(head: Head, at: int) -> bool:
    """“By” or the like, and behind it names."""
    words = head.elements[at].words
    if len(words) > 160:
        return False
    match = re.match(r"[\[(*_—–-]*\s?(?:\w+ )?[Bb](?:y|Y):?\s+", words)
    return bool(match and people(words, match.end(), len(words), least=1, said=True))


def day(head: Head, at: int) -> str:
    """A date line: of which kind."""
    one = head.elements[at]
    line = day_line(one.words, 0, len(one.words)) if len(one.words) <= 120 else None
    if not line:
        return ""
    return (
        "labelled" if line.labelled else "timed" if line.timed else "plain" if line.full else "part"
    )


def dated(head: Head, at: int) -> str:
    """How many full dates it has, if it is no paragraph."""
    words = head.elements[at].words
    return steps_of(len(full_dates(words)), 0, 1) if len(words) <= 200 else ""


def opens_report(head: Head, at: int) -> str:
    """A dateline at its beginning: sure or not, alone or with the report behind it."""
    words = head.elements[at].words
    lines = datelines(words[:400], 0, min(len(words), 400), running=False)
    if not lines:
        return ""
    alone = "alone" if len(words) - lines[0].end < 12 else "goes on"
    return f"{alone} {'sure' if lines[0].confidence >= 0.6 else 'unsure'}"


def credit_at_end(head: Head, at: int) -> str:
    """A picture's credit ends it, or is all of it."""
    words = head.elements[at].words
    if len(words) > 600:
        return ""
    for match in BRACKETED.finditer(words):
        if len(words) - match.end() < 12:
            return "all" if match.start() < 3 else "bracketed"
    found = ending(f"\n{words}", 0, len(words) + 1)
    if not found:
        return ""
    match, sure = found
    return ("all" if match.start() <= 1 else "end") + (" sure" if sure > 0.6 else " unsure")


def slashed_names(head: Head, at: int) -> bool:
    """Two names on both sides of a stroke, and no more: “Sara Quist/Vanne Today”."""
    words = head.elements[at].words.strip("()[]. ")
    parts = [part.strip() for part in words.split("/")]
    return len(parts) == 2 and all(
        p[:1].isupper() and len(p.split()) <= 4 and "." not in p[2:] for p in parts
    )
