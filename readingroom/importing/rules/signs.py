"""The signs by which a line of a text's head is known: small named questions, in one list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from readingroom.importing.dates import MONTH, TIME, day_line, full_dates
from readingroom.importing.lines import Line
from readingroom.importing.months import WEEKDAY
from readingroom.importing.rules.above import SALUTATION
from readingroom.importing.rules.agencies import is_agency, is_agency_alone
from readingroom.importing.rules.announcing import (
    FORM,
    is_address,
    is_code,
    is_kicker,
    is_menu,
    is_notice,
    is_organisation,
    is_section,
)
from readingroom.importing.rules.choosing import title_lines
from readingroom.importing.rules.credits import BRACKETED, ending
from readingroom.importing.rules.days import ENTRY
from readingroom.importing.rules.elements import Element, Head, content_words, is_prose
from readingroom.importing.rules.names import has_office, is_name, people
from readingroom.importing.rules.signatures import CLOSING
from readingroom.importing.rules.wire import datelines

#: A sign says nothing (False, None, ""), that it is there (True), or which of several it is.
Sign = Callable[[Head, int], "bool | str | None"]

_BY = re.compile(r"[\[(*_—–-]*\s?(?:by|von|par|por|от)\b:?\s+\S", re.IGNORECASE)
_BY_WORD = re.compile(
    r"[\[(*_—–-]*\s?(?:words?|text|story|report|article|written|posted|submitted|reported|review(?:ed)?|essay|"
    r"column|poem|told|kept|compiled|contributed|communicated|presented|produced|interview(?:er|ed)?|recorded|"
    r"collected|analysis|comment|opinion|dispatch|delivered|remarks|host(?:s|ed)?|guests?|speakers?|"
    r"author|authors|preacher|lecturer|narrator|moderator|translated|a (?:report|study|paper|story|tale|"
    r"review|talk|lecture|memoir|letter|poem)|беседовала?|автор|текст|记者|文|作者|Interview|Texte?|propos recueillis)"
    r"(?:\s+by)?\s?[::]?\s+(?:by\s+)?[^\W\d_a-z]",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"\W*(?:by|from) (?:our|an?|the)\b(?: [\w'’-]+){0,4} (?:correspondents?|editor|reporters?|staff|"
    r"writers?|representative)\b",
    re.IGNORECASE,
)
_TALKS = re.compile(r"\b(?:talks?|speaks?|spoke|talked) (?:to|with) [A-ZÀ-Þ]|\bin conversation with\b", re.IGNORECASE)
_PICTURES = re.compile(
    r"\W*(?:photo(?:s|graph|graphs|graphy)?|pictures?|images?|illustrations?|pics?|drawings?|artwork|graphics?|"
    r"foto|фото)(?: credits?| courtesy(?: of)?)?\s?(?:by\b|:|/|©)",
    re.IGNORECASE,
)
_CAPTION_WORD = re.compile(
    r"\W*(?:photo|file photo|caption|pictured|picture|image|images|image caption|media caption|alt(?: text)?|above|"
    r"below|left|right|inset|cutline|fig(?:ure|\.)?|plate|exhibit|map|\[?illustration)\b[\s.]*(?:\d+|[IVX]+|[A-D])?\s?[:.–—]",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\((?:[Ll]eft|[Rr]ight|[LRC]|[Cc]ent(?:re|er)|[Bb]ack|[Ff]ront)\)|, (?:left|right|centre|center|second from)\b|"
    r"\b(?:pictured|file photo|(?:poses?|pictured|seen|shown) (?:with|at|in|on|here)|photographed|looks on|"
    r"undated (?:photo|handout)|handout|(?:from|of) left|(?:photo|image|picture|photograph|illustration|drawing) (?:of|shows?|taken))\b",
)
_PRESENT = re.compile(
    r"(?<!^)\b(?:stands?|sits?|walks?|holds?|waits?|leaves?|arrives?|strikes?|carr(?:y|ies)|watch(?:es)?|looks?|"
    r"gathers?|speaks?|works?|rides?|climbs?|paddles?|inspects?|celebrates?|share|reads?|wades?|plays?|"
    r"gestures?|addresses|passes|lies|lie|hangs?|tends?|mends?|unloads?|loads?|wear(?:s|ing)|examines?|checks?|"
    r"measures?|smiles?|rests?|shows?|\w{3,}ing)\b"
)
_EDITORS = re.compile(
    r"(?:additional )?(?:reporting|writing|research) (?:by|from)\b|\b(?:edit(?:ing|ed)|translat(?:ed|ion)|transcribed|compiled|"
    r"updated?s?|corrects?|adds?) (?:by|with|for|from|to)\b|contributed to this (?:report|article|story)|"
    r"^\W*(?:editors?['’]?s?|eds?|publisher['’]?s|author['’]?s|desk|transcriber['’]?s?|translator['’]?s?) ?(?:['’]s )?(?:notes?|:|\.)|"
    r"^\W*(?:note|nb|n\.b\.|attention|correction|clarification|erratum|received|accepted|transcribed|printed at|"
    r"first (?:published|printed|appeared)|this (?:article|story|page|interview|transcript|text|piece|column|post|"
    r"report|speech|version) (?:was|is|has|appeared|appears|first|originally|includes)|adapted from|reprinted|republished|"
    r"an earlier version|interview has been|the (?:writer|author) (?:is|was)|recorded at|from the|to be (?:held|opened))\b|"
    r"\b(?:is|was) (?:a |an |the )?(?:[\w'’-]+ ){0,4}(?:columnist|author of|contributing|staff writer|correspondent|freelance|"
    r"professor|lecturer|fellow|editor)\b|\blives in\b|\bno longer\b|ms\.? \d|f(?:ol)?\. ?\d+[rv]\b|\btranscript\b|"
    r"\bedited for (?:length|clarity)|\b(?:applause|laughter|as delivered|check against delivery)\b|"
    r"责任编辑|编辑",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"\W*(?:source|来源|來源|quelle)\s?[:：]|SOURCE |(?:story|report) by [\w ]{2,30}\.?$", re.IGNORECASE
)
_SPEAKER = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ. '’-]{1,40}|[A-Z]{1,4}|Q|A|(?:Mr|Mrs|Ms|Dr|Sir|Lady)\.? [\w.]+|[A-Z][a-z]+|[—–-])\s?[:.]?\s*(?:\S)"
)
_SAID = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ. '’-]{1,40}|Q|A|(?:Mr|Mrs|Ms|Dr)\.? [\w.]+|[A-Z][a-z]+)\s?:\s+\S"
)
_KIND = re.compile(
    r"\W*(?:the |an? |from the |some |opening |closing |keynote |commencement |welcome |annual |verbatim |"
    r"ordinary |in )*(?:interview|conversation|speech|address|remarks|lecture|sermon|letter|diary|diaries|"
    r"journal|minutes|report|statement|transcript|notes|talk|obituary|log|proceedings|press conference|"
    r"episode|eulogy|toast|homily|testimony|notice|circular|memo|memorandum|hearing|proclamation|tale|ballad|"
    r"chapter|on|how|why|what|who|where|when|case)\b",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"\W*(?:held|delivered|preached|given|read|recorded|spoken|broadcast|being|paper read|taken|sworn|a (?:sermon|lecture|"
    r"paper|talk|speech|address|discourse|homily)|address|commencement|keynote|(?:annual|inaugural|memorial) )\b",
    re.IGNORECASE,
)
_CASE = re.compile(r"\S\s(?:v|vs|V|VS)\.?\s\S|^(?:Re|In re|Ex parte|IN RE|RE)\s\S|\((?:Plaintiff|Defendant|Appellant|Respondent)s?\)")
_COURT = re.compile(
    r"\W*(?:in the .*\b(?:court|tribunal|matter)|before\s?:|between\s?:|coram|no\.? ?\d|case no|\d{4} no\.|on appeal)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?P<label>[^\W\d_][\w'’.-]*(?: [\w'’/-]+){0,3})\s?[:：]\s*\S")
_TITLE_LABEL = re.compile(r"\W*(?:title|headline|subject|re|betreff|objet|topic|post subject|subj|hed|slug)\s?[:：]\s", re.IGNORECASE)
_DECK_LABEL = re.compile(r"\W*(?:subtitle|deck|dek|standfirst|summary|subhead|lead|teaser)\s?[:：]\s", re.IGNORECASE)
_AUTHOR_LABEL = re.compile(
    r"\W*(?:by|byline|author|authors|from|written by|speaker|interviewer|interviewee|host|hosts|guest|guests|reporter|"
    r"posted by|words|text|presenter|preacher|before|signed|автор|auteur|autor)\s?[:：]\s*\S", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"\W*(?:date|dated|published|posted|updated|released?|issued|delivered|sent|date of \w+|aired|broadcast|filed|"
    r"recorded|first published|last (?:updated|modified))\b(?: on| at)?\s?[:：]?\s*(?=\S*\d|[A-Z])", re.IGNORECASE)
_WEEK = re.compile(rf"\b{WEEKDAY}\b")
_MONTHS = re.compile(rf"\b{MONTH}")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\b|\d ?[ap]\.?m\b|\d hrs\b", re.IGNORECASE)
_AGO = re.compile(r"\b\d+ (?:days?|hours?|minutes?|weeks?) ago\b|\bmin(?:s|utes?)? read\b|reading time", re.IGNORECASE)
_PLACE_DAY = re.compile(
    rf"\W*(?:[A-ZÀ-Þ][\w.'’-]*,? (?:(?:of|the|near|at|upon|on|de|in|by) )*){{1,6}}(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b|{MONTH}|{WEEKDAY})"
)
_MAIL = re.compile(r"\S+@\S+\.\S+|https?://|www\.|\(\d{3}\) ?\d{3}|\+\d{2} ", re.IGNORECASE)
_PHONE = re.compile(r"\b(?:tel|phone|fax|contacts?|enquiries|inquiries|ext)\b\.?:?", re.IGNORECASE)
_RELEASE = re.compile(r"(?:for (?:immediate )?release|press release|media release|news release|embargo|check against|-30-|###|\bends\b)", re.IGNORECASE)
_RIGHTS = re.compile(r"©|\(c\) |copyright|all rights reserved", re.IGNORECASE)
_PAGE = re.compile(r"\bpage \d+|\bvol(?:ume)?\b\.? ?\d|\bno\.? \d+|\bp\. ?\d+|^\W*\d+\W*$|\bpp\. ?\d", re.IGNORECASE)
_LINKS = re.compile(
    r"\b(?:share|tweet|subscribe|sign in|log ?in|print|e-?mail (?:this|to)|comments?|cookies?|menu|search|newsletter|"
    r"advertisement|home|skip to|read more|related|most (?:read|popular)|follow us|facebook|twitter|whatsapp|listen)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\W{0,2}(?:[-–•*●◦‣]|\(?\d{1,3}[.)]|\(?[a-zivx]{1,3}\))\s+\S")
_BULLET = re.compile(r"[-–—•*●◦‣]{1,2}\s")
_SENTENCES = re.compile(r"[\w\"”’)]{2}[.!?][\"”’)]*\s+[\"“‘(]?[^\W\d_a-z]")
_INITIALS = re.compile(r"\W*(?:[A-ZÀ-Þ]\. ?(?:[ÓO]['’]? ?)?){1,4}\W*|[a-z]{2,4}(?:[/-][a-z]{2,4})+|\([a-z]{2,4}\)|[A-Z]{2,3}/[a-z]{2,3}")
_HANDLE = re.compile(r"(?<!\S)@\w+|[A-Za-z]+_\w+$")
_COLON_NAME = re.compile(r"[A-ZÀ-Þ][\w'’. -]{2,40}:$")
_BAR = re.compile(r"\s[|·•›»>/]\s|::")
_SPACED = re.compile(r"(?:\w ){3,}\w")
_ENDS = {".": "stop", "?": "question", "!": "cry", ":": "colon", ",": "comma", ";": "semicolon",
         "-": "dash", "–": "dash", "—": "dash", ")": "bracket", "]": "bracket"}  # fmt: skip
_QUOTED = re.compile(r"^[\"“‘'«][^\"“”«»]+[\"”’'»]\.?$")
_LIFE = re.compile(r"\b[Bb]orn\b.{0,40}\d{4}|\b[Dd]ied\b.{0,40}\d{4}|\b1[5-9]\d\d ?[–—-] ?(?:1[5-9]|20)?\d\d\b")
_BOOK = re.compile(r"\bpp\b|\d pages\b|\bISBN\b|[$£€] ?\d|Illustrated\.")


def _sizes(count: int, *steps: int) -> str:
    """The step that a number stays under, as a word."""
    return next((str(step) for step in steps if count <= step), "more")


def length(head: Head, at: int) -> str:
    """How many words, in steps."""
    return _sizes(len(head.elements[at].words.split()), 1, 2, 3, 5, 8, 12, 18, 26, 40)


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


_OPENERS = (("quoted", '"“‘«\''), ("bracketed", "(["), ("dashed", "-–—*•"), ("hashed", "#>"))


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


def _matching(name: str, doc: str, pattern: re.Pattern[str], *, whole: bool = False, start: bool = False) -> Sign:
    def sign(head: Head, at: int) -> bool:
        words = head.elements[at].words[:400]
        found = pattern.fullmatch(words) if whole else pattern.match(words) if start else pattern.search(words)
        return bool(found)

    sign.__name__ = name
    sign.__doc__ = doc
    return sign


def _asking(name: str, doc: str, question: Callable[[str], bool]) -> Sign:
    def sign(head: Head, at: int) -> bool:
        words = head.elements[at].words
        return len(words) <= 200 and bool(question(words))

    sign.__name__ = name
    sign.__doc__ = doc
    return sign


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
    return "labelled" if line.labelled else "timed" if line.timed else "plain" if line.full else "part"


def dated(head: Head, at: int) -> str:
    """How many full dates it has, if it is no paragraph."""
    words = head.elements[at].words
    return _sizes(len(full_dates(words)), 0, 1) if len(words) <= 200 else ""


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
    return len(parts) == 2 and all(p[:1].isupper() and len(p.split()) <= 4 and "." not in p[2:] for p in parts)


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
    return _sizes(count, 0, 2)


def repeated(head: Head, at: int) -> str:
    """It stands more than once in the text, as running heads and pages' titles do."""
    words = head.elements[at].words.casefold().strip(" .#*")
    if len(words) > 200:
        return ""
    count = head.again[words]
    if count > 1:
        return "short" if len(words.split()) < 3 else "long"
    return ""


