"""Names of persons as bylines and signatures have them, with the roles and places beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import full_dates
from readingroom.importing.months import MONTHS, WEEKDAYS
from readingroom.importing.rules.agencies import is_agency_alone
from readingroom.importing.segments import word_set

#: Left out of a creator's name, which catalogues give plain; “Sir”, “Lord” and “Mr Justice” are kept.
_HONORIFIC = (
    r"(?:(?:The |the |THE )?(?:Rt\.? |Very |Most |Right )*(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|"
    r"Professor|Rev|Reverend|"
    r"Revd|Fr|Father|Hon|Honourable|Honorable|Ven|Messrs|Herr|Frau|Mme|Mlle|M|Sr|Sra|"
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
#: Words that make capitalised words something else than a person's name.
_NO_NAMES = (
    word_set(
        """a an the of our my your his her its their this that these those and or but for from to in on
    at with by as is are was were be it he she they we you not no yes who what when where why how all new
    news daily weekly times post herald gazette tribune journal courier observer guardian telegraph
    chronicle express mail press star sun echo mercury bulletin review magazine radio television tv
    world national international business politics sport sports opinion culture arts books music
    letters letter editorial comment column feature special report story photo picture image video
    chapter part section book volume act scene page contents preface introduction appendix index
    president minister secretary chairman chairwoman chair director general mayor governor senator
    council committee commission ministry department office court house parliament assembly society
    association university college school institute museum library church company ltd inc corp
    limited group bank union club service agency bureau government state county city town district
    street road avenue lane square park hotel hall station bridge river lake sea island bay mountain
    north south east west northern southern eastern western central union united kingdom states
    republic people history life death war peace love night day morning evening winter spring summer
    autumn programme program project region regional port cape fort customs old upper lower
    poem song ode sonnet speech address remarks statement interview transcript minutes
    memorandum memo agenda notes note diary journal log draft copy final confidential notice
    advertisement home search menu share print email related reader readers editor staff
    correspondent correspondents reporter writer desk agencies wire bulletin urgent breaking update
    applause laughter music end ends dear sir madam sirs yours sincerely faithfully regards
    present judgment appendix annex act bill order orders"""
    )
    | frozenset(WEEKDAYS)
    | (frozenset(MONTHS) - word_set("jan may april june august mar maj jul sep set juan ag"))
)
#: Words that are surnames too: in a line that says “By” they are taken as such, elsewhere only last.
_SURNAMES = word_set(
    """page street lane square park hall lake bay bridge church west east north south king day night
    winter summer star post church love old port rivers bishop priest wood music hope chapter death
    island mountain station war story editor noble english reading peace note lord bill"""
)
_OFFICES = (
    r"writers?|reporters?|correspondents?|editors?|columnists?|critics?|journalists?|photographers?|"
    r"contributors?|staff|bureau chief|chief|analysts?|producers?|researchers?|fellow|professors?|"
    r"lecturers?|reader|curators?|historians?|author|poet|novelists?|economists?|lawyers?|scientists?|forecasters?|"
    r"directors?|secretary|secretary-general|presidents?|ministers?|chair(?:man|woman|person)?|"
    r"mayors?|governors?|senators?|ambassadors?|librarians?|archivists?|teachers?|students?|"
    r"vicar|rector|bishop|priest|pastor|rabbi|curate|mate|master|captain|surgeon|physician|clerk|"
    r"treasurer|churchwarden|manager|officer|head|deputy|assistant|associate|senior|freelance|intern|"
    r"special to|in association with|exclusive to|for|blogger|host|presenter|interviewer|volunteer|"
    r"barrister|solicitor|engineer|president|commissioner|inspector|sergeant|member|"
    r"korrespondent(?:in)?|redakteur(?:in)?|journaliste|correspondant|envoyé spécial|corresponsal|"
    r"корреспондент|M\.?A\.?|B\.?A\.?|Ph\.?D\.?|D\.?D\.?|M\.?D\.?|F\.?R\.?S\.?|Q\.?C\.?|K\.?C\.?|M\.?P\.?|Esq\.?"
)
_OFFICE = re.compile(rf"(?<!\w)(?:{_OFFICES})(?!\w)", re.IGNORECASE)
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
_CLOSING = ".,;:])*_| \n\t"
#: One longer than this names too many to be a line of names.
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class People:
    """Names found in a stretch: ``names`` as catalogued, and (start, end, name or publisher) of each.

    ``beside``: words that are roles or places of persons, which make it surer that these are names.
    """

    names: tuple[str, ...]
    spans: tuple[tuple[int, int, str, str], ...]
    beside: bool


def is_name(words: str, *, least: int = 2) -> bool:
    """Whether words look like one person's name: capitalised, of ``least`` to six words, no others."""
    words = mended(words)
    if not _NAME.fullmatch(words) or len(words) > 60:
        return False
    tokens = words.split()
    if len(tokens) < least or not any(len(t.strip(".")) > 1 for t in tokens):
        return False
    for index, token in enumerate(tokens):
        plain = token.strip(".,").casefold()
        surname = plain in _SURNAMES and index == len(tokens) - 1 > 0
        initial = len(token) == 2 and token.endswith(".")
        titled = plain in {"sir", "lord", "lady"} and index == 0 and len(tokens) > 1
        if (
            plain in _NO_NAMES
            and not titled
            and not (initial or surname or _LOWER.fullmatch(token))
        ):
            return False
        if not token[0].isupper() and not _LOWER.fullmatch(token):
            return False
    return tokens[0][0].isupper() or bool(_LOWER.fullmatch(tokens[0]))


