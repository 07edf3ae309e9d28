"""What search costs an archive and its readers: ``python benchmarks/search.py``.

    --sizes 100,1000,10000   texts of 130 words each
    --queries 8              pairs of words, each asked first in a browser that knows nothing, then next
    --only lunr,Pagefind     rivals to measure, or none
    --tools DIR              keep the rivals' installation

For ours, for lunr.py with lunr.js and for Pagefind, on the same texts: CPU seconds of the build, cold
and with what a build keeps (the rivals keep nothing); size of what is published, raw, gzip and brotli,
and in how many files; and in Chromium, from a server on this machine that compresses as a host does, the
bytes and the milliseconds (medians) from the first key to the first result, for a first query and the
next one. Bytes are those on the wire: scripts, index and the words shown. Ours shows twenty results with
their sentences, Pagefind five as it comes, and for lunr.js, which has no page of its own, titles.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import TypeVar

from archives import Collection, make_archive
from relevance_form import Document
from relevance_rivals import lunr_js_folder, pagefind_program, run, write_pages
from search_browser import (
    BARE,
    LUNR_ASKS,
    OURS_ASKS,
    PAGEFIND_ASKS,
    Answered,
    UnavailableError,
    answered,
)
from search_build import forget, lunr_py

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from readingroom.pipeline import build_site
from readingroom.search import Given, SearchDocument, analyse, build_search, index_of, terms_of

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[1]

WORDS = 130
#: What is to be reached at this many texts: bytes and milliseconds of a first answer, and the share of
#: lunr.py's time that a cold build takes.
GOAL_AT, GOAL_BYTES, GOAL_MS, GOAL_SHARE = 10_000, 150_000, 300, 1 / 3

_COMPRESS = """
import { readdirSync, readFileSync, statSync } from "node:fs";
import { brotliCompressSync, gzipSync, constants } from "node:zlib";
const sum = { raw: 0, gzip: 0, brotli: 0, files: 0 };
const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
for (const name of readdirSync(process.argv[1], { recursive: true })) {
  const path = `${process.argv[1]}/${name}`;
  if (!statSync(path).isFile()) continue;
  const bytes = readFileSync(path);
  sum.files += 1;
  sum.raw += bytes.length;
  sum.gzip += Math.min(bytes.length, gzipSync(bytes, { level: 9 }).length);
  sum.brotli += Math.min(bytes.length, brotliCompressSync(bytes, { params }).length);
}
console.log(JSON.stringify(sum));
"""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes of a folder and how many files it has; brotli is -1 where Node.js is missing."""

    raw: int
    gzip: int
    brotli: int
    files: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What one of them costs; seconds are CPU seconds."""

    name: str
    cold: float
    warm: float
    sizes: Sizes
    first: Answered
    next: Answered


def sizes(folder: Path) -> Sizes:
    """Of all files in a folder."""
    if shutil.which("node"):
        command = ["node", "--input-type=module", "--eval", _COMPRESS, str(folder)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return Sizes(**json.loads(done.stdout))
    written = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    small = sum(min(len(one), len(gzip.compress(one))) for one in written)
    return Sizes(sum(map(len, written)), small, -1, len(written))


def documents(made: Collection) -> list[SearchDocument]:
    """The texts, as ``readingroom.findable`` makes them."""
    found = []
    for work in made.works():
        body = "\n\n".join(work.paragraphs).replace("*", "")
        lengths = [len(paragraph.replace("*", "")) + 2 for paragraph in work.paragraphs]
        starts = accumulate(lengths[:-1], initial=0)
        found.append(
            SearchDocument(
                "text",
                work.title,
                f"texts/{work.slug}/",
                body,
                work.tags,
                work.creator,
                places=tuple((start, f"p{n}") for n, start in enumerate(starts, 1)),
                year=str(work.date.year),
            )
        )
    return found


def pairs(texts: Sequence[SearchDocument], count: int) -> list[str]:
    """Two words of a title each, so that something has them both."""
    chance = random.Random("queries")
    able = [t.title.split() for t in texts if len(analyse(t.title)) > 1]
    return [" ".join(chance.sample(words, 2)) for words in chance.sample(able, count)]


def ours(texts: list[SearchDocument], asked: Sequence[str], work: Path, _tools: Path) -> Cost:
    """This project, on the search page of a site that has nothing but one text."""
    site, files = work / "ours", work / "ours-files"
    make_archive(work / "archive", 1, WORDS)
    shutil.copytree(ROOT / "theme", work / "archive/theme")
    build_site(work / "archive", site, cache=False)
    forget()
    built, cold = seconds(lambda: build_search(texts))
    kept = list(map(terms_of, texts))
    _, warm = seconds(lambda: dict(index_of(Given([*zip(texts, kept, strict=True)]))))
    for name, written in built.items():
        for path in (files / name, site / "search" / name):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written)
    return Cost("ours", cold, warm, sizes(files), *answered(site, "/search/", OURS_ASKS, asked))


def lunr(texts: list[SearchDocument], asked: Sequence[str], work: Path, tools: Path) -> Cost:
    """lunr.py's index of the same fields; lunr.js and the titles in the browser."""
    site, files = work / "lunr", work / "lunr/files"
    files.mkdir(parents=True, exist_ok=True)
    index, cold = seconds(lambda: lunr_py(texts))
    (files / "index.json").write_bytes(index)
    (files / "titles.json").write_text(json.dumps([[t.title, t.path] for t in texts]), "utf-8")
    shutil.copy(lunr_js_folder(tools) / "node_modules/lunr/lunr.min.js", site)
    (site / "index.html").write_text(BARE + '<script src="lunr.min.js"></script>', "utf-8")
    return Cost("lunr", cold, cold, sizes(files), *answered(site, "/", LUNR_ASKS, asked))


