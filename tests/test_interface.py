"""What others import from the package, by the names that DESIGN.md promises."""

import subprocess
import sys
from pathlib import Path

from readingroom.diagnostics import Diagnostic


def test_what_is_promised_can_be_imported() -> None:
    from readingroom import BuildResult, build_site
    from readingroom.importing import read_source
    from readingroom.parallels import find
    from readingroom.quotes import Match, Miss, match_quote
    from readingroom.search import analyse

    assert all(map(callable, (BuildResult, build_site, read_source, find, match_quote, analyse)))
    found = match_quote("some plain words", "plain", prefix="some ", suffix=" words", hint=5)
    assert isinstance(found, Match)
    assert (found.start, found.end, found.score, found.method) == (5, 10, 1.0, "exact")
    missed = match_quote("some plain words", "nothing like it")
    assert isinstance(missed, Miss)
    assert (missed.reason, missed.candidates) == ("absent", ())
    assert find({"a": "One text.", "b": "Another."}) == ()
    assert analyse("The ships sailed.") == ["ship", "sail"]
    source = read_source(b"A title\n\nA paragraph of words.\n", "a.txt", encoding=None)
    assert source.encoding == "utf-8"
    assert "A paragraph of words." in source.body


def test_a_site_is_built_by_a_call(tmp_path: Path) -> None:
    from readingroom import build_site

    result = build_site(tmp_path, tmp_path / "out", base_url=None, strict=True, jobs=1, cache=False)
    assert not result.done
    assert all(isinstance(one, Diagnostic) for one in result.diagnostics)


def test_the_package_itself_loads_nothing() -> None:
    asked = (
        "import sys, readingroom; print([n for n in sys.modules if n.startswith('readingroom.')])"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
