"""The gold set of import: sources with what a careful archivist would make of each."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import yaml

from readingroom.importing.misread import mended, misread_as

HERE = Path(__file__).parent / "import"
#: As README.md there explains them.
_ROLES = """
title subtitle section byline date dateline agency caption credit story-credit rights url
editor p heading quote verse list table related litter furniture mark front
"""
ROLES = frozenset(_ROLES.split())
_FIELDS = "encoding title creator agency date dateline captions review"
FIELDS = frozenset(_FIELDS.split())
#: Elements of a page whose words nobody sees.
_UNSEEN = frozenset({"script", "style", "template", "noscript"})
_MARK = re.compile(r"⟦([a-z-]+)⟧")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A source, its stretches as (role, words) in order, and what its front matter should say."""

    name: str
    path: Path
    stretches: tuple[tuple[str, str], ...]
    fields: dict[str, Any]
    held_out: bool


#: The names of the sources that nobody looks at, sorted.
_AWAY = frozenset((HERE / "held-out.txt").read_text("utf-8").split())


def held_out(name: str) -> bool:
    """Whether a source is in the part that nobody looks at."""
    return name in _AWAY


def load(folder: Path = HERE) -> list[Labelled]:
    """Every source that has labels, sorted by name."""
    return [labelled(path) for path in sorted((folder / "sources").iterdir())]


def labelled(path: Path) -> Labelled:
    """One source with its labels; words once misread are labelled as they stand, and mended here."""
    labels = path.parent.parent / "labels" / path.stem
    words = labels.with_name(path.stem + ".txt").read_text("utf-8")
    fields = yaml.safe_load(labels.with_name(path.stem + ".yaml").read_text("utf-8")) or {}
    pieces = _MARK.split(words)
    misread = misread_as(words)
    said = (mended(piece, misread).strip() for piece in pieces[2::2])
    stretches = tuple(zip(pieces[1::2], said, strict=True))
    return Labelled(path.stem, path, stretches, fields, held_out(path.stem))


def ink(words: str) -> str:
    """The characters that are not white space; byte order mark, soft hyphens and controls left out."""
    return re.sub(r"[\s\ufeff\xad\x00-\x1f\x7f-\x9f]+", "", words)


def wrong(one: Labelled) -> list[str]:
    """What is wrong with the labels of a source: roles, fields, or other characters than its own."""
    problems = [f"no such role: {role}" for role, _ in one.stretches if role not in ROLES]
    problems += [f"no such field: {key}" for key in one.fields if key not in FIELDS]
    problems += [f"nothing marked: {role}" for role, words in one.stretches if not words]
    said, source = ink("".join(words for _, words in one.stretches)), ink(seen(one))
    if said != source:
        at = next((i for i, (a, b) in enumerate(zip(said, source, strict=False)) if a != b), -1)
        at = at if at >= 0 else min(len(said), len(source))
        problems.append(
            f"other characters: labels {said[at : at + 40]!r}, source {source[at : at + 40]!r}"
        )
    return problems


def seen(one: Labelled) -> str:
    """What is to be labelled of a source: its text, or the words of a page that are shown."""
    text = one.path.read_bytes().decode(one.fields.get("encoding", "utf-8"))
    text = mended(text, misread_as(text))
    if one.path.suffix != ".html":
        return text
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    return "".join(_shown(tree.find("body")))


def _shown(element: Element) -> Iterator[str]:
    # A comment's tag is a function.
    if isinstance(element.tag, str) and element.tag not in _UNSEEN:
        yield element.text or ""
        for child in element:
            yield from _shown(child)
            yield child.tail or ""


if __name__ == "__main__":
    for file in map(Path, sys.argv[1:]):
        print(file.name, wrong(labelled(file)) or "is well labelled")
