"""What the figure does, a body can do: nothing slides, sinks, stretches or passes through its chair."""

import math
from collections.abc import Iterator
from itertools import combinations

import pytest

from spinecoach.app.catalogue import catalogue
from spinecoach.app.questions import packaged_questions
from spinecoach.body import Side
from spinecoach.figure import proportions as by
from spinecoach.figure.arm import Shoulders
from spinecoach.figure.course import Keys, keys_of, mirrored
from spinecoach.figure.furniture import chair
from spinecoach.figure.members import Pose
from spinecoach.figure.pose import posed
from spinecoach.figure.posture import BASES, CHAIR_BACK, CHAIR_TOP, MAT, SEAT, SKIN
from spinecoach.figure.stage import moments
from spinecoach.figure.touch import PALM, PLACES, TIPS
from spinecoach.figure.vector import Vec, add, dot, length, less, unit
from spinecoach.protocol.exercise import Exercise, Variant
from spinecoach.protocol.movement import LIMITS, Posture, Prop

QUESTIONS = packaged_questions()


def shaping(exercise: Exercise) -> list[str]:
    """What the safety questions may order for an exercise and a figure shows."""
    effects = [effect for row in QUESTIONS.rows.values() for effect in row.effects]
    ordered = sorted({str(change) for effect in effects for change in effect.changes_of(exercise.code)})
    shown = {*exercise.forms, *(exercise.movement.forms if exercise.movement else ()), *exercise.text["en"]}
    return [name for name in ordered if name in shown or name.startswith("range_factor")]


FORMS = {
    f"{exercise.code}-{'-'.join((form, *changes))}": keys_of(exercise, form.value, changes)
    for exercise in catalogue().exercises.values()
    for form in Variant
    if form is Variant.STANDARD or form in {dose.variant for dose in exercise.levels.values()}
    for count in range(len(shaping(exercise)) + 1)
    for changes in combinations(shaping(exercise), count)
}
FORMS |= {
    f"{exercise.code}-fault-{name}-{'-'.join((form, *changes))}": keys_of(exercise, form.value, changes, name)
    for exercise in catalogue().exercises.values()
    if exercise.movement
    for name, fault in exercise.movement.faults.items()
    if not fault.unseen
    for form in Variant
    if form is Variant.STANDARD or form in {dose.variant for dose in exercise.levels.values()}
    for changes in ((), *((change,) for change in shaping(exercise)))
}
every_form = pytest.mark.parametrize("keys", FORMS.values(), ids=FORMS.keys())


def on_the_way(keys: Keys) -> Iterator[tuple[str, Pose]]:
    """All poses, at the ends of phases and between them."""
    for phase, side, zone in moments(keys):
        for fraction in (1.0,) if phase is None else (0.25, 0.5, 0.75, 1.0):
            yield f"{phase} {side} zone {zone} at {fraction}", posed(keys, phase, fraction, side, zone)


def floor(keys: Keys) -> float:
    return MAT if Prop.MAT in keys.props else 0.0


def fold(a: Vec, b: Vec) -> float:
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(unit(a), unit(b))))))


@every_form
def test_hands_reach_what_they_touch(keys: Keys) -> None:
    for phase, side, zone in moments(keys):
        pose = posed(keys, phase, 1.0, side, zone)
        frame = keys.poses[phase] if phase else keys.start
        frame = mirrored(frame) if keys.other(side) else frame
        for hand in Side:
            touch = frame.touches.get(f"hand.{hand.value}", BASES[keys.posture].hand)
            if touch == "free":
                continue
            spot, faces, _ = Shoulders(pose.build, pose.spine, pose.legs).spot(hand, touch)
            arm = pose.arms[hand]
            touching = add(arm.wrist, arm.fingers, PLACES[touch].reach)
            gap = length(less(touching, spot))
            assert gap < 0.02 + 0.013, f"{phase} {side}: the {hand} hand stays {gap * 100:.1f} cm from {touch}"
            assert dot(faces, arm.back) > 0.99, "the palm lies on it"
    assert PALM < TIPS


@every_form
def test_bones_keep_their_length(keys: Keys) -> None:
    for told, pose in on_the_way(keys):
        for arm in pose.arms.values():
            assert math.isclose(length(less(arm.elbow, arm.shoulder)), pose.build.of(by.UPPER_ARM), abs_tol=1e-6), told
            assert math.isclose(length(less(arm.wrist, arm.elbow)), pose.build.of(by.FOREARM), abs_tol=1e-6), told
        for leg in pose.legs.values():
            assert math.isclose(length(less(leg.knee, leg.hip)), pose.build.of(by.THIGH), abs_tol=1e-6), told
            assert math.isclose(length(less(leg.ankle, leg.knee)), pose.build.of(by.SHANK), abs_tol=1e-6), told


