"""Files opened in the editor of whoever runs the preview.

Which one it is says that person, by an option or the environment, and never the archive. A command is
always a list of arguments; no shell reads it.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

#: What says which editor is meant, the first that is set.
VARIABLES = ("READINGROOM_EDITOR", "VISUAL", "EDITOR")

_COLONS = ("{file}:{line}:{column}",)
_GOTO = ("--goto", *_COLONS)
_NAMED = ("--line", "{line}", "--column", "{column}", "{file}")
_PLUS = ("+{line}:{column}", "{file}")
#: Programs by name: what people call them, and the arguments that open a file at a place. From the
#: manuals of each.
_KNOWN: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "code": ("VS Code", _GOTO),
    "code-insiders": ("VS Code Insiders", _GOTO),
    "codium": ("VSCodium", _GOTO),
    "vscodium": ("VSCodium", _GOTO),
    "cursor": ("Cursor", _GOTO),
    "windsurf": ("Windsurf", _GOTO),
    "zed": ("Zed", _COLONS),
    "zeditor": ("Zed", _COLONS),
    "subl": ("Sublime Text", _COLONS),
    "sublime_text": ("Sublime Text", _COLONS),
    "idea": ("IntelliJ IDEA", _NAMED),
    "idea64": ("IntelliJ IDEA", _NAMED),
    "pycharm": ("PyCharm", _NAMED),
    "webstorm": ("WebStorm", _NAMED),
    "kate": ("Kate", _NAMED),
    "gedit": ("gedit", _PLUS),
    "gnome-text-editor": ("Text Editor", _PLUS),
    "emacsclient": ("Emacs", ("--no-wait", *_PLUS)),
    "bbedit": ("BBEdit", _PLUS),
    "mate": ("TextMate", ("--line", "{line}:{column}", "{file}")),
    "gvim": ("gVim", ("+{line}", "{file}")),
    "mvim": ("MacVim", ("+{line}", "{file}")),
    "notepad++": ("Notepad++", ("-n{line}", "-c{column}", "{file}")),
}
#: Looked for where nobody says which editor is meant; the ones that most people have first.
_LOOKED_FOR = ("code", "codium", "cursor", "windsurf", "zed", "zeditor", "subl", "kate", "gedit")
#: Those that need a terminal, which a click in a browser has none to give.
_TERMINAL = frozenset(
    {"vi", "vim", "nvim", "view", "nano", "pico", "hx", "helix", "micro", "ne", "joe", "jed", "kak",
     "mcedit", "ed", "ex", "mg", "nvi", "vile"}
)  # fmt: skip
#: Seconds in which a program that cannot do what is asked has ended; one that opens a window goes on.
_FAILS_WITHIN = 0.5


@dataclass(frozen=True, slots=True)
class Editor:
    """How people call it, and its command; ``{file}``, ``{line}`` and ``{column}`` are filled in."""

    name: str
    command: tuple[str, ...]


def find_editor(
    wanted: str | None,
    environment: Mapping[str, str] | None = None,
    which: Callable[[str], str | None] = shutil.which,
) -> Editor | str:
    """The editor that is meant, or a sentence on why there is none.

    ``wanted`` (the option) and READINGROOM_EDITOR are orders, so what cannot be used is said; VISUAL and
    EDITOR are often a terminal's, and then one that has windows is looked for.
    """
    environment = os.environ if environment is None else environment
    for source, said in (("--editor", wanted), (VARIABLES[0], environment.get(VARIABLES[0]))):
        if said and said.strip():
            return _read(said, source, which)
    in_terminal = ""
    for source in VARIABLES[1:]:
        said = environment.get(source, "")
        if not said.strip():
            continue
        found = _read(said, source, which)
        if isinstance(found, Editor):
            return found
        in_terminal = in_terminal or found
    for program in _LOOKED_FOR:
        if which(program):
            return _read(program, "", which)
    return in_terminal or f"no editor was found; {_HOW}"


_HOW = (
    "name one with --editor or READINGROOM_EDITOR, such as code, zed, subl, "
    "or a command with {file} and {line} in it"
)


def _read(said: str, source: str, which: Callable[[str], str | None]) -> Editor | str:
    """The editor of a command line."""
    try:
        # On Windows backslashes are parts of paths.
        words = shlex.split(said, posix=os.name != "nt")
    except ValueError:
        return f"{source} is `{said}`, of which a quotation mark is not closed"
    words = [word.strip('"') for word in words]
    program = Path(words[0]).name.lower()
    program = program.removesuffix(".exe").removesuffix(".cmd")
    if program in _TERMINAL or (program == "emacs" and {"-nw", "-t", "-tty"} & set(words)):
        return f"{program} runs in a terminal, which the preview has none to give; {_HOW}"
    path = which(words[0])
    if not path:
        return f"{source} is `{said}`, and there is no program {words[0]}; {_HOW}"
    name, arguments = _KNOWN.get(program, (Path(words[0]).name, ("{file}",)))
    if any("{file}" in word for word in words[1:]):
        arguments = ()
    return Editor(name, (path, *words[1:], *arguments))


def open_file(editor: Editor, root: Path, path: str, line: int = 1, column: int = 1) -> str:
    """Open a file of the archive at a place, both numbers from 1; a sentence on why not, or nothing.

    Files that are not below ``root``, by a link or otherwise, are not opened.
    """
    base = root.resolve()
    try:
        file = (base / path).resolve()
    except (OSError, RuntimeError):  # a circle of links
        return f"{path} cannot be found"
    if not file.is_relative_to(base) or not file.is_file():
        return f"{path} is not a file of the archive"
    places = {"{file}": str(file), "{line}": str(max(1, line)), "{column}": str(max(1, column))}
    try:
        process = subprocess.Popen(  # noqa: S603 -- a list, of a program its user named
            [_filled(word, places) for word in editor.command],
            cwd=base,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C ends the preview, not the editor
        )
    except OSError as error:
        return f"{editor.name} does not start: {error.strerror or error}"
    try:
        status = process.wait(_FAILS_WITHIN)
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, daemon=True).start()
        return ""
    return f"{editor.name} ended with status {status}" if status else ""


def _filled(word: str, places: Mapping[str, str]) -> str:
    # The path last, since it may hold what looks like a place to fill in.
    for name in ("{line}", "{column}", "{file}"):
        word = word.replace(name, places[name])
    return word
