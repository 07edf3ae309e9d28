"""The search files of a site.

``docs/search-files.md`` says what each holds. A small archive has one file of each kind, a large one
many, of which a question needs few.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from readingroom.search.counts import SearchDocument, TermCounts, terms_of
from readingroom.search.documents import COLUMNS, facets, kinds, languages, row
from readingroom.search.index import (
    Postings,
    compressed_size,
    index_parts,
    postings,
    stepped,
    to_json,
    whole_index,
)
from readingroom.search.lexicon import lexicon
from readingroom.search.scoring import EXACT, FEW, FIELDS, GUESS, GUESSES, NEAR_BEST, SENTENCE

#: Bytes, compressed and estimated (some 80,000 in truth, where there are few documents), above which the
#: index is written in parts: so no first answer takes much more than 150 kB with all that belongs to it.
#: In 1,000 generated texts the whole has 600 kB, of which a question of two words needs two parts of 33.
WHOLE_INDEX = 120_000
#: Bytes of a part, compressed. The last term's postings pass it; in 10,000 generated texts half of the
#: parts have 32 to 35 kB. Smaller ones would be more requests for what is mostly wanted together.
INDEX_PART = 30_500

#: Bytes of documents, as JSON, above which they are written in parts: 24 kB compressed, as much as the
#: parts of twenty results.
WHOLE_DOCUMENTS = 60_000
#: Bytes of a part of the documents, about 1.4 kB compressed. The results that are shown at once may
#: stand in as many parts as they are.
DOCUMENTS_PART = 3_000

#: Words of a part of the lexicon: 6 to 8 kB compressed.
LEXICON_PART = 1_500

#: A written file: its address below the search folder, and its bytes.
_File = tuple[str, bytes]
#: The first word or term of each part, and the parts.
_Parts = tuple[list[str], list[_File]]


def build_search(documents: Sequence[SearchDocument]) -> dict[str, bytes]:
    """The files of the site's ``search/`` folder: name → bytes, the same for the same documents."""
    return index_of(documents, map(terms_of, documents))


def index_of(
    documents: Sequence[SearchDocument],
    counts: Iterable[TermCounts],
    step: Callable[[], None] = lambda: None,
) -> dict[str, bytes]:
    """The second stage: the search files, from documents and what ``terms_of`` gave for each.

    ``step`` is called again and again; what it raises ends the work. Raises ValueError when there are
    not as many counts as documents.
    """
    found = searched(stepped(counts, step), len(documents))
    terms, indexes = _indexes(found, pipeline_of(documents), step)
    step()
    words, lexicons = _lexicons(lexicon(documents))
    step()
    sizes, pattern, shown = _shown([to_json(row(one)) for one in stepped(documents, step)])
    filters = _file("facets", _bytes(to_json(facets(documents))))
    manifest = {
        "format": 2,
        "languages": languages(documents),
        "scoring": {
            "guess": GUESS,
            "guesses": GUESSES,
            "exact": EXACT,
            "few": FEW,
            "sentence": SENTENCE,
            "nearBest": NEAR_BEST,
        },
        "kinds": kinds(documents),
        "index": {"first": terms, "files": [name for name, _ in indexes]},
        "lexicon": {"first": words, "files": [name for name, _ in lexicons]},
        "documents": {"columns": COLUMNS, "sizes": sizes, "files": pattern},
        "facets": filters[0],
    }
    files = (*indexes, *lexicons, *shown, filters)
    named = {name.partition("?")[0]: written for name, written in files}
    return {**named, "manifest.json": _bytes(to_json(manifest))}


def searched(counts: Iterable[TermCounts], documents: int) -> Postings:
    """The postings of so many documents; their refs are their numbers."""
    return postings(FIELDS, zip(map(str, range(documents)), counts, strict=True))


def pipeline_of(documents: Iterable[SearchDocument]) -> list[str]:
    """A stock Lunr stems English queries itself. In an archive without English it must not."""
    return ["stemmer"] if "en" in languages(documents) else []


def _indexes(found: Postings, pipeline: Sequence[str], step: Callable[[], None]) -> _Parts:
    if sum(map(compressed_size, found.having)) <= WHOLE_INDEX:
        return [""], [_file("index", _bytes(whole_index(found, pipeline)))]
    parts = [(p.first, _bytes(p.index)) for p in index_parts(found, INDEX_PART, pipeline, step)]
    return [first for first, _ in parts], [(f"index/{_digest(w)}.json", w) for _, w in parts]


def _lexicons(known: Mapping[str, int]) -> _Parts:
    words = list(known)
    starts = range(0, len(words), LEXICON_PART)
    parts = [words[start : start + LEXICON_PART] for start in starts] or [[]]
    written = [_bytes(to_json([" ".join(part), [known[w] for w in part]])) for part in parts]
    if len(parts) == 1:
        return [""], [_file("lexicon", written[0])]
    return [part[0] for part in parts], [(f"lexicon/{_digest(w)}.json", w) for w in written]


def _shown(rows: Sequence[str]) -> tuple[list[int], str, list[_File]]:
    """How many rows each file has, the files' pattern (``*`` is a file's number), and the files."""
    if sum(map(len, rows)) <= WHOLE_DOCUMENTS:
        whole = _file("documents", _bytes(f"[{','.join(rows)}]"))
        return [len(rows)], whole[0], [whole]
    parts = list(_parts(rows))
    written = [_bytes(f"[{','.join(part)}]") for part in parts]
    pattern = f"documents/{_digest(*written)}/*.json"
    names = (pattern.replace("*", str(number)) for number in range(len(written)))
    return list(map(len, parts)), pattern, list(zip(names, written, strict=True))


def _parts(rows: Iterable[str]) -> Iterator[list[str]]:
    part: list[str] = []
    size = 0
    for written in rows:
        if part and size + len(written) > DOCUMENTS_PART:
            yield part
            part, size = [], 0
        part.append(written)
        size += len(written)
    if part:
        yield part


def _file(name: str, written: bytes) -> _File:
    """The only file of its kind, which keeps its name; only its address changes with its words."""
    return f"{name}.json?{_digest(written)}", written


def _digest(*written: bytes) -> str:
    """What a browser's cache knows a file by: 40 bits, since it is told only from its former selves."""
    whole = hashlib.blake2b(digest_size=5)
    for one in written:
        whole.update(one)
    return whole.hexdigest()


def _bytes(written: str) -> bytes:
    # A lone surrogate, which UTF-8 cannot hold, becomes \udXXX, which JSON can.
    return written.encode("utf-8", "backslashreplace")
