"""What a text is called: its title, a line below it, the section of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import day_line, full_dates
from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line
from readingroom.importing.rules.above import (
    SALUTATION,
    begins_text,
    is_taken,
    lines_above,
    mostly_small,
)
from readingroom.importing.rules.announcing import is_address, is_organisation, is_section
from readingroom.importing.rules.choosing import (
    CENTRED,
    LETTERS,
    STOPPED,
    TITLE_WORDS,
    free_blocks,
    salutations,
    title_lines,
)
from readingroom.importing.rules.headlines import headline
from readingroom.importing.rules.signatures import named_in_deck, named_in_title
from readingroom.importing.segments import Facts, Finding, Proposal

_RIGHTS = re.compile(r"(?:©|\(c\) ?\d|Copyright (?:©|\(c\)|\d)|All rights reserved)", re.IGNORECASE)
#: A notice is a line or two; anything longer is about copyright.
_RIGHTS_LENGTH = 200
#: Section, subsection and a series: more labels than that over a title were not seen.
_SECTIONS = 3
_MATTER = re.compile(r"(?:Re|RE|Subject|SUBJECT|Betr|Ref)\s?[:.]\s+(?P<words>\S.+)")
#: Who is spoken to at the beginning of a speech.
_SPOKEN_TO = re.compile(
    r"chair|president|speaker|ladies|gentlemen$|excellenc|friends|colleagues|delegates",
    re.IGNORECASE,
)
#: “Fenwick to Rudge”: what editors of letters write over one.
_FROM_TO = re.compile(r"[A-Z][\w.'’ ]{2,30} (?:to|TO) [A-Z][\w.'’ ]{2,30}")
#: Who wrote it, whether or not the name could be read.
_BYLINE = re.compile(r"(?:By|BY) [^\W\d_a-zß-öø-ÿ]")
_BAR = re.compile(r"(?P<section>[A-Z][\w&]*(?: [\w&]+){0,3})\s*[|>»:]\s+")


def blob_title(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Without lines: the words before the first dateline or byline, if they make no sentence."""
    if not draft.blob or not draft.units:
        return
    start = draft.units[0].start
    ends = {"dateline", "caption-dateline", "byline", "label", "date", "time", "story-credit"}
    line = next((f for f in found if f.role in ends and f.start > start), None)
    if not line or any(f.role == "title" for f in found):
        return
    before = [f.end for f in found if f.end <= line.start]
    start = max([start, *before])
    words = squeeze(draft.text[start : line.start])
    if words.startswith(("By ", "BY ")):
        return
    if 2 < len(words.split()) <= TITLE_WORDS and not STOPPED.search(words) and ". " not in words:
        end = start + len(draft.text[start : line.start].rstrip())
        start += len(draft.text[start:end]) - len(draft.text[start:end].lstrip())
        bar = _BAR.match(draft.text, start, end)
        if bar and is_section(bar["section"]):
            yield Proposal(
                start, bar.end("section"), "section", 0.8, (("section", bar["section"]),)
            )
            yield Proposal(bar.end("section"), bar.end(), "punctuation", 0.8)
            start = bar.end()
            words = squeeze(draft.text[start:end])
        yield Proposal(start, end, "title", 0.8, (("title", words),))


