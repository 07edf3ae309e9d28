"""The archive of this repository: its two sources, and what was made of them."""

import hashlib
import json
import os
from pathlib import Path

import pytest
from conftest import ROOT, SiteBuilder, files_of
from needs import missing

from readingroom.archive import Archive
from readingroom.cli import main
from readingroom.importing import read_source
from readingroom.importing.record_reading import parse_record
from readingroom.pipeline import Options, read_archive

SEEDS = ROOT.parent / "shared" / "seeds"
SOURCES = ROOT / "content" / "sources"
NAMES = ("000_a4f4bf857a587853.txt", "002_40fe124315517e90.txt")

RECEIVED = {
    NAMES[0]: "65b645ad7df555baa518c56fc58c635d6d7ec8d163990458d04858a995dfdde0",
    NAMES[1]: "89bc56e6671624cca815eace668432a052e0de1683ffd98f283deb3e0cff3290",
}

LONG = "chinese-president-xi-jinping-calls-for-cyberspace-security"
SHORT = "symposium-on-cyberspace-security-and-informatization"


@pytest.fixture(scope="module")
def archive() -> Archive:
    archive, found = read_archive(ROOT, Options(drafts=True))
    assert not found
    return archive


@pytest.mark.parametrize("name", NAMES)
def test_sources_are_kept_byte_for_byte(name: str):
    if not SEEDS.is_dir():
        if os.environ.get("GITHUB_ACTIONS") == "true":
            pytest.skip("a clone on GitHub has no neighbours; the digests hold the sources there")
        missing(f"{SEEDS}, the texts as they were received")
    assert (SOURCES / name).read_bytes() == (SEEDS / name).read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_sources_have_the_digests_that_they_were_received_with(name: str):
    assert hashlib.sha256((SOURCES / name).read_bytes()).hexdigest() == RECEIVED[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_character_of_a_source_is_accounted_for(name: str):
    """Twice: by import as it is now, and by the record that is kept beside the source."""
    data = (SOURCES / name).read_bytes()
    record, wrong = parse_record((SOURCES / f"{name}.import.yaml").read_text("utf-8"), name)
    assert not wrong
    assert record
    assert record.sha256 == hashlib.sha256(data).hexdigest()
    source = read_source(data, name)
    for segments in (record.segments, source.segments):
        times = [0] * len(source.text)
        for segment in segments:
            for place in range(segment.start, segment.end):
                times[place] += 1
        for place, character in enumerate(source.text):
            assert times[place] == 1 or character.isspace(), f"{place}: {character!r}"


@pytest.mark.parametrize("name", NAMES)
def test_every_kept_word_of_a_source_is_in_its_text(name: str, archive: Archive):
    source = read_source((SOURCES / name).read_bytes(), name)
    text = next(t for t in archive.texts if t.source and t.source.file == name)
    shown = (ROOT / text.path).read_text("utf-8")
    for segment in source.segments:
        if segment.fate != "removed":
            for word in source.text[segment.start : segment.end].split():
                # Markdown has marks of its own before some characters, and typed dates are kept so.
                assert word in shown.replace("\\", "") or word.strip("(),.") in shown, word


def test_importing_again_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    site = SiteBuilder.from_dir(ROOT / "content", tmp_path / "copy" / "content")
    site = SiteBuilder(tmp_path / "copy").write("site.yaml", "format: 1\ntitle: A copy\n")
    before = files_of(site.root)
    for options in ([], ["--yes"]):
        paths = [str(site.root / "content" / "sources" / name) for name in NAMES]
        assert main(["--root", str(site.root), "import", *paths, *options]) == 0
        assert "written" not in capsys.readouterr().out
        assert files_of(site.root) == before


def test_there_is_nothing_to_complain_of(capsys: pytest.CaptureFixture[str]):
    status = main(["check", "--strict", "--root", str(ROOT)])
    assert status == 0, capsys.readouterr().out


def test_there_are_two_texts_and_every_note_is_on_its_words(archive: Archive):
    assert {t.slug for t in archive.texts} == {LONG, SHORT}
    states = {f"{a.note.path}#{a.note.id}": a.state for a in archive.notes}
    assert not {n: s for n, s in states.items() if s not in ("exact", "whole", "reply")}
    assert sum(state == "exact" for state in states.values()) >= 20
    kinds = {a.note.kind for a in archive.notes}
    assert {"term", "person", "variant", "question"} <= kinds
    assert all(a.note.by for a in archive.notes)
    words = {t.slug: t.document.text for t in archive.texts}
    for anchored in archive.notes:
        for target in anchored.targets:
            assert words[anchored.note.text][target.start : target.end].strip()


def test_the_first_source_is_a_report_with_its_parts_where_they_belong(
    demo: Path, archive: Archive
):
    text = archive.text(LONG)
    assert text
    source = (SOURCES / NAMES[0]).read_text("utf-8")
    assert text.title == source.splitlines()[0].strip()
    assert not text.supplied
    assert text.section
    assert text.section in source
    assert text.credit
    assert text.figures[0].credit
    paragraphs = [b for b in text.document.blocks if b.kind == "paragraph"]
    assert 8 <= len(paragraphs) <= 16


def test_the_second_source_is_a_caption_a_report_and_two_related_items(archive: Archive):
    text = archive.text(SHORT)
    assert text
    assert text.supplied
    assert text.dateline == "BEIJING, April 19"
    assert text.creator == ("Xinhua",)
    (figure,) = text.figures
    assert (figure.credit, figure.creator) == ("Xinhua/Ma Zhancheng", "Ma Zhancheng")
    assert figure.caption.startswith("Chinese President Xi Jinping, also head of")
    heads = [
        text.document.text[b.start : b.end] for b in text.document.blocks if b.kind == "heading"
    ]
    assert heads == [
        "Related",
        "China's Xi calls for better development of Internet",
        "Filthy, polluted cybersphere not in anyone's interests, Xi says",
    ]
    assert text.document.text.count("BEIJING, April 19 (Xinhua) --") == 2
    for litter in ("Full story", "1 2 3", ">>"):
        assert litter not in text.document.text
    record = (SOURCES / f"{NAMES[1]}.import.yaml").read_text("utf-8")
    assert record.count('"Full story') == 2
    assert record.count("1 2 3 >>") == 2


def test_every_entry_is_met_in_a_text_or_linked(archive: Archive):
    met = {slug for slug, places in archive.mentioned.items() if places}
    lost = {e.slug for e in archive.entries} - met - set(archive.backlinks)
    assert not lost


def test_every_passage_that_search_leads_to_is_on_its_page(demo: Path):
    pages = files_of(demo)
    rows = json.loads(pages["search/documents.json"])
    assert len(rows) > 50
    for _, path, *_, passages in rows:
        folder, _, own = path.partition("#")
        page = pages[f"{folder}index.html"].decode()
        for address, _ in passages:
            fragment = address or own
            assert not fragment or f'id="{fragment}"' in page, (path, fragment)


def test_the_site_has_the_pages_that_design_names(demo: Path):
    files = files_of(demo)
    for path in ("", "texts/", "notes/", "glossary/", "tags/", "search/", "about/"):
        assert f"{path}index.html" in files
    for slug in (LONG, SHORT):
        assert {f"texts/{slug}/index.{end}" for end in ("html", "md", "txt")} <= set(files)
    for name in ("404.html", "sitemap.xml", "robots.txt", ".nojekyll", "search/index.json"):
        assert name in files
