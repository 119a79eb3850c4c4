"""Every session in short as last read; only what was appended since is read again."""

from collections.abc import Mapping
from datetime import date, datetime
from threading import Lock
from typing import cast

from spinecoach.app.summary import TOLD, Folding, Summary, fold
from spinecoach.record.entry import Recorded
from spinecoach.record.store import Store
from spinecoach.wire.json_value import JSON
from spinecoach.wire.session import EVENT

PREFIX = "session/"
PLANNED = "session_planned"
"""The first entry of a session's stream."""


class SessionMemory:
    """Summaries by stream. May be asked from any thread."""

    def __init__(self, store: Store, person: str) -> None:
        self._store = store
        self._person = person
        self._lock = Lock()
        self._generation = 0
        self._seq = 0
        self._folded: dict[str, Folding] = {}
        self._answer: tuple[Summary, ...] = ()

    def now(self) -> tuple[Summary, ...]:
        """Every session, the latest first. Raises StoreError."""
        with self._lock:
            generation = self._store.generation()
            if generation != self._generation:
                self._generation, self._seq, self._folded, self._answer = generation, 0, {}, ()
            before = self._seq
            for row in self._store.walk(self._person, {PLANNED, *TOLD}, before):
                self._seq = row.seq
                self._take(row)
            if self._seq > before:
                self._answer = tuple(folding.summary for folding in reversed(self._folded.values()))
            return self._answer

    def _take(self, row: Recorded) -> None:
        if not row.stream.startswith(PREFIX):
            return
        if row.kind == PLANNED:
            day = date.fromisoformat(cast("str", row.body["day"]))
            summary = begun(row.stream.removeprefix(PREFIX), day, row.at, row.body["plan"])
            self._folded[row.stream] = Folding(summary)
        elif row.stream in self._folded:
            self._folded[row.stream] = fold(self._folded[row.stream], EVENT.take(row.body, row.stream))


def begun(session: str, day: date, at: datetime, plan: JSON) -> Summary:
    """The summary of a session of which nothing has happened yet. ``plan`` is as it was written."""
    items = cast("list[Mapping[str, JSON]]", plan.get("items", []) if isinstance(plan, dict) else [])
    return Summary(
        session,
        day,
        at,
        planned=tuple(str(item["code"]) for item in items),
        planned_s=tuple(float(cast("float", item.get("seconds", 0.0))) for item in items),
    )
