"""build.py and the package bootstrap: the environment they make, and the one line when they cannot.

Each test has a clone of its own, whose lock files name nothing, and a stand-in for uv on PATH that
writes down what it was asked to install. The real installation is what runs these tests.
"""

import ast
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from bootstrap import installing
from bootstrap.environment import Environment
from bootstrap.log import Log

ROOT = Path(__file__).parent.parent
POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal to send")
# Seconds for a thing to happen that takes a tenth of one on a machine that is not busy.
PATIENCE = 60

UV = """
import os, sys, time
lock = os.path.basename(sys.argv[-1])
with open(os.environ["ASKED"] + ".pid", "w") as file:
    file.write(str(os.getpid()))
with open(os.environ["ASKED"], "a") as file:
    file.write(lock + "\\n")
mood = os.environ.get("UV_MOOD", "")
while mood == "held" and not os.path.exists(os.environ["ASKED"] + ".on"):
    time.sleep(0.02)
time.sleep({"stuck": 50}.get(mood, 0))
print({"offline": "error: Failed to fetch: dns error", "odd": "error: a strange thing"}.get(mood))
sys.exit(mood in ("offline", "odd"))
"""

PROGRAM = """
import os, signal, sys, time
print("program", *sys.argv[1:], os.getcwd(), os.environ["READINGROOM_HOME"], flush=True)
if sys.argv[1:] == ["five"]:
    sys.exit(5)
if sys.argv[1:] == ["wait"]:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: sys.exit(40 + number))
    print("waiting", flush=True)
    time.sleep(60)
"""


