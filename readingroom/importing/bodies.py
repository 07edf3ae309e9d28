"""What findings become in a body: paragraphs, headings, quotations, lists, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readingroom.importing.markdown import Block, Kind, columns_of, lines_of
from readingroom.importing.rules import VERSION
from readingroom.importing.segments import ROLES, Finding

_HEADINGS = {"heading": 2, "subheading": 3, "related-label": 2, "related-headline": 3}
#: Items that a page set amid the text: as headings they would head the text that goes on below them.
_RELATED = frozenset({"related-label", "related-headline", "related-lead"})
_TEXT = frozenset({"paragraph", "continuation", "quotation", "list", "table", "verse"})
_KINDS: dict[str, Kind] = {"quotation": "quotation", "list": "list", "table": "table"}
#: Blocks that a page's end, or the marks of a quoted e-mail, may divide.
_GO_ON = frozenset({"paragraph", "quotation"})
#: The first version of the rules that sets related items amid the text off.
_ASIDES = 4
#: A page that ends within a compound keeps its hyphen.
_DIVIDED = re.compile(r"[^\W\d_][-\u2010]$")


def blocks_of(text: str, found: Sequence[Finding], *, rules: int = VERSION) -> list[Block]:
    """What the kept findings of a cleaned text are, in order; written as version ``rules`` wrote it."""
    blocks: list[Block] = []
    divided = open_ended = False
    text_ends = max((f.start for f in found if f.role in _TEXT), default=0)
    if rules < _ASIDES:
        text_ends = 0
    paused = False
    for finding in found:
        if ROLES[finding.role][0] != "kept":
            # Before the first words and behind the last there is nothing to part.
            paused = paused or (finding.role == "break" and bool(blocks))
            divided = divided or finding.role == "line-end-hyphen"
            continue
        if not (lines := _lines(text, finding)):
            continue
        if finding.role == "continuation" and open_ended:
            *above, last = blocks[-1].lines
            between = "" if divided or _DIVIDED.search(last) else " "
            going_on = (*above, f"{last}{between}{lines[0]}", *lines[1:])
            blocks[-1] = Block(going_on, kind=blocks[-1].kind)
        else:
            if paused:
                blocks.append(Block((), kind="break"))
            paused = False
            aside = finding.start < text_ends and finding.role in _RELATED
            blocks.append(_block(finding.role, lines, aside=aside))
            open_ended = blocks[-1].kind in _GO_ON and not aside
        divided = False
    return blocks


def _lines(text: str, finding: Finding) -> tuple[str, ...]:
    words = text[finding.start : finding.end]
    if finding.role != "table":
        return lines_of(words, verse=finding.role == "verse")
    # Its first line's indent is part of the columns.
    indent = text[text.rfind("\n", 0, finding.start) + 1 : finding.start]
    return columns_of((indent if not indent.strip() else "") + words)


def _block(role: str, lines: tuple[str, ...], *, aside: bool) -> Block:
    level = 0 if aside else _HEADINGS.get(role, 0)
    kind = "quotation" if aside else _KINDS.get(role, "paragraph")
    return Block(lines, level, "heading" if level else kind)
