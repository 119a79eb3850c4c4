"""Why the referee is wrong about a rendered clip: measured on the frames and on what the clip's body truly did."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from benchmarks.clips import FAULTS, HALF, Result, judged_as
from benchmarks.watched import CLIPS, Seen
from spinecoach.motion.calibration import expect
from spinecoach.motion.events import MotionEvent, MotionKind
from spinecoach.motion.referee import Referee, referee_of
from spinecoach.motion.step import step
from spinecoach.protocol.tracking import Against, Mistimed

LATE_S = 0.4
"""A hold whose length is off by more than this is told of."""
Rep = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Trace:
    """The first way of a referee at each frame: seconds, height as seen, the range it is judged by, and whether that
    is the person's own."""

    whole: float
    """Share of the range from which on a way is whole."""
    alone: bool
    """Whether no other way counts as well."""
    at: tuple[tuple[float, float, float, bool], ...]
    events: tuple[MotionEvent, ...]

    def during(self, rep: Rep) -> list[tuple[float, float, float, bool]]:
        """Its part within a repetition."""
        return [each for each in self.at if rep["start_s"] <= each[0] <= rep["end_s"]]


def causes(result: Result, seen: Seen) -> Iterator[str]:
    """What is wrong about a clip, a sentence each; nothing where all is right or nothing was judged."""
    header, _ = seen
    rules = judged_as(result.code).tracking
    referee = referee_of(rules, header.view, header.image) if rules else None
    if referee is None or not result.judged:
        return
    clip = CLIPS / f"{result.clip}.mp4"
    reps: list[Rep] = json.loads(clip.with_suffix(".summary.json").read_text(encoding="utf-8"))["reps"]
    trace = traced(referee, seen)
    yield from (f"{result.name}: {line}" for line in _halves(result, trace, reps))
    yield from (f"{result.name}: {line}" for line in _unnamed(result, referee, seen, reps))
    yield from (f"{result.name}: {line}" for line in _false(result, referee, reps))
    yield from (f"{result.name}: {line}" for line in _holds(result, trace))


def traced(referee: Referee, seen: Seen, own: float | None = None, hold_s: float | None = None) -> Trace:
    """The frames refereed once more. ``own`` is a range of the first way known beforehand, ``hold_s`` an asked hold."""
    tracking, channel = referee.begin(), referee.channels[0]
    if own is not None:
        channel.way.calibrated(tracking.ways[0], own)
    expect(tracking, hold_s=hold_s)
    at: list[tuple[float, float, float, bool]] = []
    events: list[MotionEvent] = []
    for frame in seen[1]:
        tracking, found = step(referee, tracking, frame)
        way = tracking.ways[0]
        at.append((frame.t, way.share * way.range, way.range, way.own))
        events += found
    return Trace(channel.way.whole, len(referee.channels) == 1, tuple(at), tuple(events))


def _halves(result: Result, trace: Trace, reps: Sequence[Rep]) -> Iterator[str]:
    if result.found.half_reps >= (result.truth.half_reps or 0):
        return
    whole = median(abs(rep["main_peak"]) for rep in reps if rep["fault"] != HALF)
    for number, rep in enumerate(reps, 1):
        seen = trace.during(rep)
        counted = [
            e for e in trace.events if e.kind is MotionKind.REP_COUNTED and rep["start_s"] <= e.t <= rep["end_s"]
        ]
        if rep["fault"] == HALF and seen and counted:
            height = max(each[1] for each in seen)
            whose = "the person's own" if seen[0][3] else "the least of the exercise, as no own one is known yet"
            yield (
                f"the half, repetition {number}, is counted whole: by truth it went {abs(rep['main_peak']):.1f} of "
                f"{whole:.1f} ({rep['main_signal'].replace('_', ' ')}), as seen {height:.1f}; whole is from "
                f"{trace.whole * seen[0][2]:.2f} on, {trace.whole:g} of {seen[0][2]:.1f}, {whose}"
            )


def _unnamed(result: Result, referee: Referee, seen: Seen, reps: Sequence[Rep]) -> Iterator[str]:
    lapses = {fault.id: rule for fault, rule in referee.lapses if isinstance(rule, Mistimed)}
    for number, rep in enumerate(reps, 1):
        names = FAULTS.get(rep["fault"], frozenset()) & lapses.keys()
        within = [f.id for f in result.found.faults if f.start < rep["end_s"] and rep["start_s"] < f.end]
        for name in sorted(names - set(within)):
            others = median(other["hold_s"] for other in reps if other is not rep)
            again = traced(referee, seen, hold_s=others)
            told = any(
                e.fault == name and e.start is not None and rep["start_s"] <= e.start <= rep["end_s"]
                for e in again.events
            )
            first = ", and before the first there is none" if number == 1 else ""
            yield (
                f"{name.replace('_', ' ')} of repetition {number} is not named: it was held {rep['hold_s']:.1f} s, the "
                f"others {others:.1f} s; short is below {lapses[name].limit:g} of the hold that is asked for, or of "
                f"the holds before. A recording asks for none{first}. With {others:.1f} s asked for, as in a "
                f"session, it is {'' if told else 'not '}named"
            )


def _false(result: Result, referee: Referee, reps: Sequence[Rep]) -> Iterator[str]:
    """A fault that was told and not made."""
    compared = {each.fault.id for each in referee.limits if each.rule.against is Against.OWN}
    for made in result.faults_false:
        name, start, end = made.id.replace("_", " "), made.start, made.end
        halves = [number for number, rep in enumerate(reps, 1) if rep["fault"] == HALF and rep["end_s"] <= start]
        why = (
            f"; it is compared with the repetitions before, and the half, repetition {halves[0]}, was one of them"
            if made.id in compared and halves and result.found.half_reps < (result.truth.half_reps or 0)
            else ""
        )
        yield f"{name} is told from {start:.1f} to {end:.1f} s and was not made{why}"


def _holds(result: Result, trace: Trace) -> Iterator[str]:
    for true in result.truth.holds:
        near = [held for held in result.found.holds if held.start < true.end and true.start < held.end]
        if not near:
            continue
        held = max(near, key=lambda each: min(each.end, true.end) - max(each.start, true.start))
        error = held.end - held.start - (true.end - true.start)
        inside = [height for t, height, _, _ in trace.at if true.start <= t <= true.end]
        if abs(error) < LATE_S or not inside:
            continue
        most = max(inside)
        height = (
            f". As seen the signal stands at {100 * inside[0] / most:.0f} % of its height when the hold truly begins, "
            f"at {100 * inside[-1] / most:.0f} % when it ends"
        )
        yield (
            f"the hold at {true.start:.1f} s is timed {error:+.2f} s: it begins {held.start - true.start:+.2f} s and "
            f"ends {held.end - true.end:+.2f} s from the truth{height if trace.alone else ''}"
        )
