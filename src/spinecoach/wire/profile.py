"""A profile's file: who the plan is for. Everything in it is optional."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from spinecoach.body import Region
from spinecoach.progress.history import DoneDay, DoneItem
from spinecoach.protocol.exercise import Equipment
from spinecoach.protocol.faults import Fault
from spinecoach.protocol.protocol import Protocol
from spinecoach.screening.answers import Answers, parse_answers
from spinecoach.screening.questions import Questions
from spinecoach.wire.adapter import Adapter
from spinecoach.wire.errors import WireError, shown
from spinecoach.wire.json_value import JSON
from spinecoach.wire.text import parsed


@dataclass(frozen=True, slots=True)
class Profile:
    """Today's pain 0-10, the safety answers, what is at hand, and what was done, as it stands in the file."""

    pain: Mapping[Region, int] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)
    equipment: tuple[Equipment, ...] = (Equipment.CHAIR,)
    history: tuple[DoneDay, ...] = ()


_PAIN: Adapter[Mapping[Region, int]] = Adapter(Mapping[Region, int])
_EQUIPMENT: Adapter[tuple[Equipment, ...]] = Adapter(tuple[Equipment, ...])
_HISTORY: Adapter[tuple[DoneDay, ...]] = Adapter(tuple[DoneDay, ...])
_KEYS = ("pain", "answers", "equipment", "history")


def read_profile(text: str | bytes, where: str, protocol: Protocol, questions: Questions, day: date) -> Profile:
    """The profile that ``text`` holds. Raises WireError naming ``where``, also for a date after ``day``."""
    value = parsed(text, where)
    if not isinstance(value, dict):
        raise WireError(where, "", shown(value), f"an object with any of {', '.join(_KEYS)}")
    for key in value:
        if key not in _KEYS:
            raise WireError(where, key, "a key that is not known", f"one of {', '.join(_KEYS)}")
    standard = Profile()
    profile = Profile(
        pain=_PAIN.take(value["pain"], where, "pain") if "pain" in value else standard.pain,
        answers=take_answers(value.get("answers", {}), where, "answers", questions, day),
        equipment=_EQUIPMENT.take(value["equipment"], where, "equipment")
        if "equipment" in value
        else standard.equipment,
        history=_HISTORY.take(value["history"], where, "history") if "history" in value else standard.history,
    )
    _check(profile, where, protocol, day)
    return profile


def read_answers(text: str | bytes, where: str, questions: Questions, day: date) -> Answers:
    """A file of safety answers. Raises WireError naming ``where``."""
    return take_answers(parsed(text, where), where, "", questions, day)


def take_answers(value: JSON, where: str, place: str, questions: Questions, day: date) -> Answers:
    """Safety answers from plain JSON. Raises WireError for the first fault, telling how many more there are."""
    answers, faults = parse_answers(questions, value, file=where, day=day)
    if answers is None:
        raise fault_told(faults, where, place)
    return answers


def fault_told(faults: tuple[Fault, ...], where: str, place: str = "") -> WireError:
    """The first of some faults below ``place``, and how many more there are."""
    first = faults[0]
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    at = ".".join(filter(None, (place, first.place)))
    return WireError(where, at, first.found, f"{first.right}{more}")


def _check(profile: Profile, where: str, protocol: Protocol, day: date) -> None:
    for region, pain in profile.pain.items():
        _scale(where, f"pain.{region}", pain)
    for at, past in enumerate(profile.history):
        place = f"history[{at}]"
        if past.date > day:
            raise WireError(where, f"{place}.date", f"{past.date}, a day still to come", f"a date no later than {day}")
        for region, pain in past.next_morning.items():
            _scale(where, f"{place}.next_morning.{region}", pain)
        for number, done in enumerate(past.items):
            _done(where, f"{place}.items[{number}]", done, protocol)


def _done(where: str, place: str, done: DoneItem, protocol: Protocol) -> None:
    exercise = protocol.exercises.get(done.code)
    if exercise is None:
        raise WireError(where, f"{place}.code", shown(done.code), f"one of {', '.join(protocol.exercises)}")
    if done.level not in exercise.levels:
        levels = ", ".join(map(str, sorted(exercise.levels)))
        raise WireError(where, f"{place}.level", shown(done.level), f"one of {levels}")
    if done.reps_done is not None and not 0 <= done.reps_done <= 1000:
        raise WireError(where, f"{place}.reps_done", shown(done.reps_done), "a whole number from 0 to 1000")
    for name in ("pain_before", "pain_worst", "effort"):
        _scale(where, f"{place}.{name}", getattr(done, name))


def _scale(where: str, place: str, value: int | None) -> None:
    if value is not None and not 0 <= value <= 10:
        raise WireError(where, place, shown(value), "a whole number from 0 to 10")
