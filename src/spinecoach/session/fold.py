"""One stored event more: facts -> facts. The live machine and the resume after a crash both go through here."""

import math
from dataclasses import replace

from spinecoach.body import Region
from spinecoach.protocol.exercise import Kind
from spinecoach.session.chain import form_of, massage, next_link, pain_before
from spinecoach.session.ease import Ease
from spinecoach.session.facts import Calm, Facts, Role, Run, Standing
from spinecoach.session.light import AMBER, BLACK, light_of, worse
from spinecoach.session.script import Script
from spinecoach.session.timing import lies_after
from spinecoach.session.vocabulary import EventKind as K
from spinecoach.session.vocabulary import Question, SessionEvent

NOTHING_DONE = "nothing_done"
"""Why a session that came to its end was none: all of it was skipped."""
SEVERE, PAIN_CHANGED, ASKED_TO = "severe_pain", "pain_changed", "asked"
DONE, SOFTENED, HURT, SKIPPED, STOPPED, BLACK_LIGHT, BACK = (
    "done",
    "softened",
    "hurt",
    "skipped",
    "stopped",
    "black",
    "back",
)
BREATHE, SIT_UP = "breathe", "sit_up"


def first_facts(script: Script) -> Facts:
    """Before the first event."""
    return Facts(standing=(Standing(),) * len(script.items), pain=dict(script.pain))


def fold(script: Script, facts: Facts, event: SessionEvent) -> Facts:
    """Facts after ``event``. Kinds that change nothing (refusals, faults seen) leave them as they are."""
    match event.kind:
        case K.SESSION_STARTED:
            return replace(facts, started=True)
        case K.EXERCISE_STARTED:
            return replace(facts, run=_started(script, facts, event), asking=None, led=False)
        case K.EXERCISE_FINISHED:
            return replace(_finished(script, facts, event), led=False)
        case K.CAMERA_LED:
            return replace(facts, led=True)
        case K.PAUSED:
            return replace(facts, led=False)
        case K.ASKED:
            return replace(facts, asking=event.question, region=Region(event.region) if event.region else None)
        case K.ANSWERED:
            return _answered(script, facts, event)
        case K.SCREENING_ANSWERED:
            return replace(facts, ends=event.reason)
        case K.STOPPED:
            return replace(facts, ended=event.reason)
        case K.SESSION_DONE:
            return replace(facts, ended=DONE)
        case K.WENT_BACK if event.item is not None:
            return replace(facts, settled=facts.settled - {event.item})
        case _:
            run = facts.run
            return _between(script, facts, event) if run is None else _in_run(script, facts, run, event)


def _between(script: Script, facts: Facts, event: SessionEvent) -> Facts:
    """No exercise is under way."""
    match event.kind:
        case K.SUBSTITUTED if event.item is not None:
            link = next_link(script, facts, event.item) or 0
            return replace(facts, standing=_with(facts, event.item, Standing(link)), broken=None)
        case K.REGION_RESTED if event.region is not None and event.item is not None:
            settled = facts.settled | {event.item}
            rested = facts.rested | {Region(event.region)}
            facts = replace(facts, settled=settled, rested=rested, broken=None)
            return replace(facts, calm=Calm(massage(script, facts)))
        case K.SKIPPED if event.item is not None:
            return replace(facts, settled=facts.settled | {event.item})
        case K.HURT:
            return replace(facts, hurt=True, asking=None)
        case K.REST_ENDED if event.reason == BREATHE:
            return replace(facts, calm=None)
        case K.CAMERA_YIELDED:
            return replace(facts, led=False)
        case _:
            return facts


def _in_run(script: Script, facts: Facts, run: Run, event: SessionEvent) -> Facts:
    seconds = event.seconds or 0.0
    match event.kind:
        case K.SET_STARTED:
            run = replace(run, begun=True, set_begun=True, not_before=0.0)
        case K.REP_COUNTED:
            left = None if run.reps_left is None else max(0, run.reps_left - 1)
            run = replace(
                run, done=run.done + 1, reps_done=run.reps_done + 1, reps_left=left, counted_at=event.t,
                counted_by=event.by, verdict=None,
            )  # fmt: skip
            code = script.items[run.item][run.link].work.code
            facts = replace(facts, worked=True, counts={**facts.counts, code: facts.counts.get(code, 0) + 1})
        case K.PROGRESSED if run.duration_s is not None:
            facts = replace(facts, worked=True)
            run = replace(run, seconds=seconds, verdict=None)
        case K.SIDE_SWITCHED | K.ZONE_CHANGED:
            run = replace(run, set=run.set + 1, done=0, set_begun=False, not_before=event.t + seconds)
        case K.REST_STARTED if event.reason is None:
            run = replace(run, not_before=event.t + seconds)
        case K.REST_ENDED if event.reason == SIT_UP:
            run = replace(run, sat_up=True)
        case K.REST_ENDED:
            run = replace(run, not_before=event.t)
        case K.HURT:
            return replace(facts, asking=None, run=replace(run, hurt=True, verdict=None))
        case K.SOFTENED:
            standing = _with(facts, run.item, Standing(run.link, Ease.SOFTENED)) if run.role is not Role.CALM else None
            return replace(facts, run=_softened(script, run), standing=standing or facts.standing)
        case K.SKIPPED:
            run = replace(run, ending=SKIPPED)
        case _:
            return _seen(facts, run, event)
    return replace(facts, run=run)


