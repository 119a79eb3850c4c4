"""One session at work: takes commands, keeps its deadlines, commits, and only then tells the pages.

One task owns the session. A command waits in line for it, so nothing that a page does can tear a step apart, and what
a page sees is always what the record has.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from spinecoach.app.camera import Camera
from spinecoach.app.clock import Clock
from spinecoach.app.permit import NoLongerAllowed, Permit
from spinecoach.app.refused import Refused, Why
from spinecoach.app.watching import Said
from spinecoach.record.errors import StoreError
from spinecoach.session.machine import current_segment, next_deadline, step
from spinecoach.session.plan import DayPlan
from spinecoach.session.script import Script
from spinecoach.session.state import Paused, Session
from spinecoach.session.table import commands_now
from spinecoach.session.vocabulary import (
    Command,
    Cue,
    Input,
    Output,
    Seen,
    Segment,
    SessionEvent,
    Tick,
    Told,
    Withdrawn,
)
from spinecoach.wire.live import (
    CameraMessage,
    ClientMessage,
    ClosedMessage,
    CueMessage,
    EventMessage,
    SegmentMessage,
    StateMessage,
)
from spinecoach.wire.sighting import Sighting

ServerMessage = StateMessage | SegmentMessage | EventMessage | CueMessage | CameraMessage | ClosedMessage
Commit = Callable[[Sequence[SessionEvent]], None]
"""Writes facts in one transaction, off the loop. Raises StoreError."""

ALONE_S = 10.0
"""Real seconds without any page after which a session that pages watch pauses by itself."""
MOST_UNREAD = 5000
"""Messages that a page may leave unread before it is let go; it gets the whole state when it comes back."""


SILENT_S = 2.0
"""Real seconds without a frame after which the camera counts as off."""

ENDINGS = frozenset({Command.STOP, Command.STOP_SIGN})
"""Commands that end a session themselves, and may tell the safety questions something: they are always done."""


@dataclass(slots=True)
class _Order:
    """A command, whose sender waits for what is committed; what the camera saw, for which nobody waits; or a look."""

    given: ClientMessage | Seen | None
    done: "asyncio.Future[tuple[SessionEvent, ...]]"


class Watcher:
    """A page that watches. Nothing is ever left out between two messages."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[ServerMessage] = asyncio.Queue()

    async def next(self) -> ServerMessage:
        """The next message; a ClosedMessage is the last."""
        return await self.queue.get()


