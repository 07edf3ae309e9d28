#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# ///
"""Runs Reading Room, or its tests, in this repository's own Python environment.

`python3 build.py ARGUMENTS` is `readingroom ARGUMENTS`; `python3 build.py test ARGUMENTS` is
`pytest ARGUMENTS` on this repository. The environment is the folder `.venv` beside this file, made
on first use by the package bootstrap (why so: docs/decisions/0001-own-environment.md).

This file is kept to what Python 2.7 can parse, so that every old Python says what is missing
rather than where its grammar ends.
"""

import os
import sys

OLDEST = (3, 11)  # as in pyproject.toml
HERE = os.path.dirname(os.path.realpath(__file__))
INTERRUPTED = 130  # what a shell reports after Ctrl-C


def main(arguments):
    """Run Reading Room or pytest; return the exit status: theirs, or 1 when it cannot be run."""
    if sys.version_info < OLDEST:
        sys.stderr.write(
            "Reading Room needs Python %d.%d or newer, and this is Python %d.%d.%d (%s): "
            "install a newer one from python.org/downloads and run this with it, "
            "for example: python3.13 build.py\n"
            % (OLDEST + tuple(sys.version_info[:3]) + (sys.executable,))
        )
        return 1
    testing = arguments[:1] == ["test"]  # the one command that is the repository's own
    try:
        python = ready_python(["requirements.txt"] + ["requirements-dev.txt"] * testing)
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped: the next run sets up what is missing.\n")
        return INTERRUPTED
    if not python:
        return 1
    # -P: nothing in the folder where the command was given is taken for a module.
    command = [python, "-P", "-X", "utf8", "-m", "pytest" if testing else "readingroom"]
    if arguments == ["test"]:
        # All of them, on every core; a file's tests stay together, since they share what they built.
        command += ["--numprocesses=auto", "--dist=loadfile"]
    return run(command + arguments[testing:], HERE if testing else None)


def ready_python(locks):
    """The path of a Python that has what the lock files name; none, and a line that says why."""
    sys.path.insert(0, HERE)  # not there when PYTHONSAFEPATH is set
    from bootstrap.environment import Environment

    environment = Environment(HERE)
    try:
        if not environment.is_ready(locks):
            from bootstrap.installing import make_ready

            make_ready(environment, locks)
    except OSError as error:  # a SetupError is one
        sys.stderr.write("Not set up: %s\n" % error)
        return None
    return environment.python


def run(command, folder):
    """Run a command to its end and return its exit status; pass on the signals that reach us."""
    import signal
    import subprocess

    child = []
    early = []

    def forward(number, _frame):
        if number == signal.SIGINT and typed_at_terminal():
            return  # it reached the child too; twice would cut its tidying short
        if child:
            child[0].send_signal(number)
        else:
            early.append(number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, forward)
    # The program builds the archive beside this file when the current folder is none.
    environment = dict(os.environ, READINGROOM_HOME=HERE)
    child.append(subprocess.Popen(command, cwd=folder, env=environment))
    for number in early:
        child[0].send_signal(number)
    status = child[0].wait()
    return 128 - status if status < 0 else status  # as a shell reports a signal


def typed_at_terminal():
    """Say whether Ctrl-C at a terminal reaches us, and with us everything that we started."""
    if os.name == "nt":
        return True
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    finally:
        os.close(terminal)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
