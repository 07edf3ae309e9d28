"""Which files changed since the last build: what the system told of, and what only a look finds."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from pathlib import Path

from readingroom.server.watching import ALL, Look, Seen, Watch, differing, look, look_at, unfinished

#: Seconds for which a file that is empty, half written or gone is waited for: editors that empty a file
#: before they write it take a few milliseconds, a checkout takes up to this for one.
PATIENCE = 0.3
#: This many changed files are a burst, such as another branch: it is over when nothing changed for
#: _QUIET seconds, and waited for no longer than _BURST_ENDS.
_BURST, _QUIET, _BURST_ENDS = 5, 0.06, 1.5
#: Between two looks while waiting for a file, seconds.
_GLANCE = 0.01


class Noticing:
    """What is known of the archive's files, against which changes are noticed.

    ``folders`` are those that are watched, from the archive's own; ``stopped`` ends every wait.
    ``heard`` is when a change was known, in seconds of the epoch; ``seconds`` is what the last look at
    all files took.
    """

    def __init__(self, root: Path, stopped: threading.Event) -> None:
        self.root = root
        self.watch = Watch(root)
        self.folders: tuple[str, ...] = ("content", "theme")
        self.heard = time.time()
        self.seconds = 0.0
        self._stopped = stopped
        self._seen: Mapping[str, Seen] = {}
        self._next: Mapping[str, Seen] | None = None
        self._under_way: Look | None = None
        #: Whether one more is owed behind the one under way: what that has met may have changed since.
        self._once_more = False

    @property
    def under_way(self) -> bool:
        """Whether a look at all files was begun, which events come before."""
        return self._under_way is not None

    def take(self, folders: tuple[str, ...]) -> None:
        """Begin a build of these folders: what was noticed is no change from now on."""
        self.folders = folders
        self._seen = self._next or look(self.root, folders, self._seen)
        self._next = None

    def forget(self) -> None:
        """All files are changes again."""
        self._seen = {}

    def noticed(self, heard: frozenset[str]) -> tuple[str, ...]:
        """The changed files among those that were heard; among all where ALL or nothing was heard.

        A look at all of them ends where names are heard meanwhile: these come first, and it is gone on
        with the next time. Where ALL is heard meanwhile, the next time begins one more behind it: begun
        again at once, it would never end while folders keep changing.
        """
        while True:
            names = heard - {ALL}
            if ALL in heard:
                self._once_more = self._under_way is not None
                self._under_way = self._under_way or self._all()
            if names and (changed := self.changes(names)):
                return changed
            if names and not self._under_way:
                return ()
            self._under_way = self._under_way or self._all()
            under_way = self._under_way
            odd = under_way.go_on(self._seen, self._comes_first)
            if odd is not None:
                self.seconds = under_way.seconds
                self._under_way = self._all() if self._once_more else None
                self._once_more = False
                return self.changes(odd, under_way.read) if odd else ()
            if self._stopped.is_set():
                return ()
            heard = self.watch.wait(0)

    def _all(self) -> Look:
        return Look(self.root, self.folders)

    def _comes_first(self) -> bool:
        return self._stopped.is_set() or not self.watch.quiet

    def changes(
        self, heard: frozenset[str] = frozenset({ALL}), read: Mapping[str, Seen] | None = None
    ) -> tuple[str, ...]:
        """The files whose contents are not those of the last build; touching one changes nothing.

        Of those that were ``heard``, or of all; those of them that were ``read`` before are read again
        only where they were written since. Waits for those that are being written, within bounds.
        """
        self.heard = time.time()
        begun = time.monotonic()
        now = self._look(heard, {**self._seen, **read} if read else self._seen)
        changed = differing(self._seen, now)
        while changed and not self._stopped.is_set():
            waited = time.monotonic() - begun
            burst = len(changed) >= _BURST
            if not burst and not (unfinished(self._seen, now, changed) and waited < PATIENCE):
                break
            if burst and waited > _BURST_ENDS:
                break
            self._stopped.wait(_QUIET if burst else _GLANCE)
            heard = frozenset({ALL}) if burst else heard
            later = self._look(heard, now)
            same = not differing(now, later)
            if burst and same and (waited > PATIENCE or not unfinished(self._seen, now, changed)):
                break
            now, changed = later, differing(self._seen, later)
        if changed:
            self._next = now
        else:
            self._seen = now
        return changed

    def _look(self, heard: frozenset[str], known: Mapping[str, Seen]) -> dict[str, Seen]:
        if ALL in heard:
            return look(self.root, self.folders, known)
        own = {name for name in heard if self._read(name)}
        # A folder that site.yaml named as the theme's before is not read any more.
        others = heard - own
        known = {n: seen for n, seen in known.items() if n not in others} if others else known
        return look_at(self.root, own, known)

    def _read(self, name: str) -> bool:
        return name == "site.yaml" or any(name.startswith(f"{f}/") for f in self.folders)
