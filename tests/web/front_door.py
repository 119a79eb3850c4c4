"""A door to knock at: the application over a record in memory, with a clock that stands still."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from asgi_client import Client

from spinecoach.app.catalogue import catalogue
from spinecoach.app.practice import Practice
from spinecoach.app.questions import packaged_questions
from spinecoach.app.settings import Settings
from spinecoach.record.memory import MemoryStore
from spinecoach.record.store import Store
from spinecoach.web.application import application

HOME = "http://127.0.0.1:8420"


@dataclass
class StillClock:
    """Moves only when a test says so."""

    moment: datetime = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
    passed: float = 0.0

    def now(self) -> datetime:
        return self.moment + timedelta(seconds=self.passed)

    def today(self) -> date:
        return self.now().date()

    def monotonic(self) -> float:
        return self.passed


@dataclass
class CountedIds:
    """Ids in order."""

    given: int = field(default=0)

    def new(self) -> str:
        self.given += 1
        return f"id-{self.given}"


def built(source: str) -> str:
    """Every source counts as built."""
    return f"/static/built/{source}"


def practice(store: Store | None = None, clock: StillClock | None = None, **settings: Any) -> Practice:
    """A practice in memory."""
    return Practice(
        Settings(data_dir=Path("nowhere"), **settings),
        store or MemoryStore(),
        clock or StillClock(),
        CountedIds(),
        catalogue(),
        packaged_questions(),
    )


@contextmanager
def knock(
    room: Practice | None = None, *, base_url: str = HOME, headers: dict[str, str] | None = None, **settings: Any
) -> Iterator[Client]:
    """A client at the open door; from this machine unless ``base_url`` says otherwise."""
    app = application(room or practice(**settings), built)
    with Client(app, base_url, headers) as client:
        yield client
