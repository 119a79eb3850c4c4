"""What the page plays now, made from the session alone, so that a page that reloads gets the same."""

from dataclasses import replace
from typing import assert_never

from spinecoach.protocol.form import ENGLISH
from spinecoach.session.ahead import ahead_of, reps_of_set, seconds_left
from spinecoach.session.facts import Run
from spinecoach.session.routine import Routine
from spinecoach.session.script import Script
from spinecoach.session.speech import AFTER_COUNT_S
from spinecoach.session.state import (
    Asking,
    Done,
    GetReady,
    Paused,
    RestFor,
    Resting,
    Session,
    Stopped,
    Working,
)
from spinecoach.session.target import target_of
from spinecoach.session.timing import ms, visit_ends
from spinecoach.session.vocabulary import Beat, Segment, SegmentKind, SpokenAt
from spinecoach.session.voice import noted_cues, ready_cues, rep_cues, rest_cues, timed_cues, zone_name

KINDS = {
    RestFor.REST: SegmentKind.REST,
    RestFor.SWITCH: SegmentKind.SWITCH,
    RestFor.ZONE: SegmentKind.SWITCH,
    RestFor.SIT_UP: SegmentKind.REST,
    RestFor.BREATHE: SegmentKind.BREATHE,
}


def segment(script: Script, session: Session) -> Segment:
    """The segment of the state; its ``t`` is when the state was entered."""
    run = session.facts.run
    blank = _blank(script, session, run)
    if run is None:
        return _without_exercise(script, session, blank)
    return _in_exercise(script, session, run, blank)


def _blank(script: Script, session: Session, run: Run | None) -> Segment:
    """What every segment says: which exercise, where in it, what comes."""
    state = session.state
    item = next((n for n in range(len(script.items)) if n not in session.facts.settled), len(script.items) - 1)
    base = Segment(
        t=state.since, kind=SegmentKind.GET_READY, seconds=None, item=max(0, item), items=len(script.items),
        code=None, variant=None, changes=(), side=None, zone=None, zones=1, rep=None, reps=None, done=0, title="",
        instruction="", position="", fetch="", ahead=ahead_of(script, session), left_s=seconds_left(script, session),
        target=target_of(script, session),
    )  # fmt: skip
    if run is None:
        return base
    routine = script.items[run.item][run.link]
    it, pace, words = routine.measure, routine.pace(run.ease), routine.words
    reps = reps_of_set(routine, run)
    return replace(
        base,
        item=run.item,
        code=routine.work.code,
        variant=routine.work.variant.value,
        changes=routine.work.changes,
        side=it.side_of(run.set),
        zone=it.zone_of(run.set),
        zones=it.zones,
        rep=None if reps is None else min(reps, run.done + 1),
        reps=reps,
        done=run.done,
        title=words.name,
        position=words.position,
        fetch=words.fetch,
        tempo=pace.tempo,
        range_factor=pace.range_factor,
    )


def _without_exercise(script: Script, session: Session, blank: Segment) -> Segment:
    state = session.state
    match state:
        case Asking():
            return _asking(script, state, blank, first_at=0.3)
        case Resting():
            text = script.say("breathing_minute")
            cues = noted_cues(state.until - state.since, state.notes, ("session.breathing_minute", text), first_at=0.3)
            return replace(
                blank, kind=SegmentKind.BREATHE, seconds=ms(state.until - state.since), instruction=text, cues=cues
            )
        case GetReady() | Working():
            raise LookupError("no exercise is under way")
        case _:
            return _ended_or_paused(script, session, blank)


def _in_exercise(script: Script, session: Session, run: Run, blank: Segment) -> Segment:
    state, routine = session.state, script.items[run.item][run.link]
    # A count is spoken by itself at the moment it is out; what follows in the same moment waits for it.
    after_count = run.counted_at == state.since
    match state:
        case GetReady():
            seconds = ms(state.until - state.since)
            new = script.recalls_stop_signs and not session.facts.worked and not session.facts.settled
            cues = ready_cues(script, routine, run, seconds, state.notes, recalls=new)
            # What has changed is read as well as heard.
            text = state.notes[-1][1] if state.again and state.notes else routine.words.position
            return replace(blank, seconds=seconds, instruction=text, cues=cues)
        case Working():
            if routine.timed:
                return _timed(script, routine, run, state, blank)
            rep = _rep(script, routine, run, blank, after_count=after_count)
            return rep if state.led is None else replace(rep, waits_at=routine.pace(run.ease).marks[state.mark].offset)
        case Resting():
            seconds = ms(state.until - state.since)
            cues = rest_cues(script, routine, run, state.why, seconds, after_count=after_count)
            return replace(
                blank,
                kind=KINDS[state.why],
                seconds=seconds,
                instruction=_rest_text(script, routine, run, state.why),
                cues=cues,
            )
        case Asking():
            return _asking(script, state, blank, first_at=AFTER_COUNT_S if after_count else 0.3)
        case _:
            return _ended_or_paused(script, session, blank)


