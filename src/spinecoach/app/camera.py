"""The camera of one running session: what it sees is judged, and what it learned of the person is kept."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from spinecoach.app.subject import BASELINES
from spinecoach.app.watching import BACK_S, Said, Watching
from spinecoach.protocol.exercise import Exercise
from spinecoach.record.errors import StoreError
from spinecoach.record.replays import ReplayWriter
from spinecoach.session.script import Script
from spinecoach.session.state import Paused, Session
from spinecoach.wire.replay import Header
from spinecoach.wire.sighting import Sighting

BeginReplay = Callable[[str, Header], ReplayWriter | None]
"""A file for what is seen of the exercise with this code; None where the person keeps none. Raises StoreError."""
Keep = Callable[[BASELINES], None]
"""Writes the person's own ranges, off the loop. Raises StoreError."""


class Camera:
    """Frames of one session. ``own`` is asked for the person's ranges when the first frame comes.

    ``rate`` is session seconds per second of the camera; 1 but in tests.
    """

    def __init__(
        self,
        script: Script,
        exercises: Mapping[str, Exercise],
        own: Callable[[], BASELINES],
        keep: Keep,
        rate: float,
        begin_replay: BeginReplay,
    ) -> None:
        self._rate = rate
        self._begin_replay = begin_replay
        self._replay: ReplayWriter | None = None
        self._filmed: tuple[object, ...] | None = None
        self._filmed_t = -1.0
        self._script = script
        self._exercises = exercises
        self._own = own
        self._keep = keep
        self._watching: Watching | None = None
        self._kept: dict[str, tuple[float, ...]] = {}
        self._keeping: set[asyncio.Task[None]] = set()

    def see(self, sighting: Sighting, session: Session) -> Said:
        """What a frame means to the session as it stands."""
        if self._watching is None:
            self._kept = dict(self._own())
            self._watching = Watching(self._script, self._exercises, self._kept)
        if self._rate != 1.0:
            frame = sighting.frame
            sighting = replace(sighting, frame=replace(frame, t=frame.t * self._rate))
        said = self._watching.see(sighting, session)
        self._write_down(sighting, session)
        self._keep_new()
        return said

    def gone(self) -> Said:
        """No frame has come for a while."""
        if self._watching is None:
            return Said()
        said = self._watching.gone()
        self._end_replay()
        self._keep_new()
        return said

    def close(self) -> None:
        """The session is over or given up here."""
        if self._watching is not None:
            self._watching.forget()
            self._end_replay()
            self._keep_new()

    def _write_down(self, sighting: Sighting, session: Session) -> None:
        """Into the file of the exercise under way, where the person wants one."""
        run = session.facts.run
        subject = None if run is None or isinstance(session.state, Paused) else (run.item, run.link, sighting.image)
        if subject != self._filmed or sighting.frame.t < self._filmed_t - BACK_S:
            self._end_replay()
            self._filmed = subject
            if run is not None and subject is not None:
                code = self._script.items[run.item][run.link].work.code
                header = Header(sighting.image, self._exercises[code].camera.view)
                with suppress(StoreError):  # a full disk ends the keeping, not the session
                    self._replay = self._begin_replay(code, header)
        if self._replay is not None and sighting.frame.t > self._filmed_t:
            self._filmed_t = sighting.frame.t
            try:
                self._replay.write(sighting.frame)
            except StoreError:
                self._replay = None

    def _end_replay(self) -> None:
        replay, self._replay, self._filmed, self._filmed_t = self._replay, None, None, -1.0
        if replay is not None:
            with suppress(StoreError):
                replay.close()

    def _keep_new(self) -> None:
        if self._watching is None or self._watching.baselines == self._kept:
            return
        new = {name: own for name, own in self._watching.baselines.items() if self._kept.get(name) != own}
        self._kept = dict(self._watching.baselines)
        task = asyncio.get_running_loop().create_task(self._write(new))
        self._keeping.add(task)
        task.add_done_callback(self._keeping.discard)

    async def _write(self, new: BASELINES) -> None:
        try:
            await asyncio.to_thread(self._keep, new)
        except StoreError:
            # A range that is not kept is learned again next time; the session itself is told by its own commits.
            return
