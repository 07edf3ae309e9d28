"""How well search finds what people mean: ``python benchmarks/relevance.py COLLECTION…``.

    --only ours,lunr.py,lunr.js,Pagefind    what is to be measured
    --tools DIR                             keep the rivals' installation

A collection is a file or a folder, in the forms that ``relevance_form`` tells; ``relevance_collections``
makes some. Printed are nDCG@10, MRR and recall@100, each the mean over the queries. Ours is
``readingroom.search.rank``, which the browser's twin is held equal to by the tests; the others are as
they come, each with the title in a field (a heading) of its own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from relevance_form import DEPTH, Collection, Measures, Run, measured, read_collection
from relevance_rivals import RIVALS
from search_browser import UnavailableError

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from readingroom.search import SearchDocument, rank, searchable

OURS = "ours"
#: What ours is to be ahead by, in nDCG@10: of Lunr on every collection, and of Pagefind.
AHEAD = {"lunr.py": 0.005, "lunr.js": 0.005, "Pagefind": 0.1}


def ours(collection: Collection, _work: Path) -> Run:
    """This project's answers to what is typed, all documents being texts."""
    archive = searchable(
        [SearchDocument("text", d.title, d.id, d.text) for d in collection.documents]
    )
    return {
        name: [collection.documents[ref].id for ref, _ in rank(archive, text)[:DEPTH]]
        for name, text in collection.queries.items()
    }


SUBJECTS: dict[str, Callable[[Collection, Path], Run]] = {OURS: ours, **RIVALS}


def compare(collection: Collection, wanted: list[str], work: Path) -> bool:
    """Print a collection's table; whether ours is ahead of each rival as it should be."""
    count = f"{len(collection.documents):,} documents, {len(collection.queries):,} queries"
    print(f"\n{collection.name}: {count}", flush=True)
    found: dict[str, Measures] = {}
    for name in wanted:
        start = time.perf_counter()
        try:
            run = SUBJECTS[name](collection, work)
        except UnavailableError as reason:
            print(f"  {name:<10} left out: {reason}", flush=True)
            continue
        found[name] = has = measured(collection, run)
        ahead = f"{found[OURS].ndcg - has.ndcg:+9.4f}" if OURS in found and name != OURS else ""
        print(
            f"  {name:<10}{has.ndcg:8.4f}{has.mrr:8.4f}{has.recall:8.4f}{ahead:>9}"
            f"{time.perf_counter() - start:9.1f} s",
            flush=True,
        )
    return all(found[OURS].ndcg >= found[n].ndcg + AHEAD[n] for n in found if n != OURS)


def main() -> None:
    """Run what was asked for; exit status 1 where ours is not ahead as it should be."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("collections", nargs="+", type=Path, metavar="COLLECTION")
    parser.add_argument("--only", default=",".join(SUBJECTS), help="separated by commas")
    parser.add_argument("--tools", type=Path, help="where the rivals are, or will be, installed")
    given = parser.parse_args()
    wanted = [OURS, *(name for name in given.only.split(",") if name in RIVALS)]
    print(f"{'':12}nDCG@10     MRR  rec@100    ahead")
    behind = []
    with tempfile.TemporaryDirectory(prefix="readingroom-relevance-") as folder:
        work = given.tools.resolve() if given.tools else Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        for path in given.collections:
            collection = read_collection(path)
            if not compare(collection, wanted, work):
                behind.append(collection.name)
    if behind:
        sys.exit(f"\nnot ahead as far as it should be: {', '.join(behind)}")


if __name__ == "__main__":
    main()
