"""The generation that is shown: built again when files change, and whoever waits is told."""

from __future__ import annotations

import gc
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from readingroom.config import Site, load_site
from readingroom.diagnostics import Diagnostic, has_errors
from readingroom.pipeline import Generation, Options, generate
from readingroom.results import SupersededError
from readingroom.server.noticing import Noticing
from readingroom.server.problems import Problem, problems_of
from readingroom.server.watching import ALL

#: Seconds after which all files are looked at even if nothing was heard: watchers miss what is in new
#: folders, and everything on some network drives.
LOOK_AGAIN = 2.0
#: Of the time, at most this part is spent on looking at files of which nothing was heard.
_SHARE = 0.02
#: Seconds after a build in which all files are looked at: an event seldom comes alone.
_SOON = 0.25
#: Seconds for which the next save is waited for at the most, before what is left of a build is done; as
#: long as that took the last time, since a save in the midst of it waits for the next place to look up.
_SAVES_APART = 2.0
#: Builds of which is remembered what they changed, for pages that were busy meanwhile.
_REMEMBERED = 32
#: Pages that are taken to be open in a browser: more tabs than people keep on one archive.
_LOOKED_AT = 64


@dataclass(frozen=True, slots=True)
class Built:
    """What one build did.

    ``number`` counts them; ``changed`` names the site's files that came, went or have other contents
    (None: all); ``failure`` says how the program itself failed, if it did. ``heard`` and ``done`` are
    seconds of the epoch: when the change was known, when the site was built.
    """

    number: int
    changed: frozenset[str] | None
    diagnostics: tuple[Diagnostic, ...]
    problems: tuple[Problem, ...]
    heard: float
    done: float
    rendered: int = 0
    failure: str = ""


