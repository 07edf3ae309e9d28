"""Fixtures in files that a person can read: a title, what is written, and what comes of it."""

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "markup"


def triples(name: str) -> list[tuple[str, str, str]]:
    """The examples of ``tests/markup/<name>.md``: title, Markdown, what it gives."""
    parts = re.split(r"(?m)^\.\n", (FOLDER / f"{name}.md").read_text("utf-8"))
    assert len(parts) % 3 == 1, f"{name}.md: every example has three dots"
    assert not parts[-1].strip()
    return [
        (parts[n].strip(), parts[n + 1], parts[n + 2].rstrip("\n"))
        for n in range(0, len(parts) - 1, 3)
    ]
