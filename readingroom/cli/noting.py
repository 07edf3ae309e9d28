"""``note``, ``notes list`` and ``notes add-ids``: stubs for new notes, a list of all, their ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.text import Text as Styled

from readingroom.anchoring import reading_of
from readingroom.archive import Archive
from readingroom.cli.accepting import write_record
from readingroom.cli.printing import console
from readingroom.diagnostics import nearest
from readingroom.model import Text
from readingroom.notes.ids import id_for
from readingroom.notes.quoting import Written, as_quote, quote_of
from readingroom.notes.writing import stub, with_ids
from readingroom.pages.noted import lemma
from readingroom.pipeline import Options, read_archive
from readingroom.quotes import Haystack, Match, Miss, match_in

#: States that a reader need not be told of.
_FINE = ("exact", "moved", "whole", "reply")


def run_list(root: Path, text: str | None, unsettled: bool) -> int:
    """Every note with its state; status 1 where a text is named that is not there."""
    archive, _ = read_archive(root, Options(drafts=True))
    terminal = console()
    if text and not archive.text(text):
        return _no_text(archive, text)
    notes = [
        a
        for a in archive.notes
        if (text is None or a.note.text == text) and not (unsettled and a.state in _FINE)
    ]
    by_slug = {t.slug: t for t in archive.texts}
    for anchored in notes:
        note = anchored.note
        style = "" if anchored.state in _FINE else "bold yellow"
        words = lemma(anchored, by_slug[note.text])
        state = Styled(f"{anchored.state:9} ", style)
        terminal.print(Styled.assemble(state, f"{note.text}#{note.id}  ", (words, "dim")))
    states = Counter(anchored.state for anchored in notes)
    says = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    terminal.print(f"{len(notes)} notes{': ' + says if says else ''}.")
    return 0


def run_add_ids(root: Path) -> int:
    """Give every note without a heading one, in the files themselves."""
    terminal = console()
    count = 0
    archive, _ = read_archive(root, Options(drafts=True))
    ids: dict[str, dict[int, str]] = {}
    for anchored in archive.notes:
        ids.setdefault(anchored.note.path, {})[anchored.note.line] = anchored.note.id
    for path in sorted((root / "content" / "notes").rglob("*.md")):
        source = _read(path)
        name = path.relative_to(root).as_posix()
        changed = with_ids(source, name, ids.get(name, {}))
        if changed != source:
            path.write_text(changed, "utf-8", newline="\n")
            terminal.print(f"{name}: ids added")
            count += 1
    terminal.print(
        f"{count} {'file' if count == 1 else 'files'} written."
        if count
        else "Nothing to add: every note has its id."
    )
    return 0


def run_note(
    root: Path,
    slug: str,
    quotes: Sequence[str],
    kind: str | None,
    by: str | None,
    nth: int | None = None,
) -> int:
    """Write the stub of a new note into the notes file of the text.

    ``nth`` says which of several places is meant, for words that the text has more than once.
    """
    archive, _ = read_archive(root, Options(drafts=True))
    terminal, problems = console(), console(errors=True)
    text = archive.text(slug)
    if text is None:
        return _no_text(archive, slug)
    kinds = [known.slug for known in archive.site.kinds]
    if kind and kind not in kinds:
        problems.print(f"there is no kind {kind}; site.yaml lists {', '.join(kinds)}")
        return 1
    lines: list[str] = []
    count = ""
    for words in quotes:
        written, why = _quoted(text, words, nth, counted=len(quotes) == 1)
        if written is None:
            problems.print(f"“{words}”: {why}")
            return 1
        lines.append(as_quote(written.raw))
        count = f"{written.nth[0]}/{written.nth[1]}" if written.nth else ""
    taken = [a.note.id for a in archive.notes if a.note.text == slug]
    id_ = id_for(quotes[0] if quotes else slug, taken)
    path = root / "content" / "notes" / f"{slug}.md"
    before = (
        _read(path)
        if path.exists()
        else f"---\ntext: {slug}\n---\n\n# Notes on {text.plain_title}\n"
    )
    fields = {"kind": kind or archive.site.kinds[0].slug, "by": by or "", "nth": count}
    if f"text: {slug}" not in before:
        fields["text"] = slug
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{before.rstrip()}\n\n{stub(id_, fields, lines)}", "utf-8", newline="\n")
    after, _ = read_archive(root, Options(drafts=True))
    write_record(root, after, slug)
    line = before.rstrip().count("\n") + 3
    name = path.relative_to(root).as_posix()
    terminal.print(f"{name}:{line}: the note `{id_}` waits for its comment")
    return 0


def _quoted(
    text: Text, words: str, nth: int | None, *, counted: bool
) -> tuple[Written | None, str]:
    """The quote for words of a text, or why there is none."""
    haystack = Haystack(text.document.text)
    reads = reading_of(text.document, haystack)
    # Words that lead somewhere as they are, with their context and elisions, are taken as they are.
    if reads(words, None):
        return Written(words), ""
    match = match_in(haystack, words)
    if isinstance(match, Miss) and match.reason == "ambiguous" and nth:
        places = sorted(match.candidates, key=lambda place: place.start)
        if not 1 <= nth <= len(places):
            return None, f"stands {len(places)} times, so there is no {nth}."
        match = places[nth - 1]
    if isinstance(match, Miss):
        return None, _why(match.reason, text, match.candidates)
    written = quote_of(haystack, match.start, match.end, reads, counted=counted)
    return written, "no context tells this place from the others; quote more of it"


def _why(reason: str, text: Text, candidates: Sequence[Match]) -> str:
    words = text.document.text
    if reason == "ambiguous":
        shown = sorted(candidates, key=lambda match: match.start)[:5]
        places = "; ".join(
            f"{number}. “…{' '.join(words[max(0, m.start - 20) : m.end + 20].split())}…”"
            for number, m in enumerate(shown, 1)
        )
        return f"stands {len(candidates)} times: say which with --nth, or quote more: {places}"
    if candidates:
        near = words[candidates[0].start : candidates[0].end]
        return f"is not in the text; the nearest words are “{' '.join(near.split())}”"
    return "is not in the text"


def _no_text(archive: Archive, slug: str) -> int:
    near = nearest(slug, [t.slug for t in archive.texts], 1)
    says = f"; did you mean {near[0]}?" if near else ""
    console(errors=True).print(f"there is no text {slug}{says}")
    return 1


def _read(path: Path) -> str:
    return path.read_text("utf-8-sig").replace("\r\n", "\n")
