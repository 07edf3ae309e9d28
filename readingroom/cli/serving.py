"""``serve``: the preview in the terminal, one tidy line a build."""

from __future__ import annotations

import signal
import time
import webbrowser
from pathlib import Path
from types import FrameType

from readingroom.cli.printing import console, show, summary
from readingroom.pipeline import Generation, Options
from readingroom.server import Preview
from readingroom.server.http import PreviewServer

#: How many changed files a line names before it counts the rest.
_NAMED = 3


def run_serve(root: Path, port: int, open_browser: bool, drafts: bool) -> int:
    """Serve until interrupted. Status 1 when the port is taken."""
    terminal, problems = console(), console(errors=True)
    preview = Preview(root, Options(drafts=drafts))
    made = preview.build()
    try:
        server = PreviewServer(preview, port)
    except OSError as error:
        hint = "name another port with --port, or --port 0 for any free one"
        problems.print(f"port {port} cannot be used: {error.strerror or error}; {hint}")
        return 1

    def line(generation: Generation, why: str) -> None:
        pages = "1 page" if generation.rendered == 1 else f"{generation.rendered} pages"
        problem = summary(generation.diagnostics)
        end = f" · {problem}" if problem else ""
        clock = time.strftime("%H:%M:%S")
        terminal.print(
            f"[dim]{clock}[/dim] {why} · {pages} rendered · {generation.seconds:.2f} s{end}"
        )
        show(problems, generation.diagnostics, root)

    def rebuilt(generation: Generation, changed: tuple[str, ...]) -> None:
        named = ", ".join(changed[:_NAMED])
        more = f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else ""
        line(generation, f"{named}{more}")

    def stop(_number: int, _frame: FrameType | None) -> None:
        preview.stop()

    signal.signal(signal.SIGTERM, stop)
    server.start()
    line(made, "built")
    terminal.print(f"Preview at [bold]{server.address}[/bold] (Ctrl-C ends it)")
    if open_browser:
        webbrowser.open(server.address)
    try:
        preview.watch(rebuilt)
    except KeyboardInterrupt:
        pass
    finally:
        preview.stop()
        server.shutdown()
    return 0
