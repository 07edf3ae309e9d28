"""Test collections for ``relevance.py``: ``python benchmarks/relevance_collections.py FOLDER``.

None is committed: each is made from what Debian's and Python's packages and ``../shared/conformance``
hold, in the JSON form that ``relevance_form`` reads. What cannot be had is left out, and said.

    tags        packages' descriptions; pairs of the tags that people gave them, as words; relevant are
                the packages that have both tags
    synopses    packages' long descriptions under their names; their one-line descriptions
    glosses     a dictionary of computing; WordNet's glosses of the same headwords in computing
    questions   Python's manual and the answers of its FAQs; the questions, which the answers lack
    sentences   sections of Python's manual; one long sentence of each, which is taken out of it
    headings    the same sections whole; their headings, less one word where they have four or more
    books       paragraphs of three novels; six of a paragraph's longer words, one of them mistaken
    news        fifty articles; each of them as a query; what people judged alike (Lee, Pincombe and
                Welsh, 2005)

The first four and the last have words and judgements of people who did not think of this project;
``sentences``, ``headings`` and ``books`` are known items, made by rule with dice that always fall alike.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CONFORMANCE = ROOT.parent / "shared/conformance/anchoring"
#: Documents and queries at the most: so that lunr.py answers a collection within minutes.
_DOCUMENTS, _QUERIES = 3000, 250
#: Words of a document at the least; a package's line of description is no text yet.
_LEAST_WORDS = 40
#: Packages that a pair of tags must have: fewer say little, more are hardly a question.
_FEWEST, _MOST = 3, 40
#: Tags that say how a package is made, which its description seldom does.
_ABOUT = re.compile("(?:use|works-with|field|game|protocol|web|mail|sound|science|security)::")

Form = dict[str, Any]
Section = tuple[str, str]


def _form(
    documents: dict[str, Section], queries: dict[str, str], grades: dict[str, dict[str, int]]
) -> Form:
    return {
        "docs": [{"id": i, "title": t, "text": text} for i, (t, text) in documents.items()],
        "queries": [{"id": name, "text": text} for name, text in queries.items()],
        "qrels": grades,
    }


def _known(documents: dict[str, Section], queries: dict[str, str], chance: random.Random) -> Form:
    """Queries that ask for the one document of their own name."""
    asked = sorted(chance.sample(sorted(queries), min(_QUERIES, len(queries))))
    return _form(documents, {i: queries[i] for i in asked}, {i: {i: 1} for i in asked})


def _run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, check=True, cwd=cwd, capture_output=True, text=True)
    return done.stdout


def _package(name: str, work: Path) -> Path:
    """A Debian package's files."""
    there = work / name
    if not there.exists():
        there.mkdir()
        _run("apt-get", "download", name, cwd=there)
        _run("dpkg", "-x", next(there.glob("*.deb")), there, cwd=there)
    return there


