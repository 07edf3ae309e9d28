"""The place of a line: where it stands, what stands beside it, and what the text below says of it."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from readingroom.importing.lines import Line
from readingroom.importing.rules.choosing import title_lines
from readingroom.importing.rules.elements import Element, Head, content_words, is_prose
from readingroom.importing.rules.names import is_name
from readingroom.importing.rules.sign_forms import day, opens_report, steps_of, who
from readingroom.importing.rules.sign_words import WORD_SIGNS
from readingroom.importing.segments import word_set


def said_below(head: Head, at: int) -> str:
    """How many of its words the paragraphs below have: titles' are, labels' are not."""
    one = head.elements[at]
    words = content_words(one.words) if len(one.words) < 300 else []
    if not words:
        return ""
    share = sum(bool(head.vocabulary[word]) for word in words) / len(words)
    return "none" if not share else "some" if share < 0.34 else "half" if share < 0.67 else "most"


def name_below(head: Head, at: int) -> str:
    """For a name: whether its bearer is spoken of below, often, once, or never."""
    words = head.elements[at].words.strip(".,*_()[]—–- ")
    if len(words) > 60 or not is_name(words):
        return ""
    count = head.vocabulary[words.split()[-1].casefold()]
    return steps_of(count, 0, 2)


def repeated(head: Head, at: int) -> str:
    """It stands more than once in the text, as running heads and pages' titles do."""
    words = head.elements[at].words.casefold().strip(" .#*")
    if len(words) > 200:
        return ""
    count = head.again[words]
    if count > 1:
        return "short" if len(words.split()) < 3 else "long"
    return ""


def turn(head: Head, at: int) -> str:
    """A label that opens other lines too, as a speaker's name opens turns; or it alone."""
    match = _TURN.match(head.elements[at].words)
    if not match:
        return ""
    return "several" if _turns(head)[match["who"].casefold()] > 1 else "once"


_TURN = re.compile(r"(?P<who>[^\W\d_][\w.'’ -]{0,40}?)\s?:\s+\S")


@lru_cache(maxsize=1)
def _turns(head: Head) -> Counter[str]:
    """How often each label opens an element; by its last word too, since later turns are shorter."""
    labels: Counter[str] = Counter()
    # A headline that stands twice says no more than one.
    for words in {one.words for one in head.elements}:
        match = _TURN.match(words)
        if match:
            who = match["who"].casefold()
            labels.update({who, who.split()[-1]})
    return Counter({who: max(count, labels[who.split()[-1]]) for who, count in labels.items()})


def place(head: Head, at: int) -> str:
    """Where it stands, from the beginning."""
    del head
    return steps_of(at, 0, 1, 2, 3, 5, 8, 14)


def place_from_end(head: Head, at: int) -> str:
    """Where it stands, from the end."""
    return steps_of(len(head.elements) - 1 - at, 0, 1, 2, 4, 8)


def above_prose(head: Head, at: int) -> str:
    """How far above the first paragraph it stands, or that it stands below."""
    return steps_of(head.first_prose - at, -1, 0, 1, 2, 3, 5, 8)


def space(head: Head, at: int) -> str:
    """Blank lines before and behind it."""
    one = head.elements[at]
    return f"{steps_of(one.blanks, 0, 1)} {steps_of(one.after, 0, 1)}"


def indented(head: Head, at: int) -> str:
    """It stands further in than the text, a little or in the middle of the page."""
    return steps_of(head.elements[at].indent, 0, 3, 8, 20)


def paragraph(head: Head, at: int) -> bool:
    """It is a paragraph for sure."""
    return is_prose(head.elements[at])


def several_lines(head: Head, at: int) -> bool:
    """It has several lines, as a wrapped paragraph has."""
    return head.elements[at].lines > 1


def ruled(head: Head, at: int) -> bool:
    """A line of signs stands over it."""
    return head.elements[at].ruled


def underlined(head: Head, at: int) -> bool:
    """A line of signs stands under it."""
    return head.elements[at].underlined


def behind_links(head: Head, at: int) -> bool:
    """A page's links stand before it."""
    return head.elements[at].linked


