"""The programme's exercises as the JSON of ``exercises``."""

from spinecoach.protocol.exercise import ArticleDose, Dose, Exercise, Review
from spinecoach.protocol.form import ENGLISH
from spinecoach.protocol.protocol import Protocol
from spinecoach.wire.adapter import Adapter
from spinecoach.wire.json_value import JSON

_ARTICLE: Adapter[ArticleDose] = Adapter(ArticleDose)
_DOSE: Adapter[Dose] = Adapter(Dose)
_REVIEW: Adapter[Review] = Adapter(Review)


def catalogue_json(protocol: Protocol, language: str = ENGLISH) -> list[JSON]:
    """Every exercise by the contract, in the article's order."""
    return [exercise_json(exercise, language) for exercise in protocol.exercises.values()]


def exercise_json(exercise: Exercise, language: str = ENGLISH) -> dict[str, JSON]:
    """One exercise. ``equipment`` names all that may be needed; of each entry of ``needs`` any member will do."""
    words = exercise.text.get(language, exercise.text[ENGLISH])["standard"]
    highest = max(level for level, dose in exercise.levels.items() if not dose.opt_in)
    return {
        "id": exercise.id,
        "code": exercise.code,
        "version": exercise.version,
        "name": words.name,
        "summary": words.summary,
        "complex": exercise.complex.value,
        "kind": exercise.kind.value,
        "place": exercise.place.value,
        "positions": [position.value for position in exercise.positions],
        "equipment": [one.value for group in exercise.needs for one in group],
        "needs": [[one.value for one in group] for group in exercise.needs],
        "useful": [one.value for one in exercise.useful],
        "sides": exercise.sides,
        "zones": exercise.levels[highest].zones,
        "dose": {
            "article": _ARTICLE.plain(exercise.article, nones=True),
            "levels": {str(level): _DOSE.plain(dose, nones=True) for level, dose in sorted(exercise.levels.items())},
        },
        "sources": list(exercise.sources),
        "reviewed": None if exercise.review is None else _REVIEW.plain(exercise.review),
    }
