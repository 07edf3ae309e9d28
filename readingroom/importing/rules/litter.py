"""What a web page or an e-mail puts round a text: menus, sharing, paging, notices, a site's foot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, blocks_of, lines_of_page
from readingroom.importing.rules.link_words import PLACE
from readingroom.importing.rules.links import Kind, kind_of
from readingroom.importing.rules.page_notices import NOTICE
from readingroom.importing.rules.related import LABEL_LINE
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal

#: How sure a line's words make, before where it stands is looked at. One link alone is a word that a
#: poem or a heading may be; menus and words of no text need no more.
_SURE: dict[Kind, float] = {
    "sure": 0.8,
    "pager": 0.95,
    "menu": 0.75,
    "row": 0.85,
    "crumbs": 0.5,
    "alone": 0.5,
    "weak": 0.45,
    "elsewhere": 0.65,
    "bars": 0.45,
}
#: A line that is a unit of its own is no part of a sentence or stanza.
_APART = 0.2
#: Links come in company. Two neighbours count.
_BESIDE = 0.15
#: Over the text and under it links are likelier than amid it.
_OUTSIDE = 0.2
#: A first line alone is not litter, whatever it says; a poem may be called “Home”.
_FIRST = 0.4
_LONELY = 0.2
_MOST = 0.95
#: A line of this length is prose, not a link or a headline.
_PROSE = 100
#: A site's name and address beside its menu keep to a line.
_SHORT = 80
#: Days, hours and addresses say something of the text.
_FACT = re.compile(r"\d|https?:|www\.|@")
#: What ends a page may be a long line, and yet no prose.
_FOOT = re.compile(r"©|\(c\)|copyright|all rights|text is available", re.IGNORECASE)
_DOWN = re.compile(r"\S\s+(?:>>?|[»›→/])\s+\S")
_TITLED = re.compile(r"\s[-–—|»>]\s|[|»>]")
#: A site's name has few words, and so has what it says of itself.
_SITE = 5
#: What names, addresses and hours have, and headlines seldom.
_NAMED = re.compile(r"[|,;•·\d]")
#: “SPORT | OPINION”, “News > Coldbeck”.
_PARTED = re.compile(r"\s*(?:[|>»›]|//)\s*")
#: A headline keeps to a line or two.
_WIDEST = 160
#: The lines in which a page names itself; a narrow column's width.
_HEAD, _WRAPPED = 12, 40
#: “Comments are closed.” ends in a stop too.
_CLAUSE = 7
#: Names of links in a menu have few words; a title has more, and is not taken for one.
_FEW = 3
#: A headline among links; a line of more words may be the text's.
_LINKED = 8
_NOT_LITTER = re.compile(
    r"©|\(c\)|copyright|licen[cs]e|all rights|last (?:modified|updated|edited)|published|posted|related|"
    r"by [A-Z]|see also",
    re.IGNORECASE,
)
#: “Shares”, “412”: what a page counts of itself, and how many.
_COUNTED = re.compile(
    r"(?:shares?|comments?|likes?|views?|tweets?|retweets?|reactions?)", re.IGNORECASE
)
_COUNT = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d)?[kKmM]?")
#: More signs of an encyclopedia's page than these two are not needed.
_WIKI = 2


def litter_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Lines that hold nothing but links of the page, by their words, their company and their place."""
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    whole = {(unit.start, unit.end) for unit in draft.units if unit.kind != "verse"}
    kinds = {at: kind for at, line in free_lines(lines, found) if (kind := kind_of(line.words))}
    section = _section(lines, kinds)
    kinds = {at: k for at, k in kinds.items() if at != section and not _is_label(lines, at)}
    kinds |= dict.fromkeys(_wrapped_crumbs(lines, kinds), "sure")
    kinds.update({at: "sure" for at in _names_of_page(lines) if at not in kinds})
    kinds.update({at: "sure" for at in _over_counts(lines) if at not in kinds})
    menus = _beside_menus(lines, kinds)
    prose = [
        at
        for at in range(len(lines))
        if at not in kinds and at not in menus and _is_prose(lines, at)
    ]
    first, last = (prose[0], prose[-1]) if prose else (0, len(lines))
    for at, kind in kinds.items():
        line = lines[at]
        apart = (line.start, line.end) in whole
        beside = sum(1 for other in (at - 1, at + 1) if other in kinds)
        sure = _SURE[kind]
        if kind in {"alone", "weak", "crumbs", "bars"}:
            outside = at < first or at > last
            sure += _BESIDE * beside
            sure += _APART * apart + _OUTSIDE * outside if kind != "weak" else 0.0
            word = at == 0 and not beside and " " not in line.words
            sure -= _FIRST if word and len(kinds) <= _FEW else 0.0
            one = " " not in line.words or line.words.casefold().startswith("page ")
            lonely = not outside and len(kinds) == 1 and one
            # “Print” amid a text that has no other link is a heading or a stage direction.
            sure -= _LONELY if lonely else 0.0
        elif kind == "elsewhere" and line.words.endswith("."):
            # It may be a sentence; without the stop it may name what the text goes on to say.
            sure -= _BESIDE
        yield Proposal(line.start, line.end, "litter", round(min(sure, _MOST), 2))
    for at in menus:
        if at < first or at > last:
            yield Proposal(lines[at].start, lines[at].end, "litter", 0.62)
    if prose:
        stacked = [
            *_stacked(lines, kinds, range(first), head=True),
            *_stacked(lines, kinds, range(last + 1, len(lines)), head=False),
        ]
        yield from (p for p in stacked if section is None or p.start != lines[section].start)


