"""Two versions of a text joined over the one that both come from: the editor's words always stay.

A change is taken where only one side made it. Where both changed the same key or paragraph the
editor's stays, and the other is told; there are no conflict marks, since a text is published as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from readingroom.frontmatter import load_yaml, split
from readingroom.importing.changes import Change, Piece, applied, changes, pieces, plain

_KEY = re.compile(r"(?P<key>[^\s#:'\"-][^:]*|\"[^\"]*\"|'[^']*'):(?=\s|$)")
#: As much of what was not taken as shows which it is.
_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class Merge:
    """``text`` is the merged file; ``kept`` says where the editor's stays against import's."""

    text: str
    kept: tuple[str, ...] = ()


_Refuses = Callable[[str], bool]


def merge(base: str, edited: str, made: str) -> Merge:
    """Join what the editor made of ``base`` with what import makes now; all three are whole files.

    A pure function; ``merge(b, e, b)`` is ``e``, and so is ``merge(b, e, e)``.
    """
    if made in (edited, base):
        return Merge(edited)
    if edited == base:
        return Merge(made)
    parts = [_file(text) for text in (base, edited, made)]
    lines, kept, lost = _merge_keys(*(keys for keys, _ in parts))
    homeless = {plain(words) for words in lost} - {""}

    def refuses(words: str) -> bool:
        # Words that import moved to a key which the editor wrote herself would be nowhere.
        bare = plain(words)
        return bool(bare) and any(
            bare in key or (key in bare and 2 * len(key) > len(bare)) for key in homeless
        )

    bodies = [pieces(body) for _, body in parts]
    body, kept_in_body = _merged(*bodies, refuses=refuses)
    head = f"---\n{lines}---\n" if lines or edited.startswith("---") else ""
    joined = "".join(piece.words + piece.gap for piece in body)
    before = re.match(r"\n*", split(edited, "")[0].body)
    return Merge(
        head + (before.group() if before and head else "") + joined, (*kept, *kept_in_body)
    )


def _file(text: str) -> tuple[dict[str, str], str]:
    """The lines of each key of the front matter, and the body."""
    parts, _ = split(text, "")
    keys: dict[str, str] = {}
    key = ""
    for line in parts.front_matter.split("\n") if parts.front_matter else []:
        match = _KEY.match(line)
        if match:
            key = match["key"].strip("\"'")
        keys[key] = keys.get(key, "") + line + "\n"
    return keys, parts.body.lstrip("\n")


# --- front matter ---------------------------------------------------------------------------------


def _merge_keys(
    base: dict[str, str], edited: dict[str, str], made: dict[str, str]
) -> tuple[str, list[str], list[str]]:
    """The merged lines; where the editor's stay, in words; the lines of import's that stay out."""
    merged: dict[str, str] = {}
    kept: list[str] = []
    lost: list[str] = []
    for key in dict.fromkeys([*edited, *base, *made]):
        was, hers, now = base.get(key), edited.get(key), made.get(key)
        if _same(was, now) or _same(hers, now):
            chosen = hers
        elif _same(was, hers):
            chosen = now
        else:
            chosen = hers
            kept.append(_told(key, now))
            lost += _words_of(now)
        if chosen is not None:
            merged[key] = chosen
    return "".join(merged[key] for key in _ordered(merged, edited, made)), kept, lost


def _ordered(merged: dict[str, str], edited: dict[str, str], made: dict[str, str]) -> list[str]:
    """The keys as the editor has them; one that import adds stands behind the one it stands behind."""
    order = [key for key in edited if key in merged]
    before = ""
    for key in made:
        if key in merged and key not in order:
            order.insert(order.index(before) + 1 if before else 0, key)
        if key in order:
            before = key
    return order


def _same(one: str | None, other: str | None) -> bool:
    """Whether the lines of a key say the same; how they are written makes no difference."""
    if one == other or one is None or other is None:
        return one == other
    loaded = [load_yaml(lines, "")[0] for lines in (one, other)]
    return all(loaded) and len({repr(yaml.value) for yaml in loaded if yaml}) == 1


def _words_of(lines: str | None) -> list[str]:
    """The words of a key's value, each by itself where it is a list or mapping."""
    loaded, _ = load_yaml(lines or "", "")
    found: list[str] = []
    waiting = [loaded.value] if loaded else []
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif value is not None:
            found.append(str(value))
    return found


