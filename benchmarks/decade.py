"""Ten years of daily sessions, as a record on the disk: made once, in one transaction."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

from spinecoach.app.catalogue import catalogue
from spinecoach.app.gate_log import to_body
from spinecoach.app.practice import PERSON
from spinecoach.app.questions import packaged_questions
from spinecoach.body import Region
from spinecoach.record.copies import stage_rows
from spinecoach.record.entry import Recorded
from spinecoach.screening.entries import Entry, FactAnswer, StoredFact, page_answers
from spinecoach.session.plan import DayPlan, Item
from spinecoach.session.rehearse import rehearse
from spinecoach.session.script import compile_plan
from spinecoach.session.timing import item_seconds
from spinecoach.session.vocabulary import SessionEvent
from spinecoach.wire.json_value import JSON
from spinecoach.wire.plan import plan_json, work_at
from spinecoach.wire.session import EVENT

DAYS = 3650
AT_ONCE = 5
"""Exercises of a session."""
Body = dict[str, JSON]


def make(folder: Path, days: int = DAYS) -> int:
    """The record in ``folder``, its last session yesterday; how many entries."""
    folder.mkdir(parents=True, exist_ok=True)
    return stage_rows(folder, _rows(days))


def _rows(days: int) -> Iterator[Recorded]:
    chance = Random(1)
    positions: dict[str, int] = {}
    seq = 0
    now = datetime.now(UTC)

    def row(stream: str, kind: str, at: datetime, body: Body) -> Recorded:
        nonlocal seq
        seq += 1
        positions[stream] = positions.get(stream, 0) + 1
        return Recorded(seq, PERSON, stream, positions[stream], kind, at, body, None, None, ())

    for back in range(days, 0, -1):
        at = now - timedelta(days=back)
        day = at.astimezone().date()
        if back % 28 == 0 or back == days:
            for entry in _answers(day):
                kind, body = to_body(entry)
                yield row("person", kind.value, at, dict(body))
        pain = chance.randint(0, 4)
        yield row("person", "pain_told", at, {"day": day.isoformat(), "pain": {"neck": pain}})
        yield row("person", "morning_told", at, {"day": day.isoformat(), "pain": {"neck": chance.randint(0, 4)}})
        if back % 7 == 0:
            turned: Body = {
                "day": day.isoformat(),
                "movement": "neck-rotation-left",
                "degrees": 60.0,
                "confidence": 0.8,
            }
            yield row("person", "range_measured", at, turned)
        codes = tuple(sorted(chance.sample(list(catalogue().exercises), AT_ONCE)))
        stream = f"session/{back}"
        plan, events = _session(codes)
        head: Body = {
            "plan": plan, "day": day.isoformat(), "language": "en", "emergency_number": "112",
            "protocol": catalogue().version,
        }  # fmt: skip
        yield row(stream, "session_planned", at, head)
        for kind_, body_ in events:
            yield row(stream, kind_, at, body_)


def _answers(day: date) -> Iterator[Entry]:
    yield FactAnswer(StoredFact.AGE, 40, day)
    yield FactAnswer(StoredFact.DUE_DATE, None, day)
    yield from page_answers(packaged_questions().rows.values(), {}, day)


@cache
def _session(codes: tuple[str, ...]) -> tuple[JSON, tuple[tuple[str, Body], ...]]:
    protocol = catalogue()
    works = [work_at(protocol.exercises[code], 1) for code in codes]
    items = tuple(Item(work, item_seconds(protocol, work), (), ()) for work in works)
    pain = dict.fromkeys(Region, 0)
    plan = DayPlan(None, "PROCEED", 30, sum(item.seconds for item in items), items, pain=pain)
    out = rehearse(compile_plan(protocol, plan, "en", "112"), ())
    events = tuple(event for event in out if isinstance(event, SessionEvent))
    return plan_json(plan), tuple((event.kind.value, EVENT.fields(event)) for event in events)
