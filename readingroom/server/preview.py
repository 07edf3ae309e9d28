"""The generation that is shown: built again when files change, and the pages told."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from readingroom.config import load_site
from readingroom.diagnostics import Diagnostic, has_errors
from readingroom.pipeline import Generation, Options, generate

#: Milliseconds in which changes are gathered: an editor writes a file in several steps within a few,
#: and a reader does not notice twenty.
STEP = 20
#: Milliseconds for which a burst of changes is gathered at the most: a checkout of another branch.
BURST = 400
#: Milliseconds after which the files are looked at even if nothing was heard: watchers miss files in
#: folders that are new, and a file that was replaced by another of its name.
LOOK_AGAIN = 1000


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as it was last read: time, size and inode, and the digest of its contents."""

    sign: tuple[int, int, int]
    digest: str


class Preview:
    """Holds the newest generation. ``generation`` and ``number`` are replaced, never changed."""

    def __init__(self, root: Path, options: Options) -> None:
        self.root = root
        self.options = replace(options, live=True)
        self.generation: Generation | None = None
        self.number = 0
        self._changed = threading.Condition()
        self._stopped = threading.Event()
        self._seen: dict[str, _Seen] = {}
        self._watched: tuple[str, ...] = ("content", "theme")

    def build(self) -> Generation:
        """Build now, and wake whoever waits for a newer generation."""
        site, _ = load_site(self.root)
        self._watched = tuple(dict.fromkeys(("content", "theme", *site.theme_folders)))
        self._seen = self._look()
        made = generate(self.root, self.options, self.generation)
        if self.generation and any(d.code == "content-missing" for d in made.diagnostics):
            # A branch is being changed, or a folder replaced: the last site stays up meanwhile.
            made = replace(self.generation, diagnostics=made.diagnostics)
        with self._changed:
            self.generation = made
            self.number += 1
            self._changed.notify_all()
        return made

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the files as they are."""
        return self.generation.diagnostics if self.generation else ()

    @property
    def broken(self) -> bool:
        """Whether a publishing build would fail."""
        return has_errors(self.problems)

    def wait_beyond(self, number: int, seconds: float) -> int:
        """The number of the newest generation, once it is above ``number`` or time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self.number > number or self._stopped.is_set(), seconds)
            return self.number

    def stop(self) -> None:
        """End ``watch`` and wake whoever waits."""
        self._stopped.set()
        with self._changed:
            self._changed.notify_all()

    @property
    def stopped(self) -> bool:
        """Whether the preview is over."""
        return self._stopped.is_set()

    def watch(self, told: Callable[[Generation, tuple[str, ...]], None]) -> None:
        """Rebuild whenever contents change, until stopped; ``told`` hears of each build and why.

        Raises KeyboardInterrupt on Ctrl-C.
        """
        from watchfiles import watch

        while not self.stopped:
            names = (*self._watched, "site.yaml")
            there = [self.root / name for name in names if (self.root / name).exists()]
            heard = watch(
                *there,
                watch_filter=None,
                step=STEP,
                debounce=BURST,
                rust_timeout=LOOK_AGAIN,
                yield_on_timeout=True,
                stop_event=self._stopped,
            )
            for _ in heard:
                if changed := self.changes():
                    told(self.build(), changed)
                names = (*self._watched, "site.yaml")
                if [self.root / name for name in names if (self.root / name).exists()] != there:
                    break  # a folder came or went, so that others have to be watched

    def changes(self) -> tuple[str, ...]:
        """The files whose contents are not those of the last build; touching one changes nothing."""
        now = self._look()
        names = now.keys() | self._seen.keys()

        def digest(files: dict[str, _Seen], name: str) -> str | None:
            return files[name].digest if name in files else None

        changed = tuple(sorted(n for n in names if digest(now, n) != digest(self._seen, n)))
        if not changed:
            self._seen = now
        return changed

    def _look(self) -> dict[str, _Seen]:
        """Every file's digest; only those are read whose size or time differs from the last look."""
        made: dict[str, _Seen] = {}
        for path in self._files():
            name = path.relative_to(self.root).as_posix()
            try:
                status = path.stat()
                sign = (status.st_mtime_ns, status.st_size, status.st_ino)
                known = self._seen.get(name)
                if known and known.sign == sign:
                    made[name] = known
                    continue
                made[name] = _Seen(sign, hashlib.sha256(path.read_bytes()).hexdigest())
            except OSError:
                # Gone between listing and reading: an editor's temporary file.
                continue
        return made

    def _files(self) -> Iterator[Path]:
        yield self.root / "site.yaml"
        for folder in self._watched:
            for parent, folders, names in os.walk(self.root / folder):
                folders[:] = [name for name in folders if not name.startswith(".")]
                for name in names:
                    if not name.startswith(".") and not name.endswith("~"):
                        yield Path(parent) / name
