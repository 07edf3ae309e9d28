"""The notes as W3C Web Annotations: a page for each text, and the archive's collection over them.

The model is https://www.w3.org/TR/annotation-model/ (2017). Positions are code points of the text's
canonical stream, which ``index.txt`` holds; quotes are its very words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any
from urllib.parse import quote

from readingroom.checks import reply_target
from readingroom.config import Site
from readingroom.folding import folded_words
from readingroom.model import AnchoredNote, Note, Target, Text
from readingroom.quotes import CONTEXT
from readingroom.readers.markdown import words_of
from readingroom.weave import html_of

JSONLD = "http://www.w3.org/ns/anno.jsonld"
#: The collection, at the site's root; a page of it has the same name in its text's folder.
NAME = "annotations.jsonld"
#: Names must be IRIs, and a site that does not know its address has no web address to give. The
#: experimental form of a URN (RFC 2141) claims nothing that others may have.
NOWHERE = "urn:x-reading-room:"

_MARKED = re.compile(r"==(?=\S)(.+?)(?<=\S)==", re.DOTALL)
_ELISION = re.compile(r"\[(?:…|\.\.\.)\]")
#: How much of a range's beginning its start selector quotes, at most: with 32 of context on each side
#: as telling as any other quote.
_EDGE = 2 * CONTEXT


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where a text's page of annotations stands in the collection.

    ``begin`` is how many annotations stand before it, of ``total``; the others are site paths, empty at
    the ends.
    """

    title: str
    total: int
    begin: int
    earlier: str
    later: str


def leaves(title: str, counts: Sequence[tuple[str, int]]) -> tuple[Leaf, ...]:
    """The places of all pages; ``counts`` are the texts' slugs with the numbers of their notes."""
    total = sum(count for _, count in counts)
    paths = ["", *(annotations_path(slug) for slug, _ in counts), ""]
    begins = accumulate((count for _, count in counts), initial=0)
    return tuple(
        Leaf(title, total, begin, earlier, later)
        for begin, earlier, later in zip(begins, paths, paths[2:], strict=False)
    )


def annotations_path(slug: str) -> str:
    """The site path of a text's page of annotations."""
    return f"texts/{slug}/{NAME}"


def annotation_page(text: Text, notes: Sequence[AnchoredNote], site: Site, leaf: Leaf) -> bytes:
    """The annotations of a text; ``notes`` in the order of their places."""
    known = {(a.note.path, a.note.id): a.note for a in notes}
    page: dict[str, Any] = {
        "@context": JSONLD,
        "id": _iri(site, annotations_path(text.slug)),
        "type": "AnnotationPage",
        "label": text.plain_title,
        "partOf": _collection(site, leaf.title, leaf.total),
        "startIndex": leaf.begin,
    }
    if leaf.earlier:
        page["prev"] = _iri(site, leaf.earlier)
    if leaf.later:
        page["next"] = _iri(site, leaf.later)
    return _bytes(page | {"items": [_annotation(a, text, site, known) for a in notes]})


def annotation_collection(site: Site, title: str, counts: Sequence[tuple[str, int]]) -> bytes:
    """The collection over all pages; ``counts`` as of ``leaves``."""
    ends = {}
    if counts:
        ends = {"first": _iri(site, annotations_path(counts[0][0]))}
        ends["last"] = _iri(site, annotations_path(counts[-1][0]))
    total = sum(count for _, count in counts)
    return _bytes({"@context": JSONLD} | _collection(site, title, total) | ends)


def _collection(site: Site, title: str, total: int) -> dict[str, Any]:
    return {"id": _iri(site, NAME), "type": "AnnotationCollection", "label": title, "total": total}


def _bytes(value: dict[str, Any]) -> bytes:
    """A page or collection as JSON, a line for each key, and for each annotation one."""
    lines = []
    for key, one in value.items():
        if key == "items":
            said = "[\n" + ",\n".join(f"  {_json(each)}" for each in one) + "\n ]"
        else:
            said = _json(one)
        lines.append(f" {_json(key)}: {said}")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8", "replace")


# Without indents, for which the standard library has no fast way.
_json = json.JSONEncoder(ensure_ascii=False).encode


def _iri(site: Site, path: str, fragment: str = "") -> str:
    """The name of something of the site: its web address where the site has one."""
    iri = (site.base_url or NOWHERE) + _encoded(path)
    return iri + (f"#{_encoded(fragment)}" if fragment else "")


#: An annotation names its text four times.
_encoded = lru_cache(64)(quote)


def _note_iri(site: Site, note: Note) -> str:
    return _iri(site, f"texts/{note.text}/", f"note-{note.id}")


