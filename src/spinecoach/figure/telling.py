"""What the drawing shows, in one plain sentence, from the exercise's own words."""

from spinecoach.body import Side
from spinecoach.protocol.exercise import Exercise, Words


def title(exercise: Exercise, form: str = "standard", language: str = "en") -> str:
    """The exercise's name in this form."""
    own, standard = _words(exercise, form, language)
    return own.name or standard.name


def describe(
    exercise: Exercise, form: str = "standard", phase: str | None = None, side: Side | None = None, language: str = "en"
) -> str:
    """The cue of the phase; the starting position when phase is None; the summary where nothing is said."""
    own, standard = _words(exercise, form, language)
    if phase is None:
        return own.position or standard.position or own.summary or standard.summary
    names = [f"{phase}.{side.value}"] if side else [f"{phase}.right", f"{phase}.left"]
    for name in (*names, phase):
        for words in (own, standard):
            if text := words.cues.get(name):
                return text
    return own.summary or standard.summary


def _words(exercise: Exercise, form: str, language: str) -> tuple[Words, Words]:
    texts = exercise.text.get(language) or exercise.text["en"]
    standard = texts["standard"]
    return texts.get(form, standard), standard
