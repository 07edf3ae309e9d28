"""The end of a source that lost its lines: where the text ends, and what stands below it.

As ``blob_head`` reads the beginning, with the words counted from the last; ``blob_foot_weights.json``
has the weights.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pkgutil import get_data

from readingroom.importing.layout import Draft
from readingroom.importing.rules.blob_head import best_parts
from readingroom.importing.rules.blob_signs import (
    FURTHEST,
    LONGEST,
    Stretches,
    end_signs,
)
from readingroom.importing.rules.blob_words import Beginning, ending_of
from readingroom.importing.rules.chain import Weights, weights_of
from readingroom.importing.segments import Finding

#: What a stretch of words may be; before the last word of the text all is text.
FOOT_ROLES = (
    "byline", "date", "signature", "editor", "related", "rights", "litter", "aside", "text",
)  # fmt: skip
_TEXT = FOOT_ROLES.index("text")


@cache
def fitted_to_feet() -> Weights:
    """The weights that ``benchmarks/import_fit_blobs.py`` fitted to the gold set."""
    return weights_of(
        json.loads(get_data(__package__, "blob_foot_weights.json") or b"{}"), FOOT_ROLES
    )


def foot_parts(draft: Draft, found: Sequence[Finding]) -> Iterator[tuple[str, int, int]]:
    """The parts below a text without lines: role, first and last character, from the last back."""
    foot = ending_of(draft, found)
    if not foot.words:
        return
    count = len(foot.words)
    for first, last, role in best_parts(fitted_to_feet(), foot_signs(foot, foot.cuts)):
        if role != _TEXT:
            start, end = count - last, count - first
            yield FOOT_ROLES[role], foot.words[start].start, foot.words[end - 1].end


def foot_signs(foot: Beginning, cuts: Iterable[int]) -> dict[tuple[int, int], list[str]]:
    """The signs of every stretch between two cuts, places counted from the last word back.

    Of a text that ends at a cut, under (cut, -1).
    """
    count = len(foot.words)
    places = sorted({0, count, *(count - cut for cut in cuts)})
    made: dict[tuple[int, int], list[str]] = {}
    asked = Stretches(foot)
    for at, first in enumerate(places[:-1]):
        made[first, -1] = list(end_signs(foot, count - first))
        for last in places[at + 1 : at + 1 + FURTHEST]:
            if last - first > LONGEST:
                break
            made[first, last] = asked.signs(count - last, count - first)
    return made
