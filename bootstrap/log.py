"""Runs the tools of one set-up, keeps what they say, and shows how far the set-up is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from bootstrap.environment import WINDOWS


class Log:
    """The log file of one set-up, and the line on the terminal that says how far it is.

    path: of the log file; guard: the open lock file of the set-up.
    """

    def __init__(self, path: str, guard: IO[str]) -> None:
        self.path = Path(path)
        self.guard = guard
        self.output: list[str] = []  # the last tool's lines
        self.title = ""
        self.collected = 0

    def __enter__(self) -> Self:
        self.started = time.monotonic()
        self.file = self.path.open("w", encoding="utf-8")
        # Ends the tool with us: see `follow`.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.file.close()
        if self.title:
            show(" stopped\n" if kind else f" done in {time.monotonic() - self.started:.0f} s\n")

    def begin(self, packages: int) -> None:
        """Say what is being done; packages: how many are named, those for other systems too."""
        self.title = f"Setting up (once): {packages} packages into {self.path.parent} ..."
        show(self.title)

    def follow(self, command: list[str]) -> bool:
        """Run a tool, its output into the log; say whether it succeeded."""
        print("$", *command, file=self.file, flush=True)
        self.output = []
        with subprocess.Popen(  # noqa: S603 (our own commands)
            command,
            cwd=self.path.parent,
            env={**os.environ, "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            # The tool of a set-up that was killed may live on: it holds the lock until it ends.
            pass_fds=() if WINDOWS else (self.guard.fileno(),),
            # A group of its own, so that what the tool has started in turn ends with it.
            process_group=None if WINDOWS else 0,
        ) as process:
            assert process.stdout is not None
            try:
                for line in process.stdout:
                    self.file.write(line)
                    self.output.append(line.rstrip())
                    self.count(line)
            except BaseException:
                end(process)
                raise
        return process.returncode == 0

    def count(self, line: str) -> None:
        """Show pip's progress where the line can be written over; uv needs a second for it all."""
        if line.startswith(("Collecting ", "Requirement already ")):
            self.collected += 1
            if sys.stderr.isatty():
                show(f"\r{self.title} {self.collected}")

    def answer(self, command: list[str]) -> str:
        """What a short command prints last; empty when it fails."""
        return self.output[-1].strip() if self.follow(command) and self.output else ""


def end(process: subprocess.Popen[str]) -> None:
    """End a tool, and what it has started."""
    if sys.platform == "win32":
        process.terminate()
    else:
        os.killpg(process.pid, signal.SIGTERM)


def show(text: str) -> None:
    """Write at once for the person who waits; standard output belongs to the program."""
    sys.stderr.write(text)
    sys.stderr.flush()
