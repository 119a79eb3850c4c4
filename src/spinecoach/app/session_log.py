"""A session's stream in the record: the plan that it runs, then its facts in their order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from spinecoach.app.active_seconds import EVERY_SECOND
from spinecoach.app.answer_gate import keep
from spinecoach.app.gate import gate
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused, Why
from spinecoach.app.session_memory import PLANNED, PREFIX
from spinecoach.app.summary import ENDS
from spinecoach.record.entry import Entry, Recorded
from spinecoach.screening.entries import Entry as GateEntry
from spinecoach.screening.entries import stop_sign_answer
from spinecoach.screening.questions import Questions, RestPain, Yes
from spinecoach.session.clock import CLOSED
from spinecoach.session.fold import SEVERE
from spinecoach.session.plan import DayPlan
from spinecoach.session.vocabulary import EventKind, SessionEvent
from spinecoach.wire.json_value import JSON
from spinecoach.wire.plan import plan_json, take_plan
from spinecoach.wire.session import EVENT

BLACK_DAYS = 7
"""Two black lights within so many days count as strong pain at rest (clinical.md 3.2)."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A session as the record has it. ``plan`` is as it was written, for the programme may have changed since.

    ``last_at`` is when its last fact was written.
    """

    id: str
    plan: JSON
    day: date
    language: str
    emergency_number: str
    begun_at: datetime
    last_at: datetime
    position: int
    events: tuple[SessionEvent, ...]

    @property
    def over(self) -> bool:
        """It was finished or stopped."""
        return any(event.kind in ENDS for event in self.events)

    @property
    def ended(self) -> str | None:
        """Why it was stopped; None for one that goes on or was finished."""
        return next((event.reason for event in self.events if event.kind in ENDS), None)


def stream_of(session: str) -> str:
    """The stream's name."""
    return f"{PREFIX}{session}"


def read_session(practice: Practice, session: str) -> Stored:
    """One session. Raises Refused for an unknown one, StoreError."""
    rows = practice.store.read(practice.person, stream_of(session)) if session.isalnum() or "-" in session else ()
    if not rows or rows[0].kind != PLANNED:
        raise Refused(
            Why.UNKNOWN, f"session: found no {session[:40]!r}; right would be one that GET /api/v1/sessions lists"
        )
    return _stored(session, rows)


def read_sessions(practice: Practice) -> tuple[Stored, ...]:
    """Every session, the one begun first first, without the facts of every second. Raises StoreError."""
    by_stream: dict[str, list[Recorded]] = {}
    for row in practice.store.read_all(practice.person, {PLANNED, *EventKind} - EVERY_SECOND):
        if row.stream.startswith(PREFIX):
            by_stream.setdefault(row.stream, []).append(row)
    return tuple(_stored(stream.removeprefix(PREFIX), rows) for stream, rows in by_stream.items())


def plan_of(practice: Practice, stored: Stored) -> DayPlan:
    """The plan to run. Raises WireError when the programme no longer has what it names."""
    return take_plan(stored.plan, f"session {stored.id}", practice.protocol)


def write_plan(practice: Practice, session: str, plan: DayPlan, events: Sequence[SessionEvent]) -> int:
    """Begin the stream with the plan and the first facts; answers the last position. Raises StoreError."""
    preferences = practice.me().preferences
    body: Mapping[str, JSON] = {
        "plan": plan_json(plan),
        "day": practice.clock.today().isoformat(),
        "language": preferences.language,
        "emergency_number": preferences.emergency_number,
        "protocol": practice.protocol.version,
    }
    rules = tuple(dict.fromkeys(reason.id for item in plan.items for reason in item.reasons))
    planned = Entry(PLANNED, practice.clock.now(), body, rules=rules)
    entries = [planned, *(_entry(practice, plan, event) for event in events)]
    return practice.store.append(practice.person, stream_of(session), entries, expected=0)[-1].position


