"""What the camera measured in sessions is a reading a session and movement, kept whatever is imported or restored."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from front_door import practice
from lived import live

from spinecoach.app.measure_range import measure_range
from spinecoach.app.practice import Practice
from spinecoach.app.settings import Settings
from spinecoach.app.so_far import so_far
from spinecoach.app.take_in import import_archive
from spinecoach.protocol.exercise import Variant
from spinecoach.record.archive import archive
from spinecoach.record.entry import Entry
from spinecoach.record.sqlite import SqliteStore
from spinecoach.session.vocabulary import EventKind, SessionEvent
from spinecoach.wire.session import EVENT


def seen(room: Practice, session: str, key: str, *trials: tuple[float, float]) -> None:
    events = [
        SessionEvent(float(n), EventKind.RANGE_MEASURED, key=key, degrees=degrees, error=error)
        for n, (degrees, error) in enumerate(trials)
    ]
    room.store.append(
        room.person, f"session/{session}", [Entry(e.kind, room.clock.now(), EVENT.fields(e)) for e in events]
    )


def test_a_session_gives_the_middle_of_its_trials_and_what_error_leaves_of_trust() -> None:
    room = practice()
    live(room, 2, skips=0, camera=False)
    seen(room, "day0", "neck_rotation_left", (50, 2), (58, 4), (54, 3))
    seen(room, "day1", "trunk_lean", (9, 1))
    (reading,) = so_far(room).readings
    assert (reading.movement, reading.degrees, reading.session) == ("neck-rotation-left", 54, "day0")
    assert reading.day == room.clock.today() - timedelta(days=1)
    assert reading.confidence == pytest.approx(0.7)


def test_what_is_seen_later_is_added_and_stands_in_order_with_single_trials() -> None:
    room = practice()
    live(room, 3, skips=0, camera=False)
    seen(room, "day2", "neck_flexion", (40, 12))
    assert [reading.confidence for reading in so_far(room).readings] == [0]
    seen(room, "day0", "neck_flexion", (44, 3))
    measure_range(room, "neck-flexion", 48, 0.9)
    assert [reading.degrees for reading in so_far(room).readings] == [44, 48, 40]


def test_readings_of_both_kinds_come_back_from_an_export(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "one")
    room = practice(store)
    live(room, 4, skips=0)
    seen(room, "day0", "neck_rotation_left", (50, 2))
    there = so_far(room).readings
    text = b"".join(archive(store.every()))
    other = practice(SqliteStore.open(tmp_path / "two"), room.clock)  # type: ignore[arg-type]
    other.settings = Settings(data_dir=tmp_path / "two")
    import_archive(other, io.BytesIO(text), "export.json")
    assert len(there) == 5
    assert so_far(other).readings == there
    store.close()
    other.store.close()


def test_the_easier_form_asks_for_part_of_the_way_and_is_no_measure_of_it() -> None:
    room = practice()
    live(room, 2, skips=0, camera=False)
    half = SessionEvent(
        1.0, EventKind.RANGE_MEASURED, variant=Variant.EASIER.value, key="neck_rotation_left", degrees=30, error=3
    )
    room.store.append(room.person, "session/day1", [Entry(half.kind, room.clock.now(), EVENT.fields(half))])
    assert so_far(room).readings == ()
