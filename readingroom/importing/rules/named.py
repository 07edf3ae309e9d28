"""Who a byline names: lines that are known to say who wrote a text, read for names generously."""

from __future__ import annotations

import re
from collections.abc import Iterable

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import day_line, full_dates
from readingroom.importing.rules.agencies import is_agency
from readingroom.importing.rules.name_words import NO_NAMES
from readingroom.importing.rules.names import catalogued, has_office, is_name, people
from readingroom.importing.segments import word_set

#: What leads up to the names, of which several may follow one another: “Interview: by …”.
LEAD = re.compile(
    r"[\s\[(*_—–|-]*(?:(?:(?:words?|text|story|reports?|articles?|written|posted|submitted|"
    r"reported|reviewed|review|essay|"
    r"column|poem|told|kept|compiled|contributed|communicated|presented|produced|presenters?|interview(?:er|"
    r"ee|ed)?|recorded|"
    r"collected|analysis|comment|opinion|dispatch|delivered|remarks|host(?:s|ed)?|guests?|"
    r"speakers?|authors?|"
    r"byline|preacher|lecturer|narrator|moderator|translated|signed|before|coram|"
    r"a (?:report|study|paper|story|tale|review|talk|lecture|memoir|letter|poem)|"
    r"(?:photos? and )?(?:text|words|story)(?: and (?:photos?|pictures))?)"
    r"(?:\s+(?:by|from|to)\b:?|\s?:)|from (?:your|our|the) (?:[\w'’-]+ ){0,4}?[\w'’-]+,|"
    r"by (?:[A-Z]\w+ )?(?:staff |special |political |foreign )?(?:writers?|reporters?|correspondents?)"
    r"(?=\s+[A-Z])|"
    r"by:?|from:?|von(?: unsere[rm]?(?: \w+)?)?|par|por|di|door|as told to|"
    r"(?:das )?(?:gespräch|interview) führten?:?|entrevista (?:de|por)|"
    r"propos recueillis par|(?:the )?(?:speech|address|remarks|statement|lecture) of|автор:?|"
    r"текст:?|беседовал[аи]?|записал[аи]?|"
    r"observer:?|master:?|keeper:?|writer:?|reporters?:|(?:\w+ ){0,2}reporter(?=\s+[A-Z])|"
    r"words?(?=\s+[A-Z])|"
    r"interview|entretien|gespräch)(?:\s+|$))+",
    re.IGNORECASE,
)
_HAN = re.compile(
    r"(?:本报|新华社)?(?:记者|作者|文|通讯员|"
    r"撰文)[：:/\s]*(?P<names>[\u4e00-\u9fff]{2,4}(?:[、，, 　][\u4e00-\u9fff]{2,4})*)"
)
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_TALKS = re.compile(
    r"(?P<one>[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,3}),?(?P<more>[^.:]{0,120}?)\s(?:talks?|"
    r"speaks?|talked|spoke|chats|tells|told)"
    r"(?:\s(?:to|with))?\s(?P<other>[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,3})"
)
#: “Dolores Achterberg has kept hives for years. She tells Wim Castle why”.
_TELLS = re.compile(
    r"(?P<one>[^\W\d_a-z][\w'’-]*(?:\s[^\W\d_a-z][\w.'’-]*){1,3})\b"
    r"[^.?!]{3,160}[.?!]\s+(?:Here,? )?(?:[Ss]he|[Hh]e|[Tt]hey)\s"
    r"(?:talks?|speaks?|talked|spoke|chats|tells|told|explains|explained|opens? up|"
    r"reveals)(?:\s(?:to|with))?\s"
    r"(?P<other>[^\W\d_a-z][\w'’-]*(?:\s[^\W\d_a-z][\w.'’-]*){1,3})"
)
_HANDLE = re.compile(r"[A-Za-z][\w.-]{2,24}$")
_FEW = 40
#: No line that names who wrote a text is longer; to search one of a megabyte would take minutes.
_LONGEST = 600
#: “N. Ó D.”, “E. W. T.”: who signs with no more.
_INITIALS = re.compile(r"\W*(?P<name>(?:[^\W\d_a-zß-öø-ÿ]\. ?(?:[ÓO]['’]? )?){2,4})\W*")

#: Offices before a name, which its catalogue form leaves out; “Lord Justice Wray” has no other name.
_RANKS = re.compile(
    r"(?:(?:the|THE|his|her|excellency|EXCELLENCY|hon\.?|HON\.?|honou?rable|HONOU?RABLE|H\.E\.|"
    r"former|"
    r"(?:Rt\.? |Right )?Hon\.?|(?:Mr|MR|Mrs|MRS|Ms|MS|Dame|DAME)\.? (?:Justice|JUSTICE)|president|"
    r"prime|vice|deputy|"
    r"minister|chancellor|secretary(?:-general)?|senator|governor|mayor|chairman|chairwoman|chair|"
    r"ambassador|bishop|"
    r"archbishop|professor|judge|captain|colonel|general|admiral|commissioner|director|principal|"
    r"dean|chief|"
    r"lieutenant|sergeant|councillor|alderman|representative|congressman|premier|foreign)\s+)+",
    re.IGNORECASE,
)
#: “Von Matthias Kellner, Oberammergau”; within a name it has no capital.
_VON = re.compile(r"(?:Von|VON|Par|PAR|Por|POR)\s+(?=[^\W\d_a-z]\S*\s[^\W\d_a-z])")
_NAME_END = re.compile(r"[,;(|\n]|\s-{1,2}\s|\s[–—]\s")

