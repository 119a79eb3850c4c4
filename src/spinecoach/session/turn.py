"""One step in the making: the session as it is so far, and what has come out. Lives only inside a step."""

from spinecoach.body import Side
from spinecoach.session.facts import Facts, Run
from spinecoach.session.fold import fold
from spinecoach.session.routine import Routine
from spinecoach.session.script import Script
from spinecoach.session.segment import segment
from spinecoach.session.state import Notes, Session, State
from spinecoach.session.vocabulary import Cue, EventKind, Output, Question, SessionEvent

PLACED = frozenset(
    {
        EventKind.SET_STARTED,
        EventKind.REP_COUNTED,
        EventKind.HOLD_STARTED,
        EventKind.HOLD_ENDED,
        EventKind.PROGRESSED,
        EventKind.SIDE_SWITCHED,
        EventKind.ZONE_CHANGED,
        EventKind.REST_STARTED,
        EventKind.REST_ENDED,
        EventKind.HURT,
        EventKind.FAULT_SEEN,
        EventKind.RANGE_MEASURED,
        EventKind.GESTURE_SEEN,
        EventKind.CAMERA_LED,
        EventKind.CAMERA_YIELDED,
    }
)
"""Facts that belong to one side or place of the exercise."""


class Turn:
    """Events go through ``emit``, which folds them, so that the facts never hold more than the store."""

    __slots__ = ("facts", "notes", "out", "script", "state", "t")

    def __init__(self, script: Script, session: Session) -> None:
        self.script = script
        self.t: float = session.t
        self.state: State = session.state
        self.facts: Facts = session.facts
        self.out: list[Output] = []
        self.notes: Notes = ()

    @property
    def run(self) -> Run:
        """The exercise under way; there is one whenever this is asked."""
        run = self.facts.run
        if run is None:
            raise LookupError("no exercise is under way")
        return run

    @property
    def routine(self) -> Routine:
        """What the exercise under way is."""
        return self.script.items[self.run.item][self.run.link]

    def session(self) -> Session:
        """The session as it is now."""
        return Session(self.t, self.state, self.facts)

    def emit(
        self,
        kind: EventKind,
        *,
        item: int | None = None,
        routine: Routine | None = None,
        side: Side | None = None,
        zone: int | None = None,
        rep: int | None = None,
        seconds: float | None = None,
        by: str | None = None,
        question: Question | None = None,
        value: int | None = None,
        region: str | None = None,
        light: str | None = None,
        reason: str | None = None,
        row: tuple[str, str | None] | None = None,
        result: tuple[int | None, str] | None = None,
        measured: tuple[str, float, float] | None = None,
    ) -> None:
        """One fact. Where the exercise under way stands is filled in; ``result`` is (reps planned, light),
        ``measured`` a range's (key, degrees, error)."""
        run, planned = self.facts.run, None
        if run is not None and routine is None:
            item, routine = run.item, self.script.items[run.item][run.link]
            if kind in PLACED:
                side = side or routine.measure.side_of(run.set)
                zone = routine.measure.zone_of(run.set) if zone is None else zone
        if result is not None:
            planned, light = result
        work = routine.work if routine else None
        event = SessionEvent(
            t=self.t,
            kind=kind,
            item=item,
            code=work.code if work else None,
            variant=work.variant.value if work else None,
            level=work.level if work else None,
            side=side,
            zone=zone,
            rep=rep,
            seconds=seconds,
            by=by,
            question=question,
            value=value,
            region=region,
            light=light,
            reason=reason,
            row=row[0] if row else None,
            row_item=row[1] if row else None,
            reps_done=run.reps_done if run and result else None,
            reps_planned=planned,
            pain_before=run.pain_before if run and result else None,
            pain_worst=run.worst if run and result else None,
            effort=run.effort if run and result else None,
            key=measured[0] if measured else None,
            degrees=measured[1] if measured else None,
            error=measured[2] if measured else None,
        )
        self.facts = fold(self.script, self.facts, event)
        self.out.append(event)

    def speak(self, phrase: str, text: str) -> None:
        """Say something at once."""
        self.out.append(Cue(self.t, f"session.{phrase}", text))

    def note(self, phrase: str, **filled: object) -> None:
        """Say a phrase first in the segment that follows."""
        self.notes = (*self.notes, (f"session.{phrase}", self.script.say(phrase, **filled)))

    def take_notes(self) -> Notes:
        """The phrases noted so far, for the state that says them."""
        notes, self.notes = self.notes, ()
        return notes

    def enter(self, state: State) -> None:
        """Stand in ``state`` and show it."""
        self.state = state
        self.out.append(segment(self.script, self.session()))
