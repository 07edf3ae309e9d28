"""What is remembered of imports: of which files it is known that importing them again changes nothing.

A text is made of its source and its record by the program alone. Where all three are, byte for byte,
what they were when import had nothing to do, it has nothing to do again, and need not work it out.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from importlib import metadata, resources
from pathlib import Path

from readingroom.cache import code_digest
from readingroom.cli.import_archive import Archive
from readingroom.importing import ImportPlan
from readingroom.store import Key, Store

_FAMILY = "imports"
#: Programs whose versions may change what import makes of a source.
_ASKED = ("charset-normalizer", "trafilatura")
#: In a record, the line of a relation to another text.
_RELATED = re.compile(r"^  - \{text: (?P<slug>[^,]+), share: ", re.MULTILINE)


class Known:
    """Sources that were found to need nothing, as they, their records and their texts were then.

    It is read and kept in the user's own cache; what is not there is worked out anew.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        code = code_digest()
        self._store = Store.of(archive.root, code)
        self._program = _program(code)
        self._fresh: dict[Key, bytes] = {}

    def outcome(self, data: bytes, name: str, record: str | None) -> str:
        """``unchanged`` or ``edited`` where it is known that nothing is to be done, or nothing."""
        said = self._store.get(_FAMILY, (name, ""))
        if said is None or record is None:
            return ""
        known = json.loads(bytes(said))
        if known["files"] != self._files(data, record, known["slug"]):
            return ""
        # A relation follows a text that is renamed.
        there = all(self._archive.text(slug).exists() for slug in known["related"])
        return str(known["outcome"]) if there else ""

    def note(self, data: bytes, name: str, plan: ImportPlan) -> None:
        """Keep in mind a plan that was carried out, if it leaves nothing to be done."""
        outcome = {"create": "unchanged", "unchanged": "unchanged", "edited": "edited"}
        if plan.action not in outcome or plan.recorded or plan.damaged:
            return
        if plan.action != "create" and plan.record != plan.existing_record:
            return
        files = self._files(data, plan.record, plan.slug)
        if files:
            related = [match["slug"].strip('"') for match in _RELATED.finditer(plan.record)]
            known = {"files": files, "slug": plan.slug, "related": related}
            said = json.dumps({**known, "outcome": outcome[plan.action]})
            self._fresh[name, ""] = said.encode("ascii")

    def keep(self) -> None:
        """Keep it for the next call."""
        self._store.keep(_FAMILY, self._store.keys(_FAMILY), self._fresh)

    def _files(self, data: bytes, record: str, slug: str) -> str:
        """A digest of a source, its record and its text, and of the program; nothing without a text."""
        made = hashlib.blake2b(self._program, digest_size=20)
        try:
            text = self._archive.text(slug).read_bytes()
        except OSError:
            return ""
        for part in (data, record.encode("utf-8", "surrogatepass"), text):
            made.update(hashlib.blake2b(part).digest())
        return made.hexdigest()


def _program(code: str) -> bytes:
    """A digest of all that decides what import makes of a source, but for the source."""
    made = hashlib.blake2b(f"{code} {sys.version}".encode())
    for name in _ASKED:
        try:
            made.update(f" {name} {metadata.version(name)}".encode())
        except metadata.PackageNotFoundError:
            made.update(f" no {name}".encode())
    rules = resources.files("readingroom.importing.rules")
    for file in sorted(rules.iterdir(), key=lambda file: file.name):
        if Path(file.name).suffix == ".json":
            made.update(file.read_bytes())
    return made.digest()
