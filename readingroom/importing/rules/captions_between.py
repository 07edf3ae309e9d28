"""Captions that their place tells: between byline and dateline, or over who holds the picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.rules.captions_beside import describes
from readingroom.importing.rules.figures import caption_words, credit_facts
from readingroom.importing.rules.names import is_name
from readingroom.importing.segments import Finding, Proposal

#: A caption over a report is a sentence or two.
_SHORT = 200
#: Below ``source.SURE``: done, and shown to the editor.
_SHOWN = 0.64
#: “Tarn Valley Museum”, “Hale family collection”: who holds a picture, on a line of its own under it.
_HOLDER = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’&-]*|of|the|for|and|&)(?: (?:[A-ZÀ-Þ][\w.'’&-]*|of|the|for|and|&)){1,6}"
)
_HOLDS = re.compile(
    r"\b(?:Museum|Archives?|Library|Libraries|Collections?|Society|Gallery|Institute|Trust|Studios?|"
    r"Records? Office|Press|Photos?|Images|Pictures)\b"
)


def captions_between(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A sentence alone between byline or day and the dateline of the report, where no deck stands."""
    if draft.blob:
        return
    opening = next((f for f in found if f.role == "dateline"), None)
    free = draft.free(found)
    if opening is None:
        return
    above = [f for f in found if f.end <= opening.start and f.role in {"byline", "date", "time"}]
    unit = next((u for u in reversed(free) if u.end <= opening.start), None)
    if not above or unit is None or unit.start < above[-1].end or unit.end - unit.start > _SHORT:
        return
    between = [f for f in found if unit.end <= f.start < opening.start]
    words = draft.words(unit)
    if not between and words.endswith(".") and describes(words) and "\n\n" not in words:
        yield from caption_words(draft.text, unit.start, unit.end, _SHOWN)


def held_captions(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A sentence with the name of a person or a museum on the next line, and nothing else."""
    if draft.blob:
        return
    for unit in draft.free(found):
        lines = draft.text[unit.start : unit.end].split("\n")
        if len(lines) != 2 or len(lines[0]) > _SHORT:
            continue
        held = lines[1].strip()
        named = _HOLDER.fullmatch(held) and (_HOLDS.search(held) or is_name(held))
        if named and lines[0].rstrip().endswith(".") and describes(lines[0].strip()):
            stop = unit.start + len(lines[0])
            start = unit.end - len(lines[1].lstrip())
            yield from caption_words(draft.text, unit.start, stop, _SHOWN)
            yield Proposal(start, unit.end, "photo-credit", _SHOWN, credit_facts(held))
