"""Datelines further on, which may open another report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.rules.datelines import datelines
from readingroom.importing.segments import Finding, Proposal


def second_datelines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A dateline further on may open another report: it stays, and the editor is asked."""
    if not any(f.role == "dateline" for f in found):
        return
    for unit in draft.units:
        opening = datelines(draft.text, unit.start, unit.end, running=draft.blob, first=True)
        for line in (*opening, *datelines(draft.text, unit.start, unit.end, running=True)):
            if line.confidence >= 0.9:
                yield Proposal(line.start, line.end, "dateline", 0.5)
