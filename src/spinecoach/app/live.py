"""All sessions at work in this process, one at a time for a person: begin, go on, and let go when the server ends."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress

from spinecoach.app.answer_gate import keep
from spinecoach.app.camera import Camera
from spinecoach.app.gate import ready_gate
from spinecoach.app.permit import Permit
from spinecoach.app.person import Kind
from spinecoach.app.practice import Practice
from spinecoach.app.preferences import Landmarks
from spinecoach.app.progress_so_far import beyond
from spinecoach.app.reclear import reclear
from spinecoach.app.refused import Refused, Why
from spinecoach.app.running import Running
from spinecoach.app.session_log import Stored, close_stored, plan_of, read_session, write_events, write_plan
from spinecoach.app.sessions import is_new_here, unfinished
from spinecoach.record.errors import StoreError
from spinecoach.record.replays import ReplayWriter
from spinecoach.screening.entries import SessionBegan
from spinecoach.session.machine import begin, resume, step
from spinecoach.session.plan import DayPlan
from spinecoach.session.script import Script, ScriptError, compile_plan
from spinecoach.session.state import Session
from spinecoach.session.vocabulary import Command, SessionEvent, Told
from spinecoach.wire.errors import WireError
from spinecoach.wire.live import ClientMessage
from spinecoach.wire.replay import Header


class Live:
    """Sessions by id. Everything here runs on one loop; what touches the record is done in threads."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice
        self._running: dict[str, Running] = {}
        self._one_at_a_time = asyncio.Lock()
        practice.noted = self._look_soon

    async def begin(self, plan: DayPlan, *, waiting: bool) -> Running:
        """Begin a session of ``plan``; the one before, if it was left in the middle, is stopped and kept as it is.

        ``waiting``: it stands still until a page says that the person is there. Raises Refused when the gate does not
        allow it, StoreError.
        """
        async with self._one_at_a_time:
            return await self._begin(plan, waiting=waiting)

    async def open(self, session: str) -> Running:
        """The session, taken up again from the record when this process does not have it, and over if the answers of
        this moment do not allow its plan. Raises Refused, StoreError.
        """
        async with self._one_at_a_time:
            running = await self._open(session)
        await running.look()
        return running

    async def tell(self, session: str, message: ClientMessage) -> tuple[Running, tuple[SessionEvent, ...]]:
        """Do what is asked, if the answers still allow the plan. Raises Refused (NoLongerAllowed), StoreError."""
        async with self._one_at_a_time:
            running = await self._open(session)
        return running, await running.tell(message)

    def at_work(self) -> Mapping[str, Running]:
        """Sessions that this process has and that are not over."""
        return {name: running for name, running in self._running.items() if not running.over}

    async def shutdown(self) -> None:
        """Pause everything, committed. What cannot be written resumes from its last commit."""
        async with self._one_at_a_time:
            for running in self._running.values():
                with suppress(Refused, StoreError):
                    await running.close()
            self._running = {}

    def _look_soon(self) -> None:
        for running in self.at_work().values():
            running.look_soon()

    # ------------------------------------------------------------ inside the lock

    async def _begin(self, plan: DayPlan, *, waiting: bool) -> Running:
        practice = self._practice
        await asyncio.to_thread(self._allowed, plan)
        for left in await asyncio.to_thread(unfinished, practice):
            await self._stop(left)
        name = practice.ids.new()
        script = await asyncio.to_thread(self._script, plan)
        session, out = begin(script)
        if waiting:
            session, more = step(script, session, Told(session.t, Command.PAUSE))
            out += more
        events = tuple(output for output in out if isinstance(output, SessionEvent))
        position = await asyncio.to_thread(self._write, name, plan, events)
        return self._run(name, plan, script, session, position)

    async def _stop(self, name: str) -> None:
        """End a session that was left in the middle, also one that the programme of today can no longer run."""
        try:
            before = await self._open(name)
        except Refused:
            await asyncio.to_thread(close_stored, self._practice, name)
            return
        with suppress(Refused):  # It may be over by now.
            await before.tell(ClientMessage(Command.STOP))

    async def _open(self, name: str) -> Running:
        running = self._running.get(name)
        if running is not None and running.failed is None:
            return running
        practice = self._practice
        stored = await asyncio.to_thread(read_session, practice, name)
        try:
            plan = plan_of(practice, stored)
            new = await asyncio.to_thread(is_new_here, practice, stored.begun_at)
            script = compile_plan(
                practice.protocol, plan, stored.language, stored.emergency_number, recalls_stop_signs=new
            )
        except (WireError, ScriptError) as fault:
            raise Refused(Why.NOT_NOW, f"session: {fault}; right would be a new one") from fault
        running = self._run(name, plan, script, resume(script, stored.events), stored.position)
        running.pass_time(self._away(stored))
        return running

    def _run(self, name: str, plan: DayPlan, script: Script, session: Session, position: int) -> Running:
        practice, last = self._practice, position

        def commit(events: Sequence[SessionEvent]) -> None:
            nonlocal last
            last = write_events(practice, name, last, plan, events)

        rate = practice.settings.clock_rate
        camera = Camera(
            script,
            practice.protocol.exercises,
            lambda: practice.me().ranges,
            self._keep_ranges,
            rate,
            self._begin_replay,
        )
        permit = Permit(practice, plan)
        running = Running(name, plan, script, session, commit, permit, practice.clock, rate, camera)
        self._running = {**self.at_work(), name: running}
        return running

    # ------------------------------------------------------------ in threads

    def _begin_replay(self, code: str, header: Header) -> ReplayWriter | None:
        practice = self._practice
        if practice.preferences().landmarks is not Landmarks.KEPT:
            return None
        return ReplayWriter.begin(practice.settings.data_dir, practice.clock.now().astimezone(), code, header)

    def _keep_ranges(self, ranges: Mapping[str, tuple[float, ...]]) -> None:
        self._practice.note([(Kind.RANGES_LEARNED, {"ranges": {name: list(own) for name, own in ranges.items()}})])

    def _allowed(self, plan: DayPlan) -> None:
        practice = self._practice
        opt_in = beyond(practice.protocol, practice.me().along)
        reclear(practice.protocol, ready_gate(practice).clearance, plan, opt_in)
        if not plan.items:
            raise Refused(Why.NOT_NOW, "plan: items: found none; right would be at least one exercise")

    def _script(self, plan: DayPlan) -> Script:
        preferences = self._practice.me().preferences
        try:
            return compile_plan(
                self._practice.protocol,
                plan,
                preferences.language,
                preferences.emergency_number,
                recalls_stop_signs=is_new_here(self._practice),
            )
        except ScriptError as fault:
            raise Refused(Why.WRONG, f"plan: {fault}") from fault

    def _write(self, name: str, plan: DayPlan, events: Sequence[SessionEvent]) -> int:
        # The check is used up first: a crash in between asks the three taps again and never leaves them out.
        keep(self._practice, [SessionBegan(self._practice.clock.today())])
        return write_plan(self._practice, name, plan, events)

    def _away(self, stored: Stored) -> float:
        """Real seconds since the last fact; a pause of the server counts as a pause of the person."""
        return max(0.0, (self._practice.clock.now() - stored.last_at).total_seconds())
