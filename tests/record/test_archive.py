"""The archive: every entry once, the same bytes again, and whatever is damaged told in one line."""

import hashlib
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spinecoach.record.archive import archive, read_archive
from spinecoach.record.entry import Entry, Recorded
from spinecoach.record.memory import MemoryStore
from spinecoach.wire.errors import WireError
from spinecoach.wire.json_stream import CHUNK

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WHERE = "export.json"
texts = st.text(st.characters(codec="utf-8"), max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
entries = st.builds(
    Entry,
    kind=st.sampled_from(["a", "b"]),
    at=st.integers(-(10**15), 10**16).map(lambda us: NOON + timedelta(microseconds=us)),
    body=st.dictionaries(texts, json_values, max_size=4),
    rules=st.lists(st.text("AB1", min_size=1, max_size=3), max_size=2).map(tuple),
)


def whole(rows: "list[Recorded] | tuple[Recorded, ...]") -> bytes:
    return b"".join(archive(rows))


def read(text: bytes) -> list[Recorded]:
    return list(read_archive(io.BytesIO(text), WHERE))


def five() -> bytes:
    store = MemoryStore()
    store.append("p1", "person", [Entry("a", NOON, {"text": "Turn ½ ✓"}), Entry("b", NOON, {}, "X1", 3, ("A5",))])
    store.append("p1", "session/s", [Entry("a", NOON + timedelta(microseconds=1), {"n": [1, 2.5, None]})])
    store.append("p2", "person", [Entry("a", NOON), Entry("b", NOON)])
    return whole(list(store.every()))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["person", "session/a"]), st.lists(entries, max_size=3)), max_size=5))
def test_what_was_recorded_comes_back_and_gives_the_same_bytes(told: list[tuple[str, list[Entry]]]) -> None:
    store = MemoryStore()
    for stream, some in told:
        store.append("p1", stream, some)
    rows = list(store.every())
    text = whole(rows)
    assert read(text) == rows
    assert whole(read(text)) == text
    assert len(json.loads(text)["entries"]) == len(rows)


def test_nothing_recorded_is_an_archive_too() -> None:
    assert read(whole([])) == []


@pytest.mark.parametrize("indent", [None, 1, 4])
def test_other_spaces_between_the_values_mean_the_same(indent: int | None) -> None:
    text = five()
    assert read(json.dumps(json.loads(text), indent=indent, sort_keys=True).encode()) == read(text)
    assert read(b"\xef\xbb\xbf" + text) == read(text)


def test_an_archive_longer_than_what_is_read_at_once_is_read_whole() -> None:
    store = MemoryStore()
    store.append("p1", "person", [Entry("a", NOON, {"n": n, "text": "½" * n}) for n in range(700)])
    rows = list(store.every())
    assert len(whole(rows)) > 3 * CHUNK
    assert read(whole(rows)) == rows


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_archive_is_refused_in_one_line_or_still_says_the_same(data: st.DataObject) -> None:
    text = five()
    start = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(0, 40))
    put = data.draw(st.binary(max_size=8) | st.sampled_from([b"{", b"}", b"[", b",", b'"', b"null", b"1e999", b"NaN"]))
    broken = text[:start] + put + text[start + length :]
    try:
        told = "" if read(broken) == read(text) else "another archive"
    except WireError as fault:
        told = str(fault)
    assert told == "" or told.startswith(WHERE)
    assert "\n" not in told
    assert ("; right would be " in told) is bool(told)


ROW = {
    "seq": 1, "person": "me", "stream": "person", "position": 1, "kind": "a",
    "at": "2026-11-22T12:00:00.000000+00:00", "rules": [], "body": {},
}  # fmt: skip


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"archive": 2, "entries": []}, "archive: found 2; right would be 1, or a newer spinecoach"),
        ({"archive": True, "entries": []}, "archive: found true"),
        ({"entries": []}, 'found the key "entries" here; right would be archive'),
        ({"archive": 1}, "found no entries"),
        ({"archive": 1, "entries": []}, "found no sha256"),
        ({"archive": 1, "entries": [], "sha256": None}, "sha256: found null"),
        ({"archive": 1, "entries": [ROW], "sha256": hashlib.sha256().hexdigest()}, "sha256: found "),
        ({"archive": 1, "entries": [], "more": 1}, 'found the key "more" here'),
        ([], 'character 1: found "["'),
        ({"archive": 1, "entries": {}}, 'found "{"'),
        ({"archive": 1, "entries": [5]}, "entries[0]: found 5; right would be an object"),
        ({"archive": 1, "entries": [{**ROW, "seq": 0}]}, "entries[0].seq: found 0"),
        ({"archive": 1, "entries": [{**ROW, "seq": 2**63}]}, "entries[0].seq: found 9223372036854775808"),
        ({"archive": 1, "entries": [{**ROW, "position": 2}]}, "entries[0].position: found 2; right would be 1"),
        ({"archive": 1, "entries": [ROW, ROW]}, "entries[1].seq: found 1 after 1"),
        ({"archive": 1, "entries": [{**ROW, "at": "2026-11-22T12:00:00Z"}]}, "entries[0].at: found"),
        ({"archive": 1, "entries": [{**ROW, "at": "2026-11-22T12:00:00.000000+01:00"}]}, "entries[0].at: found"),
        ({"archive": 1, "entries": [{**ROW, "kind": ""}]}, "entries[0].kind: found"),
        ({"archive": 1, "entries": [{**ROW, "exercise": "X1"}]}, "entries[0].exercise: found"),
        ({"archive": 1, "entries": [{**ROW, "rules": "A5"}]}, "entries[0].rules: found"),
        ({"archive": 1, "entries": [{**ROW, "body": []}]}, "entries[0].body: found []"),
        ({"archive": 1, "entries": [{**ROW, "extra": 1}]}, "entries[0].extra: found a key that is not known"),
        ({"archive": 1, "entries": [{k: v for k, v in ROW.items() if k != "at"}]}, "entries[0].at: found nothing"),
    ],
)
def test_what_is_no_archive_is_told_with_its_place(value: object, told: str) -> None:
    with pytest.raises(WireError) as caught:
        read(json.dumps(value).encode())
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "found an end too early"),
        (whole([]) + b"{}", "found more after the end"),
        (b'{"archive":1,"archive":1,"entries":[]}', 'found the key "archive" twice'),
        (b'{"archive":1,"entries":[{"a":1,"a":2}]}', 'found the key "a" twice'),
        (b'{"archive":1,"entries":[' + b"[" * 100_000, "found JSON that is too deep"),
        (b'{"archive":1,"entries":[NaN]}', "found NaN"),
        (b'{"archive":1,"entries":["\xff"]}', "found 0xff; right would be text in UTF-8"),
        (b'{"archive":1,"entries":[{"a":', "found malformed JSON (an end too early)"),
    ],
)
def test_what_is_no_json_is_told_with_its_place(text: bytes, told: str) -> None:
    with pytest.raises(WireError) as caught:
        read(text)
    assert told in str(caught.value)