def pagefind(texts: list[SearchDocument], asked: Sequence[str], work: Path, tools: Path) -> Cost:
    """Pagefind's own program, on pages that have a heading and a paragraph."""
    site, program = work / "pagefind", pagefind_program(tools)
    write_pages([Document(t.path, t.title, t.body) for t in texts], site)
    before = getrusage(RUSAGE_CHILDREN)
    run(program, "--site", site, "--quiet", cwd=work)
    after = getrusage(RUSAGE_CHILDREN)
    cold = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    weighed = sizes(site / "pagefind")
    (site / "index.html").write_text(BARE, "utf-8")
    return Cost("Pagefind", cold, cold, weighed, *answered(site, "/", PAGEFIND_ASKS, asked))


def seconds(work: Callable[[], T]) -> tuple[T, float]:
    """What comes of it, and its CPU seconds, which other work on the machine does not prolong."""
    gc.collect()
    start = time.process_time()
    done = work()
    return done, time.process_time() - start


RIVALS = {"lunr": lunr, "Pagefind": pagefind}


def measure(count: int, queries: int, wanted: Sequence[str], tools: Path) -> list[str]:
    """Print what so many texts cost; what of the goals is not reached."""
    texts = documents(Collection(count, WORDS))
    asked = pairs(texts, 2 * queries)
    print(f"\n{count:,} texts of {WORDS} words", flush=True)
    print(
        f"{'':10}{'cold s':>8}{'warm s':>8}{'raw kB':>10}{'gzip kB':>9}{'brotli kB':>10}{'files':>7}"
        f"{'first kB':>10}{'next kB':>9}{'first ms':>10}{'next ms':>9}"
    )
    found = {}
    for subject in (ours, *(RIVALS[name] for name in wanted)):
        with tempfile.TemporaryDirectory(prefix="readingroom-search-") as folder:
            try:
                cost = subject(texts, asked, Path(folder), tools)
            except UnavailableError as reason:
                print(f"{subject.__name__:<10}left out: {reason}", flush=True)
                continue
        found[cost.name] = cost
        size, first, then = cost.sizes, cost.first, cost.next
        print(
            f"{cost.name:<10}{cost.cold:8.2f}{cost.warm:8.2f}{size.raw / 1000:10,.0f}"
            f"{size.gzip / 1000:9,.0f}{size.brotli / 1000:10,.0f}{size.files:7,}"
            f"{first.bytes / 1000:10,.1f}{then.bytes / 1000:9,.1f}{first.ms:10,.0f}{then.ms:9,.0f}",
            flush=True,
        )
    return list(missed(found)) if count == GOAL_AT else []


def missed(found: dict[str, Cost]) -> Iterator[str]:
    """What of the goals is not reached, in words."""
    cost = found["ours"]
    if cost.first.bytes > GOAL_BYTES:
        yield f"a first answer takes {cost.first.bytes:,.0f} bytes, more than {GOAL_BYTES:,}"
    if cost.first.ms > GOAL_MS:
        yield f"a first answer takes {cost.first.ms:,.0f} ms, more than {GOAL_MS}"
    if "lunr" in found and cost.cold > found["lunr"].cold * GOAL_SHARE:
        yield f"a cold build takes {cost.cold / found['lunr'].cold:.2f} of lunr.py's time"


def main() -> None:
    """Run what was asked for; exit status 1 where a goal is not reached."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--sizes", default="100,1000,10000", help="texts, separated by commas")
    parser.add_argument("--queries", type=int, default=8)
    parser.add_argument(
        "--only", default=",".join(RIVALS), help="rivals, separated by commas; none"
    )
    parser.add_argument("--tools", type=Path, help="where the rivals are, or will be, installed")
    given = parser.parse_args()
    wanted = [name for name in RIVALS if name in given.only.split(",")]
    behind = []
    analyse("the first call imports lunr")
    with tempfile.TemporaryDirectory(prefix="readingroom-rivals-") as name:
        tools = given.tools.resolve() if given.tools else Path(name)
        tools.mkdir(parents=True, exist_ok=True)
        for size in given.sizes.split(","):
            behind += measure(int(size), given.queries, wanted, tools)
    if behind:
        sys.exit("\nnot reached: " + "; ".join(behind))


if __name__ == "__main__":
    main()
