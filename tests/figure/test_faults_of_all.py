"""Every fault that an exercise warns of is an altered movement that its own camera can see, or says why none can."""

import math
from functools import cache
from itertools import pairwise

import pytest

from spinecoach.app.cast import NothingAlteredError
from spinecoach.app.catalogue import catalogue
from spinecoach.app.enact import enact
from spinecoach.app.simulation import Asked, simulate, work_of
from spinecoach.body import Frame
from spinecoach.figure.course import NoMovementError, fault_of, keys_of
from spinecoach.figure.drawing import draw_phase
from spinecoach.figure.passage import share_at
from spinecoach.figure.truth import Truth
from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.movement import FaultyCourse, Manner

EXERCISES = catalogue().exercises
FAULTS = [
    (exercise, name, fault)
    for exercise in EXERCISES.values()
    for name, fault in (exercise.movement.faults if exercise.movement else {}).items()
]
VISIBLE = [(exercise, name, fault) for exercise, name, fault in FAULTS if not fault.unseen]
ids = [f"{exercise.code}-{name}" for exercise, name, _ in VISIBLE]
every_visible = pytest.mark.parametrize(("exercise", "name", "fault"), VISIBLE, ids=ids)


def truth(exercise: Exercise, fault: str | None = None, **more: object) -> Truth:
    asked = Asked(exercise, fault=fault, **more)  # type: ignore[arg-type]
    return enact(catalogue(), exercise, work_of(asked), fault).truth


@cache
def frames(code: str, fault: str | None) -> list[Frame]:
    asked = Asked(EXERCISES[code], fault=fault, noise_deg=0.0, fps=10.0, reps=2)
    return list(simulate(catalogue(), asked).frames)


def apart(a: Frame, b: Frame) -> float:
    """How far two frames differ, in units of what can be told apart: 1 % of the picture, 4 degrees, 10 mm."""
    found = max(math.hypot(p.x - q.x, p.y - q.y) for p, q in zip(a.points, b.points, strict=True)) / 0.01
    if a.head and b.head:
        one, two = ([h.yaw, h.pitch, h.roll, (h.depth_mm or 0.0) * 0.4] for h in (a.head, b.head))
        found = max(found, *(abs(p - q) / 4.0 for p, q in zip(one, two, strict=True)))
    return found


def test_every_error_of_every_exercise_is_there_or_says_why_it_is_not_seen() -> None:
    for exercise in EXERCISES.values():
        assert exercise.movement is not None
        errors = exercise.text["en"]["standard"].errors
        assert set(errors) <= set(exercise.movement.faults), exercise.code


def test_only_what_a_camera_follows_is_called_visible() -> None:
    unseen = {name for _, name, fault in FAULTS if fault.unseen}
    assert unseen >= {"breath_hold", "full_force", "too_hard", "jaw_clench", "bulging_belly"}
    assert not unseen & {
        "trunk_turns",
        "half_range",
        "one_side_higher",
        "full_sit_up",
        "same_side_hand",
        "early_release",
    }
    for exercise, name, fault in FAULTS:
        if fault.unseen:
            assert fault.unseen.endswith(".")
            with pytest.raises(NothingAlteredError, match=r"which no camera sees: .*right would be one of"):
                truth(exercise, name)


