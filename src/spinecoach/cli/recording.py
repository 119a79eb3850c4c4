"""``spinecoach simulate``: the recording and its truth as files."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from spinecoach.app.cast import NothingAlteredError
from spinecoach.app.catalogue import catalogue
from spinecoach.app.simulation import Asked, Recording, simulate
from spinecoach.cli.faults import CliError
from spinecoach.cli.named import exercise_of
from spinecoach.cli.output import console, print_json
from spinecoach.cli.usage import nearest
from spinecoach.figure.course import NoMovementError
from spinecoach.protocol.changes import CHANGES
from spinecoach.wire.json_value import JSON
from spinecoach.wire.replay import Header, replay_bytes
from spinecoach.wire.truth import truth_json, truth_text

PLAIN, PACKED, TRUTH = ".jsonl", ".jsonl.gz", ".truth.json"


def record_exercise(exercise: str, given: Mapping[str, Any], out: Path, *, as_json: bool) -> None:
    """Write the recording to ``out`` and the truth beside it, both or neither. ``given`` are fields of ``Asked``."""
    beside = truth_path(out)
    asked = Asked(exercise_of(exercise), **given)
    _judge(asked)
    try:
        made = simulate(catalogue(), asked)
    except NoMovementError as fault:
        raise CliError.of(f"{asked.exercise.code}: {fault}") from fault
    except NothingAlteredError as fault:
        raise CliError.of(f"--fault: {fault}") from fault
    frames = list(made.frames)
    header = Header(made.camera.image, made.view.value)
    _write({
        out: replay_bytes(header, frames, gzipped=out.name.endswith(PACKED)),
        beside: truth_text(made.truth).encode(),
    })  # fmt: skip
    if as_json:
        print_json({"file": str(out), "truth_file": str(beside), **_told(made, len(frames))})
        return
    truth = made.truth
    console().print(
        f"{out}: {len(frames)} frames, {made.seconds:.1f} s, {made.view} view\n"
        f"{beside}: {truth.reps} repetitions and {truth.half_reps} half ones, {len(truth.holds)} holds, "
        f"{len(truth.faults)} faults"
    )


def _told(made: Recording, frames: int) -> dict[str, JSON]:
    return {
        "frames": frames,
        "seconds": round(made.seconds, 3),
        "view": made.view.value,
        "truth": truth_json(made.truth),
    }


def truth_path(out: Path) -> Path:
    """FILE.truth.json of FILE.jsonl or FILE.jsonl.gz."""
    for ending in (PACKED, PLAIN):
        if out.name.endswith(ending) and out.name != ending:
            return out.with_name(out.name.removesuffix(ending) + TRUTH)
    raise CliError("-o", f'"{out}"', f"a file name that ends in {PLAIN} or {PACKED}")


def _judge(asked: Asked) -> None:
    exercise = asked.exercise
    variants = {dose.variant for dose in exercise.levels.values()}
    if asked.variant not in variants:
        right = ", ".join(v for v in type(asked.variant) if v in variants)
        raise CliError("--variant", f'"{asked.variant}", which {exercise.code} has no level for', f"one of {right}")
    if asked.level is not None and asked.level not in exercise.levels:
        raise CliError("--level", f"{asked.level}", f"one of {', '.join(map(str, sorted(exercise.levels)))}")
    known = exercise.movement.faults if exercise.movement else {}
    if asked.fault is not None and asked.fault not in known:
        raise CliError("--fault", f'"{asked.fault}"', nearest(asked.fault, sorted(known)) if known else "none")
    for change in asked.changes:
        if change.partition(":")[0] not in CHANGES:
            raise CliError("--change", f'"{change}"', nearest(change, list(CHANGES)))


def _write(files: dict[Path, bytes]) -> None:
    """All of ``files``, or none when one cannot be written."""
    parts = {path.with_name(f".{path.name}.part"): path for path in files}
    try:
        for part, path in parts.items():
            if path.is_dir():
                raise CliError(str(path), "a folder", "a file name")
            part.write_bytes(files[path])
        for part, path in parts.items():
            part.replace(path)
    except OSError as fault:
        found = (fault.strerror or str(fault)).lower()
        raise CliError(str(next(iter(files))), found, "a file name in a folder that may be written") from fault
    finally:
        for part in parts:
            with suppress(OSError):
                part.unlink()