class Clone:
    """A clone of the repository with nothing to install, and the calls that its set-ups made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "clone"
        self.asked_file = folder / "asked"
        self.environ = dict(os.environ, ASKED=str(self.asked_file))
        self.environ["PATH"] = f"{folder / 'tools'}{os.pathsep}{os.environ['PATH']}"
        shutil.copytree(
            ROOT / "bootstrap", self.folder / "bootstrap", ignore=lambda *_: ["__pycache__"]
        )
        shutil.copy(ROOT / "build.py", self.folder)
        self.write("requirements.txt", "# program\n")
        self.write("requirements-dev.txt", "# tests\n")
        self.write("readingroom/__init__.py", "")
        self.write("readingroom/__main__.py", PROGRAM)
        self.write("pytest.py", "import sys, os; print('pytest', *sys.argv[1:], os.getcwd())")
        self.write("../tools/uv.py", UV)
        self.write(
            "../tools/uv", f'#!/bin/sh\nexec "{sys.executable}" "{folder}/tools/uv.py" "$@"\n'
        )
        self.write("../tools/uv.cmd", f'@"{sys.executable}" "{folder}\\tools\\uv.py" %*\n')
        (folder / "tools" / "uv").chmod(0o755)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def start(self, *arguments: str, mood: str = "", cwd: Path | None = None):
        return subprocess.Popen(
            [sys.executable, str(self.folder / "build.py"), *arguments],
            cwd=cwd or self.folder,
            env=self.environ | {"UV_MOOD": mood},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # no terminal, whatever these tests are run from
        )

    def run(self, *arguments: str, mood: str = "", cwd: Path | None = None):
        """Run build.py to its end: (exit status, standard output, standard error)."""
        process = self.start(*arguments, mood=mood, cwd=cwd)
        out, err = process.communicate(timeout=PATIENCE)
        assert "Traceback" not in err
        return process.returncode, out, err

    def asked(self) -> list[str]:
        """The lock files that were installed since the last time of asking."""
        asked = self.asked_file.read_text().split() if self.asked_file.exists() else []
        self.asked_file.unlink(missing_ok=True)
        return asked


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_the_first_run_sets_up_and_the_next_ones_do_not(clone: Clone):
    status, out, err = clone.run("build", "--strict")
    assert (status, clone.asked()) == (0, ["requirements.txt"])
    assert out.startswith("program build --strict ")
    assert err.startswith("Setting up (once): ")
    status, out, err = clone.run("build", "--strict")
    assert (status, err, clone.asked()) == (0, "", [])


def test_the_tests_have_their_own_packages_and_run_in_the_repository(clone: Clone, tmp_path: Path):
    clone.run()
    clone.asked()
    status, out, _ = clone.run("test", "-q", cwd=tmp_path)
    assert (status, out.strip()) == (0, f"pytest -q {clone.folder}")
    assert clone.asked() == ["requirements-dev.txt"]
    _, out, _ = clone.run("test")
    assert out.strip() == f"pytest --numprocesses=auto --dist=loadfile {clone.folder}"
    clone.run("build")
    assert clone.asked() == []


def test_the_program_keeps_the_current_folder_and_its_exit_status(clone: Clone, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    # What lies in the current folder is no part of the program.
    (elsewhere / "signal.py").write_text("raise SystemExit('taken for a module')")
    status, out, _ = clone.run("five", cwd=elsewhere)
    assert (status, out.strip()) == (5, f"program five {elsewhere} {clone.folder}")


def test_a_changed_lock_is_installed_again_and_the_tests_with_it(clone: Clone):
    clone.run("test")
    assert clone.asked() == ["requirements.txt", "requirements-dev.txt"]
    clone.write("requirements.txt", "# another\n")
    clone.run("build")
    assert clone.asked() == ["requirements.txt"]
    clone.run("test")
    assert clone.asked() == ["requirements-dev.txt"]


def test_other_line_ends_are_the_same_lock(clone: Clone):
    clone.run()
    (clone.folder / "requirements.txt").write_bytes(b"# program\r\n")
    clone.asked()
    clone.run()
    assert clone.asked() == []


def test_two_first_runs_at_once_set_up_once(clone: Clone):
    first = clone.start("build", mood="held")
    wait_until(clone.asked_file.exists)
    second = clone.start("build")
    assert second.stderr is not None
    assert "Another run is setting up" in second.stderr.readline()
    clone.asked_file.with_suffix(".on").touch()
    for run in (first, second):
        run.communicate(timeout=PATIENCE)
        assert run.returncode == 0
    assert clone.asked() == ["requirements.txt"]


@POSIX_ONLY
def test_a_killed_set_up_is_made_anew_and_blocks_nobody(clone: Clone):
    run = clone.start("build", mood="stuck")
    wait_until(clone.asked_file.exists)
    run.kill()
    # The next run waits for what still writes into the environment.
    os.kill(int(clone.asked_file.with_suffix(".pid").read_text()), signal.SIGKILL)
    run.communicate()
    left = clone.folder / ".venv" / "left"
    left.touch()
    assert clone.run("build")[0] == 0
    assert not left.exists()


@POSIX_ONLY
def test_a_set_up_that_is_told_to_stop_ends_its_installer_too(clone: Clone):
    run = clone.start("build", mood="stuck")
    wait_until(clone.asked_file.exists)
    began = time.monotonic()
    run.terminate()
    _, err = run.communicate(timeout=PATIENCE)
    assert run.returncode == 128 + signal.SIGTERM
    assert "Traceback" not in err
    assert time.monotonic() - began < 40, "it waited for the installer, which takes 50 s"


@POSIX_ONLY
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_reaches_the_program(clone: Clone, number: signal.Signals):
    run = clone.start("wait")
    assert run.stdout is not None
    while run.stdout.readline() != "waiting\n":
        assert run.poll() is None
    run.send_signal(number)
    _, err = run.communicate(timeout=PATIENCE)
    assert run.returncode == 40 + number
    assert "Traceback" not in err


def test_without_a_network_one_line_says_so(clone: Clone):
    status, out, err = clone.run("build", mood="offline")
    log = clone.folder / ".venv" / "setup.log"
    assert (status, out) == (1, "")
    assert err.splitlines()[1:] == [
        f"Not set up: the first run needs the network: go online, then run this again (log: {log})"
    ]
    assert "dns error" in log.read_text()
    assert clone.run("build")[0] == 0


def test_without_a_network_the_tests_cannot_start_but_the_program_still_does(clone: Clone):
    clone.run("build")
    assert clone.run("test", mood="offline")[0] == 1
    clone.asked()
    assert clone.run("build", mood="offline")[0] == 0
    assert clone.asked() == []


def test_another_failure_is_told_in_the_installers_words(clone: Clone):
    status, _, err = clone.run("build", mood="odd")
    assert status == 1
    assert "Not set up: requirements.txt cannot be installed: error: a strange thing (log: " in err


def test_without_the_venv_module_one_line_says_what_to_install(
    clone: Clone, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, "ensurepip", None)  # as Debian leaves it out
    monkeypatch.setenv("PATH", "")
    with pytest.raises(installing.SetupError, match="apt install python3-venv"):
        installing.make_ready(Environment(str(clone.folder)), ["requirements.txt"])


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 9, 18), (3, 10, 13)])
def test_an_old_python_says_that_it_is_old(clone: Clone, version: tuple[int, int, int]):
    pretend = (
        f"import runpy, sys; sys.version_info = {version}; "
        "runpy.run_path('build.py', run_name='__main__')"
    )
    run = subprocess.run(
        [sys.executable, "-c", pretend],
        cwd=clone.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr.startswith("Reading Room needs Python 3.11 or newer, and this is Python ")
    assert run.stderr.count("\n") == 1


def test_old_pythons_can_parse_build_py():
    tree = ast.parse((ROOT / "build.py").read_text(encoding="ascii"), feature_version=(3, 9))
    newer_than_2_7 = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.Starred)
    assert not [node for node in ast.walk(tree) if isinstance(node, newer_than_2_7)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None
            assert not node.args.kwonlyargs


def test_a_folder_that_is_no_environment_is_left_alone(clone: Clone):
    clone.write(".venv/mine", "")
    status, _, err = clone.run("build")
    assert status == 1
    assert "is no Python environment: move it away" in err
    assert (clone.folder / ".venv" / "mine").exists()


def test_an_environment_made_by_hand_is_added_to(clone: Clone):
    folder = clone.folder / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    clone.write(".venv/mine", "")
    assert clone.run("build")[0] == 0
    clone.write("requirements.txt", "# another\n")
    assert clone.run("build")[0] == 0
    assert (folder / "mine").exists()


@POSIX_ONLY
def test_an_environment_whose_python_is_gone_is_made_anew(clone: Clone):
    clone.run("build")
    python = clone.folder / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3")
    assert clone.run("build")[0] == 0
    assert clone.asked() == ["requirements.txt"] * 2


def test_the_repository_may_be_moved(clone: Clone):
    clone.run("build")
    clone.folder = clone.folder.rename(clone.folder.with_name("elsewhere"))
    clone.asked()
    status, out, _ = clone.run("build")
    assert (status, clone.asked()) == (0, [])
    assert str(clone.folder) in out


def test_a_log_holds_what_the_tools_said(tmp_path: Path):
    with (tmp_path / "guard").open("w") as guard, Log(str(tmp_path / "log"), guard) as log:
        assert log.answer([sys.executable, "-c", "print('one'); print('two')"]) == "two"
        assert not log.follow([sys.executable, "-c", "raise SystemExit('no')"])
    assert (tmp_path / "log").read_text().splitlines()[1:3] == ["one", "two"]


def locked(name: str) -> dict[str, tuple[str, str]]:
    """The packages of a lock file: name → (version, hashes)."""
    text = (ROOT / name).read_text(encoding="ascii")
    found = re.findall(
        r"^([a-z0-9-]+)==(\S+)[^\n\\]*((?:\\\n +--hash=sha256:[0-9a-f]{64} ?)*)", text, re.MULTILINE
    )
    assert len(found) == text.count("==") - text.count(" == ")
    return {package: (version, hashes) for package, version, hashes in found}


def declared(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w-]", line)[0].lower() for line in requirements}


def test_the_lock_files_hold_what_pyproject_declares_and_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    program, tests = locked("requirements.txt"), locked("requirements-dev.txt")
    assert declared(project["project"]["dependencies"]) <= program.keys()
    assert declared(project["dependency-groups"]["dev"]) <= tests.keys()
    assert all(hashes for _, hashes in [*program.values(), *tests.values()])
    shared = program.keys() & tests.keys()
    assert {name: program[name][0] for name in shared} == {name: tests[name][0] for name in shared}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_file_names_no_host_and_no_folder(name: str):
    text = (ROOT / name).read_text(encoding="ascii")
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|(^|\s)/", text)
