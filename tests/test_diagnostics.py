"""Every code has a small archive that earns it, and a golden file with what the editor is told.

``tests/diagnostics/CODE/in/`` is the archive, ``golden.txt`` what the program prints about it:
by ``check``, or by the call that the file ``command`` holds.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, SiteBuilder

from readingroom.cli import main
from readingroom.diagnostics import CODES

SITES = ROOT / "tests" / "diagnostics"


def link_to_nothing(root: Path) -> None:
    (root / "content" / "texts" / "diary.md").symlink_to("lost.md")


#: What cannot be kept in a repository on every system, made for the test.
MADE = {"file-unreadable": link_to_nothing}


def test_every_code_has_a_site_and_every_site_a_code():
    assert {path.name for path in SITES.iterdir()} == set(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_editor_is_told(
    code: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    golden: Callable[[Path, str], None],
):
    folder = SITES / code
    site = SiteBuilder.from_dir(folder / "in", tmp_path / "archive")
    if code in MADE:
        if os.name == "nt":
            pytest.skip("Windows asks for privileges to make a symbolic link")
        MADE[code](site.root)
    command = folder / "command"
    call = command.read_text("utf-8").strip() if command.is_file() else "check"
    monkeypatch.chdir(site.root)

    status = main(call.split())

    captured = capsys.readouterr()
    said = (captured.err + captured.out).replace(str(site.root), "ARCHIVE")
    if os.name == "nt":
        said = said.replace(r"content\texts", "content/texts")
    golden(folder / "golden.txt", f"$ readingroom {call}\n{said}= {status}\n")
    assert f"{CODES[code][0]}[{code}]" in said
    assert status == (1 if CODES[code][0] == "error" else 0)


def test_the_list_for_editors_is_that_of_the_program(golden: Callable[[Path, str], None]):
    lines = [
        "# What the program may say",
        "",
        "Every finding of `build`, `check` and `import` has a code. With an error the site is not built",
        "and the old one stands; under `--strict` a warning counts as an error. Each code leads to what",
        "is said about a small archive that has the mistake; all of them are in `tests/diagnostics/`.",
        "",
        "| code | severity | meaning |",
        "|---|---|---|",
        *(
            f"| [{code}](../tests/diagnostics/{code}/golden.txt) | {severity} | {meaning} |"
            for code, (severity, meaning) in CODES.items()
        ),
    ]
    golden(ROOT / "docs" / "diagnostics.md", "\n".join(lines) + "\n")