def goes_on(head: Head, at: int) -> bool:
    """The line before stands right above it and ends with a word that asks for more, or a comma."""
    one = head.elements[at]
    if not at or one.blanks:
        return False
    last = head.elements[at - 1].words
    return bool(_OPEN_END.search(last))


_OPEN_END = re.compile(
    r"(?:(?<!\w)(?:of|the|a|an|and|or|to|in|on|at|for|by|with|from|upon|as|into|over|v\.?|de|du|"
    r"der|die|das|und|is|are|who|that)|[,—–&-])$",
    re.IGNORECASE,
)


def like_above(head: Head, at: int) -> str:
    """Beside the line right above: both in capitals, both indented alike, or not."""
    one = head.elements[at]
    if not at or one.blanks:
        return ""
    above = head.elements[at - 1]
    capital = "capitals " if one.words.isupper() and above.words.isupper() else ""
    near = "indented" if one.indent >= 8 <= above.indent else "lines"
    wide = " wide" if len(above.words) >= 40 else ""
    return f"{capital}{near}{wide}"


def told(head: Head, at: int) -> str:
    """What another rule found it to be."""
    return head.elements[at].told


def many_alike(head: Head, at: int) -> bool:
    """Lines of one form stand together, without a blank line: verse, a list, a cast."""
    one = head.elements[at]
    near = [
        head.elements[i] for i in (at - 1, at + 1, at - 2, at + 2) if 0 <= i < len(head.elements)
    ]
    return sum(not other.blanks or not other.after for other in near) >= 3 and not is_prose(one)


#: Signs of what stands beside titles.
_BESIDE_TITLES = word_set(
    """section_words organisation notice series code menu postal_address agency_alone by by_word unnamed
    source_label court author_label date_label address_online phone release rights page_number form_line
    greeting time_alone pictures_by caption_word editors_words ago talks_to"""
)
_NOT_PLAIN = tuple(sign for sign in WORD_SIGNS if sign.__name__ in _BESIDE_TITLES)


def is_plain(head: Head, at: int) -> bool:
    """Whether a line is none of what stands beside titles: no label, name, day, address or notice."""
    one = head.elements[at]
    if one.told or is_prose(one) or len(one.words) > 240:
        return False
    if any(sign(head, at) for sign in _NOT_PLAIN):
        return False
    return not (day(head, at) or who(head, at) or opens_report(head, at) or one.words[0].islower())


def order_of_plain(head: Head, at: int) -> str:
    """Above the first paragraph: which of the lines it is that are plain."""
    order = _plain_lines(head)
    if at not in order:
        return "not plain" if at < head.first_prose else ""
    return f"{steps_of(order.index(at), 0, 1, 2)} of {steps_of(len(order), 1, 2, 4)}"


def longest_of_plain(head: Head, at: int) -> bool:
    """It has more words than the other plain lines above the first paragraph."""
    order = _plain_lines(head)
    return at in order and at == max(order, key=lambda i: min(len(head.elements[i].words), 110))


def most_said_below(head: Head, at: int) -> bool:
    """No other plain line above has so many words of the text below."""
    order = _plain_lines(head)
    return (
        at in order
        and at == max(order, key=lambda i: _said_count(head, i))
        and _said_count(head, at) > 0
    )


def _said_count(head: Head, at: int) -> int:
    return len({word for word in content_words(head.elements[at].words) if head.vocabulary[word]})


@lru_cache(maxsize=1)
def _plain_lines(head: Head) -> tuple[int, ...]:
    return tuple(at for at in range(min(head.first_prose, _HEAD_LINES)) if is_plain(head, at))


#: A head has no more lines than these; where no paragraph follows, most of the text is verse.
_HEAD_LINES = 14


def same_heading(head: Head, at: int) -> bool:
    """It goes on with the heading that the line right above begins, centred or cased alike."""
    one = head.elements[at]
    if not at or one.blanks or one.told:
        return False
    block = [head.elements[at - 1], one]
    for other in head.elements[at + 1 : at + 8]:
        if other.blanks:
            break
        block.append(other)
    return title_lines([_line(one) for one in block]) > 1


def _line(one: Element) -> Line:
    edge = one.indent + len(one.words)
    return Line(one.start, one.end, one.words, one.indent, edge, one.blanks)


#: What is asked of every line; the names are the rules' names in the weights.
