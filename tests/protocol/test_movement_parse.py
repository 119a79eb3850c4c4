"""``[movement]`` is read whole, and every fault of it is told at once."""

import tomllib

import pytest

from spinecoach.body import Side
from spinecoach.protocol.faults import Faults
from spinecoach.protocol.movement import (
    LIMITS,
    PLACES,
    SIDED,
    Crop,
    Manner,
    Movement,
    Posture,
    Prop,
    View,
    judge_movement,
    parse_movement,
)

GOOD = """
source = ["movement"]
view = "side"
posture = "sitting"
props = ["chair"]
show = ["lower", "come_up"]
[start]
hand.left = "thigh"
[pose.lower]
arrow = "nose"
cervical.flexion = 40
shoulder.left.flexion = 20
[pose.stay]
like = "lower"
[pose.come_up]
[form.easier]
range_factor = 0.5
[fault.trunk.pose.lower]
thoracic.flexion = 20
[fault.trunk.form.easier.pose.lower]
thoracic.flexion = 12
[fault.hasty]
tempo = 0.4
hold_factor = 0
manner = "steps"
[fault.breath]
unseen = "No landmark moves."
"""


def parsed(text: str) -> tuple[Movement | None, list[str]]:
    faults = Faults("x.toml")
    movement = parse_movement(tomllib.loads(text), "movement", faults)
    return movement, [str(fault).removeprefix("x.toml: movement") for fault in faults.found]


