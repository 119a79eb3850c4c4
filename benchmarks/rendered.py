"""The rendered clips as a part of the card."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import fmean

from benchmarks.card import Goal, Section, number, share
from benchmarks.causes import causes
from benchmarks.clips import RANGE_GOALS_DEG, Result, results
from benchmarks.in_chromium import NoBrowserError, keep_all, kept_or_seen
from benchmarks.watched import Seen, clips, kept, kept_or_watched
from spinecoach.vision.models import LITE

TITLE = "Rendered clips through the real models"
IN_CHROMIUM = "Rendered clips through the live page's worker in Chromium"
TUNED = (
    "limits were looked at on the woman's clips; the man's were held out, but for three things: a face that is not "
    "found at the start of a turn (C1) was mended after it was seen there; signal, lead and limits of the presses (C4, "
    "C5) were chosen with the clips of both in view, and so were the limits of three faults (nods of C1, a leaning "
    "trunk of C3 from the side, leg moves of L3) and that three others are not told (chin poke of C4, shrugged "
    "shoulders of C6, the hand of the same side of L3), so that neither is held out for these. "
    "The simulator's noise was fitted to clips of both."
)
COLUMNS = ("clip", "body seen", "face seen", "repetitions, found / true", "halves, found / true",
           "holds found", "hold error, mean (ms)", "range error (deg)", "faults named",
           "faults told, not made", "judged")  # fmt: skip
TRIED = {
    "yaw": "the head alone, without the shoulders: less far off here, but a trunk that turns along would count as "
    "neck; a turn in which it does is no range any more (kept), and a face lost at the start of a turn is found again "
    "(kept)",
    "pitch": "a fixed gain: the woman needs another than the man, so there is none",
}
TOLD_DEG = 1.0
"""What the shoulders add is told from here on."""


def section(every: Sequence[Result] | None = None) -> Section:
    """Measured, as a part of the card; says so where the clips are absent."""
    if every is None and not clips():
        return Section(TITLE, "", TUNED, COLUMNS, (), tuple(_absent()), ("the clips of the data are not here",))
    why: tuple[str, ...] = ()
    if every is None:
        every = list(results(see=kept_or_watched))
        why = _causes(every, kept_or_watched)
    groups = [(body, [r for r in every if r.body == body]) for body in sorted({r.body for r in every})]
    rows = [_row(r) for r in every]
    rows += [_together(f"all of the {body}", found) for body, found in groups]
    rows.append(_together("all", every))
    told = (
        f"{len(every)} clips of a rendered woman and man, {sum(r.frames for r in every)} frames, through the pose and "
        "face models in Python and the referee. T3 is judged by benchmarks/backward_hold.toml: its clips stay arched "
        "for some seconds, and the product's own exercise has no hold. "
        "L3's wrong side is none that a camera sees: by truth the same hand touches the same knee as in the "
        "repetition done right, so that it counts as no fault."
    )
    stored = sum(kept(clip).exists() for clip in clips())
    if stored:
        told += f" What the models saw of {stored} clips was read from artifacts/seen, not watched again in this run."
    return Section(TITLE, told, TUNED, COLUMNS, tuple(rows), tuple(_goals(every)), causes=why)


def browser_section(every: Sequence[Result] | None = None, python: Sequence[Result] | None = None) -> Section:
    """The same clips as the live page's own worker sees them in Chromium, and where its answers differ from Python's;
    says so where clips or browser are absent."""
    if every is None and not clips():
        return Section(IN_CHROMIUM, "", TUNED, COLUMNS, (), (), ("the clips of the data are not here",))
    why: tuple[str, ...] = ()
    try:
        if every is None:
            for figure in keep_all(clips()):
                print(figure, file=sys.stderr)
            every = list(results(pose=LITE, see=kept_or_seen))
            why = _causes(every, kept_or_seen)
    except NoBrowserError as fault:
        return Section(IN_CHROMIUM, "", TUNED, COLUMNS, (), (), (f"the clips in the browser: {fault}",))
    python = list(results(see=kept_or_watched)) if python is None else python
    groups = [(body, [r for r in every if r.body == body]) for body in sorted({r.body for r in every})]
    rows = [_row(r) for r in every]
    rows += [_together(f"all of the {body}", found) for body, found in groups]
    rows.append(_together("all", every))
    pairs = [(here, there) for here, there in zip(python, every, strict=True) if _differs(here, there)]
    of = {clip.stem: clip for clip in clips()}
    light = list(results(LITE, [of[here.clip] for here, _ in pairs if here.clip in of]))
    apart = [_differs(here, there) for here, there in pairs]
    same = [r.name for r in light if not any(r.name == there.name and _differs(r, there) for _, there in pairs)]
    told = (
        f"The {len(every)} clips through the camera worker that the live page loads, in real Chromium without a "
        "graphics card, at 30 pictures a second of the clip, each waited for, so that none is dropped; then the same "
        "referee. What is kept of it in artifacts/seen-in-chromium is watched again when worker, models or their "
        "runtime change. What is not the same as in Python: the page has the light pose model where Python has the "
        "full one; its canvas scales pictures in its own way; it asks that a face belong to the body; and Python "
        "looks round for other people once a second. "
        "Counts, halves, holds or faults that differ from Python's: "
        + ("; ".join(apart) or "none")
        + "."
        + (
            f" Python with the light model answers as the browser in {', '.join(same) or 'none'} of these: there it is "
            "the model that differs."
            if light
            else ""
        )
    )
    return Section(IN_CHROMIUM, told, TUNED, COLUMNS, tuple(rows), causes=why)


def _causes(every: Sequence[Result], see: Callable[[Path], Seen]) -> tuple[str, ...]:
    of = {clip.stem: clip for clip in clips()}
    return tuple(line for result in every for line in causes(result, see(of[result.clip])))


def _differs(here: Result, there: Result) -> str:
    pairs = (
        ("repetitions", here.found.reps, there.found.reps),
        ("halves", here.found.half_reps, there.found.half_reps),
        ("holds found", len(here.hold_errors_s), len(there.hold_errors_s)),
        ("faults named", here.faults_named, there.faults_named),
    )
    told = [f"{what} {found} instead of {was}" for what, was, found in pairs if was != found]
    return f"{there.name}: {', '.join(told)}" if told else ""


def _row(r: Result) -> tuple[str, ...]:
    body, face = f"{100 * r.body_seen:.1f} %", f"{100 * r.face_seen:.1f} %"
    if r.found.abstained is not None:
        return (r.name, body, face, "-", "-", "-", "-", "-", "-", "-", r.found.abstained)
    errors = r.hold_errors_s
    counted = r.truth.reps is not None
    return (
        r.name,
        body,
        face,
        f"{r.found.reps} / {r.truth.reps}" if counted else "-",
        f"{r.found.half_reps} / {r.truth.half_reps}" if counted else "-",
        f"{len(errors)} of {len(r.truth.holds)}" if r.truth.holds else "-",
        number(1000 * fmean(map(abs, errors)) if errors else None, 0),
        ", ".join(f"{key.replace('_', ' ')} {error:+.1f}" for key, error in r.range_errors_deg.items()) or "-",
        f"{r.faults_named} of {len(r.truth.faults)}" if r.truth.faults else "-",
        ", ".join(
            f"{name.replace('_', ' ')} {many}" for name, many in Counter(made.id for made in r.faults_false).items()
        )
        or "none",
        "yes",
    )


def _together(name: str, every: Sequence[Result]) -> tuple[str, ...]:
    judged = [r for r in every if r.judged]
    exact = sum(r.found.reps == r.truth.reps for r in judged)
    halves = sum(r.found.half_reps == r.truth.half_reps for r in judged)
    holds = [e for r in judged for e in r.hold_errors_s]
    ranges = [abs(e) for r in judged for e in r.range_errors_deg.values()]
    return (
        name,
        f"{100 * fmean(r.body_seen for r in every):.1f} %",
        f"{100 * fmean(r.face_seen for r in every):.1f} %",
        f"exact in {share(exact, len(judged))}",
        f"exact in {share(halves, len(judged))}",
        share(len(holds), sum(len(r.truth.holds) for r in judged)),
        number(1000 * fmean(map(abs, holds)) if holds else None, 0),
        f"mean {fmean(ranges):.1f}" if ranges else "-",
        share(sum(r.faults_named for r in judged), sum(len(r.truth.faults) for r in judged)),
        f"{sum(len(r.faults_false) for r in every)} of {sum(len(r.found.faults) for r in every)} told",
        share(len(judged), len(every)),
    )


def _goals(every: Sequence[Result]) -> Iterator[Goal]:
    errors: dict[str, list[float]] = {}
    for r in every:
        if r.found.abstained is None:
            for key, error in r.range_errors_deg.items():
                errors.setdefault(key, []).append(abs(error))
    yaw = errors.get("neck_rotation_left", []) + errors.get("neck_rotation_right", [])
    pitch = errors.get("neck_flexion", [])
    for what, found, key in (("yaw", yaw, "neck_rotation_left"), ("pitch", pitch, "neck_flexion")):
        most = RANGE_GOALS_DEG[key]
        met = fmean(found) <= most if found else None
        yield Goal(f"rendered clips: neck range, {what}; no CROM device, the renderer's truth instead", f"{most:g} deg",
                   f"{fmean(found):.1f} deg (n = {len(found)})" if found else "-", met,
                   "" if met else _worst(every, what) if found else "no clip was judged",
                   TRIED[what] if found and not met else "")  # fmt: skip
    yield Goal("neck range, roll", "3 deg", "-", None, "none of the twelve exercises measures side bending")


def _worst(every: Sequence[Result], what: str) -> str:
    of = "neck_rotation" if what == "yaw" else "neck_flexion"
    errors = [
        (f"{r.name} {key.removeprefix('neck_').replace('_', ' ')} {error:+.1f} ({_apart(r, key)})", abs(error))
        for r in every for key, error in r.range_errors_deg.items() if key.startswith(of)
    ]  # fmt: skip
    return ", ".join(told for told, _ in sorted(errors, key=lambda pair: -pair[1]))


def _apart(r: Result, key: str) -> str:
    """Whose error it is."""
    face = r.face_errors_deg.get(key)
    shoulders = r.carried_deg.get(key, 0.0)
    told = "no face, by landmarks" if face is None else f"face model alone {face:+.1f}"
    return told if abs(shoulders) < TOLD_DEG else f"{told}, shoulders that turn along {shoulders:+.1f}"


def _absent() -> Iterator[Goal]:
    for what, goal in (("yaw", "3 deg"), ("pitch", "4 deg"), ("roll", "3 deg")):
        yield Goal(f"rendered clips: neck range, {what}", goal, "-", None, "the clips are not here")
