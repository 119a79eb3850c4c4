"""What a simulated body does takes the session's own seconds, and the truth beside it is what it did."""

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spinecoach.app.catalogue import catalogue
from spinecoach.app.enact import LEAD_S, TAIL_S, Enactment, enact
from spinecoach.app.simulation import Asked, simulate, work_of
from spinecoach.body import Side
from spinecoach.figure.landmarks import Marks
from spinecoach.figure.passage import marks_at
from spinecoach.figure.vector import length, less
from spinecoach.protocol.exercise import Exercise, Variant
from spinecoach.protocol.movement import View
from spinecoach.session.plan import Work
from spinecoach.session.timing import item_seconds

PROTOCOL = catalogue()
EXERCISES = list(PROTOCOL.exercises.values())
FORMS = [(e, v) for e in EXERCISES for v in sorted({dose.variant for dose in e.levels.values()})]
every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.code)
every_form = pytest.mark.parametrize(("exercise", "variant"), FORMS, ids=[f"{e.code}-{v}" for e, v in FORMS])


def done(exercise: Exercise, **more: object) -> tuple[Work, Enactment]:
    work = work_of(Asked(exercise, **more))  # type: ignore[arg-type]
    return work, enact(PROTOCOL, exercise, work)


def seconds(enactment: Enactment) -> float:
    return sum(passage.seconds for passage in enactment.passages)


def most_moved(some: list[Marks]) -> float:
    """Metres that any landmark goes from the first of them."""
    return max(length(less(p, q)) for marks in some for p, q in zip(marks.points, some[0].points, strict=True))


@every_form
def test_a_recording_takes_the_seconds_of_the_session_without_getting_ready(
    exercise: Exercise, variant: Variant
) -> None:
    work, enactment = done(exercise, variant=variant)
    extra = 3.0 if work.duration_s is not None else 0.0  # hands go to their place and back
    wanted = item_seconds(PROTOCOL, work) - PROTOCOL.timing.get_ready_s + LEAD_S + TAIL_S + extra
    assert seconds(enactment) == pytest.approx(wanted)


@every_form
def test_repetitions_and_holds_are_those_of_the_dose(exercise: Exercise, variant: Variant) -> None:
    work, enactment = done(exercise, variant=variant)
    truth = enactment.truth
    if work.duration_s is not None:
        assert (truth.reps, len(truth.holds)) == (0, 1)
        assert truth.holds[0].end - truth.holds[0].start == pytest.approx(work.duration_s)
        return
    assert truth.reps == (work.reps or 0) * work.sides * work.zones
    assert truth.half_reps == 0
    if work.hold_s:
        per_rep = sum(phase.hold for phase in exercise.phases)
        assert len(truth.holds) == truth.reps * per_rep
        assert all(held.end - held.start >= work.hold_s - 0.001 for held in truth.holds)


@every_exercise
def test_reps_are_per_side_and_per_zone(exercise: Exercise) -> None:
    for reps in (1, 4):
        work, enactment = done(exercise, reps=reps)
        if work.duration_s is None:
            assert enactment.truth.reps == reps * work.sides * work.zones
            sides = {held.side for held in enactment.truth.holds}
            assert sides <= ({None} if exercise.sides == 1 else set(Side)) | {p.side for p in exercise.phases}
        else:
            assert work.duration_s == reps * sum(spot.seconds for spot in exercise.spots)


@every_exercise
def test_in_a_hold_the_body_stands_still_where_it_went(exercise: Exercise) -> None:
    _, enactment = done(exercise, reps=1, hold_s=4.0)
    for held in enactment.truth.holds:
        if held.end - held.start < 15:
            times = [held.start + (held.end - held.start) * i / 8 for i in range(9)]
            assert most_moved(list(marks_at(enactment.passages, times))) < 1e-9


@every_exercise
def test_the_body_never_jumps(exercise: Exercise) -> None:
    _, enactment = done(exercise, reps=2)
    step = 1 / 30
    times = [i * step for i in range(int(seconds(enactment) / step))]
    before = None
    for t, marks in zip(times, marks_at(enactment.passages, times), strict=True):
        if before is not None:
            assert most_moved([before, marks]) < 0.07, f"at {t:.2f} s"
        before = marks


