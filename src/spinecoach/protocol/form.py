"""How an exercise is really done: the standard form, patched by the variant and by each ordered change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from spinecoach.protocol.exercise import Equipment, Exercise, Form, Phase, Position, Spot, Variant, Words

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class ResolvedForm:
    """One form with nothing left to look up. Seconds of the phases are at tempo 1, without holds."""

    phases: tuple[Phase, ...]
    spots: tuple[Spot, ...]
    positions: tuple[Position, ...]
    needs: tuple[tuple[Equipment, ...], ...]
    words: Words


def resolve(exercise: Exercise, variant: Variant, changes: Iterable[str], language: str) -> ResolvedForm:
    """Standard form <- variant <- each change in order; a language that is missing falls back to English.

    A change that only limits numbers (``hold_s_max:5``) has no form of its own and changes nothing here.
    """
    names = form_names(variant, changes)
    form = _shaped(exercise, names, _words(exercise, names, language))
    done = {phase.id for phase in form.phases} | {spot.id for spot in form.spots}
    # What is not done is not said either: a page or a handout may list the cues as they are.
    said = {key: text for key, text in form.words.cues.items() if key.partition(".")[0] in done}
    return replace(form, words=replace(form.words, cues=said))


def resolve_shape(exercise: Exercise, variant: Variant, changes: Iterable[str]) -> ResolvedForm:
    """As ``resolve``, but with the standard form's English words: for those who only measure."""
    return _shaped(exercise, form_names(variant, changes), exercise.text[ENGLISH][Variant.STANDARD.value])


def form_names(variant: Variant, changes: Iterable[str]) -> tuple[str, ...]:
    """The patches in the order in which they are laid on the standard form."""
    return (*(() if variant is Variant.STANDARD else (variant.value,)), *changes)


_NOTHING = Form()


def _shaped(exercise: Exercise, names: Iterable[str], words: Words) -> ResolvedForm:
    phases, spots, positions, needs = exercise.phases, exercise.spots, exercise.positions, exercise.needs
    for name in names:
        form = exercise.forms.get(name, _NOTHING)
        phases = tuple(p for p in form.phases or phases if p.id not in form.drop_phases)
        spots = form.spots or spots
        positions = form.positions or positions
        needs = needs if form.needs is None else form.needs
    return ResolvedForm(phases, spots, positions, needs, words)


def _words(exercise: Exercise, names: Iterable[str], language: str) -> Words:
    english = exercise.text[ENGLISH]
    spoken = exercise.text.get(language, english)
    words = english[Variant.STANDARD.value]
    if spoken is not english and Variant.STANDARD.value in spoken:
        words = _patched(words, spoken[Variant.STANDARD.value])
    for name in names:
        # An untranslated easier form must not be read out as the standard one, so its English patch stands in.
        patch = spoken.get(name) or english.get(name)
        if patch is not None:
            words = _patched(words, patch)
    return words


def _patched(words: Words, patch: Words) -> Words:
    changed: dict[str, object] = {}
    for entry in fields(Words):
        new = getattr(patch, entry.name)
        if isinstance(new, Mapping):
            if new:
                changed[entry.name] = {**getattr(words, entry.name), **new}
        elif new:
            changed[entry.name] = new
    return replace(words, **changed)  # type: ignore[arg-type]  # the names come from the same class