@every_form
def test_elbows_and_knees_fold_no_further_than_a_body_can(keys: Keys) -> None:
    for told, pose in on_the_way(keys):
        for arm in pose.arms.values():
            angle = fold(less(arm.elbow, arm.shoulder), less(arm.wrist, arm.elbow))
            assert angle <= LIMITS["elbow.flexion"][1], f"{told}: elbow {angle:.0f}"
        for leg in pose.legs.values():
            angle = fold(less(leg.knee, leg.hip), less(leg.ankle, leg.knee))
            assert angle <= LIMITS["knee.flexion"][1], f"{told}: knee {angle:.0f}"


@every_form
def test_nothing_sinks_into_the_floor(keys: Keys) -> None:
    for told, pose in on_the_way(keys):
        head = pose.spine.head.out((0.010, 0.078, 0.0))
        lowest = {"head": head[1] - 0.088}
        for side, arm in pose.arms.items():
            lowest[f"{side} elbow"] = arm.elbow[1] - 0.034
            lowest[f"{side} wrist"] = arm.wrist[1] - 0.013
            lowest[f"{side} fingertips"] = add(arm.wrist, arm.fingers, TIPS)[1] - 0.010
        for side, leg in pose.legs.items():
            lowest[f"{side} knee"] = leg.knee[1] - 0.055
            lowest[f"{side} heel"] = add(add(leg.ankle, leg.toes, -0.03), leg.sole, -0.066)[1]
            lowest[f"{side} toes"] = add(add(leg.ankle, leg.toes, 0.15), leg.sole, -0.066)[1]
        for name, frame in zip(by.NAMES[: by.LUMBAR + by.THORACIC], pose.spine.vertebrae, strict=False):
            lowest[name] = add(frame.at, frame.axes[0], -SKIN)[1]
        sunk = {name: f"{(y - floor(keys)) * 100:.1f} cm" for name, y in lowest.items() if y < floor(keys) - 0.015}
        assert not sunk, told


@every_form
def test_a_head_that_rests_lies_on_the_floor(keys: Keys) -> None:
    if not BASES[keys.posture].rests or Prop.ROLLER in keys.props:
        return
    head = posed(keys, None).spine.head.out((0.010, 0.078, 0.0))
    assert head[1] - 0.088 < floor(keys) + 0.035


@every_form
def test_the_pelvis_and_standing_feet_stay_where_they_are(keys: Keys) -> None:
    for side in Side:
        start = posed(keys, None, 1.0, side, 0)
        for name in keys.order:
            frame = keys.poses[name] if not keys.other(side) else mirrored(keys.poses[name])
            begun = keys.before(name) if not keys.other(side) else mirrored(keys.before(name))
            for fraction in (0.3, 0.6, 1.0):
                pose = posed(keys, name, fraction, side, 0)
                moved = less(pose.spine.pelvis.at, start.spine.pelvis.at)
                raised = max(kf.angles.get("pelvis.lift", 0.0) for kf in (begun, frame)) / 1000.0
                assert moved[0] == moved[2] == 0.0
                assert -1e-9 < moved[1] < raised + 1e-9
                for foot in Side:
                    moves = any(
                        a.startswith(("hip.", "knee.")) and foot.value in a for a in {**frame.angles, **begun.angles}
                    )
                    gap = length(less(pose.legs[foot].ankle, start.legs[foot].ankle))
                    assert moves or gap < 0.01, f"{name}: the {foot} foot slides {gap * 100:.1f} cm"


@every_form
def test_who_sits_stays_before_the_chair_back_and_on_the_seat(keys: Keys) -> None:
    if keys.posture is not Posture.SITTING:
        return
    for told, pose in on_the_way(keys):
        for name, frame in zip(by.NAMES, pose.spine.vertebrae, strict=True):
            skin = add(frame.at, frame.axes[0], -SKIN)
            assert skin[1] > CHAIR_TOP or skin[0] > CHAIR_BACK - 0.015, f"{told}: {name} passes through the chair"
        for leg in pose.legs.values():
            under = add(leg.knee, leg.front, -0.05)
            assert under[1] > SEAT - 0.02, f"{told}: the thigh sinks into the seat"
            assert leg.hip[1] > SEAT + 0.05, told


@every_form
def test_no_limb_passes_through_the_chair(keys: Keys) -> None:
    if Prop.CHAIR not in keys.props:
        return
    boxes = list(chair())
    for told, pose in on_the_way(keys):
        joints = {
            f"{s} {name}": at
            for s, arm in pose.arms.items()
            for name, at in (("elbow", arm.elbow), ("wrist", arm.wrist))
        }
        joints |= {f"{s} fingertips": add(arm.wrist, arm.fingers, TIPS) for s, arm in pose.arms.items()}
        joints |= {
            f"{s} {name}": at for s, leg in pose.legs.items() for name, at in (("knee", leg.knee), ("ankle", leg.ankle))
        }
        for name, at in joints.items():
            inside = [
                box for box in boxes if all(low < x < high for low, x, high in zip(box.low, at, box.high, strict=True))
            ]
            assert not inside, f"{told}: the {name} is inside the chair"


