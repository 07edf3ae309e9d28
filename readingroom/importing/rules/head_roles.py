"""The roles of a head's elements: those that go best together, with one title among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readingroom.importing.months import WEEKDAY
from readingroom.importing.rules.above import SALUTATION
from readingroom.importing.rules.announced import announced
from readingroom.importing.rules.announcing import is_notice, is_organisation, is_section
from readingroom.importing.rules.chain import (
    ROLES,
    best_roles,
    fitted,
    likelihoods,
    narrowed,
    scores,
)
from readingroom.importing.rules.elements import Element, Head
from readingroom.importing.rules.sign_places import same_heading, turn
from readingroom.importing.rules.signs import signs_of
from readingroom.importing.segments import word_set

_INDEX = {role: at for at, role in enumerate(ROLES)}
_NO_TITLE = tuple(at for at, role in enumerate(ROLES) if role != "title")
#: What a line may be that another rule took for something else than a role of this chain.
_REST = (_INDEX["aside"], _INDEX["text"])
#: Below this a wrong title would stand where a supplied one, in its brackets, says that there is none.
_TITLE_LEAST = 0.35
#: What the chance of a line that looks like a sentence of the text is taken for.
_DOUBT = 0.45
_HIGHEST = 0.97
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class Part:
    """The elements of one role that belong together, and how likely the role is (0..1)."""

    role: str
    elements: tuple[Element, ...]
    sure: float

    @property
    def start(self) -> int:
        """Where its first line begins."""
        return self.elements[0].start

    @property
    def end(self) -> int:
        """Where its last line ends."""
        return self.elements[-1].end


def possible(element: Element) -> tuple[int, ...]:
    """The roles that an element can have; none where nothing is known of it."""
    if not element.told:
        return ()
    return (_INDEX[element.told],) if element.told in _INDEX else _REST


def parts_of(head: Head) -> Iterator[Part]:
    """The elements in their roles, those of one stretch together."""
    weights = fitted()
    may = [possible(one) for one in head.elements]
    own = [scores(weights, signs) for signs in signs_of(head)]
    likely = likelihoods(weights, [narrowed(*pair) for pair in zip(own, may, strict=True)])
    title = _title_of(head, likely)
    if title is not None:
        # A text has one title: whatever the others are, they are something else.
        may = [
            (_INDEX["title"],) if at == title else only or _NO_TITLE for at, only in enumerate(may)
        ]
    else:
        may = [only or _NO_TITLE for only in may]
    lines = [narrowed(*pair) for pair in zip(own, may, strict=True)]
    roles = best_roles(weights, lines)
    sure = likelihoods(weights, lines)
    if title is not None:
        roles = _one_cased(head, roles)
        whole = _whole_title(head, roles, sure, title)
        for at in whole:
            roles[at] = _INDEX["title-goes-on"]
            sure[at] = likely[title]
        roles[whole[0]] = _INDEX["title"]
    yield from _joined(head, roles, sure)


def _one_cased(head: Head, roles: Sequence[int]) -> list[int]:
    """The roles, where a title in capitals goes on in no line of small letters, nor the other way."""
    kept = list(roles)
    for at, role in enumerate(roles[1:], 1):
        above, one = head.elements[at - 1].words, head.elements[at].words
        if ROLES[role] == "title-goes-on" and above.isupper() != one.isupper():
            long = min(len(above.split()), len(one.split())) > 1
            kept[at] = _INDEX["aside"] if long else role
    return kept


#: What follows a text heads none.
_BELOW_TEXT = re.compile(r"(?:P\. ?)+S\b|PS\b|N\. ?B\b|\d+ comments?\b", re.IGNORECASE)


def _title_of(head: Head, likely: Sequence[Sequence[float]]) -> int | None:
    """The likeliest title, if it is likely enough; None where another rule has one."""
    if any(one.told == "title" for one in head.elements):
        return None
    follows = (
        [
            row[_INDEX["byline"]]
            + row[_INDEX["date"]]
            # Lines that are set as one heading are a title's, though the first breaks off.
            + (row[_INDEX["title-goes-on"]] if same_heading(head, at) else 0.0)
            for at, row in enumerate(likely[1:], 1)
        ]
        + [0.0]
    )
    greeting = next(
        (at for at, one in enumerate(head.elements) if SALUTATION.fullmatch(one.words)), -1
    )
    chances = [
        (0.0 if _is_no_title(head, at) else row[_INDEX["title"]])
        * (_DOUBT if _doubtful(one, below, greeted=0 < greeting - at <= _LETTER_HEAD) else 1.0)
        for at, (one, row, below) in enumerate(zip(head.elements, likely, follows, strict=True))
    ]
    best = max(range(len(chances)), key=chances.__getitem__, default=-1)
    return best if best >= 0 and chances[best] >= _TITLE_LEAST else None


def _is_no_title(head: Head, at: int) -> bool:
    """Whether a line heads nothing: a postscript, the end of a paragraph, a turn of talk, a greeting."""
    words = head.elements[at].words
    broken = words[0].islower() and words.endswith((".", ".”", '."'))
    greets = words.endswith((",", "!")) and SALUTATION.fullmatch(words)
    beside = _BELOW_TEXT.match(words) or _TO_EDITORS.match(words) or _CREDITED.fullmatch(words)
    return bool(beside or broken or greets or turn(head, at) == "several" or _in_stanza(head, at))


#: Verse all in capitals has few lines and short ones; a telex has long ones.
_STANZAS, _VERSE = 16, 7


def _in_stanza(head: Head, at: int) -> bool:
    """Whether all of a text is short lines in capitals, and this one stands close to another."""
    one = head.elements[at]
    short = len(head.elements) <= _STANZAS and all(
        each.words.isupper() and len(each.words.split()) <= _VERSE for each in head.elements
    )
    return short and not (one.after and (one.blanks or not at))


#: “From Prairie Wire reports”, “Compiled from agency dispatches”.
_CREDITED = re.compile(
    r"(?:compiled )?from (?:the )?[\w.'’& -]{2,50} (?:reports|dispatches|services)\.?",
    re.IGNORECASE,
)
#: Words of a wire to the desks that print it.
_TO_EDITORS = re.compile(
    r"\W*(?:eds?|editors?|attn|attention(?: editors)?|advisory)\s?(?::|--|—|–| - )", re.IGNORECASE
)


#: Above a letter's salutation stand place, day and address.
_LETTER_HEAD = 6
_OF_LETTER = re.compile(
    rf"{WEEKDAY}|\b(?:morning|evening|evng|night|noon|supper)\b|[,.]$|\d", re.IGNORECASE
)


def _doubtful(one: Element, below: float, *, greeted: bool) -> bool:
    """Whether a line looks like something else than a title: a sentence, a letter's place, a label.

    ``below`` is how likely byline or date follow; ``greeted``: a salutation stands close below.
    """
    words = one.words
    if words.endswith("-") or (_says_more(one) and below < _SURE):
        return True
    if greeted and (one.indent or _OF_LETTER.search(words)):
        return True
    shouted = words.isupper() and words.endswith(".") and len(words.split()) > _SHOUTED
    return shouted or is_section(words) or is_notice(words) or is_organisation(words)


#: Headlines in capitals with a stop are shorter; a sentence of a telex is not.
_SHOUTED = 14


def _says_more(one: Element) -> bool:
    """Whether a line goes on in the next, or is a sentence of mostly small words, as texts have them."""
    small = sum(word[0].islower() for word in one.words.split())
    sentence = one.words.endswith(".") and small * 2 > len(one.words.split())
    last = one.words.rsplit(None, 1)[-1]
    return sentence or last in _OPEN or one.words.endswith((",", ";", "-"))


#: Words that ask for more, as verse breaks off and titles do not.
_OPEN = word_set("the a an of and or to with from his her its their my our your")


#: Roles that a title's other lines may seem to have.
_MAY_GO_ON = frozenset({"title", "title-goes-on", "subtitle", "aside", "text"})


def _whole_title(
    head: Head, roles: Sequence[int], sure: Sequence[Sequence[float]], title: int
) -> range:
    """The lines of a title: those above and below that are set as one heading with it."""
    start = end = title
    while (
        same_heading(head, start)
        and not head.elements[start - 1].words.endswith((".", "<", "="))
        and (_may_be_title(roles, sure, start - 1) or announced(head.elements[start - 1].words))
    ):
        start -= 1
    while end + 1 < len(head.elements) and same_heading(head, end + 1):
        if not _may_be_title(roles, sure, end + 1) or head.elements[end + 1].told:
            break
        end += 1
    return range(start, end + 1)


def _may_be_title(roles: Sequence[int], sure: Sequence[Sequence[float]], at: int) -> bool:
    """Whether a line that looks like a title's next may be one, by the role it has and how surely."""
    role = roles[at]
    return ROLES[role] in _MAY_GO_ON and not (ROLES[role] == "subtitle" and sure[at][role] > _SURE)


def _joined(head: Head, roles: Sequence[int], sure: Sequence[Sequence[float]]) -> Iterator[Part]:
    run: list[Element] = []
    kind, certain = "", 0.0
    for at, role in enumerate(roles):
        name, one = ROLES[role], head.elements[at]
        goes_on = name.endswith("-goes-on") and kind == name.removesuffix("-goes-on")
        # A deck or a section's name over two lines.
        wide = name == kind and name in {"subtitle", "section", "dateline"} and not one.blanks
        if run and (goes_on or wide) and not one.told:
            run.append(one)
            continue
        if run:
            yield Part(kind, tuple(run), min(certain, _HIGHEST))
        run, kind = [one], name.removesuffix("-goes-on")
        family = {name, kind, f"{kind}-goes-on"} & _INDEX.keys()
        certain = round(sum(sure[at][_INDEX[each]] for each in family), 2)
    if run:
        yield Part(kind, tuple(run), min(certain, _HIGHEST))