def place(head: Head, at: int) -> str:
    """Where it stands, from the beginning."""
    return _sizes(at, 0, 1, 2, 3, 5, 8, 14)


def place_from_end(head: Head, at: int) -> str:
    """Where it stands, from the end."""
    return _sizes(len(head.elements) - 1 - at, 0, 1, 2, 4, 8)


def above_prose(head: Head, at: int) -> str:
    """How far above the first paragraph it stands, or that it stands below."""
    return _sizes(head.first_prose - at, -1, 0, 1, 2, 3, 5, 8)


def space(head: Head, at: int) -> str:
    """Blank lines before and behind it."""
    one = head.elements[at]
    return f"{_sizes(one.blanks, 0, 1)} {_sizes(one.after, 0, 1)}"


def indented(head: Head, at: int) -> str:
    """It stands further in than the text, a little or in the middle of the page."""
    return _sizes(head.elements[at].indent, 0, 3, 8, 20)


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
    r"(?:(?<!\w)(?:of|the|a|an|and|or|to|in|on|at|for|by|with|from|upon|as|into|over|v\.?|de|du|der|die|das|und|is|are|who|that)|[,—–&-])$",
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
    near = [head.elements[i] for i in (at - 1, at + 1, at - 2, at + 2) if 0 <= i < len(head.elements)]
    return sum(not other.blanks or not other.after for other in near) >= 3 and not is_prose(one)


