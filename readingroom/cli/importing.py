"""``import``: raw files become texts, one after another, and what became of each is told."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from readingroom.cli.import_archive import (
    Archive,
    own_text,
    slug_conflict,
    with_renamed_shares,
    write_import,
)
from readingroom.cli.import_asking import Asker
from readingroom.cli.import_files import (
    Found,
    another,
    free,
    place,
    read,
    shown,
    sources,
)
from readingroom.cli.import_memory import Known
from readingroom.cli.import_shares import Texts
from readingroom.cli.import_telling import summed, tell, tell_likeness, told_as_skipped
from readingroom.cli.printing import console, show
from readingroom.diagnostics import Diagnostic
from readingroom.importing import ImportPlan
from readingroom.importing.planning import Accession, read_import
from readingroom.importing.record import is_date
from readingroom.sources import slug_problem

#: What a shell gives a program that Ctrl-C ended: 128 and the signal's number, 2.
_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Options:
    """What a call says beside the files: see ``import --help``."""

    slug: str | None = None
    encoding: str | None = None
    date: str | None = None
    day_first: bool | None = None
    dry_run: bool = False
    diff: bool = False
    yes: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether nothing is said that may make another text of a source than the last time."""
        said = (self.slug, self.encoding, self.date, self.day_first)
        return not self.diff and all(each is None for each in said)

    @property
    def looks(self) -> bool:
        """Whether nothing is to be written, whatever else was said."""
        return self.dry_run or self.diff


@dataclass(frozen=True, slots=True)
class _Call:
    """The options of a call, where it prints, whom it asks, and what it need not look at again."""

    options: Options
    several: bool
    terminal: Console
    problems: Console
    asker: Asker
    known: Known | None


def run_import(root: Path, files: Iterable[Path], options: Options) -> int:
    """Import each file, say what became of it, and return the exit status."""
    terminal, problems = console(), console(errors=True)
    found, skipped = sources(files)
    if skipped:
        problems.print(told_as_skipped(skipped), markup=False)
    if problem := _wrong_call(found, options):
        problems.print(problem, markup=False)
        return 2
    several = len(found) > 1
    bar = _bar(problems) if several and problems.is_terminal else None
    asker = Asker(
        problems,
        day_first=options.day_first,
        asks=not options.looks,
        pause=partial(_without, bar),
    )
    # Lines between those of a bar have to be printed by its own console.
    to = problems if bar and terminal.is_terminal else terminal
    archive = Archive(root, Texts(root))
    known = Known(archive) if several and options.is_plain else None
    call = _Call(options, several, to, problems, asker, known)
    outcomes: Counter[str] = Counter()
    try:
        for one in _watched(found, bar):
            outcomes.update(_import_one(archive, one, call))
    except KeyboardInterrupt:
        done = sum(n for outcome, n in outcomes.items() if outcome != "to look at")
        problems.print(f"Stopped after {done:,} of {len(found):,} sources; import again to go on.")
        return _INTERRUPTED
    finally:
        if known and not options.looks:
            known.keep()
    if several:
        terminal.print(summed(outcomes))
    return 2 if outcomes["wrong call"] else int(outcomes["refused"] > 0)


def _wrong_call(found: Sequence[Found], options: Options) -> str:
    """What cannot be meant by the options, or the empty string."""
    slug, encoding, date = options.slug, options.encoding, options.date
    if slug and (problem := slug_problem(slug, "texts")):
        return f"--slug {slug}: {problem}"
    if encoding is not None and not _decodes(encoding):
        return f"--encoding {encoding}: there is no such encoding of text"
    if date is not None and not is_date(date):
        return f"--date {date}: write a date of the calendar as 2016-04-03, 2016-04 or 2016"
    if slug and len(found) > 1:
        return f"--slug {slug}: a slug is for one file, and these are {len(found)}"
    if date and len(found) > 1:
        return f"--date {date}: a date is for one file, and these are {len(found)}"
    return "" if found else "There is no file to import in the folders named."


def _decodes(encoding: str) -> bool:
    """Whether there is an encoding of text with that name."""
    try:
        b"a".decode(encoding, "replace")
    except UnicodeError:
        return True  # one byte is not enough for it
    except (LookupError, ValueError):
        return False
    return True


