"""How long builds take, beside Hugo with Pagefind, MkDocs and Pelican: ``python benchmarks/build.py``.

    --sizes 100,1000,10000   texts of 130 words each        --long     also 1,000 texts of 3,000 words
    --rounds 3               of which the median counts     --only hugo,mkdocs     rivals to run, or none
    --serve [--saves 30]     the preview, too               --tools DIR    keep the rivals' installation
    --stages cold            of cold,unchanged,edited; cold comes first

The rivals come from PyPI into an environment of their own, in a temporary folder. All get the same
texts with the same notes (``archives``, ``build_sites``). Whole processes are measured, one generator
after the other in each round: machines are noisy, and only ratios within one run mean something. Cold:
neither a site nor a cache is there. Unchanged: the same again. Edited: one note's comment has grown.
CPU is what all processes of the cold build used together, which noise changes less.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from archives import Collection, Work, make_archive, notes_file
from build_measure import MeasureError, Sample, measure
from build_preview import latencies
from build_sites import make_hugo, make_mkdocs, make_pelican

ROOT = Path(__file__).resolve().parents[1]
OURS, HUGO, BOTH = "readingroom", "hugo", "hugo+pagefind"
STAGES = ("cold", "unchanged", "edited")
#: What pip is asked for, by rival; Pagefind's program comes in a package of its own.
PACKAGES = {
    HUGO: ("hugo",),
    "pagefind": ("pagefind", "pagefind_bin"),
    "mkdocs": ("mkdocs",),
    "pelican": ("pelican[markdown]",),
}
RIVALS = tuple(PACKAGES)
SHORT, LONG = 130, (1000, 3000)
#: What a cold build must not find: sites, and what each generator remembers.
LEFT = ("public", ".readingroom", "cache", "resources", ".hugo_build.lock", "__pycache__")

Command = Sequence[str | Path]


@dataclass
class Subject:
    """A generator with its copy of the texts: what runs it, what is edited, and how long it took."""

    name: str
    folder: Path
    edited: Path
    command: Command
    cwd: Path
    then: Command = ()
    samples: dict[str, dict[str, list[Sample]]] = field(default_factory=dict)

    def run(self, stage: str, number: int) -> None:
        """Make the stage's beginning, and measure."""
        if stage == "cold":
            self._clear(number)
        if stage == "edited":
            said = self.edited.read_text("utf-8")
            self.edited.write_text(f"{said}\nAmended in round {number}.\n", "utf-8")
        self._add(self.name, stage, first := measure(self.command, self.cwd))
        if self.then:
            self._add(BOTH, stage, first + measure(self.then, self.cwd))

    def _clear(self, number: int) -> None:
        """Put away what earlier runs left.

        It is not deleted before all is measured: ext4 without a journal looks at each inode that was
        freed in the last minutes before it gives one out. So a thousand folders of four files each took
        0.1 s to make here, and 0.2 to 3 s where others had just been deleted.
        """
        away = self.folder.parent / "away" / f"{self.name}-{number}"
        for name in LEFT:
            if (self.folder / name).exists():
                away.mkdir(parents=True, exist_ok=True)
                (self.folder / name).rename(away / name)

    def _add(self, name: str, stage: str, sample: Sample) -> None:
        self.samples.setdefault(name, {}).setdefault(stage, []).append(sample)
        print(f"  {stage} {name} {sample.seconds:.2f}", file=sys.stderr, flush=True)


def install(tools: Path, wanted: Sequence[str]) -> dict[str, Path]:
    """The rivals' programs, installed into ``tools`` if need be; says which cannot be had."""
    if not (tools / "bin" / "python").exists():
        venv.create(tools, with_pip=True)
    found = {}
    for name in wanted:
        if not (program := _program(tools, name)):
            pip: Command = [
                tools / "bin" / "python",
                "-m",
                "pip",
                "install",
                "--quiet",
                *PACKAGES[name],
            ]
            done = subprocess.run(pip, check=False, capture_output=True, text=True)
            program = _program(tools, name)
            if done.returncode or not program:
                print(f"{name} is not available from PyPI: {done.stderr.strip()[-200:]}")
                continue
        found[name] = program
    freeze: Command = [tools / "bin" / "python", "-m", "pip", "freeze"]
    said = subprocess.run(freeze, check=False, capture_output=True, text=True).stdout
    print(
        "rivals:",
        ", ".join(re.findall(r"^(?:hugo|pagefind|mkdocs|pelican)==.+$", said, re.MULTILINE)),
    )
    return found