_NOT_PLAIN = ("section_words", "organisation", "notice", "series", "code", "menu", "postal_address", "agency_alone",
              "by", "by_word", "unnamed", "source_label", "court", "author_label", "date_label", "address_online",
              "phone", "release", "rights", "page_number", "form_line", "greeting", "time_alone", "pictures_by",
              "caption_word", "editors_words", "ago", "talks_to")  # fmt: skip


def is_plain(head: Head, at: int) -> bool:
    """Whether a line is none of what stands beside titles: no label, name, day, address or notice."""
    one = head.elements[at]
    if one.told or is_prose(one) or len(one.words) > 240:
        return False
    if any(sign(head, at) for sign in SIGNS if sign.__name__ in _NOT_PLAIN):
        return False
    return not (day(head, at) or who(head, at) or opens_report(head, at) or one.words[0].islower())


def order_of_plain(head: Head, at: int) -> str:
    """Above the first paragraph: which of the lines it is that are plain."""
    order = _plain_lines(head)
    if at not in order:
        return "not plain" if at < head.first_prose else ""
    return f"{_sizes(order.index(at), 0, 1, 2)} of {_sizes(len(order), 1, 2, 4)}"


def longest_of_plain(head: Head, at: int) -> bool:
    """It has more words than the other plain lines above the first paragraph."""
    order = _plain_lines(head)
    return at in order and at == max(order, key=lambda i: min(len(head.elements[i].words), 110))


