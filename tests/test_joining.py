"""Workers are published as one file, which does what their modules do; or as they are."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from readingroom.joining import joined_workers

STATIC = Path(__file__).parent.parent / "theme" / "static"

#: A worker, two modules that use the same names, and one that both import.
PLAIN = {
    "js/worker.js": """/** Says what comes of it. */
import { twice as doubled, LIMIT } from "./one.js";
import { words } from "./parts/two.js";
import "./parts/said.js";

console.log(doubled(2), LIMIT, words(`a ${1 + 1}`).join()); // a tail is no line of comment
""",
    "js/one.js": """import { said } from "./parts/said.js";
/**
 * `Twice`: * not / the end.
 */
export function twice(number) {
  const again = 2;
  return said(number) * again;
}
const hidden = 7;
export const LIMIT = hidden;
""",
    "js/parts/two.js": """import {
  said,
} from "./said.js";
const hidden = (text) => text.split(" ");
export async function* never() {}
export class Word {}
export const words = (text) => [...hidden(said(text)), "/** kept */"];""",
    "js/parts/said.js": """console.log("said");
export function said(value) {
  return value;
}
""",
}
ODD = {
    "another export": "export { a };\nconst a = 1;\n",
    "a name that may change": "export let a = 1;\n",
    "an import of everything": 'import * as b from "./b.js";\n',
    "an import when it is needed": 'const a = () => import("./b.js");\n',
    "its own address": "const a = import.meta.url;\n",
    "a wait": "const a = await fetch(1);\n",
    "lines within a template": "const a = `\n/** not a comment */\n`;\n",
    "a module that is not there": 'import "./nowhere.js";\n',
    "itself": 'import "./worker.js";\n',
}


def run(folder: Path, files: dict[str, bytes]) -> str:
    """What the worker says, as Node.js runs it."""
    node = shutil.which("node")
    if node is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Node.js: needed in CI")
        pytest.skip("Node.js")
    for name, data in {**files, "package.json": b'{"type": "module"}'}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    done = subprocess.run([node, folder / "js/worker.js"], check=True, capture_output=True)
    return done.stdout.decode()


def test_a_joined_worker_does_what_its_modules_do(tmp_path: Path):
    files = {name: source.encode() for name, source in PLAIN.items()}
    joined = joined_workers(files)
    assert list(joined) == ["js/worker.js"]
    assert b"import" not in joined["js/worker.js"]
    assert b"Twice" not in joined["js/worker.js"]
    said = run(tmp_path / "joined", joined)
    assert said == run(tmp_path / "modules", files) == "said\n4 7 a,2,/** kept */\n"


@pytest.mark.parametrize("source", ODD.values(), ids=ODD)
def test_what_a_function_cannot_do_leaves_the_modules_as_they_are(source: str):
    assert joined_workers({"worker.js": source.encode(), "b.js": b""}) == {}
    files = {"worker.js": b'import "./odd.js";\n', "odd.js": source.encode(), "b.js": b""}
    assert joined_workers(files) == {}


def test_the_worker_of_the_search_is_joined():
    files = {p.relative_to(STATIC).as_posix(): p.read_bytes() for p in STATIC.rglob("*.js")}
    (worker,) = joined_workers(files).values()
    assert b"\nimport" not in worker