def _section(lines: Sequence[Line], kinds: Mapping[int, Kind]) -> int | None:
    """The line right over a headline that names the site's part it stands in: “Food & Drink”.

    A row of more than two names, a way down from “Home”, the last of names one to a line are a menu.
    """
    for at, line in enumerate(lines[: _HEAD - 1]):
        below = lines[at + 1].words if at + 1 < len(lines) else ""
        titled = at + 1 not in kinds and len(below.split()) > _FEW and len(below) <= _WIDEST
        if not titled:
            continue
        names = [name.strip() for name in _PARTED.split(line.words)]
        part = len(names) < _FEW and bool(PLACE.fullmatch(names[0])) and names[0] != "Home"
        menu = at > 0 and not line.blanks and bool(PLACE.fullmatch(lines[at - 1].words))
        if part and not menu:
            return at
    return None


def _is_label(lines: Sequence[Line], at: int) -> bool:
    """Whether a line such as “Read more:” stands right over the headline of another piece."""
    if at + 1 >= len(lines) or not LABEL_LINE.fullmatch(lines[at].words):
        return False
    below = lines[at + 1]
    headline = not below.paused and len(below.words.split()) > _FEW and len(below.words) <= _PROSE
    return headline and not kind_of(below.words)


def _over_counts(lines: Sequence[Line]) -> Iterable[int]:
    """Labels and their counts on lines of their own, where two such pairs follow one another."""
    pairs = [
        at
        for at, line in enumerate(lines[:-1])
        if _COUNTED.fullmatch(line.words) and _COUNT.fullmatch(lines[at + 1].words)
    ]
    for at in pairs:
        if at - 2 in pairs or at + 2 in pairs:
            yield from (at, at + 1)


def _stacked(
    lines: Sequence[Line], kinds: Mapping[int, Kind], span: range, *, head: bool
) -> Iterable[Proposal]:
    """Over or under the text: links one to a line, from the page's edge as far as most are known.

    Names of a site's parts count here, and short lines between two links are links too.
    """
    order = span if head else span[::-1]
    known = {i for i in span if i in kinds or PLACE.fullmatch(lines[i].words.strip("•*-–>| "))}
    counted, end = 0, None
    for steps, i in enumerate(order, 1):
        counted += i in known
        # Over a title the section of the paper may stand between two links.
        if i in known and counted > (_FEW if head else _WIKI) and 2 * counted >= steps:
            end = i
    if end is None:
        return
    related = _below_labels(lines, span, known)
    within = order[: order.index(end) + 1]
    titled = False
    for i in within:
        words = lines[i].words
        titled = titled or (head and i not in known and len(words.split()) > _FEW)
        # Under the text and between links a headline is a link too.
        few = len(words.split()) <= (_FEW if head or i in within[-2:] else _LINKED)
        plain = (
            not words.endswith(".") and not _NOT_LITTER.search(words) and not _FACT.search(words)
        )
        # Below the title a few words are its writer's name.
        if i in known or (few and plain and not titled and i not in related):
            yield Proposal(lines[i].start, lines[i].end, "litter", 0.75 if i in known else 0.62)


def _below_labels(lines: Sequence[Line], span: range, known: AbstractSet[int]) -> set[int]:
    """The lines below “Related stories” and its like, up to the next link: items, and kept."""
    related: set[int] = set()
    inside = False
    for i in span:
        inside = i not in known and (inside or bool(LABEL_LINE.fullmatch(lines[i].words)))
        if inside:
            related.add(i)
    return related


def _names_of_page(lines: Sequence[Line]) -> Iterable[int]:
    """Lines over a text that give its title again, with the site's or the section's name beside."""
    titles = {
        line.words
        for line in lines[: 2 * _HEAD]
        if len(line.words.split()) > _FEW and not line.words.endswith(".")
    }
    for at, line in enumerate(lines[:_HEAD]):
        parts = _TITLED.split(line.words)
        if len(parts) > 1 and any(part in titles for part in (parts[0], parts[-1])):
            yield at


def _wrapped_crumbs(lines: Sequence[Line], kinds: Mapping[int, Kind]) -> list[int]:
    """The second line of a way down from the front page that was too long for one."""
    return [
        at + 1
        for at, kind in kinds.items()
        if at + 1 < len(lines) and at + 1 not in kinds and not lines[at + 1].blanks
        if kind in {"sure", "crumbs"} and _DOWN.search(lines[at].words)
        and _DOWN.search(lines[at + 1].words) and len(lines[at + 1].words) <= _SHORT
    ]  # fmt: skip


def _is_prose(lines: Sequence[Line], at: int) -> bool:
    """A sentence, or a line that goes on with that of the line above, as wrapped prose does."""
    line = lines[at]
    sentence = line.ended and len(line.words.split()) > _CLAUSE
    if sentence or len(line.words) > _PROSE:
        return not _FOOT.match(line.words) and not NOTICE.match(line.words)
    return at > 0 and line.small and not line.blanks and len(lines[at - 1].words) > _WRAPPED


def _may_be_headline(words: str) -> bool:
    return words[0].isupper() and len(words.split()) > _SITE and not _NAMED.search(words)


def _beside_menus(lines: Sequence[Line], kinds: Mapping[int, Kind]) -> list[int]:
    """What stands over a menu in its block: name and address of the site, its hours."""
    beside: list[int] = []
    at = 0
    for block in blocks_of(lines):
        span = range(at, at + len(block))
        at += len(block)
        menu = next((i for i in span if kinds.get(i) == "menu"), span[0])
        above = [i for i in span if i < menu and i not in kinds]
        # So many words without a comma, a bar or a figure are a headline, no name and no address.
        above = [i for i in above if not _may_be_headline(lines[i].words)]
        short = all(len(lines[i].words) <= _SHORT for i in above)
        if short and not any(_NOT_LITTER.search(lines[i].words) for i in above):
            beside += above
    return beside
