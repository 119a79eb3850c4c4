"""``spinecoach analyze``."""

from pathlib import Path

from spinecoach.app.analysis import Footage, analyse
from spinecoach.cli.files import read_file
from spinecoach.cli.named import exercise_of
from spinecoach.cli.output import console, print_json
from spinecoach.motion.summary import Summary
from spinecoach.wire.replay import LARGEST, read_replay
from spinecoach.wire.summary import summary_json


def analyze_file(file: Path, exercise: str, *, as_json: bool) -> None:
    """Print what a camera saw of the exercise in a replay file. Raises CliError, WireError, ProtocolError."""
    known = exercise_of(exercise, "--exercise")
    seen = analyse(known, footage_of(file))
    if as_json:
        print_json(summary_json(seen))
    else:
        console().print(_told(seen))


def footage_of(file: Path) -> Footage:
    """The frames of a replay file, plain or gzipped."""
    data, where = read_file(file, LARGEST)
    header, frames = read_replay(data, where)
    return Footage(frames, header.image, header.view, header.mirrored)


def _told(seen: Summary) -> str:
    if seen.abstained:
        return f"Not judged. {seen.abstained}. Seen for {seen.seen_s:.1f} s."
    halves = f" and {seen.half_reps} half" if seen.half_reps else ""
    lines = [f"{seen.reps} repetitions{halves}, {len(seen.holds)} holds"]
    lines += [
        f"  {held.start:6.1f} s  hold of {held.end - held.start:.1f} s{f', {held.side}' if held.side else ''}"
        for held in seen.holds
    ]
    lines += [f"  {fault.start:6.1f} s  {fault.id.replace('_', ' ')}" for fault in seen.faults]
    lines += [f"  {key.replace('_', ' ')}: {value:.0f} degrees" for key, value in seen.rom_deg.items()]
    lines.append(f"seen {seen.seen_s:.1f} s, hidden {seen.hidden_s:.1f} s, confidence {seen.confidence:.2f}")
    return "\n".join(lines)