def _program(tools: Path, name: str) -> Path | None:
    """The program itself: the scripts of the Python packages round Hugo and Pagefind only start it."""
    binaries = {HUGO: "hugo/binaries/hugo*", "pagefind": "pagefind_bin/pagefind*"}
    if name in binaries:
        return next(tools.glob(f"lib/python*/site-packages/{binaries[name]}"), None)
    script = tools / "bin" / name
    return script if script.exists() else None


def subjects(folder: Path, made: Collection, programs: dict[str, Path]) -> list[Subject]:
    """This project and the rivals, each with its copy of the texts."""
    archive = folder / OURS
    make_archive(archive, made.texts, made.words, made.seed)
    # One of the folders that are cleared: what it remembers is kept in the user's own otherwise.
    os.environ["READINGROOM_CACHE"] = str(archive / "cache")
    ours: Command = [sys.executable, "-m", "readingroom", "--root", archive, "build"]
    all_of = [Subject(OURS, archive, notes_file(archive, middle(made)), ours, ROOT)]
    writers: dict[str, tuple[Callable[[Path, Collection], Path], Command]] = {
        HUGO: (make_hugo, ()),
        "mkdocs": (make_mkdocs, ("build", "--quiet")),
        "pelican": (make_pelican, ("--quiet", "--settings", "pelicanconf.py")),
    }
    for name, (write, arguments) in writers.items():
        if name in programs:
            there = folder / name
            edited = write(there, made)
            all_of.append(Subject(name, there, edited, [programs[name], *arguments], there))
            if name == HUGO and "pagefind" in programs:
                all_of[-1].then = [programs["pagefind"], "--site", "public", "--quiet"]
    return all_of


