"""``spinecoach analyze``."""

import os
from pathlib import Path

from spinecoach.app.analysis import Footage, analyse
from spinecoach.app.footage import video_footage
from spinecoach.app.models import shelf_of
from spinecoach.app.settings import settings
from spinecoach.body import Side
from spinecoach.cli.faults import CliError
from spinecoach.cli.files import read_file
from spinecoach.cli.named import exercise_of
from spinecoach.cli.output import console, print_json
from spinecoach.motion.summary import Summary
from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.movement import View
from spinecoach.vision.video import is_video
from spinecoach.wire.replay import LARGEST, read_replay
from spinecoach.wire.summary import summary_json


def analyze_file(file: Path, exercise: str, view: View | None, *, as_json: bool) -> None:
    """Print what a camera saw of the exercise in a file. Raises CliError, WireError, VisionError, ProtocolError."""
    known = exercise_of(exercise, "--exercise")
    footage = footage_of(file, view, View(known.camera.view))
    seen = analyse(known, footage)
    if as_json:
        print_json(summary_json(seen))
    else:
        console().print(_told(seen, known, footage.view), soft_wrap=True)


def footage_of(file: Path, view: View | None, usual: View) -> Footage:
    """The frames of a replay file, plain or gzipped, or of a video seen from ``view``, or the ``usual`` one."""
    if is_video(file):
        return video_footage(file, view or usual, shelf_of(settings(os.environ).models_dir))
    if view is not None:
        raise CliError("--view", f'"{view}" for a replay file, which tells its own', "no --view, or a video file")
    data, where = read_file(file, LARGEST)
    header, frames = read_replay(data, where)
    return Footage(frames, header.image, header.view, header.mirrored)


def _errors(exercise: Exercise, view: str) -> dict[str, float]:
    """How far each range may be off, in degrees, by its name."""
    sighted = exercise.tracking.views.get(view) if exercise.tracking else None
    sides = ("", *Side)
    return {m.key.replace("{side}", side): m.error for m in (sighted.measures if sighted else ()) for side in sides}


def _told(seen: Summary, exercise: Exercise, view: str) -> str:
    if seen.abstained:
        return "\n".join(
            [f"Not judged: {seen.abstained}. Seen for {seen.seen_s:.1f} s.", *_moved(seen, exercise, view)]
        )
    errors = _errors(exercise, view)
    halves = f" and {seen.half_reps} half" if seen.half_reps else ""
    lines = [f"{_many(seen.reps, 'repetition')}{halves}, {_many(len(seen.holds), 'hold')}"]
    lines += [
        f"  {held.start:6.1f} s  hold of {held.end - held.start:.1f} s{f', {held.side}' if held.side else ''}"
        for held in seen.holds
    ]
    lines += _faults(seen)
    lines += [
        f"  {key.replace('_', ' ')}: {value:.0f} degrees from rest, ± {errors[key]:.0f}"
        for key, value in seen.rom_deg.items()
    ]
    if not (seen.reps or seen.half_reps or seen.holds or seen.faults):
        lines.append(f"Nothing of {exercise.text['en']['standard'].name} was seen: another exercise, or too small")
    lines.append(f"seen {seen.seen_s:.1f} s, hidden {seen.hidden_s:.1f} s, confidence {seen.confidence:.2f}")
    return "\n".join(lines)


def _faults(seen: Summary) -> list[str]:
    return [f"  {fault.start:6.1f} s  {fault.id.replace('_', ' ')}" for fault in seen.faults]


def _moved(seen: Summary, exercise: Exercise, view: str) -> list[str]:
    """What moved that should keep still, where the camera sees nothing else of an exercise."""
    sighted = exercise.tracking.views.get(view) if exercise.tracking else None
    if sighted is None or sighted.counts or not sighted.faults or seen.seen_s == 0.0:
        return []
    return _faults(seen) or ["What should keep still was still."]


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
