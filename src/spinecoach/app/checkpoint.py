"""A fold that outlives the server. It is taken up only by the very code that made it, and only where it fits."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Generic, TypeVar

import pydantic

from spinecoach.record.store import Store
from spinecoach.wire.adapter import Adapter
from spinecoach.wire.errors import WireError

T = TypeVar("T")

ENTRIES = 2_000
"""Reading fewer takes no time that anybody would see."""


class Checkpoint(Generic[T]):
    """Of one fold. ``modules`` are those that decide what comes of it; a change of any makes it begin anew."""

    def __init__(self, store: Store, name: str, adapter: Adapter[T], modules: Sequence[ModuleType]) -> None:
        self._store = store
        self._name = name
        self._adapter = adapter
        self._code = _code(tuple(modules))

    def recall(self) -> tuple[int, T] | None:
        """The last entry that is in the fold, and the fold; None: it is to be made of all entries."""
        kept = self._store.recall(self._name, self._code)
        if kept is None:
            return None
        try:
            return kept[0], self._adapter.again(kept[1], self._name)
        except WireError:
            return None

    def is_due(self, new: int) -> bool:
        """Whether so many entries that it does not have are worth keeping it again."""
        return new >= ENTRIES

    def keep(self, generation: int, seq: int, fold: T) -> None:
        """For the next start, if the record can; ``generation`` is the record that was read up to ``seq``."""
        self._store.keep(self._name, self._code, generation, seq, self._adapter.text(fold))


@cache
def _code(modules: tuple[ModuleType, ...]) -> str:
    """What the modules are, to the letter, looked at once: an update while the server runs is not what it runs."""
    found = hashlib.sha256(pydantic.VERSION.encode())
    for module in modules:
        found.update(Path(str(module.__file__)).read_bytes())
    return found.hexdigest()
