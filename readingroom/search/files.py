"""The search files of a site.

``docs/search-files.md`` says what each holds. A small archive has one file of each kind, a large one
many, of which a question needs few.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import accumulate, groupby, islice
from operator import itemgetter
from typing import Any, TypeVar

from readingroom.search.counts import SearchDocument, TermCounts, terms_of
from readingroom.search.documents import COLUMNS, row
from readingroom.search.documents import joined as joined_facets
from readingroom.search.found import Found, Given, Memory, Nothing
from readingroom.search.groups import Group, digest, group_of, written
from readingroom.search.index import Writer, to_json
from readingroom.search.lexicon import joined as joined_words
from readingroom.search.postings import MOST, Postings, postings
from readingroom.search.scoring import EXACT, FEW, FIELDS, GUESS, GUESSES, NEAR_BEST, SENTENCE
from readingroom.workers import as_done

#: Bytes, compressed and estimated (some 80,000 in truth, where there are few documents), above which the
#: index is written in parts: so no first answer takes much more than 150 kB with all that belongs to it.
#: In 1,000 generated texts the whole has 600 kB, of which a question of two words needs two parts of 33.
WHOLE_INDEX = 120_000
#: Bytes of a part, compressed. The last term's postings pass it; in 10,000 generated texts half of the
#: parts have 32 to 35 kB. Smaller ones would be more requests for what is mostly wanted together.
INDEX_PART = 29_500

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

#: Groups, and parts of the index, below which other processes are not worth their start: each takes
#: milliseconds.
_WORTH_PROCESSES = 16

#: The bytes of a file, or what makes them: a file that is called by what it holds is that which an
#: earlier build wrote under this name, so that who has it need not have it made.
Data = bytes | Callable[[], bytes]
#: A written file: its address below the search folder, and its bytes.
_File = tuple[str, Data]

_T = TypeVar("_T")


def build_search(documents: Iterable[SearchDocument]) -> dict[str, bytes]:
    """The files of the site's ``search/`` folder: name → bytes, the same for the same documents."""
    files = index_of(Given([(document, terms_of(document)) for document in documents]))
    return {name: data if isinstance(data, bytes) else data() for name, data in files}


def index_of(
    found: Found,
    memory: Memory | None = None,
    step: Callable[[], None] = lambda: None,
    told: Callable[[str, int, int], None] = lambda _what, _done, _of: None,
    jobs: int | None = 1,
) -> Iterator[_File]:
    """The second stage: the search files one by one, each with its name.

    What ``memory`` has of an earlier build is not made again. ``step`` is called again and again; what
    it raises ends the work. ``told`` hears how far that is, ``jobs`` is how many processes may work, one
    a core where it is None.
    """
    return _Making(found, Nothing() if memory is None else memory, step, told, jobs).files()


