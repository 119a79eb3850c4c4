"""A door to knock at: the application over a record in memory, with a clock that stands still."""

import asyncio
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from asgi_client import Client

from spinecoach.app.answer_gate import keep
from spinecoach.app.catalogue import catalogue
from spinecoach.app.practice import Practice
from spinecoach.app.questions import packaged_questions
from spinecoach.app.settings import Settings
from spinecoach.body import Region
from spinecoach.record.memory import MemoryStore
from spinecoach.record.store import Store
from spinecoach.screening.answers import Answer
from spinecoach.screening.entries import Checked, FactAnswer, StoredFact, page_answers
from spinecoach.session.plan import DayPlan, Item
from spinecoach.session.timing import plan_seconds
from spinecoach.web.application import application
from spinecoach.wire.plan import work_at

HOME = "http://127.0.0.1:8420"


class StillClock:
    """Moves only when a test says so; whoever sleeps wakes when the time has come."""

    def __init__(self, moment: datetime = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)) -> None:
        self.moment = moment
        self.passed = 0.0
        self._sleeping: list[tuple[float, asyncio.Event]] = []

    def now(self) -> datetime:
        return self.moment + timedelta(seconds=self.passed)

    def today(self) -> date:
        return self.now().date()

    def monotonic(self) -> float:
        return self.passed

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.Event()
        self._sleeping.append((self.passed + seconds, woken))
        if seconds <= 0:
            woken.set()
        await woken.wait()

    async def advance(self, seconds: float) -> None:
        """Let time pass, on the loop of those who sleep."""
        self.passed += seconds
        for due, woken in self._sleeping:
            if due <= self.passed:
                woken.set()
        self._sleeping = [(due, woken) for due, woken in self._sleeping if due > self.passed]


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
        Settings(**{"data_dir": Path("nowhere"), **settings}),
        store or MemoryStore(),
        clock or StillClock(),
        CountedIds(),
        catalogue(),
        packaged_questions(),
    )


def answer_gate(room: Practice, *, age: int = 40, check: bool = True, **rows: Answer) -> None:
    """Answer every question with no, but ``rows`` as given; then the three taps."""
    day = room.clock.today()
    facts = [FactAnswer(StoredFact.AGE, age, day), FactAnswer(StoredFact.DUE_DATE, None, day)]
    keep(room, [*facts, *page_answers(room.questions.rows.values(), rows, day)])
    if check:
        keep(room, [Checked(day, new=False, dizzy=False)])


def plan_of(room: Practice, *codes: str, level: int = 1, outcome: str = "PROCEED") -> DayPlan:
    """A plan of these exercises, without any limits, with all pain known."""
    works = [work_at(room.protocol.exercises[code], level) for code in codes]
    lengths = plan_seconds(room.protocol, works)
    items = tuple(Item(work, seconds, (), ()) for work, seconds in zip(works, lengths, strict=True))
    seconds = sum(item.seconds for item in items)
    pain = dict.fromkeys(Region, 0)
    return DayPlan(room.clock.today(), outcome, max(2, math.ceil(seconds / 60)), seconds, items, pain=pain)


@contextmanager
def knock(
    room: Practice | None = None, *, base_url: str = HOME, headers: dict[str, str] | None = None, **settings: Any
) -> Iterator[Client]:
    """A client at the open door; from this machine unless ``base_url`` says otherwise."""
    app = application(room or practice(**settings), built)
    with Client(app, base_url, headers) as client:
        yield client
