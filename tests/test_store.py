"""What is kept on disk between processes: whole, this user's own, or absent."""

import os
from pathlib import Path

import pytest

from readingroom.store import VARIABLE, Store

KEY, OTHER = ("unit", "a"), ("unit", "b")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "archive"


def files(root: Path) -> list[Path]:
    return sorted((root.parent / "cache").rglob("*.memory"))


def test_records_are_found_by_the_next_process(root: Path):
    assert Store.of(root, "code").keep("heads", [KEY], {KEY: b"words", OTHER: b""})
    store = Store.of(root, "code")
    assert bytes(store.get("heads", KEY) or b"") == b"words"
    assert store.get("heads", ("unit", "c")) is None
    assert store.get("words", KEY) is None


def test_another_archive_or_version_knows_nothing(root: Path):
    Store.of(root, "code").keep("heads", [KEY], {KEY: b"words"})
    assert Store.of(root.parent / "another", "code").get("heads", KEY) is None
    assert Store.of(root, "newer").get("heads", KEY) is None
    assert files(root) == [], "and the older one's are gone"


def test_many_files_become_one_with_what_is_used(root: Path):
    for number in range(20):
        key = ("unit", str(number))
        Store.of(root, "code").keep("heads", [key, KEY], {key: b"x", KEY: b"y"})
    assert len(files(root)) < 9
    store = Store.of(root, "code")
    assert bytes(store.get("heads", KEY) or b"") == b"y"
    assert store.get("heads", ("unit", "0")) is None


@pytest.mark.parametrize("at", [0, 25, 60, -1])
def test_a_damaged_file_counts_as_absent(root: Path, at: int):
    Store.of(root, "code").keep("heads", [KEY], {KEY: b"words" * 20})
    (path,) = files(root)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    assert Store.of(root, "code").get("heads", KEY) is None


@pytest.mark.parametrize("length", [0, 10, 40, 100])
def test_a_file_cut_short_counts_as_absent(root: Path, length: int):
    Store.of(root, "code").keep("heads", [KEY], {KEY: b"words" * 200})
    (path,) = files(root)
    path.write_bytes(path.read_bytes()[:length])
    assert Store.of(root, "code").get("heads", KEY) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_what_others_may_write_is_not_read(root: Path):
    Store.of(root, "code").keep("heads", [KEY], {KEY: b"words"})
    (path,) = files(root)
    assert path.stat().st_mode & 0o077 == 0
    path.chmod(0o666)
    assert Store.of(root, "code").get("heads", KEY) is None
    path.chmod(0o600)
    path.parent.chmod(0o777)
    assert Store.of(root, "code").get("heads", KEY) is None


def test_a_disk_that_refuses_keeps_nothing(root: Path):
    (root.parent / "cache").write_text("a file where the folder should be")
    store = Store.of(root, "code")
    assert not store.keep("heads", [KEY], {KEY: b"words"})
    assert store.get("heads", KEY) is None
