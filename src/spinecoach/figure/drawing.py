"""The figure as SVG: one phase of an exercise, or its start and its end side by side."""

from html import escape

from spinecoach.body import Side
from spinecoach.figure.camera import camera_of
from spinecoach.figure.course import Keys, keys_of
from spinecoach.figure.paint import STYLE
from spinecoach.figure.posture import BASES
from spinecoach.figure.scene import faded, scene
from spinecoach.figure.stage import MARGIN, Stage, extent, moments, stage_of
from spinecoach.figure.telling import describe, title
from spinecoach.protocol.exercise import Complex, Exercise
from spinecoach.protocol.movement import View

WIDE, HIGH = 400.0, 300.0
"""The picture of one pose."""
PAIR_WIDE, PAIR_HIGH = 450.0, 300.0
"""The picture of two: side by side, or one above the other when lying."""


def draw_phase(
    exercise: Exercise,
    form: str = "standard",
    changes: tuple[str, ...] = (),
    phase: str | None = None,
    side: Side | None = None,
    zone: int | None = None,
    language: str = "en",
    mirror: bool = False,
    fault: str | None = None,
) -> str:
    """An SVG of the end of a phase or of a massage spot; phase None is the start pose. Same picture frame for all.

    ``mirror``: a body that faces the person is drawn as in a mirror, its left on the left; others stay as they are.
    ``fault`` draws the phase as somebody does it who makes that fault.
    """
    keys = keys_of(exercise, form, changes, fault)
    stage = stage_of(keys, extent(keys, camera_of(keys.view), moments(keys)), WIDE, HIGH)
    body = faded(scene(exercise.complex, keys, stage, phase, side, zone), keys, "", WIDE, HIGH)
    if mirror and keys.view is View.FRONT:
        body = f'<g transform="matrix(-1 0 0 1 {WIDE:g} 0)">{body}</g>'
    words = describe(exercise, form, phase, side, language)
    return _svg(WIDE, HIGH, title(exercise, form, language), words, exercise.complex, body)


def draw_start_end(
    exercise: Exercise,
    form: str = "standard",
    changes: tuple[str, ...] = (),
    side: Side | None = None,
    language: str = "en",
    style: str = STYLE,
) -> str:
    """An SVG of the one or two poses that tell the exercise, mostly its start and its end, for lists and handouts.

    ``style`` is one of ``paint``: the screen's colours, or the greys of paper.
    """
    keys = keys_of(exercise, form, changes)
    if BASES[keys.posture].rests is None:
        body = _beside(exercise.complex, keys, side)
    else:
        body = _stacked(exercise.complex, keys, side)
    words = describe(exercise, form, keys.show[-1], side, language)
    return _svg(PAIR_WIDE, PAIR_HIGH, title(exercise, form, language), words, exercise.complex, body, style)


def _beside(complex_: Complex, keys: Keys, side: Side | None) -> str:
    wide = PAIR_WIDE / len(keys.show)
    shown = [(phase, side, None) for phase in keys.show]
    stage = stage_of(keys, extent(keys, camera_of(keys.view), shown), wide, PAIR_HIGH)
    parts = []
    for i, phase in enumerate(keys.show):
        part = faded(scene(complex_, keys, stage, phase, side, None), keys, f"{i}", wide, PAIR_HIGH)
        parts.append(f'<g transform="translate({i * wide:g} 0)">{part}</g>' if i else part)
    return "".join(parts)


def _stacked(complex_: Complex, keys: Keys, side: Side | None) -> str:
    camera = camera_of(keys.view)
    boxes = [extent(keys, camera, [(phase, side, None)]) for phase in keys.show]
    left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
    high = sum(b[3] - b[1] for b in boxes)
    scale = min((PAIR_WIDE - 2 * MARGIN) / (right - left), (PAIR_HIGH - 3.5 * MARGIN) / high)
    spare = PAIR_HIGH - high * scale
    top = spare / (len(boxes) + 1)
    parts = []
    for phase, box in zip(keys.show, boxes, strict=True):
        stage = stage_of(keys, (left, box[1], right, box[3]), PAIR_WIDE, PAIR_HIGH, scale=scale)
        stage = Stage(scale, stage.left, top - box[1] * scale, stage.mat, stage.wall)
        parts.append(scene(complex_, keys, stage, phase, side, None))
        top += (box[3] - box[1]) * scale + spare / (len(boxes) + 1)
    return "".join(parts)


def _svg(wide: float, high: float, name: str, words: str, complex_: Complex, body: str, style: str = STYLE) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" role="img" class="{complex_.value}">'
        f"<title>{escape(name)}</title><desc>{escape(words)}</desc><style>{style}</style>{body}</svg>"
    )
