"""Names of persons as bylines and signatures have them, with the roles and places beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import full_dates
from readingroom.importing.needed import finder
from readingroom.importing.rules.agencies import is_agency_alone
from readingroom.importing.rules.name_words import ALSO_NAMES, NO_NAMES, SURNAMES

#: Left out of a creator's name, which catalogues give plain; “Sir”, “Lord” and “Mr Justice” are kept.
_HONORIFIC = (
    r"(?:\((?:Mr|Mrs|Miss|Ms|Dr|Rev|Prof)\.?\)\s+|"
    r"(?:The |the |THE )?(?:Rt\.? |Very |Most |Right )*(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|"
    r"Professor|Rev|Reverend|"
    r"Revd|Fr|Father|Hon|Honourable|Honorable|Ven|Messrs|Herr|Frau|Mme|Mlle|M(?!\.\s+[A-Z]\.)|Sr|Sra|"
    r"MR|MRS|MS|MISS|DR|PROF|PROFESSOR|REV|REVD|HON|VEN|Amb|Ambassador|Cllr|Capt|Captain|Lt|Col|Maj|Gen)"
    r"\.?\s+(?!Justice\b|JUSTICE\b))+"
)
_WORD = r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_])|\u0301)*"
_INITIAL = r"(?:[^\W\d_]\.(?:-?[^\W\d_]\.)*)"
_SHORT = r"(?:St|Wm|Geo|Jas|Jos|Chas|Thos|Robt|Saml|Edw|Alex|Jno|Benj|Ste|ST)\."
_PARTICLE = (
    r"(?:de|da|do|dos|das|du|della|del|di|la|le|van|von|vom|der|den|ter|ten|zu|bin|"
    r"ibn|al|el|y|e|af|av|ap)"
)
_TOKEN = rf"(?:{_INITIAL}|{_SHORT}|{_WORD})"
_SUFFIX = r"(?:,? (?:Jr|Sr|JR|SR)\.?|,? (?:II|III|IV)\b)?"
#: At most six words: the longest names of reporters, such as Spanish ones, have five.
NAME = rf"{_TOKEN}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_TOKEN}){{0,5}}{_SUFFIX}"
_NAME = re.compile(NAME)
_TOKENS = re.compile(r"\S+")
_LOWER = re.compile(_PARTICLE)
#: “Paris VIe” is a quarter.
_ORDINAL = re.compile(r"[IVXL]+(?:e|er|ème|o|º)")
_OFFICES = (
    r"writers?|reporters?|correspondents?|editors?|columnists?|critics?|journalists?|photographers?|"
    r"contributors?|staff|bureau chief|chief|analysts?|producers?|researchers?|fellow|professors?|"
    r"lecturers?|reader|curators?|historians?|author|poet|novelists?|economists?|lawyers?|scientists?|forecasters?|"
    r"directors?|secretary|secretary-general|presidents?|ministers?|chair(?:man|woman|person)?|"
    r"mayors?|governors?|senators?|ambassadors?|librarians?|archivists?|teachers?|students?|"
    r"vicar|rector|bishop|priest|pastor|rabbi|curate|mate|master|captain|surgeon|physician|clerk|"
    r"treasurer|churchwarden|manager|officer|head|deputy|assistant|associate|senior|freelance|intern|"
    r"special to|in association with|exclusive to|for|blogger|host|presenter|interviewer|volunteer|"
    r"clock-?makers?|barrister|solicitor|engineer|president|commissioner|inspector|sergeant|member|"
    r"korrespondent(?:in)?|redakteur(?:in)?|journaliste|correspondant|envoyé spécial|corresponsal|"
    r"корреспондент|M\.?A\.?|B\.?A\.?|Ph\.?D\.?|D\.?D\.?|M\.?D\.?|F\.?R\.?S\.?|Q\.?C\.?|K\.?C\.?|M\.?P\.?|Esq\.?"
)
_OFFICE = re.compile(rf"(?<!\w)(?:{_OFFICES})(?!\w)", re.IGNORECASE)
_names_office = finder(_OFFICE)
#: “By Danny Ashworth Senior Reporter”: what follows a name without a comma.
_ROLE_BEHIND = re.compile(
    r"(?P<name>(?!Legal|Foreign|Political|Home|Social|Religious)\S+(?: \S+){1,3}?)(?: (?:Senior|"
    r"Chief|Deputy|Assistant|Associate|Local|Community|Democracy|"
    r"Political|Politics|Business|Crime|Court|Council|Health|Education|Sports?|Staff|Special|Foreign|"
    r"Contributing|City|Metro|Environment|Transport|Science|Arts|Features?|News|Investigations|Digital|Data|"
    r"Live|Trainee|Regional|National|Royal|Religious|Social|Affairs|Consumer|Defence|Home|Economics|"
    r"Industry|Agriculture|Diplomatic|Legal|Night|Women['’]s|Football|Cricket|Racing|Travel|Food|TV|Show))*"
    r" (?:Reporter|Editor|Correspondent|Writer|Columnist|Critic|Journalist|Photographer|Producer)"
)
#: “By Staff Reporter”: nobody's name, but what the source gives as one.
_STAFF = re.compile(
    r"(?:A |Our )?(?:Staff|City|Special|Senior|Foreign|Political|"
    r"Sports?)(?: \w+)? (?:Reporter|Correspondent|Writer)s?"
)
_PUBLISHER = re.compile(
    r"(?:news|times|post|herald|gazette|tribune|journal|courier|observer|guardian|telegraph|"
    r"chronicle|express|mail|press|star|echo|mercury|daily|weekly|magazine|radio|service|agency)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:Ltd|LTD|Inc|INC|LLC|GmbH|Limited|LIMITED|& Co|& CO|and Co|& Sons?|& SONS?|plc|S\.A)\b"
)
_BETWEEN = re.compile(
    r",?\s+(?:and|und|et|y|e|en|и|with)\s+|\s*[,;/|]\s*|\s+[&+]\s+|\s+(?:—|–|--)\s+|\s*[·•]\s*"
)
#: “Clara Weiss in Linz”, “Jane Doe for the Register”, “J. Roe of the Tribune”, “H. Strake (Lt.-Col.)”.
_BESIDE = re.compile(
    r"\s+(?:in|at|for|of|from|aboard|near|on)\s+(?:the\s+)?\S.*|\s*\(.*", re.DOTALL
)
_LATE = re.compile(r"the late\s+", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<![\w'’])[^\W\d_a-zß-öø-ÿ]")
#: “translated by Bob Coe”, “music by …”: a second by-line.
_BY_ANOTHER = re.compile(r"\bby\s+\S", re.IGNORECASE)
#: What an office goes on with: “Special to the Register”, “Professor of Greek”; a name is not among it.
_OF_OFFICE = re.compile(
    r"[\s.,)]*(?:(?:of|for|at|in|to|on|the|from|with)\b.*|\(.*|[a-z].*)?", re.DOTALL
)
_CLOSING = ".,;:])*_|=< \n\t"
#: One longer than this names too many to be a line of names.
_LONGEST = 240
#: First names are as short as the letters by which agencies go.
_CALLED = 4


@dataclass(frozen=True, slots=True)
class People:
    """Names found in a stretch: ``names`` as catalogued, and (start, end, name or publisher) of each.

    ``beside``: words that are roles or places of persons, which make it surer that these are names.
    ``lost``: capitalised words that are neither, and so may be somebody's name.
    """

    names: tuple[str, ...]
    spans: tuple[tuple[int, int, str, str], ...]
    beside: bool
    lost: bool = False


def is_name(words: str, *, least: int = 2, said: bool = False) -> bool:
    """Whether words look like one person's name: capitalised, of ``least`` to six words, no others.

    ``said``: the line says “By”, so that “Lena Ode” and “Rose Bank” are persons.
    """
    if not _NAME.fullmatch(words) or len(words) > 60:
        return False
    tokens = words.split()
    if len(tokens) < least or not any(len(t.strip(".")) > 1 for t in tokens):
        return False
    if any(_ORDINAL.fullmatch(token) for token in tokens):
        return False
    for index, token in enumerate(tokens):
        plain = token.strip(".,").casefold()
        surname = plain in SURNAMES and index == len(tokens) - 1 > 0
        surname = surname or (said and plain in ALSO_NAMES and len(tokens) > 1)
        initial = len(token) == 2 and token.endswith(".")
        titled = plain in {"sir", "lord", "lady"} and index == 0 and len(tokens) > 1
        if plain in NO_NAMES and not titled and not (initial or surname or _LOWER.fullmatch(token)):
            return False
        if not token[0].isupper() and not _LOWER.fullmatch(token):
            return False
    return tokens[0][0].isupper() or bool(_LOWER.fullmatch(tokens[0]))


def leading_name(words: str) -> str:
    """The name that words begin with, up to the first that has no capital and is no “de” or “van”."""
    tokens: list[str] = []
    for token in words.split()[:6]:
        if not (token[0].isupper() or (tokens and _LOWER.fullmatch(token))):
            break
        tokens.append(token)
        if token[-1] in ",;:)" or (token[-1] == "." and len(token) > 3):
            break
    name = " ".join(tokens).strip(",;:).")
    return name if is_name(name) else ""


def has_office(words: str) -> bool:
    """Whether words name what somebody is: “Staff Writer”, “Special to the Register”, “M.A.”."""
    return _names_office(words)


def people(text: str, start: int, end: int, *, least: int = 2, said: bool = False) -> People | None:
    """The persons that a stretch names, when it names nothing but persons and what they are.

    ``said`` is for a line that says “By”.
    """
    if end - start > _LONGEST:
        return None
    if _FIRM.search(text, start, end):
        return None
    spans: list[tuple[int, int, str, str]] = []
    beside = lost = placed = False
    for begin, stop in _parts(text, start, end):
        words = text[begin:stop]
        honorific = re.match(_HONORIFIC, words) or (_LATE.match(words) if said else None)
        name_start = begin + (honorific.end() if honorific else 0)
        tail = _BESIDE.search(text, name_start, stop)
        if tail and full_dates(tail.group()):
            return None
        name_end = tail.start() if tail else stop
        name = squeeze(text[name_start:name_end])
        behind = _ROLE_BEHIND.fullmatch(text, name_start, name_end) if said else None
        if behind and is_name(squeeze(behind["name"])):
            beside = True
            name_end = behind.end("name")
            name = squeeze(behind["name"])
        # The first is a name for sure; a later word alone is more often a paper or a place.
        needed = 1 if honorific else least if not spans else 2
        if least == 1 and not spans and _STAFF.fullmatch(name):
            spans.append((name_start, stop, "creator", squeeze(words)))
            continue
        # “Nan” below a letter is no agency, though “NAN” is one.
        called = least == 1 and not said and len(name) <= _CALLED and name.istitle()
        if (is_agency_alone(name) and not called) or (spans and _PUBLISHER.search(name)):
            if not spans:
                return None
            spans.append((name_start, name_end, "publisher", name))
        elif is_name(name, least=needed, said=said) and not has_office(name):
            spans.append((name_start, name_end, "creator", catalogued(name)))
        elif not spans:
            return None
        else:
            if len(words.split()) > 12:
                return None
            name = ""
            # “by A. H. Corrie, Lamplighter”: one word alone is no second name.
            apart = text[:begin].rstrip().endswith(",")
            single = said and apart and len(words.split()) == 1
            lost = lost or not (single or _is_beside(words, placed=placed))
        placed = bool(tail) or (placed and not name)
        lost = lost or bool(tail and _BY_ANOTHER.search(tail.group()))
        beside = beside or bool(tail) or not name
    names = tuple(name for _, _, key, name in spans if key == "creator")
    return People(names, tuple(spans), beside, lost) if names else None


def _is_beside(words: str, *, placed: bool) -> bool:
    """Whether words are a role, a place behind “in” or a connective, and can be nobody's name.

    ``placed``: the name before has a place, which may go on: “in Paris and Rome”.
    """
    if _BY_ANOTHER.search(words):
        return False
    if placed or not _CAPITAL.search(words) or _PUBLISHER.search(words):
        return True
    offices = list(_OFFICE.finditer(words))
    return bool(offices and _OF_OFFICE.fullmatch(words, offices[-1].end()))


def _parts(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    while end > start and text[end - 1] in _CLOSING and not _closed(text, start, end):
        end -= 1
    done = start
    for match in _BETWEEN.finditer(text, start, end):
        # “, Jr.” and “, III” belong to the name before them.
        after = text[match.end() : match.end() + 4]
        if re.match(r"(?:Jr|Sr|II|III|IV|JR|SR)\b", after):
            continue
        if text[done : match.start()].strip():
            yield _led(text, done), match.start()
        done = match.end()
    if text[done:end].strip():
        yield _led(text, done), end


def _led(text: str, start: int) -> int:
    """Where the first character stands that is not white space."""
    while text[start].isspace():
        start += 1
    return start


def _closed(text: str, start: int, end: int) -> bool:
    """Whether the last mark belongs to what stands before it: “Jr.”, “J. R.”, “(retd.)”."""
    words = text[start:end]
    if words.endswith(")"):
        return "(" in words
    return bool(re.search(r"(?:\b(?:Jr|Sr|JR|SR|Esq)|(?:^|[\s.])[A-Z])\.$", words))


def catalogued(name: str) -> str:
    """A name as a list of creators has it: without honorific, and not in capitals."""
    name = squeeze(name)
    name = re.sub(rf"^{_HONORIFIC}", "", name).strip(" ,;:")
    if re.sub(r"\bMa?c(?=[A-Z])", "", name).isupper() and len(name) > 3:
        name = " ".join(_cased(token) for token in name.split())
        name = re.sub(rf"^{_HONORIFIC}", "", name)
    return name


def _cased(token: str) -> str:
    folded = token.strip(".,").casefold()
    if re.fullmatch(r"(?:[^\W\d_]\.-?)+", token) or folded in {"ii", "iii", "iv"}:
        return token
    if _LOWER.fullmatch(folded) and len(folded) > 1 and not token.endswith("."):
        return token.lower()
    token = token.upper()
    cased = re.sub(r"[^\W\d_]+", lambda m: m.group()[0].upper() + m.group()[1:].lower(), token)
    cased = re.sub(r"(['’])S\b", r"\1s", cased)
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), cased)
