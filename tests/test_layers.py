"""The layers of the package: which module may import which, and which may touch the file system.

LAYERS is DESIGN's list, lowest first. A module may import those of lower layers and of its own,
never of a higher one, not even for typing, and no imports run in a circle. A new module gets its
place here.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "readingroom"

#: Modules of the package's own folder, or whole packages in it.
LAYERS = (
    ("diagnostics", "excerpts", "joining", "values", "workers"),
    ("model", "ghosts", "views", "folding"),
    ("frontmatter", "sources", "config", "schemas"),
    ("importing", "readers", "notes", "quotes", "surroundings", "alignment"),
    ("anchoring", "targets", "written", "anchors", "misplaced", "links", "parallels", "mentions"),
    ("archive", "assembling", "binding", "checks", "contents", "provenance"),
    ("pages", "weave"),
    (
        "theme",
        "templates",
        "template_code",
        "search",
        "exports",
        "findable",
        "webannotation",
        "output",
        "spares",
        "cache",
        "store",
    ),
    (
        "results",
        "packing",
        "memo",
        "intake",
        "studio",
        "findables",
        "outputs",
        "rendering",
        "reasons",
    ),
    ("pipeline", "making", "generations", "stages", "unchanged"),
    ("server",),
    ("cli",),
)
#: What may import everything: the doors of the package.
ENTRY_POINTS = {"__init__", "__main__"}

#: Where files may be read or written (`sources` scans).
FILE_SYSTEM = {
    "store",
    "sources",
    "config",
    "theme",
    "output",
    "spares",
    "cache",
    "unchanged",
    "server",
    "cli",
}
FILE_MODULES = {"shutil", "tempfile", "glob", "fileinput"}
#: Methods that only paths have; `rename` and `replace` are found by way of `os` alone.
PATH_METHODS = {
    *("read_text", "read_bytes", "write_text", "write_bytes", "open", "touch", "mkdir", "unlink"),
    *("rmdir", "symlink_to", "hardlink_to", "chmod", "iterdir", "rglob", "exists", "is_file"),
    *("is_dir", "is_symlink", "stat", "lstat", "readlink", "resolve", "samefile"),
}
#: What `os` offers that asks no disk.
PURE_OS = {"cpu_count", "fspath", "fsencode", "fsdecode", "getpid", "getenv", "process_cpu_count"}
PURE_OS_PATH = {
    *("join", "split", "splitext", "basename", "dirname", "normpath", "normcase", "commonpath"),
    *("commonprefix", "isabs", "relpath"),
}


def modules() -> dict[str, ast.Module]:
    """Every module of the package: its dotted name below the package → its tree."""
    return {
        module_name(path): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and parts[1:] else parts)


def imports(name: str, tree: ast.Module, known: set[str]) -> Iterator[tuple[int, str]]:
    """What a module imports of the package, wherever in the module: (line, dotted name)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:  # relative: from the package that holds the module
                folder = ["readingroom", *name.split(".")]
                is_package = any(other.startswith(name + ".") for other in known)
                folder = folder[: len(folder) - node.level + is_package]
                base = ".".join([*folder, base]).rstrip(".")
            named = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        for full in named:
            if full.partition(".")[0] == "readingroom":
                yield node.lineno, nearest_module(full.partition(".")[2], known)


def nearest_module(dotted: str, known: set[str]) -> str:
    """The module that a dotted name is, or lies in."""
    while dotted and dotted not in known:
        dotted = dotted.rpartition(".")[0]
    return dotted or "__init__"


def layer(name: str) -> int | None:
    """The layer of a module, from 0; None when the list has no place for it."""
    top = name.partition(".")[0]
    if top in ENTRY_POINTS:
        return len(LAYERS)
    return next((number for number, names in enumerate(LAYERS) if top in names), None)


def upward(trees: Mapping[str, ast.Module]) -> list[str]:
    """Imports that climb."""
    return [
        f"{name}:{line} imports {target}, of a higher layer"
        for name, tree in trees.items()
        for line, target in imports(name, tree, set(trees))
        # The package itself holds the version, which everybody may read.
        if target != "__init__" and (layer(target) or 0) > (layer(name) or 0)
    ]


