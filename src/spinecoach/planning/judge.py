"""Judges one exercise for today: why it cannot be done, or at which level and why it is done so."""

from spinecoach.planning.today import Today
from spinecoach.planning.wishes import PlaceWish
from spinecoach.planning.work import lacking, make_work
from spinecoach.progress.light import Light
from spinecoach.progress.progress import DAY
from spinecoach.protocol.exercise import Exercise, Place
from spinecoach.screening.clearance import ClearedExercise
from spinecoach.session.plan import Reason, Work


def closed_by(today: Today, exercise: Exercise) -> tuple[Reason, ...]:
    """Why neither this exercise nor a link to it may stand in today's plan; empty when it may."""
    found = (*_screening(today, exercise), *_pain(today, exercise), *_place(today, exercise))
    return tuple({reason.id: reason for reason in reversed(found)}.values())[::-1]


def resting_by(today: Today, exercise: Exercise) -> tuple[Reason, ...]:
    """Why an exercise that is open rests today of itself."""
    found = []
    name, code, planning = exercise.complex, exercise.code, today.protocol.planning
    region = today.flaring(name)
    if region and code not in planning.flare.codes[name]:
        found.append(today.say("flare", region=today.word(region)))
    last = today.progress.last_done(code, today.day)
    if last == today.day and today.progress.last_light.get(code) is Light.BLACK:
        found.append(today.say("rests-today"))
    until = today.progress.retired_until.get(code)
    if until and today.day < until:
        found.append(today.say("retired"))
    level = ordered_level(today, exercise)[0]
    alternates = exercise.alternate_days_from_level
    if alternates is not None and level >= alternates and last and today.day - last <= planning.week.rest_days * DAY:
        found.append(today.say("every-other-day"))
    return tuple(found)


def ordered_level(today: Today, exercise: Exercise) -> tuple[int, tuple[Reason, ...]]:
    """The level to do today at most, and what made it 0 if it is."""
    name, code, planning = exercise.complex, exercise.code, today.protocol.planning
    easier = []
    if region := today.flaring(name):
        easier.append(today.say("easier-flare", region=today.word(region)))
    elif today.is_easier(name):
        region = today.regions_of(name)[0]
        easier.append(today.say("easier-pain", region=today.word(region), pain=today.wishes.pain[region]))
    most = max(exercise.levels) if code in today.wishes.opt_in else exercise.article_levels[1]
    level = min(today.progress.levels.get(code, 1), most)
    if level == 0 and not easier:
        easier.append(today.say("easier-level"))
    cleared = today.clearance.of(code)
    by_change = cleared is not None and any(name in planning.easier_by_change for name in cleared.limits.names)
    return (0 if easier or by_change else level), tuple(easier)


def missing_for(today: Today, work: Work) -> tuple[Reason, ...]:
    """What this form needs and is not at hand, as a reason; empty when all is there."""
    needs = lacking(today.protocol.exercises[work.code], work, today.wishes.things)
    if not needs:
        return ()
    either = [" or ".join(today.word(thing) for thing in need) for need in needs]
    return (today.say("equipment", things=" and ".join(either)),)


def works_of(today: Today, cleared: ClearedExercise, level: int) -> tuple[Work, ...]:
    """The works of one form from the gentlest to ``level``; only level 0 where 0 is ordered."""
    levels = today.protocol.exercises[cleared.code].levels
    form = levels[level].variant
    fitting = [n for n in levels if n == level or (1 <= n < level and levels[n].variant is form)]
    return tuple(make_work(today.protocol, cleared, n) for n in sorted(fitting))


def _screening(today: Today, exercise: Exercise) -> tuple[Reason, ...]:
    if today.clearance.of(exercise.code):
        return ()
    rows = dict(today.clearance.blocked).get(exercise.code, ())
    said = today.rows()
    reasons = tuple(Reason(row, said[row]) for row in rows if row in said)
    return reasons or (today.say("blocked"),)


def _pain(today: Today, exercise: Exercise) -> tuple[Reason, ...]:
    rules = today.protocol.planning.pain
    found = []
    if region := today.resting_for(exercise.complex):
        found.append(today.say(rules.blocks_row, region=today.word(region), pain=today.wishes.pain[region]))
    for limit in rules.limits:
        pain = today.wishes.pain.get(limit.region, 0)
        if exercise.code in limit.codes and pain >= limit.pain_from:
            found.append(today.say(limit.sentence, region=today.word(limit.region), pain=pain))
    return tuple(found)


def _place(today: Today, exercise: Exercise) -> tuple[Reason, ...]:
    on_floor = exercise.place is Place.FLOOR
    return (today.say("place"),) if on_floor and today.wishes.place is PlaceWish.CHAIR else ()
