"""The command line: ``readingroom`` in an installed package, ``python3 build.py`` in a checkout."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from readingroom.cli.arguments import arranged


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 the archive has errors, 2 a wrong call."""
    from readingroom.cli.app import app

    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        status = app(args=arranged(given), prog_name=_name(), standalone_mode=True)
    except SystemExit as leaving:
        status = leaving.code
    return status if isinstance(status, int) else 0


def run() -> NoReturn:
    """Run the command that was typed, and end the process with its status.

    It ends at once: to take down all that a large build has made, value by value, took half a second for
    10,000 texts, and nothing is left to be done then.
    """
    status = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads it any more
        status = status or 1
    os._exit(status)


def _name() -> str:
    """What the user typed to get here, for the help."""
    return "build.py" if os.environ.get("READINGROOM_HOME") else "readingroom"
