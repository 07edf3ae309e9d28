"""Fit where paragraphs begin: ``python benchmarks/import_fit_paragraphs.py [--write]``.

Every labelled source and practice text with several paragraphs, these run together, is an example. The
weights are an averaged perceptron's (Collins 2002) over divisions into paragraphs. Prints, by
cross-validation with folds of whole sources, precision and recall of whole paragraphs and of their
beginnings, beside those of the rule without weights.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

from gold import Labelled, load  # noqa: E402  # of the checkout, as the package is
from import_fit import fold_of, labelled_heads  # noqa: E402
from import_fit_blobs import LINES  # noqa: E402

from readingroom.importing.paragraphing import (  # noqa: E402
    Span,
    best_cuts,
    fixed_of,
    gaps_of,
    kind_of,
    length_signs,
    sentences_of,
)
from readingroom.importing.sentences import divide  # noqa: E402

WEIGHTS = ROOT / "readingroom" / "importing" / "paragraph_weights.json"
#: By cross-validation.
EPOCHS = 8
#: A sign of fewer gaps says more of these than of paragraphs.
FEWEST = 4
#: Smaller weights move nothing.
LEAST = 0.05
#: Wires are divided further than whole divisions teach: by cross-validation more paragraphs are right.
LEAN = 12.0
#: What only wires have.
_WIRE = frozenset({"dateline", "agency", "story-credit"})


@dataclass(frozen=True)
class Run:
    """Paragraphs run together: their sentences, and those with which paragraphs begin."""

    name: str
    text: str
    wire: bool
    kind: str
    paragraphs: tuple[Span, ...]
    spans: tuple[Span, ...]
    gaps: tuple[tuple[str, ...], ...]
    fixed: tuple[bool, ...]
    cuts: tuple[int, ...]


def runs_of(one: Labelled) -> Iterable[Run]:
    """The paragraphs of a source that follow one another."""
    wire = any(role in _WIRE for role, _ in one.stretches)
    run: list[str] = []
    for role, words in [*one.stretches, ("end", "")]:
        if role == "p":
            run.append(" ".join(words.split()))
            continue
        if len(run) > 1 or (run and len(run[0]) > 300):
            yield _run(one.name, run, wire=wire)
        run = []


def _run(name: str, parts: Sequence[str], *, wire: bool) -> Run:
    text = " ".join(parts)
    found: list[Span] = []
    start = 0
    for part in parts:
        found.append((start, start + len(part)))
        start += len(part) + 1
    spans = divide(text, 0, len(text))
    known = sentences_of(text, spans)
    kind = kind_of(known, wire=wire)
    begun = {span[0] for span in found}
    fixed = fixed_of(known)
    cuts = [at for at, span in enumerate(spans) if not at or (span[0] in begun and not fixed[at])]
    gaps = tuple(map(tuple, gaps_of(known, kind)))
    return Run(name, text, wire, kind, tuple(found), tuple(spans), gaps, tuple(fixed), tuple(cuts))


def counted(run: Run, cuts: Sequence[int]) -> Counter[str]:
    """How often each sign is in a division."""
    made: Counter[str] = Counter()
    for a, b in pairwise([*cuts, len(run.spans)]):
        made.update(length_signs(run.kind, b - a, (run.spans[b - 1][1] - run.spans[a][0]) // 10))
        made.update(run.gaps[a])
    return made


def fitted(runs: Sequence[Run], epochs: int = EPOCHS) -> dict[str, float]:
    """Weights for these; the same each time."""
    seen: Counter[str] = Counter()
    for run in runs:
        seen.update(sign for asked in run.gaps for sign in asked)
    known = {sign for sign, count in seen.items() if count >= FEWEST}
    now: dict[str, float] = {}
    sums: Counter[str] = Counter()
    shuffled, count = random.Random(4), 0
    order = [run for run in runs if len(run.spans) > 1]
    for _ in range(epochs):
        shuffled.shuffle(order)
        for run in order:
            count += 1
            got = best_cuts(now, run.kind, run.spans, run.gaps, run.fixed)
            if tuple(got) == run.cuts:
                continue
            change = counted(run, run.cuts)
            change.subtract(counted(run, got))
            for sign, value in change.items():
                if value and (sign in known or sign[:2] in {"n=", "l="}):
                    now[sign] = now.get(sign, 0.0) + value
                    sums[sign] += value * count
    averaged = {sign: value - sums[sign] / count for sign, value in now.items()}
    return {**averaged, "gap wire": averaged.get("gap wire", 0.0) + LEAN}


def right(run: Run, given: Sequence[Span], total: Counter[str]) -> None:
    """Count whole paragraphs and beginnings."""
    total["given"] += len(given)
    total["wanted"] += len(run.paragraphs)
    total["right"] += len(set(given) & set(run.paragraphs))
    begun, wanted = {s for s, _ in given} - {0}, {s for s, _ in run.paragraphs} - {0}
    total["begun"] += len(begun)
    total["begin"] += len(wanted)
    total["begin right"] += len(begun & wanted)


def gathered(run: Run) -> list[Span]:
    """What is made without weights: each sentence of a wire, elsewhere as many as have 500 letters."""
    made: list[Span] = []
    for (start, end), fixed in zip(run.spans, run.fixed, strict=True):
        short = bool(made) and not run.wire and made[-1][1] - made[-1][0] < 500
        if made and (short or fixed):
            made[-1] = made[-1][0], end
        else:
            made.append((start, end))
    return made


def table(total: Counter[str]) -> str:
    """Precision and recall of both."""
    p = total["right"] / (total["given"] or 1), total["right"] / (total["wanted"] or 1)
    b = total["begin right"] / (total["begun"] or 1), total["begin right"] / (total["begin"] or 1)
    return f"{total['wanted']:6} whole {p[0]:.3f} {p[1]:.3f}   beginnings {b[0]:.3f} {b[1]:.3f}"


def main() -> None:
    """Cross-validate, then fit to all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="store the weights in the package")
    parser.add_argument("--folds", type=int, default=5)
    wishes = parser.parse_args()
    sources = [one for one in load() if not one.held_out and one.path.suffix == ".txt"]
    blobs = {o.name for o in sources if o.path.read_bytes().strip().count(b"\n") <= 1}
    of_lines = labelled_heads(LINES)
    sets = {
        "one line": [run for o in sources if o.name in blobs for run in runs_of(o)],
        "practice lines": [run for o in of_lines for run in runs_of(o)],
        "practice heads": [run for o in labelled_heads() for run in runs_of(o)],
        "other": [run for o in sources if o.name not in blobs for run in runs_of(o)],
    }
    runs = [run for part in sets.values() for run in part]
    totals = {(name, how): Counter[str]() for name in sets for how in ("rule", "weights")}
    for fold in range(wishes.folds if wishes.folds > 1 else 0):
        weights = fitted([r for r in runs if fold_of(r.name, wishes.folds) != fold])
        for name, part in sets.items():
            for run in (r for r in part if fold_of(r.name, wishes.folds) == fold):
                right(run, gathered(run), totals[name, "rule"])
                cuts = best_cuts(weights, run.kind, run.spans, run.gaps, run.fixed)
                ends = pairwise([*cuts, len(run.spans)])
                given = [(run.spans[a][0], run.spans[b - 1][1]) for a, b in ends]
                right(run, given, totals[name, "weights"])
    for (name, how), total in totals.items():
        print(f"{name:16}{how:9}{table(total)}")
    if wishes.write:
        kept = {s: round(v, 2) for s, v in sorted(fitted(runs).items()) if abs(v) >= LEAST}
        WEIGHTS.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