def _list(work: Path, kind: str) -> Iterator[dict[str, str]]:
    """The blocks of one of Debian's lists, by field."""
    lists = work / "lists"
    if not (lists / "partial").exists():
        (lists / "partial").mkdir(parents=True)
        options = (f"Dir::State::lists={lists}", "Acquire::Languages=en", "APT::Sandbox::User=root")
        _run("apt-get", *(part for o in options for part in ("-o", o)), "-q", "update", cwd=work)
    # Beside the release's own list are those of its few updates.
    file = max(lists.glob(f"*_main_{kind}.lz4"), key=lambda path: path.stat().st_size)
    for block in _run("/usr/lib/apt/apt-helper", "cat-file", file, cwd=work).split("\n\n"):
        lines = re.split(r"\n(?! )", block)
        yield {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _packages(work: Path) -> Iterator[dict[str, str]]:
    """One package for each source that has a long English description, in any order."""
    said = {
        b["Description-md5"]: b["Description-en"]
        for b in _list(work, "i18n_Translation-en")
        if len(b) > 1
    }
    packages = [block for block in _list(work, "binary-amd64_Packages") if "Package" in block]
    random.Random("packages").shuffle(packages)
    seen = set()
    for block in packages:
        source = block.get("Source", block["Package"]).split(" ")[0]
        short, _, long = said.get(block.get("Description-md5", ""), "").partition("\n")
        if source not in seen and len(long.split()) >= _LEAST_WORDS:
            seen.add(source)
            text = re.sub(r"^ \.?", "", long, flags=re.MULTILINE)
            yield {
                "name": block["Package"],
                "short": short,
                "text": text,
                "tags": block.get("Tag", ""),
            }


def synopses(work: Path) -> Form:
    """Known items, in a maintainer's own two ways of putting it."""
    chosen = [p for p, _ in zip(_packages(work), range(_DOCUMENTS), strict=False)]
    documents = {p["name"]: (p["name"], p["text"]) for p in chosen}
    queries = {p["name"]: p["short"] for p in chosen if len(p["short"].split()) > 2}
    return _known(documents, queries, random.Random("synopses"))


def tags(work: Path) -> Form:
    """Subjects, with many relevant documents each."""
    having: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    documents: dict[str, Section] = {}
    for package in _packages(work):
        about = sorted(tag for tag in re.findall(r"[\w:+-]+", package["tags"]) if _ABOUT.match(tag))
        if len(about) < 2 or len(documents) == _DOCUMENTS:
            continue
        documents[package["name"]] = package["short"], package["text"]
        for number, one in enumerate(about):
            for other in about[number + 1 :]:
                having[one, other].add(package["name"])
    usable = sorted(pair for pair, names in having.items() if _FEWEST <= len(names) <= _MOST)
    chosen = sorted(random.Random("tags").sample(usable, min(_QUERIES, len(usable))))
    queries = {
        " ".join(pair): " ".join(tag.partition("::")[2].replace("-", " ") for tag in pair)
        for pair in chosen
    }
    grades = {" ".join(pair): dict.fromkeys(sorted(having[pair]), 1) for pair in chosen}
    return _form(documents, queries, grades)


def _dictionary(name: str, work: Path) -> Iterator[Section]:
    """Headwords and definitions: a definition is indented below its headwords."""
    file = next(_package(f"dict-{name}", work).glob(f"usr/share/dictd/{name}.dict.dz"))
    head = ""
    lines: list[str] = []
    for line in gzip.decompress(file.read_bytes()).decode("utf-8", "replace").split("\n"):
        if line and not line[0].isspace():
            if lines:
                yield head, " ".join(lines)
                lines = []
            head = line
        elif line.strip():
            lines.append(line.strip())


def glosses(work: Path) -> Form:
    """One dictionary asked in the words of another."""
    documents = {
        head.lower(): (head, text)
        for head, text in _dictionary("foldoc", work)
        if len(text.split()) >= _LEAST_WORDS // 2 and not head.startswith("00-")
    }
    queries = {}
    for head, text in _dictionary("wn", work):
        found = re.search(r"\(computer science\) ([^;\[\"]{20,})", text)
        if found and head.lower() in documents:
            queries[head.lower()] = re.sub("[{}]", "", found[1])
    kept = [*queries, *random.Random("glosses").sample(sorted(documents), _DOCUMENTS)]
    return _known({k: documents[k] for k in sorted(kept)}, queries, random.Random("glosses"))


_MARKUP = re.compile(r":[\w:]+:`~?([^`]*?)(?:\s*<[^>]*>)?`|`+([^`]*)`+_?_?|^\.\..*$", re.MULTILINE)


def _sections(folder: Path) -> Iterator[tuple[str, Section]]:
    """Sections of a manual in reStructuredText: file and number, heading, prose."""
    for file in sorted(folder.rglob("*.rst.txt")):
        parts = re.split(
            r"^(.+)\n(?:={4,}|-{4,}|\*{4,}|~{4,}|\^{4,})$",
            file.read_text("utf-8"),
            flags=re.MULTILINE,
        )
        for number in range(1, len(parts) - 1, 2):
            heading, text = (
                _MARKUP.sub(lambda m: m[1] or m[2] or "", part)
                for part in parts[number : number + 2]
            )
            name = f"{file.relative_to(folder).as_posix().partition('.')[0]}-{number}"
            yield name, (heading.strip(), re.sub(r"\s+", " ", text.replace("*", "")).strip())


def _manual(work: Path, *without: str) -> dict[str, Section]:
    there = _package("python3.11-doc", work) / "usr/share/doc/python3.11/html/_sources"
    return {
        name: section
        for name, section in _sections(there)
        if len(section[1].split()) >= _LEAST_WORDS and name.split("/")[0] not in without
    }


def questions(work: Path) -> Form:
    """What people ask, and where the answer is."""
    manual = _manual(work, "whatsnew")
    asked = {
        n: head for n, (head, _) in manual.items() if n.startswith("faq/") and head.endswith("?")
    }
    documents = {n: ("" if n in asked else head, text) for n, (head, text) in manual.items()}
    return _known(documents, asked, random.Random("questions"))


def _thinned(work: Path) -> dict[str, Section]:
    manual = _manual(work, "faq")
    chosen = random.Random("manual").sample(sorted(manual), min(_DOCUMENTS, len(manual)))
    return {name: manual[name] for name in sorted(chosen)}


def sentences(work: Path) -> Form:
    """Inverse cloze: the passage that a sentence was taken from."""
    chance = random.Random("sentences")
    documents, queries = _thinned(work), {}
    for name, (head, text) in documents.items():
        whole = re.split(r"(?<=[.!?]) (?=[A-Z])", text)
        long = [s for s in whole if 10 <= len(s.split()) <= 40]
        if long and len(whole) > 3:
            taken = chance.choice(long)
            queries[name] = taken
            documents[name] = head, " ".join(s for s in whole if s != taken)
    return _known(documents, queries, chance)


def headings(work: Path) -> Form:
    """Sections whose heading is half remembered."""
    chance = random.Random("headings")
    documents = _thinned(work)
    queries = {}
    times = Counter(head for head, _ in documents.values())
    for name, (head, _) in documents.items():
        words = head.split()
        if len(words) < 2 or times[head] > 1:
            continue
        if len(words) > 3:
            words.pop(chance.randrange(len(words)))
        queries[name] = " ".join(words)
    return _known(documents, queries, chance)


def books(_work: Path) -> Form:
    """Paragraphs that are half remembered: their words dropped but six, and one of those replaced."""
    chance = random.Random("books")
    documents, queries = {}, {}
    for file in sorted(CONFORMANCE.glob("*.new.txt")):
        paragraphs = re.split(r"\n\s*\n", file.read_text("utf-8"))
        before: list[str] = []
        for number, text in enumerate(paragraphs):
            words = re.findall(r"\w{4,}", text)
            if len(words) < _LEAST_WORDS // 2:
                continue
            name = f"{file.name.partition('.')[0]}-{number}"
            documents[name] = "", text
            chosen = [words[i] for i in sorted(chance.sample(range(len(words)), 6))]
            chosen[chance.randrange(6)] = chance.choice(before or words)
            queries[name], before = " ".join(chosen), words
    if not documents:
        raise FileNotFoundError(CONFORMANCE)
    return _known(documents, queries, chance)


def news(work: Path) -> Form:
    """Articles that people compared; half of the greatest likeness is 1, three quarters and itself 2."""
    pip = (sys.executable, "-m", "pip", "download", "-q", "--no-deps", "gensim==4.4.0")
    if not list(work.glob("gensim*.whl")):
        _run(*pip, cwd=work)
    with zipfile.ZipFile(next(work.glob("gensim*.whl"))) as wheel:
        texts = wheel.read("gensim/test/test_data/lee.cor").decode("latin-1").splitlines()
        said = wheel.read("gensim/test/test_data/similarities0-1.txt").decode()
    alike = [[float(number) for number in line.split()] for line in said.splitlines()]
    documents = {str(i): ("", text) for i, text in enumerate(texts)}
    grades: dict[str, dict[str, int]] = {name: {} for name in documents}
    for i, row in enumerate(alike):
        for j in range(i + 1, len(row)):
            if grade := int(row[j] >= 0.5) + int(row[j] >= 0.75):
                grades[str(i)][str(j)] = grades[str(j)][str(i)] = grade
    queries = {name: text for name, (_, text) in documents.items() if grades[name]}
    for name in queries:
        grades[name][name] = 2
    return _form(documents, queries, {name: grades[name] for name in queries})


MAKERS: tuple[Callable[[Path], Form], ...] = (
    tags, synopses, glosses, questions, sentences, headings, books, news,
)  # fmt: skip


def main() -> None:
    """Read the call."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--work", type=Path, help="where packages are kept between calls")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="readingroom-collections-") as name:
        work = given.work.resolve() if given.work else Path(name)
        work.mkdir(parents=True, exist_ok=True)
        for make in MAKERS:
            try:
                made = make(work)
            except (OSError, subprocess.CalledProcessError, StopIteration) as error:
                print(f"{make.__name__} is left out: {error}")
                continue
            (given.folder / f"{make.__name__}.json").write_text(json.dumps(made), "utf-8")
            print(f"{make.__name__}: {len(made['docs'])} documents, {len(made['queries'])} queries")


if __name__ == "__main__":
    main()
