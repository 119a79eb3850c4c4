"""What is said in each segment, and when."""

from spinecoach.body import Side
from spinecoach.session.ease import Ease
from spinecoach.session.facts import Run
from spinecoach.session.routine import Routine
from spinecoach.session.script import Script
from spinecoach.session.speech import AFTER_COUNT_S, GAP_S, QUIET_S, Speech, sentences, spoken_s
from spinecoach.session.state import Notes, RestFor
from spinecoach.session.timing import Part, ms
from spinecoach.session.vocabulary import SpokenAt

BREATHING_FROM_S = 5.0
"""[D] An isometric hold this long or longer calls breathing to mind in its middle."""
REMINDER_EVERY = 3
"""[D] Without rests, every third repetition brings a reminder."""
LATE_S = 1.25
"""[D] A cue later than this after its moment would mislead; the shorter one is tried, or none."""
LAST_ONE_BY_S = 3.0
"""[D] Later in a repetition nobody needs to hear that it is the last."""
TEN_S = 10.0


def ready_cues(
    script: Script, routine: Routine, run: Run, seconds: float, notes: Notes, *, recalls: bool = False
) -> tuple[SpokenAt, ...]:
    """First time: name, what to fetch, position, which side first. Again: only that it goes on.

    ``recalls``: before all of it, what to stop for.
    """
    speech = _opened(seconds, notes, 0.3)
    code, words, it = routine.work.code, routine.words, routine.measure
    side = it.side_of(run.set)
    wanted: list[tuple[str, str]] = []
    if run.begun:
        wanted.append(("session.get_ready", script.say("get_ready")))
    else:
        if recalls:
            wanted.append(("session.stop_signs", script.say("stop_signs")))
        # Whoever was told which exercise comes need not hear its name twice.
        named = any(words.name in text for _, text in notes)
        wanted += [] if named else [(f"{code}.name", f"{words.name}.")]
        for key, text in (("fetch", words.fetch), ("position", words.position), ("range_note", words.range_note)):
            pieces = sentences(text)
            wanted += [(f"{code}.{key}" + (f".{n}" if n else ""), piece) for n, piece in enumerate(pieces)]
        pace = routine.pace(run.ease)
        if pace.effort is not None:
            wanted.append(("session.effort_target", script.say("effort_target", effort=_number(script, pace.effort))))
        if pace.range_factor < 1 and not words.range_note and run.ease is not Ease.SOFTENED:
            wanted.append(("session.smaller_range", script.say("smaller_range")))
    last = (f"session.begin_{side}", script.say(f"begin_{side}")) if side else None
    kept = spoken_s(last[1]) + 0.4 if last else 0.0
    for cue_id, text in wanted:
        if speech.cues and _ends(speech) + spoken_s(text) + kept + 0.2 > seconds:
            continue
        speech.say(0.0, cue_id, text)
    if last:
        speech.say(max(0.0, seconds - kept), *last)
    return speech.done()


def _number(script: Script, n: int) -> str:
    """A number inside a sentence, in words where there is one."""
    phrase = f"number.{n}"
    return script.say(phrase).lower() if phrase in script.phrases else str(n)