def _told(key: str, now: str | None) -> str:
    if now is None:
        return f"`{key}`, which import no longer writes"
    return f"`{key}`; import now has {_shown(', '.join(_words_of(now)))}"


# --- the body -------------------------------------------------------------------------------------


def _merged(
    base: Sequence[Piece],
    edited: Sequence[Piece],
    made: Sequence[Piece],
    *,
    refuses: _Refuses = lambda _words: False,
    within: bool = False,
) -> tuple[list[Piece], list[str]]:
    """The merged pieces, and where the editor's stay against import's. ``within``: lines, not blocks."""
    hers = changes(base, edited)
    every = changes(base, made)
    now = [change for change in every if not _homeless(base, change, refuses)]
    kept = [
        f"{_shown(' '.join(piece.words for piece in base[change.start : change.end]))} in the text"
        for change in every
        if change not in now
    ]
    merged: list[Piece] = []
    done = 0
    for start, end, mine, theirs in _regions(hers, now):
        merged += base[done:start]
        done = end
        ours = applied(base, start, end, mine)
        new = applied(base, start, end, theirs)
        if not theirs or ours == new:
            merged += ours
        elif not mine:
            merged += new
        else:
            joined, told = _both(base[start:end], ours, new, within=within)
            merged += joined
            kept += told
    merged += base[done:]
    return (merged if within else _spaced(merged)), kept


def _homeless(base: Sequence[Piece], change: Change, refuses: _Refuses) -> bool:
    """Whether a change takes words out of the body that the editor keeps out of the front matter."""
    stay = {piece.words for piece in change.new}
    return any(
        piece.words not in stay and refuses(piece.words)
        for piece in base[change.start : change.end]
    )


def _both(
    base: Sequence[Piece], ours: list[Piece], new: list[Piece], *, within: bool
) -> tuple[list[Piece], list[str]]:
    """A place that both changed: line by line in a block of lines, else as the editor has it."""
    if not within and len(base) == len(ours) == len(new) == 1 and "\n" in base[0].words:
        lines = [[Piece(line) for line in side[0].words.split("\n")] for side in (base, ours, new)]
        merged, kept = _merged(lines[0], lines[1], lines[2], within=True)
        return [Piece("\n".join(line.words for line in merged), ours[0].gap)], kept
    shown = " ".join(piece.words for piece in ours) or " ".join(piece.words for piece in base)
    verb = "your" if ours else "you took out"
    return ours, [f"{verb} {_shown(shown)}"]


def _regions(
    hers: Sequence[Change], now: Sequence[Change]
) -> list[tuple[int, int, list[Change], list[Change]]]:
    """Stretches of the base that changes touch, in order: start, end, the editor's, import's.

    Changes that only stand next to each other are apart: each paragraph is somebody's own.
    """
    regions: list[tuple[int, int, list[Change], list[Change]]] = []
    every = [(change, 2) for change in hers] + [(change, 3) for change in now]
    for change, side in sorted(every, key=lambda one: (one[0].start, one[0].end, one[1])):
        if regions:
            start, end = regions[-1][:2]
            inserted = change.start == change.end == start == end
            if change.start < end or inserted:
                regions[-1] = (start, max(end, change.end), *regions[-1][2:])
                regions[-1][side].append(change)  # type: ignore[union-attr]
                continue
        mine, theirs = ([change], []) if side == 2 else ([], [change])
        regions.append((change.start, change.end, mine, theirs))
    return regions


def _spaced(pieces: Sequence[Piece]) -> list[Piece]:
    """Paragraphs with a blank line between them at least, and the last with its line end."""
    spaced = [
        piece if piece.gap.count("\n") > 1 else Piece(piece.words, "\n\n") for piece in pieces[:-1]
    ]
    return [*spaced, *(Piece(piece.words, "\n") for piece in pieces[-1:])]


def _shown(words: str) -> str:
    """As much of some words as shows which they are."""
    words = " ".join(words.split())
    return f"“{words}”" if len(words) <= _EXCERPT else f"“{words[:_EXCERPT].rstrip()} …”"