def _annotation(
    anchored: AnchoredNote,
    text: Text,
    site: Site,
    known: Mapping[tuple[str, str], Note],
) -> dict[str, Any]:
    note = anchored.note
    answered = _answered(note, known)
    motivation = "replying" if answered else site.kind(note.kind).motivation
    made: dict[str, Any] = {
        "@context": JSONLD,
        "id": _note_iri(site, note),
        "type": "Annotation",
        "motivation": motivation,
    }
    if note.title:
        made["label"] = note.title
    if note.by:
        made["creator"] = _creator(note.by, site)
    for key, date in (("created", note.date), ("modified", note.modified)):
        if date:
            made[key] = _moment(date)
    if bodies := _bodies(note, motivation, site):
        made["body"] = bodies
    targets: list[Any] = [_note_iri(site, answered)] if answered else []
    page = _iri(site, f"texts/{text.slug}/")
    if note.on != "text":
        targets += _targets(anchored, text, page)
    made["target"] = (targets or [page]) if len(targets) > 1 else (targets or [page])[0]
    return made


def _answered(note: Note, known: Mapping[tuple[str, str], Note]) -> Note | None:
    """The note that this one replies to, by ``re:`` or by its level."""
    named = reply_target(note, dict(known)) if note.re else None
    above = known.get((note.path, note.parent))
    return named or (above if above and above.text == note.text else None)


def _creator(by: str, site: Site) -> dict[str, str]:
    """A person; ``nickname`` is what notes say after ``by:``."""
    editor = next((e for e in site.editors if e.id == by), None)
    made = {"type": "Person", "name": site.editor_name(by), "nickname": by}
    if editor and editor.url:
        made["homepage"] = editor.url
    return made


def _moment(date: str) -> str:
    """The first moment of a day, month or year: the model asks for an xsd:dateTime with a zone."""
    return f"{(date + '-01-01')[:10]}T00:00:00Z"


def _bodies(note: Note, motivation: str, site: Site) -> list[dict[str, str]]:
    """The comment as HTML, then the kind, then the tags."""
    bodies: list[dict[str, str]] = []
    if note.document.text.strip():
        root = site.base_url or "../../"
        bodies.append(
            {
                "type": "TextualBody",
                "value": html_of(note.document, root=root, prefix=f"note-{note.id}-").strip(),
                "format": "text/html",
                "language": note.language or site.language,
                "purpose": motivation,
            }
        )
    bodies.append({"type": "TextualBody", "value": note.kind, "purpose": "classifying"})
    bodies += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in note.tags]
    return bodies


def _targets(anchored: AnchoredNote, text: Text, page: str) -> list[dict[str, Any]]:
    """A specific resource for each passage, then for each quote that has none."""
    note = anchored.note
    made: list[dict[str, Any]] = []
    for target in anchored.targets:
        position = {"type": "TextPositionSelector", "start": target.start, "end": target.end}
        if _elided(note, target, text.document.text):
            words = _range_selector(text.document.text, target)
        else:
            words = _quote_selector(text.document.text, target.start, target.end)
        made.append(_resource(page, [words, position]))
    placed = {target.quote for target in anchored.targets}
    for number, quoted in enumerate(note.quotes):
        if number not in placed:
            made.append(_resource(page, [_quoted_words(quoted.raw)]))
    return made


def _resource(page: str, selector: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "SpecificResource", "source": page, "selector": selector}


def _quote_selector(text: str, start: int, end: int) -> dict[str, str]:
    return {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }


def _range_selector(text: str, target: Target) -> dict[str, Any]:
    """From the first words up to what follows the last ones: a range leaves its end selector out.

    https://www.w3.org/TR/annotation-model/#range-selector. At a text's end nothing follows, and the
    end selector quotes nothing, behind the last words.
    """
    edge = min(target.start + _EDGE, target.end)
    if edge < target.end and (space := text.rfind(" ", target.start + CONTEXT, edge)) > 0:
        edge = space
    return {
        "type": "RangeSelector",
        "startSelector": _quote_selector(text, target.start, edge),
        "endSelector": _quote_selector(text, target.end, min(len(text), target.end + CONTEXT)),
    }


def _elided(note: Note, target: Target, text: str) -> bool:
    """Whether the quote leaves out words of the passage."""
    raw = note.quotes[target.quote].raw
    if note.on == "paragraph" or not _ELISION.search(raw):
        return False
    words = folded_words(text[target.start : target.end])
    return all(words not in folded_words(form) for form in (raw, words_of(raw)))


def _quoted_words(raw: str) -> dict[str, str]:
    """The selector of words that are not in the text: what the editor quoted is all that is known."""
    words = words_of(raw)
    made = {"type": "TextQuoteSelector", "exact": words}
    if marked := _MARKED.search(words):
        made["exact"] = marked.group(1)
        sides = {"prefix": words[: marked.start()], "suffix": words[marked.end() :]}
        made |= {side: context for side, context in sides.items() if context}
    return made
