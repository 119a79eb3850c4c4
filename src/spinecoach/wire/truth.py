"""The truth beside a simulated recording, as JSON."""

import json

from spinecoach.figure.truth import Truth
from spinecoach.wire.adapter import Adapter
from spinecoach.wire.json_value import JSON

TRUTH: Adapter[Truth] = Adapter(Truth)


def truth_json(truth: Truth) -> dict[str, JSON]:
    """``reps``, ``half_reps``, ``holds``, ``rom_deg`` and ``faults``; a hold of no side has ``"side": null``."""
    return TRUTH.fields(truth, nones=True)


def truth_text(truth: Truth) -> str:
    """The file's text."""
    return json.dumps(truth_json(truth), ensure_ascii=False, indent=1) + "\n"


def read_truth(text: str | bytes, where: str) -> Truth:
    """What ``truth_text`` wrote. Raises WireError."""
    return TRUTH.read(text, where)
