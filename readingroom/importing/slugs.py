"""A short slug for a text, from its title or, failing that, its file's name."""

from __future__ import annotations

import hashlib

from slugify import slugify

from readingroom.importing.segments import word_set
from readingroom.sources import RESERVED

#: Long enough to be recognised, short enough for an address line and a `[[link]]`.
LENGTH = 60
#: A cut that ends on one of these reads as broken off.
_WEAK = word_set(
    "a an and as at by for from in into of on or over the to with is are was its his her"
)


def default_slug(title: str, name: str) -> str:
    """``[Symposium on …]`` becomes ``symposium-on-…``; never empty: at worst a hash of the name."""
    for words in (title.strip("[]"), name.rsplit("/", 1)[-1].rsplit(".", 1)[0]):
        slug: str = slugify(words, max_length=LENGTH, word_boundary=True, save_order=True)
        whole: str = slugify(words)
        parts = slug.split("-")
        while len(slug) < len(whole) and len(parts) > 2 and parts[-1] in _WEAK:
            parts.pop()
        if parts[0]:
            slug = "-".join(parts)
            return f"{slug}-text" if slug in RESERVED else slug
    return "text-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
