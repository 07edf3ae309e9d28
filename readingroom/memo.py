"""What was made before, by kind and by a digest of all that it was made of.

Since all that is made here is made by pure functions, what has the same digest is the same value. What
was not asked for between two turns is forgotten; a turn ends a whole build.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from readingroom.packing import pack, unpack
from readingroom.sources import Seen
from readingroom.store import Key, Store

#: What the next process is to find, and in which family of files: ``found`` is read for the search index
#: alone, ``words`` for pages that are rendered again, both by the digest of a unit.
_FAMILIES = {
    "reading": "heads", "record": "heads", "source": "heads", "unit": "heads", "places": "heads",
    "found": "found", "words": "words",
}  # fmt: skip
#: The same of what is made of all that search finds (``search.files``): it is asked for only where any
#: of that has changed, and so has turns of its own.
_OF_INDEX = {"group": "index", "part": "index"}
#: Compiled templates are asked for only where a page is rendered.
_OF_TEMPLATES = {"template": "templates"}
#: What is large and asked for seldom: it stays packed.
_PACKED = frozenset({"found", "words"})
_SEEN: Key = ("seen", "")


def named(*parts: object) -> str:
    """The digest of what something is made of: strings, numbers, and dataclasses of such."""
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        said = part if isinstance(part, str) else repr(part)
        made.update(said.encode("utf-8", "surrogatepass"))
        made.update(b"\0")
    return made.hexdigest()


class Memo:
    """Values by kind and name, in memory and, with a store, on disk."""

    def __init__(self, store: Store | None = None, families: Mapping[str, str] = _FAMILIES) -> None:
        self._store = store or Store(None)
        self._families = families
        self._before: dict[Key, Any] = {}
        self._now: dict[Key, Any] = {}
        self._packed: dict[Key, bytes] = {}
        self._stored: set[Key] = set()
        #: The files as they were seen last.
        self.seen: Mapping[str, Seen] = {}

    @classmethod
    def of(cls, store: Store | None) -> Memo:
        """What the last process left."""
        memo = cls(store)
        packed = memo._store.get("seen", _SEEN)
        with contextlib.suppress(Exception):  # whatever is wrong with it, files are read
            memo.seen = unpack(packed) if packed is not None else {}
        return memo

    @cached_property
    def index(self) -> Memo:
        """What is remembered for the search index."""
        return Memo(self._store, _OF_INDEX)

    @cached_property
    def templates(self) -> Memo:
        """What is remembered for the renderer."""
        return Memo(self._store, _OF_TEMPLATES)

    def turn(self) -> None:
        """All that is of use was asked for: what was not since the last turn is forgotten."""
        self._before, self._now = self._now, {}
        live = self._units()
        self._packed = {
            key: packed
            for key, packed in self._packed.items()
            if (key[1] in live if key[0] in _PACKED else key in self._before)
        }

    def get(self, kind: str, name: str) -> Any | None:
        """What is kept, or None."""
        at = (kind, name)
        if kind in _PACKED:
            return self._recalled(at)
        found = self._now.get(at)
        if found is None:
            found = self._before.get(at)
            if found is None and kind in self._families:
                found = self._recalled(at)
            if found is not None:
                self._now[at] = found
        return found

    def keep(self, kind: str, name: str, value: Any, packed: bytes | None = None) -> None:
        """Keep a value, which is not None; ``packed`` where it has been: enough of what is large."""
        if kind not in _PACKED:
            self._now[kind, name] = value
        elif packed is None:
            packed = pack(value)
        if packed is not None:
            self._packed[kind, name] = packed

    def save(self) -> None:
        """Keep for the next process what is of use, where there is a store."""
        if self._store.keep("seen", [_SEEN], {_SEEN: pack(self.seen)}):
            self.save_values()

    def save_values(self) -> None:
        """The same, but for the files as they were seen."""
        live, now = self._units(), self._before | self._now
        if not now:  # nothing was asked for: what is stored may still be of use
            return
        for family in dict.fromkeys(self._families.values()):
            kinds = [kind for kind, of in self._families.items() if of == family]
            if _PACKED.isdisjoint(kinds):
                used = [key for key in now if key[0] in kinds]
            else:
                # What is made of a text is of use as long as the text is, asked for or not.
                used = [(kind, name) for kind in kinds for name in live]
            fresh = {}
            for key in used:
                packed = self._packed.get(key)
                if packed is None and key in now and key not in self._stored:
                    packed = pack(now[key])
                if packed is not None:
                    fresh[key] = packed
            if self._store.keep(family, used, fresh):
                self._stored.update(fresh)
                for key in fresh:
                    self._packed.pop(key, None)

    def _units(self) -> set[str]:
        """The names of the units that are of use."""
        return {name for kind, name in (*self._before, *self._now) if kind == "unit"}

    def _recalled(self, key: Key) -> Any | None:
        packed = self._packed.get(key) or self._store.get(self._families[key[0]], key)
        if packed is None:
            return None
        try:
            found = unpack(packed)
        except Exception:  # noqa: BLE001 -- whatever is wrong with it, it is made again
            return None
        self._stored.add(key)
        return found
