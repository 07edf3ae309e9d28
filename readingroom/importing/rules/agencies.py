"""Names of news agencies and picture desks."""

from __future__ import annotations

import re

#: By the words that their names begin with, folded. The list only raises confidence: a name that is
#: not on it is found by form.
AGENCIES = (
    "aap", "adn", "aninews", "afp", "agence france-presse", "agerpres", "alamy", "anadolu",
    "ani", "ansa",
    "antara", "ap", "apa", "associated press", "ats", "azertac", "bbc", "belga", "belta", "bernama",
    "bloomberg", "bta", "canadian press", "cctv", "cgtn", "china daily", "china news service",
    "cnn", "cns",
    "cp", "cri", "ctk", "čtk", "dapd", "ddp", "dow jones", "dpa", "ecns", "efe", "epa",
    "europa press",
    "eyevine", "fars", "getty", "global times", "hina", "ians", "imaginechina",
    "inter press service",
    "interfax", "ips", "irna", "isna", "itar-tass", "jiji", "kcna", "keystone", "kuna", "kyodo",
    "lusa",
    "magnum", "mena", "mti", "nan", "new york times", "new china news agency", "ncna", "novosti",
    "npr", "ntb",
    "nyt", "pa", "pa media", "pap", "people's daily", "press association",
    "press trust of india", "prensa latina",
    "pti", "rapp", "reuter", "reuters", "ria novosti", "ritzau", "saba", "sana", "scanpix",
    "sda", "shutterstock",
    "sipa", "sid", "spa", "stt", "tanjug", "tass", "telam", "télam", "thomson reuters", "tt",
    "ukrinform", "uni",
    "united news of india", "united press", "upi", "vcg", "visual china", "vna", "wafa", "wam",
    "wenn", "xinhua",
    "yna", "yonhap", "zuma",
)  # fmt: skip
_KNOWN = re.compile(
    rf"(?:{'|'.join(map(re.escape, sorted(AGENCIES, key=len, reverse=True)))})(?!\w)"
)
_AFTER = re.compile(
    r"(?: (?:news|agency|news agency|wire|wire service|service|staff|reporters?|in [A-Z]\w+))*\.?",
    re.IGNORECASE,
)


#: “AP”, “PA” and “NAN” are agencies, “Nan Goldin” is not: names so short count in capitals only.
_SHORT = 4


def is_agency(words: str) -> bool:
    """Whether a credit begins with an agency's name: ``AP Photo``, ``Getty Images``."""
    match = _KNOWN.match(words.casefold())
    if not match:
        return False
    known = words[: match.end()]
    return len(known) > _SHORT or known.isupper() or len(known) == len(words)


def is_agency_alone(words: str) -> bool:
    """Whether words are an agency's name and nothing else, but for “News Agency” and the like."""
    match = _KNOWN.match(words.casefold())
    return bool(match and _AFTER.fullmatch(words, match.end()) and is_agency(words))
