"""The search files of a site.

``docs/search-files.md`` says what each holds. A small archive has one file of each kind, a large one
many, of which a question needs few.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, count
from typing import Any, TypeVar

from readingroom.search.counts import SearchDocument, TermCounts, terms_of
from readingroom.search.documents import COLUMNS, Gathered
from readingroom.search.index import Writer, compressed_size, ranges, to_json
from readingroom.search.lexicon import Lexicon
from readingroom.search.postings import Postings, postings
from readingroom.search.scoring import EXACT, FEW, FIELDS, GUESS, GUESSES, NEAR_BEST, SENTENCE
from readingroom.workers import spread

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
#: Documents whose parts stand in a folder that is called by what they hold. So an edit makes anew the
#: parts of its group, some fifty, and not all. The manifest names the folders, thirty bytes for each.
DOCUMENTS_GROUP = 256

#: Words of a part of the lexicon: 6 to 8 kB compressed.
LEXICON_PART = 1_500

#: Parts of the index below which other processes are not worth their start: a part takes milliseconds.
_WORTH_PROCESSES = 16

#: A written file: its address below the search folder, and its bytes.
_File = tuple[str, bytes]
#: The first word or term of each part, and the parts.
_Parts = tuple[list[str], list[_File]]

_T = TypeVar("_T")


def build_search(documents: Iterable[SearchDocument]) -> dict[str, bytes]:
    """The files of the site's ``search/`` folder: name → bytes, the same for the same documents."""
    return dict(index_of((document, terms_of(document)) for document in documents))


def index_of(
    findable: Iterable[tuple[SearchDocument, TermCounts]],
    step: Callable[[], None] = lambda: None,
    jobs: int | None = 1,
) -> Iterator[_File]:
    """The second stage: the search files one by one, each with its name.

    ``findable`` are documents with what ``terms_of`` gave for each; they are passed once, and none is
    kept. ``step`` is called again and again; what it raises ends the work. ``jobs`` is how many
    processes may write the index, one a core where it is None.
    """
    found, passed, said = _passed(_stepped(findable, step), step)
    languages = said["languages"]
    yield from map(_named, passed)
    # The index comes last, and has room for itself.
    passed.clear()
    terms, files = list[str](), list[str]()
    for first, file in _indexes(found, pipeline_of(languages), jobs):
        step()
        terms.append(first)
        files.append(file[0])
        yield _named(file)
    manifest = {
        "format": 3,
        "scoring": {
            "guess": GUESS,
            "guesses": GUESSES,
            "exact": EXACT,
            "few": FEW,
            "sentence": SENTENCE,
            "nearBest": NEAR_BEST,
        },
        "index": {"first": terms, "files": files},
        **said,
    }
    yield "manifest.json", _bytes(to_json(manifest))


def _passed(
    findable: Iterable[tuple[SearchDocument, TermCounts]], step: Callable[[], None]
) -> tuple[Postings, list[_File], dict[str, Any]]:
    """The postings of documents; the files of all else; and what the manifest says of these."""
    gathered, lexicon = Gathered(), Lexicon()

    def counts() -> Iterator[TermCounts]:
        for document, terms in findable:
            gathered.add(document)
            lexicon.add(document)
            yield terms

    found = searched(counts())
    shown, documents = _shown(gathered.rows)
    words, lexicons = _lexicons(lexicon.words(step))
    facets = _file("facets", _bytes(to_json(gathered.facets())))
    said = {
        "languages": sorted(gathered.languages),
        "kinds": gathered.kinds,
        "lexicon": {"first": words, "files": [name for name, _ in lexicons]},
        "documents": documents,
        "facets": facets[0],
    }
    return found, [*shown, *lexicons, facets], said


def _stepped(several: Iterable[_T], step: Callable[[], None]) -> Iterator[_T]:
    """All of these, with a ``step`` before each."""
    for one in several:
        step()
        yield one


def _named(file: _File) -> _File:
    """A file by its name, which is its address without what follows the question mark."""
    return file[0].partition("?")[0], file[1]


def searched(counts: Iterable[TermCounts]) -> Postings:
    """The postings of documents, whose refs are their numbers."""
    return postings(FIELDS, zip(map(str, count()), counts, strict=False))


def pipeline_of(languages: Collection[str]) -> list[str]:
    """A stock Lunr stems English queries itself. In an archive without English it must not."""
    return ["stemmer"] if "en" in languages else []


def _indexes(
    found: Postings, pipeline: Sequence[str], jobs: int | None
) -> Iterator[tuple[str, _File]]:
    """The first term of each part of the index, and the part."""
    writer = Writer(found, pipeline)
    if sum(map(compressed_size, found.having)) <= WHOLE_INDEX:
        yield "", _file("index", _bytes(writer.whole()))
        return

    def part(terms: Sequence[str]) -> _File:
        written = _bytes(writer.part(terms))
        return f"index/{_digest(written)}.json", written

    parts = ranges(found, INDEX_PART)
    files = spread(part, parts, jobs, least=_WORTH_PROCESSES)
    yield from zip((terms[0] for terms in parts), files, strict=True)


def _lexicons(known: Mapping[str, int]) -> _Parts:
    words = list(known)
    starts = range(0, len(words), LEXICON_PART)
    parts = [words[start : start + LEXICON_PART] for start in starts] or [[]]
    written = [_bytes(to_json([" ".join(part), [known[w] for w in part]])) for part in parts]
    if len(parts) == 1:
        return [""], [_file("lexicon", written[0])]
    return [part[0] for part in parts], [(f"lexicon/{_digest(w)}.json", w) for w in written]


def _shown(rows: Sequence[str]) -> tuple[list[_File], Mapping[str, object]]:
    """The files of documents, and which has which.

    A file's pattern has ``*`` for the number of its first document, if there are several.
    """
    said = {"columns": COLUMNS, "group": DOCUMENTS_GROUP}
    if sum(map(len, rows)) <= WHOLE_DOCUMENTS:
        whole = _file("documents", _bytes(f"[{','.join(rows)}]"))
        return [whole], {**said, "group": len(rows), "sizes": [len(rows)], "files": [whole[0]]}
    sizes, patterns, files = list[int](), list[str](), list[_File]()
    for begin in range(0, len(rows), DOCUMENTS_GROUP):
        parts = list(_parts(rows[begin : begin + DOCUMENTS_GROUP]))
        written = [_bytes(f"[{','.join(part)}]") for part in parts]
        pattern = f"documents/{_digest(*written)}/*.json"
        own = [len(part) for part in parts]
        names = (pattern.replace("*", str(n)) for n in accumulate(own[:-1], initial=begin))
        files += zip(names, written, strict=True)
        patterns.append(pattern)
        sizes += own
    return files, {**said, "sizes": sizes, "files": patterns}


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
