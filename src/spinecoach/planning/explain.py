"""Why an exercise is in, and why it is done the way it is."""

from datetime import timedelta

from spinecoach.planning.candidate import Candidate
from spinecoach.planning.pool import is_massage_first
from spinecoach.planning.today import Today
from spinecoach.planning.turn import has_turn
from spinecoach.protocol.exercise import Complex, Kind
from spinecoach.session.plan import Reason, Work

MASSAGE_FIRST = "A5"
DAILY = "A8"


def why_in(today: Today, candidate: Candidate) -> tuple[Reason, ...]:
    """The rules that ask for it: what hurts, what is linked to it, then whose turn it is, then what the week lacks."""
    exercise, planning = candidate.exercise, today.protocol.planning
    found = []
    if exercise.kind is Kind.MASSAGE and is_massage_first(today, exercise.complex):
        found.append(today.say(MASSAGE_FIRST))
    if today.concern(exercise.complex):
        regions = (
            r for r in today.regions_of(exercise.complex) if today.wishes.pain.get(r) or r in today.wishes.regions
        )
        region = next(regions)
        found.append(today.say(planning.region_rules[region], region=today.word(region)))
    found += [
        today.say(planning.link_rules[other, exercise.complex])
        for other in Complex
        if exercise.complex in today.protocol.linked[other] and today.concern(other)
    ]
    last = today.progress.last_done(exercise.code, today.day)
    if last is None:
        found.append(today.say("first-time"))
    elif has_turn(today, exercise):
        found.append(today.say("turn", sessions=today.progress.waited(exercise.code, today.day)))
    elif today.day - last >= timedelta(days=planning.week.days):
        found.append(today.say("not-this-week"))
    return tuple(found) or (today.say(DAILY),)


def why_done_so(today: Today, candidate: Candidate, work: Work) -> tuple[Reason, ...]:
    """The form and the level: easier, what the days before led to, shorter, and what screening ordered."""
    found = list(candidate.reasons)
    step = today.progress.why.get(candidate.exercise.code)
    if step is not None:
        found.append(today.say(step.rule, needed=today.protocol.dosing.up.days, **step.gaps))
    if work.level < candidate.ordered:
        found.append(today.say("shorter", minutes=today.wishes.minutes))
    for change in work.changes:
        name, _, value = change.partition(":")
        found.append(today.say(name, value=value))
    return tuple(found)
