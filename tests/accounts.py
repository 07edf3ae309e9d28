"""What must be true of every source that import reads, and the gold set's sources by name."""

from gold import HERE, held_out

from readingroom.frontmatter import load_yaml
from readingroom.importing import Source, read_source
from readingroom.importing.record_reading import first_gap
from readingroom.importing.yaml_out import mapping
from readingroom.schemas import TextForm, read


def gold_source(file: str) -> Source:
    """A source of the gold set, read; none that is held out."""
    path = HERE / "sources" / file
    assert not held_out(path.stem)
    return read_source(path.read_bytes(), path.name)


def assert_placed(source: Source) -> None:
    """Every character has its place, and the front matter is one that the archive takes."""
    assert first_gap(source.text, source.segments) == ""
    if not source.encoding:
        return
    loaded, found = load_yaml(mapping(source.front_matter), "a.md", limit=16 * 1024)
    assert found == ()
    assert loaded is not None
    form, found = read(TextForm, loaded, "a.md")
    assert found == ()
    assert form is not None
    assert form.title == source.front_matter["title"]


def unsourced(source: Source) -> dict[str, object]:
    """The front matter but for what it says of the source's file."""
    return {k: v for k, v in source.front_matter.items() if k != "source"}
