"""Documents whose words are there only while somebody needs them.

Ten thousand documents in memory are most of what a build would hold, and all but those that changed are
asked for their links alone. A ghost (Fowler, *Patterns of Enterprise Application Architecture*, "Lazy
Load") has the links, and makes the rest when it is asked for it, from what the document was made of: the
same words, since documents are made by pure functions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from readingroom.model import Document, LinkUse

_SLOTS = ("text", "marks", "blocks")


class Ghost(Document):
    """A document that is made when its words are first asked for; ``name`` says what it is made of."""

    __slots__ = ("_make", "name")
    _make: Callable[[], Document]
    name: str

    def __reduce__(self) -> tuple[Any, ...]:
        # Only the name of it: who unpickles it says again how it is made.
        return unattended, (self.name, self.links)

    def __getattr__(self, name: str) -> Any:
        # Only for a slot that is empty does Python come here.
        if name not in _SLOTS:
            raise AttributeError(name)
        appear(self, self._make())
        return getattr(self, name)


def unattended(name: str, links: tuple[LinkUse, ...]) -> Ghost:
    """A document with these links, of which nobody has said yet how it is made (``attend``)."""
    made = object.__new__(Ghost)
    object.__setattr__(made, "name", name)
    object.__setattr__(made, "links", links)
    return made


def attend(one: Ghost, make: Callable[[], Document]) -> None:
    """Say how a ghost's words are made."""
    object.__setattr__(one, "_make", make)


def attended(one: Ghost) -> bool:
    """Whether somebody has said how it is made."""
    return "_make" in _there(one, ("_make",))


def appear(one: Document, document: Document) -> None:
    """Give a ghost its words."""
    if isinstance(one, Ghost):
        for name in _SLOTS:
            object.__setattr__(one, name, getattr(document, name))


def fade(one: Document) -> None:
    """Take a ghost's words away, to be made again when they are asked for."""
    if isinstance(one, Ghost):
        for name in _SLOTS:
            if name in _there(one):
                object.__delattr__(one, name)


def whole(one: Document) -> Document:
    """The document itself, for a ghost."""
    if isinstance(one, Ghost):
        return Document(one.text, one.marks, one.blocks, one.links)
    return one


def _there(one: Ghost, slots: tuple[str, ...] = _SLOTS) -> list[str]:
    there = []
    for name in slots:
        try:
            object.__getattribute__(one, name)
        except AttributeError:
            continue
        there.append(name)
    return there