def most_said_below(head: Head, at: int) -> bool:
    """No other plain line above has so many words of the text below."""
    order = _plain_lines(head)
    return at in order and at == max(order, key=lambda i: _said_count(head, i)) and _said_count(head, at) > 0


def _said_count(head: Head, at: int) -> int:
    return len({word for word in content_words(head.elements[at].words) if head.vocabulary[word]})


@lru_cache(maxsize=1)
def _plain_lines(head: Head) -> tuple[int, ...]:
    return tuple(at for at in range(min(head.first_prose, _HEAD_LINES)) if is_plain(head, at))


#: A head has no more lines than these; where no paragraph follows, most of the text is verse.
_HEAD_LINES = 14


def same_heading(head: Head, at: int) -> bool:
    """It goes on with the heading that the line right above begins: both centred, or both in title case."""
    one = head.elements[at]
    if not at or one.blanks or one.told:
        return False
    block = [head.elements[at - 1], one]
    for other in head.elements[at + 1 : at + 8]:
        if other.blanks:
            break
        block.append(other)
    return title_lines([Line(e.start, e.end, e.words, e.indent, e.blanks) for e in block]) > 1


#: What is asked of every line; the names are the rules' names in the weights.
SIGNS: tuple[Sign, ...] = (
    length, end_mark, first_mark, sentences_in_it, capitals, leading_capitals, who, by_whom, day, dated,
    opens_report, credit_at_end, slashed_names, said_below, name_below, repeated, place, place_from_end,
    above_prose, space, indented, paragraph, several_lines, ruled, underlined, behind_links, goes_on,
    like_above, told, many_alike, order_of_plain, longest_of_plain, most_said_below, same_heading,
    _matching("by", "It begins with “By”.", _BY, start=True),
    _matching("by_word", "It begins with “Words by”, “Interview:” and the like.", _BY_WORD, start=True),
    _matching("unnamed", "“From Our Own Correspondent”.", _UNNAMED, start=True),
    _matching("talks_to", "Somebody talks to somebody.", _TALKS),
    _matching("pictures_by", "“Photographs by”, “Photo:”.", _PICTURES, start=True),
    _matching("caption_word", "A word before a caption.", _CAPTION_WORD, start=True),
    _matching("seen", "What is seen: “(left)”, “pictured”, “poses with”.", _SEEN),
    _matching("present", "What happens in a picture, in the present tense.", _PRESENT),
    _matching("editors_words", "What editors say of a text.", _EDITORS),
    _matching("source_label", "“Source: …”.", _CREDITED, start=True),
    _matching("said", "A speaker's name and a colon.", _SAID, start=True),
    _matching("kind", "It names a kind of text: “Remarks”, “Letter”, “Minutes”.", _KIND, start=True),
    _matching("occasion", "“Delivered at”, “A sermon”.", _OCCASION, start=True),
    _matching("case", "Parties of a case.", _CASE),
    _matching("court", "A court's head: “IN THE … COURT”, “BETWEEN:”.", _COURT, start=True),
    _matching("label", "A word or some before a colon.", _LABEL, start=True),
    _matching("title_label", "“Title:”, “Subject:”.", _TITLE_LABEL, start=True),
    _matching("deck_label", "“Summary:”, “Standfirst:”.", _DECK_LABEL, start=True),
    _matching("author_label", "“Author:”, “Hosts:”.", _AUTHOR_LABEL, start=True),
    _matching("date_label", "“Posted”, “Date:”.", _DATE_LABEL, start=True),
    _matching("weekday", "A day of the week.", _WEEK),
    _matching("month", "A month.", _MONTHS),
    _matching("year", "A year.", _YEAR),
    _matching("clock", "A time of day.", _CLOCK),
    _matching("ago", "“3 days ago”, “4 min read”.", _AGO),
    _matching("place_and_day", "A place, and a day behind it.", _PLACE_DAY, start=True),
    _matching("entry", "A day that opens a diary's entry.", ENTRY, start=True),
    _matching("address_online", "An address to write to or to call up.", _MAIL),
    _matching("phone", "A number to call.", _PHONE),
    _matching("release", "Words of press releases.", _RELEASE),
    _matching("rights", "A notice of copyright.", _RIGHTS),
    _matching("page_number", "A page's or an issue's number.", _PAGE),
    _matching("links", "Words of a page's links.", _LINKS),
    _matching("list_item", "An item's number or bullet.", _ITEM, start=True),
    _matching("bullet", "A dash or bullet before it.", _BULLET, start=True),
    _matching("initials", "Initials alone.", _INITIALS, whole=True),
    _matching("handle", "A name as forums and networks have it.", _HANDLE),
    _matching("name_and_colon", "A name with a colon, alone.", _COLON_NAME, whole=True),
    _matching("bars", "Parts with bars between them.", _BAR),
    _matching("spaced_out", "L e t t e r s  set wide apart.", _SPACED),
    _matching("quotation", "A quotation and nothing else.", _QUOTED, whole=True),
    _matching("life", "Years of a life.", _LIFE),
    _matching("book", "Pages and price of a book.", _BOOK),
    _matching("greeting", "A salutation.", SALUTATION, whole=True),
    _matching("closing", "Words that close a letter.", CLOSING, whole=True),
    _matching("time_alone", "A time of day alone.", TIME, whole=True),
    _matching("form_line", "“Present:”, “Venue:”.", FORM, whole=True),
    _asking("section_words", "Words of section labels.", is_section),
    _asking("organisation", "An office, a society, a paper.", is_organisation),
    _asking("notice", "“MEMORANDUM”, “CHECK AGAINST DELIVERY”.", is_notice),
    _asking("series", "The name of a series or column.", is_kicker),
    _asking("code", "A number or a shelf mark.", is_code),
    _asking("menu", "Parts of a page's head.", is_menu),
    _asking("postal_address", "A line of an address.", is_address),
    _asking("agency", "An agency's name first.", is_agency),
    _asking("agency_alone", "An agency's name alone.", is_agency_alone),
    _asking("offices", "What somebody is.", has_office),
)  # fmt: skip

