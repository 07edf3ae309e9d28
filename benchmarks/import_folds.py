"""How well sources are understood that no weight was fitted to: ``python benchmarks/import_folds.py``.

Cross-validation with folds of whole sources: the weights of ``head_lines`` are fitted without a fold,
its sources are imported with these, and the fields are scored as ``import_quality.py`` scores them. Fits
are kept in ``--kept`` under a digest of what they were made of, so that a change of rules that leaves
the signs alone needs none. What is held out has no part in it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

import import_fit  # noqa: E402  # of the checkout, as the package is
import import_fit_blobs  # noqa: E402
from gold import load  # noqa: E402
from gold_scores import FIELDS, Score, scores  # noqa: E402
from import_quality import row  # noqa: E402

from readingroom.importing.rules import blob_foot, blob_head, head_roles  # noqa: E402
from readingroom.importing.rules.blob_foot import FOOT_ROLES  # noqa: E402
from readingroom.importing.rules.blob_head import BLOB_ROLES  # noqa: E402
from readingroom.importing.rules.chain import ROLES, weights_of  # noqa: E402


@cache
def _sets() -> tuple[list[Any], ...]:
    """The tuned sources' lines and the practice heads, and both without lines; once in each process."""
    sources = [one for one in load() if not one.held_out]
    tuned = [made for one in sources if (made := import_fit.example(one))]
    blobs = import_fit_blobs.blobs_of(sources)
    lines = import_fit.labelled_heads(import_fit_blobs.LINES)
    practice = import_fit_blobs.blobs_of([*import_fit.labelled_heads(), *lines])
    feet = import_fit_blobs.feet_of(sources), import_fit_blobs.feet_of(lines)
    return tuned, import_fit.exercises(), blobs, practice, *feet


def fold_scores(fold: int, folds: int, kept: Path, only: str) -> dict[str, Score]:
    """The scores of one fold's sources, imported with weights of all others."""
    made = []
    examples, practice, tuned_blobs, practice_blobs, feet, practice_feet = _sets()
    for tuned, rest, fit, roles in (
        (examples, practice, import_fit, ROLES),
        (tuned_blobs, practice_blobs, import_fit_blobs, BLOB_ROLES),
        (feet, practice_feet, import_fit_blobs, FOOT_ROLES),
    ):
        others = [*rest, *(e for e in tuned if import_fit.fold_of(e.name, folds) != fold)]
        table = json.loads(_fitted(others, kept, fit, roles).read_text("utf-8"))
        made.append(weights_of(table, roles))
    head_roles.fitted = lambda: made[0]
    blob_head.fitted_to_blobs = lambda: made[1]
    blob_foot.fitted_to_feet = lambda: made[2]
    names = (one for one in load() if not one.held_out)
    return scores(
        [one for one in names if import_fit.fold_of(one.name, folds) == fold and only in one.name]
    )


def _fitted(examples: Sequence[object], kept: Path, fit: ModuleType, roles: Sequence[str]) -> Path:
    """The file of the weights for these sources, made if it is not there."""
    program = Path(str(fit.__file__)).read_bytes()
    digest = hashlib.sha256(program + repr(examples).encode()).hexdigest()
    path = kept / f"{digest[:24]}.json"
    if not path.exists():
        kept.mkdir(parents=True, exist_ok=True)
        chain = fit is import_fit
        weights = fit.fitted(examples) if chain else fit.fitted(examples, len(roles))
        table = fit.table_of(weights) if chain else fit.table_of(weights, roles)
        path.write_text(json.dumps(table), "utf-8")
    return path


def main() -> None:
    """Print the table, and what is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()) / "import-folds")
    parser.add_argument("--cases", choices=[*FIELDS, "all"], help="what is wrong in a field")
    parser.add_argument("--name", default="", help="only sources whose name holds this")
    wishes = parser.parse_args()
    total = {name: Score() for name in FIELDS}
    with ProcessPoolExecutor(wishes.jobs) as workers:
        given = [
            workers.submit(fold_scores, fold, wishes.folds, wishes.kept, wishes.name)
            for fold in range(wishes.folds)
        ]
        for found in given:
            for name, score in found.result().items():
                total[name].add(score)
    for field in FIELDS:
        print(f"{field:12}{row(total[field])}")
    for field in FIELDS if wishes.cases == "all" else [wishes.cases] if wishes.cases else []:
        print(f"\n{field}")
        for case in total[field].cases:
            print(f"  {case}")


if __name__ == "__main__":
    main()
