"""Makes the environment and fills it: on first use, and when a lock file or Python changed.

An environment that a killed run left half made is made anew. One that was made by hand is added
to, and nothing in it is deleted.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import time
from pathlib import Path
from typing import IO

from bootstrap.environment import Environment, read_lines
from bootstrap.log import Log

# The first line of the stamp says whose the environment is: only our own is ever emptied.
OURS = "made by build.py: it may be deleted at any time"
BY_HAND = "made by hand: build.py adds packages and deletes nothing"
# A line that stands in the stamp while packages are being installed.
UNFINISHED = "unfinished"

# What pip and uv say in the log when the package index is out of reach.
NO_NETWORK = (
    "connection broken",
    "connection refused",
    "connect timeout",
    "read timed out",
    "name resolution",
    "dns error",
    "error sending request",
    "failed to fetch",
    "network is unreachable",
)


class SetupError(OSError):
    """What keeps the environment from being made, as one line that says what to do."""


def make_ready(environment: Environment, locks: list[str]) -> None:
    """Make the environment hold what the lock files name.

    locks: their names, the program's first. Two runs at once: the second waits. Raises SetupError
    with what to do, OSError when a file cannot be read or written, KeyboardInterrupt on Ctrl-C.
    """
    folder = Path(environment.folder)
    if (folder.exists() or folder.is_symlink()) and not is_environment(environment):
        raise SetupError(f"{folder} is no Python environment: move it away, then run this again")
    folder.mkdir(exist_ok=True)
    with Path(environment.guard).open("a", encoding="utf-8") as guard:
        wait_for(guard, environment)
        if not environment.is_ready(locks):  # the run we waited for may have done it
            with Log(environment.log, guard) as log:
                set_up(environment, locks, log)


def is_environment(environment: Environment) -> bool:
    """Say whether .venv is an environment, or the empty or half-made beginning of one."""
    folder = Path(environment.folder)
    marks = (environment.settings, environment.stamp, environment.guard)
    return folder.is_dir() and (
        any(Path(mark).exists() for mark in marks) or not any(folder.iterdir())
    )


def wait_for(guard: IO[str], environment: Environment) -> None:
    """Hold the guard file's lock, which the system lets go of when its holders end, even killed."""
    waiting = False
    while not try_lock(guard):
        if not waiting:
            waiting = True
            sys.stderr.write(f"Another run is setting up {environment.folder}: waiting for it\n")
        time.sleep(0.2)  # seconds: short beside any set-up


def try_lock(guard: IO[str]) -> bool:
    """Take the lock if nobody has it; say whether we have it now."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(guard.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:  # some network folders cannot lock: one run at a time works there
        sys.stderr.write(f"Setting up without a lock ({error})\n")
    return True


def set_up(environment: Environment, locks: list[str], log: Log) -> None:
    """Make the environment if it must be made, and install the lock files that it lacks."""
    stamp = read_lines(environment.stamp)
    by_hand = stamp[:1] == [BY_HAND] or (not stamp and Path(environment.settings).exists())
    sound = stamp[1:3] == environment.foundation() and UNFINISHED not in stamp
    if by_hand:
        check_made_by_hand(environment, log)
    elif not (sound and environment.base_python()):
        make_anew(environment, log)
    held = held_locks(environment, stamp) if sound else []
    due = [lock for lock in locks if environment.lock_line(lock) not in held]
    owner = BY_HAND if by_hand else OURS
    files = [str(Path(environment.home, lock)) for lock in due]
    log.begin(sum("==" in line for file in files for line in read_lines(file)))
    environment.write_stamp(owner, [*held, UNFINISHED])
    try:
        for file in files:
            install(environment, file, log)
        add_to_path(environment, log)
    except SetupError:
        environment.write_stamp(owner, held)  # an installer that gives up leaves what was there
        raise
    environment.write_stamp(owner, [*held, *map(environment.lock_line, due)])


def held_locks(environment: Environment, stamp: list[str]) -> list[str]:
    """The stamp's lines on lock files, if none of those files has changed since.

    All or none: the tests' packages are locked to fit the program's.
    """
    names = [line.partition(" ")[0] for line in stamp[3:]]
    lines = [environment.lock_line(name) for name in names]
    return lines if set(lines).issubset(stamp) else []


def check_made_by_hand(environment: Environment, log: Log) -> None:
    """Raise when an environment that is not ours, and so not ours to replace, cannot be used."""
    ask = "import sys; print(sys.version_info >= (3, 11))"
    if not environment.base_python() or log.answer([environment.python, "-I", "-c", ask]) != "True":
        raise SetupError(
            f"{environment.folder} was not made by build.py and has no working Python 3.11 or "
            "newer: move it away, then run this again"
        )


def make_anew(environment: Environment, log: Log) -> None:
    """Empty .venv, but for the files in use, and make an environment in it, without pip."""
    lacking = ["venv"] if shutil.which("uv") else ["venv", "ensurepip"]
    if any(importlib.util.find_spec(name) is None for name in lacking):
        raise SetupError(
            f"this Python ({sys.executable}) lacks its venv module: on Debian and Ubuntu, "
            "sudo apt install python3-venv; then run this again"
        )
    environment.write_stamp(OURS, [UNFINISHED])
    in_use = {environment.guard, environment.log, environment.stamp}
    for path in Path(environment.folder).iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif str(path) not in in_use:
            path.unlink()
    # Never from within another environment, least of all from within the one just emptied.
    base = getattr(sys, "_base_executable", None) or sys.executable
    made = log.follow([base, "-I", "-m", "venv", "--without-pip", environment.folder])
    if not made or not environment.base_python():
        raise SetupError(f"{base} cannot make a Python environment (log: {environment.log})")


def install(environment: Environment, file: str, log: Log) -> None:
    """Install what a lock file names: just those files, by their hashes, and nothing compiled."""
    python, uv = environment.python, shutil.which("uv")
    if uv:
        tool = [uv, "pip", "install", "--python", python]
    else:
        log.follow([python, "-I", "-m", "ensurepip", "--default-pip"])
        tool = [python, "-I", "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
    if not log.follow([*tool, "--require-hashes", "--only-binary", ":all:", "-r", file]):
        reason = why_not_installed(os.path.basename(file), log.output)  # noqa: PTH119
        raise SetupError(f"{reason} (log: {environment.log})")


def why_not_installed(lock: str, output: list[str]) -> str:
    """What an installer's output says of its failure, and what to do, in one line."""
    said = "\n".join(output).lower()
    if "do not match the hashes" in said or "hash mismatch" in said:
        return f"a downloaded package is not the one that {lock} names, so it was not installed"
    if any(sign in said for sign in NO_NETWORK):
        return "the first run needs the network: go online, then run this again"
    errors = [line for line in output if line.lower().startswith("error")]
    return f"{lock} cannot be installed: {(errors or output or ['no reason given'])[0]}"


def add_to_path(environment: Environment, log: Log) -> None:
    """Let the environment import the package that stands beside build.py.

    By a path file rather than PYTHONPATH, which all that the program starts would inherit; with a
    relative path, so that the repository may be moved.
    """
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = log.answer([environment.python, "-I", "-c", ask])
    if not packages:
        raise SetupError(f"{environment.python} cannot be run (log: {environment.log})")
    path = os.path.relpath(environment.home, packages)
    Path(packages, "readingroom.pth").write_text(path + "\n", encoding="utf-8")