class Preview:
    """Holds the newest generation. ``generation`` and ``built`` are replaced, never changed."""

    def __init__(self, root: Path, options: Options) -> None:
        self.root = root
        self.options = options
        self.generation: Generation | None = None
        self.built: Built | None = None
        self.trouble = ""
        #: The pages that somebody asked for, the last one first.
        self.looked_at: tuple[str, ...] = ()
        self._past: deque[Built] = deque(maxlen=_REMEMBERED)
        self._changed = threading.Condition()
        self._stopped = threading.Event()
        self.noticing = Noticing(root, self._stopped)
        self._first: Built
        #: Whether what is left of a build is being done, and what changed meanwhile.
        self._finishing = False
        self._meanwhile: tuple[str, ...] = ()
        self._saved = False
        #: Seconds that the last ``finish`` took, or had taken when it was ended.
        self._rest = 0.0

    def build(self, changed: tuple[str, ...] | None = None) -> Built:
        """Build now, and wake whoever waits for a newer generation.

        Where the ``changed`` files of the archive are told, what shows their words may be built first;
        ``finish`` then builds the rest.
        """
        site, _ = load_site(self.root)
        self.noticing.take(tuple(dict.fromkeys(("content", "theme", *site.theme_folders))))
        before = self.generation
        options = replace(self.options, interrupt=self._look_up)
        built = self._show(lambda: generate(self.root, options, before, changed))
        self._first = built
        return built

    @property
    def finished(self) -> bool:
        """Whether the whole site is up to date."""
        return self.generation is not None and self.generation.pending is None

    @property
    def early(self) -> bool:
        """Whether there are pages that are not up to date."""
        return self.generation is not None and self.generation.early

    def finish(self) -> Built | None:
        """Build some of what was left for later; told as one build with what came first.

        None where something changed meanwhile that comes first.
        """
        assert self.generation
        assert self.generation.pending
        self._finishing = True
        begun = time.monotonic()
        try:
            built = self._show(self.generation.pending)
        except SupersededError:
            # One that a save ended would have taken longer. Had only whole ones counted, saves that come
            # too soon for any would each find the next one under way.
            self._rest = max(self._rest, time.monotonic() - begun)
            return None
        finally:
            self._finishing = False
        self._rest = time.monotonic() - begun
        first = self._first
        return replace(built, done=first.done, rendered=built.rendered + first.rendered)

    def _look_up(self) -> None:
        """In the midst of what is left: end it where a file has changed, or all is over."""
        if not self._finishing:
            return
        if self.stopped:
            raise SupersededError
        noticing = self.noticing
        heard = noticing.watch.wait(0)
        if heard or noticing.under_way:
            before = noticing.heard
            self._meanwhile = noticing.noticed(heard)
            if self._meanwhile:
                raise SupersededError
            noticing.heard = before

    def _show(self, make: Callable[[], Generation]) -> Built:
        """Make a generation, or say how that failed, and show it."""
        before = self.generation
        made, failure = self._made(make, before)
        shown = _kept(before, made) if before else made
        built = Built(
            number=self.built.number + 1 if self.built else 1,
            changed=_changed(before, shown, made),
            diagnostics=made.diagnostics,
            problems=problems_of(self.root, made.diagnostics),
            heard=self.noticing.heard,
            done=time.time(),
            rendered=made.rendered,
            failure=failure,
        )
        with self._changed:
            self.generation, self.built = shown, built
            self._past.append(built)
            self._changed.notify_all()
        return built

    def _made(
        self, make: Callable[[], Generation], before: Generation | None
    ) -> tuple[Generation, str]:
        """A new generation, and how making it failed; the one before where it did."""
        try:
            return make(), ""
        except SupersededError:
            raise
        except Exception as error:
            if before is None:
                raise
            if isinstance(error, OSError):
                # Something went between listing and reading; what is there now is built next.
                self.noticing.forget()
            none: frozenset[str] = frozenset()
            same = replace(before, rendered=0, changed=none, gone=none, pending=None, early=False)
            return same, traceback.format_exc()

    def asked(self, page: str) -> None:
        """Remember that somebody looks at a page, by its file of the site."""
        with self._changed:
            self.looked_at = (page, *(p for p in self.looked_at if p != page))[:_LOOKED_AT]

    @property
    def broken(self) -> bool:
        """Whether a publishing build would fail."""
        return self.built is not None and has_errors(self.built.diagnostics)

    def wait_beyond(self, number: int, seconds: float) -> tuple[Built, ...]:
        """The builds after ``number``, once there are some; none when time is up or all is over."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._stopped.is_set() or (self.built and self.built.number > number),
                seconds,
            )
            return tuple(one for one in self._past if one.number > number)

    def stop(self) -> None:
        """End ``watch`` and wake whoever waits; to be called once, by another thread than watches."""
        self._stopped.set()
        self.noticing.watch.wake()
        with self._changed:
            self._changed.notify_all()

    @property
    def stopped(self) -> bool:
        """Whether the preview is over."""
        return self._stopped.is_set()

    def watch(self, told: Callable[[Built, tuple[str, ...]], None]) -> None:
        """Rebuild whenever contents change, until stopped; ``told`` hears of each build and why.

        Raises KeyboardInterrupt on Ctrl-C.
        """
        noticing, watch = self.noticing, self.noticing.watch
        # As in _save, for saves that come before all is up to date for the first time.
        gc.freeze()
        pause = LOOK_AGAIN
        names: tuple[str, ...] = ()
        try:
            watch.begin()
            while not self.stopped:
                watch.follow(noticing.folders)
                heard = watch.wait(self._patience(pause))
                self.trouble = watch.trouble
                if self.stopped:
                    break
                if heard or noticing.under_way or self.finished:
                    changed = noticing.noticed(heard)
                elif rest := self.finish():
                    if names or rest.failure:
                        told(rest, names)
                    names = ()
                    self._save()
                    continue
                else:
                    changed = self._meanwhile
                if changed:
                    built = self.build(changed)
                    names = tuple(dict.fromkeys((*names, *changed)))
                    if not self.early:
                        told(built, names)
                        names = ()
                    pause = _SOON
                elif heard and ALL not in heard:
                    pause = _SOON
                else:
                    pause = max(LOOK_AGAIN, noticing.seconds / _SHARE)
        finally:
            watch.stop()
            self._save(last=True)

    def _patience(self, pause: float) -> float:
        """Seconds for which an event is waited for before there is something else to do."""
        if self.noticing.under_way:
            return 0
        return pause if self.finished else min(self._rest, _SAVES_APART)

    def _save(self, *, last: bool = False) -> None:
        """Keep for the next process what was made: once all is up to date for the first time, and last.

        Not after each build, as keeping is a write of its own.
        """
        if self.generation and (last or (self.finished and not self._saved)):
            if not self._saved:
                # What was made so far mostly stays. At 10,000 texts a search through all of it for
                # circular garbage took up to a second, in which a save had to wait.
                gc.freeze()
            self._saved = True
            self.generation.save()


def _kept(before: Generation, made: Generation) -> Generation:
    """What is shown: the site before where the new one is none, with what is wrong with the new.

    While a branch is being changed, or a folder replaced, there is no content; where site.yaml cannot
    be read at all, nothing that follows from it would be meant.
    """
    unread = made.archive.site == Site(complete=False) != before.archive.site
    if unread or any(d.code == "content-missing" for d in made.diagnostics):
        return replace(before, diagnostics=made.diagnostics, pending=None, early=False)
    return made


def _changed(
    before: Generation | None, shown: Generation, made: Generation
) -> frozenset[str] | None:
    """The site's files that differ from those shown before; None for all."""
    if before is None or before.base_path != shown.base_path:
        return None
    return made.changed | made.gone if shown is made else frozenset()
