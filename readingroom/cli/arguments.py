"""The words of a call put in the order that the commands take them in."""

from __future__ import annotations

from collections.abc import Sequence

#: Options of the program itself, which need no command.
_OWN = frozenset({"--help", "-h", "--version", "--install-completion", "--show-completion"})


def arranged(given: Sequence[str]) -> list[str]:
    """``--root DIR`` first, wherever it was written; ``build`` where no command was named."""
    root: list[str] = []
    rest: list[str] = []
    words = iter(given)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--root":
            root = [word, *[value for value in [next(words, None)] if value is not None]]
        elif word.startswith("--root="):
            root = [word]
        else:
            rest.append(word)
    if not rest or (rest[0].startswith("-") and rest[0] not in _OWN):
        rest.insert(0, "build")
    # Without its value the option stands last, so that it is what is complained of.
    return [*rest, *root] if root == ["--root"] else [*root, *rest]
