"""Fit ``blob_head`` and ``blob_foot``: ``python benchmarks/import_fit_blobs.py [--write]``.

Every labelled source and practice head, its lines run together, is an example of a source that lost its
lines. The weights are an averaged perceptron's (Collins 2002) over chains of
stretches. Prints, by
cross-validation with folds of whole sources, how many parts are right.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

from gold import Labelled, ink, load, seen  # noqa: E402  # of the checkout, as the package is
from import_fit import fold_of, ink_places, labelled_heads, roles_of_ink, written  # noqa: E402

from readingroom.importing.layout import Draft, Unit  # noqa: E402
from readingroom.importing.rules import RULES, apply  # noqa: E402
from readingroom.importing.rules.blob_foot import FOOT_ROLES, foot_signs  # noqa: E402
from readingroom.importing.rules.blob_head import (  # noqa: E402
    BLOB_ROLES,
    Stretch,
    best_parts,
    signs_in,
)
from readingroom.importing.rules.blob_signs import LONGEST  # noqa: E402
from readingroom.importing.rules.blob_words import beginning_of, ending_of  # noqa: E402
from readingroom.importing.rules.chain import Weights  # noqa: E402
from readingroom.importing.rules.head_lines import head_lines  # noqa: E402

BEFORE = RULES[: RULES.index(head_lines)]
_LOOSE = frozenset({"mark", "editor", "litter", "furniture"})
WEIGHTS = ROOT / "readingroom" / "importing" / "rules" / "blob_weights.json"
#: Whole articles in one line, written for practice.
LINES = "import_lines_*.txt"
#: By cross-validation.
EPOCHS = 7
#: A sign of fewer sources says more of these than of heads.
FEWEST = 3
#: Smaller weights move nothing.
LEAST = 0.15
#: So much of a source is run together: its head, and of its text what says which words it is of.
_LENGTH = 6000
FOOT_WEIGHTS = WEIGHTS.with_name("blob_foot_weights.json")
_INDEX = {role: at for at, role in enumerate(BLOB_ROLES)}
_ROLE = {
    "title": "title", "subtitle": "subtitle", "section": "section", "byline": "byline", "date": "date",
    "dateline": "dateline", "agency": "dateline", "caption": "caption", "credit": "credit",
    "litter": "litter", "furniture": "litter", "p": "text", "quote": "text", "verse": "text",
    "list": "text", "table": "text", "heading": "text",
}  # fmt: skip

_FOOT_ROLE = {
    "byline": "byline", "date": "date", "verse": "signature", "editor": "editor",
    "story-credit": "editor", "related": "related", "rights": "rights", "litter": "litter",
    "furniture": "litter", "p": "text", "quote": "text", "list": "text", "table": "text",
    "heading": "text",
}  # fmt: skip
#: Longer verse is the text itself.
_SIGNED = 30


@dataclass(frozen=True)
class Blob:
    """A source's first words: the signs of each stretch, and the stretches that are its parts."""

    name: str
    signs: dict[tuple[int, int], list[str]]
    parts: tuple[Stretch, ...]


def blob_of(one: Labelled) -> Blob | None:
    """A labelled source with its lines run together; None where its head is longer than is looked at."""
    text = text_of(one)
    marks, places = roles_of_ink(one), ink_places(text)
    text = text[:_LENGTH].rstrip()
    if not text or len(ink(text)) > len(marks):
        return None
    draft = Draft(text, (Unit(0, len(text)),), blob=True)
    head = beginning_of(draft, apply(draft, BEFORE)[0])
    parts: list[Stretch] = []
    last = -1
    for at, word in enumerate(head.words):
        label, number = marks[places[word.start]]
        role = _INDEX[_ROLE.get(label, "aside")]
        if role == _INDEX["text"]:
            parts.append((at, -1, role))
            break
        # Marks, and what is no part, go with one another.
        goes_on = number == last or (parts and parts[-1][2] == role and label in _LOOSE)
        if goes_on and parts and parts[-1][2] == role:
            parts[-1] = (parts[-1][0], at + 1, role)
        else:
            parts.append((at, at + 1, role))
        last = number
    if any(end - start > LONGEST for start, end, _ in parts):
        return None
    cuts = {start for start, _, _ in parts} | set(head.cuts)
    signs = signs_in(head, cuts)
    if any(part[:2] not in signs for part in parts):
        return None
    return Blob(one.name, signs, tuple(parts))


def text_of(one: Labelled) -> str:
    """A source's words in one line, as it came where it came in one."""
    text = seen(one).strip() if one.path.exists() else ""
    if text and "\n" not in text:
        return text
    return " ".join(" ".join(words.split()) for _, words in one.stretches)


def foot_of(one: Labelled) -> Blob | None:
    """A labelled source with its lines run together, from its last word back; None without a text."""
    text = text_of(one)
    marks, places = roles_of_ink(one), ink_places(text)
    start = max(0, text.find(" ", len(text) - _LENGTH)) if len(text) > _LENGTH else 0
    if not text or len(ink(text)) > len(marks):
        return None
    last_part = text[start:]
    draft = Draft(last_part, (Unit(0, len(last_part)),), blob=True)
    foot = ending_of(draft, apply(draft, BEFORE)[0])
    index = {role: at for at, role in enumerate(FOOT_ROLES)}
    sizes = [len(words.split()) for _, words in one.stretches]
    count, before = len(foot.words), -1
    parts: list[Stretch] = []
    for at in range(count):
        word = foot.words[count - 1 - at]
        label, number = marks[places[start + word.start]]
        role = index[_FOOT_ROLE.get(label, "aside")]
        if role == index["text"] or (label == "verse" and sizes[number] > _SIGNED):
            parts.append((at, -1, index["text"]))
            break
        goes_on = number == before or (parts and parts[-1][2] == role and label in _LOOSE)
        if goes_on and parts and parts[-1][2] == role:
            parts[-1] = (parts[-1][0], at + 1, role)
        else:
            parts.append((at, at + 1, role))
        before = number
    if any(last - first > LONGEST for first, last, _ in parts):
        return None
    cuts = {count - first for first, _, _ in parts} | set(foot.cuts)
    signs = foot_signs(foot, cuts)
    if any(part[:2] not in signs for part in parts):
        return None
    return Blob(one.name, signs, tuple(parts))


