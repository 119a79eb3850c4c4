"""The camera of one running session: what it sees is judged, and what it learned of the person is kept."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace

from spinecoach.app.watching import BASELINES, Said, Watching
from spinecoach.protocol.exercise import Exercise
from spinecoach.record.errors import StoreError
from spinecoach.session.script import Script
from spinecoach.session.state import Session
from spinecoach.wire.sighting import Sighting

Keep = Callable[[BASELINES], None]
"""Writes the person's own ranges, off the loop. Raises StoreError."""


class Camera:
    """Frames of one session. ``own`` is asked for the person's ranges when the first frame comes.

    ``rate`` is session seconds per second of the camera; 1 but in tests.
    """

    def __init__(
        self, script: Script, exercises: Mapping[str, Exercise], own: Callable[[], BASELINES], keep: Keep, rate: float
    ) -> None:
        self._rate = rate
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
        self._keep_new()
        return said

    def gone(self) -> Said:
        """No frame has come for a while."""
        if self._watching is None:
            return Said()
        said = self._watching.gone()
        self._keep_new()
        return said

    def close(self) -> None:
        """The session is over or given up here."""
        if self._watching is not None:
            self._watching.forget()
            self._keep_new()

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
