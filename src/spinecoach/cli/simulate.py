"""``spinecoach simulate``: its options."""

from pathlib import Path
from typing import Annotated, Any

import typer

from spinecoach.cli.options import Image, image_of, number_of, view_of, whole_of, word_of
from spinecoach.protocol.exercise import Variant
from spinecoach.protocol.movement import View


def _number(option: str, low: float, high: float, metavar: str, told: str) -> Any:
    return typer.Option(option, parser=number_of(option, low, high), metavar=metavar, help=told)


def _whole(option: str, low: int, high: int, told: str) -> Any:
    return typer.Option(option, parser=whole_of(option, low, high), metavar="N", help=told)


_OUT = typer.Option("-o", "--out", metavar="FILE.jsonl", help="The recording, gzipped if FILE.jsonl.gz; truth beside.")
_VARIANT = typer.Option(parser=word_of("--variant", Variant), metavar="V", help="easier, standard or harder.")
_CHANGE = typer.Option(metavar="NAME", help="What the safety questions order; may be repeated.")
_FAULT = typer.Option(metavar="ID", help="Made in every second repetition; any other name lists those there are.")
_VIEW = typer.Option(parser=view_of, metavar="V", help="front or side; the exercise's own if left out.")
_IMAGE = typer.Option(parser=image_of, metavar="WxH", help="Pixels; 640x480 if left out.")
_NOISE = "Spread per frame of head angles and limb directions; as real models err if left out."

Number = float | None
Whole = int | None


def simulate(
    exercise: Annotated[str, typer.Argument(metavar="EXERCISE", help="Its code or id, or FILE.toml.")],
    out: Annotated[Path, _OUT],
    variant: Annotated[Variant | None, _VARIANT] = None,
    change: Annotated[list[str] | None, _CHANGE] = None,
    reps: Annotated[Whole, _whole("--reps", 1, 100, "Per side and zone; as level 1 if left out.")] = None,
    fps: Annotated[Number, _number("--fps", 8, 60, "N", "Frames a second; 30 if left out.")] = None,
    noise_deg: Annotated[Number, _number("--noise-deg", 0, 30, "D", _NOISE)] = None,
    fault: Annotated[str | None, _FAULT] = None,
    seed: Annotated[Whole, _whole("--seed", 0, 2**53, "Same seed, same bytes; 0 if left out.")] = None,
    view: Annotated[View | None, _VIEW] = None,
    level: Annotated[Whole, _whole("--level", 0, 20, "Whose holds and rests; 1 if left out.")] = None,
    hold: Annotated[Number, _number("--hold", 0, 120, "S", "Seconds of each hold.")] = None,
    rest: Annotated[Number, _number("--rest", 0, 300, "S", "Seconds between repetitions.")] = None,
    tempo: Annotated[Number, _number("--tempo", 0.2, 5, "X", "Times the seconds of the phases.")] = None,
    drop_outs: Annotated[Number, _number("--drop-outs", 0, 0.9, "X", "Share of frames without a person.")] = None,
    jitter_ms: Annotated[Number, _number("--jitter-ms", 0, 100, "MS", "How unevenly frames come.")] = None,
    clothes: Annotated[Number, _number("--clothes", 0, 100, "MM", "How far cloth hides where joints are.")] = None,
    stature: Annotated[Number, _number("--stature", 1.3, 2.2, "M", "Of the body; 1.70 if left out.")] = None,
    distance: Annotated[
        Number, _number("--distance", 0.3, 12, "M", "Of the camera; the body fills the picture.")
    ] = None,
    height: Annotated[Number, _number("--height", 0, 3, "M", "Of the camera; 1.05, or 0.35 for the floor.")] = None,
    aside: Annotated[Number, _number("--aside", -90, 90, "DEG", "How far the camera is off its view.")] = None,
    lens: Annotated[Number, _number("--lens", 15, 120, "DEG", "The picture's height as an angle; 49.")] = None,
    image: Annotated[Image | None, _IMAGE] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON value.")] = False,
) -> None:
    """Record a synthetic body that does an exercise, and the truth about it."""
    from spinecoach.cli.recording import record_exercise  # noqa: PLC0415 - each command loads what it needs alone

    given = {
        "variant": variant, "changes": tuple(change or ()) or None, "reps": reps, "fps": fps, "noise_deg": noise_deg,
        "fault": fault, "seed": seed, "view": view, "level": level, "hold_s": hold, "rest_s": rest, "tempo": tempo,
        "body_drop": drop_outs, "jitter_s": None if jitter_ms is None else jitter_ms / 1000.0, "clothes_mm": clothes,
        "stature": stature, "distance": distance, "height": height, "aside_deg": aside, "lens_deg": lens,
        "image": image,
    }  # fmt: skip
    record_exercise(exercise, {key: value for key, value in given.items() if value is not None}, out, as_json=json)
