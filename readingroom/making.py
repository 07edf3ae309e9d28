"""The files of a site in the making: which need be made, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from readingroom import cache as memory
from readingroom.diagnostics import Diagnostic
from readingroom.output import Draft, Put, listed
from readingroom.outputs import Output
from readingroom.rendering import Done, first_of_each, make_all
from readingroom.results import BuildResult, Options
from readingroom.search import Data
from readingroom.templates import Renderer

#: Pages that ``--profile`` names.
_SLOWEST = 10


class Making:
    """The files of a site, of which those that are stale are made beside the old ones."""

    def __init__(
        self,
        out: Path,
        wanted: Sequence[Output],
        before: memory.Memory,
        code: str,
        spare: Path | None,
    ) -> None:
        self.out, self.code, self.spare = out, code, spare
        self.before = before
        self.there = listed(out)
        self.why = {one.path: self._why(one) for one in wanted}
        self.kept = [one for one in wanted if not self.why[one.path]]
        self.stale = [one for one in wanted if self.why[one.path]]
        self.done: list[Done[Put]] = []
        self.draft: Draft | None = None

    def _why(self, output: Output) -> str:
        """Why an output must be made; nothing when it need not be."""
        names = self.before.folders.get(output.path, (output.path,))
        reasons = (
            memory.stale(name, output.digest, self.before, self.code, self._stands(name))
            for name in names
        )
        return next(filter(None, reasons), "")

    def _stands(self, name: str) -> tuple[int, int] | None:
        """Size and time of a file in the old site."""
        there = self.there.get(name)
        return there and there[:2]

    def make(self, renderer: Renderer, options: Options) -> tuple[Diagnostic, ...]:
        """Make what is stale; what is wrong with its templates."""
        if self.stale:
            self.draft = Draft(self.out, self.there, self.spare)
            put = partial(self._put, self.draft)
            self.done = list(make_all(self.stale, renderer, put, options))
        return first_of_each(one for done in self.done for one in done.found)

    def _put(self, draft: Draft, name: str, data: Data) -> Put:
        """Put a file into the draft; one that is called by what it holds as the old site has it."""
        if isinstance(data, bytes):
            return draft.put(name, data)
        known = self.before.files.get(name)
        there = known and self._stands(name) == (known.size, known.mtime)
        return draft.take(name) if there else draft.put(name, data())

    def abandon(self) -> None:
        """Leave the old site as it was."""
        if self.draft:
            self.draft.abandon()

    def publish(self) -> BuildResult:
        """Put the new site in the old one's place, where they differ."""
        kept = self._kept()
        made = {name: told for done in self.done for name, told in done.files}
        gone = self.there.keys() - kept - made.keys()
        fresh = [name for name, (new, *_) in made.items() if new]
        if fresh or gone:
            draft = self.draft or Draft(self.out, self.there, self.spare)
            draft.publish(kept, made)
        else:
            self.abandon()
        pages = [done for done in self.done if done.output.page and not done.found]
        slow = sorted(self.done, key=lambda done: -done.seconds)
        return BuildResult(
            (),
            done=True,
            rendered=len(pages),
            written=len(fresh),
            kept=len(kept) + len(made) - len(fresh),
            removed=len(gone),
            reasons=tuple((one.path, self.why[one.path]) for one in self.stale if one.page),
            slowest=tuple((done.output.path, done.seconds) for done in slow[:_SLOWEST]),
        )

    def _kept(self) -> set[str]:
        return {
            name for one in self.kept for name in self.before.folders.get(one.path, (one.path,))
        }

    def remembered(self) -> memory.Memory:
        """What the files that stand there now are made of."""
        files = {name: self.before.files[name] for name in self._kept()}
        folders = {
            one.path: self.before.folders[one.path]
            for one in self.kept
            if one.path in self.before.folders
        }
        for done in self.done:
            if done.output.path.endswith("/"):
                folders[done.output.path] = tuple(name for name, _ in done.files)
            for name, (_, size, mtime) in done.files:
                files[name] = memory.Remembered(done.digest, size, mtime)
        return memory.Memory(self.code, files, folders)
