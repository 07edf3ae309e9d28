"""How well sources are understood: ``python benchmarks/import_quality.py [--cases FIELD]``.

Precision and recall of each field over the gold set in ``tests/import/``: of the part that rules are
tuned on, and of the part that nobody looks at; the same of those sources that import does not mark with
``review: needed``, of which nearly all should be right.
``--cases`` lists what is wrong, of the first part only.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from gold import load  # noqa: E402  # of the checkout, as the package is
from gold_scores import FIELDS, Score, scores_and_sure  # noqa: E402


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--cases", metavar="FIELD", choices=[*FIELDS, "all"], help="what is wrong in a field"
    )
    parser.add_argument("--name", help="sources whose name holds this, of the first part")
    wishes = parser.parse_args()
    gold = load()
    tuned = [one for one in gold if not one.held_out and (wishes.name or "") in one.name]
    parts = {"tuned on": tuned}
    if not wishes.name:
        parts["held out"] = [one for one in gold if one.held_out]
        parts["all"] = gold
    made = {name: scores_and_sure(part) for name, part in parts.items()}
    results = {name: found[0] for name, found in made.items()}
    table({f"{name} ({len(parts[name])})": found[0] for name, found in made.items()})
    print("\nwithout review")
    table({f"{name} ({found[2]})": found[1] for name, found in made.items()})
    for field in FIELDS if wishes.cases == "all" else [wishes.cases] if wishes.cases else []:
        print(f"\n{field}")
        for case in results["tuned on"][field].cases:
            print(f"  {case}")


def table(results: Mapping[str, Mapping[str, Score]]) -> None:
    """Print a column for each part, and a row for each field."""
    print(f"{'':12}" + "".join(f"{name:^22}" for name in results))
    print(f"{'':12}" + "  precision   recall  " * len(results))
    for field in FIELDS:
        print(f"{field:12}" + "".join(row(result[field]) for result in results.values()))


def row(score: Score) -> str:
    """A field's two figures, in a column of the table."""
    return f"{score.precision:^12.3f}{score.recall:^10.3f}"


if __name__ == "__main__":
    main()
