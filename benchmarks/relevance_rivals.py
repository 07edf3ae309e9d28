"""The rivals of ``relevance.py``: stock lunr.py, stock lunr.js on its index, and Pagefind.

A rival is a function from a collection to a run; it raises ``UnavailableError`` with the reason where it
cannot be had. lunr.js and Pagefind come from the registries into a temporary folder.
"""

from __future__ import annotations

import functools
import gzip
import html
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from relevance_form import DEPTH, Collection, Document, Run
from search_browser import UnavailableError, browser, served

_LUNR_JS = """
import { readFileSync, writeFileSync } from "node:fs";
import lunr from "lunr";
const [, , index, queries, out] = process.argv;
const read = (name) => JSON.parse(readFileSync(name, "utf8"));
const idx = lunr.Index.load(read(index));
const found = read(queries).map(([id, text]) => [id, idx.search(text).slice(0, 100).map((m) => m.ref)]);
writeFileSync(out, JSON.stringify(Object.fromEntries(found)));
"""


@functools.lru_cache(maxsize=1)
def _stock(documents: tuple[Document, ...]) -> Any:
    from lunr import lunr

    rows = [{"id": d.id, "title": d.title, "text": d.text} for d in documents]
    return lunr(ref="id", fields=("title", "text"), documents=rows)


def lunr_py(collection: Collection, _work: Path) -> Run:
    """lunr.py as it comes: its builder, its pipeline, its query, titles and texts counting alike."""
    index = _stock(collection.documents)
    return {
        name: [match["ref"] for match in index.search(text)[:DEPTH]]
        for name, text in collection.queries.items()
    }


def lunr_js(collection: Collection, work: Path) -> Run:
    """lunr.js as it comes, asked on lunr.py's index."""
    folder = lunr_js_folder(work)
    (folder / "ask.mjs").write_text(_LUNR_JS, "utf-8")
    index = _stock(collection.documents).serialize()
    (folder / "index.json").write_text(json.dumps(index), "utf-8")
    queries = [(name, text) for name, text in collection.queries.items()]
    (folder / "queries.json").write_text(json.dumps(queries), "utf-8")
    run("node", "ask.mjs", "index.json", "queries.json", "found.json", cwd=folder)
    found: Run = json.loads((folder / "found.json").read_text("utf-8"))
    return found


def lunr_js_folder(work: Path) -> Path:
    """A folder in which scripts of Node.js find lunr."""
    folder = work / "lunr-js"
    if not (folder / "node_modules/lunr").exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true, "type": "module"}', "utf-8")
        run("npm", "install", "--silent", "lunr@2.3.9", cwd=folder)
    return folder


def pagefind(collection: Collection, work: Path) -> Run:
    """Pagefind in Chromium: a page for each document, its title a heading of the first rank."""
    site = work / "site"
    shutil.rmtree(site, ignore_errors=True)
    write_pages(collection.documents, site)
    run(pagefind_program(work), "--site", site, "--quiet", cwd=work)
    ids = {}
    for file in (site / "pagefind/fragment").iterdir():
        said = gzip.decompress(file.read_bytes()).decode("utf-8", "replace")
        ids[file.stem] = re.findall(r'"url":"/(\d+)\.html"', said)[0]
    script = f"""async (queries) => {{
      const pagefind = await import("/pagefind/pagefind.js");
      const found = [];
      for (const [id, text] of queries) {{
        const {{ results }} = await pagefind.search(text);
        found.push([id, results.slice(0, {DEPTH}).map((one) => one.id)]);
      }}
      return found;
    }}"""
    with served(site) as (address, _), browser() as chromium:
        page = chromium.new_page()
        page.set_default_timeout(600_000)
        page.goto(f"{address}/0.html")
        try:
            found = page.evaluate(script, list(collection.queries.items()))
        except Exception as error:
            # Its WebAssembly now and then gives up: "No pointer".
            raise UnavailableError(str(error).partition("\n")[0]) from error
    return {name: [collection.documents[int(ids[i])].id for i in hits] for name, hits in found}


def write_pages(documents: Sequence[Document], site: Path) -> None:
    """A page for each document, named by its number."""
    site.mkdir(parents=True)
    for number, document in enumerate(documents):
        title, text = html.escape(document.title), html.escape(document.text)
        (site / f"{number}.html").write_text(
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
            f"<body data-pagefind-body><h1>{title}</h1><p>{text}</p></body></html>",
            "utf-8",
        )


def pagefind_program(work: Path) -> Path:
    """Pagefind's own program, from its package."""
    there = work / "pagefind-program"
    if not there.exists():
        # The program may be for another machine than the one at hand; then pip says so.
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", there)
        run(*pip, "pagefind_bin==1.5.2", cwd=work)
    return next(
        path for path in there.glob("pagefind_bin/pagefind*") if path.suffix in {"", ".exe"}
    )


def run(*command: str | Path, cwd: Path) -> None:
    """Run a program. Raises UnavailableError with what it says where it is missing or fails."""
    try:
        subprocess.run(command, check=True, cwd=cwd, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise UnavailableError(f"{command[0]} is not installed") from error
    except subprocess.CalledProcessError as error:
        raise UnavailableError(str(error.stderr).strip()[-200:]) from error


RIVALS: dict[str, Callable[[Collection, Path], Run]] = {
    "lunr.py": lunr_py,
    "lunr.js": lunr_js,
    "Pagefind": pagefind,
}
