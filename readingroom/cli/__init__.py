"""The command line: ``readingroom`` in an installed package, ``python3 build.py`` in a checkout."""

from __future__ import annotations

import sys
from collections.abc import Sequence

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


def _name() -> str:
    """What the user typed to get here, for the help."""
    import os

    return "build.py" if os.environ.get("READINGROOM_HOME") else "readingroom"
