"""What a referee saw of a recording, as JSON."""

from spinecoach.motion.summary import Summary
from spinecoach.wire.adapter import Adapter
from spinecoach.wire.json_value import JSON

SUMMARY: Adapter[Summary] = Adapter(Summary)


def summary_json(summary: Summary) -> dict[str, JSON]:
    """Every field, ``abstained`` null where the camera judged, a hold of no side with ``"side": null``."""
    return SUMMARY.fields(summary, nones=True)
