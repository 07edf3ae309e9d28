"""``search``: the archive's own index, answered on the command line."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text as Styled

from readingroom.cli.printing import console
from readingroom.findable import search_documents
from readingroom.pipeline import Options, read_archive
from readingroom.search import answer, meant, searchable
from readingroom.search.query import read, unquoted


def run_search(root: Path, words: str, limit: int) -> int:
    """Print the best hits with the words round the match. Status 1 when there is none."""
    archive, _ = read_archive(root, Options())
    findable = searchable(search_documents(archive))
    hits = answer(findable, words, limit)
    terminal = console()
    if not hits and (apart := answer(findable, unquoted(words), limit)):
        terminal.print(f"Nothing has {words!r} word for word; these have its words:")
        hits = apart
    for hit in hits:
        terminal.print(Styled.assemble((hit.title, "bold"), f"  {hit.kind}  ", (hit.path, "dim")))
        shown = hit.snippet
        if shown.words or shown.before or shown.after:
            terminal.print(
                Styled.assemble("    ", shown.before, (shown.words, "reverse"), shown.after)
            )
    if not hits:
        common = not read(words, findable.languages).asked
        why = " Its words are too common, or signs only." if common else ""
        terminal.print(f"Nothing has {words!r}.{why}")
    if other := meant(findable, words):
        terminal.print(f"Did you mean {other!r}?")
    return 0 if hits else 1
