"""What was made before, by kind and by a digest of all that it was made of.

Since all that is made here is made by pure functions, what has the same digest is the same value. What
was not asked for between two turns is forgotten.
"""

from __future__ import annotations

import hashlib
from typing import Any


def named(*parts: object) -> str:
    """The digest of what something is made of: strings, numbers, and dataclasses of such."""
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        said = part if isinstance(part, str) else repr(part)
        made.update(said.encode("utf-8", "surrogatepass"))
        made.update(b"\0")
    return made.hexdigest()


class Memo:
    """Values by kind and name."""

    def __init__(self) -> None:
        self._before: dict[tuple[str, str], Any] = {}
        self._now: dict[tuple[str, str], Any] = {}

    def turn(self) -> None:
        """Begin anew: what is not asked for before the next turn is forgotten then."""
        self._before, self._now = self._now, {}

    def get(self, kind: str, name: str) -> Any | None:
        """What is kept, or None."""
        at = (kind, name)
        found = self._now.get(at)
        if found is None and (found := self._before.get(at)) is not None:
            self._now[at] = found
        return found

    def keep(self, kind: str, name: str, value: Any) -> None:
        """Keep a value, which is not None."""
        self._now[kind, name] = value
