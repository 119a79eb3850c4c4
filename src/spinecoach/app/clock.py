"""Time and ids enter the house here and are handed down as values."""

import asyncio
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol, Self


class Clock(Protocol):
    """What time it is. ``monotonic`` never goes back and serves for lengths only."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""

    def today(self) -> date:
        """The person's own calendar day."""

    def monotonic(self) -> float:
        """Real seconds since some fixed moment."""

    async def sleep(self, seconds: float) -> None:
        """Come back after so many real seconds."""


class Ids(Protocol):
    """Where new ids come from."""

    def new(self) -> str:
        """An id that nobody had before."""


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock; its time zone decides which day it is. ``ahead`` of it by as much as a test wants."""

    ahead: timedelta = timedelta()

    @classmethod
    def started_at(cls, moment: datetime | None) -> Self:
        """A clock that shows ``moment`` now and goes on from there; the machine's own without one."""
        return cls() if moment is None else cls(moment - datetime.now(UTC))

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.now(UTC) + self.ahead

    def today(self) -> date:
        """The calendar day where this machine stands."""
        return self.now().astimezone().date()

    def monotonic(self) -> float:
        """Real seconds since some fixed moment."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Come back after so many real seconds."""
        await asyncio.sleep(seconds)


@dataclass(frozen=True, slots=True)
class RandomIds:
    """Ids that cannot be guessed."""

    def new(self) -> str:
        """Thirty-two hexadecimal letters."""
        return uuid.uuid4().hex
