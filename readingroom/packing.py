"""Values as bytes for this program's own processes and memory.

Unpacking runs whatever the bytes say, so only what this user's own processes wrote may be unpacked.
"""

from __future__ import annotations

import pickle
from typing import Any

#: The newest that all supported versions of Python have.
_PROTOCOL = 5


def pack(value: object) -> bytes:
    """A value of dataclasses, tuples, strings and the like as bytes; of ghosts only the names."""
    return pickle.dumps(value, _PROTOCOL)


def unpack(packed: bytes | memoryview) -> Any:
    """The value. Its ghosts are nobody's yet (``ghosts.attend``)."""
    return pickle.loads(packed)  # noqa: S301 -- of a folder that only this user may write
