"""Values as bytes for this program's own processes and memory: dataclasses by their fields alone.

What ``pickle`` does for a frozen dataclass with slots is written in Python, and takes longer.
Unpacking runs whatever the bytes say, so only what this user's own processes wrote may be unpacked.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from readingroom.ghosts import Ghost, unattended

#: The newest that all supported versions of Python have.
_PROTOCOL = 5


def pack(value: object) -> bytes:
    """A value of dataclasses, tuples, strings and the like as bytes; of ghosts only the names."""
    to = io.BytesIO()
    _Pickler(to, _PROTOCOL).dump(value)
    return to.getvalue()


def unpack(packed: bytes | memoryview) -> Any:
    """The value. Its ghosts are nobody's yet (``ghosts.attend``)."""
    return pickle.loads(packed)  # noqa: S301 -- of a folder that only this user may write


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        kind = type(value)
        if kind is Ghost:
            return unattended, (value.name, value.links)
        if kind not in _KNOWN:
            _KNOWN[kind] = _values(kind)
        values = _KNOWN[kind]
        return NotImplemented if values is None else (kind, values(value))


_Values = Callable[[Any], tuple[Any, ...]]
_KNOWN: dict[type, _Values | None] = {}


def _values(kind: type) -> _Values | None:
    """What gives the arguments that make a dataclass anew; nothing for what is none."""
    if "__dataclass_fields__" in kind.__dict__:
        names = [field.name for field in fields(kind) if field.init]
        if len(names) == 1:
            return lambda value: (getattr(value, names[0]),)
        return attrgetter(*names) if names else lambda _: ()
    return None
