"""How findings are shown: for people, for programs, and on pull requests."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.text import Text as Styled

from readingroom.diagnostics import Diagnostic
from readingroom.excerpts import excerpt


def console(*, errors: bool = False) -> Console:
    """The terminal, or the pipe in its place; lines are never wrapped, so that they can be searched."""
    return Console(stderr=errors, highlight=False, soft_wrap=True)


def show(to: Console, found: Sequence[Diagnostic], root: Path, *, strict: bool = False) -> None:
    """Each finding with its place, the line it is about, and what to do."""
    lines: dict[str, list[str]] = {}
    for one in found:
        error = strict or one.severity == "error"
        head = Styled()
        if one.place:
            head.append(f"{one.place}: ", "bold")
        head.append("error" if error else "warning", "bold red" if error else "bold yellow")
        head.append(f"[{one.code}]", "dim")
        head.append(f" {one.message}")
        to.print(head)
        if one.line:
            if one.path not in lines:
                lines[one.path] = _lines(root / one.path)
            for excerpt in _excerpt(lines[one.path], one.line, one.column):
                to.print(Styled(excerpt, "cyan"))
        if one.hint:
            to.print(Styled.assemble(("  hint: ", "green"), one.hint))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig", errors="replace").splitlines()
    except OSError:
        return []


def _excerpt(lines: Sequence[str], line: int, column: int) -> tuple[str, ...]:
    found = excerpt(lines, line, column)
    if not found:
        return ()
    pointed = (" " * 6 + " | " + " " * (found.column - 1) + "^",) if found.column else ()
    return (f"{line:>6} | {found.words}", *pointed)


def summary(found: Sequence[Diagnostic], *, strict: bool = False) -> str:
    """``2 errors, 1 warning``, or nothing."""
    count = Counter("error" if strict else one.severity for one in found)
    return ", ".join(
        f"{n} {word}{'s' if n != 1 else ''}" for word in ("error", "warning") if (n := count[word])
    )


def as_json(found: Sequence[Diagnostic]) -> str:
    """A list of objects, one for each finding."""
    return json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1)


def as_github(found: Sequence[Diagnostic], *, strict: bool = False) -> str:
    """Workflow commands, which become annotations on a pull request.

    The form: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    lines = []
    for one in found:
        level = "error" if strict else one.severity
        at = [("file", one.path), ("line", one.line), ("col", one.column), ("title", one.code)]
        where = ",".join(f"{name}={_property(str(value))}" for name, value in at if value)
        message = f"{one.message}\n{one.hint}" if one.hint else one.message
        lines.append(f"::{level} {where}::{_command(message)}")
    return "\n".join(lines)


def _command(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _command(words).replace(":", "%3A").replace(",", "%2C")