def first_line_title(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The first lines above the text that look like a title, and below them the subtitle.

    Section labels may stand before it, the names of papers and offices, and notices to the press.
    """
    if any(f.role == "title" for f in found):
        return
    lines, begin = lines_above(draft, found)
    letter = _salutation(lines)
    if letter is not None and salutations(lines) == 1 and _is_letter(draft, lines, letter):
        matter = list(_matter(found, lines, letter))
        if matter:
            yield from matter
            return
        # Over a letter's own head only a line that stands alone can be a title.
        lines = [line for at, line in enumerate(lines[:letter]) if _may_announce(draft, lines, at)]
        begin = len(lines)
    blocks = free_blocks(lines[:begin], found)
    best = headline(draft, found, lines, begin, blocks)
    if not best or _words_before(found, best.block[0]):
        return
    chosen, sure, skipped = best.block, best.sure, best.passed
    count = title_lines(chosen)
    title = chosen[:count]
    words = squeeze(draft.text[title[0].start : title[-1].end])
    facts: Facts = (("title", words.strip("[]") if words.startswith("[") else words),)
    finding = Finding(title[0].start, title[-1].end, "title", "", sure, facts)
    yield Proposal(
        title[0].start,
        title[-1].end,
        "title",
        sure,
        (*facts, *named_in_title(draft, [*found, finding])),
    )
    yield from _organisations(draft, skipped)
    # Front matter has room for one.
    if chosen[count:] and not any(f.role == "subtitle" for f in found):
        yield from _subtitle(draft, chosen[count:], sure)


def _subtitle(draft: Draft, lines: Sequence[Line], sure: float) -> Iterable[Proposal]:
    """The rest of the title's block: lines of verse, or of a list, are none."""
    words = squeeze(draft.text[lines[0].start : lines[-1].end])
    if _BYLINE.match(words) or full_dates(words) or _MATTER.match(words) or ": " in words[:20]:
        return
    if len(lines) <= _SECTIONS and sure >= 0.8 and not words.startswith(("-", "*", "•")):
        yield Proposal(
            lines[0].start,
            lines[-1].end,
            "subtitle",
            0.7,
            (("subtitle", words), *named_in_deck(words)),
        )


def _organisations(draft: Draft, lines: Sequence[Line]) -> Iterable[Proposal]:
    """Who publishes it, over the title: the lines together, as far as nothing stands between."""
    run = [line for line in lines if is_organisation(line.words)][:1]
    for line in run:
        words = squeeze(draft.text[line.start : line.end])
        yield Proposal(line.start, line.end, "section", 0.75, (("section", words.strip("[]")),))


def _salutation(lines: Sequence[Line]) -> int | None:
    found = [at for at, line in enumerate(lines) if SALUTATION.fullmatch(line.words)]
    return found[0] if found else None


def _is_letter(draft: Draft, lines: Sequence[Line], salutation: int) -> bool:
    """Whether what stands above a salutation is a letter's head, and not a speech's or a page's."""
    spoken = _SPOKEN_TO.search(lines[salutation].words)
    above = lines[:salutation]
    dated = any(
        day_line(draft.text, line.start, line.end) or full_dates(line.words) for line in above
    )
    return not spoken and (dated or any(is_address(line.words) for line in above))


def _may_announce(draft: Draft, lines: Sequence[Line], at: int) -> bool:
    """Whether a line of a letter's head may be a title: alone, of some words, and no place or day."""
    line = lines[at]
    alone = (at == 0 or line.blanks > 0) and (at + 1 == len(lines) or lines[at + 1].blanks > 0)
    words = line.words
    named = (
        bool(LETTERS.search(words))
        or len(words.split()) >= 4
        or words.startswith(("Letter", "LETTER"))
        or bool(_FROM_TO.fullmatch(words))
    )
    told = not is_address(words) and not day_line(draft.text, line.start, line.end)
    return alone and named and told and line.indent < 2 * CENTRED and words[-1] not in ",;"


def _matter(found: Sequence[Finding], lines: Sequence[Line], salutation: int) -> Iterable[Proposal]:
    """A letter's subject: the line under the salutation, or over it with “Re:”, in capitals."""
    for line in lines[max(0, salutation - 2) : salutation + 2]:
        if line is lines[salutation] or is_taken(found, line) or is_address(line.words):
            continue
        named = _MATTER.fullmatch(line.words)
        after = line.start > lines[salutation].start
        short = len(line.words.split()) <= TITLE_WORDS and not mostly_small(line.words)
        if named:
            start = line.start + named.start("words")
            yield Proposal(line.start, start, "label", 0.85)
            yield Proposal(start, line.end, "title", 0.88, (("title", named["words"]),))
            return
        if after and short and line.words.isupper():
            yield Proposal(line.start, line.end, "title", 0.88, (("title", squeeze(line.words)),))
            return


def _words_before(found: Sequence[Finding], line: Line) -> bool:
    """Whether the report itself has begun before a line."""
    return any(f.start < line.start and f.role in {"dateline", "related-label"} for f in found)


def section_label(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A short line next to the title, with a word that names sections; after it sooner than before.

    Of several the first is taken, and the others are shown to the editor.
    """
    title = next((f for f in found if f.role == "title"), None)
    if not title:
        return
    lines, begin = lines_above(draft, found)
    free = [line for line in lines[: max(begin, 1) + 1] if not is_taken(found, line)]
    before = [line for line in free if line.end <= title.start]
    after = [line for line in free if line.start >= title.end][:_SECTIONS]
    taken = any(f.role == "section" for f in found)
    for line in [*after, *reversed(before)]:
        words = line.words
        if not _is_label(words) or (
            line in after and begins_text(draft.text, lines, lines.index(line))
        ):
            continue
        sure = 0.9 if is_section(words) and not taken else 0.5
        taken = taken or sure > 0.5
        yield Proposal(line.start, line.end, "section", sure, (("section", squeeze(words)),))


def _is_label(words: str) -> bool:
    """A few capitalised words without a stop; small words (of, and, the) may be small."""
    if len(words) > 40 or STOPPED.search(words) or not words[0].isupper():
        return False
    parts = [part for part in words.split() if part[0].isalnum()]
    return len(parts) <= 5 and all(part[0].isupper() or len(part) < 4 for part in parts)


def rights_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Lines that claim copyright, such as ``© 2014 Daily News``."""
    for unit in draft.free(found):
        words = draft.words(unit)
        if len(words) <= _RIGHTS_LENGTH and _RIGHTS.match(words):
            yield Proposal(unit.start, unit.end, "rights", 0.85, (("rights", words),))