def test_a_whole_movement_is_read() -> None:
    movement, faults = parsed(GOOD)
    assert faults == []
    assert movement is not None
    standard = movement.standard
    assert (standard.view, standard.posture, standard.crop, standard.props) == (
        View.SIDE,
        Posture.SITTING,
        Crop.WHOLE,
        (Prop.CHAIR,),
    )
    assert standard.poses["lower"].angles == {"cervical.flexion": 40.0, "shoulder.left.flexion": 20.0}
    assert standard.poses["stay"].like == "lower"
    assert standard.start.touches == {"hand.left": "thigh"}
    assert movement.forms["easier"].range_factor == 0.5
    assert movement.forms["easier"].view is None
    assert movement.faults["trunk"].poses["lower"].angles == {"thoracic.flexion": 20.0}
    assert movement.faults["trunk"].forms["easier"].poses["lower"].angles == {"thoracic.flexion": 12.0}
    assert (movement.faults["trunk"].tempo, movement.faults["trunk"].manner) == (1.0, Manner.SMOOTH)
    assert (movement.faults["hasty"].tempo, movement.faults["hasty"].hold_factor) == (0.4, 0.0)
    assert movement.faults["breath"].unseen == "No landmark moves."
    assert (movement.side, movement.sources) == (Side.RIGHT, ("movement",))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('view = "side"', "", ".view: found nothing; right would be one of front, side, three-quarter, back"),
        ('view = "side"', 'view = "syde"', '.view: found the text "syde"; right would be side'),
        ("cervical.flexion = 40", "cervical.flexion = 90", "degrees from -70 to 60, as a body can"),
        ("cervical.flexion = 40", "head.retraction = 99", "millimetres from -40 to 45, as a body can"),
        ("cervical.flexion = 40", 'cervical.flexion = "far"', '.cervical.flexion: found the text "far"'),
        ("cervical.flexion = 40", "cervical.twist = 40", "found an unknown motion"),
        ("cervical.flexion = 40", "tail.flexion = 40", ".pose.lower.tail: found an unknown joint"),
        ("cervical.flexion = 40", "cervical = 40", "right would be a table such as cervical.flexion = ..."),
        (
            "shoulder.left.flexion = 20",
            "shoulder.both.flexion = 20",
            "found an unknown side; right would be left or right",
        ),
        (
            "shoulder.left.flexion = 20",
            "shoulder.left = 20",
            "right would be a table such as shoulder.left.flexion = 30",
        ),
        ('hand.left = "thigh"', 'hand.left = "thig"', 'found the text "thig"; right would be thigh'),
        ('hand.left = "thigh"', "hand = 3", "right would be a table such as hand.left = ..."),
        ('arrow = "nose"', 'arrow = "noses"', 'found the text "noses"; right would be nose'),
        ('arrow = "nose"', 'press = ["noze"]', ".press#1: found"),
        (
            'arrow = "nose"',
            "circle = 90",
            ".pose.lower.circle: found the number 90; right would be a number from 1 to 30",
        ),
        ('like = "lower"', 'like = "louver"', '.pose.stay.like: found the text "louver"; right would be lower'),
        (
            'like = "lower"',
            'like = "lower"\nmirror = "lower"',
            "found both like and mirror; right would be one of them",
        ),
        ("[pose.come_up]", '[pose.come_up]\nlike = "stay"', 'found "stay", which itself points on'),
        ("range_factor = 0.5", "range_factor = 5", ".form.easier.range_factor: found the number 5"),
        ('props = ["chair"]', 'props = ["sofa"]', '.props#1: found the text "sofa"'),
        ('props = ["chair"]', 'props = ["chair"]\nzones = ["X3"]', '.zones#1: found the text "X3"'),
        (
            'show = ["lower", "come_up"]',
            'show = ["a", "b", "c"]',
            ".show: found a list of 3; right would be one or two keyframes",
        ),
        ('posture = "sitting"', 'posture = "sitting"\nposter = 3', "found an unknown key"),
        ("tempo = 0.4", "tempo = 0", ".fault.hasty.tempo: found the number 0"),
        ("hold_factor = 0", "hold_factor = 2", ".fault.hasty.hold_factor: found the number 2"),
        ('manner = "steps"', 'manner = "step"', '.fault.hasty.manner: found the text "step"; right would be steps'),
        ('manner = "steps"', "manners = 3", ".fault.hasty.manners: found an unknown key; right would be manner"),
        ("[fault.trunk.pose.lower]", "[fault.trunk.pose.louver]", "found an unknown keyframe; right would be lower"),
        ("[fault.trunk.form.easier.", "[fault.trunk.form.gentle.", ".fault.trunk.form.gentle: found an unknown form"),
        ("form.easier.pose.lower", "form.easier.pose.louver", "found an unknown keyframe; right would be lower"),
        ('unseen = "No landmark moves."', "", ".fault.breath: found nothing; right would be what is altered"),
        ('unseen = "No', 'sinks = 0.5\nunseen = "No', ".fault.breath.unseen: found a movement beside it"),
        ('unseen = "No landmark moves."', 'unseen = ""', ".fault.breath.unseen: found an empty text"),
    ],
)
def test_a_fault_is_told_with_what_would_be_right(old: str, new: str, told: str) -> None:
    movement, faults = parsed(GOOD.replace(old, new, 1))
    assert movement is None
    assert [line for line in faults if told in line], faults


def test_all_faults_are_told_at_once() -> None:
    text = GOOD.replace("flexion = 40", "flexion = 400").replace('"thigh"', '"moon"').replace("0.5", "50")
    movement, faults = parsed(text)
    assert movement is None
    assert len(faults) == 3


def test_a_phase_without_a_keyframe_is_missed() -> None:
    movement, _ = parsed(GOOD)
    assert movement is not None
    faults = Faults("x.toml")
    judge_movement(movement, {"standard": ("lower", "jump"), "harder": ("lower", "fly")}, "movement", faults)
    assert [fault.place for fault in faults.found] == ["movement.pose.jump", "movement.form.harder.pose.fly"]


def test_every_limit_lets_the_joint_stay_at_rest() -> None:
    assert all(low <= 0 <= high and low < high for low, high in LIMITS.values())
    assert {name.split(".")[0] for name in LIMITS} >= SIDED
    assert not {name.split(".")[0] for name in LIMITS} & set(PLACES)