def _rep(script: Script, routine: Routine, run: Run, blank: Segment, *, after_count: bool) -> Segment:
    pace, side = routine.pace(run.ease), routine.measure.side_of(run.set)
    hold = script.say("hold")
    sided = [routine.words.cues[key] for part in pace.parts if (key := f"{part.phase}.{side}") in routine.words.cues]
    beats = tuple(
        Beat(
            f"{part.phase}.hold" if part.hold else part.phase,
            part.offset,
            part.seconds,
            part.side or side,
            part.hold,
            hold if part.hold else routine.cue(part.phase, part.side or side, again=False)[1],
        )
        for part in pace.parts
    )
    return replace(
        blank,
        kind=SegmentKind.REP,
        seconds=pace.seconds,
        instruction=sided[0] if sided else routine.words.summary,
        beats=beats,
        cues=rep_cues(script, routine, run, after_count=after_count),
        counts_from=pace.counts_from,
    )


def _timed(script: Script, routine: Routine, run: Run, state: Working, blank: Segment) -> Segment:
    spots = routine.measure.spots
    begun = replace(run, seconds=state.shown_from)
    ends = visit_ends(spots, state.visit, run.duration_s or 0.0)
    seconds = ms(ends - state.shown_from)
    text = ""
    beats: tuple[Beat, ...] = ()
    if spots:
        spot = spots[state.visit % len(spots)]
        text = routine.cue(spot.id, None, again=False)[1]
        beats = (Beat(spot.id, 0.0, seconds, None, False, text),)
    return replace(
        blank,
        t=ms(state.since - (state.base - state.shown_from)),
        kind=SegmentKind.TIMED,
        seconds=seconds,
        instruction=text or routine.words.summary,
        beats=beats,
        cues=timed_cues(script, routine, begun, state.visit, seconds),
    )


def _rest_text(script: Script, routine: Routine, run: Run, why: RestFor) -> str:
    match why:
        case RestFor.SWITCH:
            return script.say(f"switch_to_{routine.measure.side_of(run.set)}")
        case RestFor.ZONE:
            return script.say("move_roller", zone=zone_name(routine, run))
        case RestFor.SIT_UP:
            return script.say("sit_up_still")
        case RestFor.REST:
            return script.say("rest")
        case RestFor.BREATHE:
            return script.say("breathing_minute")
        case _:
            assert_never(why)


def _asking(script: Script, state: Asking, blank: Segment, *, first_at: float) -> Segment:
    region = script.say(f"region.{state.region}") if state.region else ""
    text = script.say(f"ask.{state.question}", region=region)
    return replace(
        blank,
        kind=SegmentKind.ASK,
        instruction=text,
        question=state.question,
        region=state.region,
        cues=noted_cues(None, state.notes, (f"session.ask.{state.question}", text), first_at=first_at),
    )


def _ended_or_paused(script: Script, session: Session, blank: Segment) -> Segment:
    state = session.state
    match state:
        case Paused():
            text = script.say("paused")
            return replace(blank, kind=SegmentKind.PAUSED, instruction=text, cues=_said("paused", text))
        case Done():
            phrase = "done" if session.facts.worked else "nothing_done"
            text = script.say(phrase)
            return replace(blank, kind=SegmentKind.DONE, instruction=text, ahead="", cues=_said(phrase, text))
        case Stopped():
            sign = script.stop_signs.get(state.reason)
            spoken = "stopped.sign.spoken" if sign else f"stopped.{state.reason}.spoken"
            return replace(
                blank,
                kind=SegmentKind.STOPPED,
                title=sign.label.get(script.language, sign.label[ENGLISH]) if sign else "",
                instruction=script.do_now[sign.id] if sign else script.say(f"stopped.{state.reason}"),
                ahead="",
                reason=state.reason,
                cues=_said(spoken, script.say(spoken)),
            )
        case _:
            raise LookupError(f"no segment for {type(state).__name__}")


def _said(phrase: str, text: str) -> tuple[SpokenAt, ...]:
    return noted_cues(None, (), (f"session.{phrase}", text), first_at=0.0)
