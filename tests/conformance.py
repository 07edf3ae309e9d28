"""Data that this project did not write: ../shared/conformance, beside the repository."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "conformance"


def conformance(name: str) -> Path:
    """The file or folder of that name; without it the test is left out, and fails where CI runs."""
    path = FOLDER / name
    if path.exists():
        return path
    says = f"left out: the conformance data {name} is not at {FOLDER}"
    if os.environ.get("CI") == "true":
        pytest.fail(says)
    pytest.skip(says, allow_module_level=True)


def conformance_json(name: str) -> Any:
    """The value of a JSON file of the conformance data."""
    return json.loads(conformance(name).read_text("utf-8"))
