"""Lines that stand over a title and are none: sections, offices and papers, notices, addresses."""

from __future__ import annotations

import re

from readingroom.importing.needed import finder
from readingroom.importing.segments import word_set

#: Words of section labels. A short line without one may be a name as well as a section.
_SECTION_WORDS = word_set(
    """home world news today politics business economy finance markets money opinion
    opinions editorial editorials comment commentary analysis letters culture arts books
    review reviews film music theatre travel style life lifestyle living food health science
    technology tech environment climate education sport sports national nation international
    domestic local metro region regional society features feature magazine weekend china
    asia africa europe americas africa uk us usa mideast pacific headlines latest breaking
    exclusive interview profile obituaries obituary column columnists special report focus
    insight in-depth video photos diplomacy military law crime essay essays fiction poetry
    diary notebook leader leaders op-ed perspective perspectives viewpoint ideas debate long
    read history agriculture weather people events community parish council fashion
    gardening motoring property foreign affairs intelligence provincial general miscellany"""
)
_SMALL = word_set("the and of to editor our your from in s")
#: Labels have few words, and stand in few parts: “Weekend | The Long Read”.
_LABEL_LENGTH, _FEW = 40, 4
#: Lines of a form that say who, when and where, of meetings and interviews; no titles.
FORM = re.compile(
    r"(?:present|place|venue|location|participants?|attendees|in attendance|also present|"
    r"time|ref(?:erence)?|duration|tape|"
    r"recorded|apologies|keywords?|tags|slug|language|length|words?|file|page|published|posted|edition|volume|issue)\s?:.*",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:memorandum|memo|(?:press|news|media) release|(?:for )?immediate release|check against delivery|"
    r"(?:strictly |under )?embargo(?:ed)?\b.*|draft|transcript|(?:in |the )?conversation|first "
    r"person|(?:strictly )?confidential|"
    r"private(?: and confidential)?|"
    r"urgent|bulletin|orders of the day|judgment|judgement|communiqu[eé]|circular|notice|"
    r"official report|hansard|"
    r"verbatim(?: report)?|oral history|for the file|internal|not for (?:release|"
    r"publication).*|advance copy|"
    r"as delivered|as prepared(?: for delivery)?|speech|statement|proof|copy|"
    r"(?:strictly )?restricted\b.*|confidential\b.*|(?:top )?secret\b.*|"
    r"the (?:house|senate|assembly|council|committee|court) (?:met|sat|resumed)\b.*|prayers|"
    r".* in the chair|"
    r"uncorrected\b.*|provisional\b.*|transcript[.:]? .*|advisory to\b.*|for (?:information|comment|"
    r"discussion|"
    r"approval)|all rights reserved.*|page \d+|"
    r"by e-?mail|by hand|by post|telegram|"
    r"chapter \w+|vol(?:ume)?\.? \w+.*|no\.? \d+|numb?\.? \d+.*|part \w+)[.!:]?",
    re.IGNORECASE,
)
_BODY = (
    "council|ministry|department|office|committee|commission|university|museum|society|association|"
    "court|parliament|assembly|house|library|service|project|archives?|institute|institution|trust|company|"
    "college|school|church|board|bureau|agency|union|club|federation|foundation|senate|congress|chamber|"
    "secretariat|embassy|mission|division|press|embassy|authority|centre|center|league|party|"
    "organi[sz]ation|corporation|secretary|programme|program|group|registry|tribunal|synod|diocese|"
    "times|post|gazette|observer|herald|tribune|courier|chronicle|guardian|telegraph|mail|journal|"
    "star|express|standard|examiner|echo|argus|mercury|advertiser|sentinel|register|dispatch|inquirer|"
    "independent|globe|record|bulletin|citizen|messenger|intelligencer|quarterly|monthly|weekly|daily|news|zeitung"
)
_LAST = re.compile(rf"(?:\S+ ){{0,7}}?(?:{_BODY})s?", re.IGNORECASE)
_OFFICE = (
    "council|ministry|department|office|committee|commission|university|museum|society|association|court|"
    "parliament|assembly|house|library|institute|college|board|bureau|union|federation|chamber|embassy|division"
)
_FIRST = re.compile(
    rf"(?:in )?(?:the )?(?:\w+ ){{0,3}}?(?:{_OFFICE}) (?:of|for|on|in|and)\b(?: \S+){{1,8}}",
    re.IGNORECASE,
)
#: How the names of firms end: “Kübler & Søn Toys A/S”, “BELLWEATHER & NEPHEW”.
_HOUSE = re.compile(
    r"(?:[^\W\d_a-z][\w'’.-]*,? |& |and |AND |of |og |und |et ){1,7}(?:& (?:Sons?|SONS?|Co|CO|"
    r"Nephews?|NEPHEWS?|"
    r"Daughters?|DAUGHTERS?|Brothers?|BROTHERS?|Søn(?:ner)?|Söhne|Fils|FILS|Figli)|Ltd|LTD|Limited|LIMITED|Inc|INC|"
    r"LLC|PLC|Plc|plc|GmbH|AG|A/S|ASA|AS|AB|ApS|Oy|S\.p\.A|S\.?A|B\.?V|Bros|BROS)\.?"
)
#: Words that make such a line a title: it says what somebody does, or what the text is.
_TITLED = re.compile(
    r"\b(?:minutes|report|speech|address|remarks|statement|interview|letter|case|log|diary|"
    r"conference|hearing|debate|opens?|closes?|says?|will|votes?|is|are|was|were|has|have|how|why|what|who|to|"
    r"visit|at|vs?\.?|between|against|after|from|under|by|with|inside|behind|beyond)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:[Rr](?:oa)?d|[Ss]t(?:reet)?|[Ll]ane|[Aa]ve(?:nue)?|[Ss]quare|[Tt]errace|[Cc]rescent|[Dd]rive|[Cc]lose|[Pp]lace|"
    r"[Rr]ow|[Cc]ourt|[Hh]ouse|[Cc]ottage|[Ff]arm|[Hh]all|[Vv]illas?|[Gg]ardens|"
    r"P\.? ?O\.? Box|[Bb]oulevard|stra(?:ß|ss)e)\b\.?,?$"
    r"|^\d{1,5}[A-Za-z]?,? [A-Z]|\b[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}\b|\b[A-Z]{2} \d{5}\b|"
    r"\b\d{5} [A-Z]"
    r"|^(?:Tel|Telephone|Phone|Fax|E-?mail|Mobile|Ref|Our ref|Your ref|Telegrams)\b\.?:?",
)


