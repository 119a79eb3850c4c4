"""Simulated people: how their pain moves, how lazy and how often ill they are. Every one follows from a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from benchmarks.people import EFFORTS, HURTS, KEEN, MINUTES, MORNINGS, PULL, TYPICAL, People
from spinecoach.app.questions import packaged_questions
from spinecoach.body import Region
from spinecoach.planning.decide import decide
from spinecoach.planning.wishes import PlaceWish, Wishes
from spinecoach.progress.choice import DoseChoice, Reach
from spinecoach.progress.course import BEGINNING, Course
from spinecoach.progress.fold import course_of, progress_at
from spinecoach.progress.history import DoneDay, DoneItem
from spinecoach.progress.light import light_during
from spinecoach.progress.pause import Break, Pause, ended_by
from spinecoach.progress.progress import Progress
from spinecoach.progress.step import Step
from spinecoach.protocol.exercise import Equipment, Exercise, Kind
from spinecoach.protocol.protocol import Protocol
from spinecoach.screening.answers import Answers
from spinecoach.screening.clear import clear
from spinecoach.session.plan import DayPlan, Work

START = date(2026, 1, 1)
DAY = timedelta(days=1)
NO_TO_EVERYTHING = clear(packaged_questions(), Answers(), START)
"""What screening says to everybody here, on every day."""
WORST = 10


@dataclass(slots=True)
class Body:
    """Pain by region drifts around a set point that training moves a little; a flare fades within days."""

    people: People
    chance: Random
    set_point: dict[Region, float]
    now: dict[Region, float]
    sensitive: float
    capacity: float
    eased: float = 0

    @classmethod
    def of(cls, people: People, chance: Random) -> "Body":
        """Somebody's."""
        hurts = [region for region in Region if chance.random() < HURTS] or [chance.choice(list(Region))]
        points = {
            region: chance.uniform(*people.usual) if region in hurts else chance.uniform(0, 0.5) for region in Region
        }
        return cls(people, chance, points, dict(points), chance.uniform(*people.sensitive), chance.uniform(0.5, 2))

    def sleep(self, load: float) -> None:
        """One night: the set point falls a little with training, rises with overload; a flare comes by chance."""
        over = max(0.0, load - self.capacity)
        self.capacity += 0.01 * min(load, self.capacity) - 0.004
        eased = min(self.people.response, self.people.most - self.eased) if load else 0
        self.eased += eased
        for region, point in self.set_point.items():
            self.set_point[region] = min(7.0, max(0.0, point - eased + 0.02 * over * self.sensitive))
            pull = PULL * (self.set_point[region] - self.now[region])
            flare = self.chance.uniform(2.5, 5) if self.chance.random() < self.people.flare else 0
            wobble = self.chance.gauss(0, self.people.wobble)
            self.now[region] += pull + wobble + flare + 0.4 * over * self.sensitive * self.chance.random()

    def pain(self, region: Region) -> int:
        """What is told, 0-10."""
        return min(WORST, max(0, round(self.now[region])))

    def after(self, before: int, work: Work, most: int) -> int:
        """The worst during an exercise at this dose."""
        strain = self.sensitive * (0.3 + work.level / most) * self.chance.random() * 1.6
        return min(WORST, max(0, round(before + strain + self.chance.gauss(-0.4, 0.6))))

    def effort(self, work: Work, most: int) -> int:
        """How hard it was, 0-10."""
        return min(
            WORST, max(0, round((work.effort or 3) + 2 * work.level / most - self.capacity + self.chance.gauss(0, 1)))
        )


@dataclass(frozen=True, slots=True)
class Lived:
    """One session in which something was done: the plan, what became of it, and what it was made of."""

    day: date
    plan: DayPlan
    done: DoneDay
    progress: Progress
    wishes: Wishes


@dataclass(slots=True)
class Life:
    """A whole simulated time."""

    days: list[Lived] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    choices: tuple[DoseChoice, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)


