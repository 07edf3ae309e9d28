"""Where the sentences of English prose end, with quotations and their attributions kept whole."""

from __future__ import annotations

import bisect
import re

from readingroom.importing.segments import word_set

#: Titles, written with a capital before a name. Lists from the style guides of AP and Xinhua.
_TITLES = word_set(
    """Mr Mrs Ms Messrs Mme Mlle Dr Prof Rev Hon St Sr Jr Gen Lt Col Maj Capt Cmdr Sgt Adm Gov Sen
    Rep Pres Amb Supt Insp Bros Mt Ft"""
)
#: Before a number only: “No. 5”, “Jan. 3”; “he said no.” and “he sat.” end their sentences.
_NUMBERED = word_set(
    """no nos vol vols p pp fig figs ch sec art jan feb mar apr jun jul aug sept sep oct nov dec
    approx ca c rs re cap cl st para sun mon tue tues wed weds thu thur thurs fri sat"""
)
#: Never at the end of a sentence.
_INNER = word_set("e.g i.e vs viz cf al eds")
#: After these a new sentence may well begin; only the word that follows decides.
_MAY_END = word_set("etc inc ltd co corp a.m p.m u.s u.k u.n e.u d.c ph.d b.c a.d")
_OPENERS = word_set(
    """a an the he she it they we i you this that these those there in on at by for from but and as
    if when while after before although however his her its their our my your one some many most"""
)
#: Verbs of saying that tie a name to the quotation before it.
SAID = (
    "said|says|told|asked|added|adds|replied|answered|noted|stressed|explained|continued|wrote|"
    "declared|stated|remarked|observed|insisted|warned|argued|cried|exclaimed|concluded|recalled"
)
_ATTRIBUTION = re.compile(rf"(?:[\w.'’-]+,? ){{1,6}}?(?:{SAID})\b")
#: One class of signs first: long texts are searched for that alone.
_END = re.compile(r"(?P<mark>[.!?…。！？]+)(?P<closers>[\"”’'»)\]」』）]*)(?P<gap>\s+)?")
_WIDE = frozenset("。！？")
#: “… ended.The next …”: pages scraped without their breaks. Names of machines have no small word before
#: the stop and a capital with small letters behind it.
_LOST_GAP = re.compile(r"(?:^|[\s\"“(‘])[a-zß-öø-ÿ'’-]{3,30}$")
_NEW_WORD = re.compile(r"[\"“‘(]?[A-ZÀ-Þ][a-zß-öø-ÿ]*[\s,'’]")
#: A quotation between straight or curly marks. 1,200 characters: the longest unbroken quotation in
#: wire reports stays well under it, and a mark that was never closed swallows no more than that.
_QUOTATION = re.compile(r"(?<![\w\"])\"[^\"]{1,1200}\"|“[^“”]{1,1200}”")
_OPENING, _CLOSING = '"“‘«', '"”’»'
_LAST_WORD = re.compile(r"[^\s(\[\"“‘]+$")


def divide(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as spans without the white space round them."""
    quotations = [m.span() for m in _QUOTATION.finditer(text, start, end)]
    opened = [q[0] for q in quotations]
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if match.end() >= end:
            break
        if match["gap"] is None and match["mark"][-1] not in _WIDE and not _lost_gap(text, match):
            continue
        index = bisect.bisect_right(opened, match.start()) - 1
        quotation = quotations[index] if index >= 0 else (0, 0)
        if _ends(text, match, quotation, end):
            spans.append(_trim(text, begin, match.end()))
            begin = match.end()
    spans.append(_trim(text, begin, end))
    return [span for span in spans if span[0] < span[1]]


def _lost_gap(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends though no space follows it."""
    before = text[max(0, match.start() - 32) : match.start()]
    after = text[match.end() : match.end() + 20]
    return bool(_LOST_GAP.search(before) and _NEW_WORD.match(after))


def _ends(text: str, match: re.Match[str], quotation: tuple[int, int], limit: int) -> bool:
    """Whether a sentence ends at a mark that could end one."""
    if match["mark"][-1] in _WIDE:
        return not quotation[0] < match.start() < quotation[1] - 1
    after = text[match.end() : min(match.end() + 80, limit)]
    closed = match.start() + len(match.group().rstrip())
    if match.start() < quotation[1] and closed < quotation[1]:
        return False
    if quotation[1] == closed and _ATTRIBUTION.match(after):
        return False
    if after[0].islower():
        return False
    if match.group()[0] != "." or match["closers"]:
        return True
    return not abbreviated(text[max(0, match.start() - 20) : match.start()], after)


def abbreviated(before: str, after: str) -> bool:
    """Whether the full stop after ``before`` belongs to an abbreviation or an initial."""
    found = _LAST_WORD.search(before)
    word = found.group() if found else ""
    if len(word) == 1 and word.isupper() and word != "I":
        return True
    folded = word.casefold()
    if folded in _MAY_END:
        # “in the U.S. The …” ends; “the U.S. Senate” and “Co. Ltd” do not.
        following = re.match(r"\w+", after)
        return not (following and following.group().casefold() in _OPENERS)
    return word in _TITLES or folded in _INNER or (folded in _NUMBERED and after[0].isdigit())


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