def test_every_change_that_can_be_seen_has_keyframes_or_leaves_phases_out() -> None:
    seen = {(e.code, c) for e in catalogue().exercises.values() for c in shaping(e) if not c.startswith("range_factor")}
    changed = {
        (code, change) for code, change in seen if FORMS[f"{code}-standard-{change}"] != FORMS[f"{code}-standard"]
    }
    assert changed == {
        ("T1", "no_forward_bend"),
        ("T1", "arms_crossed"),
        ("T3", "arms_crossed"),
        ("T3", "towel_rest_only"),
        ("L1", "sitting_only"),
        ("L3", "heel_on_floor"),
    }
    same = {code for code, change in seen - changed if change == "sitting_only"}
    assert all(FORMS[f"{code}-standard"].posture is Posture.SITTING for code in same), "they sit already"


@every_form
def test_the_back_lies_on_its_roller(keys: Keys) -> None:
    for told, pose in on_the_way(keys):
        if pose.roll is None:
            assert not keys.zones
            continue
        over = pose.spine.vertebrae[by.NAMES.index(pose.roll.level)]
        skin = add(over.at, over.axes[0], -SKIN)
        assert abs(skin[1] - (pose.roll.at[1] + pose.roll.radius)) < 0.005, told
        assert abs(skin[0] - pose.roll.at[0]) < 0.005, told


@every_form
def test_left_and_right_are_mirror_images(keys: Keys) -> None:
    for phase, _, zone in moments(keys, Side.LEFT):
        left, right = (posed(keys, phase, 0.7, side, zone) for side in (Side.LEFT, Side.RIGHT))
        if keys.side is None:
            assert left == right, "both sides are in the data, so asking for one changes nothing"
        else:
            assert apart(seen(left, Side.LEFT), [flipped(p) for p in seen(right, Side.RIGHT)]) < 1e-9


def test_a_turn_to_the_left_is_the_mirror_image_of_one_to_the_right() -> None:
    for exercise in catalogue().exercises.values():
        left, right = ([p.id for p in exercise.phases if p.side is side] for side in (Side.LEFT, Side.RIGHT))
        keys = keys_of(exercise, "standard")
        for a, b in zip(left, right, strict=True):
            one, two = posed(keys, a), posed(keys, b)
            assert one != two
            assert apart(seen(one, Side.LEFT), [flipped(p) for p in seen(two, Side.RIGHT)]) < 1e-9


def apart(some: list[Vec], others: list[Vec]) -> float:
    return max(length(less(a, b)) for a, b in zip(some, others, strict=True))


def seen(pose: Pose, first: Side) -> list[Vec]:
    other = Side.RIGHT if first is Side.LEFT else Side.LEFT
    points = [v.at for v in pose.spine.vertebrae] + [pose.spine.head.out((0.1, 0.05, 0.0))]
    for side in (first, other):
        arm, leg = pose.arms[side], pose.legs[side]
        points += [arm.shoulder, arm.elbow, arm.wrist, arm.fingers, leg.hip, leg.knee, leg.ankle, leg.toes]
    return points


def flipped(p: Vec) -> Vec:
    return (p[0], p[1], -p[2])


@every_form
def test_a_phase_begins_where_the_one_before_ended(keys: Keys) -> None:
    for before, after in zip((None, *keys.order), keys.order, strict=False):
        ended, begun = seen(posed(keys, before, 1.0), Side.LEFT), seen(posed(keys, after, 0.0), Side.LEFT)
        assert apart(ended, begun) < 1e-6


def test_presses_move_nothing_but_the_pressing_limbs() -> None:
    for name, keys in FORMS.items():
        for phase in () if "-fault-" in name else keys.order:
            if keys.poses[phase].press and not keys.poses[phase].arrow:
                start, pressed = posed(keys, None), posed(keys, phase)
                gap = length(less(pressed.spine.head.at, start.spine.head.at))
                assert gap < 1e-9, f"{name}: the head moves {gap * 100:.1f} cm"


def test_half_the_range_turns_the_head_half_as_far() -> None:
    for exercise in catalogue().exercises.values():
        keys, half = keys_of(exercise, "standard"), keys_of(exercise, "standard", ("range_factor:0.5",))
        for phase in keys.order:
            for joint, value in keys.poses[phase].angles.items():
                rest = keys.start.angles.get(joint, 0.0)
                assert half.poses[phase].angles[joint] == pytest.approx(rest + (value - rest) / 2)


def test_taller_people_are_taller_in_every_bone() -> None:
    keys = FORMS[next(iter(FORMS))]
    small, tall = (posed(keys, None, build=by.Build(stature)) for stature in (1.50, 1.90))
    ratio = length(less(tall.arms[Side.LEFT].elbow, tall.arms[Side.LEFT].shoulder)) / length(
        less(small.arms[Side.LEFT].elbow, small.arms[Side.LEFT].shoulder)
    )
    assert ratio == pytest.approx(1.90 / 1.50)
