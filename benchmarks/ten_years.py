"""Ten years of daily sessions in the record: how long a real server takes to show Today and History of them."""

import http.client
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.running import Running, running
from spinecoach.app.along import AlongKind
from spinecoach.app.catalogue import catalogue
from spinecoach.app.clock import RandomIds, SystemClock
from spinecoach.app.gate import gate
from spinecoach.app.gate_log import GateKind, to_body
from spinecoach.app.person import STREAM, Kind
from spinecoach.app.practice import PERSON, Practice
from spinecoach.app.questions import packaged_questions
from spinecoach.app.session_log import stream_of
from spinecoach.app.session_memory import PLANNED
from spinecoach.app.settings import Settings
from spinecoach.app.today import make_plan
from spinecoach.planning.wishes import PlaceWish
from spinecoach.progress.progress import NOTHING_YET
from spinecoach.record.entry import Entry
from spinecoach.record.sqlite import SqliteStore
from spinecoach.screening.entries import Entry as Answer
from spinecoach.screening.entries import FactAnswer, StoredFact, page_answers
from spinecoach.session.rehearse import rehearse
from spinecoach.session.script import compile_plan
from spinecoach.session.vocabulary import SessionEvent
from spinecoach.wire.json_value import JSON
from spinecoach.wire.plan import plan_json
from spinecoach.wire.session import EVENT

YEARS = 10
DAY = timedelta(days=1)
PAGES = 15


def measure() -> Iterator[Figure]:
    """The first start reads all of it once; the next takes up what was kept, and only what is new is read."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        rows = _filled(data)
        yield Figure(f"entries of {YEARS} years of daily sessions", rows, "")
        yield Figure("record on the disk", (data / "spinecoach.sqlite3").stat().st_size / 1e6, "MB")
        with running(data) as server:
            yield Figure("start to the first page with that history", server.first_page_s, "s")
            yield Figure("Today page with that history, median", _median_ms(server, "/"), "ms", 100)
            began = time.perf_counter()
            server.ask("/history")
            yield Figure("History, the first time", (time.perf_counter() - began) * 1000, "ms")
            yield Figure("History after that, median", _median_ms(server, "/history"), "ms", 500)
            yield Figure("progress as JSON, median", _median_ms(server, "/api/v1/progress", 3), "ms")
            yield Figure("server memory with that history", server.resident_mb(), "MB")
            server.ask("/progress")
        with running(data) as server:
            yield Figure("the next start to the first page", server.first_page_s, "s")
            began = time.perf_counter()
            server.ask("/progress")
            yield Figure("Progress, the first time after the next start", (time.perf_counter() - began) * 1000, "ms")


def _median_ms(server: Running, path: str, times: int = PAGES) -> float:
    spent = []
    for _ in range(times):
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        began = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        spent.append((time.perf_counter() - began) * 1000)
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        connection.close()
    return statistics.median(spent)


def _filled(data: Path) -> int:
    """Ten years up to yesterday: a plan of ten minutes each day, rehearsed once, and each morning told."""
    store = SqliteStore.open(data)
    protocol, questions = catalogue(), packaged_questions()
    room = Practice(Settings(data_dir=data), store, SystemClock(), RandomIds(), protocol, questions)
    today = room.clock.today()
    _answered(store, room, today)
    plan = make_plan(room, gate(room), room.me(), NOTHING_YET, today, 10, PlaceWish.ANY)
    events = [e for e in rehearse(compile_plan(protocol, plan, "en", "112"), ()) if isinstance(e, SessionEvent)]
    first = today - YEARS * 365 * DAY
    count = 0
    for n in range(YEARS * 365):
        day = first + n * DAY
        at = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
        body: dict[str, JSON] = {
            "plan": plan_json(replace(plan, day=day)), "day": day.isoformat(), "language": "en",
            "emergency_number": "112", "protocol": protocol.version,
        }  # fmt: skip
        count += len(store.append(PERSON, stream_of(f"day-{n}"), [Entry(PLANNED, at, body), *_rows(events, at)]))
        morning: dict[str, JSON] = {"day": day.isoformat(), "pain": {"neck": n % 2, "lumbar": 0}}
        told = [Entry(Kind.PAIN_TOLD, at, {**morning, "morning": True}), Entry(AlongKind.MORNING_TOLD, at, morning)]
        began = Entry(GateKind.SESSION_BEGAN, at, {"on": day.isoformat()})
        count += len(store.append(PERSON, STREAM, [*told, began]))
    _answered(store, room, today)
    store.close()
    return count


def _rows(events: Sequence[SessionEvent], at: datetime) -> list[Entry]:
    made = []
    for event in events:
        body = EVENT.fields(event)
        made.append(Entry(event.kind, at + timedelta(seconds=event.t), body))
    return made


def _answered(store: SqliteStore, room: Practice, today: date) -> None:
    """Every safety question with no."""
    facts = [FactAnswer(StoredFact.AGE, 40, today), FactAnswer(StoredFact.DUE_DATE, None, today)]
    said: list[Answer] = [*facts, *page_answers(room.questions.rows.values(), {}, today)]
    told = [to_body(each) for each in said]
    store.append(PERSON, STREAM, [Entry(kind, room.clock.now(), body) for kind, body in told])
