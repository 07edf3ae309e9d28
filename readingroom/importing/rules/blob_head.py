"""The head of a source that lost its lines: where title, byline and the others begin and end.

``blob_signs`` asks of each stretch of words that may be a part, ``blob_weights.json`` says what each
answer counts for each role; the parts that go best together are taken (a chain of stretches: Sarawagi
and Cohen 2004).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pkgutil import get_data

from readingroom.importing.layout import Draft
from readingroom.importing.rules.blob_signs import (
    FURTHEST,
    LONGEST,
    Stretches,
    text_signs,
)
from readingroom.importing.rules.blob_words import Beginning, beginning_of
from readingroom.importing.rules.chain import Weights, scores, weights_of
from readingroom.importing.segments import Finding

#: What a stretch of words may be; behind the first word of the text all is text.
BLOB_ROLES = (
    "title", "subtitle", "section", "byline", "date", "dateline", "caption", "credit", "litter",
    "aside", "text",
)  # fmt: skip
_TEXT = BLOB_ROLES.index("text")

#: First and last word of a part (the last not included), and its role as an index.
Stretch = tuple[int, int, int]


@cache
def fitted_to_blobs() -> Weights:
    """The weights that ``benchmarks/import_fit_blobs.py`` fitted to the gold set."""
    return weights_of(json.loads(get_data(__package__, "blob_weights.json") or b"{}"), BLOB_ROLES)


def blob_parts(draft: Draft, found: Sequence[Finding]) -> Iterator[tuple[str, int, int]]:
    """The parts of a head without lines: role, first and last character of each."""
    head = beginning_of(draft, found)
    if not head.words:
        return
    for start, end, role in best_parts(fitted_to_blobs(), signs_in(head, head.cuts)):
        if role != _TEXT:
            yield BLOB_ROLES[role], head.words[start].start, head.words[end - 1].end


def signs_in(head: Beginning, cuts: Iterable[int]) -> dict[tuple[int, int], list[str]]:
    """The signs of every stretch between two cuts; of the text from a cut on, under (cut, -1)."""
    places = [*sorted(cuts), len(head.words)]
    made: dict[tuple[int, int], list[str]] = {}
    asked = Stretches(head)
    for at, start in enumerate(places[:-1]):
        made[start, -1] = list(text_signs(head, start))
        for end in places[at + 1 : at + 1 + FURTHEST]:
            if end - start > LONGEST:
                break
            made[start, end] = asked.signs(start, end)
    return made


def best_parts(
    weights: Weights, signs: Mapping[tuple[int, int], Sequence[str]]
) -> tuple[Stretch, ...]:
    """The stretches with the highest sum; the last is the text, if the words reach it."""
    #: For each place and last role the highest sum, and the stretch and role before.
    best: dict[tuple[int, int], tuple[float, Stretch | None, int]] = {(0, -1): (0.0, None, -1)}
    ends: dict[int, list[int]] = {0: [-1]}
    last = max((end for _, end in signs), default=0)
    text = len(weights.first) - 1
    done: tuple[float, Stretch | None, int] = (-1e9, None, -1)
    at, reached = -1, [(0.0, -1)] * (text + 1)
    for (start, end), asked in sorted(signs.items()):
        roles = ends.get(start, [])
        if not roles:
            continue
        if at != start:
            # However long the stretch is, what stands before it is the same.
            at = start
            rows = [
                (best[start, was][0], weights.steps[was] if was >= 0 else weights.first, was)
                for was in roles
            ]
            reached = [max((b + s[role], was) for b, s, was in rows) for role in range(text + 1)]
        local = scores(weights, asked)
        for role in (text,) if end < 0 else range(text):
            top, was = reached[role]
            total = top + local[role]
            if (end < 0 or end == last) and total > done[0]:
                done = (total, (start, end, role), was)
            if end > 0:
                known = best.get((end, role))
                if known is None:
                    ends.setdefault(end, []).append(role)
                if known is None or total > known[0]:
                    best[end, role] = (total, (start, end, role), was)
    path: list[Stretch] = []
    _, stretch, was = done
    while stretch:
        path.append(stretch)
        _, stretch, was = best[stretch[0], was]
    return tuple(reversed(path))
