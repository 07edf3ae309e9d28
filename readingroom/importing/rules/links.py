"""What sort of link of a web page a line is: told from its words, and from how they stand in rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from readingroom.importing.cleaning import squeeze
from readingroom.importing.rules.link_forms import DOMAIN, FILE
from readingroom.importing.rules.link_words import ACTION, NAME, PAGER, PLACE, SURELY, WEAKLY

#: ``menu``: names of a site's parts; ``row``: sharing and other actions; ``crumbs``: the way down from
#: the front page; ``alone``: one link; ``weak``: one that
#: may be a heading; ``bars``: short names with bars between, half of them known;
#: ``elsewhere``: a link to another part or post; ``sure``: words that stand in no text; ``pager``: page
#: numbers, and the posts before and after.
Kind = Literal["", "menu", "row", "crumbs", "alone", "weak", "elsewhere", "sure", "pager", "bars"]

_ELSEWHERE = re.compile(
    r"(?:continue reading|(?:next|previous|newer|older) (?:article|story|post))"
    r"(?::|\s*(?:>>?|»|›))\s+\S.*",
    re.IGNORECASE,
)
#: The posts before and after: “« Plum Butter | Main | A Word About Salt »”.
_TURNED = re.compile(r"[«‹<←]+ [^|»]{2,60}\|(?:[^|»]{2,60}\|)?[^|»]{2,60} [»›>→]+")
_PAGER_LINE = re.compile(rf"(?:Pages?:? )?(?:{PAGER})")
#: Links side by side: ``Share this article | Tweet | Print``; two spaces in a row stand for a column.
_BETWEEN = re.compile(r"\s*[|·•‧]\s*|(?<=\])\s*(?=\[)|\s{2,}|\t")
#: A sign of these in each border, and no line of words has one.
_APART = re.compile(r"[|·•‧\t\]]|\s\s")
#: Who wrote it and when, before the links behind a bar.
_OF_TEXT = re.compile(r"\b(?:by|from)\s+[A-Z]|\b\d{4}\b", re.IGNORECASE)
#: Letters by whose sizes a page's reader chooses that of the text.
_SIZES = frozenset({"A", "A+", "A-", "aA", "Aa"})
#: A day and hour beside links are the text's.
_DAY = re.compile(r"(?:1[5-9]|20)\d\d[-/.]\d\d?[-/.]\d\d?\b")
#: How often a page was shared, beside the link that shares it.
_COUNT = re.compile(r"\+?\d{1,3}(?:[.,]\d{1,3})?[kKmM]?")
#: “f  t  ✉  🖨”: one of a row's signs is a picture.
_ICON = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]")
_ARROWS = " \t[]()<>«»‹›←→|·•-–*#▼▲✕×"
_DOWN = re.compile(r"[>»›→‹/]|::")
_CRUMB = re.compile(r"\s*(?:>>?|[»›→‹]|::)\s*|\s+/\s+")
#: As long as a headline behind “Read more:”; a line of prose is longer.
_HEADLINE_LENGTH = 160
#: Categories of an encyclopedia's article fill a few lines.
_LONGEST = 400
#: Links of a page are a few words; a longer line is a sentence.
_ALONE_LENGTH = 80
#: Names of links in a row have few words.
_LINK_WORDS = 5
#: Three names of sections in a row may be a title; four were never seen as one.
_FEW = 3


def kind_of(line: str) -> Kind:
    """What sort of link or row of links a line is; nothing for all other lines.

    The line has its white space as in the source: columns are told from words by it.
    """
    words = squeeze(line)
    if not words or len(words) > _LONGEST:
        return ""
    bare = words.strip("•*-– ")
    if _PAGER_LINE.fullmatch(words):
        return "pager"
    if SURELY.fullmatch(words) or FILE.fullmatch(words):
        return "sure"
    if bare != words and SURELY.fullmatch(bare):
        return "sure"
    if _TURNED.fullmatch(words):
        return "pager"
    signs = words.split()
    if len(signs) > _FEW - 1 and all(len(sign) == 1 for sign in signs) and _ICON.search(words):
        return "sure"
    if len(words) > _HEADLINE_LENGTH:
        return ""
    if _ELSEWHERE.fullmatch(words):
        return "elsewhere"
    parts = _parts(line)
    if len(parts) > 1:
        return _row(parts, barred="|" in words or "•" in words)
    plain = words.strip(_ARROWS)
    one = len(words) <= _ALONE_LENGTH
    if one and (ACTION.fullmatch(words) or (plain != words and ACTION.fullmatch(plain))):
        return "alone"
    if _COUNT.fullmatch(words) or WEAKLY.fullmatch(plain):
        return "weak"
    names = _names(words)
    if len(names) > _FEW:
        places = sum(1 for name in names if PLACE.fullmatch(name))
        return "menu" if 2 * places > len(names) else "row"
    return _crumbs(words)


def _parts(line: str) -> list[str]:
    """What stands side by side in a line, without the signs round it."""
    line = line.strip()
    if not _APART.search(line):
        return []
    return [part for part in (p.strip(_ARROWS) for p in _BETWEEN.split(line)) if part]


def _row(parts: Sequence[str], *, barred: bool) -> Kind:
    """What links side by side are; with names unknown among them, half must be known."""
    parts = [part for part in parts if part not in _SIZES] or parts
    places = sum(1 for part in parts if PLACE.fullmatch(part) or DOMAIN.fullmatch(part))
    actions = sum(1 for part in parts if ACTION.fullmatch(part) and not PLACE.fullmatch(part))
    if places + actions == len(parts):
        return "menu" if places > actions else "row"
    few = all(len(part.split()) <= _LINK_WORDS and part[-1] not in ".,;:!" for part in parts)
    if not few or len(parts) < _FEW or _OF_TEXT.search(parts[0]) or any(map(_DAY.match, parts)):
        return ""
    if 2 * (places + actions) > len(parts):
        return "menu"
    # Gaps may be a table's columns; bars between names are a page's more often than not.
    return "bars" if barred and 2 * (places + actions) == len(parts) else ""


def _crumbs(words: str) -> Kind:
    """``Home > World > Asia``: from the front page down to this one."""
    if not _DOWN.search(words):
        return ""
    parts = [part.strip() for part in _CRUMB.split(words)]
    if len(parts) < 2 or not all(parts):
        return ""
    if "/" in words and len(parts) < _FEW and parts[0].casefold() != "home":
        # “Weekend / Travel” is how a paper labels its sections.
        return ""
    few = all(len(part.split()) <= _LINK_WORDS and part[-1] not in ".,;:" for part in parts)
    capital = all(part[0].isupper() or part[0].isdigit() for part in parts)
    known = PLACE.fullmatch(parts[0]) or ACTION.fullmatch(parts[0])
    return "crumbs" if few and capital and (known or len(parts) >= _FEW) else ""


def _names(words: str) -> list[str]:
    """The links that a line consists of, if it has no other words and a capital for each."""
    made: list[str] = []
    at = 0
    if words[0].islower():
        return []
    while at < len(words):
        match = NAME.match(words, at)
        if not match or words[at].islower():
            return []
        made.append(match.group())
        at = match.end() + 1
    return made