def live(protocol: Protocol, number: int, days: int, people: People = TYPICAL) -> Life:
    """Person ``number``, day by day: ill, away, forgetful; does all or a part of the plan; tells the morning or not."""
    chance = Random(number)
    body, keen = Body.of(people, chance), chance.uniform(*KEEN)
    told_mornings, tells_effort = chance.uniform(*MORNINGS), chance.uniform(*EFFORTS)
    wishes = _wishes(chance, body)
    moments = chance.randint(1, 3) if wishes.minutes == min(MINUTES) else 1
    life = Life(choices=_choices(chance, protocol, days), wishes=wishes)
    away = _away(chance, days)
    course: Course = BEGINNING
    waiting: list[DoneDay] = []
    pauses: tuple[Pause, ...] = ()
    load = 0.0
    for n in range(days):
        day = START + n * DAY
        body.sleep(load)
        load = 0.0
        if waiting:
            course, steps = _folded(protocol, course, waiting, pauses, _morning(chance, body, told_mornings))
            life.steps += steps
            waiting = []
        chosen = [choice for choice in life.choices if choice.day == day]
        course, steps = course_of(protocol, [], day, choices=chosen, course=course)
        life.steps += steps
        pauses += tuple(Pause(day, None, why) for start, why, told in away if start == n and told)
        if any(start <= n < start + length for (start, _, _), length in away.items()) or chance.random() > keen:
            continue
        pauses = ended_by(pauses, {day})
        for _ in range(moments):
            so_far = course_of(protocol, waiting, day, pauses=pauses, course=course)[0] if waiting else course
            progress = progress_at(protocol, so_far, day, pauses)
            asked = _asked(wishes, body, life.choices, day)
            plan = decide(protocol, NO_TO_EVERYTHING, progress, asked, day)
            done = _session(protocol, chance, body, plan, tells_effort)
            if done:
                codes = tuple(item.work.code for item in plan.items)
                waiting.append(DoneDay(day, tuple(done), planned=codes))
                load += sum(_load(protocol.exercises[item.code], item) for item in done)
                life.days.append(Lived(day, plan, waiting[-1], progress, asked))
    return life


def _folded(
    protocol: Protocol, course: Course, done: Sequence[DoneDay], pauses: Sequence[Pause], morning: Mapping[Region, int]
) -> tuple[Course, tuple[Step, ...]]:
    whole = [replace(each, next_morning=morning) for each in done]
    return course_of(protocol, whole, done[0].date, pauses=pauses, course=course)


def _wishes(chance: Random, body: Body) -> Wishes:
    return Wishes(
        minutes=chance.choice(MINUTES),
        place=chance.choice(list(PlaceWish)),
        equipment=frozenset(thing for thing in Equipment if chance.random() < 0.8) | {Equipment.CHAIR},
        regions=tuple(region for region in Region if body.set_point[region] > 1),
    )


def _choices(chance: Random, protocol: Protocol, days: int) -> tuple[DoseChoice, ...]:
    found = []
    for code, exercise in protocol.exercises.items():
        if chance.random() < 0.08:
            day = START + chance.randrange(days) * DAY
            reach = chance.choice([Reach.STAY, Reach.BEYOND])
            found.append(
                DoseChoice(
                    day, code, reach, chance.randint(1, exercise.article_levels[1]) if reach is Reach.STAY else None
                )
            )
    return tuple(sorted(found, key=lambda choice: choice.day))


def _away(chance: Random, days: int) -> dict[tuple[int, Break, bool], int]:
    """(first day, why, whether it was told) -> days; one holiday, and illness twice a year."""
    found = {(chance.randrange(days), Break.HOLIDAY, chance.random() < 0.6): chance.randint(5, 16)}
    for _ in range(chance.choice([0, 1, 2, 3])):
        found[(chance.randrange(days), Break.SICK, chance.random() < 0.5)] = chance.randint(2, 12)
    return found


def _morning(chance: Random, body: Body, often: float) -> Mapping[Region, int]:
    return {region: body.pain(region) for region in Region} if chance.random() < often else {}


def _asked(wishes: Wishes, body: Body, choices: Sequence[DoseChoice], day: date) -> Wishes:
    """With the pain of the moment and what was chosen up to the day."""
    return replace(
        wishes,
        pain={region: body.pain(region) for region in Region},
        opt_in=frozenset(c.code for c in choices if c.reach is Reach.BEYOND and c.day <= day),
    )


def _session(protocol: Protocol, chance: Random, body: Body, plan: DayPlan, tells_effort: float) -> list[DoneItem]:
    """The plan as far as it went: softened when it hurts, replaced when it still does, stopped when it must."""
    done: list[DoneItem] = []
    for item in plan.items:
        works = [item.work, *item.if_it_hurts]
        stands_for = None
        for place, work in enumerate(works):
            exercise = protocol.exercises[work.code]
            most = exercise.article_levels[1]
            region = next(r for r, name in protocol.region_complex.items() if name is exercise.complex)
            before = body.pain(region)
            worst = body.after(before, work, most)
            light = light_during(protocol.lights, before, worst)
            hurts, soft = light in {"R", "B"}, place == 0 and light == "R"
            whole = None if work.reps is None else work.reps * work.sides * work.zones
            reps = (
                None if whole is None else max(1, round(whole * (0.4 if hurts else chance.choice([1, 1, 1, 1, 0.8]))))
            )
            effort = body.effort(work, most) if chance.random() < tells_effort else None
            done.append(DoneItem(work.code, work.level, reps, before, worst, effort, soft, stands_for))
            if light == "B":
                return done
            if not hurts or chance.random() < 0.6:  # softening was enough
                break
            stands_for = item.work.code
        if chance.random() < 0.04:  # called away
            break
    return done


def _load(exercise: Exercise, item: DoneItem) -> float:
    return (0.35 if exercise.kind is Kind.ISOMETRIC else 0.15) * (1 + item.level) / 4
