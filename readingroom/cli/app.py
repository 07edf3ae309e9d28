"""The commands, their options and their help."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from readingroom import __version__
from readingroom.cli import import_options
from readingroom.cli.plain import Command

app = typer.Typer(
    name="readingroom",
    no_args_is_help=False,
    # Plain help: what would colour it takes 0.2 s to import, more than all else that --help needs.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
    pretty_exceptions_enable=False,
    help=(
        "An annotated reading archive as a static site: texts, notes in the margin, a glossary, a "
        "search.\n\nWithout a command the site is built: build is what most calls mean."
        "\n\nExit status: 0 done, 1 the archive has errors (all of them are printed), 2 the call is "
        "wrong."
    ),
    epilog="docs/writing.md is for editors, docs/development.md for maintainers.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"Reading Room {__version__}")
        raise typer.Exit


@app.callback()
def program(
    context: typer.Context,
    root: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="The archive: any folder with a site.yaml. May stand behind the command as well. "
            "[default: the current folder]",
            show_default=False,
        ),
    ] = None,
    _version_wanted: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Settle which archive is meant."""
    context.obj = root


def archive_root(context: typer.Context) -> Path:
    """The archive's folder; a wrong call when there is no site.yaml in it."""
    named: Path | None = context.obj
    if named is not None:
        if not (named / "site.yaml").is_file():
            raise typer.BadParameter(f"{named} has no site.yaml", param_hint="--root")
        return named
    here = Path.cwd()
    home = os.environ.get("READINGROOM_HOME")
    for folder in (here, Path(home) if home else here):
        if (folder / "site.yaml").is_file():
            # Short paths in messages: the current folder is named by a dot.
            return Path() if folder == here else folder
    raise typer.BadParameter(f"{here} has no site.yaml; name an archive", param_hint="--root")


@app.command()
def build(
    context: typer.Context,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Where the site goes. [default: public in the archive]",
            show_default=False,
        ),
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where it will be published, if not as site.yaml says."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings are errors.")] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Build what can be built, errors or not.")
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Make everything anew, remember nothing.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each page was rendered.")
    ] = False,
    drafts: Annotated[bool, typer.Option("--drafts", help="Publish drafts too.")] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="Processes that render. [default: one a core]",
            show_default=False,
        ),
    ] = None,
    profile: Annotated[bool, typer.Option("--profile", help="Print seconds by stage.")] = False,
) -> None:
    """Build the site. With errors, all are printed and the old site stays as it was."""
    from readingroom.cli.building import run_build
    from readingroom.results import Options

    options = Options(
        base_url=_checked_url(base_url),
        strict=strict,
        keep_going=keep_going,
        cache=not no_cache,
        drafts=drafts,
        jobs=jobs,
    )
    root = archive_root(context)
    raise typer.Exit(run_build(root, out or root / "public", options, explain, profile))


def _checked_url(url: str | None) -> str | None:
    if url:
        from readingroom.schemas import address_problem

        if problem := address_problem(url):
            raise typer.BadParameter(f"{url}: {problem}", param_hint="--base-url")
    return url


@app.command(short_help="Preview the site: on every save the open page changes.")
def serve(
    context: typer.Context,
    port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            metavar="N",
            help="0 takes any free one. [default: 8000, or the next that is free]",
            show_default=False,
        ),
    ] = None,
    open_browser: Annotated[
        bool, typer.Option("--open", help="Open the site in the browser.")
    ] = False,
    editor: Annotated[
        str | None,
        typer.Option(
            metavar="COMMAND",
            help="What opens a file from the page: code, cursor, zed, subl, idea …, or a command with "
            "{file} and {line} in it. [default: READINGROOM_EDITOR, VISUAL, EDITOR, or one that "
            "is found]",
            show_default=False,
        ),
    ] = None,
    drafts: Annotated[
        bool, typer.Option("--drafts/--no-drafts", help="Show drafts.", show_default=True)
    ] = True,
) -> None:
    """Preview the site on this machine: on every save the open page changes where it stands.

    What is wrong is shown over the page, and "Edit this text" opens the file. docs/preview.md has more.
    """
    from readingroom.cli.serving import run_serve

    raise typer.Exit(run_serve(archive_root(context), port, open_browser, drafts, editor))


