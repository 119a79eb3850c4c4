"""The safety questions that come with the package."""

from functools import cache
from importlib.resources import files

from spinecoach.protocol.faults import ProtocolError
from spinecoach.screening.parse_questions import parse_questions
from spinecoach.screening.questions import Questions

FILE = "screening.toml"


@cache
def packaged_questions() -> Questions:
    """The questions of ``screening/data``. Raises ProtocolError with every fault when the file cannot be used."""
    text = files("spinecoach.screening").joinpath("data", FILE).read_text(encoding="utf-8")
    questions, faults = parse_questions(text, FILE)
    if questions is None:
        raise ProtocolError(faults)
    return questions