class Running:
    """A session that may still go on."""

    def __init__(
        self,
        session_id: str,
        plan: DayPlan,
        script: Script,
        session: Session,
        commit: Commit,
        permit: Permit,
        clock: Clock,
        rate: float,
        camera: Camera,
    ) -> None:
        self.id = session_id
        self.plan = plan
        self.script = script
        self.session = session
        self.failed: str | None = None
        self._commit = commit
        self._permit = permit
        self._clock = clock
        self._rate = rate
        self._from = (session.t, clock.monotonic())
        self._orders: deque[_Order] = deque()
        self._bell = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._look = False
        self._watchers: list[Watcher] = []
        self._alone: asyncio.Task[None] | None = None
        self._camera = camera
        self._seen_at = 0.0
        self._silence: asyncio.Task[None] | None = None
        self._work = asyncio.create_task(self._run())

    @property
    def over(self) -> bool:
        """Finished, stopped, or given up because the record failed."""
        return self.session.over or self.failed is not None

    def now(self) -> float:
        """Session seconds at this moment."""
        t, moment = self._from
        return max(self.session.t, t + (self._clock.monotonic() - moment) * self._rate)

    def pass_time(self, seconds: float) -> None:
        """Let session seconds pass at once: those that went by while no server was running."""
        t, moment = self._from
        self._from = (t + seconds, moment)
        self._bell.set()

    def state(self) -> StateMessage:
        """Everything that a page needs which has just come."""
        return StateMessage(
            now=self.now(),
            rate=self._rate,
            id=self.id,
            segment=current_segment(self.script, self.session),
            done=dict(self.session.facts.counts),
            can=commands_now(self.script, self.session),
        )

    async def tell(self, message: ClientMessage) -> tuple[SessionEvent, ...]:
        """Do what is asked; answers what was committed. Raises Refused when it is over, StoreError."""
        if self.over:
            raise Refused(Why.NOT_NOW, f"session: {self.failed or 'it is over'}; right would be a new one")
        return await self._give(message)

    async def look(self) -> None:
        """Come back when the session stands as the answers of this moment allow, or has failed."""
        with suppress(Refused, StoreError):
            if not self.over:
                await self._give(None)

    def look_soon(self) -> None:
        """As ``look``, asked for in any thread and not waited for."""
        with suppress(RuntimeError):  # A loop that is closed has nothing left to look at.
            self._loop.call_soon_threadsafe(self._look_now)

    def see(self, sighting: Sighting) -> None:
        """One frame of the camera. What it means stands in line behind what was asked for before."""
        if self.over:
            return
        self._seen_at = self._clock.monotonic()
        if self._silence is None:
            self._silence = asyncio.create_task(self._until_silent())
        self._follow(self._camera.see(sighting, self.session))

    def watch(self) -> Watcher:
        """Watch from now on; the first message is the state."""
        watcher = Watcher()
        watcher.queue.put_nowait(self.state())
        if self.failed is not None:
            watcher.queue.put_nowait(_no_more(self.failed))
        self._watchers.append(watcher)
        if self._alone is not None:
            self._alone.cancel()
            self._alone = None
        return watcher

    def leave(self, watcher: Watcher) -> None:
        """Stop watching. When the last page leaves, the session pauses unless one comes back soon."""
        if watcher in self._watchers:
            self._watchers.remove(watcher)
        if not self._watchers and not self.over and self._alone is None:
            self._alone = asyncio.create_task(self._pause_when_alone())

    async def pause(self) -> None:
        """Stand still, committed, if it moves."""
        if not self.over and not isinstance(self.session.state, Paused):
            await self.tell(ClientMessage(Command.PAUSE))

    async def close(self) -> None:
        """Pause and end the work of this process on it. Raises StoreError when the pause cannot be kept."""
        try:
            await self.pause()
        finally:
            self._camera.close()
            for task in (self._alone, self._silence, self._work):
                if task is not None:
                    task.cancel()
                    with suppress(asyncio.CancelledError):
                        await task
            self._refuse_the_rest()

    def _look_now(self) -> None:
        self._look = True
        self._bell.set()

    def _give(self, given: ClientMessage | Seen | None) -> "asyncio.Future[tuple[SessionEvent, ...]]":
        order = _Order(given, asyncio.get_running_loop().create_future())
        self._orders.append(order)
        self._bell.set()
        return order.done

    # ------------------------------------------------------------ the camera

    def _follow(self, said: Said) -> None:
        for seen in said.seen:
            # Nobody asks whether it was committed; where it could not be, the session is over and the pages know.
            self._give(seen).add_done_callback(lambda done: done.cancelled() or done.exception())
        if said.message is not None:
            self._post(said.message)

    async def _until_silent(self) -> None:
        """Frames end without a word when a page is closed, a cable pulled or a tab asleep."""
        while (left := self._seen_at + SILENT_S - self._clock.monotonic()) > 0 and not self.over:
            await self._clock.sleep(left)
        self._silence = None
        self._follow(self._camera.gone())

    # ------------------------------------------------------------ the one task

    async def _run(self) -> None:
        while not self.over:
            order, rang = await self._next()
            t = self.now()
            if order is None:
                due = next_deadline(self.session)
                await self._advance(Tick(max(t, due) if rang and due is not None else t), None)
            else:
                await self._advance(_at(t, order.given), order)
        self._refuse_the_rest()

    async def _next(self) -> tuple[_Order | None, bool]:
        """The next command, or nothing when a deadline has come (True), time has jumped, or there is to be a look."""
        if not self._orders and not self._look:
            self._bell.clear()
            alarm = asyncio.create_task(self._ring())
            try:
                await self._bell.wait()
                rang = alarm.done()
            finally:
                alarm.cancel()
        else:
            rang = False
        self._look = False
        return (self._orders.popleft(), rang) if self._orders else (None, rang)

    async def _ring(self) -> None:
        due = next_deadline(self.session)
        if due is not None:
            await self._clock.sleep(max(0.0, due - self.now()) / self._rate)
            self._bell.set()

    async def _advance(self, given: Input, order: _Order | None) -> None:
        try:
            gone = await asyncio.to_thread(self._permit.gone)
            if gone is not None and not _ends(given):
                given = Withdrawn(given.t, gone.reason)
            session, out = step(self.script, self.session, given)
            events = tuple(output for output in out if isinstance(output, SessionEvent))
            if events:
                await asyncio.to_thread(self._commit, events)
        except StoreError as fault:
            self._fail(fault, order)
            return
        self.session = session
        self._tell_pages(out)
        if order is not None and not order.done.done():
            if gone is not None and isinstance(given, Withdrawn):
                order.done.set_exception(NoLongerAllowed(gone))
            else:
                order.done.set_result(events)

    def _fail(self, fault: StoreError, order: _Order | None) -> None:
        """Nothing of this step has happened; the pages are told, and whoever comes next reads the record again."""
        self.failed = str(fault)
        for watcher in self._watchers:
            watcher.queue.put_nowait(_no_more(self.failed))
        if order is not None and not order.done.done():
            order.done.set_exception(fault)

    def _refuse_the_rest(self) -> None:
        while self._orders:
            order = self._orders.popleft()
            if not order.done.done():
                order.done.set_exception(Refused(Why.NOT_NOW, "session: it is over; right would be a new one"))

    def _tell_pages(self, out: Sequence[Output]) -> None:
        now = self.now()
        for output in out:
            message: ServerMessage
            match output:
                case SessionEvent():
                    message = EventMessage(output)
                case Cue():
                    message = CueMessage(output)
                case Segment():
                    message = SegmentMessage(now, output)
            self._post(message)
        for watcher in [w for w in self._watchers if w.queue.qsize() > MOST_UNREAD]:
            watcher.queue.put_nowait(ClosedMessage("This page fell behind. Reload it to go on."))
            self.leave(watcher)

    def _post(self, message: ServerMessage) -> None:
        for watcher in self._watchers:
            watcher.queue.put_nowait(message)

    async def _pause_when_alone(self) -> None:
        await self._clock.sleep(ALONE_S)
        self._alone = None
        if not self._watchers:
            with suppress(Refused, StoreError):
                await self.pause()


def _no_more(fault: str) -> ClosedMessage:
    return ClosedMessage(f"What you did is kept, but no more can be written. {fault}")


def _ends(given: Input) -> bool:
    return isinstance(given, Told) and given.command in ENDINGS


def _at(t: float, given: ClientMessage | Seen | None) -> Told | Seen | Tick:
    """What was asked for or seen, with its moment in the session."""
    if given is None:
        return Tick(t)
    if isinstance(given, Seen):
        return replace(given, t=t)
    return Told(t, given.command, given.question, given.value, given.sign, given.target)
