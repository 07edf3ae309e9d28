"""``build`` and ``check``."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from readingroom import unchanged
from readingroom.cli.printing import as_github, as_json, console, show, summary
from readingroom.diagnostics import has_errors
from readingroom.results import BuildResult, Options


def run_build(root: Path, out: Path, options: Options, explain: bool, profile: bool) -> int:
    """Build, say what was done, and return the exit status."""
    terminal, problems = console(), console(errors=True)
    begun = time.perf_counter()
    try:
        result = (
            unchanged.recall(root, out.resolve(), options) if options.cache else None
        ) or _build(root, out, options, terminal)
    except OSError as error:
        problems.print(f"the site could not be written: {error}")
        return 1
    show(problems, result.diagnostics, root, strict=options.strict)
    if explain:
        for file, reason in result.reasons:
            terminal.print(f"{file}: {reason}")
    if profile:
        for stage, seconds in result.seconds:
            terminal.print(f"{stage:>10} {seconds:8.3f} s")
        for what, slowest in (("Files", result.slowest), ("Texts", result.slowest_texts)):
            if slowest:
                terminal.print(f"{what} that took longest:")
            for name, seconds in slowest:
                terminal.print(f"{seconds * 1000:10.1f} ms {name}")
    failed = has_errors(result.diagnostics, strict=options.strict)
    terminal.print(told(result, out, time.perf_counter() - begun, strict=options.strict))
    return 1 if failed else 0


def _build(root: Path, out: Path, options: Options, terminal: Console) -> BuildResult:
    # Loading what a build needs takes longer than seeing that there is nothing to build.
    from readingroom.pipeline import build

    with progress_on(terminal, options) as shown:
        return build(root, out, shown)


def told(result: BuildResult, out: Path, seconds: float, *, strict: bool) -> str:
    """One line, or two, on what a build did."""
    problems = summary(result.diagnostics, strict=strict)
    if not result.done:
        kept = f"; {out} is as it was" if out.exists() else ""
        return f"Not built: {problems}{kept}."
    counts = result.counts
    made = ", ".join(
        [
            _count(counts.texts, "text"),
            _count(counts.notes, "note"),
            _count(counts.entries, "entry", "entries"),
            _count(counts.links, "link"),
            _count(counts.pages, "page"),
        ]
    )
    changed = f"{_count(result.written, 'file')} written, {result.kept} unchanged"
    if result.removed:
        changed += f", {result.removed} removed"
    if not result.written and not result.removed:
        changed = "nothing changed"
    end = f" ({problems})" if problems else ""
    return f"Built {out}: {made}; {changed}; {seconds:.2f} s{end}."


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@contextmanager
def progress_on(terminal: Console, options: Options) -> Iterator[Options]:
    """The options with a progress bar, where there is a terminal to see it."""
    if not terminal.is_terminal:
        yield options
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=terminal, transient=True) as bars:
        tasks: dict[str, object] = {}

        def told_of(stage: str, done: int, of: int) -> None:
            # A bar for what takes no time only flickers.
            if of < 200:
                return
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=of)
            if done % 20 == 0 or done + 1 == of:
                bars.update(tasks[stage], completed=done + 1)  # type: ignore[arg-type]

        yield replace(options, progress=told_of)


def run_check(root: Path, strict: bool, form: str) -> int:
    """Find what is wrong, show it in the form asked for, and return the exit status."""
    from readingroom.pipeline import check_archive

    options = Options(strict=strict, drafts=True)
    archive, found = check_archive(root, options)
    failed = has_errors(found, strict=strict)
    terminal = console()
    if form == "json":
        print(as_json(found))
    elif form == "github":
        if found:
            print(as_github(found, strict=strict))
    else:
        show(terminal, found, root, strict=strict)
        for anchored in archive.notes:
            if anchored.state == "moved":
                key = f"{anchored.note.text}#{anchored.note.id}"
                terminal.print(
                    f"{key}: its words stand in another paragraph now (to record it: notes accept {key})"
                )
        waiting = [text.path for text in archive.texts if text.review]
        if waiting:
            named = ", ".join(waiting[:3]) + (" …" if len(waiting) > 3 else "")
            terminal.print(f"To be reviewed (review: needed): {named}")
        for path, said in archive.changes:
            terminal.print(
                f"{path}: paragraphs since its notes were accepted: {said} (to record it: notes accept)"
            )
        count = ", ".join(
            [
                _count(len(archive.texts), "text"),
                _count(len(archive.notes), "note"),
                _count(len(archive.entries), "entry", "entries"),
            ]
        )
        terminal.print(f"{count}: {summary(found, strict=strict) or 'no mistakes found'}.")
    return 1 if failed else 0
