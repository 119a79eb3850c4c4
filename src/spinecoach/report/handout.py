"""A handout: what stands on the paper that somebody takes along, one exercise a block."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from spinecoach.figure.course import keys_of
from spinecoach.figure.drawing import draw_start_end
from spinecoach.figure.paint import PAPER
from spinecoach.figure.telling import describe
from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.form import ENGLISH, resolve
from spinecoach.protocol.protocol import Protocol
from spinecoach.report.dose_line import dose_line, pain_limit
from spinecoach.report.stop_box import StopBox, stop_box
from spinecoach.session.plan import Work
from spinecoach.session.routine import ordered

CUES = 3
"""At most so many an exercise; more would not be read [D: clinical.md 7.1]."""
WELLNESS = (
    "A self-care movement coach for general spine mobility and wellbeing. It is not a medical device, does not "
    "diagnose, treat or monitor any disease, and does not replace a clinician."
)
NOT_REVIEWED = "Not yet reviewed by a clinician."


@dataclass(frozen=True, slots=True)
class Block:
    """One exercise. ``drawing`` is an SVG in greys with ``drawn`` as its words; ``for_you`` what screening orders."""

    code: str
    name: str
    drawing: str
    drawn: str
    shown: str
    position: str
    fetch: str
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    for_you: tuple[str, ...]
    dose: str
    counts: str


@dataclass(frozen=True, slots=True)
class Handout:
    """The whole document. ``about`` says under the title what it is and is not; ``stop`` stands on the first page."""

    title: str
    language: str
    about: str
    stop: StopBox
    pain: str
    blocks: tuple[Block, ...]
    reviewed: str
    wellness: str = WELLNESS


def handout(
    protocol: Protocol, works: Iterable[Work], title: str, about: str, language: str, emergency_number: str
) -> Handout:
    """The handout of ``works`` in their order. Raises NoMovementError for a form that cannot be drawn, ValueError for
    none at all."""
    works = tuple(works)
    if not works:
        raise ValueError("found no exercise; right would be one or more")
    phrases = {**protocol.phrases[ENGLISH], **protocol.phrases.get(language, {})}
    exercises = [protocol.exercises[work.code] for work in works]
    return Handout(
        title=title,
        language=language,
        about=about,
        stop=stop_box(protocol, language, emergency_number),
        pain=_pain(protocol),
        blocks=tuple(_block(protocol, e, w, language, phrases) for e, w in zip(exercises, works, strict=True)),
        reviewed=_reviewed(exercises),
    )


def _block(protocol: Protocol, exercise: Exercise, work: Work, language: str, phrases: Mapping[str, str]) -> Block:
    words = resolve(exercise, work.variant, work.changes, language).words
    form = work.variant.value
    phase = keys_of(exercise, form, work.changes).show[-1]
    return Block(
        code=exercise.code,
        name=words.name,
        drawing=draw_start_end(exercise, form, work.changes, language=language, style=PAPER),
        drawn=f"{words.position} {describe(exercise, form, phase, language=language)}",
        shown=_shown(exercise, work, phrases),
        position=words.position,
        fetch=words.fetch,
        steps=words.steps,
        cues=words.reminders[:CUES],
        for_you=_for_you(work, phrases),
        dose=dose_line(exercise, work, protocol.lights),
        counts=words.rep_means if work.reps is not None else "",
    )


def _shown(exercise: Exercise, work: Work, phrases: Mapping[str, str]) -> str:
    if work.sides < 2 or exercise.movement is None:
        return ""
    return f"Drawn: {phrases[f'side.{exercise.movement.side}']} side. Do both, left first."


def _for_you(work: Work, phrases: Mapping[str, str]) -> tuple[str, ...]:
    said = ordered(work.changes, phrases)
    slower = phrases["change.slow"] if work.tempo > 1 else ""
    less = phrases["change.range_factor"] if work.range_factor < 1 else ""
    return tuple(dict.fromkeys(text for text in (*said, slower, less) if text))


def _pain(protocol: Protocol) -> str:
    limit = pain_limit(protocol.lights)
    return (
        f"1 × 5 means: one round of five. Pain ≤ {limit}/10 means: where 0 is no pain and 10 is the worst, up to "
        f"{limit} is fine. Above {limit} go softer and less far. If that does not settle it, leave the exercise out "
        "for today. Tick each day on which you did it."
    )


def _reviewed(exercises: Iterable[Exercise]) -> str:
    reviews = [exercise.review for exercise in exercises]
    if not any(reviews):
        return NOT_REVIEWED
    if all(reviews):
        return f"Reviewed by {', '.join(dict.fromkeys(review.by for review in reviews if review))}."
    missing = sum(review is None for review in reviews)
    return f"{missing} of these {len(reviews)} exercises not yet reviewed by a clinician."


def day_told(day: date) -> str:
    """``22 November 2026``."""
    return f"{day.day} {day:%B %Y}"
