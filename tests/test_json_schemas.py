"""docs/schemas/ holds what editors' programs need for completion, made of the one model."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from jsonschema import Draft202012Validator

from readingroom.frontmatter import load_yaml, split
from readingroom.schemas import FORMS, json_schema

FOLDERS = {"texts": "text", "glossary": "entry", "pages": "page", "notes": "notes"}


@pytest.mark.parametrize("name", sorted(FORMS))
def test_the_committed_schema_is_the_models(name: str, golden: Callable[[Path, str], None]):
    written = json.dumps(json_schema(FORMS[name]), indent=2, ensure_ascii=False) + "\n"
    golden(ROOT / "docs" / "schemas" / f"{name}.schema.json", written)


@pytest.mark.parametrize("folder", sorted(FOLDERS))
def test_the_archives_own_front_matter_fits(folder: str):
    check = Draft202012Validator(json_schema(FORMS[FOLDERS[folder]]))
    for path in sorted((ROOT / "content" / folder).glob("*.md")):
        parts, _ = split(path.read_text("utf-8"), path.name)
        loaded, _ = load_yaml(parts.front_matter, path.name)
        assert loaded is not None
        assert list(check.iter_errors(loaded.value)) == [], path.name


def test_site_yaml_fits_and_an_unknown_key_does_not():
    check = Draft202012Validator(json_schema(FORMS["site"]))
    loaded, _ = load_yaml((ROOT / "site.yaml").read_text("utf-8"), "site.yaml")
    assert loaded is not None
    assert check.is_valid(loaded.value)
    assert not check.is_valid({**loaded.value, "tilte": "x"})
    assert not check.is_valid({"format": 1})
