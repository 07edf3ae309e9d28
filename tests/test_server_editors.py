"""Files opened in the editor: whose it is, how it is called, and what is never opened."""

import os
import sys
from pathlib import Path

import pytest

from readingroom.server.editors import Editor, find_editor, open_file


def which(*there: str):
    return lambda name: f"/bin/{name}" if name in there else None


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("code", ("/bin/code", "--goto", "{file}:{line}:{column}")),
        ("code --wait", ("/bin/code", "--wait", "--goto", "{file}:{line}:{column}")),
        ("zed", ("/bin/zed", "{file}:{line}:{column}")),
        ("idea", ("/bin/idea", "--line", "{line}", "--column", "{column}", "{file}")),
        ('pen -at {line} "{file}"', ("/bin/pen", "-at", "{line}", "{file}")),
        ("pen", ("/bin/pen", "{file}")),
    ],
)
def test_an_editor_is_called_as_its_manual_says(said: str, command: tuple[str, ...]):
    found = find_editor(said, {}, which("code", "zed", "idea", "pen"))
    assert isinstance(found, Editor)
    assert found.command == command


def test_the_option_goes_first_then_the_variables_in_their_order():
    there = which("code", "zed", "subl", "kate")
    said = {"READINGROOM_EDITOR": "zed", "VISUAL": "subl", "EDITOR": "kate"}
    for wanted, name in (("code", "VS Code"), (None, "Zed")):
        found = find_editor(wanted, said, there)
        assert isinstance(found, Editor)
        assert found.name == name
    del said["READINGROOM_EDITOR"]
    found = find_editor(None, said, there)
    assert isinstance(found, Editor)
    assert found.name == "Sublime Text"


def test_a_terminals_editor_gives_way_to_one_with_windows():
    found = find_editor(None, {"EDITOR": "vim"}, which("vim", "code"))
    assert isinstance(found, Editor)
    assert found.name == "VS Code"


@pytest.mark.parametrize(
    ("wanted", "environment", "reason"),
    [
        ("nvim", {}, "nvim runs in a terminal"),
        (None, {"READINGROOM_EDITOR": "/usr/bin/vim -p"}, "vim runs in a terminal"),
        (None, {"EDITOR": "nano"}, "nano runs in a terminal"),
        ("nothing-such", {}, "no program nothing-such"),
        ("code 'x", {}, "not closed"),
        (None, {}, "no editor was found"),
    ],
)
def test_why_there_is_no_editor_is_said(
    wanted: str | None, environment: dict[str, str], reason: str
):
    found = find_editor(wanted, environment, lambda name: "/x" if "v" in name else None)
    assert isinstance(found, str)
    assert reason in found


@pytest.fixture
def pen(tmp_path: Path) -> Editor:
    """Writes its arguments to ``asked``."""
    writes = "import sys; open(sys.argv[1], 'w').write('\\n'.join(sys.argv[2:]))"
    command = (sys.executable, "-c", writes, str(tmp_path / "asked"))
    return Editor("Pen", (*command, "{line}:{column}", "{file}"))


def test_a_file_is_opened_at_its_place_and_its_name_is_no_command(pen: Editor, tmp_path: Path):
    root = tmp_path / "archive"
    root.mkdir()
    name = "a $(touch gone) {line};&'.md"
    (root / name).write_text("words")
    assert open_file(pen, root, name, 7, 2) == ""
    assert (tmp_path / "asked").read_text().splitlines() == ["7:2", str(root / name)]
    assert not (root / "gone").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for privileges to make a symbolic link")
def test_nothing_outside_of_the_archive_is_opened(pen: Editor, tmp_path: Path):
    root = tmp_path / "archive"
    root.mkdir()
    (tmp_path / "secret.md").write_text("words")
    (root / "link.md").symlink_to(tmp_path / "secret.md")
    (root / "circle.md").symlink_to(root / "circle.md")
    for path in (
        "../secret.md",
        str(tmp_path / "secret.md"),
        "link.md",
        "circle.md",
        "",
        "none.md",
    ):
        assert open_file(pen, root, path), path
    assert not (tmp_path / "asked").exists()


def test_an_editor_that_fails_is_told_of(tmp_path: Path):
    (tmp_path / "a.md").write_text("words")
    fails = Editor("False", (sys.executable, "-c", "raise SystemExit(1)"))
    assert "status 1" in open_file(fails, tmp_path, "a.md")
    assert "does not start" in open_file(Editor("X", ("/nothing",)), tmp_path, "a.md")
