"""Runs the JavaScript twins in Node.js; a machine without it skips these tests, CI may not."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parent.parent
SCRIPTS = TESTS / "search"


def run(script: str, given: object, *, packages: bool = False) -> Any:
    """What ``tests/search/SCRIPT`` writes for ``given``, JSON both ways.

    ``packages``: it needs what ``npm ci --prefix tests`` installs.
    """
    node = shutil.which("node")
    if node is None:
        _missing("Node.js")
    if packages and not (TESTS / "node_modules" / "lunr").is_dir():
        _missing("Node.js packages: npm ci --prefix tests")
    done = subprocess.run(
        [node or "", str(SCRIPTS / script)],
        input=json.dumps(given).encode(),
        capture_output=True,
        check=False,
        timeout=300,  # the longest takes some seconds; this only ends what hangs
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def _missing(what: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}: needed in CI")
    pytest.skip(what)
