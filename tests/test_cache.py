"""What is remembered between builds, and when a page must be rendered again."""

import json
from pathlib import Path

import pytest

from readingroom.cache import (
    FOLDER,
    Memory,
    Remembered,
    code_digest,
    present,
    recall,
    remember,
    stale,
)

MEMORY = Memory("code", {"index.html": Remembered("digest", 10, 99)})


@pytest.mark.parametrize(
    ("file", "digest", "memory", "code", "there", "reason"),
    [
        ("index.html", "digest", MEMORY, "code", (10, 99), ""),
        ("index.html", "other", MEMORY, "code", (10, 99), "what it shows, or the theme, has changed"),
        ("index.html", "digest", MEMORY, "newer", (10, 99), "the program is another version"),
        ("a/index.html", "digest", MEMORY, "code", (10, 99), "it is new"),
        ("index.html", "digest", MEMORY, "code", None, "the file is gone from the site"),
        ("index.html", "digest", MEMORY, "code", (11, 99),
         "the file in the site was changed by somebody else"),
        ("index.html", "digest", MEMORY, "code", (10, 98),
         "the file in the site was changed by somebody else"),
        ("index.html", "digest", Memory(""), "code", (10, 99), "there is no memory of a build"),
        ("index.html", "digest", Memory("code"), "code", (10, 99), "it is new"),
    ],
)  # fmt: skip
def test_when_a_page_is_stale_and_why(
    file: str, digest: str, memory: Memory, code: str, there: tuple[int, int] | None, reason: str
):
    assert stale(file, lambda: digest, memory, code, there) == reason


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    out = tmp_path / "public"
    (out / "a").mkdir(parents=True)
    (out / "a" / "index.html").write_text("words")
    return tmp_path / "archive", out


def kept(root: Path, out: Path, digests: dict[str, str]) -> None:
    """Remember the files that stand in ``out``."""
    there = {name: present(out, name) for name in digests}
    files = {n: Remembered(digests[n], *sizes) for n, sizes in there.items() if sizes}
    remember(root, out, Memory("code", files, {"search/": ("search/index.json",)}))


def memory_file(root: Path) -> Path:
    (file,) = (root / FOLDER).glob("pages-*.json")
    return file


def test_what_is_remembered_is_recalled(places: tuple[Path, Path]):
    root, out = places
    kept(root, out, {"a/index.html": "digest", "nowhere.html": "digest"})
    memory = recall(root, out)
    assert memory.code == "code"
    assert list(memory.files) == ["a/index.html"]
    assert memory.folders == {"search/": ("search/index.json",)}
    assert (
        stale("a/index.html", lambda: "digest", memory, "code", present(out, "a/index.html")) == ""
    )


def test_each_output_folder_has_its_own_memory(places: tuple[Path, Path], tmp_path: Path):
    root, out = places
    kept(root, out, {"a/index.html": "digest"})
    assert recall(root, tmp_path / "elsewhere") == Memory("")


def test_a_page_that_somebody_changed_is_stale(places: tuple[Path, Path]):
    root, out = places
    kept(root, out, {"a/index.html": "digest"})
    (out / "a" / "index.html").write_text("other words")
    reason = stale(
        "a/index.html", lambda: "digest", recall(root, out), "code", present(out, "a/index.html")
    )
    assert reason == "the file in the site was changed by somebody else"


@pytest.mark.parametrize(
    "damage",
    ["", "{", "null", "[]", "3", '{"version": 0}', '{"version": 2}', '{"version": 2, "code": "c"}',
     '{"version": 2, "code": "c", "files": []}', '{"version": 2, "code": "c", "files": {"a": 1}}',
     '{"version": 2, "code": "c", "files": {}, "folders": 1}',
     '{"version": 2, "code": "c", "files": {"a": ["d", "x", 1]}}',
     '{"version": 2, "code": "c", "files": {"a": ["d", Infinity, 1]}}',
     '{"version": 2, "code": "c", "files": {"a": ["d", NaN, 1]}}', "\x00", "[" * 100_000]
)  # fmt: skip
def test_a_damaged_memory_is_no_memory(places: tuple[Path, Path], damage: str):
    root, out = places
    kept(root, out, {"a/index.html": "digest"})
    memory_file(root).write_text(damage)
    assert recall(root, out) == Memory("")


def test_a_memory_that_is_not_utf8_is_no_memory(places: tuple[Path, Path]):
    root, out = places
    kept(root, out, {})
    memory_file(root).write_bytes(b"\xff\xfe")
    assert recall(root, out) == Memory("")


def test_a_disk_that_refuses_is_no_error(places: tuple[Path, Path]):
    root, out = places
    root.write_text("a file where the folder should be")
    kept(root, out, {"a/index.html": "digest"})
    assert recall(root, out) == Memory("")


def test_the_memory_is_never_committed(places: tuple[Path, Path]):
    root, out = places
    kept(root, out, {})
    assert (root / FOLDER / ".gitignore").read_text() == "*\n"
    assert json.loads(memory_file(root).read_text())["code"] == "code"


def test_the_digest_of_the_code_is_settled():
    assert code_digest() == code_digest()
    assert len(code_digest()) == 64