def _bar(to: Console) -> Progress:
    columns = (TextColumn("importing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=to, transient=True)


def _watched(found: Sequence[Found], bar: Progress | None) -> Iterator[Found]:
    """The files, one after another, under a bar where there is one."""
    if bar is None:
        yield from found
        return
    with bar:
        yield from bar.track(found, len(found))


@contextmanager
def _without(bar: Progress | None) -> Iterator[None]:
    if bar:
        bar.stop()
    yield
    if bar:
        bar.start()


def _import_one(archive: Archive, found: Found, call: _Call) -> tuple[str, ...]:
    """Import one file; what became of it, as the last line counts it."""
    name, problem = place(archive.root, found)
    if problem:
        call.problems.print(f"{shown(found.path)}: {problem}", markup=False)
        return ("refused",)
    try:
        data = found.path.read_bytes()
        if problem := another(archive.source(name), data, found.path):
            call.problems.print(f"{shown(found.path)}: {problem}", markup=False)
            return ("refused",)
        return _import_bytes(archive, data, name, call)
    except OSError as error:
        call.problems.print(f"{shown(found.path)}: {error.strerror or error}", markup=False)
        return ("refused",)


def _import_bytes(archive: Archive, data: bytes, name: str, call: _Call) -> tuple[str, ...]:
    record = read(archive.record(name))
    if call.known and (outcome := call.known.outcome(data, name, record)):
        return (outcome,)
    reading = _read(data, name, record, call)
    if not reading.source.encoding:
        return _refused(reading.source.diagnostics, name, archive, call)
    reading = with_renamed_shares(archive, reading)
    own, other = own_text(archive, reading, name)
    if other and record is None:
        said = f"content/texts/{other}.md was made of the same bytes; it is not imported again"
        call.terminal.print(f"{shown(name)}: {said}", markup=False)
        return ("unchanged",)
    if problem := slug_conflict(archive, own, call.options.slug):
        call.problems.print(f"--slug {call.options.slug}: {problem}", markup=False)
        return ("wrong call",)
    slug = call.options.slug or own or free(archive.root, reading.slug, archive.promised)
    today = datetime.datetime.now().astimezone().date()
    try:
        plan = reading.plan(slug, read(archive.text(slug), exactly=True), today)
    except UnicodeDecodeError:
        call.problems.print(f"content/texts/{slug}.md: it is not UTF-8; save it as UTF-8")
        return ("refused",)
    if plan.action in ("create", "restore"):
        plan = _compared(archive, plan, name, call)
    elif not call.several or call.options.diff or plan.action in ("update", "merge", "apart"):
        _tell(archive, plan, name, call)
    if not call.options.looks and (plan.action == "create" or call.options.yes):
        write_import(archive, plan, name, data)
    if call.known and not call.options.looks:
        call.known.note(data, name, plan)
    return _outcome(plan, call)


def _read(data: bytes, name: str, record: str | None, call: _Call) -> Accession:
    """Read a source; once more with the answer where a date may be several days."""
    encoding, date = call.options.encoding, call.options.date
    reading = read_import(data, name, encoding=encoding, date=date, existing_record=record)
    # One that is settled dates the text; the others are other days then.
    for question in reading.source.questions[:1]:
        if day := call.asker.day(name, question, new=record is None):
            return read_import(data, name, encoding=encoding, date=day, existing_record=record)
    return reading


def _outcome(plan: ImportPlan, call: _Call) -> tuple[str, ...]:
    look = ("to look at",) if plan.source.review or plan.kept else ()
    if plan.action in ("create", "unchanged", "edited"):
        named = {"create": "new", "unchanged": "unchanged", "edited": "edited"}
        return (named[plan.action], *(look if plan.action == "create" else ()))
    if plan.action == "apart":
        return ("edited", "to look at")
    done = "new" if plan.action == "restore" else "updated"
    return (done if call.options.yes and not call.options.looks else "to update", *look)


def _refused(
    wrong: Sequence[Diagnostic], name: str, archive: Archive, call: _Call
) -> tuple[str, ...]:
    show(call.problems, _placed(wrong, name), archive.root)
    return ("refused",)


def _placed(found: Iterable[Diagnostic], name: str) -> tuple[Diagnostic, ...]:
    return tuple(replace(one, path=f"content/sources/{shown(name)}") for one in found)


def _compared(archive: Archive, plan: ImportPlan, name: str, call: _Call) -> ImportPlan:
    """The plan of a new text held against those that are there; both are told."""
    alike = archive.texts.like(plan.source)
    if plan.action == "create" or plan.damaged:
        plan = plan.with_shares([one.shared for one in alike])
    if plan.action == "create" or call.options.yes:
        archive.texts.add(plan.slug, plan.markdown)
    if call.options.looks:
        archive.promised.add(plan.slug)
    _tell(archive, plan, name, call)
    tell_likeness(alike, call.terminal)
    return plan


def _tell(archive: Archive, plan: ImportPlan, name: str, call: _Call) -> None:
    show(call.problems, _placed(plan.diagnostics, name), archive.root)
    tell(
        plan,
        name,
        call.terminal,
        dry_run=call.options.dry_run,
        diff=call.options.diff,
        yes=call.options.yes,
    )