class _Making:
    """The search files in the making."""

    def __init__(
        self,
        found: Found,
        memory: Memory,
        step: Callable[[], None],
        told: Callable[[str, int, int], None],
        jobs: int | None,
    ) -> None:
        self._found, self._memory = found, memory
        self._step, self._told, self._jobs = step, told, jobs
        assert DOCUMENTS_GROUP <= MOST
        starts = range(0, len(found), DOCUMENTS_GROUP)
        self._places = [range(at, min(at + DOCUMENTS_GROUP, len(found))) for at in starts]

    def files(self) -> Iterator[_File]:
        """Each, with its name; the manifest last."""
        groups = yield from self._groups()
        known = sorted({language for group in groups for language in group.languages})
        said: dict[str, Any] = {"format": 4, "scoring": _SCORING, "languages": known}
        said["kinds"] = _kinds(groups)
        said["documents"] = yield from self._documents(groups)
        said["lexicon"] = yield from _lexicons(groups)
        starts = (places.start for places in self._places)
        several = zip(starts, (group.facets for group in groups), strict=True)
        facets = _file("facets", written(to_json(joined_facets(several))))
        said["facets"] = facets[0]
        yield _named(facets)
        said["index"] = yield from self._index(groups, pipeline_of(known))
        yield "manifest.json", written(to_json(said))

    def _groups(self) -> Generator[_File, None, list[Group]]:
        """What is known of all groups; the files of those that are made now come at once."""
        digests = [self._found.digest(places) for places in self._places]
        groups: dict[int, Group] = {}
        for number, name in enumerate(digests):
            self._step()
            if name and (known := self._memory.get("group", name)):
                groups[number] = known
        missing = [number for number in range(len(digests)) if number not in groups]
        for number, (group, files) in self._done("Reading for search", self._group, missing):
            groups[number] = group
            if digests[number]:
                self._memory.keep("group", digests[number], group)
            if self._parted(groups):
                yield from zip(self._names(number, group), files, strict=True)
        several = [groups[number] for number in range(len(digests))]
        if self._parted(groups):
            for number in groups.keys() - set(missing):
                yield from self._again(number, groups[number])
        return several

    def _group(self, number: int) -> tuple[Group, list[bytes]]:
        return group_of(self._found.documents(self._places[number]), DOCUMENTS_PART)

    def _parted(self, groups: Mapping[int, Group]) -> bool:
        """Whether documents are written in parts: there are many, or the few are long."""
        return len(self._places) > 1 or any(one.shown > WHOLE_DOCUMENTS for one in groups.values())

    def _names(self, number: int, group: Group) -> list[str]:
        """The names of a group's files."""
        starts = accumulate(group.sizes[:-1], initial=self._places[number].start)
        return [_pattern(group).replace("*", str(start)) for start in starts]

    def _again(self, number: int, group: Group) -> Iterator[_File]:
        """The files of a group that was known, which are made only where somebody took them away."""
        files = cache(lambda: self._group(number)[1])

        def file(place: int) -> bytes:
            return files()[place]

        for place, name in enumerate(self._names(number, group)):
            yield name, partial(file, place)

    def _documents(self, groups: Sequence[Group]) -> Generator[_File, None, dict[str, object]]:
        """The file of all documents, if it is one, and what the manifest says of documents.

        A file's pattern has ``*`` for the number of its first document, if there are several.
        """
        said = {"columns": COLUMNS, "group": DOCUMENTS_GROUP}
        if self._parted(dict(enumerate(groups))):
            sizes = [size for group in groups for size in group.sizes]
            return {**said, "sizes": sizes, "files": [_pattern(group) for group in groups]}
        count = len(self._found)
        rows = [row(document) for document, _ in self._found.documents(range(count))]
        whole = _file("documents", written(to_json(rows)))
        yield _named(whole)
        return {**said, "group": count, "sizes": [count], "files": [whole[0]]}

    def _index(
        self, groups: Sequence[Group], pipeline: Sequence[str]
    ) -> Generator[_File, None, dict[str, list[str]]]:
        """The index, and what the manifest says of it: the first term of each part, and the parts."""
        writer = Writer(FIELDS, [group.postings for group in groups], pipeline)
        self._step()
        if writer.size() <= WHOLE_INDEX:
            whole = _file("index", written(writer.whole()))
            yield _named(whole)
            return {"first": [""], "files": [whole[0]]}
        parts = writer.ranges(INDEX_PART)
        self._step()
        digests = [writer.digest(part) for part in self._each(parts)]
        names: list[str] = [self._memory.get("part", one) or "" for one in digests]
        missing = [number for number, name in enumerate(names) if not name]

        def part(number: int) -> bytes:
            return written(writer.part(parts[number]))

        for number, data in self._done("Writing the index", part, missing):
            names[number] = name = f"index/{digest(data)}.json"
            self._memory.keep("part", digests[number], name)
            yield name, data
        for number in set(range(len(parts))).difference(missing):
            yield names[number], partial(part, number)
        return {"first": [writer.terms[part.start] for part in parts], "files": names}

    def _done(
        self, what: str, work: Callable[[int], _T], numbers: Sequence[int]
    ) -> Iterator[tuple[int, _T]]:
        """Each of these with what was made of it, as soon as it is there."""
        several = as_done(work, numbers, self._jobs, least=_WORTH_PROCESSES)
        for count, (place, made) in enumerate(several, start=1):
            self._step()
            self._told(what, count, len(numbers))
            yield numbers[place], made

    def _each(self, several: Iterable[_T]) -> Iterator[_T]:
        """All of these, with a ``step`` before each."""
        for one in several:
            self._step()
            yield one


_SCORING = {
    "guess": GUESS,
    "guesses": GUESSES,
    "exact": EXACT,
    "few": FEW,
    "sentence": SENTENCE,
    "nearBest": NEAR_BEST,
}


def _kinds(groups: Iterable[Group]) -> list[tuple[str, int]]:
    """The kinds of all documents as they follow each other, and how many are of each."""
    several = groupby((one for group in groups for one in group.kinds), key=itemgetter(0))
    return [(kind, sum(count for _, count in own)) for kind, own in several]


def _pattern(group: Group) -> str:
    return f"documents/{group.digest}/*.json"


def _named(file: tuple[str, bytes]) -> _File:
    """A file by its name, which is its address without what follows the question mark."""
    return file[0].partition("?")[0], file[1]


def searched(counts: Iterable[TermCounts]) -> list[Postings]:
    """The postings of documents, whose refs are their numbers."""
    several = iter(counts)
    portions = iter(lambda: list(islice(several, MOST)), [])
    return [postings(tuple(FIELDS), portion) for portion in portions]


def pipeline_of(languages: Collection[str]) -> list[str]:
    """A stock Lunr stems English queries itself. In an archive without English it must not."""
    return ["stemmer"] if "en" in languages else []


def _lexicons(groups: Iterable[Group]) -> Generator[_File, None, dict[str, list[str]]]:
    """The lexicon, and what the manifest says of it: the first word of each part, and the parts."""
    known = joined_words((group.words, group.counts) for group in groups)
    words = list(known)
    if len(words) <= LEXICON_PART:
        whole = _file("lexicon", _lexicon(words, known))
        yield _named(whole)
        return {"first": [""], "files": [whole[0]]}
    parts = [words[at : at + LEXICON_PART] for at in range(0, len(words), LEXICON_PART)]
    files = []
    for part in parts:
        data = _lexicon(part, known)
        files.append(f"lexicon/{digest(data)}.json")
        yield files[-1], data
    return {"first": [part[0] for part in parts], "files": files}


def _lexicon(words: Sequence[str], known: Mapping[str, int]) -> bytes:
    return written(to_json([" ".join(words), [known[word] for word in words]]))


def _file(name: str, data: bytes) -> tuple[str, bytes]:
    """The only file of its kind, which keeps its name; only its address changes with its words."""
    return f"{name}.json?{digest(data)}", data