def is_thing(words: str) -> bool:
    """Whether what looks like a name may be a place's too: “Coldwater Bridge”."""
    return words.rsplit(maxsplit=1)[-1].casefold().strip(".,") in _SURNAMES


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
    return bool(_OFFICE.search(words))


def people(text: str, start: int, end: int, *, least: int = 2) -> People | None:
    """The persons that a stretch names, when it names nothing but persons and what they are."""
    if end - start > _LONGEST:
        return None
    if _FIRM.search(text, start, end):
        return None
    spans: list[tuple[int, int, str, str]] = []
    beside = False
    for begin, stop in _parts(text, start, end):
        words = text[begin:stop]
        honorific = re.match(_HONORIFIC, words)
        name_start = begin + (honorific.end() if honorific else 0)
        tail = _BESIDE.search(text, name_start, stop)
        if tail and full_dates(tail.group()):
            return None
        name_end = tail.start() if tail else stop
        name = squeeze(text[name_start:name_end])
        # The first is a name for sure; a later word alone is more often a paper or a place.
        needed = 1 if honorific else least if not spans else 2
        if least == 1 and not spans and _STAFF.fullmatch(name):
            spans.append((name_start, stop, "creator", squeeze(words)))
            continue
        if is_agency_alone(name) or (spans and _PUBLISHER.search(name)):
            if not spans:
                return None
            spans.append((name_start, name_end, "publisher", name))
        elif is_name(name, least=needed) and not has_office(name):
            spans.append((name_start, name_end, "creator", catalogued(name)))
        elif not spans:
            return None
        else:
            if len(words.split()) > 12:
                return None
            name = ""
        beside = beside or bool(tail) or not name
    names = tuple(name for _, _, key, name in spans if key == "creator")
    return People(names, tuple(spans), beside) if names else None


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
    name = mended(squeeze(name))
    name = re.sub(rf"^{_HONORIFIC}", "", name).strip(" ,;:")
    if re.sub(r"\bMa?c(?=[A-Z])", "", name).isupper() and len(name) > 3:
        name = " ".join(_cased(token) for token in name.split())
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


def mended(words: str) -> str:
    """Words of UTF-8 once decoded as Windows' code page, as they were meant; others as they are."""
    if words.isascii():
        return words
    try:
        meant = words.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return words
    return meant if len(meant) < len(words) else words
