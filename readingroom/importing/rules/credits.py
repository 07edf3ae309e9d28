"""The credit of a picture: its forms in brackets, at the end of a caption, and on a line alone."""

from __future__ import annotations

import re

from readingroom.importing.cleaning import squeeze
from readingroom.importing.rules.agencies import is_agency
from readingroom.importing.segments import Facts, word_set

_UP = r"[^\W\d_a-zß-öø-ÿ]"
#: A word of a name, however its letters were mangled on the way.
_WORD = rf"{_UP}[^\s,;:/()\[\]|]{{0,30}}"
_NAME = rf"{_WORD}(?:\s+(?:(?:de|da|van|von|der|bin|al|la|el|of|for|the|and|&)\s+){{0,2}}{_WORD}){{0,6}}"
#: One name, or several between slashes: “STR/AFP/Getty Images”.
_NAMES = rf"{_NAME}(?:\s?/\s?{_NAME}){{0,3}}"
_BODY = r"[A-Z][\w.&'’-]*(?:\s[A-Z][\w.&'’-]*){0,3}?"
_PHOTO = r"(?:[Pp]hotos?|PHOTOS?|[Pp]ics?|[Ii]mages?|IMAGES|[Pp]ictures?|[Ff]ile|FILE|[Hh]andout)"
_WHAT = (
    r"(?:(?:[Ff]ile|[Ss]taff|[Hh]andout|[Cc]ourtesy|[Aa]rchive)\s)?(?:[Pp]hotos?|PHOTOS?|[Ii]mages?|"
    r"[Pp]ictures?|[Pp]ics?|[Pp]hotograph(?:s|y)?|PHOTOGRAPHS?|[Ii]llustrations?|[Gg]raphics?|[Cc]redits?|CREDITS?|Composite|Artwork|"
    r"[Ff]otos?|Bild(?:er)?|[Ff]otograf[ií]as?|[Cc]r[ée]dits?(?: photo)?|[Фф]ото)"
)
_BY = (
    r"(?:\s(?:[Cc]redits?|[Cc]ourtesy)(?:\s?:|\sof|\sby)?\s?|\s?:\s?|\s[Bb]y:?\s|\sBY\s|\s?/\s?|\s©\s?"
    r"|\s[Vv]ia\s|\.{3}\s?)"
)
_COURTESY = r"(?:[Cc]ourtesy|COURTESY|[Pp]rovided|[Ss]upplied)\s?(?:(?:of|by)\s|:\s?|/\s?)"

#: Who gave it, unnamed: “(Contributed)”, “Submitted photo”.
_GIVEN = r"(?:Contributed|Submitted|Supplied|Provided|Courtesy|Handout|File|Staff)"

