"""What the drawing shows, in one plain sentence, from the exercise's own words."""

from spinecoach.body import Side
from spinecoach.protocol.exercise import Exercise, Variant, Words
from spinecoach.protocol.form import resolve_shape


def title(exercise: Exercise, form: str = "standard", language: str = "en") -> str:
    """The exercise's name in this form."""
    own, standard = _words(exercise, form, language)
    return own.name or standard.name


def describe(
    exercise: Exercise, form: str = "standard", phase: str | None = None, side: Side | None = None, language: str = "en"
) -> str:
    """What was said last when the phase is reached; the starting position where nothing has been said yet."""
    own, standard = _words(exercise, form, language)
    shape = resolve_shape(exercise, Variant(form), ())
    order = [entry.id for entry in shape.spots or shape.phases]
    said = order[: order.index(phase) + 1] if phase in order else [phase] if phase else []
    for name in reversed(said):
        for key in (f"{name}.{(side or Side.RIGHT).value}", name):
            for words in (own, standard):
                if text := words.cues.get(key):
                    return text
    return own.position or standard.position or own.summary or standard.summary


def _words(exercise: Exercise, form: str, language: str) -> tuple[Words, Words]:
    texts = exercise.text.get(language) or exercise.text["en"]
    standard = texts["standard"]
    return texts.get(form, standard), standard
