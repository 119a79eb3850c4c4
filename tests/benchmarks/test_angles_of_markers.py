"""Angles between markers, and streams that are the same every time."""

import numpy as np
import pytest
from benchmarks.uiprmd.ranges import MARKERS, angle_deg, hip, range_of
from benchmarks.uiprmd.recordings import JOINTS, Recording
from benchmarks.uiprmd.rivals import by_peaks
from benchmarks.uiprmd.streams import COUNTS, streams_of


def test_an_angle_in_space_is_that_of_its_two_lines() -> None:
    one, at, other = np.array([[0.0, 0, 5]]), np.zeros((1, 3)), np.array([[0.0, 2, 2]])
    assert angle_deg(one, at, other)[0] == pytest.approx(45.0)
    assert range_of(np.array([170.0, 170.0, 170.0, 60.0, 169.0])) == 110.0


def test_a_hip_lies_below_behind_and_inside_of_its_marker() -> None:
    places = np.zeros((1, len(MARKERS), 3))
    for name, place in {
        "LASI": (0, 100, 900), "RASI": (0, -100, 900), "LPSI": (-150, 50, 900), "RPSI": (-150, -50, 900)
    }.items():  # fmt: skip
        places[0, MARKERS.index(name)] = place
    assert hip(places, "L")[0] == pytest.approx((-38.0, 72.0, 840.0))
    assert hip(places, "R")[0] == pytest.approx((-38.0, -72.0, 840.0))


def a_recording() -> Recording:
    way = np.sin(np.linspace(0.0, np.pi, 60)) * 400.0
    rep = np.zeros((60, len(JOINTS), 3))
    rep[:, 0, 1] = way
    return Recording((1, 1, 1), dict.fromkeys(range(1, 11), rep))


def test_streams_are_the_same_every_time_and_hold_as_many_whole_repetitions_as_they_say() -> None:
    first, again = streams_of(a_recording(), 12), streams_of(a_recording(), 12)
    assert any(stream.broken for stream in first)
    assert any(stream.rests for stream in first)
    for stream, same in zip(first, again, strict=True):
        assert np.array_equal(stream.places, same.places)
        assert stream.truth in COUNTS
        assert stream.truth != 10
        assert by_peaks(stream.places[:, 0, 1], (0.6, 0.5)) == stream.truth
