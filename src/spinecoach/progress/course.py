"""Takes one day more into account: Course + day -> Course + the steps that it led to (clinical.md 3.2-3.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from spinecoach.body import Region
from spinecoach.progress.choice import DoseChoice, Reach, most_of
from spinecoach.progress.history import DoneDay, DoneItem
from spinecoach.progress.ladder import EASIER, Rung, Seen, after_day, after_gap, is_ready, stepped_up
from spinecoach.progress.light import Light, light_after, light_during, worst_of
from spinecoach.progress.mornings import Mornings, told
from spinecoach.progress.pause import DAY, Pause, paused_between
from spinecoach.progress.step import Step
from spinecoach.protocol.exercise import Complex
from spinecoach.protocol.protocol import Protocol


@dataclass(frozen=True, slots=True)
class Course:
    """Where everything stands after the days so far. ``last`` is the last day on which something was done.

    ``done`` has the codes of each such day, ``sessions`` what each session of a day held; whoever folds days adds them
    there, all at once.
    """

    rungs: Mapping[str, Rung] = field(default_factory=dict)
    mornings: Mapping[Region, Mornings] = field(default_factory=dict)
    flare_since: Mapping[Region, date] = field(default_factory=dict)
    drifted: Mapping[Region, date] = field(default_factory=dict)
    done: Mapping[date, tuple[str, ...]] = field(default_factory=dict)
    sessions: Mapping[date, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    lights: Mapping[str, Light] = field(default_factory=dict)
    """Of the last session with it, without the morning after."""
    why: Mapping[str, Step] = field(default_factory=dict)
    choices: Mapping[str, DoseChoice] = field(default_factory=dict)
    last: date | None = None


BEGINNING = Course()
Taken = tuple[Course, tuple[Step, ...]]


def choose(protocol: Protocol, course: Course, choice: DoseChoice) -> Taken:
    """How far an exercise may grow from now on; it comes down at once where it stands higher."""
    course = replace(course, choices={**course.choices, choice.code: choice})
    rung = course.rungs.get(choice.code)
    most = most_of(protocol.exercises[choice.code], choice)
    if rung is None or rung.level <= most:
        return course, ()
    rule = "dose-stay" if choice.reach is Reach.STAY else "dose-grow"
    step = Step(choice.day, choice.code, rule, rung.level, most)
    return _moved(course, {choice.code: rung.at(most, choice.day, rung.pain)}, (step,))


def advance(protocol: Protocol, course: Course, day: DoneDay, pauses: Sequence[Pause] = ()) -> Taken:
    """All of one day: what was missed before it, a flare, each exercise, the morning after. Days come in order."""
    steps: list[Step] = []
    if day.items:
        course, more = _gap(protocol, course, day.date, pauses)
        steps += more
        course, more = _flares(protocol, course, day)
        steps += more
        course, more = _exercises(protocol, course, day)
        steps += more
    if day.next_morning:
        course, more = _morning(protocol, course, day)
        steps += more
    return course, tuple(steps)


def waited(protocol: Protocol, course: Course, day: date, pauses: Sequence[Pause] = ()) -> Taken:
    """As it stands on ``day`` when nothing was done since."""
    return _gap(protocol, course, day, pauses)


def regions_of(protocol: Protocol, name: Complex) -> tuple[Region, ...]:
    """The regions that a complex answers, the one it is named for first."""
    return tuple([region for region, answer in protocol.region_complex.items() if answer is name])


def base_of(protocol: Protocol, course: Course, name: Complex) -> int | None:
    """The usual morning of a complex: that of the region which hurts most."""
    known = [course.mornings[region] for region in regions_of(protocol, name) if region in course.mornings]
    return max((base for each in known if (base := each.base) is not None), default=None)


def _moved(course: Course, rungs: Mapping[str, Rung], steps: Sequence[Step], **more: Any) -> Taken:
    if not rungs:
        return course, ()
    # A day in a lower form says nothing of the level; what led to it stays the reason.
    why = {**course.why, **{s.code: s for s in steps if s.rule != "dose-lower" or s.code not in course.why}}
    return replace(course, rungs={**course.rungs, **rungs}, why=why, **more), tuple(steps)


def _gap(protocol: Protocol, course: Course, day: date, pauses: Sequence[Pause]) -> Taken:
    if course.last is None:
        return course, ()
    rules = protocol.dosing
    paused = paused_between(pauses, course.last, day) if pauses else 0
    missed = max(0, (day - course.last).days - 1 - min(paused, rules.gap.pause_keeps_days))
    if missed < rules.gap.least:
        return course, ()
    rungs, steps = {}, []
    for code, rung in course.rungs.items():
        rungs[code], step = after_gap(rules, code, rung, missed, day)
        if step:
            steps.append(step)
    return _moved(course, rungs, steps)


def _flares(protocol: Protocol, course: Course, day: DoneDay) -> Taken:
    """Notes a flare by the pain before the session, and takes the complex some levels down for afterwards."""
    before: dict[Complex, int] = {}
    for item in day.items:
        name = protocol.exercises[item.code].complex
        before[name] = max(before.get(name, 0), item.pain_before or 0)
    flare, dosing = protocol.planning.flare, protocol.dosing
    since, mornings = dict(course.flare_since), dict(course.mornings)
    rungs: dict[str, Rung] = {}
    steps = []
    for name, pain in before.items():
        region = regions_of(protocol, name)[0]
        known = mornings.setdefault(region, Mornings())
        if known.before is None:
            mornings[region] = known = replace(known, before=pain)
        begun = since.get(region)
        if begun is not None and day.date - begun >= timedelta(days=flare.days):
            del since[region]
        rises = known.base is not None and known.base + flare.rise <= pain < protocol.planning.pain.blocks_from
        if region in since or not rises:
            continue
        since[region] = day.date
        if begun is not None and _goes_on(protocol, course, day.date):
            continue
        for code in (e.code for e in protocol.complex_of(name) if e.code in course.rungs):
            rung = course.rungs[code]
            level = max(EASIER, rung.level - dosing.flare_down)
            rungs[code] = rung.at(level, day.date, known.base)
            steps.append(Step(day.date, code, "dose-flare", rung.level, level))
    if since != course.flare_since or mornings != course.mornings:
        course = replace(course, flare_since=since, mornings=mornings)
    return _moved(course, rungs, steps)


def _goes_on(protocol: Protocol, course: Course, day: date) -> bool:
    """Whether a flare that no calm session has ended is still the same one: no more days were missed than change
    nothing. Its levels were taken already, and nobody has come back to them yet."""
    return course.last is not None and (day - course.last).days <= protocol.dosing.gap.least


def _exercises(protocol: Protocol, course: Course, day: DoneDay) -> Taken:
    """Every exercise of the day up or down its levels."""
    by_code: dict[str, list[DoneItem]] = {}
    for item in day.items:
        by_code.setdefault(item.code, []).append(item)
    replaced = {item.stands_for for item in day.items}
    after = {
        name: (
            _light_after(protocol, course, day, name),
            base_of(protocol, course, name),
            bool(course.flare_since) and regions_of(protocol, name)[0] in course.flare_since,
        )
        for name in {protocol.exercises[code].complex for code in by_code}
    }
    rungs, steps, lights = {}, {}, dict(course.lights)
    for code, items in by_code.items():
        exercise = protocol.exercises[code]
        during = tuple([light_during(protocol.lights, item.pain_before, item.pain_worst) for item in items])
        lights[code] = worst_of(light or Light.AMBER for light in during)
        morning, pain, flares = after[exercise.complex]
        seen = Seen(exercise, items, during, morning, code in replaced, pain, flares and code in course.rungs)
        rungs[code], steps[code] = after_day(protocol.dosing, course.rungs.get(code), seen, day.date)
    found = _ups(protocol, course, rungs, steps, day.date)
    return _moved(course, rungs, tuple(found.values()), lights=lights, last=day.date)


def _light_after(protocol: Protocol, course: Course, day: DoneDay, name: Complex) -> Light | None:
    """The morning after, of the regions of this complex; None when it was not answered."""
    if not day.next_morning:
        return None
    rules, lights = protocol.dosing.morning, []
    for region in regions_of(protocol, name):
        known, pain = course.mornings.get(region), day.next_morning.get(region)
        if pain is not None or region not in day.unanswered:
            lights.append(light_after(rules, known.base if known else None, pain or 0))
    return worst_of(lights) if lights else None


def _ups(
    protocol: Protocol, course: Course, rungs: dict[str, Rung], steps: Mapping[str, Step], day: date
) -> Mapping[str, Step]:
    """At most one step up a complex and day: the one that has been ready for longest. Changes ``rungs``."""
    found = dict(steps)
    ready: dict[Complex, list[str]] = {}
    for code, step in steps.items():
        if step.rule != "dose-calm":
            continue
        exercise, choice = protocol.exercises[code], course.choices.get(code)
        if rungs[code].level >= most_of(exercise, choice):
            held = choice is not None and choice.reach is Reach.STAY
            found[code] = step.by("dose-stay" if held else "dose-top", step.level)
        elif is_ready(protocol.dosing, rungs[code], exercise, day):
            ready.setdefault(exercise.complex, []).append(code)
    for name, codes in ready.items():
        chosen = max(codes, key=lambda code: (len(rungs[code].greens), -list(protocol.exercises).index(code)))
        rungs[chosen] = stepped_up(rungs[chosen], day, base_of(protocol, course, name))
        for code in codes:
            rule = "dose-up" if code == chosen else "dose-ready"
            found[code] = steps[code].by(rule, rungs[code].level)
    return found


def _morning(protocol: Protocol, course: Course, day: DoneDay) -> Taken:
    mornings, drifted = dict(course.mornings), dict(course.drifted)
    drifts = False
    for region, pain in day.next_morning.items():
        mornings[region], drifting = told(protocol.dosing, mornings.get(region, Mornings()), pain)
        if drifting:
            drifts, drifted[region] = True, day.date + DAY
    course = replace(course, mornings=mornings, drifted=drifted)
    if not drifts:
        return course, ()
    rungs, steps = {}, []
    for code, rung in course.rungs.items():
        level = max(EASIER, rung.level - protocol.dosing.drift.down)
        rungs[code] = rung.at(level, day.date, rung.pain)
        steps.append(Step(day.date, code, "dose-drift", rung.level, level))
    return _moved(course, rungs, steps)
