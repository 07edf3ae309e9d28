"""Why a page shows something else than before, in words: which of the archive's files changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from readingroom.archive import Archive
from readingroom.cache import CHANGED

#: Files that a reason names before it counts the rest.
_NAMED = 3
#: By these names stand what every page depends on.
SITE, THEME = "site.yaml", "the theme"


def changed_files(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The names of files that came, went or have another digest; none where nothing was known."""
    names = before.keys() | now.keys() if before else ()
    return tuple(sorted(name for name in names if before.get(name) != now.get(name)))


class Reasons:
    """Says for a page of an archive which of the changed files it shows."""

    def __init__(self, archive: Archive, changed: Iterable[str]) -> None:
        self._changed = tuple(changed)
        self._every = [name for name in (THEME, SITE) if name in self._changed]
        self._own: dict[str, dict[str, None]] = {}
        for name in archive.names.by_slug.values():
            self._own[f"{name.path}index.html"] = {name.file: None}
        for anchored in archive.notes:
            note = anchored.note
            files = self._own.get(f"texts/{note.text}/index.html", {})
            files[note.path] = None
            files[f"content/notes/.anchors/{note.text}.json"] = None

    def of(self, page: str) -> str:
        """The reason in words; ``page`` is a file of the site."""
        own = self._own.get(page, {})
        mine = [*self._every, *(name for name in self._changed if name in own)]
        if mine:
            return f"{_some(mine)} {'has' if len(mine) == 1 else 'have'} changed"
        others = [name for name in self._changed if name not in (THEME, SITE)]
        if others:
            return f"it shows something of {_some(others)}, which changed"
        return CHANGED


def _some(names: Sequence[str]) -> str:
    if len(names) > _NAMED:
        names = [*names[:_NAMED], f"{len(names) - _NAMED} more"]
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
