"""An exercise as options and arguments name it."""

from pathlib import Path

from spinecoach.app.catalogue import catalogue
from spinecoach.cli.faults import CliError
from spinecoach.cli.files import read_file
from spinecoach.cli.usage import nearest
from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.faults import ProtocolError
from spinecoach.protocol.load import check_exercise
from spinecoach.wire.text import decoded

DATA = ".toml"


def exercise_of(told: str, option: str = "EXERCISE") -> Exercise:
    """By code, by id, or the exercise of a data file; ``option`` is where it was named."""
    protocol = catalogue()
    if told.endswith(DATA):
        text, where = read_file(Path(told))
        exercise, faults = check_exercise(decoded(text, where), where, protocol)
        if exercise is None:
            raise ProtocolError(faults)
        return exercise
    for exercise in protocol.exercises.values():
        if told in (exercise.code, exercise.id) or told.upper() == exercise.code:
            return exercise
    names = [name for exercise in protocol.exercises.values() for name in (exercise.code, exercise.id)]
    close = nearest(told, names)
    raise CliError(option, f'"{told}"', close if close in names else f"one of {', '.join(protocol.exercises)}")
