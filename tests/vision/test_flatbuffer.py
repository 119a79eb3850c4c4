"""What is written can be read again, and an old file stands unchanged behind what was written before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinecoach.vision.models import flatbuffer as fb
from spinecoach.vision.models.flatbuffer import Kept, Number, Numbers, Table, Tables, Text

WHOLE = st.integers(-(2**31), 2**31 - 1)


@given(values=st.lists(WHOLE, max_size=40), words=st.lists(st.text(max_size=20), max_size=5))
def test_numbers_and_strings_come_back_as_they_were_written(values: list[int], words: list[str]) -> None:
    told = Tables([Table({0: Text(word), 3: Number("I", i)}) for i, word in enumerate(words)])
    data = fb.write(Table({1: Numbers("i", values), 4: told}), b"TEST")
    root = fb.root_of(data)
    assert data[4:8] == b"TEST"
    assert fb.numbers(data, root, 1) == tuple(values)
    assert [fb.text(data, at, 0) for at in fb.children(data, root, 4)] == words
    places = [fb.field_of(data, at, 3) for at in fb.children(data, root, 4)]
    assert [fb.whole(data, place) for place in places if place is not None] == list(range(len(words)))


@given(field=st.integers(0, 9))
def test_a_field_that_was_left_out_is_told_as_left_out(field: int) -> None:
    data = fb.write(Table({5: Number("i", 7)}), b"TEST")
    root = fb.root_of(data)
    assert (fb.field_of(data, root, field) is None) == (field != 5)


@given(words=st.lists(st.text(max_size=20), min_size=1, max_size=6), new=st.text(max_size=20))
def test_an_old_file_stands_whole_behind_and_its_tables_are_reached(words: list[str], new: str) -> None:
    old = fb.write(Table({0: Tables([Table({0: Text(word)}) for word in words])}), b"OLD0")
    kept = fb.children(old, fb.root_of(old), 0)
    longer = Table({0: Tables([*map(Kept, kept), Table({0: Text(new)})])})
    data = fb.write(longer, b"NEW0", old)
    assert data.endswith(old)
    assert (len(data) - len(old)) % fb.ALIGNED == 0
    assert [fb.text(data, at, 0) for at in fb.children(data, fb.root_of(data), 0)] == [*words, new]


@pytest.mark.parametrize("size", [1, 4, 31, 192])
def test_the_data_of_a_vector_is_aligned_as_a_tensor_needs_it(size: int) -> None:
    data = fb.write(Table({0: Text("x" * size), 1: Numbers("B", bytes(size))}), b"TEST")
    at = fb.child(data, fb.root_of(data), 1)
    assert at is not None
    assert (at + 4) % fb.DATA_ALIGNED == 0
