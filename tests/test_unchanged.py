"""A build that would change nothing: it is told from one that would, without reading a file."""

import os
import time
from pathlib import Path

import pytest
from conftest import SiteBuilder

from readingroom import unchanged
from readingroom.results import Options

TEXT = "content/texts/letter.md"


def settle(site: SiteBuilder) -> SiteBuilder:
    """The site built, its files older than any clock's tick."""
    time.sleep(0.05)
    return site.built()


def looked(site: SiteBuilder) -> bool:
    """Whether the last build only looked."""
    return [stage for stage, _ in site.result.seconds] == ["look"]


def test_what_was_found_is_told_again(site: SiteBuilder):
    site.change(TEXT, "The ship", "[[nothing]] The ship")
    time.sleep(0.05)
    first = site.build(keep_going=True).result
    again = site.build(keep_going=True).result
    assert looked(site)
    assert [one.code for one in again.diagnostics] == ["link-broken"]
    assert (again.diagnostics, again.counts) == (first.diagnostics, first.counts)


def test_a_sound_archive_is_only_looked_at(site: SiteBuilder):
    files = settle(site).files()
    assert looked(site.built())
    assert (site.result.done, site.result.written, site.result.kept) == (True, 0, len(files))
    assert site.files() == files


@pytest.mark.parametrize(
    "change",
    [
        lambda site: site.change(TEXT, "The ship", "The shop"),
        lambda site: site.write("content/pages/new.md", "---\ntitle: New\n---\n\nNew."),
        lambda site: (site.root / TEXT).unlink(),
        lambda site: (site.root / "public/index.html").write_text("mine"),
        lambda site: (site.root / "public/robots.txt").unlink(),
        lambda site: (site.root / "public/stray.txt").write_text("mine"),
        lambda site: site.write("theme/templates/base.html", '{% extends "base.html" %}'),
        lambda site: site.change("site.yaml", "title: ", "title: The other "),
        lambda site: (site.root / "content/texts").rename(site.root / "content/elsewhere"),
        lambda site: os.utime(site.root / TEXT),
    ],
    ids=["words", "new", "gone", "page", "page gone", "stray", "theme", "site", "folder", "time"],
)
def test_whatever_changed_is_seen(site: SiteBuilder, change: object):
    settle(site)
    change(site)  # type: ignore[operator]
    assert not looked(site.build())


def test_other_options_are_another_build(site: SiteBuilder):
    settle(site)
    assert not looked(site.built(base_url="https://example.org/x/"))
    assert looked(site.built(base_url="https://example.org/x/"))
    assert not looked(site.built(strict=True))
    assert not looked(site.built(cache=False))


def test_a_file_of_this_very_moment_is_not_relied_on(site: SiteBuilder):
    """Of two changes within one tick of the file system's clock only the first would be seen."""
    path = site.root / TEXT
    now = time.time_ns() + 3600 * 10**9  # it stays so however slow this machine is
    os.utime(path, ns=(now, now))
    assert not unchanged.look(site.root, []).settled


@pytest.mark.parametrize("memory", ["", "{", "[]", '{"version": 1}', "null"])
def test_a_memory_that_makes_no_sense_counts_as_none(site: SiteBuilder, memory: str):
    settle(site)
    (path,) = (site.root / unchanged.FOLDER).glob("build-*.json")
    path.write_text(memory, "utf-8")
    assert unchanged.recall(site.root, Path(site.root / "public"), Options()) is None
    assert not looked(site.built())