@every_exercise
def test_it_starts_and_ends_at_rest(exercise: Exercise) -> None:
    _, enactment = done(exercise, reps=1)
    lead = list(marks_at(enactment.passages, [0.0, LEAD_S / 2, LEAD_S - 0.01]))
    assert most_moved(lead) < 1e-9
    last = seconds(enactment)
    tail = list(marks_at(enactment.passages, [last - TAIL_S + 0.01, last]))
    assert most_moved(tail) < 1e-9
    assert most_moved([lead[0], *tail]) < 0.05, "a roller may have moved in between"


def test_ranges_of_motion_are_those_of_the_keyframes() -> None:
    found = {e.code: done(e)[1].truth.rom_deg for e in EXERCISES}
    turn = next(e for e in EXERCISES if any(p.side for p in e.phases))
    assert found[turn.code] == pytest.approx({"neck_rotation_left": 65, "neck_rotation_right": 65}, abs=0.1)
    shrug = next(e for e in EXERCISES if e.movement and any("girdle" in a for p in e.movement.standard.poses.values()
                                                            for a in p.angles) and e.complex == "thoracic")  # fmt: skip
    assert found[shrug.code] == pytest.approx({"shoulder_elevation_left": 32, "shoulder_elevation_right": 32}, abs=0.1)
    for exercise in EXERCISES:
        poses = exercise.movement.standard.poses.values() if exercise.movement else ()
        if all(pose.press for pose in poses if pose.arrow or pose.press) and not any(p.angles for p in poses):
            assert found[exercise.code] == {}, "a press goes nowhere"


@settings(max_examples=25, deadline=None)
@given(
    exercise=st.sampled_from(EXERCISES),
    hold=st.floats(0, 20),
    rest=st.floats(0, 20),
    tempo=st.floats(0.5, 3),
    reps=st.integers(1, 6),
)
def test_holds_and_rests_and_tempo_are_kept_as_given(
    exercise: Exercise, hold: float, rest: float, tempo: float, reps: int
) -> None:
    work, enactment = done(exercise, hold_s=hold, rest_s=rest, tempo=tempo, reps=reps)
    if work.duration_s is None:
        wanted = item_seconds(PROTOCOL, work) - PROTOCOL.timing.get_ready_s + LEAD_S + TAIL_S
        assert seconds(enactment) == pytest.approx(wanted, abs=0.01)
        assert enactment.truth.reps == reps * work.sides * work.zones


@pytest.mark.parametrize("view", [View.FRONT, View.SIDE])
@every_exercise
def test_every_exercise_is_seen_whole_from_either_side(exercise: Exercise, view: View) -> None:
    recording = simulate(PROTOCOL, Asked(exercise, view=view, reps=1, fps=8.0, noise_deg=0.0))
    frames = list(recording.frames)
    assert len(frames) == int(recording.seconds * 8.0 + 1e-9) + 1
    for frame in frames[::8]:
        upper = frame.points[:25]
        assert all(0 <= p.x <= 1 and 0 <= p.y <= 1 for p in upper)
        assert max(p.y for p in upper) - min(p.y for p in upper) > 0.1


@pytest.mark.parametrize("fps", [8.0, 29.97, 60.0])
def test_frames_come_at_the_rate_that_was_asked_for(fps: float) -> None:
    frames = list(islice(simulate(PROTOCOL, Asked(EXERCISES[0], fps=fps)).frames, 40))
    assert [frame.t for frame in frames] == pytest.approx([i / fps for i in range(40)])


def test_taller_bodies_and_other_cameras_are_seen_as_such() -> None:
    exercise = EXERCISES[0]
    usual = Asked(exercise, noise_deg=0.0, reps=1, distance=2.0)

    def span(asked: Asked) -> float:
        points = next(simulate(PROTOCOL, asked).frames).points
        return points[23].y - points[11].y

    asked = {"taller": Asked(exercise, noise_deg=0.0, reps=1, distance=2.0, stature=1.95),
             "farther": Asked(exercise, noise_deg=0.0, reps=1, distance=4.0),
             "longer lens": Asked(exercise, noise_deg=0.0, reps=1, distance=2.0, lens_deg=25.0)}  # fmt: skip
    ratio = {name: span(other) / span(usual) for name, other in asked.items()}
    assert ratio["taller"] == pytest.approx(1.95 / 1.70, rel=0.03)
    assert ratio["farther"] == pytest.approx(0.5, rel=0.05)
    assert ratio["longer lens"] == pytest.approx(2.06, rel=0.05)