def middle(made: Collection) -> Work:
    """The text whose note is edited."""
    return next(islice(made.works(), made.texts // 2, None))


def compare(
    folder: Path,
    made: Collection,
    programs: dict[str, Path],
    rounds: int,
    stages: Sequence[str] = STAGES,
) -> None:
    """Measure all in turn, and print the table."""
    print(f"\n{made.texts:,} texts of {made.words:,} words, {rounds} rounds", flush=True)
    everyone = subjects(folder, made, programs)
    running = everyone
    for number in range(rounds):
        # Each goes first in its turn, so that none always runs on what another has warmed.
        running = [*running[1:], running[0]] if number else running
        for stage in stages:
            for subject in running:
                try:
                    subject.run(stage, number)
                except MeasureError as error:
                    print(f"{subject.name} failed: {error}")
                    running = [one for one in running if one is not subject]
    # One that failed in a later round is shown with the rounds it has.
    whole = {
        name: by for one in everyone for name, by in one.samples.items() if len(by) == len(stages)
    }
    for line in table(whole, stages):
        print(line, flush=True)


def table(samples: dict[str, dict[str, list[Sample]]], stages: Sequence[str]) -> Iterator[str]:
    """Medians, least and most of the seconds; ours as a part of each; memory at the peak."""
    order = sorted(samples, key=[OURS, HUGO, BOTH, "mkdocs", "pelican"].index)
    head = "".join(f"{stage + ', s':>28}" for stage in stages)
    yield f"{'':16}{head}{stages[0] + ', CPU s':>14}{'peak, MiB':>12}"
    for name in order:
        cells = []
        for stage in stages:
            took = [sample.seconds for sample in samples[name][stage]]
            cells.append(f"{median(took):9.2f} ({min(took):7.2f}–{max(took):7.2f})")
        peak = max(s.peak for stage in stages for s in samples[name][stage])
        cpu = median(sample.cpu for sample in samples[name][stages[0]])
        line = "".join(f"{cell:>28}" for cell in cells)
        yield f"  {name:<14}{line}{cpu:>14.2f}{peak / 2**20:>12.0f}"
    for name in order:
        if name != OURS and OURS in samples:
            shares = [_share(samples[OURS][stage], samples[name][stage]) for stage in stages]
            yield f"  ours / {name:<14}" + "".join(f"{share:>21.2f} ×     " for share in shares)


def _share(ours: Sequence[Sample], theirs: Sequence[Sample]) -> float:
    """The median of the rounds' own ratios."""
    return median(a.seconds / b.seconds for a, b in zip(ours, theirs, strict=False))


def starting(folder: Path, rounds: int) -> None:
    """``--help``, and a build of the archive in this repository with nothing changed."""
    demo = folder / "demo"
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, demo / name)
    shutil.copy(ROOT / "site.yaml", demo)
    run: Command = [sys.executable, "-m", "readingroom"]
    build: Command = [*run, "--root", demo, "build"]
    measure(build, ROOT)
    for said, command in (("--help", [*run, "--help"]), ("demo, nothing changed", build)):
        took = [measure(command, ROOT).seconds * 1000 for _ in range(rounds)]
        print(f"{said:<24}{median(took):7.0f} ms ({min(took):.0f}–{max(took):.0f})", flush=True)


def preview(folder: Path, made: Collection, saves: int, browser: str) -> None:
    """Measure ``serve``, and print p50 and p95."""
    make_archive(folder, made.texts, made.words, made.seed)
    found = latencies(ROOT, folder, middle(made), saves, browser)
    print(f"\nserve, {made.texts:,} texts of {made.words:,} words, {saves} saves {found.note}")
    rows = {
        **{f"  {name}": taken for name, taken in found.legs.items()},
        "save → bytes at a client": found.client,
        "save → DOM": found.dom,
    }
    for said, taken in rows.items():
        if taken:
            p95 = quantiles(taken, n=20, method="inclusive")[-1] if len(taken) > 1 else taken[0]
            print(f"  {said:<26} p50 {median(taken) * 1000:8.0f} ms   p95 {p95 * 1000:8.0f} ms")
    sys.stdout.flush()
    shutil.rmtree(folder)


@contextmanager
def _workshop(tools: Path | None) -> Iterator[tuple[Path, Path]]:
    """A folder for archives and one for the rivals' programs, gone afterwards unless named."""
    with tempfile.TemporaryDirectory(prefix="readingroom-benchmark-") as name:
        yield Path(name), tools.resolve() if tools else Path(name) / "tools"


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description="Builds measured beside other generators'.")
    parser.add_argument("--sizes", default="100,1000,10000", help="texts, separated by commas")
    parser.add_argument("--long", action="store_true", help="also 1,000 texts of 3,000 words")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--stages", default=",".join(STAGES), help="cold among them")
    parser.add_argument("--only", default=",".join(RIVALS), help=f"of {', '.join(RIVALS)}; none")
    parser.add_argument("--serve", action="store_true", help="measure the preview, too")
    parser.add_argument("--saves", type=int, default=30)
    parser.add_argument("--tools", type=Path, help="where the rivals are, or will be, installed")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    parser.add_argument("--no-builds", action="store_true", help="the preview alone")
    return parser.parse_args()


def main() -> None:
    """Run what was asked for."""
    asked = arguments()
    sizes = [(int(size), SHORT) for size in asked.sizes.split(",") if size]
    sizes += [LONG] if asked.long else []
    stages = [stage for stage in STAGES if stage in asked.stages.split(",")]
    with _workshop(asked.tools) as (folder, tools):
        if not asked.no_builds:
            wanted = [name for name in RIVALS if name in asked.only.split(",")]
            programs = install(tools, wanted) if wanted else {}
            starting(folder, max(asked.rounds, 5))
            for size in sizes:
                sites = folder / f"sites-{size[0]}-{size[1]}"
                compare(sites, Collection(*size), programs, asked.rounds, stages)
        if asked.serve:
            for size in sizes:
                preview(folder / "preview", Collection(*size), asked.saves, asked.browser)


if __name__ == "__main__":
    main()
