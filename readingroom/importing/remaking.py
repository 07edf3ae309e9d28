"""The body that import wrote first, made again from the source and the segments of its record.

No rule is asked: roles and spans are the record's. What they leave open, such as whether a hyphen at a
line's end belongs to a compound, is settled by the corrections that the record keeps.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from readingroom.importing.bodies import blocks_of
from readingroom.importing.cleaning import Cleaned, clean, with_lines
from readingroom.importing.markdown import write
from readingroom.importing.record import Correction
from readingroom.importing.segments import Finding, Segment

#: A compound's hyphen at a line's end (“well-” / “known”), whose line end goes and leaves no space.
_COMPOUND = re.compile(r"(?<=[^\W_])[-\u2010](?P<gap>[ \t]*\n[ \t]*)(?=[^\W_])")
#: Roles whose lines are not joined.
_AS_THEY_STAND = frozenset({"verse", "table", "list", "markdown"})
#: From this version of the rules on wide spaces in a text of one line are line breaks.
_WITH_LINES = 7
_TAG = re.compile(r"<[^<>]*>")
#: Tags behind which a page begins another paragraph.
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|li|[ou]l|d[ltd]|table|t[rhd]|blockquote|section|article|figure|figcaption|pre|"
    r"hr|header|footer|aside|main|nav|address)\b",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s*")
#: Characters of corrections that a record keeps, beside the source that it stands by: a page's links
#: and emphasis. What needs more is not made again but repeated.
_MOST = 16_000
_MOST_LINES = 4000


@dataclass(frozen=True, slots=True)
class _Words:
    """Cleaned text with findings in it; ``gone`` are stretches between words that were divided."""

    cleaned: Cleaned
    found: tuple[Finding, ...]


def remake_body(text: str, segments: Sequence[Segment], rules: int) -> str:
    """The Markdown body that version ``rules`` made of segments, which lie in order within ``text``."""
    roles = {segment.role for segment in segments}
    if "markdown" in roles:
        own = [text[s.start : s.end] for s in segments if s.role == "markdown"]
        return clean("\n\n".join(own)).text + "\n"
    if "markup" in roles:
        whole = _page(text, segments)
    else:
        cleaned = with_lines(clean(text)) if rules >= _WITH_LINES else clean(text)
        found, gone = _findings(cleaned, segments)
        for finding in found:
            if finding.role not in _AS_THEY_STAND:
                matches = _COMPOUND.finditer(cleaned.text, finding.start, finding.end)
                gone += [match.span("gap") for match in matches]
        whole = _without(cleaned, sorted(set(gone)), found)
    return write(blocks_of(whole.cleaned.text, whole.found, rules=rules))


def _page(text: str, segments: Sequence[Segment]) -> _Words:
    """The words of a page by its record: a stretch goes on behind tags that only dress words."""
    kept: list[tuple[Segment, str]] = []
    last: Segment | None = None
    for segment in segments:
        if segment.fate != "kept":
            continue
        words = clean(html.unescape(text[segment.start : segment.end])).text
        between = text[last.end : segment.start] if last else ""
        if last and last.role == segment.role and not _BLOCK_TAG.search(between):
            bare = _TAG.sub("", between)
            joint = "\n" if "<br" in between.casefold() else " " if bare or not between else ""
            kept[-1] = (segment, kept[-1][1] + joint + words)
        else:
            kept.append((segment, words))
        last = segment
    found: list[Finding] = []
    at = 0
    for segment, words in kept:
        end = at + len(words)
        found.append(Finding(at, end, segment.role, segment.rule, segment.confidence))
        at = end + 2
    return _Words(Cleaned("\n\n".join(words for _, words in kept), (), ()), tuple(found))


def _findings(
    cleaned: Cleaned, segments: Sequence[Segment]
) -> tuple[list[Finding], list[tuple[int, int]]]:
    """The segments as findings of the cleaned text, one where a line's end divided a word."""
    found: list[Finding] = []
    gone: list[tuple[int, int]] = []
    for segment in segments:
        start, end = (bisect_left(cleaned.origin, at) for at in (segment.start, segment.end))
        if start == end:
            continue
        finding = Finding(start, end, segment.role, segment.rule, segment.confidence)
        divided = len(found) > 1 and found[-1].role == "line-end-hyphen"
        if divided and segment.role == found[-2].role:
            hyphen = found.pop()
            after = _SPACE.match(cleaned.text, hyphen.end)
            gone.append((hyphen.start, after.end() if after else hyphen.end))
            found[-1] = replace(found[-1], end=end)
        else:
            found.append(finding)
    return found, gone


def _without(cleaned: Cleaned, gone: Sequence[tuple[int, int]], found: Sequence[Finding]) -> _Words:
    """Text and findings without the stretches that joining took out, which lie within findings."""
    ends = [end for _, end in gone]
    lost = [0]
    pieces: list[str] = []
    done = 0
    for start, end in gone:
        pieces.append(cleaned.text[done:start])
        lost.append(lost[-1] + end - max(start, done))
        done = end
    pieces.append(cleaned.text[done:])

    def moved(at: int) -> int:
        return at - lost[bisect_left(ends, at + 1)]

    whole = tuple(replace(f, start=moved(f.start), end=moved(f.end)) for f in found)
    return _Words(Cleaned("".join(pieces), (), ()), whole)


def corrections(remade: str, body: str) -> tuple[Correction, ...]:
    """What makes the body of the remade one; nothing where that would be to repeat much of it."""
    if remade == body:
        return ()
    old, new = remade.split("\n"), body.split("\n")
    # Of more lines the likeness is not looked for: that could take squares of their number.
    far = len(old) + len(new) > _MOST_LINES and len(old) != len(new)
    found: list[Correction]
    if len(old) == len(new):
        found = [(n, n + 1, (new[n],)) for n in range(len(old)) if old[n] != new[n]]
    else:
        codes = [] if far else SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        found = [(a, end, tuple(new[b:stop])) for tag, a, end, b, stop in codes if tag != "equal"]
    size = sum(len(line) for _, _, lines in found for line in lines)
    return tuple(found) if size <= _MOST else ()


def corrected(remade: str, found: Sequence[Correction]) -> str:
    """The body, from the remade one and its corrections."""
    lines = remade.split("\n")
    for start, end, new in reversed(found):
        lines[start:end] = new
    return "\n".join(lines)
