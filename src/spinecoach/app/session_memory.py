"""Every session in short as last read; only what was appended since is read again."""

import sys
from collections.abc import Mapping
from datetime import date, datetime
from threading import Lock
from typing import cast

from spinecoach.app import summary
from spinecoach.app.checkpoint import Checkpoint
from spinecoach.app.summary import TOLD, Folding, Summary, fold
from spinecoach.record.entry import Recorded
from spinecoach.record.store import Store
from spinecoach.session import vocabulary
from spinecoach.wire import adapter, session
from spinecoach.wire.adapter import Adapter
from spinecoach.wire.json_value import JSON
from spinecoach.wire.session import EVENT

KEPT: Adapter[Mapping[str, Folding]] = Adapter(Mapping[str, Folding])
MADE_BY = (summary, vocabulary, session, adapter)
"""What decides what comes of the entries, beside this module."""
PREFIX = "session/"
PLANNED = "session_planned"
"""The first entry of a session's stream."""


class SessionMemory:
    """Summaries by stream. May be asked from any thread."""

    def __init__(self, store: Store, person: str) -> None:
        self._store = store
        self._person = person
        self._lock = Lock()
        self._checkpoint = Checkpoint(store, f"sessions/{person}", KEPT, (sys.modules[__name__], *MADE_BY))
        self._generation: int | None = None
        self._seq = 0
        self._new = 0
        """Entries that no checkpoint has."""
        self._folded: dict[str, Folding] = {}
        self._answer: tuple[Summary, ...] = ()

    def now(self) -> tuple[Summary, ...]:
        """Every session, the latest first. Raises StoreError."""
        with self._lock:
            generation = self._store.generation()
            if generation != self._generation:
                self._begin(generation)
            before = self._seq
            for row in self._store.walk(self._person, {PLANNED, *TOLD}, before):
                self._seq = row.seq
                self._new += 1
                self._take(row)
            if self._seq > before:
                self._answer = tuple(folding.summary for folding in reversed(self._folded.values()))
            if self._checkpoint.is_due(self._new):
                self._new = 0
                self._checkpoint.keep(generation, self._seq, self._folded)
            return self._answer

    def _begin(self, generation: int) -> None:
        self._seq, folded = self._checkpoint.recall() or (0, {})
        self._generation, self._new, self._folded = generation, 0, dict(folded)
        self._answer = tuple(folding.summary for folding in reversed(self._folded.values()))

    def _take(self, row: Recorded) -> None:
        if not row.stream.startswith(PREFIX):
            return
        if row.kind == PLANNED:
            day = date.fromisoformat(cast("str", row.body["day"]))
            fresh = begun(row.stream.removeprefix(PREFIX), day, row.at, row.body["plan"])
            self._folded[row.stream] = Folding(fresh)
        elif row.stream in self._folded:
            self._folded[row.stream] = fold(self._folded[row.stream], EVENT.take(row.body, row.stream))


def begun(id_: str, day: date, at: datetime, plan: JSON) -> Summary:
    """The summary of a session of which nothing has happened yet. ``plan`` is as it was written."""
    items = cast("list[Mapping[str, JSON]]", plan.get("items", []) if isinstance(plan, dict) else [])
    return Summary(
        id_,
        day,
        at,
        planned=tuple(str(item["code"]) for item in items),
        planned_s=tuple(float(cast("float", item.get("seconds", 0.0))) for item in items),
    )