def rep_cues(script: Script, routine: Routine, run: Run, *, after_count: bool) -> tuple[SpokenAt, ...]:
    """The phases in full at the first repetition of a side, shorter afterwards; the hold, and its breath."""
    pace = routine.pace(run.ease)
    from_s = AFTER_COUNT_S if after_count else 0.0
    speech = Speech(pace.seconds, from_s)
    for part in pace.parts:
        if part.hold:
            speech.keep_quiet(*_quiet(part))
    side = routine.measure.side_of(run.set)
    first = run.done == 0 and run.set % routine.measure.zones == 0
    last = run.reps_left == 1 or _last_of_set(routine, run)
    # Before the way to go, where that still comes in time; else in the gap after it, but not when all is over.
    text = script.say("last_one")
    early = from_s + spoken_s(text) + GAP_S <= LATE_S
    if last and early:
        speech.say(0.0, "session.last_one", text)
    for part in pace.parts:
        if part.hold:
            _hold_cues(script, routine, speech, part)
        else:
            _phase_cue(routine, speech, part, side, first=first)
    if last and not early:
        speech.slip_in(from_s, "session.last_one", text, latest=LAST_ONE_BY_S)
    if not routine.measure.rest_s and run.reps_done % REMINDER_EVERY == REMINDER_EVERY - 1:
        _remind(routine, speech, run.reps_done // REMINDER_EVERY, 0.0)
    return speech.done()


def _last_of_set(routine: Routine, run: Run) -> bool:
    reps = routine.measure.reps or 0
    return 1 < reps == run.done + 1


def _phase_cue(routine: Routine, speech: Speech, part: Part, side: Side | None, *, first: bool) -> None:
    own = part.side or side
    latest = part.offset + LATE_S
    for again in (False, True) if first else (True,):
        key, text = routine.cue(part.phase, own, again=again)
        if not text or speech.say(part.offset, f"{routine.work.code}.{key}", text, latest=latest):
            return


def _quiet(hold: Part) -> tuple[float, float]:
    """The end of a hold in which nothing is said: three seconds, or half of a hold that is shorter than six."""
    end = hold.offset + hold.seconds
    return end - min(QUIET_S, hold.seconds / 2), end


def _hold_cues(script: Script, routine: Routine, speech: Speech, part: Part) -> None:
    text = script.say("hold")
    if not speech.say(part.offset, "session.hold", text, latest=part.offset + LATE_S):
        return
    if routine.isometric and part.seconds >= BREATHING_FROM_S:
        text = script.say("keep_breathing")
        middle = part.offset + (part.seconds - spoken_s(text)) / 2
        speech.say(min(middle, _quiet(part)[0] - spoken_s(text)), "session.keep_breathing", text)


def _remind(routine: Routine, speech: Speech, number: int, earliest: float) -> None:
    if routine.reminders:
        n = number % len(routine.reminders)
        speech.slip_in(earliest, f"{routine.work.code}.reminder.{n}", routine.reminders[n])


def timed_cues(script: Script, routine: Routine, run: Run, visit: int, seconds: float) -> tuple[SpokenAt, ...]:
    """Where to press now, a reminder, and ten seconds before the end that it ends."""
    speech = Speech(seconds)
    spots = routine.measure.spots
    if spots:
        key, text = routine.cue(spots[visit % len(spots)].id, None, again=visit >= len(spots))
        speech.say(0.3, f"{routine.work.code}.{key}", text)
    if run.duration_s is not None and run.duration_s - run.seconds <= seconds and seconds > TEN_S + 3:
        speech.say(seconds - TEN_S, "session.ten_seconds_left", script.say("ten_seconds_left"))
    _remind(routine, speech, visit, 6.0)
    return speech.done()


def rest_cues(
    script: Script, routine: Routine, run: Run, why: RestFor, seconds: float, *, after_count: bool
) -> tuple[SpokenAt, ...]:
    """What this rest is for, and one reminder."""
    speech = Speech(seconds, AFTER_COUNT_S if after_count else 0.0)
    it = routine.measure
    match why:
        case RestFor.SWITCH:
            side = it.side_of(run.set)
            speech.say(0.0, f"session.switch_to_{side}", script.say(f"switch_to_{side}"))
        case RestFor.ZONE:
            speech.say(0.0, "session.move_roller", script.say("move_roller", zone=zone_name(routine, run)))
        case RestFor.SIT_UP:
            speech.say(0.0, "session.sit_up_still", script.say("sit_up_still"))
            return speech.done()
        case _:
            speech.say(0.0, "session.rest", script.say("rest"))
    _remind(routine, speech, max(0, run.reps_done - 1), ms(_ends(speech) + 0.5))
    return speech.done()


def zone_name(routine: Routine, run: Run) -> str:
    """The place of the roller in words, or nothing."""
    zones, zone = routine.words.zones, routine.measure.zone_of(run.set)
    return zones[zone] if zone is not None and zone < len(zones) else ""


def noted_cues(seconds: float | None, notes: Notes, *said: tuple[str, str], first_at: float) -> tuple[SpokenAt, ...]:
    """Notes, then what is said, one after the other."""
    speech = _opened(seconds, notes, first_at)
    for cue_id, text in said:
        for n, piece in enumerate(sentences(text)):
            speech.say(0.0, cue_id + (f".{n}" if n else ""), piece)
    return speech.done()


def _opened(seconds: float | None, notes: Notes, first_at: float) -> Speech:
    speech = Speech(seconds, first_at)
    for cue_id, text in notes:
        speech.say(0.0, cue_id, text)
    return speech


def _ends(speech: Speech) -> float:
    return max((cue.offset + spoken_s(cue.text) for cue in speech.cues), default=0.0)