#: Of the neighbours these are asked too.
_OF_NEIGHBOURS = frozenset({
    "who", "by_whom", "by", "by_word", "unnamed", "day", "opens_report", "paragraph", "greeting", "credit_at_end",
    "pictures_by", "section_words", "capitals", "length", "said", "editors_words", "organisation", "told",
    "place_and_day", "closing", "label", "end_mark", "several_lines", "notice", "order_of_plain", "same_heading",
})  # fmt: skip


#: Signs that say more together than one by one.
_TOGETHER = (
    ("order_of_plain", "length"), ("order_of_plain", "capitals"), ("capitals", "end_mark"), ("length", "end_mark"),
    ("who", "above_prose"), ("who", "place_from_end"), ("above_prose", "space"), ("capitals", "above_prose"),
)  # fmt: skip


def signs_of(head: Head) -> list[list[str]]:
    """For each element the signs it has: its own, by where it stands too, and its neighbours'."""
    own: list[list[tuple[str, str]]] = []
    for at in range(len(head.elements)):
        named = []
        for sign in SIGNS:
            said = sign(head, at)
            if said:
                named.append((sign.__name__, "" if said is True else f"={said}"))
        own.append(named)
    return [list(_with_neighbours(head, own, at)) for at in range(len(own))]


def _with_neighbours(head: Head, own: list[list[tuple[str, str]]], at: int) -> Iterator[str]:
    where = "over" if at < head.first_prose else "under"
    for name, said in own[at]:
        yield f"{name}{said}"
        yield f"{where} {name}{said}"
    for step, beside in ((-1, "after"), (1, "before")):
        if 0 <= at + step < len(own):
            for name, said in own[at + step]:
                if name in _OF_NEIGHBOURS:
                    yield f"{beside} {name}{said}"
        else:
            yield f"{beside} nothing"
    said = dict(own[at])
    for names in _TOGETHER:
        if all(name in said for name in names):
            yield " & ".join(f"{name}{said[name]}" for name in names)
    yield "any"
    yield f"{where} any"
