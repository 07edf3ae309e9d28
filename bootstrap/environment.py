"""Where the environment's parts are, and whether it is ready: all that a later run asks.

The stamp in `.venv` says what the environment holds. It is written last, so that a half-made
environment never passes for a ready one.
"""

# ruff: noqa: PTH105, PTH110, PTH118, PTH123  (pathlib takes longer to import than all of this)

from __future__ import annotations

import os
import sys
import zlib

TYPE_CHECKING = False  # typing itself is slow to import
if TYPE_CHECKING:
    from collections.abc import Iterable

WINDOWS = os.name == "nt"


class Environment:
    """The folder `.venv` of a repository: where its parts are, and what its stamp says it holds.

    home: the folder of build.py and of the lock files.
    """

    def __init__(self, home: str) -> None:
        self.home = home
        self.folder = os.path.join(home, ".venv")
        place = ("Scripts", "python.exe") if WINDOWS else ("bin", "python")
        self.python = os.path.join(self.folder, *place)
        self.settings = os.path.join(self.folder, "pyvenv.cfg")
        self.stamp = os.path.join(self.folder, "made-by-build.py.txt")
        self.log = os.path.join(self.folder, "setup.log")
        self.guard = os.path.join(self.folder, "setup.lock")

    def is_ready(self, locks: Iterable[str]) -> bool:
        """Say whether it holds what the lock files name, for this machine's Python."""
        stamp = read_lines(self.stamp)
        return stamp[1:3] == self.foundation() and {*map(self.lock_line, locks)}.issubset(stamp)

    def foundation(self) -> list[str]:
        """What an environment does not survive a change of: the stamp's second and third line.

        Which Python runs build.py is not among it: two in turn would make it anew each time.
        """
        # Windows has no uname, and says it here.
        named = os.environ.get("PROCESSOR_ARCHITECTURE")
        machine = os.uname().machine if hasattr(os, "uname") else named
        return [f"python {self.base_python()}", f"platform {sys.platform} {machine}"]

    def base_python(self) -> str:
        """The path of the Python that it was made from; empty when that is gone.

        An upgrade of the computer's Python breaks the environment's link to it, or turns it to
        another version, whose path differs.
        """
        if WINDOWS:  # where a small program reads this file instead of a link
            pairs = [line.partition("=") for line in read_lines(self.settings)]
            homes = [value.strip() for key, _, value in pairs if key.strip() == "home"]
            path = os.path.join(homes[0], "python.exe") if homes else ""
        else:
            path = os.path.realpath(self.python)
        return path if os.path.exists(path) and os.path.exists(self.python) else ""

    def lock_line(self, lock: str) -> str:
        """A lock file's name, size and checksum, as the stamp has it.

        A checksum is enough to see a change, and hashlib, which loads OpenSSL, takes 5 ms to
        import. That the packages are the right ones is what the hashes in the file are for.
        """
        with open(os.path.join(self.home, lock), "rb") as file:
            words = file.read().replace(b"\r\n", b"\n")  # with other line ends it is the same lock
        return f"{lock} {len(words)} {zlib.crc32(words):08x}"

    def write_stamp(self, owner: str, lines: Iterable[str]) -> None:
        """Write the stamp at one stroke, so that no reader meets a part of it."""
        with open(self.stamp + ".new", "w", encoding="utf-8") as file:
            file.write("\n".join([owner, *self.foundation(), *lines]) + "\n")
        os.replace(self.stamp + ".new", self.stamp)


def read_lines(path: str) -> list[str]:
    """The lines of a small file; none when there is no such file."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return []