def fitted(blobs: Sequence[Blob], size: int = len(BLOB_ROLES), epochs: int = EPOCHS) -> Weights:
    """Weights for these, with so many roles; the same each time."""
    seen: Counter[str] = Counter()
    for one in blobs:
        seen.update({sign for asked in one.signs.values() for sign in asked})
    now = {sign: [0.0] * size for sign in sorted(seen) if seen[sign] >= FEWEST}
    sums = {sign: [0.0] * size for sign in now}
    steps = [[0.0] * size for _ in range(size + 1)]
    step_sums = [[0.0] * size for _ in range(size + 1)]
    known = [
        replace(one, signs={at: [s for s in asked if s in now] for at, asked in one.signs.items()})
        for one in blobs
    ]
    shuffled, count = random.Random(4), 0
    settled: set[str] = set()
    for _ in range(epochs):
        shuffled.shuffle(known)
        for one in known:
            count += 1
            if one.name in settled:
                # Right the last time: it is asked again the next.
                settled.discard(one.name)
                continue
            got = best_parts(Weights(now, steps[:-1], steps[-1]), one.signs)
            if got == one.parts:
                settled.add(one.name)
                continue
            for way, parts in ((1.0, one.parts), (-1.0, got)):
                before = size
                for start, end, role in parts:
                    if (start, end, role) not in (got if way > 0 else one.parts):
                        for sign in one.signs[start, end]:
                            now[sign][role] += way
                            sums[sign][role] += way * count
                    steps[before][role] += way
                    step_sums[before][role] += way * count
                    before = role
    averaged = {
        sign: [a - b / count for a, b in zip(row, sums[sign], strict=True)]
        for sign, row in now.items()
    }
    moved = [
        [a - b / count for a, b in zip(row, summed, strict=True)]
        for row, summed in zip(steps, step_sums, strict=True)
    ]
    return Weights(averaged, moved[:-1], moved[-1])


def table_of(
    weights: Weights, roles: Sequence[str] = BLOB_ROLES
) -> dict[str, dict[str, dict[str, float]]]:
    """The weights as they are stored: rounded, zeros left out."""

    def row(values: Sequence[float]) -> dict[str, float]:
        named = zip(roles, values, strict=True)
        return {role: round(value, 1) for role, value in named if abs(value) >= LEAST}

    signs = {sign: row(values) for sign, values in sorted(weights.signs.items())}
    steps = {role: row(values) for role, values in zip(roles, weights.steps, strict=True)}
    return {
        "signs": {s: r for s, r in signs.items() if r},
        "steps": {**steps, "first": row(weights.first)},
    }


def blobs_of(sources: Sequence[Labelled]) -> list[Blob]:
    """The examples that sources make; pages are left out."""
    return [made for one in sources if one.path.suffix == ".txt" and (made := blob_of(one))]


def feet_of(sources: Sequence[Labelled]) -> list[Blob]:
    """The ends that sources make, in the same way."""
    return [made for one in sources if one.path.suffix == ".txt" and (made := foot_of(one))]


def main() -> None:
    """Cross-validate, then fit to all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="store the weights in the package")
    parser.add_argument("--cases", action="store_true", help="print the parts, expected and given")
    parser.add_argument("--folds", type=int, default=5)
    wishes = parser.parse_args()
    sources = [one for one in load() if not one.held_out]
    lines = labelled_heads(LINES)
    heads = BLOB_ROLES, blobs_of([*labelled_heads(), *lines]), blobs_of(sources), WEIGHTS
    feet = FOOT_ROLES, feet_of(lines), feet_of(sources), FOOT_WEIGHTS
    for roles, practice, tuned, path in (heads, feet):
        if wishes.folds > 1:
            validate(roles, practice, tuned, wishes.folds, cases=wishes.cases)
        if wishes.write:
            weights = fitted([*practice, *tuned], len(roles))
            path.write_text(written(table_of(weights, roles)), "utf-8")


def validate(
    roles: Sequence[str],
    practice: Sequence[Blob],
    tuned: Sequence[Blob],
    folds: int,
    *,
    cases: bool,
) -> None:
    """Print by cross-validation how many parts of each role are right."""
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for fold in range(folds):
        rest = [one for one in tuned if fold_of(one.name, folds) != fold]
        weights = fitted([*practice, *rest], len(roles))
        for one in (one for one in tuned if fold_of(one.name, folds) == fold):
            got = best_parts(weights, one.signs)
            for part in one.parts:
                wanted[roles[part[2]]] += 1
                right[roles[part[2]]] += part in got
            given.update(roles[role] for _, _, role in got)
            if cases:
                told = (
                    [f"{roles[role]} {a}-{b}" for a, b, role in parts] for parts in (one.parts, got)
                )
                print(one.name, *next(told), "|", *next(told))
    for role in roles:
        precision, recall = right[role] / (given[role] or 1), right[role] / (wanted[role] or 1)
        print(f"{role:18} {precision:8.3f} {recall:8.3f} {wanted[role]:6}")


if __name__ == "__main__":
    main()