def write_events(practice: Practice, session: str, position: int, plan: DayPlan, events: Sequence[SessionEvent]) -> int:
    """Append facts in one transaction; answers the last position. Raises StoreError.

    What they mean for the safety questions is written first: a crash in between then blocks too much, never too little.
    """
    told = _for_the_gate(practice, session, events)
    if told:
        keep(practice, told)
    entries = [_entry(practice, plan, event) for event in events]
    return practice.store.append(practice.person, stream_of(session), entries, expected=position)[-1].position


def close_stored(practice: Practice, session: str) -> None:
    """End a session that can no longer be run; what was done is kept. Raises StoreError."""
    stored = read_session(practice, session)
    if not stored.over:
        last = stored.events[-1].t if stored.events else 0.0
        body = cast("Mapping[str, JSON]", EVENT.plain(SessionEvent(last, EventKind.STOPPED, reason=CLOSED)))
        entry = Entry(EventKind.STOPPED, practice.clock.now(), body)
        practice.store.append(practice.person, stream_of(session), [entry], expected=stored.position)


def _entry(practice: Practice, plan: DayPlan, event: SessionEvent) -> Entry:
    exercise = practice.protocol.exercises.get(event.code or "")
    body = cast("Mapping[str, JSON]", EVENT.plain(event))
    rules: tuple[str, ...] = ()
    if event.kind is EventKind.EXERCISE_STARTED and event.item is not None:
        rules = tuple(reason.id for reason in plan.items[event.item].reasons)
    if exercise is None:
        return Entry(event.kind, practice.clock.now(), body, rules=rules)
    return Entry(event.kind, practice.clock.now(), body, exercise.code, exercise.version, rules)


def _stored(session: str, rows: Sequence[Recorded]) -> Stored:
    body = rows[0].body
    return Stored(
        id=session,
        plan=body["plan"],
        day=date.fromisoformat(cast("str", body["day"])),
        language=cast("str", body["language"]),
        emergency_number=cast("str", body["emergency_number"]),
        begun_at=rows[0].at,
        last_at=rows[-1].at,
        position=rows[-1].position,
        events=tuple(EVENT.take(row.body, f"session {session}, entry {row.position}") for row in rows[1:]),
    )


def _for_the_gate(practice: Practice, session: str, events: Sequence[SessionEvent]) -> list[GateEntry]:
    today = practice.clock.today()
    answers = gate(practice).status.answers if any(_grave(practice, event) for event in events) else None
    found: list[GateEntry] = []
    for event in events:
        if answers is None:
            break
        if event.kind is EventKind.SCREENING_ANSWERED and event.row is not None:
            found.append(stop_sign_answer(practice.questions, answers, event.row, event.row_item, today))
        elif event.kind is EventKind.STOPPED and _black_before(practice, session, today):
            row = _strong_pain(practice.questions)
            if row is not None:
                found.append(stop_sign_answer(practice.questions, answers, row, None, today))
    return found


def _grave(practice: Practice, event: SessionEvent) -> bool:
    black = event.reason == SEVERE or event.reason in practice.protocol.stop_signs
    return event.kind is EventKind.SCREENING_ANSWERED or (event.kind is EventKind.STOPPED and black)


def _black_before(practice: Practice, session: str, today: date) -> bool:
    """Whether another session of the last days ended black."""
    for row in practice.store.read_all(practice.person, {EventKind.STOPPED}):
        other = row.stream != stream_of(session)
        age = (today - row.at.astimezone().date()).days
        if other and age < BLACK_DAYS and _grave(practice, EVENT.take(row.body, row.stream)):
            return True
    return False


def _strong_pain(questions: Questions) -> str | None:
    """The row that asks for strong pain at rest: the one whose rule knows both a yes and the pain at rest."""
    for row in questions.rows.values():
        kinds = {type(condition) for effect in row.effects for condition in effect.rule}
        if {Yes, RestPain} <= kinds:
            return row.id
    return None