def is_section(words: str) -> bool:
    """A label of a few words: all of them of sections, or two of which one is; or parts beside bars."""
    if not (words[0].isupper() or words[0] == "[") or len(words) > _LABEL_LENGTH:
        return False
    cells = [cell for cell in re.split(r"\s*[|/>»]\s*", words.strip("[]|/>» ")) if cell]
    return bool(cells) and len(cells) <= _FEW and any(map(_is_section, cells)) and all(
        _is_section(cell) or (len(cell.split()) <= _FEW and cell[0].isupper()) for cell in cells
    )  # fmt: skip


def _is_section(words: str) -> bool:
    parts = [part.strip("&-.:").casefold() for part in words.split()]
    parts = [part for part in parts if part]
    known = [part for part in parts if part in _SECTION_WORDS]
    small = [part for part in parts if part in _SMALL]
    pair = len(parts) == 2 and bool(known) and not small
    return bool(known) and (pair or len(known) + len(small) == len(parts))


def is_organisation(words: str) -> bool:
    """The name of an office, a court, a society or a paper, and nothing else."""
    plain = words.strip("[]() .")
    if len(plain) > 90 or plain.endswith(("?", "!", ",", ";", ":")) or _is_titled(plain):
        return False
    if plain.upper().startswith("IN THE "):
        return "COURT" in plain.upper() or "TRIBUNAL" in plain.upper()
    if _HOUSE.fullmatch(plain) or _HOUSE.fullmatch(words.strip("[]() ")):
        return True
    capital = all(w[0].isupper() or len(w) < 4 for w in plain.split() if w[0].isalpha())
    return (
        capital
        and bool(_LAST.fullmatch(plain) or _FIRST.fullmatch(plain))
        and len(plain.split()) > 1
    )


def is_notice(words: str) -> bool:
    """What kind of paper it is, or how it may be used: “MEMORANDUM”, “CHECK AGAINST DELIVERY”."""
    spaced = re.fullmatch(r"(?:\w ){3,}\w", words)
    return bool(_KIND.fullmatch(words.replace(" ", "") if spaced else words.strip("[]() -*")))


def is_address(words: str) -> bool:
    """A line of a postal address, or a number to call."""
    return len(words) < 60 and _has_address(words)


#: Words that name a series or a column in a label, beside those of sections.
_SERIES = word_set(
    """letter letters from sunday monday tuesday wednesday thursday friday saturday week
    weekly brief briefs
    interview notes notebook diary conversation talk answers questions question agenda advisory
    topshots watch view views q&a big essay portrait saturday's sunday's today's morning evening
    oral papers correspondence talking point points analysis dispatch dispatches postcard"""
)
_CODE = re.compile(
    r"[\W\d_]+|(?=\S*[\d,_]|\S*-\S*-)\S+|\d+\s{2,}.*|.*\s{3,}\d+|[A-Za-z]{1,4}\.? ?\d+[/.-]\d+|"
    r"(?:[Gg]allery|[Rr]oom|[Cc]ase|[Ss]helf|[Bb]ox|[Ff]ile|[Ff]olio|[Rr]ef|[Nn]o|[Vv]ol|[Pp]age|"
    r"[Pp]t)\.? "
    r"[\dIVXLA-D]+(?:[,;]? (?:[Cc]ase|[Ss]helf|[Bb]ox|[Pp]age|[Nn]o|[Pp]t)\.? ?[\dIVXLA-D]+)*|https?://\S+|www\.\S+"
)
_MENU = re.compile(
    r"\t|\s[|»›>*•·▾]+\s|^[«‹<]|[»›▾]$|\S\s{3,}\S|\bcookies\b|[£$€] ?\d+$", re.IGNORECASE
)
_is_titled, _has_address, _has_menu = finder(_TITLED), finder(_ADDRESS), finder(_MENU)
_INTRODUCED = re.compile(r"(?:^|.*\s)(?:--|—|–) [\"“].*[\"”]$")


def is_kicker(words: str) -> bool:
    """The name of a series over a title: “LETTER FROM LISBON”, “THE SUNDAY INTERVIEW”."""
    parts = words.strip("[]:.").split()
    if not words.isupper() or len(parts) > _FEW:
        return bool(_INTRODUCED.match(words)) and words.upper()[:12] == words[:12]
    known = [part.casefold() in _SERIES or part.casefold() in _SECTION_WORDS for part in parts]
    return any(known)


def is_code(words: str) -> bool:
    """A number, a slug, a shelf mark, a web address: what machines and archives call a text."""
    return bool(_CODE.fullmatch(words))


def is_menu(words: str) -> bool:
    """Parts of a site or a paper's head beside one another: bars, arrows, stars or wide gaps between."""
    return _has_menu(words)
