"""What the search index costs to build, in CPU seconds: ``python benchmarks/search_build.py``.

    --sizes 100,1000     texts, each with two notes, and a glossary
    --words 130          words of a text
    --runs 5             of which the median is told
    --lunr 1000          lunr.py builds its own index up to so many texts, once above 1,000

For each size: the term counts of every document, with no word remembered from before (``cold``) and
again (``known words``); the index from these counts, which is all that a build whose counts are kept
has to do; both stages together, cold; and lunr.py's own builder on the same documents, with its JSON.
CPU seconds, since other work on the machine prolongs them less than it does the clock's.
"""

from __future__ import annotations

import argparse
import gc
import json
import pickle
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from archives import Collection

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from readingroom.search import Given, SearchDocument, analyse, build_search, index_of, terms_of
from readingroom.search.analyser import _remembered
from readingroom.search.counts import _counted_often
from readingroom.search.scoring import FIELDS
from readingroom.search.stemmer import stem

#: Texts above which lunr.py, which then needs minutes, is run once.
_LUNR_ONCE = 1000

T = TypeVar("T")


def search_documents(texts: int, words: int) -> list[SearchDocument]:
    """Texts, then notes, then entries, in plain text: the same at every call."""
    made = Collection(texts, words)
    found, notes = [], []
    for work in made.works():
        path, body = f"texts/{work.slug}/", "\n\n".join(work.paragraphs)
        found.append(
            SearchDocument("text", work.title, path, _plain(body), work.tags, work.creator)
        )
        notes += [
            SearchDocument(
                "note",
                f"“{note.quote}”",
                f"{path}#note-{note.id}",
                _plain(note.comment),
                note.tags,
                "The editor",
            )
            for note in work.notes
        ]
    return found + notes + list(_entries(made))


def _entries(made: Collection) -> Iterator[SearchDocument]:
    for entry in made.entries:
        body = _plain(f"{entry.summary}\n\n{entry.body}")
        yield SearchDocument("entry", entry.title, f"glossary/{entry.slug}/", body, entry.tags)


def _plain(markdown: str) -> str:
    return re.sub(r"\[\[[^|\]]*\|([^\]]*)\]\]", r"\1", markdown).replace("*", "")


def forget() -> None:
    """Forget every word, as a process that has just started."""
    for memory in (_remembered, stem, _counted_often):
        memory.cache_clear()


def lunr_py(documents: Sequence[SearchDocument]) -> bytes:
    """The index of lunr.py's own builder, with its own analysis."""
    from lunr import lunr

    rows: list[dict[str, Any]] = []
    for number, document in enumerate(documents):
        row = asdict(document) | {"id": number}
        rows.append(row | {name: " ".join(row[name]) for name in ("tags", "aliases")})
    fields = [{"field_name": name, "boost": boost} for name, boost in FIELDS.items()]
    index = lunr(ref="id", fields=fields, documents=rows)
    return json.dumps(index.serialize(), separators=(",", ":")).encode()


def seconds(work: Callable[[], T], runs: int, before: Callable[[], None] = gc.collect) -> float:
    """The median of the CPU seconds that ``work`` takes."""
    taken = []
    for _ in range(runs):
        before()
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def measure(texts: int, words: int, runs: int, lunr_up_to: int) -> None:
    """Print what an archive of ``texts`` texts costs."""
    documents = search_documents(texts, words)
    analyse("the first call imports lunr")
    cold = seconds(lambda: list(map(terms_of, documents)), runs, forget)
    known = seconds(lambda: list(map(terms_of, documents)), runs)
    kept = list(map(terms_of, documents))
    index = seconds(lambda: dict(index_of(Given([*zip(documents, kept, strict=True)]))), runs)
    whole = seconds(lambda: build_search(documents), runs, forget)
    theirs = None
    if texts <= lunr_up_to:
        theirs = seconds(lambda: lunr_py(documents), runs if texts <= _LUNR_ONCE else 1)
    size = len(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))
    files = sum(map(len, build_search(documents).values()))
    lunrs = f"{theirs:>8.2f} {whole / theirs:>7.3f}" if theirs else f"{'–':>8} {'–':>7}"
    print(
        f"{texts:>7,} {len(documents):>10,} {cold:>7.2f} {known:>7.2f} {index:>7.2f} {whole:>7.2f}"
        f" {lunrs} {size / 1e6:>9.1f} {files / 1e6:>9.1f}",
        flush=True,
    )


def main() -> None:
    """Read the call."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--sizes", default="100,1000")
    parser.add_argument("--words", type=int, default=130)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--lunr", type=int, default=1000)
    given = parser.parse_args()
    heads = f"{'texts':>7} {'documents':>10} {'counts':>7} {'known':>7} {'index':>7} {'whole':>7}"
    print(f"{heads} {'lunr.py':>8} {'ratio':>7} {'counts MB':>9} {'files MB':>9}")
    for size in given.sizes.split(","):
        measure(int(size), given.words, given.runs, given.lunr)


if __name__ == "__main__":
    main()