def circle(trees: Mapping[str, ast.Module]) -> list[str]:
    """Modules that import each other in a circle, the first again at the end; empty if none do."""
    graph = {
        name: {target for _, target in imports(name, tree, set(trees))} - {"__init__"}
        for name, tree in trees.items()
    }
    done: set[str] = set()

    def follow(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        for target in sorted(graph.get(name, ())):
            if found := follow(target, [*path, name]):
                return found
        done.add(name)
        return []

    return next(filter(None, (follow(name, []) for name in graph)), [])


def file_accesses(tree: ast.Module) -> list[str]:
    """Where a module reads or writes files: line and what it calls."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            named = [getattr(node, "module", None) or alias.name for alias in node.names]
            found += [f"{node.lineno}: {name}" for name in named if name in FILE_MODULES]
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if touches_files(called):
                found.append(f"{node.lineno}: {called}()")
    return found


def touches_files(called: str) -> bool:
    """Say whether a called name, as written, reads or writes files."""
    owner, _, last = called.rpartition(".")
    if owner == "os":
        return last not in PURE_OS
    if owner == "os.path":
        return last not in PURE_OS_PATH
    if not owner:
        return last == "open"
    if owner == "Path":
        return last in PATH_METHODS | {"cwd", "home"}
    return last in PATH_METHODS and owner != "self"


def test_every_module_has_its_layer():
    homeless = sorted({name.partition(".")[0] for name in modules() if layer(name) is None})
    assert not homeless, f"give a place in LAYERS (tests/test_layers.py) to: {', '.join(homeless)}"


def test_no_module_imports_a_higher_layer():
    assert upward(modules()) == []


def test_no_imports_run_in_a_circle():
    assert " → ".join(circle(modules())) == ""


def test_only_the_named_modules_touch_the_file_system():
    touched = {
        name: accesses
        for name, tree in modules().items()
        if name.partition(".")[0] not in FILE_SYSTEM and (accesses := file_accesses(tree))
    }
    assert touched == {}


def trees(**sources: str) -> dict[str, ast.Module]:
    return {name.replace("__in__", "."): ast.parse(source) for name, source in sources.items()}


@pytest.mark.parametrize(
    "source",
    [
        "from readingroom.cli import main",
        "import readingroom.cli",
        "from readingroom import cli",
        "from . import cli",
        "from .cli import main",
        "def later():\n    from readingroom.cli import main",
        "if TYPE_CHECKING:\n    from readingroom.cli import main",
    ],
)
def test_an_import_that_climbs_is_found_in_every_form(source: str):
    assert len(upward(trees(model=source, cli=""))) == 1
    assert upward(trees(model="", cli=source.replace("cli", "model"))) == []


def test_relative_imports_start_at_the_package_that_holds_the_module():
    package = trees(
        search="from .index import a", search__in__index="from ..model import b", model=""
    )
    found = {
        name: [target for _, target in imports(name, tree, set(package))]
        for name, tree in package.items()
    }
    assert found == {"search": ["search.index"], "search.index": ["model"], "model": []}


def test_a_circle_is_found_within_a_layer():
    assert circle(trees(model="import readingroom.views", views="import readingroom.model")) == [
        *("model", "views", "model"),
    ]
    assert circle(trees(model="import readingroom.views", views="")) == []


@pytest.mark.parametrize(
    ("source", "touches"),
    [
        ("open('a')", True),
        ("(root / name).read_text()", True),
        ("path.exists()", True),
        ("os.replace(a, b)", True),
        ("os.path.isfile(a)", True),
        ("import shutil", True),
        ("from tempfile import mkdtemp", True),
        ("word.replace('a', 'b')", False),
        ("os.path.join(a, b)", False),
        ("os.cpu_count()", False),
        ("self.open('p')", False),
    ],
)
def test_file_access_is_found(source: str, touches: bool):
    assert bool(file_accesses(ast.parse(source))) is touches
