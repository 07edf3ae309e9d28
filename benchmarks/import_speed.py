"""How long imports take, and how much memory: ``python benchmarks/import_speed.py``.

    --sizes 100,1000     sources of 800 words each, imported in one call
    --words 800

Sources are reports as they come: title, byline, photo credit, dateline, lines wrapped at 72 characters
with some words divided, sharing links. One in twenty repeats half of another's paragraphs. For each size
one process imports all of them, and another imports them again, which must change nothing and need not
read them: what the first one remembered is kept for it. Memory is the
most that the process ever held (its peak resident set); what is held before the first file comes to is
measured with one source.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

from build_prose import Language

ROOT = Path(__file__).resolve().parents[1]
#: One source in so many repeats half of the one before.
_REPEATS = 20
_WIDTH = 72


def make_sources(folder: Path, count: int, words: int) -> None:
    """Write ``count`` reports, the same at every call."""
    folder.mkdir(parents=True)
    language = Language(random.Random(1))
    before: list[str] = []
    for number in range(count):
        pick = random.Random(f"import {number}")
        paragraphs = language.paragraphs(pick, words)
        if number % _REPEATS == _REPEATS - 1:
            paragraphs = [*before[: len(before) // 2], *paragraphs[len(before) // 2 :]]
        before = paragraphs
        report = _report(language, pick, paragraphs)
        (folder / f"report-{number:05}.txt").write_text(report, encoding="utf-8")


def _report(language: Language, pick: random.Random, paragraphs: list[str]) -> str:
    author, photographer, place = (name.title() for name in language.names(pick, 3))
    opening = f"{place.upper()}, April {pick.randint(1, 30)} (Reuters) - {paragraphs[0]}"
    blocks = [
        f"{language.title(pick)} {pick.randrange(10**6)}",
        f"By {author}",
        f"Photo: Reuters/{photographer}",
        *(_wrapped(paragraph) for paragraph in [opening, *paragraphs[1:]]),
        "Share on Facebook",
    ]
    return "\n\n".join(blocks) + "\n"


def _wrapped(paragraph: str) -> str:
    """Lines, some of which end in the middle of a word."""
    lines = textwrap.wrap(paragraph, _WIDTH)
    for number in range(len(lines) - 1):
        word, _, rest = lines[number + 1].partition(" ")
        if len(word) > 6 and word.isalpha() and len(lines[number]) < _WIDTH - 4:
            lines[number] += f" {word[:3]}-"
            lines[number + 1] = f"{word[3:]} {rest}"
    return "\n".join(lines)


def import_all(archive: Path, sources: Path) -> None:
    """Import in this process, and print seconds and peak memory in MiB."""
    from readingroom.cli import main

    start = time.perf_counter()
    status = main(["--root", str(archive), "import", str(sources)])
    seconds = time.perf_counter() - start
    # KiB on Linux, bytes on macOS.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    print(f"\n{status} {seconds:.3f} {peak:.1f}")


def measured(archive: Path, sources: Path) -> tuple[float, float]:
    """Seconds and MiB of an import in a process of its own."""
    command = [sys.executable, __file__, "--into", str(archive), str(sources)]
    # What is remembered of the first import stays with its archive.
    env = {"PYTHONPATH": str(ROOT), "READINGROOM_CACHE": str(archive.parent / "cache")}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    status, seconds, peak = done.stdout.rsplit("\n", 2)[-2].split()
    if status != "0":
        raise RuntimeError(done.stderr[-2000:])
    return float(seconds), float(peak)


def run(sizes: list[int], words: int) -> None:
    """Measure each size and print a line for it."""
    print(f"{'sources':>8} {'seconds':>9} {'a second':>9} {'again':>8} {'MiB':>7} {'again':>7}")
    for size in (1, *sizes):
        with tempfile.TemporaryDirectory() as folder:
            archive, sources = Path(folder) / "archive", Path(folder) / "in"
            make_sources(sources, size, words)
            archive.mkdir()
            (archive / "site.yaml").write_text("format: 1\ntitle: Speed\n", encoding="utf-8")
            seconds, peak = measured(archive, sources)
            again, peak_again = measured(archive, archive / "content" / "sources")
        print(
            f"{size:>8,} {seconds:>9.2f} {size / seconds:>9.1f} {again:>8.2f}"
            f" {peak:>7.1f} {peak_again:>7.1f}",
            flush=True,
        )


def main() -> None:
    """Read the call."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--sizes", default="100,1000")
    parser.add_argument("--words", type=int, default=800)
    parser.add_argument("--into", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.into:
        import_all(*given.into)
    else:
        run([int(size) for size in given.sizes.split(",")], given.words)


if __name__ == "__main__":
    main()
