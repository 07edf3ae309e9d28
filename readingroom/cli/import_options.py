"""What ``import --help`` teaches: the words of the command and of its options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

#: A paragraph is one line here: the help breaks lines where its text does.
HELP = (
    "Make texts of raw files: clean Markdown, and a record of every character.\n\n"
    "import report.txt copies the file to content/sources/ (unless it is there), writes "
    "content/texts/<slug>.md, and beside the source report.txt.import.yaml, which says what became of "
    "each character. It tells you what to look at, and which texts share much with the new one.\n\n"
    "import content/sources goes through all that was imported and says which texts newer "
    "rules would make otherwise. Nothing that is there is changed without --yes, and your "
    "own changes stay even then; look with --diff first.\n\n"
    "import --dry-run report.txt only shows what would be written."
)
EPILOG = "docs/import.md says what the rules do, what is recorded, and how to read a record."

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE|DIR",
        help="Texts as you received them (.txt, .html, .md), or folders of them.",
        exists=True,
    ),
]
Slug = Annotated[
    str | None,
    typer.Option(metavar="S", help="The text's slug, for one file. [default: made of the title]"),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        metavar="E", help="Its encoding, such as cp1252, where import says it cannot be told."
    ),
]
Date = Annotated[
    str | None,
    typer.Option(
        metavar="D",
        help="Its date, as in 2016-04-03, 2016-04 or 2016, for one file: where import asks which of two "
        "days is meant, or does not find one.",
    ),
]
DayFirst = Annotated[
    bool | None,
    typer.Option(
        "--day-first/--month-first",
        help="What 03/04/2016 is, wherever nothing else in a source tells. [default: ask]",
        show_default=False,
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Print what would be written, and write nothing.")
]
Diff = Annotated[
    bool,
    typer.Option(
        "--diff",
        help="Show what you changed in a text since import, and what import now makes otherwise; write "
        "nothing.",
    ),
]
Yes = Annotated[
    bool,
    typer.Option(
        "--yes",
        help="Write what import now makes otherwise into texts that are there, too. Your own changes "
        "always stay.",
    ),
]
