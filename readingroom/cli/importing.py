"""``import``: raw files become texts, one after another, and what became of each is told."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from readingroom.cli.import_files import (
    Found,
    another,
    free,
    owner,
    place,
    read,
    shown,
    sources,
    write,
)
from readingroom.cli.import_shares import Texts
from readingroom.cli.import_telling import summed, tell, tell_likeness, told_as_skipped
from readingroom.cli.printing import console, show
from readingroom.diagnostics import Diagnostic
from readingroom.importing import ImportPlan
from readingroom.importing.planning import Accession, cites, read_import
from readingroom.sources import RECORD, slug_problem

#: What a shell gives a program that Ctrl-C ended: 128 and the signal's number, 2.
_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class _Call:
    """The options of a call, and where it prints."""

    slug: str | None
    encoding: str | None
    dry_run: bool
    diff: bool
    yes: bool
    several: bool
    terminal: Console
    problems: Console

    @property
    def looks(self) -> bool:
        """Whether nothing is to be written, whatever else was said."""
        return self.dry_run or self.diff


@dataclass(frozen=True, slots=True)
class _Archive:
    """Where texts are made; ``promised`` are the slugs that a dry run would have used."""

    root: Path
    texts: Texts
    promised: set[str] = field(default_factory=set)

    def text(self, slug: str) -> Path:
        return self.root / "content" / "texts" / f"{slug}.md"

    def source(self, name: str) -> Path:
        return self.root / "content" / "sources" / name

    def record(self, name: str) -> Path:
        return self.source(name + RECORD)


def run_import(
    root: Path,
    files: Iterable[Path],
    slug: str | None,
    encoding: str | None,
    dry_run: bool,
    diff: bool,
    yes: bool,
) -> int:
    """Import each file, say what became of it, and return the exit status."""
    terminal, problems = console(), console(errors=True)
    found, skipped = sources(files)
    if skipped:
        problems.print(told_as_skipped(skipped), markup=False)
    if problem := _wrong_call(found, slug, encoding):
        problems.print(problem, markup=False)
        return 2
    several = len(found) > 1
    # Lines between those of a bar have to be printed by its own console.
    to = problems if several and problems.is_terminal and terminal.is_terminal else terminal
    call = _Call(slug, encoding, dry_run, diff, yes, several, to, problems)
    outcomes: Counter[str] = Counter()
    archive = _Archive(root, Texts(root))
    try:
        for one in _watched(found, problems):
            outcomes.update(_import_one(archive, one, call))
    except KeyboardInterrupt:
        done = sum(n for outcome, n in outcomes.items() if outcome != "to look at")
        problems.print(f"Stopped after {done:,} of {len(found):,} sources; import again to go on.")
        return _INTERRUPTED
    if several:
        terminal.print(summed(outcomes))
    return 2 if outcomes["wrong call"] else int(outcomes["refused"] > 0)


def _wrong_call(found: Sequence[Found], slug: str | None, encoding: str | None) -> str:
    """What cannot be meant by the options, or the empty string."""
    if slug and (problem := slug_problem(slug, "texts")):
        return f"--slug {slug}: {problem}"
    if encoding is not None and not _decodes(encoding):
        return f"--encoding {encoding}: there is no such encoding of text"
    if slug and len(found) > 1:
        return f"--slug {slug}: a slug is for one file, and these are {len(found)}"
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


def _watched(found: Sequence[Found], to: Console) -> Iterator[Found]:
    """The files, one after another, under a bar on a terminal."""
    if len(found) == 1 or not to.is_terminal:
        yield from found
        return
    columns = (TextColumn("importing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=to, transient=True) as progress:
        yield from progress.track(found, len(found))


def _import_one(archive: _Archive, found: Found, call: _Call) -> tuple[str, ...]:
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


def _import_bytes(archive: _Archive, data: bytes, name: str, call: _Call) -> tuple[str, ...]:
    record = read(archive.record(name))
    reading = read_import(data, name, encoding=call.encoding, existing_record=record)
    if not reading.source.encoding:
        return _refused(reading.source.diagnostics, name, archive, call)
    own, other = _own(archive, reading, name)
    if other and record is None:
        said = f"content/texts/{other}.md was made of the same bytes; it is not imported again"
        call.terminal.print(f"{shown(name)}: {said}", markup=False)
        return ("unchanged",)
    if problem := _slug_problem(archive, own, call.slug):
        call.problems.print(f"--slug {call.slug}: {problem}", markup=False)
        return ("wrong call",)
    slug = call.slug or own or free(archive.root, reading.slug, archive.promised)
    today = datetime.datetime.now().astimezone().date()
    try:
        plan = reading.plan(slug, read(archive.text(slug), exactly=True), today)
    except UnicodeDecodeError:
        call.problems.print(f"content/texts/{slug}.md: it is not UTF-8; save it as UTF-8")
        return ("refused",)
    if plan.action in ("create", "restore"):
        plan = _compared(archive, plan, name, call)
    elif not call.several or call.diff or plan.action in ("update", "merge", "apart"):
        _tell(archive, plan, name, call)
    if not call.looks and (plan.action == "create" or call.yes):
        _write(archive, plan, name, data)
    return _outcome(plan, call)


def _own(archive: _Archive, reading: Accession, name: str) -> tuple[str, str]:
    """The slug of a source's text, and of one that was made of the same bytes of another name.

    A text that its record does not name, or not any more, is known by its front matter.
    """
    recorded = reading.before.slug if reading.before else ""
    if recorded and archive.text(recorded).exists():
        return recorded, ""
    made = archive.texts.made_of(hashlib.sha256(reading.data).hexdigest(), name)
    for slug in made:
        if cites(read(archive.text(slug)) or "", name):
            return slug, ""
    return recorded, made[0] if made else ""


def _slug_problem(archive: _Archive, own: str, wanted: str | None) -> str:
    """Why a source cannot have the slug that was wanted; ``own`` is the one it has."""
    if not wanted or wanted == own:
        return ""
    if own and archive.text(own).exists():
        return f"the source has a text, content/texts/{own}.md; to rename it: rename {own} {wanted}"
    taken = owner(archive.root, wanted)
    return f"the slug is taken by {taken}" if taken else ""


def _outcome(plan: ImportPlan, call: _Call) -> tuple[str, ...]:
    look = ("to look at",) if plan.source.review or plan.kept else ()
    if plan.action in ("create", "unchanged", "edited"):
        named = {"create": "new", "unchanged": "unchanged", "edited": "edited"}
        return (named[plan.action], *(look if plan.action == "create" else ()))
    if plan.action == "apart":
        return ("edited", "to look at")
    done = "new" if plan.action == "restore" else "updated"
    return (done if call.yes and not call.looks else "to update", *look)


def _refused(
    wrong: Sequence[Diagnostic], name: str, archive: _Archive, call: _Call
) -> tuple[str, ...]:
    show(call.problems, _placed(wrong, name), archive.root)
    return ("refused",)


def _placed(found: Iterable[Diagnostic], name: str) -> tuple[Diagnostic, ...]:
    return tuple(replace(one, path=f"content/sources/{shown(name)}") for one in found)


def _compared(archive: _Archive, plan: ImportPlan, name: str, call: _Call) -> ImportPlan:
    """The plan of a new text held against those that are there; both are told."""
    alike = archive.texts.like(plan.source)
    if plan.action == "create" or plan.damaged:
        plan = plan.with_shares([one.shared for one in alike])
    if plan.action == "create" or call.yes:
        archive.texts.add(plan.slug, plan.markdown)
    if call.looks:
        archive.promised.add(plan.slug)
    _tell(archive, plan, name, call)
    tell_likeness(alike, call.terminal)
    return plan


def _tell(archive: _Archive, plan: ImportPlan, name: str, call: _Call) -> None:
    show(call.problems, _placed(plan.diagnostics, name), archive.root)
    tell(plan, name, call.terminal, dry_run=call.dry_run, diff=call.diff, yes=call.yes)


def _write(archive: _Archive, plan: ImportPlan, name: str, data: bytes) -> None:
    """The source (where it is not there yet), its record, the text, in the order that mends itself.

    A new text comes last: until it is there its record says under which slug to make it. One that is
    written anew comes first: as long as the record is the old one, the change is still seen.
    """
    if plan.action in ("unchanged", "edited", "apart"):
        return
    if not archive.source(name).exists():
        write(archive.source(name), data)
    files = [
        (archive.record(name), plan.record, plan.existing_record),
        (archive.text(plan.slug), plan.text, plan.existing_markdown),
    ]
    new = plan.action in ("create", "restore")
    try:
        for path, words, was in files if new else reversed(files):
            if words != was:
                write(path, words.encode("utf-8"))
    except BaseException:
        # A record without its text would say that the editor deleted the text.
        if plan.action == "create" and not archive.text(plan.slug).exists():
            archive.record(name).unlink(missing_ok=True)
        raise