Span = tuple[int, int, str, str]


def names_in(text: str, start: int, end: int, *, least: int = 2) -> list[Span]:
    """The names in a line that is known to name who wrote the text: (start, end, key, name) of each.

    Empty where none can be read for sure. ``least``: a name has so many words where no “by” leads up
    to it.
    """
    if end - start > _LONGEST:
        return []
    han = _HAN.search(text, start, end)
    if han:
        return [
            (m.start(), m.end(), "creator", m.group())
            for m in _HAN_NAME.finditer(text, *han.span("names"))
        ]
    lead = LEAD.match(text, start, end)
    begin = lead.end() if lead else start
    while begin < end and not (text[begin].isalnum() or text[begin] in "¡@"):
        begin += 1
    rank = _RANKS.match(text, begin, end)
    if rank and is_name(squeeze(_NAME_END.split(text[rank.end() : end])[0]).strip(" .=")):
        begin = rank.end()
    while end > begin and text[end - 1] in "= <":
        end -= 1
    initials = _INITIALS.fullmatch(text, begin, end)
    if initials:
        return [(*initials.span("name"), "creator", squeeze(initials["name"]))]
    persons = people(text, begin, end, least=1 if lead else least, said=bool(lead))
    if persons:
        # Of words that may be a name and were not read as one all stays as it is.
        return (
            []
            if persons.lost
            else [
                s
                for s in persons.spans
                if not (s[2] == "creator" and _is_nobody(text[s[0] : s[1]]))
            ]
        )
    spans = first_name(text, begin, end, said=bool(lead))
    return [span for span in spans if not _is_nobody(text[span[0] : span[1]])]


def _is_nobody(words: str) -> bool:
    """Whether a creator's name is an agency's or a way to send news: “By Telegraph”."""
    return is_agency(words) or words.casefold() in _SENT_BY


#: How news came to a paper, as heads of reports have it.
_SENT_BY = word_set(
    "telegraph cable wireless telephone telegram wire mail post steamer telex radio"
)


def first_name(text: str, start: int, end: int, *, said: bool = False) -> Iterable[Span]:
    """The name that a line opens with, before a comma, a bracket, a day or a small word."""
    von = _VON.match(text, start, end)
    if von and not said:
        start, said = von.end(), True
    words = text[start : min(end, start + _LONGEST)]
    cut = re.search(
        r"\s*(?:[,;(|·•—–\t\n]|\s{3,}|\s-{1,2}\s|\bon\b|\bat\b|\bin\b|\bfor\b|@|\d)", words
    )
    name = words[: cut.start()] if cut else words
    name = name.rstrip(' .,:;)]*_»”"')
    plain = catalogued(squeeze(name))
    if not plain or has_office(plain) or is_agency(name) or full_dates(plain):
        return
    handle = said and len(plain) <= _FEW and bool(_HANDLE.fullmatch(plain))
    handle = handle and plain.casefold() not in NO_NAMES
    if is_name(plain, least=1 if said else 2, said=said) or handle:
        lead = name.find(plain.split()[0]) if not name.isupper() else 0
        at = start + max(lead, 0)
        yield at, start + len(name), "creator", plain


def talking(words: str, counts: dict[str, int]) -> tuple[str, ...]:
    """Of two who talk both: who wrote it, whose name the text below says less often, is the first."""
    if len(words) > _LONGEST:
        return ()
    told = _TELLS.search(words)
    if told:
        answers, asks = (_trimmed(catalogued(squeeze(told[key]))) for key in ("one", "other"))
        if is_name(answers) and is_name(asks):
            return asks, answers
    match = _TALKS.search(words)
    if not match:
        return ()
    pair = [_trimmed(catalogued(squeeze(match[key]))) for key in ("one", "other")]
    if not is_name(pair[0]):
        # “Retired keeper Oskar Wessel talks to …”: what somebody is stands before the name.
        pair[0] = _trimmed_before(squeeze(match["one"]))
    if not all(is_name(name) for name in pair):
        return ()
    said = [counts.get(name.split()[-1].casefold(), 0) for name in pair]
    # “Gerda Haas, the last lock-keeper, talks to …”: one who is introduced is the other.
    introduced = said[0] == said[1] and match["more"].strip(" ,")
    return (pair[1], pair[0]) if introduced or said[1] < said[0] else (pair[0], pair[1])


def _trimmed(words: str) -> str:
    """A name's words up to the first that has no capital."""
    kept: list[str] = []
    for token in words.split():
        if not token[0].isupper():
            break
        kept.append(token)
    return " ".join(kept)


def _trimmed_before(words: str) -> str:
    """A name's words behind the last that has no capital."""
    tokens = words.split()
    small = (at for at, token in enumerate(tokens, 1) if not token[0].isupper())
    return " ".join(tokens[max(small, default=0) :])


def single_day(words: str) -> str:
    """The one full day that a line names, in ISO's form; of several of one month the last."""
    line = day_line(words, 0, len(words))
    if line and line.full:
        return line.said
    days = [found.day for found in full_dates(words)]
    return days[-1].isoformat() if days and len(set(days)) == 1 else ""