@every_visible
def test_a_fault_is_told_where_it_is_made_and_nowhere_else(exercise: Exercise, name: str, fault: FaultyCourse) -> None:
    right, wrong = truth(exercise), truth(exercise, name)
    assert right.faults == ()
    assert {made.id for made in wrong.faults} == {name}
    ends = [0.0, *(t for made in wrong.faults for t in (made.start, made.end))]
    assert ends == sorted(ends)
    if not fault.one_side:
        assert wrong.reps + wrong.half_reps == right.reps
        assert len(wrong.faults) == max(1, (right.reps if exercise.phases else 3) // 2)


@every_visible
def test_the_exercises_own_camera_sees_the_fault(exercise: Exercise, name: str, fault: FaultyCourse) -> None:
    right, wrong = frames(exercise.code, None), frames(exercise.code, name)
    made = truth(exercise, name, reps=2).faults[0]
    until = [i for i, frame in enumerate(wrong) if frame.t < made.start - 0.3]
    assert max(apart(right[i], wrong[i]) for i in until) < 0.5, "until then nothing differs"
    during = [i for i, frame in enumerate(wrong) if made.start <= frame.t <= made.end + 2.0 and i < len(right)]
    assert max(apart(right[i], wrong[i]) for i in during) > 1.0


@every_visible
def test_every_form_takes_the_fault_or_says_that_it_alters_nothing(
    exercise: Exercise, name: str, fault: FaultyCourse
) -> None:
    for variant in sorted({dose.variant for dose in exercise.levels.values()}):
        try:
            made = truth(exercise, name, variant=variant, reps=2).faults
        except NothingAlteredError as refused:
            assert "which alters nothing in the" in str(refused)  # noqa: PT017 - either is right
        else:
            assert made


def test_half_the_range_is_a_half_repetition_and_no_range_of_motion() -> None:
    for exercise in EXERCISES.values():
        if exercise.movement and "half_range" in exercise.movement.faults:
            right, half = truth(exercise, reps=5), truth(exercise, "half_range", reps=5)
            sets = right.reps // 5
            assert half.half_reps == right.reps // 2
            assert half.reps == right.reps - right.reps // 2
            if right.reps == 5:
                assert half.rom_deg == right.rom_deg
            assert sets * 5 == right.reps


def test_an_early_release_shortens_the_hold_and_counts() -> None:
    for exercise in EXERCISES.values():
        if exercise.movement and "early_release" in exercise.movement.faults:
            right, early = truth(exercise), truth(exercise, "early_release")
            lengths = [held.end - held.start for held in early.holds]
            assert early.reps == right.reps
            assert min(lengths) < 0.5 * max(lengths)
            for made in early.faults:
                assert any(abs(held.end - made.end) < 0.01 for held in early.holds)


def test_a_hold_that_sinks_is_over_when_a_fifth_of_it_is_lost() -> None:
    sinking = [(e, n, f) for e, n, f in VISIBLE if f.sinks]
    assert sinking
    for exercise, name, fault in sinking:
        for made in truth(exercise, name).faults:
            held = next(h for h in truth(exercise, name).holds if h.start == pytest.approx(made.start))
            fraction = (held.end - held.start) / (made.end - made.start)
            assert share_at(fraction, Manner.SMOOTH) * fault.sinks == pytest.approx(0.2, abs=0.01)


def test_a_missing_side_halves_the_repetitions_and_a_short_rest_the_rest() -> None:
    for exercise, name, fault in VISIBLE:
        if fault.one_side:
            assert truth(exercise, name).reps * 2 == truth(exercise).reps
            assert {held.side for held in truth(exercise, name).holds} == {truth(exercise).holds[0].side}
        if fault.rest_factor != 1.0:
            rest = exercise.levels[1].rest_s
            assert all(m.end - m.start == pytest.approx(rest * fault.rest_factor) for m in truth(exercise, name).faults)


def test_ways_in_steps_and_bounces_end_where_they_should() -> None:
    for manner in Manner:
        assert share_at(0.0, manner) == pytest.approx(0.0)
        assert share_at(1.0, manner) == pytest.approx(1.0)
    stops = [share_at(f / 100, Manner.STEPS) for f in range(101)]
    assert sum(abs(b - a) < 1e-9 for a, b in pairwise(stops)) > 20, "it stops on its way"
    springs = [share_at(f / 100, Manner.BOUNCES) for f in range(101)]
    lows = [b for a, b, c in zip(springs, springs[1:], springs[2:], strict=False) if a > b <= c]
    assert lows == pytest.approx([0.7, 0.7], abs=0.01), "it springs back twice"


def test_a_fault_is_drawn_as_it_is_made() -> None:
    for exercise, name, _ in VISIBLE:
        right, wrong = (keys_of(exercise, "standard", (), fault) for fault in (None, name))
        for phase in wrong.order:
            drawn = draw_phase(exercise, phase=phase, fault=name) != draw_phase(exercise, phase=phase)
            assert drawn or wrong.poses[phase] == right.poses[phase]


def test_an_unknown_fault_is_refused_by_name() -> None:
    exercise = next(iter(EXERCISES.values()))
    for ask in (lambda: fault_of(exercise, "yawns"), lambda: keys_of(exercise, "standard", (), "yawns")):
        with pytest.raises(NoMovementError, match="found no fault yawns; right would be one of "):
            ask()
