"""What the second stage of the index is given: all that can be found, and what was made of it before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from readingroom.search.groups import Findable


class Found(Protocol):
    """All documents that can be found, in order, to be passed in stretches."""

    def __len__(self) -> int:
        """How many there are."""

    def digest(self, places: range) -> str:
        """Of all that some of them are made of; nothing where what comes of them is not to be kept."""

    def documents(self, places: range) -> Iterable[Findable]:
        """Some of them."""


class Memory(Protocol):
    """What was made before, by kind and digest of what it was made of."""

    def get(self, kind: str, name: str) -> Any | None:
        """What is kept, or None."""

    def keep(self, kind: str, name: str, value: Any) -> None:
        """Keep a value, which is not None."""


class Given:
    """Documents that are there, of which nothing is kept."""

    def __init__(self, documents: Sequence[Findable]) -> None:
        self._documents = documents

    def __len__(self) -> int:
        """How many there are."""
        return len(self._documents)

    def digest(self, places: range) -> str:  # noqa: ARG002 -- as the protocol has it
        """None: nothing is to be kept."""
        return ""

    def documents(self, places: range) -> Sequence[Findable]:
        """Some of them."""
        return self._documents[places.start : places.stop]


class Nothing:
    """A memory that keeps nothing."""

    def get(self, kind: str, name: str) -> None:  # noqa: ARG002 -- as the protocol has it
        """Nothing."""
        return

    def keep(self, kind: str, name: str, value: Any) -> None:
        """Keep nothing."""
