"""``python -m readingroom``."""

from readingroom.cli import run

run()
