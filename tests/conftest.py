"""What the tests share: sites built in a folder of their own; ``browsing`` has what a browser needs.

``SiteBuilder`` lets a test read as a story: write, build, look, change, build, look. ``--update-golden``
rewrites the files that tests compare with, for a person to read in the diff.
"""

import os
import re
import shutil
import signal
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import properties  # noqa: F401  # no test has a deadline
import pytest
from browsing import below, chromium, opens, serve_folder  # noqa: F401  # fixtures

from readingroom.cli import main
from readingroom.diagnostics import Diagnostic
from readingroom.pipeline import BuildResult, Options, build, check_archive

# Tests run as from an installed package, even when build.py runs them.
os.environ.pop("READINGROOM_HOME", None)
# What the program prints is compared as it goes into a pipe, whatever these tests are shown in.
for _name in ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLUMNS"):
    os.environ.pop(_name, None)
# A shell that runs tests in the background has them ignore Ctrl-C, and so would all that they start.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
# What builds remember is in a folder that is gone with the tests.
_CACHE = tempfile.TemporaryDirectory(prefix="readingroom-tests-")
os.environ["READINGROOM_CACHE"] = _CACHE.name

ROOT = Path(__file__).parent.parent

#: Where the site of a test says it is, unless the test says otherwise.
BASE = "https://example.org/"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Rewrite the golden files with what is now so."
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Holds words against a golden file, or with --update-golden makes the file say them."""

    def hold(path: Path, now: str) -> None:
        if request.config.getoption("--update-golden"):
            path.write_text(now, "utf-8", newline="\n")
        assert path.is_file(), f"{path} is not there; pytest --update-golden makes it"
        assert now == path.read_text("utf-8"), f"if this is meant: pytest --update-golden ({path})"

    return hold


class Page:
    """A page of a site as a browser's parser understands it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.source = data.decode("utf-8")

    @cached_property
    def tree(self) -> Element:
        return html5lib.parse(self.source, namespaceHTMLElements=False)

    def all(self, selector: str) -> list[Element]:
        """Elements by ``tag``, ``.class``, ``#id``, ``[attribute]`` and ``[attribute=value]``,
        any of them together."""
        tag, tests = _selector(selector)
        return [
            e
            for e in self.tree.iter(tag)
            if isinstance(e.tag, str) and all(test(e) for test in tests)
        ]

    def one(self, selector: str) -> Element:
        """The one element of that kind."""
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} × {selector}"
        return found[0]

    def texts(self, selector: str) -> list[str]:
        """The words of each such element."""
        return [words_of(e) for e in self.all(selector)]

    @property
    def text(self) -> str:
        """All words of the page's main part."""
        return words_of(self.one("main"))

    @property
    def ids(self) -> list[str]:
        return [e.get("id", "") for e in self.all("[id]")]


def _selector(selector: str) -> tuple[str | None, list[Callable[[Element], bool]]]:
    parts = re.match(r"([a-z][a-z0-9-]*)?", selector)
    tag = parts.group() if parts else ""
    tests: list[Callable[[Element], bool]] = []
    found = re.findall(r"([.#])([\w-]+)|\[([\w-]+)(?:=([^\]]*))?\]", selector[len(tag) :])
    for sign, name, attribute, value in found:
        if sign == ".":
            tests.append(lambda e, name=name: name in e.get("class", "").split())  # type: ignore[misc]
        elif sign == "#":
            tests.append(lambda e, name=name: e.get("id") == name)  # type: ignore[misc]
        elif value:
            tests.append(lambda e, a=attribute, v=value: e.get(a) == v)  # type: ignore[misc]
        else:
            tests.append(lambda e, a=attribute: e.get(a) is not None)  # type: ignore[misc]
    return tag or None, tests


def words_of(element: Element) -> str:
    """An element's words with single spaces."""
    return " ".join("".join(element.itertext()).split())


