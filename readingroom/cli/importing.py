"""``import``: raw files into ``content/``, and the check of what was imported before."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.syntax import Syntax
from rich.text import Text as Styled

from readingroom.cli.printing import console, show
from readingroom.diagnostics import Diagnostic
from readingroom.importing import ImportPlan, plan_import, planned_slug
from readingroom.sources import RECORD, slug_problem


@dataclass(frozen=True, slots=True)
class _Wishes:
    """The options of a call."""

    slug: str | None
    encoding: str | None
    dry_run: bool
    diff: bool
    yes: bool


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
    wishes = _Wishes(slug, encoding, dry_run, diff, yes)
    if slug and (problem := slug_problem(slug, "texts")):
        problems.print(f"--slug {slug}: {problem}")
        return 2
    status = 0
    count = 0
    sources = list(_sources(files))
    if slug and len(sources) > 1:
        problems.print(f"--slug {slug}: a slug is for one file, and these are {len(sources)}")
        return 2
    for path in sources:
        count += 1
        status = max(status, _import_one(root, path, wishes, terminal, problems))
    if not count:
        problems.print("There is no file to import in the folders named.")
        return 2
    return status


def _sources(files: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named; records and hidden files left out."""
    for path in files:
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for one in inside:
            if not one.name.endswith(RECORD) and not one.name.startswith("."):
                yield one


def _import_one(
    root: Path, path: Path, wishes: _Wishes, terminal: Console, problems: Console
) -> int:
    try:
        data = path.read_bytes()
        target, wrong = _place(root, path, data)
    except OSError as error:
        problems.print(f"{path}: {error.strerror or error}")
        return 1
    if wrong:
        show(problems, (wrong,), root)
        return 1
    name = target.relative_to(root / "content" / "sources").as_posix()
    if wishes.slug and (owner := _owner(root, wishes.slug, name)):
        problems.print(f"--slug {wishes.slug}: the slug is taken by {owner}")
        return 2
    plan = _plan(root, data, name, target, wishes)
    shown = tuple(replace(d, path=f"content/sources/{name}") for d in plan.diagnostics)
    show(problems, shown, root)
    if plan.action == "refused":
        return 1
    _tell(plan, name, wishes, terminal)
    if wishes.dry_run or plan.action in ("unchanged", "edited"):
        return 0
    if plan.action == "update" and not wishes.yes:
        return 0
    _write(root, plan, target, data)
    return 0


def _place(root: Path, path: Path, data: bytes) -> tuple[Path, Diagnostic | None]:
    """Where a source is kept: where it stands below content/sources/, else copied there."""
    sources = root / "content" / "sources"
    if path.resolve().is_relative_to(sources.resolve()):
        return sources / path.resolve().relative_to(sources.resolve()), None
    target = sources / path.name
    if target.exists() and target.read_bytes() != data:
        message = f"another source called {path.name} is there already"
        hint = "rename the new file; a source is never overwritten"
        name = f"content/sources/{path.name}"
        return target, Diagnostic("slug-duplicate", message, name, 0, 0, hint)
    return target, None


def _plan(root: Path, data: bytes, name: str, target: Path, wishes: _Wishes) -> ImportPlan:
    record = _read(target.with_name(target.name + RECORD))
    slug = wishes.slug or planned_slug(data, name, encoding=wishes.encoding, existing_record=record)
    if not wishes.slug and record is None:
        slug = _free(root, slug)
    return plan_import(
        data,
        name,
        encoding=wishes.encoding,
        slug=slug,
        existing_markdown=_read(root / "content" / "texts" / f"{slug}.md"),
        existing_record=record,
        today=datetime.datetime.now().astimezone().date(),
    )


def _owner(root: Path, slug: str, name: str) -> str:
    """The file that has a slug, unless it is the text that was made of this very source."""
    for folder in ("texts", "glossary", "pages"):
        path = root / "content" / folder / f"{slug}.md"
        if path.exists() and not (folder == "texts" and f'"{name}"' in (_read(path) or "")):
            return path.relative_to(root).as_posix()
    return ""


def _free(root: Path, slug: str) -> str:
    """The slug, with a count where another text, entry or page has it."""
    folders = ("texts", "glossary", "pages")
    name, count = slug, 1
    while slug_problem(name, "texts") or any(
        (root / "content" / folder / f"{name}.md").exists() for folder in folders
    ):
        count += 1
        name = f"{slug}-{count}"
        if count > 9999:
            break
    return name


def _read(path: Path) -> str | None:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return None


def _tell(plan: ImportPlan, name: str, wishes: _Wishes, terminal: Console) -> None:
    """What is, or would be, done with one source."""
    text = f"content/texts/{plan.slug}.md"
    would = "would be " if wishes.dry_run else ""
    written = wishes.yes or wishes.dry_run
    says = {
        "create": f"{text} {would}written",
        "unchanged": f"{text} is as import makes it; nothing to do",
        "edited": f"{text} was edited since it was imported, and is left as it is",
        "update": f"{text} {would}written anew, as the rules now make it"
        if written
        else f"the rules now make another {text}: see --diff, then --yes",
    }[plan.action]
    terminal.print(Styled.assemble((name, "bold"), ": ", says))
    for what in plan.source.review:
        terminal.print(Styled.assemble(("  look at: ", "yellow"), what))
    if wishes.dry_run and plan.action in ("create", "unchanged"):
        terminal.print(Styled(f"--- {text}", "dim"))
        print(plan.markdown, end="")
        terminal.print(Styled(f"--- content/sources/{name}{RECORD}", "dim"))
        print(plan.record, end="")
    elif wishes.diff or wishes.dry_run:
        difference = plan.difference()
        if terminal.is_terminal:
            terminal.print(Syntax(difference, "diff", background_color="default"))
        else:
            print(difference, end="")


def _write(root: Path, plan: ImportPlan, target: Path, data: bytes) -> None:
    """The source (where it is not there yet), its record, the text."""
    text = root / "content" / "texts" / f"{plan.slug}.md"
    for folder in (target.parent, text.parent):
        folder.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        target.write_bytes(data)
    text.write_text(plan.markdown, "utf-8", newline="\n")
    target.with_name(target.name + RECORD).write_text(plan.record, "utf-8", newline="\n")
