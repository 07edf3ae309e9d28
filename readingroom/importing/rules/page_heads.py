"""Running heads without a number, the names of papers over them, and words for the binder."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.lines import blocks_of, lines_of_page
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal

_SIGNATURE = re.compile(r"(?:[A-Z][a-z]?\d?\s{4,})?(?P<word>[^\W\d_][\w'’-]{0,20})")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
#: A catchword stands at the right end of its line.
_RIGHT = 20
_PAPERS = re.compile(
    r"(?:Times|Post|Gazette|Observer|Herald|Tribune|Courier|Chronicle|Guardian|Telegraph|Mail|Journal|"
    r"News|Star|Sun|Express|Standard|Examiner|Echo|Argus|Mercury|Advertiser|Sentinel|Register|"
    r"Dispatch|Despatch|Inquirer|Enquirer|Independent|Globe|Record|Republic|Daily|Weekly|Press|"
    r"Bulletin|Citizen|Leader|Messenger|Monitor|Review|Tageblatt|Zeitung)s?",
    re.IGNORECASE,
)
#: The name of a paper is a few words.
_NAME_WORDS = 6
#: A head is a short line between two full ones.
_HEAD, _FULL = 60, 40
#: A paper names itself over its first lines; a text has more lines than these.
_NEAR_TOP, _NEAR_END = 4, 6


def lines_beside_page_numbers(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Heads and feet without a number: lines that recur, or a slug, beside the number of a page."""
    paged = [f for f in found if f.rule == "page-lines"]
    lines = lines_of_page(draft.text)
    if draft.blob or not paged or len(lines) <= _NEAR_TOP:
        return
    counts = Counter(line.words for line in lines if len(line.words) <= 100)
    starts = {f.start for f in paged}
    first = next((line.start for line in lines if line.ended and len(line.words) > _FULL), 0)
    for block in blocks_of(lines):
        # “Museum of Bells / Page 2”, over the second sheet of a typescript.
        if len(block) == 2 and block[1].start in starts and block[0].start not in starts:
            head = block[0]
            later = 0 < first < head.start and head.start > lines[_NEAR_TOP].start
            if len(head.words) <= _HEAD and not head.paused and later:
                yield Proposal(head.start, head.end, "furniture", 0.65)
    beside = [
        (page.start, other)
        for pair in itertools.pairwise(lines)
        for page, other in (pair, pair[::-1])
        if page.start in starts and other.start not in starts and len(other.words) <= _HEAD
    ]
    # A title may stand over a page's number and under it; a head stands beside several.
    near = Counter(words for _, words in {(page, line.words) for page, line in beside})
    for _, line in beside:
        if line.small or (line.ended and not line.words.isupper()):
            # The end of a sentence, wherever it stands twice.
            continue
        # A refrain may end one page; it ends no second, and is seldom all capitals.
        if near[line.words] > 1 or (counts[line.words] > 1 and line.words.isupper()):
            yield Proposal(line.start, line.end, "furniture", 0.85)


def heads_amid_sentences(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Running heads without a number: no heading stands in the middle of a sentence."""
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    free = list(free_lines(lines, found))
    counts = Counter(line.words for _, line in free if len(line.words) <= _HEAD)
    for (_, above), (at, line), (_, below) in zip(free, free[1:], free[2:], strict=False):
        apart = line.blanks > 0 and at + 1 < len(lines) and lines[at + 1].blanks > 0
        if not apart or len(line.words) > _HEAD or line.paused or not below.small:
            continue
        capital = all(word[0].isupper() or len(word) < 4 for word in line.words.split())
        # Over the text stand titles, whose lines are no sentences either.
        if at > 2 and capital and len(above.words) > _FULL and not above.paused:
            sure = 0.85 if counts[line.words] > 1 else 0.7
            yield Proposal(line.start, line.end, "furniture", sure)


def mastheads(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The name of a paper over its text, where a page number stands close by."""
    pages = [f for f in found if f.rule == "page-lines"]
    if draft.blob or not pages:
        return
    lines = lines_of_page(draft.text)
    near = [at for at, line in enumerate(lines[:_NEAR_TOP]) if line.start >= pages[0].start]
    named_already = any(
        _PAPERS.fullmatch(word.strip(".,"))
        for line in lines[: _NEAR_TOP if near else 0]
        if line.start in {f.start for f in found if f.role == "furniture"}
        for word in line.words.split()
    )
    for at, line in free_lines(lines[:_NEAR_TOP], found):
        if named_already and line.ended:
            # “PROVINCIAL NEWS.”, under the paper's own name.
            continue
        words = line.words.split()
        named = any(_PAPERS.fullmatch(word.strip(".,")) for word in words)
        capital = all(word[0].isupper() or len(word) < 4 for word in words)
        close = near and abs(near[0] - at) < _NEAR_TOP
        if named and capital and close and len(words) <= _NAME_WORDS and len(lines) > _NEAR_END:
            yield Proposal(line.start, line.end, "furniture", 0.75)


def catchwords(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The first word of the next page, set under the last line of this one with the signature."""
    starts = {f.start for f in found if f.rule == "page-lines"}
    if draft.blob or not starts:
        return
    lines = lines_of_page(draft.text)
    for at, line in enumerate(lines[:-2]):
        match = _SIGNATURE.fullmatch(line.words) if line.indent >= _RIGHT else None
        if not match or line.start in starts or lines[at + 1].start not in starts:
            continue
        following = _WORD.match(lines[at + 2].words)
        if following and following.group() == match["word"]:
            yield Proposal(line.start, line.end, "furniture", 0.85)