@dataclass
class SiteBuilder:
    """A small archive in a folder, and what its last build or check said."""

    root: Path
    result: BuildResult = field(default_factory=lambda: BuildResult((), done=False))
    found: tuple[Diagnostic, ...] = ()

    @classmethod
    def from_dir(cls, source: Path, root: Path) -> "SiteBuilder":
        """An archive that is a copy of ``source``."""
        shutil.copytree(source, root, dirs_exist_ok=True, symlinks=True)
        return cls(root)

    @property
    def out(self) -> Path:
        return self.root / "public"

    # changing the archive

    def write(self, path: str, words: str | bytes) -> "SiteBuilder":
        """Write a file of the archive."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(words.encode() if isinstance(words, str) else words)
        return self

    def text(self, slug: str, body: str, **front: str) -> "SiteBuilder":
        """A text with a title of its own unless one is given."""
        return self._markdown("texts", slug, body, {"title": _titled(slug), **front})

    def entry(self, slug: str, body: str = "", **front: str) -> "SiteBuilder":
        """A glossary entry, a term unless it is said to be something else."""
        return self._markdown(
            "glossary", slug, body, {"title": _titled(slug), "kind": "term", **front}
        )

    def page_file(self, slug: str, body: str, **front: str) -> "SiteBuilder":
        """A plain page."""
        return self._markdown("pages", slug, body, {"title": _titled(slug), **front})

    def notes(self, slug: str, body: str, **front: str) -> "SiteBuilder":
        """A notes file; ``text`` says what its notes are about."""
        return self._markdown("notes", slug, body, front)

    def _markdown(self, folder: str, slug: str, body: str, front: dict[str, str]) -> "SiteBuilder":
        lines = "".join(f"{key}: {value}\n" for key, value in front.items())
        return self.write(f"content/{folder}/{slug}.md", f"---\n{lines}---\n\n{body}\n")

    def change(self, path: str, old: str, new: str) -> "SiteBuilder":
        """Put other words into a file; the old ones must be there."""
        words = (self.root / path).read_text("utf-8")
        assert old in words
        return self.write(path, words.replace(old, new))

    def rename(self, old: str, new: str) -> "SiteBuilder":
        """Give a file another name."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(self.root / new)
        return self

    def remove(self, path: str) -> "SiteBuilder":
        """Take a file out of the archive."""
        (self.root / path).unlink()
        return self

    # what the program makes of it

    def build(self, out: Path | None = None, **options: Any) -> "SiteBuilder":
        """Build, with any of the pipeline's Options."""
        self.result = build(self.root, out or self.out, Options(**options))
        self.found = self.result.diagnostics
        return self

    def built(self, out: Path | None = None, **options: Any) -> "SiteBuilder":
        """Build, and have nothing to complain of."""
        self.build(out, **options)
        assert self.result.done
        assert not self.found, self.told()
        return self

    def check(self, **options: Any) -> "SiteBuilder":
        """Check, with any of the pipeline's Options."""
        _, self.found = check_archive(self.root, Options(**options))
        return self

    # looking at it

    def codes(self) -> list[str]:
        """The code of each finding, in the order in which they are shown."""
        return [one.code for one in self.found]

    def told(self) -> str:
        return "\n".join(f"{d.place}: {d.code}: {d.message} ({d.hint})" for d in self.found)

    def read(self, path: str) -> bytes:
        """A file of the site."""
        return (self.out / path).read_bytes()

    def page(self, path: str = "") -> Page:
        """A page of the site, by its site path (``texts/a/``)."""
        return Page(self.read(path if path.endswith(".html") else f"{path}index.html"))

    def files(self, out: Path | None = None) -> dict[str, bytes]:
        """Every file of the site."""
        return files_of(out or self.out)


class EditedSite(SiteBuilder):
    """An archive that is saved as most editors save: no one meets a file that is half written.

    For tests of a preview that watches: on a busy machine it could show the half.
    """

    def write(self, path: str, words: str | bytes) -> "EditedSite":
        """Put a new file over the old one."""
        target = self.root / path
        fresh = f"{path.removesuffix(target.name)}.{target.name}.tmp"
        super().write(fresh, words)
        (self.root / fresh).replace(target)
        return self


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _titled(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


@pytest.fixture
def empty_site(tmp_path: Path) -> SiteBuilder:
    """An archive that holds a site.yaml and nothing else."""
    site = SiteBuilder(tmp_path / "archive")
    return site.write("site.yaml", f"format: 1\ntitle: A small archive\nbase_url: {BASE}\n")


@pytest.fixture
def site(empty_site: SiteBuilder) -> SiteBuilder:
    """One text with a note, an entry and a page, which link to each other."""
    return (
        empty_site.text(
            "letter",
            "The ship *left* Harwich on Monday.\n\nShe carried tea and the post.",
            date="1901-05-06",
            subject="[sea]",
        )
        .notes(
            "letter",
            "## tea\n\ntags: trade\n\n> carried ==tea==\n\nFrom [[harwich]]; see [[about]].\n",
            text="letter",
        )
        .entry("harwich", "A port. It is named in [the letter](../texts/letter.md).", kind="place")
        .page_file("about", "About [[letter]].", menu="1")
    )


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository's own archive, built once; nobody may change it."""
    out = tmp_path_factory.mktemp("demo") / "site"
    result = build(ROOT, out, Options(base_url=BASE, cache=False))
    assert result.done, result.diagnostics
    return out


@pytest.fixture(scope="session")
def demo_below(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, built for the sub path /repo/."""
    out = tmp_path_factory.mktemp("below") / "site"
    result = build(ROOT, out, Options(base_url=BASE + "repo/", cache=False))
    assert result.done, result.diagnostics
    return out


# --- the command line -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """What a call printed, and its exit status."""

    status: int
    out: str
    err: str


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Calls the program in this process, which takes a hundredth of the time of a new one."""

    def calling(*words: object) -> Answer:
        status = main([str(word) for word in words])
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return calling
