"""Who answers in an interview: the person whom its deck or introduction names first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.layout import Draft
from readingroom.importing.rules.elements import content_words
from readingroom.importing.rules.named import talking
from readingroom.importing.rules.names import catalogued, is_name
from readingroom.importing.segments import Finding

_INTERVIEW = re.compile(
    r"\b(?:interviews?|interviewed|interviewer|entretien|propos recueillis|recueilli|gespräch|"
    r"interview führten?|entrevista|intervista|conversation with|in conversation|talks? to|q ?& ?a|"
    r"questions (?:for|to|with)|minutes with|разговор|интервью|беседа|беседовал[аи]?|采访|专访)\b",
    re.IGNORECASE,
)
_MET = re.compile(r"\bI (?:meet|met) (?=[^\W\d_a-z])|\b(?:sits|sat) down with (?=[^\W\d_a-z])")
_QUESTION = re.compile(r"^[ \t]*(?:[–—-]\s*)?\S[^\n]{4,220}\?[\"”»]?[ \t]*$", re.MULTILINE)
#: An interview asks so often.
_QUESTIONS = 3
#: Head and introduction.
_LENGTH = 1500
#: Who asked may be told at the end.
_END = 300
_NAMED = re.compile(
    r"(?<![\w.])[^\W\d_a-zß-öø-ÿа-яё][\w'’-]+"
    r"(?: (?:(?:de|van|von|der|della|la|le|di|da) )?[^\W\d_a-zß-öø-ÿа-яё][\w'’-]+){1,3}"
)
#: “Gerda Haas, the last lock-keeper, talks to Imre Solti”: a deck, among a head's first words.
_TALK = re.compile(
    r"\b(?:talks?|speaks?|chats) (?:to|with) [^\W\d_a-z]|\b(?:tells|told) [^\W\d_a-z]\w+ [^\W\d_a-z]"
)
_HEAD, _DECK = 600, 240
#: So far into a text it is looked for who is spoken of, and for questions.
_BODY = 20_000


def is_interview(text: str) -> bool:
    """Whether head and introduction speak of an interview, and the text asks several questions."""
    head = f"{text[:_LENGTH]}\n{text[-_END:]}"
    asked = len(_QUESTION.findall(text, 0, _BODY))
    return asked >= _QUESTIONS and bool(_INTERVIEW.search(head) or _MET.search(head))


def interviewed(draft: Draft, found: Sequence[Finding]) -> Iterable[str]:
    """Of an interview with at most one known person the other, or both: by deck, title, introduction."""
    known = {words for f in found for key, words in f.facts if key == "creator"}
    if len(known) > 1:
        return
    for line in draft.text[:_HEAD].splitlines():
        if not _TALK.search(line) or len(line) > _DECK:
            continue
        talk = talking(squeeze(line), Counter(content_words(draft.text[:_BODY])))
        if talk:
            yield from (name for name in talk if name not in known)
            return
    if not is_interview(draft.text):
        return
    taken = {
        words
        for f in found
        for key, words in f.facts
        if key in {"credit", "creator", "contributor", "photo-credit"}
    }
    for name in _candidates(draft, found):
        surname = name.split()[-1]
        if any(surname in words for words in taken):
            continue
        if len(re.findall(rf"(?<!\w){re.escape(surname)}(?!\w)", draft.text)) > 1:
            yield name
            return


def _candidates(draft: Draft, found: Sequence[Finding]) -> Iterator[str]:
    """Full names in the deck, in the title and in what stands before the third question."""
    said = [
        words for key in ("subtitle", "title") for f in found for k, words in f.facts if k == key
    ]
    asked = [match.start() for match in _QUESTION.finditer(draft.text, 0, _BODY)]
    stop = min(asked[_QUESTIONS - 1], _LENGTH) if len(asked) >= _QUESTIONS else _LENGTH
    for words in [*said, draft.text[:stop]]:
        for match in _NAMED.finditer(words):
            name = _person(draft.text, squeeze(match.group()))
            if name:
                yield name


def _person(text: str, words: str) -> str:
    """A name of two or three words; a word that opens the sentence and stands nowhere else is none."""
    tokens = words.split()
    if len(tokens) > 2 and text.count(tokens[0]) == 1 < text.count(tokens[-1]):
        tokens = tokens[1:]
    name = " ".join(tokens)
    return catalogued(name) if is_name(name) and len(tokens) < 4 else ""
