"""The YAML test suite as front matter: a value or a diagnostic, never an exception."""

import json

import pytest
from conformance import conformance_json

from readingroom.frontmatter import load_yaml, split
from readingroom.schemas import TextForm, read

CASES = conformance_json("hostile/yaml-test-suite.json")

#: Invalid documents that libyaml takes all the same: a comment or an indentation that is not quite
#: where it should be. Their values are the ones that a reader sees.
LENIENT = {
    "9C9N", "9JBA", "CVW2", "DK95/01", "G5U8", "MUS6/00", "QB6E", "S98Z", "SU5Z", "X4QW", "Y79Y/003",
    "YJV2",
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_value_or_a_diagnostic(case: dict[str, str]):
    loaded, found = load_yaml(case["yaml"], "a.md")
    assert loaded is not None or found
    assert all(one.line >= 1 and one.column >= 1 and one.message for one in found)
    if loaded is not None:
        json.dumps(loaded.value)  # plain values only
        read(TextForm, loaded, "a.md")


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["must_fail"]], ids=lambda case: case["id"]
)  # fmt: skip
def test_what_must_fail_fails(case: dict[str, str]):
    _, found = load_yaml(case["yaml"], "a.md")
    assert found or case["id"] in LENIENT


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_as_front_matter_of_a_file(case: dict[str, str]):
    source = f"---\n{case['yaml']}\n---\nThe words stay.\n"
    parts, _ = split(source, "a.md")
    assert "The words stay." in parts.body
    load_yaml(parts.front_matter, "a.md", first_line=2)
