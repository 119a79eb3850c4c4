"""How far each exercise may grow: to the article's dose, no further than now, or beyond the article."""

from collections.abc import Mapping
from dataclasses import dataclass

from spinecoach.app.along import AlongKind
from spinecoach.app.practice import Practice
from spinecoach.app.refused import Refused, Why
from spinecoach.app.sessions import sessions
from spinecoach.progress.choice import Reach, most_of
from spinecoach.progress.progress import Progress
from spinecoach.protocol.exercise import Exercise
from spinecoach.session.plan import Reason
from spinecoach.wire.json_value import JSON


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an exercise stands now: ``level`` for next time, ``most`` by the choice, and ``why`` it is there.

    ``why`` is None before the first time. ``reaches`` are what may be chosen.
    """

    code: str
    level: int
    most: int
    reach: Reach
    reaches: tuple[Reach, ...]
    why: Reason | None


def standings(practice: Practice) -> tuple[Standing, ...]:
    """Of every exercise, in the article's order. Raises StoreError."""
    progress = _progress(practice)
    return tuple(_standing(practice, progress, exercise) for exercise in practice.protocol.exercises.values())


def standing(practice: Practice, code: str) -> Standing:
    """Of one exercise. Raises Refused for an unknown one, StoreError."""
    return _standing(practice, _progress(practice), _known(practice, code))


def choose_dose(practice: Practice, code: str, reach: str) -> None:
    """From today on. Staying keeps the level of now as the highest. Raises Refused, StoreError."""
    now = standing(practice, code)
    if reach not in now.reaches:
        right = ", ".join(now.reaches)
        raise Refused(Why.WRONG, f"reach: found {reach!r}; right would be one of {right}")
    body: dict[str, JSON] = {"day": practice.clock.today().isoformat(), "code": now.code, "reach": reach}
    if reach == Reach.STAY:
        body["level"] = now.level
    held = reach == now.reach and (reach != Reach.STAY or now.level == now.most)
    if not held:
        practice.note([(AlongKind.DOSE_CHOSEN, body)])


def _progress(practice: Practice) -> Progress:
    me = practice.me()
    return practice.courses.progress(practice.protocol, sessions(practice), me.along, practice.clock.today())


def _known(practice: Practice, code: str) -> Exercise:
    exercise = practice.protocol.exercises.get(code)
    if exercise is None:
        raise Refused(
            Why.UNKNOWN, f"exercise: found {code!r}; right would be one of {', '.join(practice.protocol.exercises)}"
        )
    return exercise


def _standing(practice: Practice, progress: Progress, exercise: Exercise) -> Standing:
    me, rules = practice.me(), practice.protocol.dosing
    choice, step = me.along.choice_of(exercise.code), progress.why.get(exercise.code)
    reaches = tuple(r for r in Reach if r is not Reach.BEYOND or max(exercise.levels) > exercise.article_levels[1])
    why = None
    if step is not None:
        text: Mapping[str, str] = rules.sentences[step.rule].text
        said = text.get(me.preferences.language, text["en"])
        why = Reason(step.rule, said.format(needed=rules.up.days, **step.gaps))
    return Standing(
        code=exercise.code,
        level=progress.levels.get(exercise.code, rules.start_level),
        most=most_of(exercise, choice),
        reach=choice.reach if choice else Reach.GROW,
        reaches=reaches,
        why=why,
    )