def _seen(facts: Facts, run: Run, event: SessionEvent) -> Facts:
    """What only a camera tells of an exercise."""
    match event.kind:
        case K.FAULT_SEEN:
            return replace(facts, run=replace(run, faults=run.faults | {(event.reason or "", run.reps_done)}))
        case K.CAMERA_YIELDED:
            yielded = run.yielded | {event.reason or ""}
            return replace(facts, led=False, run=replace(run, yielded=yielded))
        case _:
            return facts


def _started(script: Script, facts: Facts, event: SessionEvent) -> Run:
    item = event.item or 0
    standing = facts.standing[item]
    link, ease, role = standing.link, standing.ease, Role.SUBSTITUTE if standing.link else Role.ITEM
    if facts.calm and facts.calm.massage:
        item, link = facts.calm.massage
        ease, role = Ease.PLANNED, Role.CALM
    taken = script.items[item][link].measure
    run = Run(
        item, link, role, Ease.PLANNED, pain_before(script, facts, item, link), taken.reps_in_all, taken.duration_s
    )
    return _softened(script, run) if ease is Ease.SOFTENED else replace(run, ease=ease)


def _softened(script: Script, run: Run) -> Run:
    soft = script.softened
    run = replace(run, ease=Ease.SOFTENED, verdict=None, wants_softer=False)
    if run.duration_s is None:
        return replace(run, reps_left=min(run.reps_left or 0, soft.reps_left))
    left = math.ceil((run.duration_s - run.seconds) * soft.timed_factor)
    return replace(run, duration_s=run.seconds + left, check_at_s=run.seconds + soft.timed_asks_after_s)


def _answered(script: Script, facts: Facts, event: SessionEvent) -> Facts:
    run, value, light = facts.run, event.value, event.light
    region, facts = facts.region, replace(facts, asking=None, region=None)
    if event.question is Question.PAIN_BEFORE:
        if region is None or value is None:
            return facts
        ends = PAIN_CHANGED if value >= script.pain_changes_plan else facts.ends
        return replace(facts, pain={**facts.pain, region: value}, ends=ends)
    if light == BLACK:
        facts = replace(facts, ends=SEVERE)
    if run is None:
        return replace(facts, hurt=False)
    match event.question:
        case Question.PAIN:
            at_check = run.over or (run.check_at_s is not None and run.seconds >= run.check_at_s)
            run = replace(
                _with_pain(run, value, light),
                hurt=False,
                verdict=light,
                checked=run.checked or (run.ease is Ease.SOFTENED and at_check),
                # Whoever has said how much it hurts at the end is not asked for the worst a moment later.
                worst_asked=run.worst_asked or run.over,
                ease=Ease.SMOOTHER if light == AMBER and run.ease is Ease.PLANNED else run.ease,
            )
        case Question.SOFTER:
            run = replace(run, verdict=None, wants_softer=value == 1)
        case Question.PAIN_WORST:
            run = replace(_with_pain(run, value, light), worst_asked=True)
            if value is None:
                run = replace(run, light=worse(run.light or AMBER, AMBER))
        case Question.EFFORT:
            run = replace(run, effort=value, effort_asked=True)
        case _:
            pass
    return replace(facts, run=run)


def _with_pain(run: Run, value: int | None, light: str | None) -> Run:
    if value is None or light is None:
        return run
    return replace(run, worst=max(value, run.worst or 0), light=worse(light, run.light or light))


def _finished(script: Script, facts: Facts, event: SessionEvent) -> Facts:
    run = facts.run
    if run is None:
        return facts
    routine = script.items[run.item][run.link]
    facts = replace(facts, run=None, asking=None)
    if run.begun:
        facts = replace(facts, lies=lies_after(routine.positions, facts.lies))
    if routine.kind is Kind.MASSAGE and run.seconds > 0:
        facts = replace(facts, massaged=True)
    match event.reason:
        case reason if reason == BACK:
            return facts
        case reason if reason == BLACK_LIGHT:
            return replace(facts, ends=SEVERE)
        case reason if reason == STOPPED:
            return replace(facts, ends=facts.ends or ASKED_TO)
        case reason if reason == HURT:
            facts = replace(facts, hurting=facts.hurting | {form_of(routine)})
            if run.role is Role.CALM:
                return replace(facts, calm=Calm(None), settled=facts.settled | _own(run))
            return replace(facts, broken=run.item)
        case _:
            calm = None if run.role is Role.CALM else facts.calm
            return replace(facts, calm=calm, settled=facts.settled | _own(run))


def _own(run: Run) -> frozenset[int]:
    """The item that a run settles: a massage borrowed from a chain settles none."""
    return frozenset() if run.role is Role.CALM and run.link else frozenset({run.item})


def _with(facts: Facts, item: int, standing: Standing) -> tuple[Standing, ...]:
    return (*facts.standing[:item], standing, *facts.standing[item + 1 :])


def light_for(script: Script, facts: Facts, value: int) -> str:
    """The light of a pain answer now; outside of an exercise only the worst light counts."""
    before = facts.run.pain_before if facts.run else 0
    return light_of(script.lights, before, value)
