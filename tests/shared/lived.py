"""Weeks of somebody's life with spinecoach, written into a record as the pages would: sessions, pains, answers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from random import Random

from front_door import StillClock, answer_gate, plan_of, practice

from spinecoach.app.along import AlongKind
from spinecoach.app.practice import Practice
from spinecoach.app.session_log import write_plan
from spinecoach.app.tell_pain import tell_pain
from spinecoach.body import Region
from spinecoach.session.plan import DayPlan
from spinecoach.session.rehearse import rehearse
from spinecoach.session.script import Script, compile_plan
from spinecoach.session.vocabulary import Command, EventKind, Question, SessionEvent, Told
from spinecoach.wire.json_value import JSON

Fact = tuple[str, Mapping[str, JSON]]

CODES = ("C1", "C2", "C4", "C6", "L2")
"""A daily session of some ten minutes."""
DAY_S = 86_400


def live(
    room: Practice,
    days: int,
    codes: tuple[str, ...] = CODES,
    *,
    seed: int = 1,
    skips: float = 0.25,
    camera: bool = True,
) -> None:
    """So many days up to the clock's: sessions on most, pain that eases, mornings, measures, ranges of the neck."""
    chance, clock = Random(seed), room.clock
    assert isinstance(clock, StillClock)
    clock.passed -= days * DAY_S
    answer_gate(room)
    room.note(
        [(AlongKind.ACTIVITIES_NAMED, {"day": _day(room), "activities": {"a1": "Look over my shoulder to park"}})]
    )
    for number in range(days):
        clock.passed += DAY_S
        usual = 5 - 3 * number / days
        if number % 14 == 0:
            room.note(_measured(room, number, days))
        if chance.random() < skips:
            continue
        pain = _near(chance, usual)
        tell_pain(room, {"neck": pain})
        room.note([(AlongKind.MORNING_TOLD, {"day": _day(room), "pain": {"neck": _near(chance, usual)}})])
        worst = min(6, pain + chance.choice((0, 0, 1)))
        write_plan(room, f"day{number}", planned(room, codes, pain), _facts(codes, pain, worst))
        if camera and number % 3 == 0:
            room.note([_ranged(room, "neck-rotation-left", 55 + chance.gauss(0, 2), f"day{number}"),
                       _ranged(room, "neck-rotation-right", 45 + 25 * number / days, f"day{number}")])  # fmt: skip


@cache
def _facts(codes: tuple[str, ...], pain: int, worst: int) -> tuple[SessionEvent, ...]:
    room = practice()
    script = compile_plan(room.protocol, planned(room, codes, pain), "en", "112")
    asked = [event for event in _events(script, ()) if event.kind is EventKind.ASKED]
    answers = {Question.PAIN_WORST: worst, Question.EFFORT: 3}
    told = [
        Told(event.t, Command.ANSWERED, event.question, answers[event.question])
        for event in asked
        if event.question in answers
    ]
    return _events(script, told)


def _events(script: Script, told: Sequence[Told]) -> tuple[SessionEvent, ...]:
    return tuple(event for event in rehearse(script, told) if isinstance(event, SessionEvent))


def planned(room: Practice, codes: Sequence[str], pain: int) -> DayPlan:
    """A plan of these exercises, with that much pain in the neck."""
    return replace(plan_of(room, *codes), pain={**dict.fromkeys(Region, 0), Region.NECK: pain})


def _measured(room: Practice, number: int, days: int) -> list[Fact]:
    able = round(4 + 4 * number / days)
    return [
        (AlongKind.MEASURED, {"day": _day(room), "measure": "activity", "values": {"a1": able}}),
        (AlongKind.MEASURED, {"day": _day(room), "measure": "sleep", "values": {"": 6}}),
    ]


def _ranged(room: Practice, movement: str, degrees: float, session: str) -> Fact:
    body: Mapping[str, JSON] = {
        "day": _day(room),
        "movement": movement,
        "degrees": degrees,
        "confidence": 0.8,
        "session": session,
    }
    return AlongKind.RANGE_MEASURED, body


def _day(room: Practice) -> str:
    return room.clock.today().isoformat()


def _near(chance: Random, usual: float) -> int:
    return max(0, min(10, round(chance.gauss(usual, 1))))
