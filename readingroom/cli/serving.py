"""``serve``: the preview in the terminal, one tidy line a build."""

from __future__ import annotations

import signal
import time
import webbrowser
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from readingroom.cli.building import progress_on
from readingroom.cli.printing import console, show, summary
from readingroom.diagnostics import Diagnostic
from readingroom.pipeline import Options
from readingroom.server import Preview
from readingroom.server.editors import find_editor
from readingroom.server.http import PreviewServer
from readingroom.server.origins import pages_of
from readingroom.server.preview import Built

#: Taken where no other is named; the next ones where it is in use.
PORT = 8000
_TRIED = 20
#: How many changed files a line names before it counts the rest.
_NAMED = 3


def run_serve(
    root: Path, port: int | None, open_browser: bool, drafts: bool, editor: str | None
) -> int:
    """Serve until interrupted. Status 1 when the port is taken."""
    terminal, problems = console(), console(errors=True)
    # As Ctrl-C: both end it in good order.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with progress_on(terminal, Options(drafts=drafts)) as options:
            preview = Preview(root, options)
            made = preview.build()
        preview.options = replace(options, progress=Options().progress)
        server = _server(preview, port, editor, problems)
        if server is None:
            return 1
        server.start()
        told = _Told(terminal, problems, root, server)
        told.line(made, ())
        terminal.print(f"Preview at [bold]{server.address}[/bold] (Ctrl-C ends it)")
        if open_browser:
            webbrowser.open(server.address)
        preview.watch(told.line)
    except KeyboardInterrupt:
        pass
    # The threads that answer end with the process.
    return 0


def _server(
    preview: Preview, port: int | None, editor: str | None, problems: Console
) -> PreviewServer | None:
    """A server on the port; on the next free one where none was named; None, and why, where not."""
    opens = find_editor(editor)
    if editor and isinstance(opens, str):
        problems.print(f"[yellow]{opens}[/yellow]")
    if port is None:
        for number in range(PORT, PORT + _TRIED):
            try:
                server = PreviewServer(preview, number, opens)
            except OSError:
                continue
            if number != PORT:
                problems.print(f"Port {PORT} is in use, so the preview takes {number}.")
            return server
        port = 0
    try:
        return PreviewServer(preview, port, opens)
    except OSError as error:
        hint = "name another with --port, or leave it out to take the next free one"
        problems.print(f"port {port} cannot be used: {error.strerror or error}; {hint}")
        return None


class _Told:
    """What the terminal was told, so that it is not told the same again."""

    def __init__(
        self, terminal: Console, problems: Console, root: Path, server: PreviewServer
    ) -> None:
        self.terminal, self.problems = terminal, problems
        self.root, self.server = root, server
        self.known: Sequence[Diagnostic] = ()
        self.trouble = ""

    def line(self, built: Built, changed: tuple[str, ...]) -> None:
        """A line on a build, and below it what is newly wrong."""
        clock = time.strftime("%H:%M:%S")
        said = [
            f"[dim]{clock}[/dim] {_named(changed) if changed else 'built'}",
            "1 page rendered" if built.rendered == 1 else f"{built.rendered} pages rendered",
            f"{built.done - built.heard:.2f} s",
        ]
        if problem := summary(built.diagnostics):
            said.append(problem)
        elif self.known:
            said.append("all mended")
        if page := self.page(changed):
            said.append(page)
        self.terminal.print(" · ".join(said))
        if built.failure:
            self.problems.print(f"The program failed; the site is as it was.\n{built.failure}")
        known = {_without_place(d) for d in self.known}
        fresh = [d for d in built.diagnostics if _without_place(d) not in known]
        show(self.problems, fresh, self.root)
        if fresh and len(fresh) < len(built.diagnostics):
            self.problems.print(f"[dim]and {len(built.diagnostics) - len(fresh)} as before[/dim]")
        self.known = built.diagnostics
        self.watched()

    def page(self, changed: Sequence[str]) -> str:
        """The address at which the first of the changed files is shown."""
        generation = self.server.preview.generation
        for name in changed:
            for path in pages_of(generation.archive, name) if generation else ():
                return f"{self.server.address}{path}"
        return ""

    def watched(self) -> None:
        """Say once that the system does not tell of changes."""
        trouble = self.server.preview.trouble
        if trouble and trouble != self.trouble:
            said = (
                f"Changes are looked for every few seconds, as the system does not tell: {trouble}"
            )
            self.problems.print(said)
        self.trouble = trouble


def _named(changed: Sequence[str]) -> str:
    named = ", ".join(changed[:_NAMED])
    return f"{named} and {len(changed) - _NAMED} more" if len(changed) > _NAMED else named


def _without_place(one: Diagnostic) -> tuple[str, str, str]:
    """What makes a finding the same one though lines were added above it."""
    return one.code, one.path, one.message