@app.command(short_help="Look for mistakes without building.")
def check(
    context: typer.Context,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings are errors.")] = False,
    form: Annotated[
        Literal["text", "json", "github"],
        typer.Option("--format", help="For people, for programs, for pull requests."),
    ] = "text",
) -> None:
    """Look for mistakes without building: notes, links, front matter, import records."""
    from readingroom.cli.building import run_check

    raise typer.Exit(run_check(archive_root(context), strict, form))


@app.command(
    name="import",
    cls=Command,
    help=import_options.HELP,
    short_help="Make texts of raw files.",
    epilog=import_options.EPILOG,
)
def import_(
    context: typer.Context,
    files: import_options.Files,
    slug: import_options.Slug = None,
    encoding: import_options.Encoding = None,
    date: import_options.Date = None,
    day_first: import_options.DayFirst = None,
    dry_run: import_options.DryRun = False,
    diff: import_options.Diff = False,
    yes: import_options.Yes = False,
) -> None:
    """Make texts of raw files."""
    from readingroom.cli.importing import Options, run_import

    if slug and len(files) > 1:
        raise typer.BadParameter("a slug is for one file", param_hint="--slug")
    options = Options(slug, encoding, date, day_first, dry_run=dry_run, diff=diff, yes=yes)
    raise typer.Exit(run_import(archive_root(context), files, options))


@app.command(cls=Command, short_help="Search the archive, as on the site's search page.")
def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What to look for.")],
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many results at most.")] = 10,
) -> None:
    """Search the archive from the command line, as on the site's search page.

    Words, "quoted words" (in single quotes for the shell), -without (after --), title: author: tag:
    kind:note.
    """
    from readingroom.cli.searching import run_search

    raise typer.Exit(run_search(archive_root(context), " ".join(words), limit))


@app.command(cls=Command, short_help="Begin a note: its quote is checked and made unique.")
def note(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The slug of the text.")],
    quotes: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUOTE", help="Words of the text; none for a note on all of it."),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="A kind that site.yaml lists.")
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who writes it.")] = None,
    nth: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Which place, where the words stand more than once."),
    ] = None,
) -> None:
    """Begin a note: its quote is checked, made unique, and written with room for the comment."""
    from readingroom.cli.noting import run_note

    raise typer.Exit(run_note(archive_root(context), text, quotes or [], kind, by, nth))


notes = typer.Typer(
    help="All notes: where they stand, and what to do about those that do not.",
    short_help="List, accept and import notes.",
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.add_typer(notes, name="notes")


@notes.command(name="list", short_help="List the notes with their states.")
def list_notes(
    context: typer.Context,
    text: Annotated[str | None, typer.Option(metavar="TEXT", help="Of one text only.")] = None,
    unsettled: Annotated[
        bool, typer.Option("--unsettled", help="Only those that do not stand exactly.")
    ] = False,
) -> None:
    """List the notes with their states: exact, moved, changed, ambiguous, orphan."""
    from readingroom.cli.noting import run_list

    raise typer.Exit(run_list(archive_root(context), text, unsettled))


@notes.command(cls=Command, short_help="Accept where notes now stand.")
def accept(
    context: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID", help="text#id, or id. All that changed where none is given."),
    ] = None,
) -> None:
    """Accept where notes now stand: quotes are rewritten to the words meant, places recorded."""
    from readingroom.cli.accepting import run_accept

    raise typer.Exit(run_accept(archive_root(context), ids or []))


@notes.command(name="import", cls=Command, short_help="Make Markdown notes of annotations.")
def import_notes(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE.json", help="W3C annotations, or Hypothesis's export.", exists=True
        ),
    ],
    by: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who wrote those that name nobody, as in `by:`."),
    ] = None,
) -> None:
    """Make Markdown notes of annotations; what cannot be anchored is kept and reported."""
    from readingroom.cli.interchange import run_notes_import

    raise typer.Exit(run_notes_import(archive_root(context), file, by))


@notes.command(name="add-ids", short_help="Write ids into files of notes without headings.")
def add_ids(context: typer.Context) -> None:
    """Write the ids of notes that have no heading into their files."""
    from readingroom.cli.noting import run_add_ids

    raise typer.Exit(run_add_ids(archive_root(context)))
