"""How much a line looks like a page's own words to its reader: the signs, and what they weigh."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from readingroom.importing.segments import word_set

#: What sites and e-mails say to their readers and texts seldom say: from the gold set's litter (five
#: times as frequent there as in texts) and from the lists of links.
SITE_WORDS = word_set(
    """email e-mail emails facebook twitter tweet whatsapp linkedin instagram pinterest reddit youtube
    telegram google spotify apple podcasts flipboard tumblr rss cookies cookie advertisement
    advertisements advertise advertising ad ads sponsored promoted taboola outbrain search newsletter
    newsletters newsroom inbox subscribe subscribed subscriber subscribers subscription unsubscribe
    sign signup log login logout register registered account password member memberlist members
    membership comments comment reply replies tags tagged topics categories category archives privacy
    policy terms conditions preferences settings menu navigation sitemap home site website webpage
    browser javascript content share shared sharing follow like likes liked bloggers blog blogs blogroll
    posts post posted theme wordpress powered print printable download upload enlarge zoom gallery
    slideshow video videos watch listen play playlist loading error embed link links bookmark save
    previous next older oldest newer newest back top page pages skip main close open hide show view
    viewed views visitor display sort latest trending popular most recommended related stories story
    article articles headlines read more continue continues gift unlock unlimited access free trial try
    offer premium donate support accessibility help faq faqs contact feedback careers jobs about imprint
    legal licensing rights reserved reprints syndication copyright disclaimer edition editions alerts
    notifications app apps mobile desktop version profile user users private message messages thread
    forum topic usergroups moderator quote online offline click tap here enter your you address send
    friend thanks thank updates update daily weekly us our connect manage settings allow accept reject
    alt image images photo min mins minute minutes conversation join code error rating rate review
    reviews webmaster guestbook hits counter skip students staff alumni give maps events news sport
    sports weather opinion business politics culture lifestyle travel obituaries puzzles classifieds"""
)
#: Of these, the ones that hardly any text has.
_SURELY = word_set(
    """facebook twitter tweet whatsapp linkedin instagram pinterest reddit flipboard tumblr rss cookies
    cookie taboola outbrain newsletter unsubscribe login logout signup sitemap blogroll bloggers
    webmaster guestbook memberlist usergroups javascript podcasts wordpress subscribe browser
    bookmark spotify"""
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: The same in a folded line of ASCII, in half of the time.
_ASCII_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_ARROW = re.compile(r"^\W*(?:<<|>>|[«»‹›←→▶►☰▾▼▲✕×✖➤⟵⟶])|(?:<<|>>|[«»‹›←→▶►▾▼▲✕×])\W*$")
_BARS = re.compile(r"\s[|·•]\s")
_ASKED = re.compile(
    r"(?:share|follow|subscribe|sign|register|log|read|watch|listen|close|gift|unlock|join|download|click|"
    r"get|enter|add|view|send|print|display|skip|accept|manage|support|try|leave|like|tell|save|post)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"[\"“”«»]|\b(?:said|says|was|were|had|he|she|his|her)\b|\bby [A-Z]", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def signs_of_page(words: str) -> Mapping[str, float]:
    """What of a line speaks for a page's words or against, by name; each about 0 to 1.

    A line is asked about up to ten times, alone and beside others.
    """
    said = [word.casefold() for word in _WORD.findall(words)]
    size = len(said)
    site = sum(word in SITE_WORDS for word in said)
    surely = sum(word in _SURELY for word in said)
    return {
        "share": site / size if size else 0.0,
        "several": min(site, 6) / 6,
        "surely": min(surely, 3) / 3,
        "short": float(size <= 4),
        "long": min(size, 40) / 40,
        "ended": float(words.endswith((".", "!", "?")) and size > 5),
        "arrow": float(bool(_ARROW.search(words))),
        "bars": min(len(_BARS.findall(words)), 3) / 3,
        "asked": float(bool(_ASKED.match(words))),
        "report": float(bool(_REPORT.search(words))),
    }


#: Logistic regression over the 2,845 lines of the gold set's first 126 sources that are litter (260) or
#: stand in a body, litter counted thrice; in five parts, by sources that the other four did not hold.
#: At odds of 2 (a logarithm) 97 of 100 characters were litter, and 52 of 100 of the litter was found;
#: at 1, 89 and 65.
_WEIGHTS = {
    "share": 1.97, "several": 2.25, "surely": 0.70, "short": 0.45, "long": -2.18, "ended": -0.21,
    "arrow": 0.64, "bars": 1.16, "asked": 0.22, "report": -0.98, "outside": 2.31, "near": 2.71,
    "page": 3.30,
}  # fmt: skip
_BIAS = -3.55


def odds_of_page(words: str, *, outside: bool, near: float, page: float) -> float:
    """The logarithm of the odds that a line is a page's own, not the text's.

    ``outside``: over the text or under it; ``near``: the share of the page's words in the lines beside
    it; ``page``: how much of a page the whole source is (see ``pageness``).
    """
    signs = {**signs_of_page(words), "outside": float(outside), "near": near, "page": page}
    return _BIAS + sum(_WEIGHTS[name] * worth for name, worth in signs.items())


def pageness(lines: Sequence[str], shares: Sequence[float]) -> float:
    """How many lines speak to a reader as pages do: 0 to 1, which is six and more.

    ``shares`` are the lines' shares of a page's own words.
    """
    return min(sum(map(_speaks, lines, shares)), 6) / 6


def share_of_page(words: str) -> float:
    """The share of a page's own words in a line, 0 to 1; the cheapest of its signs."""
    if words.isascii():
        said = _ASCII_WORD.findall(words.casefold())
    else:
        said = [word.casefold() for word in _WORD.findall(words)]
    return sum(map(SITE_WORDS.__contains__, said)) / len(said) if said else 0.0


def _speaks(words: str, share: float) -> bool:
    # Prose has few of a page's words: its other signs need not be looked for.
    if share < 0.5:
        return False
    signs = signs_of_page(words)
    return signs["several"] > 1 / 6 or signs["surely"] > 0 or signs["arrow"] > 0
