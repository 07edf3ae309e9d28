"""What is wrong, as the browser shows it: each finding with the line that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from readingroom.diagnostics import Diagnostic
from readingroom.excerpts import Excerpt, excerpt

#: More than these are not shown in the browser: one mistake in site.yaml can make thousands.
MOST = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding and its excerpt; ``there`` says whether its file can be opened."""

    found: Diagnostic
    excerpt: Excerpt | None
    there: bool


def problems_of(root: Path, found: Sequence[Diagnostic]) -> tuple[Problem, ...]:
    """The first of the findings, errors before warnings, with excerpts of the files as they are."""
    ranked = sorted(found, key=lambda d: d.severity != "error")[:MOST]
    lines: dict[str, list[str] | None] = {}
    made = []
    for one in ranked:
        if one.path not in lines:
            lines[one.path] = _lines(root, one.path)
        words = lines[one.path]
        shown = excerpt(words, one.line, one.column) if words else None
        made.append(Problem(one, shown, words is not None))
    return tuple(made)


def as_json(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """The problems as the preview's script reads them."""
    return [
        {
            "severity": one.found.severity,
            "code": one.found.code,
            "place": one.found.place,
            "message": one.found.message,
            "hint": one.found.hint,
            "line": one.excerpt.line if one.excerpt else 0,
            "words": one.excerpt.words if one.excerpt else "",
            "column": one.excerpt.column if one.excerpt else 0,
            "there": one.there,
        }
        for one in problems
    ]


def _lines(root: Path, path: str) -> list[str] | None:
    """The lines of a file; None where there is none to open."""
    if not path:
        return None
    try:
        return (root / path).read_text("utf-8-sig", errors="replace").splitlines()
    except OSError:
        return None