#: In brackets: ``(Xinhua/Ma Zhancheng)``, ``(AP Photo/Jane Doe)``, ``(PTI photo)``, ``[Photo/Xinhua]``,
#: ``(Photo by Qiao Wen/Xinhua)``, ``(Courtesy of the museum)``.
BRACKETED = re.compile(
    rf"[(\[](?:(?P<body>{_BODY})(?P<photo>\s{_PHOTO})?\s?/\s?(?P<name>{_NAMES}(?:\svia\s{_NAME})?)(?:,\s(?:[Ff]ile|[Pp]ool|[Hh]andout))?"
    rf"|(?P<alone>{_BODY})\s{_PHOTO}(?:\s[Pp]hoto)?"
    rf"|(?P<given>{_GIVEN}(?:\s[Pp]hotos?|\s[Ii]mages?)?)"
    rf"|(?:{_BODY}\s)?{_WHAT}{_BY}(?P<by>[^()\[\]\n]{{2,60}})|(?:{_COURTESY}|(?:[Ss]ubmitted|[Cc]ontributed|[Tt]aken)\sby\s)(?P<of>[^()\[\]\n]{{2,60}}))[)\]]"
)
#: At the end of a caption without brackets, after the sentence: ``REUTERS/Jana Dolezal``,
#: ``AFP PHOTO / JEAN-MARC TOLLIVER``, ``Photo by Dana Ostrow / The Courier``, ``Jane Doe/Getty Images``.
_ENDING = re.compile(
    rf"(?:(?P<given>{_GIVEN}\s(?:[Pp]hotos?|[Ii]mages?|[Pp]ictures?))|(?P<what>{_WHAT}{_BY}|{_COURTESY}|©\s?|(?:Fot\.|[Фф]ото|Foto|Credit)\s)"
    rf"(?P<by>(?<=© ){_UP}[\w.&'’/ -]{{1,50}}|"
    rf"(?:the\s)?{_NAMES}(?:,\s{_NAME})?(?:\svia\s{_NAME})?|{_GIVEN}|"
    r"(?:contributed|submitted|supplied|provided|handout))"
    rf"|(?P<body>{_BODY})(?P<photo>\s{_PHOTO})?\s?/\s?(?P<name>{_NAMES}(?:\svia\s{_NAME})?)|(?P<alone>{_BODY})\s{_PHOTO}"
    # “Hale family”, “Tidewater Museum archive”: who lent it.
    rf"|(?P<lent>(?:the\s)?{_NAME}\s(?:family|collection|archives?)(?:\s(?:photos?|collection))?)"
    # “新华社记者 何雁 摄”: the reporter took it.
    r"|(?P<shot>[^\s，。！？]{0,6}(?:记者|通讯员|記者)\s*[^\s，。！？]{1,5}(?:\s?[^\s，。！？]{1,3})?\s*[摄攝]影?))\.?"
)
#: Alone on a line under a caption: “Mirava/Petar Ilin”, “Ada Hale for the Courier / Getty Images”.
SLASHED = re.compile(rf"(?=.{{5,80}}$){_NAME}(?:\s[Ff]or {_NAME})?\s?/\s?{_NAME}")
#: Amid running text a name ends where its capitals do, or with the second word.
INLINE = re.compile(
    rf"(?<!\S)(?P<body>[A-Z]{{2,}}[A-Z-]*|Xinhua|Reuters|Getty\sImages)(?P<photo>\s{_PHOTO})?\s?/\s?"
    r"(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){1,3}(?![\w’'])"
    r"|[A-ZÀ-Þ][a-zß-ÿ.'’-]+\s[A-ZÀ-Þ][a-zß-ÿ'’-]+)(?=\s+[\"“A-ZÀ-Þ]|\s*$)"
)
#: A credit is a name or two; the tail of a caption that may hold one.
_TAIL = 110
#: “Jane Doe for the Courier / Associated Press”: two names with what ties them, and room for a third.
_PARTS = 10
_PAIR = 2
#: After the end of a sentence, behind a bar or dash, or on a line of its own.
#: With a colon after its name a credit needs no stop before it: “… yesterday Picture: Non Ellis”.
_BEFORE = re.compile(
    r"(?:(?:[.!?…。！？][\"”’')\]]*|\n)(?:\s?[|•·]\s)?|\s[|•·–—/-]{1,2}\s)\s*(?=\S)"
    r"|\s(?=© ?[A-Z])"
    r"|\s(?=(?:Photo|Photograph|Picture|Pic|Image|Credit|Foto|Bild|PHOTO|CREDIT)s?: [A-Z])"
    r"|\s(?=(?:Fot\.|Фото) [^\W\d_a-z])"
)
_SMALL = word_set("by of the for and via de da di du van von der den la le el al bin y e courtesy")


def ending(text: str, start: int, end: int) -> tuple[re.Match[str], float] | None:
    """The credit that ends ``text[start:end]`` without brackets, and how surely it is one.

    Of several places where it could begin the first counts, so that no name loses its first words.
    """
    for before in _BEFORE.finditer(text, max(start, end - _TAIL), end):
        match = _ENDING.fullmatch(text, before.end(), end)
        if match:
            sure = certainty(match)
            return (match, sure) if sure else None
    return None


def certainty(match: re.Match[str]) -> float:
    """How surely the form of an unbracketed credit makes one: agencies and the word photo decide."""
    if match["by"] or match["shot"] or match["given"]:
        return 0.85
    if match["lent"]:
        return 0.7
    names = re.split(r"\s?/\s?", match["name"]) if match["name"] else []
    agency = is_agency(squeeze(match["body"] or match["alone"])) or any(map(is_agency, names))
    if match["alone"]:
        return 0.75 if agency else 0.0
    # “Tom Arden / Harbour Post”: two names of two words are a person's and a paper's.
    two = bool(match["name"]) and len(match.group().split()) > _PAIR
    return 0.9 if agency else 0.75 if match["photo"] else 0.65 if two else 0.4


def is_credit(words: str) -> bool:
    """Whether words could be a credit's: names, with a capital each, and no sentence."""
    parts = words.split()
    if len(words) > _TAIL or words.endswith(("?", "!")):
        return False
    return len(parts) <= _PARTS and all(p in _SMALL or not p[0].islower() for p in parts)


def creator(credit: str) -> Facts:
    """The photographer in ``Xinhua/Ma Zhancheng`` or ``Jane Doe/Reuters``, if it names one."""
    parts = [part.strip() for part in credit.split("/")]
    if len(parts) != 2:
        return ()
    parts = [re.sub(rf"^{_WHAT}{_BY}|^[Ff]or ", "", part) for part in parts]
    persons = [part for part in parts if not is_agency(part)]
    named = [part for part in persons if re.fullmatch(rf"{_WORD}(?:\s+{_WORD}){{1,3}}", part)]
    if len(persons) == 1 and named:
        return (("figure.creator", persons[0]),)
    return (("figure.creator", parts[1]),) if parts[1] in named else ()
