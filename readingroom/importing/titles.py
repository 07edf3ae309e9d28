"""A title for a text that has none, in the square brackets that mark a supplied one."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from readingroom.importing.cleaning import squeeze

_EVENT = (
    r"symposium|symposia|conference|press conference|news conference|meeting|summit|forum|congress|"
    r"session|seminar|workshop|ceremony|hearing|briefing|talks|debate|rally|exhibition|festival|"
    r"inauguration|convention|banquet|gala|concert|parade|funeral|match|tournament"
)
#: ``a symposium on cyberspace security and informatization in Beijing``: the event with what it is
#: about, up to where or when it was held.
_EVENT_PHRASE = re.compile(
    rf"\b(?:an?|the) (?P<phrase>(?:[\w'’-]+ ){{0,3}}?(?:{_EVENT}) "
    r"(?:on|about|of|for|to mark|marking|between|with) .+?)"
    r"(?=[,.;:()]| (?:in|at|on|near|outside|during|after|before) (?:the )?[A-Z]|"
    r" (?:here|today|yesterday|last|this|held|as|while|where|which|that|who)\b|$)"
)
#: Longer event phrases are sentences in disguise; the seed's has 54 characters.
_PHRASE_LENGTH = 90
#: A letter's address and day stand over its greeting, and now and then a note on the source.
_GREETED = 20
#: “My dearest Tom,”; “Dear Sir” and “Dear all” name nobody.
_GREETING = re.compile(
    r"(?:My |MY )?(?:(?:own|very) )?(?:[Dd]ear|DEAR|[Dd]earest|DEAREST)(?: (?:old|little))? "
    r"(?!(?:Sirs?|Madam|Friends?|Editor|All|Colleagues?|Readers?|Customers?|SIRS?|MADAM)\b)"
    r"(?P<who>(?:(?:Mr|Mrs|Miss|Ms|Dr|Sir|Lady|Lord|Prof|Rev|Aunt|Uncle)\.? )?"
    r"[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’.-]*){0,2})"
    r"\s?(?:[,:!.]|[,.]?\s?[–—-]{1,2})"
)
#: An incipit: long enough to tell texts apart in a list, short enough for a line of it.
_INCIPIT_LENGTH, _INCIPIT_WORDS = 60, 3


@dataclass(frozen=True, slots=True)
class Supplied:
    """A supplied title with its brackets, the rule that made it, and how sure that is (0..1)."""

    title: str
    rule: str
    confidence: float


def supply(captions: list[str], words: str, name: str) -> Supplied:
    """A title from the event that caption or opening name, else the first words or the file name.

    ``words`` is the beginning of the body; a thousand characters of it are enough.
    """
    for source in (*captions, words[:400]):
        match = _EVENT_PHRASE.search(squeeze(source))
        if match and len(match["phrase"]) <= _PHRASE_LENGTH:
            phrase = match["phrase"].strip()
            return Supplied(f"[{phrase[0].upper()}{phrase[1:]}]", "event-title", 0.8)
    opening = _incipit(squeeze(words[:1000]))
    if opening:
        return Supplied(f"[{opening}]", "incipit-title", 0.5)
    stem = squeeze(re.sub(r"[_\W]+", " ", name.rsplit("/", 1)[-1].rsplit(".", 1)[0]))
    return Supplied(f"[{stem or 'Untitled'}]", "file-name-title", 0.3)


def letter_title(text: str, signed: str, date: object) -> Supplied | None:
    """“[Dorothea to Tom, 3 October 1915]”: who signed a letter, whom it greets, and its day.

    ``date`` is the front matter's, a day if it is one. None where nobody is greeted by name.
    """
    for line in text.splitlines()[:_GREETED]:
        match = _GREETING.fullmatch(line.strip())
        if match:
            day = f", {date.day} {date:%B %Y}" if isinstance(date, datetime.date) else ""
            return Supplied(f"[{signed} to {match['who']}{day}]", "letter-title", 0.75)
    return None


def _incipit(words: str) -> str:
    """The first words, up to a natural stop if one comes in time, else cut between words."""
    words = words.replace("[", "(").replace("]", ")").strip("\"“”‘’' ")
    if not any(c.isalnum() for c in words):
        return ""
    for stop in re.finditer(r"[.!?;:](?=\s|$)|(?P<wide>[。！？])", words):
        if stop.start() > _INCIPIT_LENGTH:
            break
        said = words[: stop.start()]
        # “Sun. 4th. Rain.”: a word or two may be short for something, and tell no text from another.
        if stop["wide"] or len(said.split()) >= _INCIPIT_WORDS or stop.end() == len(words):
            return said.rstrip(".…;: ")
    cut = words[: _INCIPIT_LENGTH + 1]
    if len(words) > _INCIPIT_LENGTH:
        cut = cut.rsplit(" ", 1)[0] if " " in cut else cut[:_INCIPIT_LENGTH]
        return cut.rstrip(",;:-–— ") + " …"
    return cut
