"""What every store keeps, whatever it is made of."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spinecoach.record.entry import Entry, Recorded
from spinecoach.record.errors import Closed, EntryRefused, StreamMoved
from spinecoach.record.memory import MemoryStore
from spinecoach.record.sqlite import SqliteStore
from spinecoach.record.store import Store
from spinecoach.wire.json_value import JSON

NOON = datetime(2026, 11, 22, 12, 0, 0, 123456, UTC)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened: Store = MemoryStore() if request.param == "memory" else SqliteStore.open(tmp_path)
    yield opened
    opened.close()


def entry(kind: str = "rep_counted", **body: int) -> Entry:
    return Entry(kind, NOON, body)


def test_what_was_appended_is_read_back_whole(store: Store) -> None:
    body: dict[str, JSON] = {"t": 12.5, "text": "Turn ½ ✓", "nested": {"list": [1, None, True, "a"]}, "big": 2**70}
    told = store.append("p1", "session/a", [Entry("rep_counted", NOON, body, "X1", 3, ("A5", "A6"))])
    assert told == store.read("p1", "session/a")
    assert told == (Recorded(told[0].seq, "p1", "session/a", 1, "rep_counted", NOON, body, "X1", 3, ("A5", "A6")),)


def test_positions_count_from_one_without_a_gap_and_seq_grows(store: Store) -> None:
    store.append("p1", "session/a", [entry(n=1), entry(n=2)])
    store.append("p1", "session/b", [entry(n=3)])
    store.append("p1", "session/a", [entry(n=4)])
    assert [row.position for row in store.read("p1", "session/a")] == [1, 2, 3]
    assert [row.position for row in store.read("p1", "session/b")] == [1]
    seqs = [row.seq for row in store.read_all("p1")]
    assert seqs == sorted(set(seqs))
    assert [row.body["n"] for row in store.read_all("p1")] == [1, 2, 3, 4]


def test_reading_begins_after_the_position_asked_for(store: Store) -> None:
    store.append("p1", "person", [entry(n=n) for n in range(5)])
    assert [row.position for row in store.read("p1", "person", after=3)] == [4, 5]
    assert list(store.read("p1", "person", after=5)) == []


def test_read_all_picks_kinds_and_goes_on_from_a_seq(store: Store) -> None:
    rows = store.append("p1", "person", [entry("a"), entry("b"), entry("c"), entry("a")])
    assert [row.kind for row in store.read_all("p1", kinds={"a", "c"})] == ["a", "c", "a"]
    assert [row.kind for row in store.read_all("p1", after_seq=rows[1].seq)] == ["c", "a"]
    assert list(store.read_all("p1", kinds=())) == []


def test_people_never_see_each_other(store: Store) -> None:
    store.append("p1", "person", [entry(n=1)])
    store.append("p2", "person", [entry(n=2)])
    assert [row.body["n"] for row in store.read("p2", "person")] == [2]
    assert [row.body["n"] for row in store.read_all("p1")] == [1]
    assert [row.position for row in store.read("p2", "person")] == [1]
    assert list(store.streams("p3")) == []


def test_streams_are_listed_by_prefix_in_the_order_they_began(store: Store) -> None:
    for name in ("session/b", "person", "session/a", "Session/c", "session_d", "session/b"):
        store.append("p1", name, [entry()])
    assert list(store.streams("p1", "session/")) == ["session/b", "session/a"]
    assert list(store.streams("p1")) == ["session/b", "person", "session/a", "Session/c", "session_d"]
    assert list(store.streams("p1", "%")) == []


def test_an_expected_position_that_has_moved_refuses_all_of_the_entries(store: Store) -> None:
    store.append("p1", "session/a", [entry(n=1)], expected=0)
    with pytest.raises(StreamMoved, match="session/a: found 1 entries; right would be 0") as caught:
        store.append("p1", "session/a", [entry(n=2), entry(n=3)], expected=0)
    assert (caught.value.expected, caught.value.last) == (0, 1)
    assert [row.body["n"] for row in store.read("p1", "session/a")] == [1]
    store.append("p1", "session/a", [entry(n=4)], expected=1)
    assert [row.position for row in store.read("p1", "session/a")] == [1, 2]


def test_appending_nothing_writes_nothing_and_still_checks_the_position(store: Store) -> None:
    assert store.append("p1", "session/a", []) == ()
    with pytest.raises(StreamMoved):
        store.append("p1", "session/a", [], expected=1)
    assert list(store.streams("p1")) == []


@pytest.mark.parametrize(
    ("bad", "line"),
    [
        (Entry("", NOON), "entry 1: kind: found ''; right would be a short printable text"),
        (Entry("a\nb", NOON), "entry 1: kind: found 'a\\\\nb'"),
        (Entry("a", NOON.replace(tzinfo=None)), "entry 1: at: found 2026-11-22T12:00:00.123456 without a time zone"),
        (
            Entry("a", NOON, {"x": float("nan")}),
            "entry 1: body: found Out of range float values.*; right would be plain",
        ),
        (Entry("a", NOON, {"x": NOON}), "entry 1: body: found Object of type datetime"),  # type: ignore[dict-item]
        (Entry("a", NOON, {"x": "\ud800"}), "entry 1: body: found .*surrogates not allowed"),
        (Entry("a", NOON, exercise="X1"), "entry 1: found exercise X1 with version None; right would be both"),
        (Entry("a", NOON, exercise_version=1), "entry 1: found exercise None with version 1"),
    ],
)
def test_an_entry_that_cannot_be_kept_is_refused_with_all_its_neighbours(store: Store, bad: Entry, line: str) -> None:
    with pytest.raises(EntryRefused, match=line):
        store.append("p1", "person", [entry(), bad])
    assert list(store.read_all("p1")) == []


@pytest.mark.parametrize(("person", "stream"), [("", "person"), ("p1", ""), ("p\n1", "person"), ("p1", "per\x00son")])
def test_a_person_and_a_stream_have_a_printable_name(store: Store, person: str, stream: str) -> None:
    with pytest.raises(EntryRefused):
        store.append(person, stream, [entry()])


def test_a_moment_is_kept_in_utc_whatever_zone_it_came_in(store: Store) -> None:
    local = datetime(2026, 11, 22, 1, 30, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    [row] = store.append("p1", "person", [Entry("a", local)])
    assert row.at == local
    assert row.at.tzinfo is UTC
    assert store.read("p1", "person")[0].at.isoformat() == "2026-11-21T19:45:00+00:00"


def test_what_was_appended_no_longer_changes_with_the_callers_value(store: Store) -> None:
    reps = [1]
    store.append("p1", "person", [Entry("a", NOON, {"reps": reps})])
    reps.append(2)
    assert store.read("p1", "person")[0].body == {"reps": [1]}


def test_a_closed_store_refuses_by_name(store: Store) -> None:
    store.close()
    store.close()
    for call in (
        lambda: store.append("p1", "person", [entry()]),
        lambda: store.read("p1", "person"),
        lambda: store.read_all("p1"),
        lambda: store.streams("p1"),
    ):
        with pytest.raises(Closed, match="record: found it closed already"):
            call()


def test_threads_that_append_at_once_lose_nothing(store: Store) -> None:
    together = Barrier(4)

    def work(name: int) -> None:
        together.wait()
        for n in range(25):
            store.append("p1", "person", [entry(name=name, n=n), entry(name=name, n=n)])

    threads = [Thread(target=work, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = store.read("p1", "person")
    assert [row.position for row in rows] == list(range(1, 201))
    pairs = list(zip(rows[::2], rows[1::2], strict=True))
    assert all(first.body == second.body for first, second in pairs)
    for name in range(4):
        assert [first.body["n"] for first, _ in pairs if first.body["name"] == name] == list(range(25))


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
names = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
moments = st.datetimes(timezones=st.just(UTC))
exercises = st.tuples(names, st.integers(1, 99)) | st.just((None, None))
facts = st.builds(
    lambda kind, at, body, exercise, rules: Entry(kind, at, body, exercise[0], exercise[1], tuple(rules)),
    names,
    moments,
    st.dictionaries(texts, values, max_size=3),
    exercises,
    st.lists(names, max_size=3),
)


@given(st.lists(facts, max_size=5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_entry_comes_back_as_it_went_in(store: Store, batch: list[Entry]) -> None:
    before = len(store.read("p1", "person"))
    told = store.append("p1", "person", batch, expected=before)
    assert told == store.read("p1", "person", after=before)
    assert [Entry(r.kind, r.at, r.body, r.exercise, r.exercise_version, r.rules) for r in told] == batch


def test_the_numbers_are_those_of_the_walked_entries(store: Store) -> None:
    told = [Entry("ticked", NOON, {"t": n / 3, "more": "x"}) for n in range(5)] + [Entry("other", NOON, {"t": 9.0})]
    store.append("p1", "session/a", [*told, Entry("ticked", NOON, {"day": "2026-11-22"})])
    store.append("p2", "session/a", told)
    for after in (0, 3):
        walked = [
            (row.seq, row.stream, row.position, row.kind, row.body["t"])
            for row in store.walk("p1", {"ticked"}, after)
            if "t" in row.body
        ]
        assert [tuple(each) for each in store.numbers("p1", {"ticked"}, "t", after)] == walked
        assert walked


def test_a_walk_gives_what_reading_all_gives_however_long_it_is(store: Store) -> None:
    store.append("p1", "person", [entry("a" if n % 3 else "b", n=n) for n in range(2500)])
    store.append("p2", "person", [entry("a", n=1)])
    for kinds, after in (({"a"}, 0), ({"a", "b"}, 1200), ({"c"}, 0), ({"b"}, 9999)):
        assert tuple(store.walk("p1", kinds, after)) == tuple(store.read_all("p1", kinds, after))
    assert len(list(store.every())) == 2501
    assert store.generation() == 0
